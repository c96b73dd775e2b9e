export {
  ACTION_DEFECTS,
  ACTION_STATES,
  type ActionDefect,
  type ActionFacts,
  type ActionMove,
  type ActionState,
  actionDefects,
  daysLate,
  isOpenAction,
  isOverdue,
  type MovedAction,
  moveAction,
  movesFrom,
  needsReason,
} from './action.ts'
export { type PastedAction, type PastedSheet, readPastedActions } from './action-import.ts'
export { type ActionNeeds, findCircle, setNeeds } from './action-needs.ts'
export { type ActionRepeat, type NextOccurrence, nextOccurrence } from './action-repeat.ts'
export {
  type ActionReport,
  actionReport,
  type KeyResultStanding,
  PERIODS_UNTIL_REVIEW,
  REVIEW_PERIOD_DAYS,
  type ReportedAction,
  type ReportedKeyResult,
} from './action-report.ts'
export { reportInWords } from './action-report-words.ts'
export {
  type AskingSection,
  type Completeness,
  type PlanCompleteness,
  planCompleteness,
  type SectionCompleteness,
  type SectionContent,
  sectionCompleteness,
} from './completeness.ts'
export { answersForEveryPlan, checkDeletion, type PlanToDelete } from './draft-deletion.ts'
export { answersBefore, type GivenAnswer } from './earlier-answers.ts'
export {
  FED_SOURCES,
  type FedMeasure,
  type FedReading,
  type FedSource,
  type FedWindow,
  fedReadings,
  fedValue,
  type LedgerFacts,
  type LedgerMonth,
} from './fed-result.ts'
export { type FieldKind, type FieldRule, type FieldValueRefusal, readFieldValue } from './field-value.ts'
export {
  type Ages,
  type AgingStatement,
  agesOf,
  type Claim,
  type ClaimRefusal,
  checkClaim,
  type Freshness,
  freshnessOn,
  type Renewal,
  renewClaim,
} from './freshness.ts'
export { type AmountsBelow, addSaid, type PlannedAmount, type PlannedPart, rollUpAmounts } from './goal-roll-up.ts'
export {
  type Attainment,
  type AttainmentInput,
  attainment,
  BRIDGE_KINDS,
  type BridgeInput,
  type BridgeKind,
  bridgeToGoal,
  elapsedShare,
  GOAL_MEASURES,
  type GoalBridge,
  type GoalMeasure,
  type PeriodDays,
  runRate,
} from './goals.ts'
export {
  type Ambition,
  GRADE_DECIMALS,
  GREEN_FROM_GRADE,
  type GradeColor,
  type GradeVerdict,
  gradeColor,
  gradeInWords,
  gradeKeyResult,
  gradeObjective,
  judgeGrade,
  type KeyResultKind,
  type KeyResultProgress,
  type ResultDirection,
  SWEET_SPOT,
  type WeightedGrade,
  YELLOW_FROM_GRADE,
} from './grading.ts'
export {
  DRAFTED_PRODUCT_LINES,
  draftFromLedger,
  type LedgerKnowledge,
  type LedgerOutlook,
  type LedgerSentence,
} from './ledger-draft.ts'
export {
  checkDates,
  directionOfResult,
  finalGrade,
  isOutsideHorizon,
  type KeyResultDraft,
  type KeyResultFault,
  OBJECTIVE_LONGEST_MONTHS,
  type ObjectiveStatus,
  type ObjectiveStep,
  stepObjective,
} from './objective.ts'
export { type PastedObjectives, readPastedObjectives } from './objective-import.ts'
export type { GroupSetting, PastedObjective, PresentObjective, SaidOfPresent } from './objective-import-groups.ts'
export type { NamedPeriod, PastedKeyResult } from './objective-import-line.ts'
export { AT_RISK_SLACK, type DateSpan, expectedProgress, ON_TRACK_SLACK, type Pace, paceOf } from './pace.ts'
export { PASTED_LINES, pastedFrom, type RejectedLine } from './pasted-sheet.ts'
export {
  type ApprovalState,
  type ApprovalVerdict,
  checkSubmission,
  FEWEST_REASON_CHARACTERS,
  type GivenVerdict,
  giveVerdict,
  type NamedApprover,
  type OpenApproval,
  type Submission,
  type SubmissionRefusal,
  stateOfAnswers,
  type VerdictRefusal,
  type Withdrawer,
  withdrawSubmission,
} from './plan-approval.ts'
export {
  comparePlanLists,
  differenceInWords,
  type FieldDifference,
  type PlanDifference,
  type PlanList,
  type PlanListField,
  type PlanListItem,
  QUOTED_LENGTH,
  quarterBefore,
} from './plan-comparison.ts'
export {
  type CommentReader,
  type CommentRights,
  commentRights,
  isDutyNews,
  NOTICE_DUTIES,
  type NoticeDuty,
  type PlanEvent,
  type PlanNoticeKind,
  type PlanStance,
  type ToldPerson,
  toldOf,
} from './plan-notice.ts'
export {
  areContiguous,
  beginPeriods,
  LONGEST_HORIZON_MONTHS,
  monthsOfKind,
  nextPeriod,
  PLAN_PERIOD_KINDS,
  type PlanPeriod,
  type PlanPeriodKind,
  type PlanPeriodRefusal,
  periodLabel,
  SHORTEST_HORIZON_MONTHS,
  usualPeriodCount,
  usualStart,
} from './plan-periods.ts'
export { hiddenFromOutsiders, offerSections, type SectionSource, takeSections } from './plan-sections.ts'
export {
  type AccountableClaim,
  checkPlanPerson,
  hasAccountable,
  type InnerShaper,
  mayShapeInnerTeam,
  orderTeam,
  PLAN_DUTIES,
  type PlanDuty,
  type PlanPersonRefusal,
  type PlanTeamMember,
  seatInTeam,
} from './plan-team.ts'
export {
  chooseTemplate,
  moveTemplate,
  type TemplateChoice,
  type TemplateFault,
  type TemplateFaultCode,
  type TemplateMove,
  type TemplateReason,
  type TemplateRefusal,
  type TemplateSection,
  type TemplateStatus,
  templateFaults,
} from './plan-template.ts'
export {
  checkScope,
  inTreeOrder,
  type PlanAmount,
  type PlanNode,
  type PlanTreeRefusal,
  placeBelow,
  type RolledUp,
  rollUp,
} from './plan-tree.ts'
export {
  LEDGER_FIELDS,
  RELATIONSHIP_STAGES,
  type StarterSection,
  type StarterTemplate,
  starterTemplates,
} from './starter-templates.ts'
export {
  compareSwotItems,
  type EvidencedSwotItem,
  HIGH_FROM_SCORE,
  MEDIUM_FROM_SCORE,
  type RankedSwotItem,
  SWOT_KINDS,
  SWOT_MARKS,
  SWOT_VIEWPOINTS,
  type SwotGrade,
  type SwotJudgement,
  type SwotKind,
  type SwotMark,
  type SwotViewpoint,
  swotGrade,
  swotMarks,
  swotScore,
} from './swot.ts'
export {
  type PastedSwotLine,
  readPastedSwotItems,
  SWOT_BATCH_LIMIT,
  SWOT_EVIDENCE_LENGTH,
  SWOT_SAID_BY_LENGTH,
  SWOT_TEXT_LENGTH,
  type SwotPasteFault,
} from './swot-paste.ts'
export {
  proposeTows,
  TOWS_STRATEGIES,
  type TowsProposal,
  type TowsProposals,
  type TowsStrategy,
  towsPairId,
  towsStrategy,
} from './tows.ts'
export type { ValueDriverFacts, ValueHorizon, ValueResult, ValueView } from './value-case.ts'
export { VALUE_EVIDENCE, VALUE_VIEWS, valueMarks, valueResults } from './value-case.ts'
export { cumulated } from './value-cash-flow.ts'
export { fitYears, type ValueYear, valueFaults, yearsBeyond } from './value-years.ts'
export {
  type Bounds,
  CELL_STATES,
  type CellFacts,
  type CellState,
  countOnce,
  expectedRevenueOf,
  expectedWhiteSpace,
  isOrdered,
  isWhite,
  type NamedCell,
  penetration,
  type WhiteSpaceTotals,
  walletShare,
  weightedPenetration,
  whiteSpaceTotals,
} from './white-space.ts'
export {
  type FirstGrid,
  firstGrid,
  type KnownCompany,
  type KnownLine,
  lineNames,
  OFFERINGS_AT_FIRST,
  UNITS_AT_FIRST,
  unitNames,
} from './white-space-begin.ts'
export {
  type Company,
  cellKey,
  fillFromLedger,
  type LedgerFill,
  type SalesMark,
  type SoldState,
  type StandingCell,
  stateOfSales,
  type UnitOfGrid,
  unitOfCompanies,
} from './white-space-ledger.ts'
export {
  type GridHeading,
  hasHeadings,
  nameKey,
  type PastedCell,
  type PasteFault,
  type PasteInput,
  type PasteReading,
  readPastedGrid,
} from './white-space-paste.ts'
export {
  type CellContent,
  type CellTextFault,
  letterOfState,
  readCellText,
  stateOfWord,
  writeCellText,
} from './white-space-text.ts'
export { currencyMarkOf, readTypedAmount, readTypedAmounts, type TypedAmount } from './written-number.ts'
