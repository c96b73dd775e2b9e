import { describe, expect, test } from 'vitest'
import { intraclassCorrelation, largestCompleteBlock, type Ratings } from './index.ts'

// Shrout and Fleiss 1979: six targets judged by four judges; here one row a judge.
const PUBLISHED: Ratings = [
  [9, 6, 8, 7, 10, 6],
  [2, 1, 4, 1, 5, 2],
  [5, 3, 6, 2, 6, 4],
  [8, 2, 8, 6, 9, 7],
]

describe('the published table', () => {
  const { value, status } = intraclassCorrelation(PUBLISHED)

  test('the mean squares hold to four places', () => {
    expect(status).toBe('ok')
    expect(value?.meanSquares.betweenUnits).toBeCloseTo(11.2417, 4)
    expect(value?.meanSquares.withinUnits).toBeCloseTo(6.2639, 4)
    expect(value?.meanSquares.betweenRaters).toBeCloseTo(32.4861, 4)
    expect(value?.meanSquares.residual).toBeCloseTo(1.0194, 4)
  })

  test.each([
    ['oneWay', 0.17, 0.1657],
    ['randomRaters', 0.29, 0.2898],
    ['fixedRaters', 0.71, 0.7148],
  ] as const)('one rater, %s: published %f, recomputed %f', (model, published, recomputed) => {
    expect(value?.single[model].value).toBeCloseTo(recomputed, 4)
    expect(Math.abs((value?.single[model].value ?? 0) - published)).toBeLessThan(0.005)
  })

  test.each([
    ['oneWay', 0.44, 0.4428],
    ['randomRaters', 0.62, 0.6201],
    ['fixedRaters', 0.91, 0.9093],
  ] as const)('the average of all raters, %s: published %f, recomputed %f', (model, published, recomputed) => {
    expect(value?.average[model].value).toBeCloseTo(recomputed, 4)
    expect(Math.abs((value?.average[model].value ?? 0) - published)).toBeLessThan(0.005)
  })
})

describe('gaps in the table', () => {
  test('the largest complete block stands in, and the figure says so', () => {
    const withGap = [...PUBLISHED, [null, null, 5, null, null, null]]
    const result = intraclassCorrelation(withGap)
    expect(result.status).toBe('degraded')
    expect(result.reasons).toEqual(['selection/incomplete-ratings'])
    expect(result.value?.block).toEqual({ raters: [0, 1, 2, 3], units: [0, 1, 2, 3, 4, 5], isWhole: false })
    expect(result.value?.single.fixedRaters.value).toBeCloseTo(0.7148, 4)
  })

  test('a rater who gave nothing, and a unit nobody rated, are no gaps', () => {
    const padded = [...PUBLISHED.map((row) => [...row, null]), [null, null, null, null, null, null, null]]
    expect(intraclassCorrelation(padded).status).toBe('ok')
  })

  test('a block of fewer than five units is refused with its reason', () => {
    const scattered = [
      [1, 2, 3, 4, null, null, null, null],
      [null, null, 3, 4, 5, 4, null, null],
      [null, null, null, null, 5, 4, 2, 1],
    ]
    expect(intraclassCorrelation(scattered)).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['selection/no-complete-block'],
    })
  })

  test('one rater has nobody to be compared with', () => {
    expect(intraclassCorrelation([[1, 2, 3, 4, 5]]).reasons).toEqual(['selection/one-rater'])
    expect(intraclassCorrelation([]).reasons).toEqual(['selection/not-judged'])
  })

  test('all equal scores say nothing, in every reading', () => {
    const equal = intraclassCorrelation(Array.from({ length: 3 }, () => [4, 4, 4, 4, 4])).value
    for (const reading of [equal?.single, equal?.average]) {
      expect(reading?.oneWay).toMatchObject({ value: null, reasons: ['selection/all-equal'] })
      expect(reading?.randomRaters.value).toBeNull()
      expect(reading?.fixedRaters.value).toBeNull()
    }
  })
})

describe('the largest complete block', () => {
  test('is the one with most ratings, on a draw the one with more raters', () => {
    const ratings = [
      [1, 1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1, 1],
      [1, 1, 1, 1, null, null],
    ]
    expect(largestCompleteBlock(ratings)).toEqual({ raters: [0, 1, 2], units: [0, 1, 2, 3], isWhole: false })
    const wide = ratings.map((row, index) => [...row, index < 2 ? 1 : null])
    expect(largestCompleteBlock(wide)).toEqual({ raters: [0, 1], units: [0, 1, 2, 3, 4, 5, 6], isWhole: false })
  })

  test('takes rows of unequal length', () => {
    expect(largestCompleteBlock([[1, 2, 3], [1]])).toEqual({ raters: [0, 1], units: [0], isWhole: false })
  })

  test('does not exist where no two raters share a unit', () => {
    expect(
      largestCompleteBlock([
        [1, null],
        [null, 1],
      ]),
    ).toBeNull()
  })

  test('is found among forty raters and a thousand units at once', () => {
    const ratings = Array.from({ length: 40 }, (_, rater) =>
      Array.from({ length: 1000 }, (__, unit) => ((unit + rater) % 7 === 0 ? null : 3)),
    )
    expect(largestCompleteBlock(ratings)?.raters.length).toBeGreaterThanOrEqual(2)
  })
})
