import { accept, type Figure, type Result, refuse } from '../kernel/index.ts'
import { averageRanks, spearman } from './spend-bias.ts'

/** A criterion of the comparison: its weight, and whether more is better or less. */
export interface TopsisCriterion {
  readonly weight: number
  readonly better: 'more' | 'less'
}

export type TopsisRefusal = 'selection/topsis-shape' | 'selection/topsis-missing-value' | 'selection/topsis-no-weight'

/** How the order by closeness compares with the order by score: their rank correlation, and the ranks side by side. */
export interface RankCheck {
  readonly correlation: Figure
  readonly ranks: readonly { readonly byScore: number; readonly byCloseness: number; readonly moved: number }[]
}

/**
 * Closeness of every alternative to the ideal (0 to 1, TOPSIS): columns divided by their length, weighed; distance to the
 * best values d+ and to the worst d-; closeness = d- / (d+ + d-). A column of noughts counts nothing; when nothing
 * distinguishes the alternatives all are 0.5. A second opinion on the ranking, never the ranking itself, since an
 * alternative that joins can turn the order of others. Refuses gaps, ragged rows, and weights below 0 or without sum.
 */
export function topsisCloseness(
  rows: readonly (readonly number[])[],
  criteria: readonly TopsisCriterion[],
): Result<readonly number[], TopsisRefusal> {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0) || criteria.some(({ weight }) => !(weight >= 0))) return refuse('selection/topsis-no-weight')
  const ragged = rows.findIndex((row) => row.length !== criteria.length)
  if (ragged >= 0) return refuse('selection/topsis-shape', { row: ragged })
  const gap = rows.findIndex((row) => row.some((value) => !Number.isFinite(value)))
  if (gap >= 0) return refuse('selection/topsis-missing-value', { row: gap })
  const toBest = new Float64Array(rows.length)
  const toWorst = new Float64Array(rows.length)
  criteria.forEach(({ weight, better }, column) => {
    const values = rows.map((row) => row[column] ?? 0)
    const scale = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
    if (scale === 0) return
    const [lowest, highest] = extremes(values)
    const [worst, best] = better === 'more' ? [lowest, highest] : [highest, lowest]
    values.forEach((value, index) => {
      toBest[index] = (toBest[index] ?? 0) + ((weight * (value - best)) / scale / total) ** 2
      toWorst[index] = (toWorst[index] ?? 0) + ((weight * (value - worst)) / scale / total) ** 2
    })
  })
  return accept(Array.from(toWorst, (squared, index) => closeness(Math.sqrt(toBest[index] ?? 0), Math.sqrt(squared))))
}

/**
 * Does a second method see the same order? Spearman's rank correlation of scores and closeness, and every alternative's
 * two ranks (1 is best, equals share the average rank); `moved` is places gained by the second method. Unknown below
 * five alternatives.
 */
export function checkRanks(scores: readonly number[], closenesses: readonly number[]): RankCheck {
  const byScore = bestFirst(scores)
  const byCloseness = bestFirst(closenesses)
  return {
    correlation: spearman(scores, closenesses),
    ranks: byScore.map((rank, index) => {
      const other = byCloseness[index] ?? rank
      return { byScore: rank, byCloseness: other, moved: rank - other }
    }),
  }
}

function bestFirst(values: readonly number[]): readonly number[] {
  return averageRanks(values).map((rank) => values.length + 1 - rank)
}

function extremes(values: readonly number[]): readonly [number, number] {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return [lowest, highest]
}

function closeness(toBest: number, toWorst: number): number {
  return toBest + toWorst === 0 ? 0.5 : toWorst / (toBest + toWorst)
}
