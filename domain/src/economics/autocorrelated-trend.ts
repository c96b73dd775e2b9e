import type { Figure } from '../kernel/index.ts'
import type { Series } from './statistics.ts'
import { conclude, TREND_MINIMUM_POINTS, type TrendTest, trendLine, trendTest, whenTestable } from './trend.ts'

/** Two-sided 5 % point of the standard normal distribution. */
const NORMAL_95 = 1.959963984540054

/**
 * Mann-Kendall for a series whose neighbors resemble each other (which makes the plain test too sure): the variance is
 * multiplied by 1 + 2 / (n(n-1)(n-2)) * sum over lags i of (n-i)(n-i-1)(n-i-2) * r_i, with r_i the autocorrelation of
 * the ranks after removing the Theil-Sen trend, counted where it leaves the 95 % band of white noise.
 * Insufficient below eight points. Source: Hamed and Rao 1998.
 */
export function hamedRao(series: Series): Figure<TrendTest> {
  return whenTestable(series, TREND_MINIMUM_POINTS, () => {
    const plain = trendTest(series)
    const n = series.length
    const ranks = rankWithTies(removeTrend(series, trendLine(series).slope))
    const variance = plain.variance * Math.max(0, varianceFactor(autocorrelations(ranks, n - 1), n))
    return conclude({ s: plain.s, variance, pairs: (n * (n - 1)) / 2, observations: n })
  })
}

/**
 * Mann-Kendall after taking the first-order autocorrelation out of the detrended series and putting the trend back:
 * one observation fewer. Insufficient below eight points. Source: Yue, Pilon, Phinney and Cavadias 2002.
 */
export function trendFreePrewhitening(series: Series): Figure<TrendTest> {
  return whenTestable(series, TREND_MINIMUM_POINTS, () => {
    const { slope } = trendLine(series)
    const detrended = removeTrend(series, slope)
    const correlation = autocorrelations(detrended, 1)[1] ?? 0
    const whitened = Float64Array.from(
      detrended.subarray(1),
      (value, index) => value - correlation * (detrended[index] ?? 0) + (index + 1) * slope,
    )
    return trendTest(whitened)
  })
}

function removeTrend(series: Series, slope: number): Float64Array {
  return Float64Array.from(series, (value, index) => value - (index + 1) * slope)
}

/** Ranks from 1; equal values share the mean of their ranks. */
function rankWithTies(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to++
    for (let place = from; place <= to; place++) ranks[order[place] ?? 0] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranks
}

/** Autocorrelation for lags 0 to `lags`; all zero for a series without variation. */
function autocorrelations(values: Float64Array, lags: number): Float64Array {
  const n = values.length
  const center = values.reduce((sum, value) => sum + value, 0) / n
  const covariance = (lag: number): number => {
    let sum = 0
    for (let i = lag; i < n; i++) sum += ((values[i] ?? 0) - center) * ((values[i - lag] ?? 0) - center)
    return sum
  }
  const variance = covariance(0)
  return Float64Array.from({ length: lags + 1 }, (_, lag) => (variance > 0 ? covariance(lag) / variance : 0))
}

function varianceFactor(correlations: Float64Array, n: number): number {
  const band = NORMAL_95 / Math.sqrt(n)
  let sum = 0
  for (let lag = 1; lag < n; lag++) {
    const correlation = correlations[lag] ?? 0
    if (Math.abs(correlation) > band) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation
  }
  return 1 + (2 / (n * (n - 1) * (n - 2))) * sum
}
