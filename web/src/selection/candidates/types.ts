import type { candidate, candidateList, nomination, overInvestment } from '@mainstay/contract/selection-candidates'
import type { z } from 'zod'

export type Candidate = z.infer<typeof candidate>
export type CandidateKind = Candidate['kind']
export type CandidateList = z.infer<typeof candidateList>
export type Nomination = z.infer<typeof nomination>
export type OverInvestment = z.infer<typeof overInvestment>
