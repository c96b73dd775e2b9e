import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overallPriorities, type PriorityMode } from './index.ts'

// Belton and Gear 1983: three alternatives, three equal criteria; then D, a copy of B, joins.
const THREE = [
  [1, 9, 1],
  [9, 1, 1],
  [8, 9, 1],
]
const FOUR = [
  [1, 9, 1, 9],
  [9, 1, 1, 1],
  [8, 9, 1, 9],
]
const EQUAL = [1, 1, 1]

function overall(byCriterion: readonly (readonly number[])[], mode: PriorityMode): readonly number[] {
  const result = overallPriorities({ criterionWeights: EQUAL, byCriterion }, mode)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function rounded(values: readonly number[]): readonly number[] {
  return values.map((value) => Number(value.toFixed(4)))
}

describe('a copy of an alternative joins (Belton and Gear)', () => {
  test('distributive: at first B leads A', () => {
    expect(rounded(overall(THREE, 'distributive'))).toEqual([0.4512, 0.4697, 0.0791])
  })

  test('distributive: with the copy of B in, A leads B, although nothing about them has changed', () => {
    expect(rounded(overall(FOUR, 'distributive'))).toEqual([0.3654, 0.2889, 0.0568, 0.2889])
  })

  test('ideal: B leads A before and after, with the same numbers', () => {
    expect(rounded(overall(THREE, 'ideal'))).toEqual([0.6667, 0.7037, 0.1111])
    expect(rounded(overall(FOUR, 'ideal'))).toEqual([0.6667, 0.7037, 0.1111, 0.7037])
  })
})

describe('overall priorities', () => {
  test('weights count as shares of their sum', () => {
    const byCriterion = [
      [1, 3],
      [3, 1],
    ]
    const one = overallPriorities({ criterionWeights: [30, 10], byCriterion }, 'distributive')
    const other = overallPriorities({ criterionWeights: [0.75, 0.25], byCriterion }, 'distributive')
    expect(one).toEqual(other)
    expect(one.ok && one.value).toEqual([0.375, 0.625])
  })

  test.each([
    ['unequal rows', [1, 1], [[1, 2], [1]], 'program/priorities-shape'],
    ['a criterion without weight', [1], [[1], [1]], 'program/priorities-shape'],
    ['nothing at all', [], [], 'program/priorities-shape'],
    ['a negative priority', [1], [[1, -1]], 'program/priority-not-positive'],
    ['nothing but noughts', [1], [[0, 0]], 'program/priority-not-positive'],
    ['weights of nought', [0], [[1, 2]], 'program/priority-not-positive'],
    ['a priority that is no number', [1], [[1, Number.NaN]], 'program/priority-not-positive'],
  ])('%s is refused', (_, criterionWeights, byCriterion, code) => {
    expect(overallPriorities({ criterionWeights, byCriterion }, 'ideal')).toMatchObject({
      ok: false,
      refusal: { code },
    })
  })

  test('by law: distributive priorities add up to one; in ideal mode a copy never changes what the others have', () => {
    const table = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), {
      minLength: 3,
      maxLength: 3,
    })
    fc.assert(
      fc.property(table, fc.nat({ max: 3 }), (byCriterion, copied) => {
        const shares = overall(byCriterion, 'distributive')
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
        const withCopy = byCriterion.map((row) => [...row, row[copied] ?? 1])
        const after = overall(withCopy, 'ideal')
        expect(after.slice(0, 4)).toEqual(overall(byCriterion, 'ideal'))
        expect(after[4]).toBe(after[copied])
      }),
    )
  })
})
