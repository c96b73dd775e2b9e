import { describe, expect, test } from 'vitest'
import { DEFAULT_MIDPOINTS, matrixAxes, STARTER_STRENGTH_CRITERIA, starterCriteriaSet } from './index.ts'

const KEYS = ['margin', 'growth', 'access']

describe('the axes of the portfolio matrix', () => {
  test('written before anybody chose, they are as usual: what tells no strength tells attractiveness, cut at 50', () => {
    expect(matrixAxes(KEYS, { strength: ['access'] })).toEqual({
      strength: ['access'],
      attractiveness: ['margin', 'growth'],
      midpoints: { attractiveness: 50, strength: 50 },
    })
  })

  test('a chosen axis is taken as it is: a criterion on both, another on neither', () => {
    expect(matrixAxes(KEYS, { strength: ['access'], attractiveness: ['access', 'growth'] })).toMatchObject({
      strength: ['access'],
      attractiveness: ['access', 'growth'],
    })
  })

  test('an axis chosen to be empty stays empty', () => {
    expect(matrixAxes(KEYS, { strength: [], attractiveness: [] }).attractiveness).toEqual([])
  })

  test('midpoints are the program’s own where it has set them', () => {
    const midpoints = { attractiveness: 65, strength: 40 }
    expect(matrixAxes(KEYS, { strength: [], midpoints }).midpoints).toBe(midpoints)
    expect(matrixAxes(KEYS, { strength: [] }).midpoints).toBe(DEFAULT_MIDPOINTS)
  })

  test('the starter criteria fill both axes', () => {
    const keys = starterCriteriaSet('s').criteria.map(({ key }) => key)
    const { attractiveness, strength } = matrixAxes(keys, { strength: STARTER_STRENGTH_CRITERIA })
    expect([attractiveness.length, strength.length]).toEqual([4, 3])
  })
})
