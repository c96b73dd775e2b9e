import { accept, type Figure, type Result } from '../kernel/index.ts'
import { overallPriorities, type PriorityMode } from '../program/index.ts'
import { checkRanks, type RankCheck, type TopsisRefusal, topsisCloseness } from './topsis.ts'

/** Other ways to make an order of the same points and weights. */
export const SECOND_METHODS = ['topsis', 'ahp_ideal', 'ahp_distributive'] as const
export type SecondMethod = (typeof SECOND_METHODS)[number]

/**
 * What another method makes of the same points and weights: its ranks beside those by score, and `turned`: how many of the
 * others change their order among themselves once the leader is left out, although nothing about them has changed.
 */
export interface SecondOpinion {
  readonly method: SecondMethod
  readonly correlation: Figure
  readonly ranks: RankCheck['ranks']
  readonly turned: number
}

/**
 * Does the order hang on the method? The order by weighted sum is held against TOPSIS and against the two modes of the
 * analytic hierarchy process, on the same points (0 to 100, more is better) and weights. Rows are alternatives, columns
 * criteria; a criterion on which nobody has points counts nothing. Points rest on fixed anchors, so that the order by
 * score never turns when an alternative leaves; the others may turn, which is why they stay a check (Belton and Gear 1983).
 * Refuses gaps and ragged rows, and weights below 0 or without sum.
 */
export function secondOpinions(
  rows: readonly (readonly number[])[],
  weights: readonly number[],
): Result<readonly SecondOpinion[], TopsisRefusal> {
  const scores = rows.map((row) => weightedSum(row, weights))
  const leader = scores.indexOf(Math.max(...scores))
  const rest = rows.filter((_, index) => index !== leader)
  const opinions: SecondOpinion[] = []
  for (const method of SECOND_METHODS) {
    const all = valuesBy(method, rows, weights)
    if (!all.ok) return all
    const without = valuesBy(method, rest, weights)
    if (!without.ok) return without
    const before = all.value.filter((_, index) => index !== leader)
    opinions.push({
      method,
      ...checkRanks(scores, all.value),
      turned: checkRanks(before, without.value).ranks.filter(({ moved }) => moved !== 0).length,
    })
  }
  return accept(opinions)
}

function valuesBy(
  method: SecondMethod,
  rows: readonly (readonly number[])[],
  weights: readonly number[],
): Result<readonly number[], TopsisRefusal> {
  const closeness = topsisCloseness(
    rows,
    weights.map((weight) => ({ weight, better: 'more' })),
  )
  if (!closeness.ok || method === 'topsis') return closeness.ok ? accept(closeness.value.map(settled)) : closeness
  return accept(priorities(rows, weights, method === 'ahp_ideal' ? 'ideal' : 'distributive'))
}

function priorities(
  rows: readonly (readonly number[])[],
  weights: readonly number[],
  mode: PriorityMode,
): readonly number[] {
  const counting = weights.flatMap((weight, column) =>
    weight > 0 && rows.some((row) => (row[column] ?? 0) > 0) ? [{ weight, column }] : [],
  )
  const result = overallPriorities(
    {
      criterionWeights: counting.map(({ weight }) => weight),
      byCriterion: counting.map(({ column }) => rows.map((row) => row[column] ?? 0)),
    },
    mode,
  )
  // Nobody has a point anywhere: nothing tells them apart.
  return result.ok ? result.value.map(settled) : rows.map(() => 0)
}

function weightedSum(row: readonly number[], weights: readonly number[]): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return settled(row.reduce((sum, points, column) => sum + (points * (weights[column] ?? 0)) / whole, 0))
}

/** Equal but for rounding is equal: else noise would look like a change of order. */
function settled(value: number): number {
  return Number(value.toPrecision(12))
}
