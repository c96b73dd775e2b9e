export { ageInMonths, isStale, STALE_AFTER_MONTHS, STALE_STRENGTH } from './age.ts'
export {
  currentTier,
  type DecisionRefusal,
  type DecisionSituation,
  decide,
  decisionOn,
  placesTakenIn,
  type TierDecision,
} from './decision.ts'
export {
  type AccountEvidence,
  type EvidenceBasis,
  type GateOutcome,
  type MeasuredEvidence,
  passGate,
  type Reading,
  readCriterion,
} from './evidence.ts'
export { type ChangeNeeded, type Lever, whatWouldHaveToChange } from './explain.ts'
export {
  type DatedJudgement,
  type Judgement,
  type JudgementRefusal,
  type JudgementSummary,
  recordJudgement,
  summarizeJudgements,
} from './judgement.ts'
export {
  DEFAULT_MIDPOINTS,
  type MatrixMidpoints,
  type MatrixPosition,
  matrixPosition,
  type Quadrant,
  quadrantOf,
} from './matrix.ts'
export { movementOfOrders, type RankMovement, rankMovement } from './movement.ts'
export {
  buildScoreMatrix,
  type MatrixRanking,
  type MatrixScores,
  rankMatrix,
  type ScoreColumn,
  type ScoreMatrix,
  scoreMatrix,
} from './rank.ts'
export { medianPoints, reasonsForScore, type ScoreReason, type ScoreReasonCode } from './reasons.ts'
export {
  type AccountScore,
  type CriterionContribution,
  rankAccounts,
  STANDINGS,
  type Standing,
  scoreAccount,
} from './score.ts'
export { orderByScore } from './score-order.ts'
export {
  averageRanks,
  RANK_CORRELATION_LIMIT,
  SIZE_WEIGHT_LIMIT,
  type SpendBias,
  type SpendBiasQuestion,
  type SpendBiasWarning,
  spearman,
  spendBias,
} from './spend-bias.ts'
