import { describe, expect, test } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { orderByScore, rankMatrix, type ScoreMatrix, STANDINGS, scoreMatrix } from './index.ts'

function matrixOf(...columns: (readonly number[])[]): ScoreMatrix {
  return {
    accounts: columns[0]?.length ?? 0,
    columns: columns.map((points, index) => ({
      key: `c${index}`,
      points: Float64Array.from(points),
      strength: null,
    })),
    gates: null,
  }
}

function randomMatrix(accounts: number, criteria: number): ScoreMatrix {
  const random = seededRandom(7)
  const columns = Array.from({ length: criteria }, () =>
    Array.from({ length: accounts }, () => (random() < 0.1 ? Number.NaN : random() * 100)),
  )
  return matrixOf(...columns)
}

describe('scoring all accounts at once', () => {
  test('the published weighted sums: rows (1,0,3) and (0,5,6) with unit weights make 4 and 11', () => {
    const { scores } = scoreMatrix(matrixOf([1, 0], [0, 5], [3, 6]), [1, 1, 1])
    expect([...scores].map((mean) => mean * 3)).toEqual([4, 11])
  })

  test('an unknown value takes no part in the score and lowers the confidence', () => {
    const { scores, confidence } = scoreMatrix(matrixOf([40, Number.NaN], [80, 80]), [1, 3])
    expect([...scores]).toEqual([70, 80])
    expect([...confidence]).toEqual([1, 0.75])
  })

  test('a weight of nought takes a criterion out of score and confidence', () => {
    const { scores, confidence } = scoreMatrix(matrixOf([0], [90]), [0, 5])
    expect([scores[0], confidence[0]]).toEqual([90, 1])
  })

  test('without any weight nothing is known', () => {
    const { scores, confidence } = scoreMatrix(matrixOf([50]), [0])
    expect([scores[0], confidence[0]]).toEqual([Number.NaN, 0])
  })

  test('stale evidence counts half in the confidence', () => {
    const stale = matrixOf([50])
    const columns = stale.columns.map((column) => ({ ...column, strength: Float64Array.of(0.5) }))
    expect(scoreMatrix({ ...stale, columns }, [4]).confidence[0]).toBe(0.5)
  })
})

describe('ranking all accounts at once', () => {
  test('the best score comes first, equal scores keep the order of the accounts', () => {
    expect([...rankMatrix(matrixOf([10, 90, 50, 90, 10]), [1], 0).order]).toEqual([1, 3, 2, 0, 4])
  })

  test('accounts without enough evidence follow, those that failed a gate come last', () => {
    const matrix = matrixOf([99, 98, 1, Number.NaN, 97], [99, Number.NaN, 1, Number.NaN, 97])
    const ranking = rankMatrix({ ...matrix, gates: Uint8Array.of(2, 0, 0, 0, 1) }, [1, 1], 0.6)
    expect([...ranking.order].map((account) => [account, STANDINGS[ranking.standing[account] ?? 0]])).toEqual([
      [2, 'ranked'],
      [1, 'not_enough_evidence'],
      [4, 'not_enough_evidence'],
      [3, 'not_enough_evidence'],
      [0, 'gate_failed'],
    ])
  })

  test('no accounts make an empty ranking', () => {
    expect([...rankMatrix(matrixOf([]), [1], 0).order]).toEqual([])
  })

  test('a hundred thousand accounts by seven criteria are ranked anew in under 60 milliseconds', () => {
    const matrix = randomMatrix(100_000, 7)
    const times = Array.from({ length: 9 }, (_, run) => {
      const start = performance.now()
      rankMatrix(matrix, [22 + run, 18, 16, 12, 14, 10, 8], 0.5)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(60)
  })
})

describe('the order of scores', () => {
  test('holds for scores below nought, nought of either sign, and no score', () => {
    const scores = Float64Array.of(-1, Number.NaN, 0, -0, 1e-300, 100, -1e-300, 99.99999999999999, -100)
    expect([...orderByScore(new Uint8Array(9), scores)]).toEqual([5, 7, 4, 2, 3, 6, 0, 8, 1])
  })
})

describe('rank reversal', () => {
  const raw = { first: [1, 9, 1], second: [9, 1, 1], third: [8, 9, 1] }
  const copyOfB = { first: 9, second: 1, third: 9 }

  function localShares(values: readonly number[]): number[] {
    const total = values.reduce((sum, value) => sum + value, 0)
    return values.map((value) => (100 * value) / total)
  }

  function localScores(columns: readonly number[][]): number[] {
    return [...scoreMatrix(matrixOf(...columns.map(localShares)), [1, 1, 1]).scores].map((score) => score / 100)
  }

  test('shares of the set in hand reverse A and B when a copy of B joins: the published example', () => {
    const before = localScores([raw.first, raw.second, raw.third])
    const after = localScores([
      [...raw.first, copyOfB.first],
      [...raw.second, copyOfB.second],
      [...raw.third, copyOfB.third],
    ])
    const published = { before: [0.4512, 0.4697, 0.0791], after: [0.3654, 0.2889, 0.0568, 0.2889] }
    published.before.forEach((value, index) => {
      expect(before[index]).toBeCloseTo(value, 4)
    })
    published.after.forEach((value, index) => {
      expect(after[index]).toBeCloseTo(value, 4)
    })
  })

  test('points on fixed anchors do not: B stays above A and nobody\u2019s score moves', () => {
    const points = (values: readonly number[]) => values.map((value) => (100 * (value - 1)) / 8)
    const before = rankMatrix(matrixOf(points(raw.first), points(raw.second), points(raw.third)), [1, 1, 1], 0)
    const after = rankMatrix(
      matrixOf(
        points([...raw.first, copyOfB.first]),
        points([...raw.second, copyOfB.second]),
        points([...raw.third, copyOfB.third]),
      ),
      [1, 1, 1],
      0,
    )
    expect([...before.order]).toEqual([1, 0, 2])
    expect([...after.order].filter((account) => account < 3)).toEqual([1, 0, 2])
    expect([...after.scores.slice(0, 3)]).toEqual([...before.scores])
  })
})
