import type { roundInfluence, roundResultRow, roundResults } from '@mainstay/contract/selection-round-results'
import type { scoringRound, scoringRoundDetail } from '@mainstay/contract/selection-rounds'
import type { scoringSheet, sheetCell, sheetPreview } from '@mainstay/contract/selection-sheets'
import type { z } from 'zod'

export type Round = z.infer<typeof scoringRound>
export type RoundDetail = z.infer<typeof scoringRoundDetail>
export type RoundResults = z.infer<typeof roundResults>
export type ResultRow = z.infer<typeof roundResultRow>
export type ResultCell = ResultRow['cells'][number]
export type Influence = z.infer<typeof roundInfluence>
export type Sheet = z.infer<typeof scoringSheet>
export type SheetCell = z.infer<typeof sheetCell>
export type SheetPreview = z.infer<typeof sheetPreview>
