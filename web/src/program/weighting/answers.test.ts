import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answersFor,
  comparisonOf,
  evenedOut,
  excessOf,
  MOST_STEPS,
  missingPairs,
  noAnswers,
  standingOf,
  stepOf,
  valueOfStep,
  withComparison,
  withPoints,
} from './answers.ts'
import type { PairwiseAnswers, PointAnswers } from './types.ts'

const KEYS = ['a', 'b', 'c']
const none = noAnswers('pairwise') as PairwiseAnswers
const points = (...values: number[]): PointAnswers => ({
  method: 'direct',
  weights: values.map((value, index) => ({ key: KEYS[index] ?? '', value })),
})

describe('points', () => {
  it('tell how much is missing, and are evened out in whole points on request only', () => {
    expect(excessOf(points(40, 40, 10))).toBe(-10)
    expect(standingOf(KEYS, points(40, 40, 10)).obstacle).toMatchObject({
      code: 'program/weights-do-not-add-up',
      facts: { difference: -10 },
    })
    expect(evenedOut(KEYS, points(40, 40, 10))?.weights.map(({ value }) => value)).toEqual([45, 44, 11])
  })

  it('cannot be evened out while one lacks, or all are nought', () => {
    expect(evenedOut(KEYS, points(40, 40))).toBeNull()
    expect(evenedOut(KEYS, { ...points(0, 0, 0), method: 'swing' })).toBeNull()
  })

  it('of swings are lifted until the highest is 100', () => {
    const swings: PointAnswers = { ...points(40, 20, 10), method: 'swing' }
    expect(evenedOut(KEYS, swings)?.weights.map(({ value }) => value)).toEqual([100, 50, 25])
  })

  it('are taken out when a field is emptied', () => {
    expect(withPoints(points(40, 40, 20), 'b', null).weights.map(({ key }) => key)).toEqual(['a', 'c'])
  })
})

describe('comparisons', () => {
  it('mirror each other, whichever way round they are asked', () => {
    const given = withComparison(none, ['a', 'b'], 3)
    expect(comparisonOf(given, ['b', 'a'])).toBeCloseTo(1 / 3, 12)
    const turned = withComparison(given, ['b', 'a'], 5)
    expect(turned.comparisons).toHaveLength(1)
    expect(comparisonOf(turned, ['a', 'b'])).toBeCloseTo(1 / 5, 12)
  })

  it('name the pairs that lack', () => {
    expect(missingPairs(KEYS, withComparison(none, ['c', 'a'], 2))).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
  })

  it('lose what is about criteria the draft no longer has', () => {
    const given = withComparison(withComparison(none, ['a', 'b'], 3), ['a', 'gone'], 2)
    expect(answersFor(KEYS, given)).toMatchObject({ comparisons: [{ item: 'a', against: 'b' }] })
    expect(answersFor(KEYS, { method: 'aside' })).toBeNull()
  })

  it('every step of the scale is a value and back again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MOST_STEPS, max: MOST_STEPS }), (step) => {
        expect(stepOf(valueOfStep(step))).toBe(step)
        expect(valueOfStep(step) * valueOfStep(-step)).toBeCloseTo(1, 12)
      }),
    )
  })
})
