import type { CriteriaDefinition, Criterion, Gate } from './types.ts'

/** A fresh key that no criterion of the set has. */
export function freshKey(criteria: readonly Criterion[], base: string): string {
  const taken = new Set(criteria.map(({ key }) => key))
  for (let number = criteria.length + 1; ; number += 1) {
    const key = `${base}_${number}`
    if (!taken.has(key)) return key
  }
}

export function replaceCriterion(
  definition: CriteriaDefinition,
  index: number,
  criterion: Criterion,
): CriteriaDefinition {
  return { ...definition, criteria: definition.criteria.with(index, criterion) }
}

/** Takes a criterion out, with the gates and axes that rest on it. */
export function removeCriteria(definition: CriteriaDefinition, keys: ReadonlySet<string>): CriteriaDefinition {
  const stays = (key: string) => !keys.has(key)
  return {
    ...definition,
    criteria: definition.criteria.filter(({ key }) => stays(key)),
    gates: definition.gates.filter(({ criterionKey }) => criterionKey === null || stays(criterionKey)),
    axes: { strength: definition.axes.strength.filter(stays) },
  }
}

/** Gives the criteria other weights; those at 0 are taken out, because a criterion without weight decides nothing. */
export function withWeights(
  definition: CriteriaDefinition,
  weights: Readonly<Record<string, number>>,
): CriteriaDefinition {
  const zero = new Set(Object.keys(weights).filter((key) => weights[key] === 0))
  const kept = removeCriteria(definition, zero)
  return { ...kept, criteria: kept.criteria.map((entry) => ({ ...entry, weight: weights[entry.key] ?? entry.weight })) }
}

export function moveCriterion(definition: CriteriaDefinition, index: number, step: 1 | -1): CriteriaDefinition {
  const moved = definition.criteria[index]
  const target = index + step
  if (!moved || target < 0 || target >= definition.criteria.length) return definition
  return { ...definition, criteria: definition.criteria.toSpliced(index, 1).toSpliced(target, 0, moved) }
}

/** Which axis of the portfolio matrix a criterion speaks for; what tells nothing of our strength tells how attractive they are. */
export type Axis = 'attractiveness' | 'strength'

export function axisOf({ axes }: CriteriaDefinition, key: string): Axis {
  return axes.strength.includes(key) ? 'strength' : 'attractiveness'
}

export function setAxis(definition: CriteriaDefinition, key: string, axis: Axis): CriteriaDefinition {
  const others = definition.axes.strength.filter((other) => other !== key)
  return { ...definition, axes: { strength: axis === 'strength' ? [...others, key] : others } }
}

export function replaceGate(definition: CriteriaDefinition, index: number, gate: Gate | null): CriteriaDefinition {
  const gates = gate === null ? definition.gates.toSpliced(index, 1) : definition.gates.with(index, gate)
  return { ...definition, gates }
}
