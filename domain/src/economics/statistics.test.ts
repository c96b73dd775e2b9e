import { describe, expect, it } from 'vitest'
import {
  erfc,
  mean,
  median,
  medianAbsoluteDeviation,
  medianInPlace,
  normalCdf,
  quantile,
  twoSidedPValue,
} from './statistics.ts'

function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.abs(expected)
}

describe('the normal distribution', () => {
  it.each([
    [0, 1],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2, 0.004677734981047266],
    [3, 2.209049699858544e-5],
    [5, 1.5374597944280349e-12],
    [-1, 1.8427007929497148],
  ])('has the tabulated complementary error function at %d', (x, value) => {
    expect(relativeError(erfc(x), value)).toBeLessThan(1e-12)
  })

  it('has no seam where the series hands over to the continued fraction', () => {
    const step = 1e-9
    const slope = (-2 / Math.sqrt(Math.PI)) * Math.exp(-4)
    expect((erfc(2) - erfc(2 - step)) / step).toBeCloseTo(slope, 6)
  })

  it.each([
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-1.959963984540054, 0.025],
    [-1, 0.15865525393145707],
  ])('has the tabulated cumulative probability at %d', (z, probability) => {
    expect(normalCdf(z)).toBeCloseTo(probability, 13)
  })

  it('gives the published far tail of a trend test', () => {
    expect(relativeError(twoSidedPValue(5.979572523983), 2.23724e-9)).toBeLessThan(1e-5)
    expect(twoSidedPValue(-5.979572523983)).toBe(twoSidedPValue(5.979572523983))
  })

  it('ends in plain zero, never in not-a-number', () => {
    expect(erfc(40)).toBe(0)
    expect(erfc(-40)).toBe(2)
  })
})

describe('middle and spread', () => {
  it.each([
    [[3], 3],
    [[4, 1], 2.5],
    [[3, 1, 2], 2],
    [[10, 9, 2, 1], 5.5],
    [[5, 5, 5, 5, 5], 5],
    [[-1, -10, 3], -1],
  ])('the median of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle)
  })

  it('sorts numbers as numbers', () => {
    expect(median([100, 9, 20])).toBe(20)
    expect(quantile([100, 9, 20], 0)).toBe(9)
  })

  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [0.95, 3.85],
    [1, 4],
  ])('the type 7 quantile %d of 1, 2, 3, 4 is %d', (share, value) => {
    expect(quantile([4, 2, 1, 3], share)).toBeCloseTo(value, 12)
  })

  it('the median absolute deviation ignores one outlier', () => {
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 900])).toBe(1)
  })

  it('the mean is the sum over the count', () => {
    expect(mean([1, 2, 6])).toBe(3)
  })

  it('nothing has no middle, spread or quantile', () => {
    expect([median([]), mean([]), quantile([], 0.5), medianAbsoluteDeviation([])]).toEqual([null, null, null, null])
    expect(quantile([1], 1.5)).toBeNull()
  })

  it('takes only as many cells as told', () => {
    expect(medianInPlace(Float64Array.of(3, 1, 2, 99, 99), 3)).toBe(2)
  })
})
