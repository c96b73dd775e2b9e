import { describe, expect, it } from 'vitest'
import { type Amount, amountToNumber, parseAmount } from '../kernel/index.ts'
import { cumulated, discountedPaybackYears, internalRate, netPresentValue, paybackYears } from './value-cash-flow.ts'

function flows(...amounts: (number | string)[]): Amount[] {
  return amounts.map((amount) => parseAmount(String(amount)) ?? 0n)
}

const INVESTMENT = flows(-1000, 400, 400, 400, 400)

function presentValue(of: readonly Amount[], rate: number): number | null {
  const { value } = netPresentValue(of, rate)
  return value === null ? null : amountToNumber(value)
}

describe('net present value', () => {
  it('is the textbook one of 1,000 that give back 400 a year for four years', () => {
    expect(presentValue(INVESTMENT, 0.1)).toBeCloseTo(267.9462, 4)
  })
  it('is the plain sum where later money counts as much as today’s', () => {
    expect(presentValue(INVESTMENT, 0)).toBe(600)
  })
  it('leaves the beginning as it is and discounts the first year once', () => {
    expect(presentValue(flows(-100, 110), 0.1)).toBe(0)
    expect(presentValue(flows(-100), 0.5)).toBe(-100)
  })
  it('is exact where floating numbers would lose the cents of large sums', () => {
    expect(netPresentValue(flows('9999999999999999.01', '-9999999999999999'), 0).value).toBe(parseAmount('0.01'))
  })
  it('grows when money is worth more later than now', () => {
    expect(presentValue(flows(0, 100), -0.5)).toBe(200)
  })
  it('is unknown, and not 0, where nothing flows', () => {
    for (const nothing of [[], flows(0, 0, 0)])
      expect(netPresentValue(nothing, 0.1)).toEqual({
        value: null,
        status: 'insufficient_data',
        reasons: ['plans/no-amounts'],
      })
  })
  it('does not apply at a rate of -100 % or below', () => {
    for (const rate of [-1, -3])
      expect(netPresentValue(INVESTMENT, rate)).toEqual({
        value: null,
        status: 'not_applicable',
        reasons: ['plans/rate-too-low'],
      })
  })
})

describe('internal rate of return', () => {
  it('is the textbook one', () => {
    expect(internalRate(INVESTMENT).value).toBeCloseTo(0.2186227, 7)
    expect(internalRate(INVESTMENT).status).toBe('ok')
  })
  it('is 0 where just what was paid comes back, and below where less does', () => {
    expect(internalRate(flows(-100, 50, 50)).value).toBeCloseTo(0, 12)
    expect(internalRate(flows(-100, 50)).value).toBeCloseTo(-0.5, 12)
  })
  it('passes over years without money, at the beginning and in between', () => {
    expect(internalRate(flows(0, -100, 0, 121, 0)).value).toBeCloseTo(0.1, 12)
  })
  it('is found however far from the usual it lies', () => {
    expect(internalRate(flows('-0.0000000001', '9999999999999999')).value).toBeCloseTo(1e26, -14)
    expect(internalRate(flows(-1_000_000_000, 1)).value).toBeCloseTo(-1, 8)
  })
  it('is not told where flows never change their sign', () => {
    for (const [of, reason] of [
      [flows(100, 200), 'plans/no-change-of-sign'],
      [flows(-100, 0, -5), 'plans/no-change-of-sign'],
      [flows(0, 0), 'plans/no-amounts'],
    ] as const)
      expect(internalRate(of)).toEqual({ value: null, status: 'insufficient_data', reasons: [reason] })
  })
  it('is not told where they change it several times, for then it is not unique', () => {
    const twice = flows(-1000, 2500, -1540)
    expect(presentValue(twice, 0.1)).toBeCloseTo(0, 8)
    expect(presentValue(twice, 0.4)).toBeCloseTo(0, 8)
    expect(internalRate(twice)).toEqual({ value: null, status: 'not_applicable', reasons: ['plans/rate-not-unique'] })
  })
  it('is told with a reservation where money comes first and is paid later', () => {
    const { value, status, reasons } = internalRate(flows(100, -110))
    expect(value).toBeCloseTo(0.1, 12)
    expect([status, reasons]).toEqual(['degraded', ['plans/paid-out-first']])
  })
})

describe('payback', () => {
  it('is the textbook one, plain and discounted', () => {
    expect(paybackYears(INVESTMENT).value).toBe(2.5)
    expect(discountedPaybackYears(INVESTMENT, 0.1).value).toBeCloseTo(3.01925, 4)
    const third = cumulated(flows(-1000, '363.6363636364', '330.5785123967', '300.5259203606'))[3] ?? 0n
    expect(amountToNumber(third)).toBeCloseTo(-5.26, 2)
  })
  it('ends on the very year in which the sum is 0', () => {
    expect(paybackYears(flows(-100, 50, 50)).value).toBe(2)
    expect(paybackYears(flows(-100, 100, 100)).value).toBe(1)
  })
  it('counts from the beginning, also where nothing is paid there', () => {
    expect(paybackYears(flows(0, -100, 200)).value).toBe(1.5)
    expect(paybackYears(flows(50, -100, 200)).value).toBe(1.25)
  })
  it('stands still in years without money', () => {
    expect(paybackYears(flows(-100, 50, 0, 100)).value).toBe(2.5)
  })
  it('is unknown where not all comes back within the years', () => {
    expect(paybackYears(flows(-100, 50, 49))).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['plans/not-paid-back'],
    })
    expect(discountedPaybackYears(flows(-100, 50, 50), 0.1).reasons).toEqual(['plans/not-paid-back'])
  })
  it('does not apply where nothing has to come back', () => {
    expect(paybackYears(flows(0, 100, -50))).toEqual({
      value: null,
      status: 'not_applicable',
      reasons: ['plans/nothing-to-pay-back'],
    })
  })
  it('is told with a reservation where more is paid afterwards than came back', () => {
    expect(paybackYears(flows(-100, 200, -300, 300))).toEqual({
      value: 0.5,
      status: 'degraded',
      reasons: ['plans/falls-below-again'],
    })
  })
  it('is unknown where nothing flows, and does not apply at -100 %', () => {
    expect(paybackYears(flows(0, 0)).reasons).toEqual(['plans/no-amounts'])
    expect(discountedPaybackYears(INVESTMENT, -1).reasons).toEqual(['plans/rate-too-low'])
  })
})

describe('the sums of flows so far', () => {
  it('end with the sum of all', () => {
    expect(cumulated(INVESTMENT)).toEqual(flows(-1000, -600, -200, 200, 600))
    expect(cumulated([])).toEqual([])
  })
})
