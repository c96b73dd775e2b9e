import type { programMeasure, programResult, programResultReach } from '@mainstay/contract/selection-program-result'
import type { z } from 'zod'

export type ProgramResult = z.infer<typeof programResult>
export type ProgramMeasure = z.infer<typeof programMeasure>
export type ProgramResultReach = z.infer<typeof programResultReach>
export type Verdict = ProgramMeasure['againstOwnTrend']['verdict']
