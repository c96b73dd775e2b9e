import { describe, expect, test } from 'vitest'
import { type Anchor, anchorPoints, MEASURES, STARTER_STRENGTH_CRITERIA, starterCriteriaSet } from './index.ts'

const { criteria } = starterCriteriaSet('set')

function anchorsOf(key: string): readonly Anchor[] {
  return criteria.find((criterion) => criterion.key === key)?.anchors ?? []
}

describe('what the starter criteria reward', () => {
  test.each([
    [-0.3, 0],
    [-0.05, 12.5],
    [0, 25],
    [0.1, 50],
    [0.15, 62.5],
    [0.35, 100],
    [0.6, 100],
  ])('a contribution rate of %d earns %d', (rate, points) => {
    expect(anchorPoints(anchorsOf('contribution_rate'), rate)).toBeCloseTo(points, 10)
  })

  test.each([
    [-0.5, 0],
    [-0.125, 20],
    [0, 40],
    [0.1, 65],
    [0.2, 82.5],
    [0.3, 100],
    [2, 100],
  ])('growth of %d earns %d', (growth, points) => {
    expect(anchorPoints(anchorsOf('growth'), growth)).toBeCloseTo(points, 10)
  })

  test.each([
    [0, 0],
    [0.25, 40],
    [0.5, 75],
    [0.8, 100],
    [1, 100],
  ])('head-room of %d of the wallet earns %d', (share, points) => {
    expect(anchorPoints(anchorsOf('wallet_headroom'), share)).toBeCloseTo(points, 10)
  })

  test.each([
    [0, 0],
    [1, 0],
    [3, 20],
    [5, 40],
    [10, 70],
    [20, 100],
    [35, 100],
  ])('a range of %i lines earns %d', (lines, points) => {
    expect(anchorPoints(anchorsOf('product_breadth'), lines)).toBeCloseTo(points, 10)
  })

  test.each(['strategic_fit', 'access_to_deciders', 'willing_to_plan'])('%s is judged on five levels', (key) => {
    expect([1, 2, 3, 4, 5].map((level) => anchorPoints(anchorsOf(key), level))).toEqual([0, 25, 50, 75, 100])
    const sentences = anchorsOf(key).map(({ sentence }) => sentence)
    expect(new Set(sentences).size).toBe(5)
  })
})

describe('how the starter set is made', () => {
  test('an account that neither grows nor earns nor leaves room is far from the lowest entry', () => {
    const flat = { contribution_rate: 0, growth: 0, wallet_headroom: 0, product_breadth: 1 }
    const points = Object.entries(flat).map(([key, raw]) => anchorPoints(anchorsOf(key), raw))
    expect(Math.max(...points)).toBeLessThan(50)
  })

  test('strength is told by criteria of the set, and both axes have some', () => {
    const keys = criteria.map(({ key }) => key)
    expect(STARTER_STRENGTH_CRITERIA.filter((key) => !keys.includes(key))).toEqual([])
    expect(STARTER_STRENGTH_CRITERIA.length).toBeGreaterThan(0)
    expect(STARTER_STRENGTH_CRITERIA.length).toBeLessThan(keys.length)
  })

  test('two starter sets share nothing but their content', () => {
    expect(starterCriteriaSet('one')).toEqual({ ...starterCriteriaSet('other'), id: 'one' })
  })

  test('only one of its measures needs sight of margins, so others can still read most of a score', () => {
    const hidden = criteria.filter(({ source }) => source.kind === 'measured' && MEASURES[source.measure].needsMargins)
    expect(hidden.map(({ key }) => key)).toEqual(['contribution_rate'])
  })
})
