import { accept, type Result, refuse } from '../kernel/index.ts'
import { type BreakingJudgement, breakingJudgement } from './breaking-judgement.ts'
import type { PairwiseMatrix } from './pairwise.ts'
import { consistencyIndexOf, consistencyRatioOf, type PrincipalVector, principalVector } from './principal-vector.ts'
import { consistencyLimit, largestSizeIn, type RandomIndexTable, randomIndex } from './random-index.ts'

/** A ratio below this is rounding, not contradiction. */
const CONSISTENT_BELOW = 1e-9

/** What a matrix of comparisons says: weights, how far it contradicts itself, by which table and up to which limit. */
export interface PairwisePriorities extends PrincipalVector {
  readonly items: readonly string[]
  readonly consistencyIndex: number
  readonly consistencyRatio: number
  readonly randomIndexTable: RandomIndexTable
  readonly limit: number
  readonly isConsistent: boolean
  readonly breaking: BreakingJudgement | null
}

export type PrioritiesRefusal = 'program/no-random-index' | 'program/pairwise-inconsistent'

/**
 * Weights from comparisons (analytic hierarchy process). Consistency index = (lambda - n) / (n - 1); consistency ratio =
 * index / random index of the table named; at most 0.05 for three items, 0.08 for four, 0.10 for more. Beyond the limit
 * the weights are still given, but `requireConsistent` refuses them. Names the comparison whose correction would lower
 * the ratio most (with three items any of the three would do: the first is named). Refuses more items than the table
 * covers. Saaty 2008.
 */
export function pairwisePriorities(
  matrix: PairwiseMatrix,
  randomIndexTable: RandomIndexTable,
): Result<PairwisePriorities, PrioritiesRefusal> {
  const size = matrix.items.length
  const index = randomIndex(randomIndexTable, size)
  if (index === null) {
    return refuse('program/no-random-index', {
      items: size,
      table: randomIndexTable,
      most: largestSizeIn(randomIndexTable),
    })
  }
  const vector = principalVector(matrix.values)
  const consistencyRatio = consistencyRatioOf(vector.lambdaMax, size, index)
  const limit = consistencyLimit(size)
  return accept({
    ...vector,
    items: matrix.items,
    consistencyIndex: consistencyIndexOf(vector.lambdaMax, size),
    consistencyRatio,
    randomIndexTable,
    limit,
    isConsistent: consistencyRatio <= limit,
    breaking: consistencyRatio < CONSISTENT_BELOW ? null : breakingJudgement(matrix, index),
  })
}

/** Refuses weights whose comparisons contradict each other beyond the limit, with the comparison to correct first. */
export function requireConsistent(priorities: PairwisePriorities): Result<PairwisePriorities, PrioritiesRefusal> {
  if (priorities.isConsistent) return accept(priorities)
  const { consistencyRatio, limit, randomIndexTable: table, breaking } = priorities
  return refuse('program/pairwise-inconsistent', {
    ratio: consistencyRatio,
    limit,
    table,
    item: breaking?.item ?? null,
    against: breaking?.against ?? null,
    value: breaking?.value ?? null,
    suggested: breaking?.suggestedValue ?? null,
  })
}
