export {
  type Acceptability,
  type AcceptabilityRun,
  type AcceptabilitySetting,
  createAcceptability,
  type WeightSpace,
} from './acceptability.ts'
export { ageInMonths, isStale, STALE_AFTER_MONTHS, STALE_STRENGTH } from './age.ts'
export {
  type Agreement,
  type AgreementMetric,
  type AgreementReading,
  FEWEST_UNITS,
  krippendorffAlpha,
  LOWEST_AGREEMENT,
  RELIABLE_AGREEMENT,
  readAgreement,
} from './agreement.ts'
export {
  type AsOfColumn,
  type AsOfMatrix,
  buildAsOfMatrix,
  type DatedEvidence,
  type Day,
  dateOfDay,
  dayOfDate,
  FutureEvidenceError,
  knownBy,
  NOTHING_KNOWN,
} from './as-of.ts'
export {
  type BackTest,
  type BackTestRival,
  backTest,
  backTestSteps,
  type RivalComparison,
} from './back-test.ts'
export {
  type BackTestReason,
  CANDIDATES_PER_PLACE,
  FEWEST_MONTHS_BEFORE,
  FEWEST_PICKS,
  type HistoryReach,
} from './back-test-limits.ts'
export type { AsOfSet, BackTestQuestion, ChosenAccounts, StartingPoint } from './back-test-question.ts'
export {
  type Benchmark,
  CHOSEN_FOR_SPEND_CLAIM,
  COLLABORATION_CLAIM,
  PROGRAM_GROWTH_CLAIM,
} from './benchmarks.ts'
export {
  BOOTSTRAP_DRAWS,
  type BootstrapSetting,
  bootstrapDifference,
  bootstrapMean,
  bootstrapPairedDifference,
  bootstrapRatio,
  FEWEST_FOR_INTERVAL,
} from './bootstrap.ts'
export { type CompleteBlock, largestCompleteBlock } from './complete-block.ts'
export { accountsInside, type CutQuestion, markTopScores, rankedScores, sharesOf } from './cut.ts'
export {
  currentTier,
  type DecisionRefusal,
  type DecisionSituation,
  decide,
  decisionOn,
  placesTakenIn,
  type TierDecision,
} from './decision.ts'
export { type Cut, type Disagreement, disagreementsThatMatter } from './disagreement.ts'
export {
  type EdgeAccount,
  type EdgeReason,
  edgeAccounts,
  FIRM_SHARE,
  type FirmnessFindings,
  PLAUSIBLE_CHANGE,
} from './edge-accounts.ts'
export {
  type AccountEvidence,
  type EvidenceBasis,
  type GateOutcome,
  type MeasuredEvidence,
  passGate,
  type Reading,
  readCriterion,
} from './evidence.ts'
export { type CoverageCaution, type CriterionCoverage, evidenceCoverage, THIN_COVERAGE } from './evidence-coverage.ts'
export { type ExceptionQuestion, followsScores, mustAskForOverride } from './exception.ts'
export { type ChangeNeeded, type Lever, whatWouldHaveToChange } from './explain.ts'
export { type CutChange, type CutChangeCause, type Firmness, firmnessOf, type WeightFirmness } from './firmness.ts'
export { type Estimate, INTERVAL_LEVEL } from './intervals.ts'
export {
  type IntraclassByModel,
  type IntraclassCorrelation,
  intraclassCorrelation,
  type MeanSquares,
} from './intraclass.ts'
export {
  type DatedJudgement,
  type Judgement,
  type JudgementRefusal,
  type JudgementSummary,
  recordJudgement,
  summarizeJudgements,
} from './judgement.ts'
export {
  type JudgedEvidence,
  type LeftOut,
  leaveOneCriterionOut,
  leaveOneRaterOut,
  type RaterLeftOut,
  withEvidenceOf,
} from './leave-one-out.ts'
export { evidencedWeights, type ListReading, type ListSituation, listSituation } from './list-situation.ts'
export {
  BALANCE_LIMIT,
  type Balance,
  CALIPER,
  type Likeness,
  type Matching,
  type MatchQuestion,
  matchAccounts,
  type Pair,
  startingLikenesses,
  type Unmatched,
} from './matching.ts'
export {
  type MatrixPosition,
  matrixPosition,
  type Quadrant,
  quadrantOf,
} from './matrix.ts'
export { movementOfOrders, type RankMovement, rankMovement } from './movement.ts'
export {
  type Candidate,
  type CandidateDetail,
  type CandidateKind,
  type CandidateList,
  candidatesWorthPursuing,
  describeCandidate,
  type MissingEvidence,
  WITHIN_REACH_POINTS,
} from './nomination.ts'
export {
  type BeatenLots,
  compareGroups,
  comparePairs,
  type GroupOutcome,
  groupOutcome,
  type MeasureComparison,
  OUTCOME_MEASURES,
  type OutcomeColumn,
  type OutcomeDifference,
  type OutcomeMeasure,
  type OutcomeVerdict,
  typicalGrowthOf,
} from './outcome-comparison.ts'
export {
  type InvestedAccount,
  NOTABLE_FALL,
  type OverInvestment,
  type OverInvestmentList,
  type OverInvestmentSign,
  overInvestments,
  type YearEarnings,
} from './over-investment.ts'
export {
  answerOverride,
  askOverride,
  endOverride,
  LONGEST_OVERRIDE_MONTHS,
  type Override,
  type OverrideAnswer,
  type OverrideEnd,
  type OverrideRefusal,
  type OverrideSituation,
  type OverrideState,
  overrideState,
} from './override.ts'
export {
  FEWEST_FOR_HIT_RATE,
  type OverrideOutcome,
  overrideOutcome,
  type PickOutcome,
  type PickRecord,
} from './override-outcome.ts'
export { PERCEPTION_GAP_LIMIT, type PerceptionGap, type PerceptionInput, perceptionGaps } from './perception-gap.ts'
export {
  FEWEST_FOR_PREDICTION,
  NEGLIGIBLE_CORRELATION,
  type PredictiveStrength,
  type PredictiveVerdict,
  type Predictor,
  predictiveStrengths,
  symmetricGrowthOf,
} from './predictive-strength.ts'
export {
  type AssignedSummary,
  type ProfitabilityScorecard,
  profitabilityScorecards,
  type ScorecardLine,
} from './profitability-scorecard.ts'
export {
  type CollaborationResult,
  collaborationBesideGrowth,
  FEWEST_FOR_COLLABORATION,
  type OwnTrend,
  type ProgramOutcome,
  type ProgramQuestion,
  type ProgramResult,
  programResult,
} from './program-result.ts'
export {
  buildScoreMatrix,
  type MatrixRanking,
  type MatrixScores,
  rankMatrix,
  type ScoreColumn,
  type ScoreMatrix,
  scoreMatrix,
} from './rank.ts'
export {
  type CorrectedScore,
  FEWEST_COMMON_ACCOUNTS,
  type RaterSeverity,
  raterSeverity,
  type SeverityCorrection,
} from './rater-severity.ts'
export { type Ratings, type RatingTable, type RoundScore, ratingTable } from './rating-table.ts'
export { medianPoints, reasonsForScore, type ScoreReason, type ScoreReasonCode } from './reasons.ts'
export {
  ALWAYS_DISCUSS_FROM_RANGE,
  agreementOn,
  type CellResult,
  type CellResultKind,
  DISCUSS_FROM_RANGE,
  roundResults,
  type Settlement,
  type SettlementRefusal,
  type SettlementRequest,
  settle,
} from './reconciliation.ts'
export {
  type CriterionAgreement,
  type RatersAgreement,
  type RoundAgreement,
  roundAgreement,
} from './round-agreement.ts'
export {
  EARLIEST_REMINDER_DAYS,
  type RoundCaution,
  type RoundFault,
  type RoundFaultCode,
  roundCautions,
  roundFaults,
} from './round-faults.ts'
export {
  type DueReminder,
  type RaterProgress,
  type RoundProgress,
  remindersDue,
  roundProgress,
} from './round-progress.ts'
export {
  criteriaFor,
  placeScore,
  type ScoreVisibility,
  type ScoringRefusal,
  scoreVisibility,
} from './round-scoring.ts'
export {
  cancelRound,
  changeRound,
  closeRound,
  extendRound,
  finishRound,
  openRound,
  type RoundRefusal,
  reopenRound,
} from './round-steps.ts'
export { handOverRound, type RoundHandover, type RoundJudgement } from './round-take-over.ts'
export {
  type AccountScore,
  type CriterionContribution,
  rankAccounts,
  STANDINGS,
  type Standing,
  scoreAccount,
} from './score.ts'
export { orderByScore } from './score-order.ts'
export type { WeightDirection } from './score-paths.ts'
export { type ScoreSpread, scoreSpreads } from './score-spread.ts'
export { type AddOnShares, type AssignedScore, SCORECARD_MONTHS, type ScorecardInput } from './scorecard-points.ts'
export {
  LEAST_PROFIT_SHARE,
  SCORECARD_PARTS,
  type ScorecardPart,
  type ScorecardShares,
  type ScorecardWeights,
  type ScorecardWeightsRefusal,
  STARTER_SCORECARD_SHARES,
  scorecardWeights,
} from './scorecard-weights.ts'
export type { RoundCriterion, RoundRater, RoundStatus, ScoringRound } from './scoring-round.ts'
export { SECOND_METHODS, type SecondMethod, type SecondOpinion, secondOpinions } from './second-opinions.ts'
export { compareSets, type SetComparison } from './set-comparison.ts'
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
export {
  checkRanks,
  type RankCheck,
  type TopsisCriterion,
  type TopsisRefusal,
  topsisCloseness,
} from './topsis.ts'
