import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRanks, type TopsisCriterion, topsisCloseness } from './index.ts'

// Tzeng and Huang 2011: four alternatives, three criteria.
const PUBLISHED = [
  [5, 8, 4],
  [7, 6, 8],
  [8, 8, 6],
  [7, 4, 6],
]
const WEIGHTS = more(0.3, 0.4, 0.3)

function more(...weights: number[]): TopsisCriterion[] {
  return weights.map((weight) => ({ weight, better: 'more' }))
}

function closeness(rows: readonly (readonly number[])[], criteria: readonly TopsisCriterion[]): readonly number[] {
  const result = topsisCloseness(rows, criteria)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('closeness to the ideal', () => {
  test('the published example holds to four places', () => {
    expect(closeness(PUBLISHED, WEIGHTS).map((value) => Number(value.toFixed(4)))).toEqual([
      0.5037, 0.6581, 0.7482, 0.334,
    ])
  })

  test('weights count as shares of their sum', () => {
    const points = closeness(PUBLISHED, more(30, 40, 30))
    closeness(PUBLISHED, WEIGHTS).forEach((value, index) => {
      expect(points[index]).toBeCloseTo(value, 12)
    })
  })

  test('where less is better, the ideal is the lowest', () => {
    const rows = [[1], [2], [3]]
    expect(closeness(rows, [{ weight: 1, better: 'less' }])).toEqual([1, 0.5, 0])
    expect(closeness(rows, more(1))).toEqual([0, 0.5, 1])
  })

  test('when nothing distinguishes the alternatives, all are in the middle', () => {
    expect(
      closeness(
        [
          [3, 3],
          [3, 3],
        ],
        more(1, 1),
      ),
    ).toEqual([0.5, 0.5])
    expect(closeness([[7, 9]], more(1, 1))).toEqual([0.5])
  })

  test('a column of noughts counts nothing', () => {
    const withNought = PUBLISHED.map((row) => [...row, 0])
    const values = closeness(withNought, more(0.3, 0.4, 0.3, 0.5))
    const order = (list: readonly number[]): number[] =>
      list.map((_, i) => i).sort((i, j) => (list[j] ?? 0) - (list[i] ?? 0))
    expect(order(values)).toEqual(order(closeness(PUBLISHED, WEIGHTS)))
  })

  test('an alternative that joins can turn the order of two others: why this is a second opinion only', () => {
    const before = closeness(
      [
        [1, 0],
        [0, 1.01],
      ],
      more(1, 1),
    )
    const turned = [2, 5, 10, 50].some((value) => {
      const after = closeness(
        [
          [1, 0],
          [0, 1.01],
          [0, value],
        ],
        more(1, 1),
      )
      return (after[0] ?? 0) > (after[1] ?? 0) !== (before[0] ?? 0) > (before[1] ?? 0)
    })
    expect(turned).toBe(true)
  })

  test.each([
    ['a gap', [[1, Number.NaN]], more(1, 1), 'selection/topsis-missing-value'],
    ['ragged rows', [[1, 2], [1]], more(1, 1), 'selection/topsis-shape'],
    ['no weight', [[1]], more(0), 'selection/topsis-no-weight'],
    ['a negative weight', [[1, 1]], more(2, -1), 'selection/topsis-no-weight'],
    ['a weight that is no number', [[1]], more(Number.NaN), 'selection/topsis-no-weight'],
  ])('%s is refused', (_, rows, criteria, code) => {
    expect(topsisCloseness(rows, criteria)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('nobody to compare is no fault', () => {
    expect(closeness([], more(1))).toEqual([])
  })
})

describe('a second opinion on the ranking', () => {
  test('shows both ranks and who moves', () => {
    const check = checkRanks([90, 80, 70, 60, 50], [0.9, 0.7, 0.8, 0.6, 0.5])
    expect(check.correlation.value).toBeCloseTo(0.9, 12)
    expect(check.ranks[1]).toEqual({ byScore: 2, byCloseness: 3, moved: -1 })
    expect(check.ranks[2]).toEqual({ byScore: 3, byCloseness: 2, moved: 1 })
  })

  test('equals share a rank, and four alternatives are too few for a correlation', () => {
    const check = checkRanks([5, 5, 1, 0], [1, 0, 0.5, 0.2])
    expect(check.ranks[0]?.byScore).toBe(1.5)
    expect(check.correlation).toMatchObject({ value: null, reasons: ['selection/fewer-than-five-accounts'] })
  })
})

test('by law: closeness lies between nought and one, and who is better everywhere is closer', () => {
  const rows = fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 8,
  })
  fc.assert(
    fc.property(rows, (table) => {
      const better = (table[0] ?? []).map((value) => value + 1)
      const values = closeness([...table, better], WEIGHTS)
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }
      expect(values.at(-1)).toBeGreaterThan(values[0] ?? 1)
    }),
  )
})
