import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Amount, amountToNumber } from '../kernel/index.ts'
import { type ValueDriverFacts, valueResults } from './value-case.ts'
import { discountedPaybackYears, internalRate, netPresentValue, paybackYears } from './value-cash-flow.ts'
import { fitYears, valueFaults, yearsBeyond } from './value-years.ts'

const CENT = 100_000_000n
const cents = (most: number) => fc.integer({ min: 1, max: most }).map((count) => BigInt(count) * CENT)
/** First money goes out, then it comes in. */
const investment = fc
  .tuple(cents(10_000_000), fc.array(cents(10_000_000), { minLength: 1, maxLength: 10 }))
  .map(([paid, gained]) => [-paid, ...gained])
const anyFlows = fc
  .array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 11 })
  .map((all) => all.map((count) => BigInt(count) * CENT))
const rate = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)

const orderedYear = fc
  .tuple(
    fc.integer({ min: 0, max: 1e6 }),
    fc.integer({ min: 0, max: 1e6 }),
    fc.integer({ min: 0, max: 1e6 }),
    fc.boolean(),
  )
  .map(([one, two, three, hasRange]) => {
    const [low = 0, base = 0, high = 0] = [one, two, three].toSorted((left, right) => left - right)
    const amount = (count: number) => BigInt(count) * CENT
    return { low: hasRange ? amount(low) : null, base: amount(base), high: hasRange ? amount(high) : null }
  })
const share = fc.integer({ min: 0, max: 20 }).map((part) => part / 20)
const driver: fc.Arbitrary<ValueDriverFacts> = fc
  .record({
    kind: fc.constantFrom('benefit' as const, 'cost' as const),
    probability: share,
    attribution: share,
    years: fc.array(orderedYear, { minLength: 1, maxLength: 11 }),
  })
  .map((made) => (made.kind === 'cost' ? { ...made, probability: 1 } : made))
const drivers = fc.array(driver, { maxLength: 6 })
const horizon = fc.record({ years: fc.integer({ min: 1, max: 10 }), discountRate: rate })

function magnitude(flows: readonly Amount[]): number {
  return flows.reduce((sum, flow) => sum + Math.abs(amountToNumber(flow)), 0)
}

describe('flows of an investment', () => {
  it('are worth nothing at their internal rate of return', () => {
    fc.assert(
      fc.property(investment, (flows) => {
        const { value } = internalRate(flows)
        // Far below 0 the smallest step of the rate moves later years by more than they are worth.
        if (value === null || value < -0.5) return
        const worth = netPresentValue(flows, value).value ?? 0n
        const slack = 1e-7 * magnitude(flows) * (1 + 2 ** flows.length / 100)
        expect(Math.abs(amountToNumber(worth))).toBeLessThan(slack)
      }),
    )
  })
  it('are worth less the higher the rate', () => {
    fc.assert(
      fc.property(investment, rate, rate, (flows, one, other) => {
        fc.pre(one !== other)
        const worth = (at: number) => netPresentValue(flows, at).value ?? 0n
        expect(worth(Math.max(one, other))).toBeLessThan(worth(Math.min(one, other)))
      }),
    )
  })
  it('have a rate above the discount exactly where they are worth something', () => {
    fc.assert(
      fc.property(investment, rate, (flows, discount) => {
        const internal = internalRate(flows).value ?? 0
        fc.pre(Math.abs(internal - discount) > 1e-6)
        expect((netPresentValue(flows, discount).value ?? 0n) > 0n).toBe(internal > discount)
      }),
    )
  })
  it('pay back no sooner when discounted', () => {
    fc.assert(
      fc.property(investment, rate, (flows, discount) => {
        const plain = paybackYears(flows).value
        const late = discountedPaybackYears(flows, discount).value
        if (plain === null) expect(late).toBeNull()
        else expect(late ?? Infinity).toBeGreaterThanOrEqual(plain - 1e-9)
      }),
    )
  })
})

describe('any flows', () => {
  it('keep rate and payback when all of them are so many times as large, and their worth grows with them', () => {
    fc.assert(
      fc.property(anyFlows, fc.integer({ min: 2, max: 1000 }), rate, (flows, times, discount) => {
        const larger = flows.map((flow) => flow * BigInt(times))
        const [one, other] = [internalRate(flows), internalRate(larger)]
        expect([other.status, other.reasons]).toEqual([one.status, one.reasons])
        if (one.value !== null) expect((other.value ?? 0) / (1 + one.value)).toBeCloseTo(one.value / (1 + one.value), 6)
        const [soon, later] = [paybackYears(flows), paybackYears(larger)]
        expect([later.status, later.reasons]).toEqual([soon.status, soon.reasons])
        if (soon.value !== null) expect(later.value).toBeCloseTo(soon.value, 9)
        const small = netPresentValue(flows, discount).value
        const large = netPresentValue(larger, discount).value
        if (small === null) expect(large).toBeNull()
        else expect(amountToNumber(large ?? 0n)).toBeCloseTo(amountToNumber(small) * times, 4)
      }),
    )
  })
  it('have no internal rate where their sign changes several times', () => {
    fc.assert(
      fc.property(anyFlows, (flows) => {
        const signs = flows.filter((flow) => flow !== 0n).map((flow) => flow > 0n)
        const changes = signs.slice(1).filter((sign, at) => sign !== signs[at]).length
        expect(internalRate(flows).value !== null).toBe(changes === 1)
      }),
    )
  })
  it('never give a figure that is no number', () => {
    fc.assert(
      fc.property(anyFlows, rate, (flows, discount) => {
        for (const { value, status } of [
          internalRate(flows),
          paybackYears(flows),
          discountedPaybackYears(flows, discount),
        ]) {
          expect(value === null).toBe(status === 'insufficient_data' || status === 'not_applicable')
          if (value !== null) expect(Number.isFinite(value)).toBe(true)
        }
      }),
    )
  })
})

describe('the views of a case', () => {
  it('lie in order: low, base, high; and what is expected is no more than the base', () => {
    fc.assert(
      fc.property(drivers, horizon, (of, ahead) => {
        const { low, base, high, expected } = valueResults(of, ahead)
        expect(low.net <= base.net && base.net <= high.net).toBe(true)
        expect(expected.net <= base.net).toBe(true)
        expect(expected.costs).toBe(base.costs)
      }),
    )
  })
  it('add up: net is benefits less costs, and the sum of all years', () => {
    fc.assert(
      fc.property(drivers, horizon, (of, ahead) => {
        for (const { flows, benefits, costs, net } of Object.values(valueResults(of, ahead))) {
          expect(flows).toHaveLength(ahead.years + 1)
          expect(net).toBe(benefits - costs)
          expect(flows.reduce((sum, flow) => sum + flow, 0n)).toBe(net)
        }
      }),
    )
  })
  it('do not depend on the order of the drivers', () => {
    fc.assert(
      fc.property(drivers, horizon, (of, ahead) => {
        expect(valueResults(of.toReversed(), ahead)).toEqual(valueResults(of, ahead))
      }),
    )
  })
})

describe('amounts of a driver', () => {
  it('in order have no faults, and any below 0 has one', () => {
    fc.assert(
      fc.property(fc.array(orderedYear, { minLength: 1, maxLength: 11 }), fc.nat(), (years, chance) => {
        expect(valueFaults(years)).toEqual([])
        const at = chance % years.length
        const broken = years.map((each, year) => (year === at ? { ...each, base: -1n } : each))
        expect(valueFaults(broken)).toContainEqual({ year: at, value: 'base', code: 'plans/value-below-zero' })
      }),
    )
  })
  it('lose nothing where no year beyond has any, however the case grows and shrinks', () => {
    fc.assert(
      fc.property(fc.array(orderedYear, { minLength: 1, maxLength: 11 }), horizon, (amounts, { years }) => {
        const fitted = fitYears(amounts, years)
        expect(fitted).toHaveLength(years + 1)
        expect(fitYears(fitYears(amounts, 10), years)).toEqual(fitted)
        if (yearsBeyond(amounts, years).length === 0)
          expect(fitYears(fitted, 10).map(({ base }) => base)).toEqual(fitYears(amounts, 10).map(({ base }) => base))
      }),
    )
  })
})
