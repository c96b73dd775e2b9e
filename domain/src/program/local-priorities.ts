import { accept, type Result, refuse } from '../kernel/index.ts'

/**
 * How priorities of the alternatives under one criterion are scaled before they are weighed. `ideal`: the best
 * alternative counts 1, so that a copy of an alternative changes nothing. `distributive`: they add up to 1, so that every
 * alternative that joins takes from the others, and the order of two of them may turn.
 */
export type PriorityMode = 'ideal' | 'distributive'

/** Weights of the criteria, and for each criterion the priority of every alternative under it. */
export interface LocalPriorities {
  readonly criterionWeights: readonly number[]
  readonly byCriterion: readonly (readonly number[])[]
}

export type LocalPrioritiesRefusal = 'program/priorities-shape' | 'program/priority-not-positive'

/**
 * The overall priority of every alternative: the weighted sum of its scaled local priorities, weights as shares of their
 * sum. Refuses tables of unequal length and a weight or priority that is negative, no number, or nothing but noughts.
 * The distributive mode can turn the order of two alternatives when a third joins (Belton and Gear 1983), which is why
 * scoring here rests on fixed anchors and this stays a comparison.
 */
export function overallPriorities(
  { criterionWeights, byCriterion }: LocalPriorities,
  mode: PriorityMode,
): Result<readonly number[], LocalPrioritiesRefusal> {
  const alternatives = byCriterion[0]?.length ?? 0
  const hasShape =
    alternatives > 0 &&
    byCriterion.length === criterionWeights.length &&
    byCriterion.every((local) => local.length === alternatives)
  if (!hasShape) return refuse('program/priorities-shape', { criteria: criterionWeights.length, alternatives })
  if (![criterionWeights, ...byCriterion].every(isScalable)) return refuse('program/priority-not-positive')
  const weights = scaled(criterionWeights, 'distributive')
  const locals = byCriterion.map((local) => scaled(local, mode))
  return accept(
    Array.from({ length: alternatives }, (_, alternative) =>
      locals.reduce((sum, local, criterion) => sum + (weights[criterion] ?? 0) * (local[alternative] ?? 0), 0),
    ),
  )
}

function isScalable(values: readonly number[]): boolean {
  return values.every((value) => Number.isFinite(value) && value >= 0) && values.some((value) => value > 0)
}

function scaled(values: readonly number[], mode: PriorityMode): readonly number[] {
  const whole = mode === 'ideal' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0)
  return values.map((value) => value / whole)
}
