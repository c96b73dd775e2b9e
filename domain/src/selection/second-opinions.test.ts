import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SECOND_METHODS, type SecondMethod, type SecondOpinion, secondOpinions } from './index.ts'

// Belton and Gear 1983: three alternatives under three equal criteria, and D, a copy of B.
const A = [1, 9, 8]
const B = [9, 1, 9]
const C = [1, 1, 1]
const EQUAL = [1, 1, 1]

function opinions(rows: readonly (readonly number[])[], weights: readonly number[]): readonly SecondOpinion[] {
  const result = secondOpinions(rows, weights)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function opinion(method: SecondMethod, rows: readonly (readonly number[])[], weights = EQUAL): SecondOpinion {
  const found = opinions(rows, weights).find((one) => one.method === method)
  if (!found) throw new Error('no such method')
  return found
}

const places = (of: SecondOpinion) => of.ranks.map(({ byCloseness }) => byCloseness)

describe('a second opinion on an order', () => {
  test('is asked of three methods', () => {
    expect(opinions([A, B, C], EQUAL).map(({ method }) => method)).toEqual([...SECOND_METHODS])
  })

  test('the published reversal: the copy of B puts A before B in the distributive mode, and not in the ideal one', () => {
    expect(places(opinion('ahp_distributive', [A, B, C])).slice(0, 2)).toEqual([2, 1])
    expect(places(opinion('ahp_distributive', [A, B, C, B])).slice(0, 2)).toEqual([1, 2.5])
    expect(places(opinion('ahp_ideal', [A, B, C])).slice(0, 2)).toEqual([2, 1])
    expect(places(opinion('ahp_ideal', [A, B, C, B]))).toEqual([3, 1.5, 4, 1.5])
  })

  test('agrees altogether where one alternative is better in everything than the next', () => {
    const ladder = [50, 40, 30, 20, 10].map((points) => [points, points + 5, points * 2])
    for (const { correlation, ranks, turned } of opinions(ladder, [50, 30, 20])) {
      expect(correlation.value).toBeCloseTo(1, 12)
      expect(ranks.map(({ byScore }) => byScore)).toEqual([1, 2, 3, 4, 5])
      expect(ranks.every(({ moved }) => moved === 0)).toBe(true)
      expect(turned).toBe(0)
    }
  })

  test('below five alternatives no correlation is told', () => {
    expect(opinion('topsis', [A, B, C]).correlation.value).toBeNull()
  })

  test('counts whose order turns when the leader leaves, though nothing about them has changed', () => {
    const rows = [
      [20, 20, 5],
      [55, 20, 80],
      [5, 45, 35],
      [0, 10, 80],
      [20, 15, 55],
    ]
    expect(opinions(rows, EQUAL).map(({ turned }) => turned)).toEqual([4, 4, 4])
  })

  test('a criterion without any points counts nothing, and no points at all leave everybody equal', () => {
    const rows = [A, B, C, [5, 5, 5], [2, 7, 3]]
    const withNought = rows.map((row) => [...row, 0])
    opinions(withNought, [1, 1, 1, 7]).forEach((one, index) => {
      expect(places(one)).toEqual(places(opinions(rows, EQUAL)[index] ?? one))
    })
    const nothing = Array.from({ length: 5 }, () => [0, 0])
    for (const one of opinions(nothing, [1, 1])) expect(places(one)).toEqual([3, 3, 3, 3, 3])
  })

  test('nobody at all is compared without complaint', () => {
    expect(opinions([], [1, 2]).map(({ ranks }) => ranks)).toEqual([[], [], []])
  })

  test.each([
    ['gaps', [[1, Number.NaN]], [1, 1], 'selection/topsis-missing-value'],
    ['ragged rows', [[1, 2], [1]], [1, 1], 'selection/topsis-shape'],
    ['no weight at all', [[1, 2]], [0, 0], 'selection/topsis-no-weight'],
  ])('%s are refused', (_, rows, weights, code) => {
    expect(secondOpinions(rows, weights)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('by law: ranks of every method are a ranking of all, and the ideal mode never turns by who merely stays behind', () => {
    const table = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
      minLength: 5,
      maxLength: 12,
    })
    fc.assert(
      fc.property(table, (rows) => {
        const sum = (rows.length * (rows.length + 1)) / 2
        for (const one of opinions(rows, [3, 2])) {
          expect(one.ranks.reduce((total, { byCloseness }) => total + byCloseness, 0)).toBeCloseTo(sum, 9)
          expect(one.ranks.reduce((total, { byScore }) => total + byScore, 0)).toBeCloseTo(sum, 9)
        }
        // With the best of each criterion there twice, the leader leaves no best behind.
        const topped = [[100, 100], [100, 100], ...rows]
        expect(opinion('ahp_ideal', topped, [3, 2]).turned).toBe(0)
      }),
    )
  })
})
