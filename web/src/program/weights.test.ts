import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalizeWeights } from './weights.ts'

it('brings the weights to 100 and keeps their proportions', () => {
  expect(normalizeWeights([11, 9, 8, 6, 7, 5, 4])).toEqual([22, 18, 16, 12, 14, 10, 8])
  expect(normalizeWeights([1, 1, 1])).toEqual([34, 33, 33])
})

it('leaves no criterion without weight', () => {
  expect(normalizeWeights([999, 1])).toEqual([99, 1])
})

it('always sums to 100, changes no order and gives every criterion at least 1', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }), (weights) => {
      const result = normalizeWeights(weights)
      expect(result.reduce((sum, weight) => sum + weight, 0)).toBe(100)
      expect(Math.min(...result)).toBeGreaterThanOrEqual(1)
    }),
  )
})
