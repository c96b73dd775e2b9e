import type { Amount } from '../kernel/index.ts'

/** What a driver brings or costs in a year; low and high are null where no range is stated. */
export interface ValueYear {
  readonly low: Amount | null
  readonly base: Amount
  readonly high: Amount | null
}

export type ValueFaultCode = 'plans/value-below-zero' | 'plans/value-out-of-order'

/** What is wrong with a driver: in which year, which of its values, and what. */
export interface ValueFault {
  readonly year: number
  readonly value: keyof ValueYear
  readonly code: ValueFaultCode
}

/**
 * Everything wrong with the amounts of a driver, all at once: none is below 0, for a cost is a cost by its kind; and low,
 * base and high stand in this order where they are stated.
 */
export function valueFaults(years: readonly ValueYear[]): readonly ValueFault[] {
  return years.flatMap(({ low, base, high }, year) => {
    const amounts = { low, base, high }
    const isBelow = (value: keyof ValueYear) => (amounts[value] ?? 0n) < 0n
    const below = (['low', 'base', 'high'] as const).filter(isBelow)
    const outside = [
      ...(low !== null && low > base && !isBelow('low') ? (['low'] as const) : []),
      ...(high !== null && high < base && !isBelow('high') ? (['high'] as const) : []),
    ]
    return [
      ...below.map((value) => ({ year, value, code: 'plans/value-below-zero' as const })),
      ...outside.map((value) => ({ year, value, code: 'plans/value-out-of-order' as const })),
    ]
  })
}

const NOTHING: ValueYear = { low: null, base: 0n, high: null }

/**
 * The amounts of a driver from year 0 to the last year of its case: where it says nothing of a year it brings nothing
 * then, and what lies beyond the case is left out.
 */
export function fitYears(amounts: readonly ValueYear[], years: number): readonly ValueYear[] {
  return Array.from({ length: years + 1 }, (_, year) => amounts[year] ?? NOTHING)
}

/** Years in which a driver has an amount other than 0 and that a case of so many years would no longer show. */
export function yearsBeyond(amounts: readonly ValueYear[], years: number): readonly number[] {
  return amounts.flatMap(({ low, base, high }, year) =>
    year > years && [low, base, high].some((amount) => amount !== null && amount !== 0n) ? [year] : [],
  )
}
