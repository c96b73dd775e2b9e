import { type MatrixMidpoints, matrixAxes } from '@mainstay/domain/program'
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
    axes: {
      ...definition.axes,
      strength: definition.axes.strength.filter(stays),
      ...(definition.axes.attractiveness && { attractiveness: definition.axes.attractiveness.filter(stays) }),
    },
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

/** The axes of the portfolio matrix that a criterion speaks for. */
export type Axis = 'attractiveness' | 'strength' | 'both' | 'neither'
export type MatrixAxis = keyof MatrixMidpoints
export const MATRIX_AXES: readonly MatrixAxis[] = ['attractiveness', 'strength']

function axesIn({ criteria, axes }: CriteriaDefinition) {
  return matrixAxes(
    criteria.map(({ key }) => key),
    axes,
  )
}

/** Keys of the criteria on an axis, chosen or as usual. */
export function keysOn(definition: CriteriaDefinition, axis: MatrixAxis): readonly string[] {
  return axesIn(definition)[axis]
}

export function axisOf(definition: CriteriaDefinition, key: string): Axis {
  const isStrength = keysOn(definition, 'strength').includes(key)
  if (keysOn(definition, 'attractiveness').includes(key)) return isStrength ? 'both' : 'attractiveness'
  return isStrength ? 'strength' : 'neither'
}

export function setAxis(definition: CriteriaDefinition, key: string, axis: Axis): CriteriaDefinition {
  const moved = (on: MatrixAxis) => {
    const others = keysOn(definition, on).filter((other) => other !== key)
    return axis === on || axis === 'both' ? [...others, key] : others
  }
  const { attractiveness: _, ...rest } = definition.axes
  const [strength, attractiveness] = [moved('strength'), moved('attractiveness')]
  const isUsual = definition.criteria.every((one) => strength.includes(one.key) !== attractiveness.includes(one.key))
  // As long as every criterion is on exactly one axis, a new one finds its place by itself.
  return { ...definition, axes: { ...rest, strength, ...(isUsual ? {} : { attractiveness }) } }
}

/** A new criterion tells attractiveness until somebody says otherwise. */
export function addCriterion(definition: CriteriaDefinition, criterion: Criterion): CriteriaDefinition {
  const { attractiveness } = definition.axes
  return {
    ...definition,
    criteria: [...definition.criteria, criterion],
    axes: { ...definition.axes, ...(attractiveness && { attractiveness: [...attractiveness, criterion.key] }) },
  }
}

export function midpointsOf(definition: CriteriaDefinition): MatrixMidpoints {
  return axesIn(definition).midpoints
}

export function setMidpoint(definition: CriteriaDefinition, axis: MatrixAxis, value: number): CriteriaDefinition {
  const midpoints = { ...midpointsOf(definition), [axis]: value }
  return { ...definition, axes: { ...definition.axes, midpoints } }
}

export function replaceGate(definition: CriteriaDefinition, index: number, gate: Gate | null): CriteriaDefinition {
  const gates = gate === null ? definition.gates.toSpliced(index, 1) : definition.gates.with(index, gate)
  return { ...definition, gates }
}
