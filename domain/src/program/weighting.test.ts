import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  combineWeights,
  directWeights,
  type GivenWeight,
  normalizeWeights,
  swingWeights,
  wholePointWeights,
} from './index.ts'

function given(values: Record<string, number>): GivenWeight[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }))
}

describe('weights given directly', () => {
  test('points that add up to a hundred become shares', () => {
    expect(directWeights(given({ margin: 50, growth: 30, fit: 20 }))).toEqual({
      ok: true,
      value: [
        { key: 'margin', share: 0.5 },
        { key: 'growth', share: 0.3 },
        { key: 'fit', share: 0.2 },
      ],
    })
  })

  test.each([
    [{ margin: 50, growth: 30, fit: 15 }, 95, -5],
    [{ margin: 50, growth: 30, fit: 27.5 }, 107.5, 7.5],
  ])('%j is refused with what is missing or too much', (values, sum, difference) => {
    expect(directWeights(given(values))).toEqual({
      ok: false,
      refusal: { code: 'program/weights-do-not-add-up', detail: { sum, total: 100, difference } },
    })
  })

  test('the same points are scaled when somebody asks for it', () => {
    const result = normalizeWeights(given({ margin: 50, growth: 30, fit: 15 }))
    expect(result.ok && result.value.map(({ share }) => Number(share.toFixed(4)))).toEqual([0.5263, 0.3158, 0.1579])
  })

  test('thirds of a hundred add up, rounding aside', () => {
    expect(directWeights(given({ a: 100 / 3, b: 100 / 3, c: 100 / 3 })).ok).toBe(true)
  })

  test.each([
    [[], 'program/no-weights'],
    [given({ a: 0, b: 100 }), 'program/weight-not-positive'],
    [given({ a: -10, b: 110 }), 'program/weight-not-positive'],
    [given({ a: Number.NaN, b: 100 }), 'program/weight-not-positive'],
    [given({ a: Number.POSITIVE_INFINITY }), 'program/weight-not-positive'],
    [[...given({ a: 50 }), ...given({ a: 50 })], 'program/weight-key-duplicate'],
  ])('%j is refused', (values, code) => {
    expect(directWeights(values)).toMatchObject({ ok: false, refusal: { code } })
    expect(normalizeWeights(values)).toMatchObject({ ok: false, refusal: { code } })
    expect(swingWeights(values)).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('weights by swings', () => {
  test('the most valuable swing counts a hundred, the others against it', () => {
    const result = swingWeights(given({ margin: 100, growth: 60, fit: 40 }))
    expect(result.ok && result.value.map(({ share }) => share)).toEqual([0.5, 0.3, 0.2])
  })

  test('without a best swing the others have nothing to be held against', () => {
    expect(swingWeights(given({ margin: 90, growth: 60 }))).toEqual({
      ok: false,
      refusal: { code: 'program/swing-without-best', detail: { highest: 90, best: 100 } },
    })
  })

  test('a swing above the best is refused by name', () => {
    expect(swingWeights(given({ margin: 100, growth: 120 }))).toEqual({
      ok: false,
      refusal: { code: 'program/swing-out-of-range', detail: { key: 'growth', value: 120, highest: 100 } },
    })
  })

  test('several swings may be best', () => {
    expect(swingWeights(given({ margin: 100, growth: 100 })).ok).toBe(true)
  })
})

describe('the weights of a group', () => {
  const sales = {
    personId: 'sales',
    shares: [
      { key: 'a', share: 0.7 },
      { key: 'b', share: 0.3 },
    ],
  }
  const finance = {
    personId: 'finance',
    shares: [
      { key: 'b', share: 0.7 },
      { key: 'a', share: 0.3 },
    ],
  }

  test('are the mean of its members, with the lowest and highest in sight', () => {
    const result = combineWeights([sales, finance])
    expect(result).toEqual({
      ok: true,
      value: {
        shares: [
          { key: 'a', share: 0.5, lowest: 0.3, highest: 0.7 },
          { key: 'b', share: 0.5, lowest: 0.3, highest: 0.7 },
        ],
        people: 2,
        reasons: [],
      },
    })
  })

  test('one person is no group, and the result says so', () => {
    expect(combineWeights([sales])).toMatchObject({ ok: true, value: { reasons: ['program/one-person-weighs'] } })
  })

  test('nobody, or members who weighed other criteria, are refused', () => {
    expect(combineWeights([])).toMatchObject({ ok: false, refusal: { code: 'program/no-one-weighs' } })
    const other = {
      personId: 'service',
      shares: [
        { key: 'a', share: 0.5 },
        { key: 'c', share: 0.5 },
      ],
    }
    expect(combineWeights([sales, other])).toEqual({
      ok: false,
      refusal: { code: 'program/different-criteria-weighed', detail: { personId: 'service' } },
    })
  })
})

describe('whole points for a criteria set', () => {
  test('thirds become 34, 33 and 33', () => {
    const thirds = ['a', 'b', 'c'].map((key) => ({ key, share: 1 / 3 }))
    expect(wholePointWeights(thirds).map(({ value }) => value)).toEqual([34, 33, 33])
  })

  test('the point left over goes to the share that lost most by rounding', () => {
    const shares = [0.344, 0.456, 0.2].map((share, index) => ({ key: `c${index}`, share }))
    expect(wholePointWeights(shares).map(({ value }) => value)).toEqual([34, 46, 20])
  })

  test('whole percentages stay as they are', () => {
    const shares = [0.22, 0.18, 0.16, 0.12, 0.14, 0.1, 0.08].map((share, index) => ({ key: `c${index}`, share }))
    expect(wholePointWeights(shares).map(({ value }) => value)).toEqual([22, 18, 16, 12, 14, 10, 8])
  })

  test('a criterion of next to no weight keeps one point', () => {
    expect(
      wholePointWeights([
        { key: 'a', share: 0.999 },
        { key: 'b', share: 0.001 },
      ]),
    ).toEqual([
      { key: 'a', value: 99 },
      { key: 'b', value: 1 },
    ])
  })
})

test('by law: shares add up to one, keep the order of the values, and as whole points add up to a hundred', () => {
  const values = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, (list) => {
      const result = normalizeWeights(list.map((value, index) => ({ key: `c${index}`, value })))
      if (!result.ok) throw new Error('refused')
      expect(result.value.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
      const whole = wholePointWeights(result.value)
      expect(whole.reduce((sum, { value }) => sum + value, 0)).toBe(100)
      whole.forEach(({ value }, index) => {
        expect(Number.isInteger(value)).toBe(true)
        expect(value).toBeGreaterThanOrEqual(1)
        expect(Math.abs(value - 100 * (result.value[index]?.share ?? 0))).toBeLessThan(2)
      })
    }),
  )
})
