import type {
  cut,
  explainedCriterion,
  judgement,
  rankedRow,
  ranking,
  scoreExplanation,
  spendBias,
  tierDecision,
  tierOverview,
  tierProposal,
} from '@mainstay/contract/selection'
import type { z } from 'zod'

export type Cut = z.infer<typeof cut>
export type ExplainedCriterion = z.infer<typeof explainedCriterion>
export type Judgement = z.infer<typeof judgement>
export type RankedRow = z.infer<typeof rankedRow>
export type Ranking = z.infer<typeof ranking>
export type ScoreExplanation = z.infer<typeof scoreExplanation>
export type SpendBias = z.infer<typeof spendBias>
export type TierDecision = z.infer<typeof tierDecision>
export type TierPlaces = z.infer<typeof tierOverview>['tiers'][number]
export type TierProposal = z.infer<typeof tierProposal>
