import type { judgement } from '@mainstay/contract/selection'
import type {
  cut,
  explainedCriterion,
  rankedRow,
  ranking,
  scoreExplanation,
  spendBias,
} from '@mainstay/contract/selection-ranking'
import type { tierDecision, tierOverview, tierProposal } from '@mainstay/contract/selection-tiers'
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

/** How a decision stands to the scores; null where it follows them, or nobody knows. */
export function exceptionOf(decision: Pick<TierDecision, 'overrideId' | 'followsScores' | 'expiresOn'>) {
  const { overrideId, followsScores, expiresOn } = decision
  if (overrideId !== null) return { kind: 'override', expiresOn } as const
  return followsScores === false ? ({ kind: 'against_scores', expiresOn } as const) : null
}
