import type { GivenWeight } from '@mainstay/domain/program'
import type { CriteriaDefinition } from '../definition.ts'
import type { StoredWeightSource, WeightSourceAnswer } from './tables.ts'

export function weightsOf({ criteria }: CriteriaDefinition): GivenWeight[] {
  return criteria.map(({ key, weight }) => ({ key, value: weight }))
}

/** The same criteria with the same weights, in whatever order. */
export function areSameWeights(one: readonly GivenWeight[], other: readonly GivenWeight[]): boolean {
  const values = new Map(other.map(({ key, value }) => [key, value]))
  return one.length === values.size && one.every(({ key, value }) => values.get(key) === value)
}

/** A definition with other weights; criteria that are not named keep theirs. */
export function withWeights(definition: CriteriaDefinition, weights: readonly GivenWeight[]): CriteriaDefinition {
  const values = new Map(weights.map(({ key, value }) => [key, value]))
  const criteria = definition.criteria.map((one) => ({ ...one, weight: values.get(one.key) ?? one.weight }))
  return { ...definition, criteria }
}

/** Where a version's weights come from, as people read it; only on a draft that still has them can applying be undone. */
export function presentSource(set: {
  readonly weight_source: StoredWeightSource | null
  readonly definition: CriteriaDefinition
  readonly status: string
}): WeightSourceAnswer | null {
  if (!set.weight_source) return null
  const { weights, formerWeights, formerSource: _, ...source } = set.weight_source
  const isCurrent = areSameWeights(weights, weightsOf(set.definition))
  return { ...source, isCurrent, canUndo: isCurrent && set.status === 'draft' && formerWeights.length > 0 }
}
