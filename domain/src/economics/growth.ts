import { type Amount, amountToNumber, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { divide } from './figure-math.ts'

/** Growth from one period to the next: (after - before) / before, a fraction. Refused unless the start is above zero. */
export function growthRate(before: Amount, after: Amount): Figure {
  return before > 0n ? known(divide(after - before, before)) : notApplicable('economics/start-not-positive')
}

/** Two endpoints and the years between them. */
export interface GrowthSpan {
  readonly start: Amount
  readonly end: Amount
  readonly years: number
}

/**
 * Compound annual growth rate: (end / start) ^ (1 / years) - 1, a fraction a year. Insufficient below one year (never
 * extrapolated); not applicable unless both ends are above zero (show the difference in money instead).
 */
export function compoundAnnualGrowthRate({ start, end, years }: GrowthSpan): Figure {
  if (!(years >= 1) || !Number.isFinite(years)) return insufficient('economics/less-than-a-year')
  if (start <= 0n || end <= 0n) return notApplicable('economics/endpoint-not-positive')
  return known(divide(end, start) ** (1 / years) - 1)
}

/**
 * Growth that also works from or to zero: 2 * (after - before) / (|after| + |before|), from -2 (lost) to 2 (new).
 * Not applicable when both are zero. Source: Davis and Haltiwanger.
 */
export function symmetricGrowth(before: Amount, after: Amount): Figure {
  const size = Math.abs(amountToNumber(before)) + Math.abs(amountToNumber(after))
  if (size === 0) return notApplicable('economics/no-amounts')
  return known((2 * amountToNumber(after - before)) / size)
}
