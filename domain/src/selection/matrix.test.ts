import { describe, expect, test } from 'vitest'
import { known } from '../kernel/index.ts'
import {
  DEFAULT_MIDPOINTS,
  type MatrixAxes,
  matrixAxes,
  STARTER_STRENGTH_CRITERIA,
  starterCriteriaSet,
} from '../program/index.ts'
import { aJudgement, evidenceOf, TODAY } from './fixtures.ts'
import { matrixPosition, movementOfOrders, quadrantOf, rankMovement, scoreAccount } from './index.ts'

const AXES: MatrixAxes = matrixAxes(
  starterCriteriaSet('s').criteria.map(({ key }) => key),
  { strength: STARTER_STRENGTH_CRITERIA },
)

describe('attractiveness by strength', () => {
  test.each([
    [50, 50, 'strategic'],
    [90, 49.9, 'star'],
    [49.9, 90, 'status'],
    [10, 10, 'streamline'],
  ] as const)('attractiveness %d and strength %d: %s', (attractiveness, strength, quadrant) => {
    expect(quadrantOf({ attractiveness: known(attractiveness), strength: known(strength) }, DEFAULT_MIDPOINTS)).toBe(
      quadrant,
    )
  })

  test('the midpoints are a policy of the program: the same account may be cut differently', () => {
    const position = { attractiveness: known(60), strength: known(60) }
    expect(quadrantOf(position, { attractiveness: 70, strength: 60 })).toBe('status')
  })

  test('every account may be low: the midpoint is not the median', () => {
    const quadrants = [10, 20, 30].map((value) =>
      quadrantOf({ attractiveness: known(value), strength: known(value) }, DEFAULT_MIDPOINTS),
    )
    expect(new Set(quadrants)).toEqual(new Set(['streamline']))
  })

  test('each axis is the weighted mean over its own criteria', () => {
    const evidence = evidenceOf(
      { contribution_rate: 0.2, growth_12m: 0.3, wallet_headroom_share: 0.5, product_breadth: 20 },
      [
        aJudgement({ criterionKey: 'strategic_fit', score: 3 }),
        aJudgement({ criterionKey: 'access_to_deciders', score: 2 }),
        aJudgement({ criterionKey: 'willing_to_plan', score: 1 }),
      ],
    )
    const position = matrixPosition(scoreAccount(starterCriteriaSet('s'), evidence, TODAY), AXES)
    expect(position.attractiveness.value).toBeCloseTo((22 * 75 + 18 * 100 + 16 * 75 + 14 * 50) / 70, 10)
    expect(position.strength.value).toBeCloseTo((12 * 100 + 10 * 25 + 8 * 0) / 30, 10)
    expect(position.strength.status).toBe('ok')
  })

  test('an axis with gaps is degraded, one without evidence unknown, and then the account has no field', () => {
    const score = scoreAccount(starterCriteriaSet('s'), evidenceOf({ growth_12m: 0.3 }), TODAY)
    const position = matrixPosition(score, AXES)
    expect(position.attractiveness).toMatchObject({ value: 100, status: 'degraded' })
    expect(position.strength).toMatchObject({ value: null, status: 'insufficient_data' })
    expect(quadrantOf(position, DEFAULT_MIDPOINTS)).toBeNull()
  })
})

describe('axes composed of chosen criteria', () => {
  const score = scoreAccount(
    starterCriteriaSet('s'),
    evidenceOf({ contribution_rate: 0.2, growth_12m: 0.3, product_breadth: 20 }),
    TODAY,
  )

  test('a criterion on neither axis moves the account on neither', () => {
    const position = matrixPosition(score, { attractiveness: ['contribution_rate'], strength: ['product_breadth'] })
    expect(position.attractiveness.value).toBeCloseTo(75, 10)
    expect(position.strength.value).toBeCloseTo(100, 10)
  })

  test('a criterion on both axes counts on both', () => {
    const position = matrixPosition(score, { attractiveness: ['growth'], strength: ['growth'] })
    expect(position.attractiveness.value).toBeCloseTo(100, 10)
    expect(position.strength.value).toBe(position.attractiveness.value)
  })

  test('an axis that no criterion speaks for is unknown', () => {
    const position = matrixPosition(score, { attractiveness: ['growth'], strength: [] })
    expect(position.strength).toMatchObject({ value: null, status: 'insufficient_data' })
  })
})

describe('movement between two rankings', () => {
  test('places gained are above nought, lost below, and newcomers and leavers have none', () => {
    expect(rankMovement(['a', 'b', 'c'], ['c', 'a', 'new'])).toEqual([
      { accountId: 'c', rank: 1, previousRank: 3, movement: 2 },
      { accountId: 'a', rank: 2, previousRank: 1, movement: -1 },
      { accountId: 'new', rank: 3, previousRank: null, movement: null },
      { accountId: 'b', rank: null, previousRank: 2, movement: null },
    ])
  })

  test('the fast form says the same per account index', () => {
    const before = Uint32Array.of(2, 0, 1)
    const after = Uint32Array.of(1, 2, 0)
    expect([...movementOfOrders(before, after)]).toEqual([-1, 2, -1])
  })
})
