import { describe, expect, test } from 'vitest'
import { averageRanks, type ScoreMatrix, type SpendBiasQuestion, spearman, spendBias } from './index.ts'

function matrixOf(...columns: (readonly number[])[]): ScoreMatrix {
  return {
    accounts: columns[0]?.length ?? 0,
    columns: columns.map((points, index) => ({ key: `c${index}`, points: Float64Array.from(points), strength: null })),
    gates: null,
  }
}

const SIZE = [100, 90, 80, 20, 10, 0]
const QUALITY = [40, 50, 30, 70, 60, 20]
const SPEND = [900, 700, 800, 300, 100, 50]

function question(changes: Partial<SpendBiasQuestion> = {}): SpendBiasQuestion {
  return {
    matrix: matrixOf(SIZE, QUALITY),
    weights: [60, 40],
    isSize: [true, false],
    spend: Float64Array.from(SPEND),
    minimumConfidence: 0,
    places: 2,
    ...changes,
  }
}

describe('rank correlation', () => {
  test('the textbook example of ten people gives minus 29 in 165', () => {
    const one = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    const other = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    expect(spearman(one, other).value).toBeCloseTo(-29 / 165, 12)
  })

  test('ties share their average rank', () => {
    expect(averageRanks([5, 6, 7, 8, 7])).toEqual([1, 2, 3.5, 5, 3.5])
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]).value).toBeCloseTo(0.8207826816681233, 12)
  })

  test('the same order gives one, the opposite order minus one, however uneven the steps', () => {
    expect(spearman([1, 2, 3, 4, 5], [1, 10, 100, 1000, 10_000]).value).toBe(1)
    expect(spearman([1, 2, 3, 4, 5], [9, 8, 7, 6, -50]).value).toBe(-1)
  })

  test('fewer than five known pairs are not enough', () => {
    expect(spearman([1, 2, 3, 4, Number.NaN], [1, 2, 3, 4, 5])).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['selection/fewer-than-five-accounts'],
    })
  })

  test('does not apply where one side is all equal', () => {
    expect(spearman([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]).status).toBe('not_applicable')
  })
})

describe('does size decide?', () => {
  test('a selection that follows spend is warned of, by correlation and by weight', () => {
    const bias = spendBias(question())
    expect(bias.sizeWeightShare).toBe(0.6)
    expect(bias.rankCorrelation.value).toBeGreaterThan(0.8)
    expect(bias.warnings.map(({ code, limit }) => [code, limit])).toEqual([
      ['selection/score-follows-spend', 0.8],
      ['selection/weight-on-size', 0.25],
    ])
  })

  test('a selection by quality is not', () => {
    const bias = spendBias(question({ weights: [25, 75] }))
    expect(bias.sizeWeightShare).toBe(0.25)
    expect(bias.warnings).toEqual([])
  })

  test('accounts that hold a place by size alone are named when the size criteria are hidden', () => {
    expect(spendBias(question()).wouldNotQualify.sizeHidden).toEqual([0, 1])
  })

  test('without size criteria hiding them costs nobody a place', () => {
    expect(spendBias(question({ isSize: [false, false] })).wouldNotQualify.sizeHidden).toEqual([])
  })

  test('an account known by its size only would not qualify with size hidden', () => {
    const matrix = matrixOf([100, 90, 80, 20, 10, 0], [Number.NaN, 50, 30, 70, 60, 20])
    expect(spendBias(question({ matrix, places: 1 })).wouldNotQualify.sizeHidden).toEqual([0])
  })

  test('spend is found at work even when no criterion is marked as size', () => {
    const bias = spendBias(question({ weights: [80, 20], isSize: [false, false], places: 3 }))
    expect(bias.sizeWeightShare).toBe(0)
    expect(bias.wouldNotQualify.spendRemoved.length).toBeGreaterThan(0)
  })

  test('where better accounts spend less, removing spend costs nobody a place', () => {
    const matrix = matrixOf([10, 20, 30, 40, 50, 60])
    const bias = spendBias(question({ matrix, weights: [1], isSize: [false] }))
    expect(bias.wouldNotQualify).toEqual({ sizeHidden: [], spendRemoved: [] })
  })

  test('an account whose spend is unknown keeps its score', () => {
    const matrix = matrixOf([10, 20, 30, 40, 50, 100])
    const spend = Float64Array.of(1, 2, 3, 4, 5, Number.NaN)
    const bias = spendBias(question({ matrix, weights: [1], isSize: [false], spend, places: 1 }))
    expect(bias.rankCorrelation.value).toBe(1)
    expect(bias.wouldNotQualify.spendRemoved).toEqual([])
  })

  test('accounts without enough evidence are not part of the question', () => {
    const gates = Uint8Array.of(0, 0, 0, 0, 2, 2)
    const bias = spendBias(question({ matrix: { ...matrixOf(SIZE, QUALITY), gates }, places: 6 }))
    expect(bias.rankCorrelation.status).toBe('insufficient_data')
    expect(bias.wouldNotQualify.sizeHidden).toEqual([])
  })
})
