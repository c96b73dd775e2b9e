import { expect, it } from 'vitest'
import { compareDefinitions } from './compare.ts'
import {
  addCriterion,
  axisOf,
  keysOn,
  midpointsOf,
  removeCriteria,
  setAxis,
  setMidpoint,
} from './definition-changes.ts'
import type { CriteriaDefinition, Criterion } from './types.ts'

const criterion = (key: string): Criterion => ({
  key,
  name: key,
  definition: 'Said.',
  weight: 50,
  isSize: false,
  source: { kind: 'judged', levels: ['1', '2', '3', '4', '5'] },
})
const stored: CriteriaDefinition = {
  criteria: [criterion('growth'), criterion('access')],
  gates: [],
  minimumConfidence: 0.3,
  axes: { strength: ['access'] },
}

it('while nobody has chosen, what tells nothing of our strength tells attractiveness, cut in the middle', () => {
  expect(keysOn(stored, 'attractiveness')).toEqual(['growth'])
  expect(midpointsOf(stored)).toEqual({ attractiveness: 50, strength: 50 })
})

it('a criterion may speak for both axes, for one or for neither, and goes back to as usual', () => {
  const both = setAxis(stored, 'access', 'both')
  expect(both.axes).toEqual({ strength: ['access'], attractiveness: ['growth', 'access'] })
  const neither = setAxis(both, 'growth', 'neither')
  expect(axisOf(neither, 'growth')).toBe('neither')
  expect(axisOf(neither, 'access')).toBe('both')
  const usual = setAxis(setAxis(neither, 'growth', 'attractiveness'), 'access', 'strength')
  expect(usual.axes).toEqual({ strength: ['access'] })
})

it('a new criterion tells attractiveness, also where the axis was composed by hand; one taken out leaves both axes', () => {
  const composed = addCriterion(setAxis(stored, 'access', 'both'), criterion('fit'))
  expect(axisOf(composed, 'fit')).toBe('attractiveness')
  expect(axisOf(addCriterion(stored, criterion('fit')), 'fit')).toBe('attractiveness')
  expect(removeCriteria(composed, new Set(['access'])).axes).toEqual({
    strength: [],
    attractiveness: ['growth', 'fit'],
  })
})

it('midpoints stay when criteria move, and two versions are compared by both', () => {
  const changed = setAxis(setMidpoint(stored, 'strength', 60), 'access', 'both')
  expect(changed.axes.midpoints).toEqual({ attractiveness: 50, strength: 60 })
  const differences = compareDefinitions({ name: 'A', definition: stored }, { name: 'A', definition: changed })
  expect(differences).toEqual([
    { where: 'access: axis of the portfolio matrix', before: 'Our strength there', after: 'Both' },
    { where: 'Portfolio matrix: Strong from', before: '50', after: '60' },
  ])
})
