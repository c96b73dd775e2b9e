import type { Series } from './statistics.ts'

/** What the series should be, how much drift is tolerated, and when to raise the alarm; all in the unit of the series. */
export interface CusumSetting {
  readonly target: number
  /** Allowance K: deviations up to this are let go. Usually half a standard deviation. */
  readonly slack: number
  /** Decision limit H: usually four or five standard deviations. */
  readonly limit: number
}

/** Running sums of deviations above and below the target, and where they passed the limit. */
export interface CusumChart {
  readonly high: readonly number[]
  readonly low: readonly number[]
  /** Positions (from 0) where the upper sum is above the limit. */
  readonly highAlarms: readonly number[]
  /** Positions (from 0) where the lower sum is above the limit: the sign of a decline. */
  readonly lowAlarms: readonly number[]
}

/**
 * Notices a lasting small shift early: high = max(0, value - (target + slack) + high before), low = max(0, (target -
 * slack) - value + low before), both from 0; an alarm wherever a sum is above the limit.
 * Source: tabular CUSUM, Page 1954, as in Montgomery and Runger.
 */
export function cusum(series: Series, { target, slack, limit }: CusumSetting): CusumChart {
  const chart = { high: [] as number[], low: [] as number[], highAlarms: [] as number[], lowAlarms: [] as number[] }
  let high = 0
  let low = 0
  for (let i = 0; i < series.length; i++) {
    const value = series[i] ?? 0
    high = Math.max(0, value - (target + slack) + high)
    low = Math.max(0, target - slack - value + low)
    chart.high.push(high)
    chart.low.push(low)
    if (high > limit) chart.highAlarms.push(i)
    if (low > limit) chart.lowAlarms.push(i)
  }
  return chart
}
