import { type Figure, insufficient, known } from '../kernel/index.ts'
import { medianInPlace, type Series, twoSidedPValue } from './statistics.ts'

/** Fewest observations for a trend test; below, the normal approximation of its probability does not hold. */
export const TREND_MINIMUM_POINTS = 8
/** Months in a season cycle. */
export const MONTHS_PER_YEAR = 12
/** Fewest full years for a seasonal test: a season seen once has no trend. */
export const SEASONAL_MINIMUM_YEARS = 2

/** A robust straight line: units per step, and the level at the first observation. */
export interface TrendLine {
  readonly slope: number
  readonly intercept: number
}

/** Outcome of a Mann-Kendall test. */
export interface TrendTest {
  /** Pairs that rise minus pairs that fall. */
  readonly s: number
  readonly variance: number
  readonly z: number
  /** Two-sided probability of so strong an order when there is no trend. */
  readonly pValue: number
  /** s as a fraction of all pairs compared, -1 to 1. */
  readonly tau: number
  readonly observations: number
}

/** Outcome of a seasonal test, with the median slope within seasons, in units a year. */
export interface SeasonalTrendTest extends TrendTest {
  readonly slopePerYear: number
}

/**
 * Slope that outliers do not bend: median over all pairs i < j of (y_j - y_i) / (j - i); intercept = median of y -
 * slope * median of the positions 0 to n - 1. Insufficient below eight points. Source: Theil 1950, Sen 1968.
 */
export function theilSen(series: Series): Figure<TrendLine> {
  return whenTestable(series, TREND_MINIMUM_POINTS, () => trendLine(series))
}

/** The same without the guard, for callers that have checked the length. */
export function trendLine(series: Series): TrendLine {
  const n = series.length
  const cells = new Float64Array((n * (n - 1)) / 2)
  let filled = 0
  for (let i = 0; i < n - 1; i++) {
    const start = series[i] ?? 0
    for (let j = i + 1; j < n; j++) cells[filled++] = ((series[j] ?? 0) - start) / (j - i)
  }
  const slope = medianInPlace(cells, filled)
  return { slope, intercept: medianInPlace(Float64Array.from(series), n) - (slope * (n - 1)) / 2 }
}

/**
 * Is there a steady rise or fall? s = sum over pairs i < j of sign(y_j - y_i); variance = n(n-1)(2n+5)/18 less
 * t(t-1)(2t+5)/18 for each group of t ties; z = (s -+ 1) / sd, towards zero; two-sided normal p.
 * A constant series has z 0 and p 1. Insufficient below eight points. Source: Mann 1945, Kendall 1975.
 */
export function mannKendall(series: Series): Figure<TrendTest> {
  return whenTestable(series, TREND_MINIMUM_POINTS, () => trendTest(series))
}

/** The same without the guard, for callers that have checked the length. */
export function trendTest(series: Series): TrendTest {
  const n = series.length
  const { s, variance } = scoreWithin({ series, first: 0, step: 1, sorted: new Float64Array(n) })
  return conclude({ s, variance, pairs: (n * (n - 1)) / 2, observations: n })
}

/**
 * The same question when each month has its own level: s and its variance are computed within each calendar month
 * and summed over the months; the slope is the median of all within-month slopes, per year.
 * Insufficient below two full years. Source: Hirsch, Slack and Smith 1982.
 */
export function seasonalMannKendall(series: Series, period = MONTHS_PER_YEAR): Figure<SeasonalTrendTest> {
  return whenTestable(series, SEASONAL_MINIMUM_YEARS * period, () => seasonalTrendTest(series, period))
}

/** The same without the guard, for callers that have checked the length. */
export function seasonalTrendTest(series: Series, period: number): SeasonalTrendTest {
  const years = Math.ceil(series.length / period)
  const sorted = new Float64Array(years)
  const slopes = new Float64Array((period * years * (years - 1)) / 2)
  let filled = 0
  let s = 0
  let variance = 0
  for (let season = 0; season < period; season++) {
    const score = scoreWithin({ series, first: season, step: period, sorted })
    s += score.s
    variance += score.variance
    filled = fillSlopes({ series, first: season, step: period }, slopes, filled)
  }
  const test = conclude({ s, variance, pairs: filled, observations: series.length })
  return { ...test, slopePerYear: filled === 0 ? 0 : medianInPlace(slopes, filled) }
}

/** Runs a test only on enough finite observations. */
export function whenTestable<Value>(series: Series, minimum: number, test: () => Value): Figure<Value> {
  if (series.length < minimum) return insufficient('economics/history-too-short')
  for (const value of series) if (!Number.isFinite(value)) return insufficient('economics/history-has-gaps')
  return known(test())
}

/** z and p from a score and its variance. */
export function conclude(score: { s: number; variance: number; pairs: number; observations: number }): TrendTest {
  const { s, variance, pairs, observations } = score
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, variance, z, pValue: twoSidedPValue(z), tau: pairs > 0 ? s / pairs : 0, observations }
}

interface Stride {
  readonly series: Series
  readonly first: number
  readonly step: number
}

/** Score and variance of every step-th observation. `sorted` is scratch of at least that many cells. */
function scoreWithin({ series, first, step, sorted }: Stride & { sorted: Float64Array }) {
  let s = 0
  let n = 0
  for (let i = first; i < series.length; i += step) {
    const value = series[i] ?? 0
    let place = n++
    for (; place > 0 && (sorted[place - 1] ?? 0) > value; place--) sorted[place] = sorted[place - 1] ?? 0
    sorted[place] = value
    for (let j = i + step; j < series.length; j += step) s += Math.sign((series[j] ?? 0) - value)
  }
  return { s, variance: spread(n) - tieSpread(sorted, n) }
}

function spread(n: number): number {
  return (n * (n - 1) * (2 * n + 5)) / 18
}

function tieSpread(sorted: Float64Array, n: number): number {
  let sum = 0
  let run = 1
  for (let i = 1; i <= n; i++) {
    if (i < n && sorted[i] === sorted[i - 1]) {
      run += 1
      continue
    }
    sum += spread(run)
    run = 1
  }
  return sum
}

function fillSlopes({ series, first, step }: Stride, slopes: Float64Array, filled: number): number {
  let next = filled
  for (let i = first; i < series.length; i += step) {
    const start = series[i] ?? 0
    for (let j = i + step; j < series.length; j += step) {
      slopes[next++] = (((series[j] ?? 0) - start) * step) / (j - i)
    }
  }
  return next
}
