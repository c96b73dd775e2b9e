import { erfc } from '../economics/index.ts'

/** The level of every interval that selection shows: it covers the true value in nine of ten such questions. */
export const INTERVAL_LEVEL = 0.9

/** An estimate with the interval around it; `level` is the share of such intervals that hold the true value. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly level: number
}

const HALVINGS = 60

/** The standard normal value below which a share of all values lies; the share lies strictly between 0 and 1. */
export function normalQuantile(share: number): number {
  let low = -40
  let high = 40
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2
    if (erfc(-middle / Math.SQRT2) / 2 < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** How many standard errors an interval of a level reaches to either side. */
export function reachOf(level: number): number {
  return normalQuantile((1 + level) / 2)
}

const REACH = reachOf(INTERVAL_LEVEL)

/** The interval of a share seen in `count` of `draws`, at the common level. Source: Wilson 1927. */
export function wilsonInterval(count: number, draws: number): { readonly low: number; readonly high: number } {
  const square = REACH * REACH
  const share = count / draws
  const middle = (share + square / (2 * draws)) / (1 + square / draws)
  const half = (REACH / (1 + square / draws)) * Math.sqrt((share * (1 - share)) / draws + square / (4 * draws * draws))
  return { low: count === 0 ? 0 : Math.max(0, middle - half), high: count === draws ? 1 : Math.min(1, middle + half) }
}

/**
 * The interval of a rank correlation, and the p value of its being nought, by Fisher's transformation with the variance
 * 1.06 / (n - 3). Source: Fieller, Hartley and Pearson 1957. Needs more than three pairs.
 */
export function rankCorrelationInterval(
  correlation: number,
  pairs: number,
  level: number = INTERVAL_LEVEL,
): { readonly low: number; readonly high: number; readonly p: number } {
  const error = Math.sqrt(1.06 / (pairs - 3))
  const middle = Math.atanh(Math.min(1 - 1e-12, Math.max(1e-12 - 1, correlation)))
  const half = reachOf(level) * error
  return {
    low: Math.tanh(middle - half),
    high: Math.tanh(middle + half),
    p: erfc(Math.abs(middle) / error / Math.SQRT2),
  }
}
