import { describe, expect, it } from 'vitest'
import { insufficient, known, notApplicable } from '../kernel/index.ts'
import { money } from './fixtures.ts'
import { compoundAnnualGrowthRate, growthRate, symmetricGrowth } from './growth.ts'

describe('growth between two periods', () => {
  it.each([
    [100, 120, 0.2],
    [100, 0, -1],
    [100, -50, -1.5],
    [80, 80, 0],
  ])('from %d to %d is %d', (before, after, rate) => {
    expect(growthRate(money(before), money(after)).value).toBeCloseTo(rate, 12)
  })

  it.each([0, -10])('is refused from a start of %d', (before) => {
    expect(growthRate(money(before), money(5))).toEqual(notApplicable('economics/start-not-positive'))
  })
})

describe('compound annual growth', () => {
  it('is 10 % for 100 to 146.41 in four years', () => {
    const rate = compoundAnnualGrowthRate({ start: money(100), end: money('146.41'), years: 4 })
    expect(rate.value).toBeCloseTo(0.1, 12)
    expect(rate.status).toBe('ok')
  })

  it('may span a part of a year beyond the first', () => {
    const rate = compoundAnnualGrowthRate({ start: money(100), end: money(100), years: 1.5 })
    expect(rate).toEqual(known(0))
  })

  it.each([0, 0.99, -2, Number.NaN, Number.POSITIVE_INFINITY])('is never extrapolated from %d years', (years) => {
    const rate = compoundAnnualGrowthRate({ start: money(100), end: money(110), years })
    expect(rate).toEqual(insufficient('economics/less-than-a-year'))
  })

  it.each([
    [0, 100],
    [100, 0],
    [-5, 100],
    [100, -5],
  ])('is refused from %d to %d', (start, end) => {
    const rate = compoundAnnualGrowthRate({ start: money(start), end: money(end), years: 2 })
    expect(rate).toEqual(notApplicable('economics/endpoint-not-positive'))
  })
})

describe('symmetric growth', () => {
  it.each([
    [100, 0, -2],
    [0, 100, 2],
    [100, 100, 0],
    [100, 300, 1],
    [300, 100, -1],
    [-100, 100, 2],
    [100, -100, -2],
  ])('from %d to %d is %d', (before, after, rate) => {
    expect(symmetricGrowth(money(before), money(after))).toEqual(known(rate))
  })

  it('does not exist from nothing to nothing', () => {
    expect(symmetricGrowth(0n, 0n)).toEqual(notApplicable('economics/no-amounts'))
  })
})
