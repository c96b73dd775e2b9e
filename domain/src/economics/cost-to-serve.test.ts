import { describe, expect, it } from 'vitest'
import { insufficient, known, notApplicable } from '../kernel/index.ts'
import { activityCost, capacityCostRate, practicalMinutes, timeEquation } from './cost-to-serve.ts'
import { money } from './fixtures.ts'

const department = { cost: money(560_000), practicalMinutes: 700_000 }

describe('the cost of a minute', () => {
  it('is 0.80 in the customer department of Kaplan and Anderson', () => {
    expect(capacityCostRate(department)).toEqual(known(0.8))
  })

  it('is not defined for a department without working time', () => {
    expect(capacityCostRate({ cost: money(1), practicalMinutes: 0 })).toEqual(notApplicable('economics/no-capacity'))
    expect(capacityCostRate({ cost: money(1), practicalMinutes: Number.NaN }).value).toBeNull()
  })

  it('counts 80 % of theoretical time as practical unless told otherwise', () => {
    expect(practicalMinutes(875_000)).toBe(700_000)
    expect(practicalMinutes(1_000, 0.85)).toBe(850)
  })
})

describe('the cost of an activity', () => {
  it.each([
    ['handling an order', 40, 9_800, 32, 313_600],
    ['answering a complaint', 220, 280, 176, 49_280],
    ['checking credit', 250, 500, 200, 100_000],
    ['handling an order (HBR version)', 8, 49_000, 6.4, 313_600],
    ['answering a complaint (HBR version)', 44, 1_400, 35.2, 49_280],
    ['checking credit (HBR version)', 50, 2_500, 40, 100_000],
  ])('matches the published table for %s', (_, unitMinutes, quantity, rate, cost) => {
    expect(activityCost(department, { unitMinutes, quantity: 1 })).toEqual(known(money(rate)))
    expect(activityCost(department, { unitMinutes, quantity })).toEqual(known(money(cost)))
  })

  it('does not round the rate before multiplying', () => {
    const third = { cost: money(1), practicalMinutes: 3 }
    expect(activityCost(third, { unitMinutes: 1, quantity: 3_000_000 })).toEqual(known(money(1_000_000)))
  })

  it('is not defined without capacity', () => {
    const idle = { cost: money(10), practicalMinutes: 0 }
    expect(activityCost(idle, { unitMinutes: 1, quantity: 1 })).toEqual(notApplicable('economics/no-capacity'))
  })

  it.each([
    ['a negative quantity', { unitMinutes: 1, quantity: -1 }],
    ['a quantity that is no number', { unitMinutes: 1, quantity: Number.NaN }],
    ['endless minutes', { unitMinutes: Number.POSITIVE_INFINITY, quantity: 1 }],
  ])('is unknown for %s', (_, work) => {
    expect(activityCost(department, work)).toEqual(insufficient('economics/count-not-usable'))
  })
})

describe('the time equation for packaging', () => {
  const packaging = { baseMinutes: 0.5, minutesPerDriver: { special: 6.5, air: 0.2 } }

  it.each([
    ['a standard parcel', {}, 0.5],
    ['a special package', { special: 1 }, 7],
    ['a standard parcel by air', { air: 1 }, 0.7],
    ['a special package by air', { special: 1, air: 1 }, 7.2],
    ['a driver it does not know', { color: 3 }, 0.5],
  ])('gives the minutes of %s', (_, drivers, minutes) => {
    expect(timeEquation(packaging, drivers)).toBeCloseTo(minutes, 12)
  })
})
