export { assignTiers, type RankedAccount, type TierProposal, type TierReason } from './assign-tiers.ts'
export { type CriteriaFault, type CriteriaFaultCode, validateCriteriaSet } from './criteria-faults.ts'
export {
  type CriteriaSet,
  type CriteriaSetRefusal,
  type CriteriaSetStatus,
  changeCriteriaSet,
  needsPublishReason,
  publishCriteriaSet,
  retireCriteriaSet,
  reviseCriteriaSet,
  sizeWeightShare,
  totalWeight,
  USUAL_CRITERIA_COUNT,
} from './criteria-set.ts'
export {
  type Anchor,
  anchorPoints,
  type CriteriaSetContent,
  type Criterion,
  type CriterionSource,
  type Gate,
  type GateSubject,
  JUDGED_POINTS,
  judgedAnchors,
  measuredAnchors,
} from './criterion.ts'
export { isMeasureKey, MEASURE_KEYS, MEASURES, type Measure, type MeasureKey, type MeasureUnit } from './measures.ts'
export { isWrittenReason, MINIMUM_REASON_LENGTH } from './reason.ts'
export { STARTER_STRENGTH_CRITERIA, starterCriteriaSet } from './starter-set.ts'
export { nextTierWithHysteresis, type ReviewRule, standingIn, type TierStanding } from './tier-review.ts'
export {
  OUT_OF_PROGRAM,
  rankByScore,
  starterTierScheme,
  type Tier,
  type TierFault,
  type TierFaultCode,
  type TierScheme,
  tierAtRank,
  tierRank,
  validateTierScheme,
} from './tiers.ts'
