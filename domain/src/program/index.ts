export {
  type AdoptionEvidence,
  type AdoptionFacts,
  assessAdoption,
  HIGHEST_ADOPTION_LEVEL,
  type ProgramAdoption,
  type StepAdoption,
} from './adoption.ts'
export {
  ADOPTION_FACTS,
  ADOPTION_SOURCE,
  ADOPTION_STEPS,
  type AdoptionCondition,
  type AdoptionFact,
  type AdoptionStep,
} from './adoption-steps.ts'
export { assignTiers, type RankedAccount, type TierProposal, type TierReason } from './assign-tiers.ts'
export type { BreakingJudgement } from './breaking-judgement.ts'
export { addDays, addMonths, daysBetween, isCalendarDate } from './calendar-date.ts'
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
export {
  compareDefinitions,
  type DefinitionChange,
  type DefinitionFault,
  type DefinitionFaultCode,
  definitionFaults,
  definitionOn,
  type ProgramDefinition,
  type ProgramInvestment,
} from './definition.ts'
export {
  FAR_OFF,
  GROUP_RANDOM_INDEX,
  type GroupMember,
  type GroupReading,
  groupWeights,
  readWeights,
  type WeightAnswers,
  type WeightReading,
  type WeightReadingRefusal,
} from './group-weighting.ts'
export {
  type LocalPriorities,
  type LocalPrioritiesRefusal,
  overallPriorities,
  type PriorityMode,
} from './local-priorities.ts'
export {
  DEFAULT_MIDPOINTS,
  type MatrixAxes,
  type MatrixMidpoints,
  matrixAxes,
  type WrittenAxes,
} from './matrix-axes.ts'
export { isMeasureKey, MEASURE_KEYS, MEASURES, type Measure, type MeasureKey, type MeasureUnit } from './measures.ts'
export {
  combinePairwise,
  PAIRWISE_SCALE_TOP,
  type PairwiseFault,
  type PairwiseFaultCode,
  type PairwiseJudgement,
  type PairwiseMatrix,
  type PairwiseRefusal,
  pairsOf,
  pairwiseFaults,
  pairwiseMatrix,
} from './pairwise.ts'
export {
  type PairwisePriorities,
  type PrioritiesRefusal,
  pairwisePriorities,
  requireConsistent,
} from './pairwise-priorities.ts'
export { type PrincipalVector, principalVector } from './principal-vector.ts'
export {
  consistencyLimit,
  largestSizeIn,
  RANDOM_INDEX_TABLES,
  type RandomIndexTable,
  randomIndex,
} from './random-index.ts'
export { isWrittenReason, MINIMUM_REASON_LENGTH } from './reason.ts'
export { STARTER_STRENGTH_CRITERIA, starterCriteriaSet } from './starter-set.ts'
export {
  MOST_HOURS_PER_MONTH,
  type PromisedInvestment,
  promisedInvestment,
  REVIEW_RHYTHMS,
  type TierBenefits,
  type TierBenefitsCaution,
  type TierBenefitsFault,
  type TierBenefitsFaultCode,
  type TierGoal,
  tierBenefitsCautions,
  tierBenefitsFaults,
} from './tier-benefits.ts'
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
export {
  BEST_SWING,
  combineWeights,
  DIRECT_TOTAL,
  directWeights,
  type GivenWeight,
  type GroupWeightShare,
  type GroupWeights,
  normalizeWeights,
  type PersonalWeights,
  swingWeights,
  type WeightingRefusal,
  type WeightShare,
  wholePointWeights,
} from './weighting.ts'
