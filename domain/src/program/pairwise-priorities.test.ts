import { describe, expect, test } from 'vitest'
import {
  consistencyLimit,
  largestSizeIn,
  type PairwiseMatrix,
  type PairwisePriorities,
  pairwisePriorities,
  principalVector,
  RANDOM_INDEX_TABLES,
  type RandomIndexTable,
  randomIndex,
  requireConsistent,
} from './index.ts'

// Saaty 2008, International Journal of Services Sciences 1(1), 83-98: drinks in the United States.
const DRINKS: PairwiseMatrix = {
  items: ['coffee', 'wine', 'tea', 'beer', 'soda', 'milk', 'water'],
  values: [
    [1, 9, 5, 2, 1, 1, 1 / 2],
    [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [1, 9, 4, 2, 1, 2, 1 / 2],
    [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [2, 9, 9, 3, 2, 3, 1],
  ],
}

function matrix(items: string[], upper: number[]): PairwiseMatrix {
  const values = items.map(() => items.map(() => 1))
  let next = 0
  for (let row = 0; row < items.length; row += 1) {
    for (let column = row + 1; column < items.length; column += 1) {
      const value = upper[next] ?? 1
      next += 1
      values[row]?.splice(column, 1, value)
      values[column]?.splice(row, 1, 1 / value)
    }
  }
  return { items, values }
}

function priorities(of: PairwiseMatrix, table: RandomIndexTable = 'saaty_2005'): PairwisePriorities {
  const result = pairwisePriorities(of, table)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('the published drinks example', () => {
  test('weights agree with the published ones to three places, and with the recomputed ones to four', () => {
    const { weights } = priorities(DRINKS)
    const published = [0.177, 0.019, 0.042, 0.116, 0.19, 0.129, 0.327]
    const recomputed = [0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268]
    weights.forEach((weight, index) => {
      expect(Math.abs(weight - (published[index] ?? 0))).toBeLessThan(0.001)
      expect(Math.abs(weight - (recomputed[index] ?? 0))).toBeLessThan(0.00005)
    })
  })

  test('the principal eigenvalue and the consistency index hold to six places', () => {
    const { lambdaMax, consistencyIndex } = priorities(DRINKS)
    expect(lambdaMax).toBeCloseTo(7.176629, 6)
    expect(consistencyIndex).toBeCloseTo(0.0294382, 6)
  })

  test.each([
    ['saaty_classic', 0.0223],
    ['saaty_2005', 0.0218],
    ['donegan_dodd_1991', 0.0235],
  ] as const)('by the table %s the consistency ratio is %f, and the name is kept', (table, ratio) => {
    const result = priorities(DRINKS, table)
    expect(Math.abs(result.consistencyRatio - ratio)).toBeLessThan(0.00005)
    expect(result.randomIndexTable).toBe(table)
    expect(result.isConsistent).toBe(true)
    expect(result.limit).toBe(0.1)
  })

  test('the eigenvector is not the geometric mean of the rows', () => {
    const { weights } = principalVector(DRINKS.values)
    const means = DRINKS.values.map((row) => row.reduce((product, value) => product * value, 1) ** (1 / 7))
    const total = means.reduce((sum, mean) => sum + mean, 0)
    expect((means[6] ?? 0) / total).toBeCloseTo(0.3243, 4)
    expect(Math.abs((weights[6] ?? 0) - (means[6] ?? 0) / total)).toBeGreaterThan(0.002)
  })
})

describe('consistency', () => {
  test('comparisons that fit together have ratio nought, and nothing to correct', () => {
    const result = priorities(matrix(['a', 'b', 'c', 'd'], [2, 4, 8, 2, 4, 2]))
    expect(result.consistencyRatio).toBeCloseTo(0, 10)
    expect(result.breaking).toBeNull()
    expect(result.weights.map((weight) => Number(weight.toFixed(9)))).toEqual(
      [8, 4, 2, 1].map((part) => Number((part / 15).toFixed(9))),
    )
  })

  test('two criteria are always consistent', () => {
    const result = priorities(matrix(['a', 'b'], [9]))
    expect(result).toMatchObject({ consistencyIndex: 0, consistencyRatio: 0, isConsistent: true, breaking: null })
    expect(result.weights[0]).toBeCloseTo(0.9, 12)
  })

  test('equal importance throughout gives equal weights', () => {
    expect(priorities(matrix(['a', 'b', 'c', 'd', 'e'], [])).weights).toEqual([0.2, 0.2, 0.2, 0.2, 0.2])
  })

  test('the one slip among five criteria is found, with the value that fits and what it would do', () => {
    // Weights 16, 8, 4, 2, 1 throughout, but b against d is given upside down.
    const slipped = matrix(['a', 'b', 'c', 'd', 'e'], [2, 4, 8, 9, 2, 1 / 4, 8, 2, 4, 2])
    const result = priorities(slipped)
    expect(result.isConsistent).toBe(false)
    expect(result.breaking).toMatchObject({ item: 'b', against: 'd', value: 0.25, suggestedValue: 4 })
    expect(result.breaking?.consistentValue).toBeGreaterThan(3)
    expect(result.breaking?.consistentValue).toBeLessThan(5)
    expect(result.breaking?.ratioAfter).toBeLessThan(0.02)
  })

  test('a value beyond the scale is suggested as the end of the scale', () => {
    const result = priorities(matrix(['a', 'b', 'c'], [9, 1 / 9, 9]))
    expect(result.breaking?.consistentValue).toBeDefined()
    expect([9, 1 / 9]).toContain(result.breaking?.suggestedValue)
  })

  test('a circle (a over b over c over a) is refused with the comparison to correct first', () => {
    const circle = priorities(matrix(['a', 'b', 'c'], [3, 1 / 3, 3]))
    expect(circle.isConsistent).toBe(false)
    const refused = requireConsistent(circle)
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: 'program/pairwise-inconsistent',
        detail: { limit: 0.05, table: 'saaty_2005', item: 'a', against: 'b', value: 3, suggested: 1 / 9 },
      },
    })
    expect(!refused.ok && Number(refused.refusal.detail.ratio)).toBeGreaterThan(0.5)
  })

  test('comparisons within the limit are let through as they are', () => {
    const result = priorities(DRINKS)
    expect(requireConsistent(result)).toEqual({ ok: true, value: result })
  })
})

describe('the tables of random indices', () => {
  test.each([
    [1, 0.05],
    [3, 0.05],
    [4, 0.08],
    [5, 0.1],
    [12, 0.1],
  ])('%i criteria may contradict each other up to %f', (items, limit) => {
    expect(consistencyLimit(items)).toBe(limit)
  })

  test('the tables are those of the literature', () => {
    expect(randomIndex('saaty_classic', 7)).toBe(1.32)
    expect(randomIndex('saaty_2005', 7)).toBe(1.35)
    expect(randomIndex('donegan_dodd_1991', 7)).toBe(1.2519)
    expect(randomIndex('saaty_classic', 3)).toBe(0.58)
    expect(randomIndex('saaty_2005', 15)).toBe(1.59)
    expect(randomIndex('saaty_classic', 2)).toBe(0)
  })

  test('beyond the end of a table there is no ratio, and the refusal says where it ends', () => {
    expect(randomIndex('donegan_dodd_1991', 11)).toBeNull()
    const eleven = matrix(Array.from('abcdefghijk'), [])
    expect(pairwisePriorities(eleven, 'donegan_dodd_1991')).toEqual({
      ok: false,
      refusal: { code: 'program/no-random-index', detail: { items: 11, table: 'donegan_dodd_1991', most: 10 } },
    })
    expect(pairwisePriorities(eleven, 'saaty_2005').ok).toBe(true)
  })

  test('every table names its source and never falls with the number of criteria', () => {
    for (const [name, { source, indices }] of Object.entries(RANDOM_INDEX_TABLES)) {
      expect(source.length).toBeGreaterThan(5)
      expect([...indices]).toEqual([...indices].sort((one, other) => one - other))
      expect(largestSizeIn(name as RandomIndexTable)).toBe(indices.length + 2)
    }
  })
})
