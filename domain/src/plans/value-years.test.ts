import { describe, expect, it } from 'vitest'
import { type Amount, parseAmount } from '../kernel/index.ts'
import { fitYears, type ValueYear, valueFaults, yearsBeyond } from './value-years.ts'

function money(amount: number): Amount {
  return parseAmount(String(amount)) ?? 0n
}

function year(base: number, low: number | null = null, high: number | null = null): ValueYear {
  return { low: low === null ? null : money(low), base: money(base), high: high === null ? null : money(high) }
}

describe('the amounts of a driver', () => {
  it('are right from 0 on, with low, base and high in this order or the same', () => {
    expect(valueFaults([year(0), year(5, 5, 5), year(5, 0, 9), year(1, null, 1)])).toEqual([])
  })
  it('are told by year and value where they are wrong, all at once', () => {
    expect(valueFaults([year(2, 3, 1), year(-1), year(5, -2, -3)])).toEqual([
      { year: 0, value: 'low', code: 'plans/value-out-of-order' },
      { year: 0, value: 'high', code: 'plans/value-out-of-order' },
      { year: 1, value: 'base', code: 'plans/value-below-zero' },
      { year: 2, value: 'low', code: 'plans/value-below-zero' },
      { year: 2, value: 'high', code: 'plans/value-below-zero' },
    ])
  })
  it('become as long as the case: nothing where nothing is said, and none beyond', () => {
    expect(fitYears([year(1), year(2, 1, 3)], 2)).toEqual([year(1), year(2, 1, 3), year(0)])
    expect(fitYears([year(1), year(2), year(3)], 1)).toEqual([year(1), year(2)])
    expect(fitYears([], 1)).toEqual([year(0), year(0)])
  })
  it('would be lost in years beyond a shorter case where any of them is not 0', () => {
    const amounts = [year(1), year(2), year(0), year(0, 0, 4), year(0, 0, 0), year(7)]
    expect(yearsBeyond(amounts, 1)).toEqual([3, 5])
    expect(yearsBeyond(amounts, 4)).toEqual([5])
    expect(yearsBeyond(amounts, 5)).toEqual([])
  })
})
