import type { Amount } from '../kernel/index.ts'

/** Points that felt and measured profitability may lie apart before it is flagged. */
export const PERCEPTION_GAP_LIMIT = 25
const STEPS = 1_000_000

/** Profit in money, measured points and felt points of an account (0 to 100), null where unknown. */
export interface PerceptionInput {
  readonly profit: Amount | null
  readonly measured: number | null
  readonly felt: number | null
}

/**
 * Felt less measured profitability. `felt`: beyond 25 points it is too high or too low, else in line. `ranks`: places
 * that people see the account better (above 0) or worse than money does. `money`: what an account as good as this one is
 * felt to be earns in the cohort, less what this one earns.
 */
export interface PerceptionGap {
  readonly points: number | null
  readonly felt: 'too_high' | 'too_low' | 'in_line' | 'unknown'
  readonly ranks: number | null
  readonly money: Amount | null
}

/**
 * The gap between felt and measured profitability for every account of a cohort. Ranks are among the accounts that have
 * both (equals share the average). The money felt = the quantile of the cohort's profits at the felt points (linear
 * between neighbors).
 */
export function perceptionGaps(cohort: readonly PerceptionInput[]): readonly PerceptionGap[] {
  const profits = cohort
    .flatMap(({ profit }) => (profit === null ? [] : [profit]))
    .sort((one, other) => (one < other ? -1 : Number(one > other)))
  const both = cohort.filter(
    (one): one is { profit: Amount; measured: number; felt: number } =>
      one.profit !== null && one.measured !== null && one.felt !== null,
  )
  const feltRanks = ranksFromBest(both.map(({ felt }) => felt))
  const measuredRanks = ranksFromBest(both.map(({ measured }) => measured))
  return cohort.map(({ profit, measured, felt }): PerceptionGap => {
    if (profit === null || measured === null || felt === null) {
      return { points: null, felt: 'unknown', ranks: null, money: null }
    }
    const points = felt - measured
    return {
      points,
      felt: sideOf(points),
      ranks: (measuredRanks.get(measured) ?? 0) - (feltRanks.get(felt) ?? 0),
      money: profitAt(profits, felt / 100) - profit,
    }
  })
}

function sideOf(points: number): PerceptionGap['felt'] {
  if (points > PERCEPTION_GAP_LIMIT) return 'too_high'
  return points < -PERCEPTION_GAP_LIMIT ? 'too_low' : 'in_line'
}

/** The rank of each value, 1 the highest; equals share the average of their ranks. */
function ranksFromBest(values: readonly number[]): ReadonlyMap<number, number> {
  const sorted = [...values].sort((one, other) => other - one)
  const ranks = new Map<number, number>()
  sorted.forEach((value, position) => {
    if (ranks.has(value)) return
    let last = position
    while (sorted[last + 1] === value) last += 1
    ranks.set(value, 1 + (position + last) / 2)
  })
  return ranks
}

function profitAt(sorted: readonly Amount[], share: number): Amount {
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, share))
  const below = Math.floor(position)
  const low = sorted[below] ?? 0n
  const high = sorted[below + 1] ?? low
  return low + ((high - low) * BigInt(Math.round((position - below) * STEPS))) / BigInt(STEPS)
}
