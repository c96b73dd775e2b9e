import type { accountScorecard, feltSide, scorecardRow, scorecardScheme } from '@mainstay/contract/selection-scorecard'
import type { z } from 'zod'

export type AccountScorecard = z.infer<typeof accountScorecard>
export type FeltSide = z.infer<typeof feltSide>
export type ScorecardRow = z.infer<typeof scorecardRow>
export type ScorecardScheme = z.infer<typeof scorecardScheme>
export type ScorecardPart = keyof ScorecardScheme['shares']
