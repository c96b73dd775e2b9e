import { degraded, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { cusum } from './cusum.ts'
import { mean, median, medianAbsoluteDeviation, NORMAL_CONSISTENCY, quantile, type Series } from './statistics.ts'
import { MONTHS_PER_YEAR, seasonalTrendTest, TREND_MINIMUM_POINTS, trendLine, trendTest } from './trend.ts'

/** Months of history from which the season can be taken out. */
export const SEASONAL_MINIMUM_MONTHS = 24
/** Fewest months of history for any statement. */
export const OUTLOOK_MINIMUM_MONTHS = TREND_MINIMUM_POINTS
/** Changes against the same month last year that say what is usual, before the months that the CUSUM watches. */
export const OUTLOOK_CUSUM_BASELINE = 12
/** CUSUM allowance and limit, in robust standard deviations of the change against the same month last year. */
export const OUTLOOK_CUSUM_SLACK = 0.5
export const OUTLOOK_CUSUM_LIMIT = 5
/** One month counts at most this many standard deviations, so that a single missed order cannot raise the alarm. */
export const OUTLOOK_CUSUM_CAP = 3
/** Fewest gaps between purchases that make a habit. */
export const SILENCE_MINIMUM_GAPS = 3
/** A silence is unusual when longer than this share of the account's own gaps. */
export const SILENCE_QUANTILE = 0.95

const MONTHS_PER_QUARTER = 3

/** How an account's history was tested. */
export type OutlookMethod = 'seasonal_mann_kendall' | 'mann_kendall' | 'none'

/** What the monthly revenue of one account says, before it is compared with the rest of the portfolio. */
export interface OutlookEvidence {
  /** Months from the first purchase to the end of the series. */
  readonly historyMonths: number
  readonly method: OutlookMethod
  /** Two-sided p value of the trend test; degraded (low power) when the season could not be taken out. */
  readonly pValue: Figure
  /** Trend slope a year as a fraction of the typical month. */
  readonly relativeSlopePerYear: Figure
  /** Last twelve months against the twelve before, a fraction. */
  readonly trailingYearChange: Figure
  /** Latest quarters in a row below the same quarter a year earlier. */
  readonly consecutiveNegativeQuarters: number
  /** Latest whole quarters in a row above the same quarter a year earlier. */
  readonly consecutivePositiveQuarters: number
  /** Whether the latest months fall short of last year, beyond what is usual here, by more than the CUSUM limit. */
  readonly cusumAlarm: Figure<boolean>
  /** Months since the last month with a purchase. */
  readonly silentMonths: number
  /** The 95th percentile of the account's own gaps between purchase months. */
  readonly usualGapMonths: Figure
}

/**
 * Gathers what twelve-month sums, trend tests and purchase gaps say about one account's monthly net revenue (oldest
 * first, one number a month, complete months only).
 *
 * History begins with the first month above zero: zeros before it are not history, zeros after it are. From 24 months
 * the season is taken out (seasonal Mann-Kendall); from 8 to 23 months the plain test with a low-power flag; below,
 * nothing. From 25 months a CUSUM watches the changes against the same month last year, standardized by 1.4826 *
 * median absolute deviation of the changes before. A gap is the distance in months between two purchase months.
 */
export function assessOutlook(monthly: Series): OutlookEvidence {
  const history = historyOf(monthly)
  const method = methodFor(history.length)
  return {
    historyMonths: history.length,
    method,
    ...trendOf(history, method),
    trailingYearChange: trailingYearChange(history),
    consecutiveNegativeQuarters: quartersInARow(history, (now, before) => now < before),
    consecutivePositiveQuarters: quartersInARow(history, (now, before) => now > before),
    cusumAlarm: declineAlarm(history),
    ...silenceOf(history),
  }
}

function historyOf(monthly: Series): Float64Array {
  let first = 0
  while (first < monthly.length && !((monthly[first] ?? 0) > 0)) first++
  return Float64Array.from(monthly.slice(first))
}

function methodFor(months: number): OutlookMethod {
  if (months >= SEASONAL_MINIMUM_MONTHS) return 'seasonal_mann_kendall'
  return months >= OUTLOOK_MINIMUM_MONTHS ? 'mann_kendall' : 'none'
}

function trendOf(history: Float64Array, method: OutlookMethod): { pValue: Figure; relativeSlopePerYear: Figure } {
  if (method === 'none') {
    const missing = insufficient('economics/history-too-short')
    return { pValue: missing, relativeSlopePerYear: missing }
  }
  if (method === 'mann_kendall') {
    return {
      pValue: degraded(trendTest(history).pValue, 'economics/low-power'),
      relativeSlopePerYear: relativeTo(history, trendLine(history).slope * MONTHS_PER_YEAR),
    }
  }
  const active = activeMonths(history)
  const test = seasonalTrendTest(active.series, active.period)
  return { pValue: known(test.pValue), relativeSlopePerYear: relativeTo(active.series, test.slopePerYear) }
}

/**
 * Leaves out calendar months in which the account never bought: they add nothing to the score and would only pull the
 * slope of an account that orders every quarter to zero.
 */
function activeMonths(history: Float64Array): { series: Float64Array; period: number } {
  const isActive = new Uint8Array(MONTHS_PER_YEAR)
  for (let i = 0; i < history.length; i++) if (history[i] !== 0) isActive[i % MONTHS_PER_YEAR] = 1
  const period = isActive.reduce((sum, active) => sum + active, 0)
  if (period === MONTHS_PER_YEAR) return { series: history, period }
  return { series: history.filter((_, index) => isActive[index % MONTHS_PER_YEAR] === 1), period }
}

/** Slope as a fraction of the median month, or of the mean month when the median is not above zero. */
function relativeTo(series: Float64Array, slopePerYear: number): Figure {
  const typical = median(series) ?? 0
  const level = typical > 0 ? typical : (mean(series) ?? 0)
  return level > 0 ? known(slopePerYear / level) : notApplicable('economics/net-revenue-not-positive')
}

function trailingYearChange(history: Float64Array): Figure {
  if (history.length < 2 * MONTHS_PER_YEAR) return insufficient('economics/history-too-short')
  const before = sumOf(history, history.length - 2 * MONTHS_PER_YEAR, MONTHS_PER_YEAR)
  if (before <= 0) return notApplicable('economics/start-not-positive')
  return known((sumOf(history, history.length - MONTHS_PER_YEAR, MONTHS_PER_YEAR) - before) / before)
}

function sumOf(history: Float64Array, from: number, months: number): number {
  let sum = 0
  for (let i = from; i < from + months; i++) sum += history[i] ?? 0
  return sum
}

function quartersInARow(history: Float64Array, counts: (now: number, before: number) => boolean): number {
  let quarters = 0
  for (let from = history.length - MONTHS_PER_QUARTER; from >= MONTHS_PER_YEAR; from -= MONTHS_PER_QUARTER) {
    const before = sumOf(history, from - MONTHS_PER_YEAR, MONTHS_PER_QUARTER)
    if (!counts(sumOf(history, from, MONTHS_PER_QUARTER), before)) break
    quarters += 1
  }
  return quarters
}

/**
 * Watches the changes against the same month last year over the latest months (at most twelve). What is usual comes
 * from the changes before: the target is their median (zero if they rose, so that slower growth is no decline).
 */
function declineAlarm(history: Float64Array): Figure<boolean> {
  const watched = Math.min(MONTHS_PER_YEAR, history.length - MONTHS_PER_YEAR - OUTLOOK_CUSUM_BASELINE)
  if (watched < 1) return insufficient('economics/history-too-short')
  const changes = new Float64Array(history.length - MONTHS_PER_YEAR)
  for (let i = 0; i < changes.length; i++) changes[i] = (history[i + MONTHS_PER_YEAR] ?? 0) - (history[i] ?? 0)
  const baseline = changes.subarray(0, changes.length - watched)
  const sigma = NORMAL_CONSISTENCY * (medianAbsoluteDeviation(baseline) ?? 0)
  if (sigma === 0) return insufficient('economics/no-variation')
  const usual = Math.min(0, median(baseline) ?? 0)
  const cap = (change: number) => Math.max(-OUTLOOK_CUSUM_CAP, Math.min(OUTLOOK_CUSUM_CAP, (change - usual) / sigma))
  const residuals = changes.subarray(-watched).map(cap)
  const { lowAlarms } = cusum(residuals, { target: 0, slack: OUTLOOK_CUSUM_SLACK, limit: OUTLOOK_CUSUM_LIMIT })
  return known(lowAlarms.at(-1) === watched - 1)
}

function silenceOf(history: Float64Array): { silentMonths: number; usualGapMonths: Figure } {
  const gaps: number[] = []
  let last = 0
  for (let i = 1; i < history.length; i++) {
    if (!((history[i] ?? 0) > 0)) continue
    gaps.push(i - last)
    last = i
  }
  const usual = gaps.length < SILENCE_MINIMUM_GAPS ? null : quantile(gaps, SILENCE_QUANTILE)
  return {
    silentMonths: Math.max(0, history.length - 1 - last),
    usualGapMonths: usual === null ? insufficient('economics/too-few-purchases') : known(usual),
  }
}
