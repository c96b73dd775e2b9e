import { type Figure, insufficient } from '../kernel/index.ts'
import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from './false-discovery.ts'
import { combineFigures } from './figure-math.ts'
import { OUTLOOK_MINIMUM_MONTHS, type OutlookEvidence } from './outlook-evidence.ts'

/** A trend of at least this much a year (a fraction) matters to the business. */
export const RELEVANT_SLOPE_PER_YEAR = 0.05
/** Change of the last twelve months that, with enough quarters in a row, counts as decline or growth. */
export const TRAILING_YEAR_THRESHOLD = 0.1
/** Quarters in a row that must be below (above) the same quarter a year earlier. */
export const QUARTERS_IN_A_ROW = 3
/** Fall of the last twelve months beyond which the account may be lost. */
export const POSSIBLE_LOSS_THRESHOLD = 0.5

/** Where an account is heading. `at_risk` means: it may be lost. */
export type OutlookClass = 'growing' | 'flat' | 'declining' | 'at_risk' | 'too_little_history'

/** A ground for the class. */
export type OutlookReason =
  | 'economics/history-too-short'
  | 'economics/low-power'
  | 'economics/trend-down'
  | 'economics/trend-up'
  | 'economics/trailing-year-down'
  | 'economics/trailing-year-up'
  | 'economics/decline-signal'
  | 'economics/unusual-silence'
  | 'economics/trailing-year-halved'
  | 'economics/no-clear-trend'

/** The class of one account with its grounds, the p value after false-alarm control, and the evidence itself. */
export interface Outlook {
  readonly outlook: OutlookClass
  readonly reasons: readonly OutlookReason[]
  /** P value adjusted over the whole portfolio. */
  readonly adjustedPValue: Figure
  readonly evidence: OutlookEvidence
}

/**
 * Classifies every account of a portfolio, in the order given. The trend tests of all accounts are adjusted together
 * (Benjamini-Hochberg at 5 %), so give the whole portfolio at once.
 *
 * Declining: significant trend of -5 % a year or worse, or CUSUM alarm, or last twelve months down more than 10 % with
 * three quarters in a row below last year. Growing: the mirror image, significant trend of +5 % a year or better, or last
 * twelve months up more than 10 % with three quarters in a row above last year, and no sign of decline. At risk (possible loss): silent for longer than the 95th percentile
 * of its own purchase gaps, or twelve months down more than 50 %, or a CUSUM alarm together with another sign of
 * decline. Less than eight months of history: no statement.
 */
export function classifyOutlooks(evidences: readonly OutlookEvidence[]): readonly Outlook[] {
  const tested = evidences.filter((evidence) => evidence.pValue.value !== null)
  const adjusted = benjaminiHochberg(tested.map((evidence) => evidence.pValue.value ?? 1))
  let next = 0
  return evidences.map((evidence) => {
    if (evidence.pValue.value === null) return classify(evidence, insufficient('economics/history-too-short'))
    const adjustedPValue = adjusted[next++] ?? 1
    return classify(
      evidence,
      combineFigures([evidence.pValue], () => adjustedPValue),
    )
  })
}

function classify(evidence: OutlookEvidence, adjustedPValue: Figure): Outlook {
  const { outlook, reasons } = judge(evidence, adjustedPValue.value ?? 1)
  const flags: readonly OutlookReason[] = evidence.method === 'mann_kendall' ? ['economics/low-power'] : []
  return { outlook, reasons: [...reasons, ...flags], adjustedPValue, evidence }
}

function judge(evidence: OutlookEvidence, adjusted: number): { outlook: OutlookClass; reasons: OutlookReason[] } {
  if (evidence.historyMonths < OUTLOOK_MINIMUM_MONTHS) {
    return { outlook: 'too_little_history', reasons: ['economics/history-too-short'] }
  }
  const decline = declineReasons(evidence, adjusted)
  const risk = riskReasons(evidence)
  const hasAlarm = evidence.cusumAlarm.value === true
  const alarm: OutlookReason[] = hasAlarm ? ['economics/decline-signal'] : []
  if (risk.length > 0 || (hasAlarm && decline.length > 0)) {
    return { outlook: 'at_risk', reasons: [...risk, ...decline, ...alarm] }
  }
  if (decline.length > 0 || hasAlarm) return { outlook: 'declining', reasons: [...decline, ...alarm] }
  const growth = growthReasons(evidence, adjusted)
  if (growth.length > 0) return { outlook: 'growing', reasons: growth }
  return { outlook: 'flat', reasons: ['economics/no-clear-trend'] }
}

function declineReasons(evidence: OutlookEvidence, adjusted: number): OutlookReason[] {
  const slope = evidence.relativeSlopePerYear.value ?? 0
  const change = evidence.trailingYearChange.value ?? 0
  const isTrend = adjusted < FALSE_DISCOVERY_RATE && slope <= -RELEVANT_SLOPE_PER_YEAR
  const isYear = change < -TRAILING_YEAR_THRESHOLD && evidence.consecutiveNegativeQuarters >= QUARTERS_IN_A_ROW
  return [...pick(isTrend, 'economics/trend-down'), ...pick(isYear, 'economics/trailing-year-down')]
}

function growthReasons(evidence: OutlookEvidence, adjusted: number): OutlookReason[] {
  const slope = evidence.relativeSlopePerYear.value ?? 0
  const change = evidence.trailingYearChange.value ?? 0
  const isTrend = adjusted < FALSE_DISCOVERY_RATE && slope >= RELEVANT_SLOPE_PER_YEAR
  const isYear = change > TRAILING_YEAR_THRESHOLD && evidence.consecutivePositiveQuarters >= QUARTERS_IN_A_ROW
  return [...pick(isTrend, 'economics/trend-up'), ...pick(isYear, 'economics/trailing-year-up')]
}

function riskReasons(evidence: OutlookEvidence): OutlookReason[] {
  const usualGap = evidence.usualGapMonths.value
  const isSilent = usualGap !== null && evidence.silentMonths > usualGap
  const isHalved = (evidence.trailingYearChange.value ?? 0) < -POSSIBLE_LOSS_THRESHOLD
  return [...pick(isSilent, 'economics/unusual-silence'), ...pick(isHalved, 'economics/trailing-year-halved')]
}

function pick(holds: boolean, reason: OutlookReason): OutlookReason[] {
  return holds ? [reason] : []
}
