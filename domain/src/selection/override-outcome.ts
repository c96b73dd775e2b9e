import { type Amount, amountToNumber, type Figure, insufficient, known } from '../kernel/index.ts'

/** Fewest accounts on each side for a hit rate. */
export const FEWEST_FOR_HIT_RATE = 5
/** Standard normal quantile of a two-sided 95 % interval. */
const Z95 = 1.959963984540054

/** Money an account earned us in the twelve months before it came in, and in as many months after. */
export interface PickOutcome {
  readonly accountId: string
  readonly before: Amount
  readonly after: Amount
}

/**
 * How a group of picks turned out: hits (earned more after than before), their rate with its 95 % interval, and the
 * change in money, in total and on average (major units).
 */
export interface PickRecord {
  readonly picks: number
  readonly hits: number
  readonly hitRate: Figure
  readonly interval: readonly [number, number] | null
  readonly change: Amount
  readonly meanChange: Figure
}

/** Overrides beside the rule's own picks; differences are overrides less rule, and say whether the intervals are apart. */
export interface OverrideOutcome {
  readonly overrides: PickRecord
  readonly rule: PickRecord
  readonly hitRateDifference: Figure
  readonly meanChangeDifference: Figure
  readonly isClear: boolean
}

/**
 * Did overrides pick better than the rule? A hit is an account that earned more in the months after than before. Rates
 * carry Wilson's 95 % interval. No rate or difference with fewer than five accounts on a side: a lucky friend proves
 * nothing. `isClear` only when the two intervals do not touch.
 */
export function overrideOutcome(overrides: readonly PickOutcome[], rule: readonly PickOutcome[]): OverrideOutcome {
  const ours = recordOf(overrides)
  const rules = recordOf(rule)
  return {
    overrides: ours,
    rule: rules,
    hitRateDifference: differenceOf(ours.hitRate, rules.hitRate),
    meanChangeDifference: differenceOf(ours.meanChange, rules.meanChange),
    isClear: areApart(ours.interval, rules.interval),
  }
}

function recordOf(picks: readonly PickOutcome[]): PickRecord {
  const hits = picks.filter(({ before, after }) => after > before).length
  const change = picks.reduce((sum, { before, after }) => sum + after - before, 0n)
  const count = picks.length
  if (count < FEWEST_FOR_HIT_RATE) {
    const unknown = insufficient('selection/fewer-than-five-accounts')
    return { picks: count, hits, hitRate: unknown, interval: null, change, meanChange: unknown }
  }
  return {
    picks: count,
    hits,
    hitRate: known(hits / count),
    interval: wilsonInterval(hits, count),
    change,
    meanChange: known(amountToNumber(change) / count),
  }
}

function wilsonInterval(hits: number, count: number): readonly [number, number] {
  const rate = hits / count
  const square = Z95 ** 2 / count
  const middle = (rate + square / 2) / (1 + square)
  const half = (Z95 * Math.sqrt((rate * (1 - rate)) / count + square / (4 * count))) / (1 + square)
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

function differenceOf(one: Figure, other: Figure): Figure {
  if (one.value === null || other.value === null) return insufficient('selection/fewer-than-five-accounts')
  return known(one.value - other.value)
}

function areApart(one: readonly [number, number] | null, other: readonly [number, number] | null): boolean {
  return one !== null && other !== null && (one[0] > other[1] || other[0] > one[1])
}
