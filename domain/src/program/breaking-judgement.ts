import { PAIRWISE_SCALE_TOP, type PairwiseMatrix } from './pairwise.ts'
import { consistencyRatioOf, principalVector } from './principal-vector.ts'

/** Eigenvalues closer than this are equal but for rounding. */
const SAME = 1e-9

/**
 * The comparison to talk about first. `consistentValue` is what the other comparisons say it should be; `suggestedValue`
 * the nearest step of the scale (1/9 to 9); `ratioAfter` the consistency ratio once that step is taken.
 */
export interface BreakingJudgement {
  readonly item: string
  readonly against: string
  readonly value: number
  readonly consistentValue: number
  readonly suggestedValue: number
  readonly ratioAfter: number
}

interface Candidate {
  readonly row: number
  readonly column: number
  readonly consistentValue: number
  readonly lambdaAfter: number
}

/**
 * The comparison whose correction would lower the consistency ratio most: each in turn is replaced by what all the others
 * say about its pair, and the one after which the eigenvalue is lowest is it. Null for fewer than two items.
 */
export function breakingJudgement({ items, values }: PairwiseMatrix, index: number): BreakingJudgement | null {
  let worst: Candidate | null = null
  for (let row = 0; row < items.length; row += 1) {
    for (let column = row + 1; column < items.length; column += 1) {
      const consistentValue = valueByTheOthers(values, row, column)
      const lambdaAfter = principalVector(withValue(values, { row, column, value: consistentValue })).lambdaMax
      if (!worst || lambdaAfter < worst.lambdaAfter - SAME) {
        worst = { row, column, consistentValue, lambdaAfter }
      }
    }
  }
  if (!worst) return null
  const { row, column, consistentValue } = worst
  const suggestedValue = nearestStep(consistentValue)
  const after = principalVector(withValue(values, { row, column, value: suggestedValue })).lambdaMax
  return {
    item: items[row] ?? '',
    against: items[column] ?? '',
    value: values[row]?.[column] ?? 1,
    consistentValue,
    suggestedValue,
    ratioAfter: consistencyRatioOf(after, items.length, index),
  }
}

/** What the other comparisons say about a pair: its ratio of weights once the pair itself is left open (Harker's rule). */
function valueByTheOthers(values: readonly (readonly number[])[], row: number, column: number): number {
  const open = values.map((line, i) =>
    line.map((value, j) => {
      if ((i === row && j === column) || (i === column && j === row)) return 0
      return i === j && (i === row || i === column) ? value + 1 : value
    }),
  )
  const { weights } = principalVector(open)
  return (weights[row] ?? 1) / (weights[column] ?? 1)
}

function withValue(
  values: readonly (readonly number[])[],
  cell: { readonly row: number; readonly column: number; readonly value: number },
): readonly (readonly number[])[] {
  return values.map((line, i) =>
    line.map((value, j) => {
      if (i === cell.row && j === cell.column) return cell.value
      return i === cell.column && j === cell.row ? 1 / cell.value : value
    }),
  )
}

function nearestStep(value: number): number {
  const steps = Array.from({ length: PAIRWISE_SCALE_TOP }, (_, index) => index + 1)
  const magnitude = value >= 1 ? value : 1 / value
  const step = steps.reduce((best, one) =>
    Math.abs(Math.log(one / magnitude)) < Math.abs(Math.log(best / magnitude)) ? one : best,
  )
  return value >= 1 ? step : 1 / step
}
