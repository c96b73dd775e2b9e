import { describe, expect, it } from 'vitest'
import { type Amount, parseAmount } from '../kernel/index.ts'
import { type JudgedDriver, VALUE_MARKS, valueMarks, valueResults } from './value-case.ts'
import type { ValueYear } from './value-years.ts'

function money(amount: number): Amount {
  return parseAmount(String(amount)) ?? 0n
}

function year(base: number, low: number | null = null, high: number | null = null): ValueYear {
  return { low: low === null ? null : money(low), base: money(base), high: high === null ? null : money(high) }
}

function driver(more: Partial<JudgedDriver>): JudgedDriver {
  return {
    kind: 'benefit',
    probability: 1,
    attribution: 1,
    years: [year(0), year(100)],
    evidence: 'measured',
    baseline: 'Hours of last year',
    hasOwner: true,
    ...more,
  }
}

const COST = driver({ kind: 'cost', years: [year(1000, 900, 1250), year(0)] })
const HORIZON = { years: 1, discountRate: 0.1 }

describe('what a value case comes to', () => {
  it('is the textbook investment with all its figures', () => {
    const { base } = valueResults(
      [
        driver({ kind: 'cost', years: [year(1000)] }),
        driver({ years: [year(0), year(400), year(400), year(400), year(400)] }),
      ],
      { years: 4, discountRate: 0.1 },
    )
    expect(base.flows).toEqual([-1000, 400, 400, 400, 400].map(money))
    expect([base.benefits, base.costs, base.net]).toEqual([1600, 1000, 600].map(money))
    expect(base.returnOnInvestment.value).toBe(0.6)
    expect(Number(base.netPresentValue.value) / 1e10).toBeCloseTo(267.9462, 4)
    expect(base.internalRate.value).toBeCloseTo(0.2186227, 7)
    expect(base.paybackYears.value).toBe(2.5)
    expect(base.discountedPaybackYears.value).toBeCloseTo(3.01925, 4)
  })
  it('takes low benefits and high costs when careful, and the other way round when not', () => {
    const { low, base, high } = valueResults([COST, driver({ years: [year(0), year(2000, 1500, 2600)] })], HORIZON)
    expect([low.benefits, low.costs, low.net]).toEqual([1500, 1250, 250].map(money))
    expect([base.benefits, base.costs, base.net]).toEqual([2000, 1000, 1000].map(money))
    expect([high.benefits, high.costs, high.net]).toEqual([2600, 900, 1700].map(money))
  })
  it('takes the base where no range is stated, or only one end of it', () => {
    const { low, high } = valueResults([driver({ years: [year(10), year(20, 5), year(40, null, 50)] })], {
      years: 2,
      discountRate: 0,
    })
    expect([low.benefits, high.benefits]).toEqual([55, 80].map(money))
  })
  it('weighs everything by what is due to us, and benefits alone by how likely they are', () => {
    const drivers = [
      driver({ attribution: 0.5, probability: 0.8, years: [year(0), year(1000)] }),
      driver({ kind: 'cost', attribution: 0.5, years: [year(100), year(0)] }),
    ]
    const { low, base, expected } = valueResults(drivers, HORIZON)
    expect([base.benefits, base.costs]).toEqual([500, 50].map(money))
    expect([expected.benefits, expected.costs]).toEqual([400, 50].map(money))
    expect(low.benefits).toBe(money(500))
  })
  it('has no return where nothing is paid', () => {
    const { base } = valueResults([driver({})], HORIZON)
    expect(base.returnOnInvestment).toEqual({ value: null, status: 'not_applicable', reasons: ['plans/no-costs'] })
    expect(base.paybackYears.reasons).toEqual(['plans/nothing-to-pay-back'])
    expect(base.internalRate.reasons).toEqual(['plans/no-change-of-sign'])
  })
  it('has a return of -100 % where nothing comes back', () => {
    expect(valueResults([COST], HORIZON).base.returnOnInvestment.value).toBe(-1)
  })
  it('is unknown without any amount, and never 0 where a figure would say so', () => {
    for (const drivers of [[], [driver({ years: [year(0), year(0)] })]]) {
      const { base } = valueResults(drivers, HORIZON)
      expect(base.flows).toEqual([0n, 0n])
      const { netPresentValue, internalRate, paybackYears, discountedPaybackYears } = base
      for (const figure of [netPresentValue, internalRate, paybackYears, discountedPaybackYears])
        expect([figure.value, figure.reasons]).toEqual([null, ['plans/no-amounts']])
    }
  })
  it('leaves out what lies beyond the years of the case', () => {
    const { base } = valueResults([driver({ years: [year(1), year(2), year(4), year(8)] })], HORIZON)
    expect([base.flows.length, base.benefits]).toEqual([2, money(3)])
  })
  it('can rank two cases oppositely by return and by present value', () => {
    const of = (cost: number, benefit: number) =>
      valueResults(
        [driver({ kind: 'cost', years: [year(cost)] }), driver({ years: [year(0), year(benefit)] })],
        HORIZON,
      ).base
    const [small, large] = [of(100, 200), of(10_000, 15_000)]
    expect(Number(small.returnOnInvestment.value)).toBeGreaterThan(Number(large.returnOnInvestment.value))
    expect(Number(small.netPresentValue.value)).toBeLessThan(Number(large.netPresentValue.value))
  })
})

describe('what is doubtful about a case', () => {
  const ranged = [year(0), year(100, 80, 120)]
  const sound = [driver({ years: ranged }), COST]

  it('is nothing where everything is said', () => {
    expect(valueMarks(sound, 'customer')).toEqual([])
  })
  it('is that nothing is said of what it costs or brings, or only nothing', () => {
    expect(valueMarks([driver({ years: ranged })], 'customer')).toEqual(['no_cost'])
    expect(valueMarks([driver({ years: ranged }), driver({ kind: 'cost', years: [year(0)] })], 'us')).toEqual([
      'no_cost',
    ])
    expect(valueMarks([COST], 'customer')).toEqual(['no_benefit'])
    expect(valueMarks([], 'customer')).toEqual(['no_cost', 'no_benefit'])
  })
  it('is a single benefit that is only claimed, has no baseline, or nobody who answers for it', () => {
    const marked = (more: Partial<JudgedDriver>) =>
      valueMarks([...sound, driver({ years: ranged, ...more })], 'customer')
    expect(marked({ evidence: 'claimed' })).toEqual(['only_claimed'])
    expect(marked({ evidence: 'agreed' })).toEqual([])
    expect(marked({ baseline: ' ' })).toEqual(['no_baseline'])
    expect(marked({ hasOwner: false })).toEqual(['nobody_named'])
  })
  it('is none of that in a cost', () => {
    const cost = { ...COST, evidence: 'claimed', baseline: '', hasOwner: false } as const
    expect(valueMarks([driver({ years: ranged }), cost], 'customer')).toEqual([])
  })
  it('is not that the customer names nobody for what is worth something to us alone', () => {
    expect(valueMarks([driver({ years: ranged, hasOwner: false }), COST], 'us')).toEqual([])
  })
  it('is an amount without a range; one end of a range is enough, and nothing needs none', () => {
    expect(valueMarks([...sound, driver({})], 'customer')).toEqual(['no_range'])
    expect(valueMarks([...sound, driver({ years: [year(0), year(100, 80)] })], 'customer')).toEqual([])
  })
  it('is told in one order', () => {
    const worst = driver({ evidence: 'claimed', baseline: '', hasOwner: false })
    expect(valueMarks([worst], 'customer')).toEqual(VALUE_MARKS.filter((mark) => mark !== 'no_benefit'))
  })
})
