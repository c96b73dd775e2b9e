import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known } from '../kernel/index.ts'
import { activityCost } from './cost-to-serve.ts'
import { addFigures } from './figure-math.ts'
import { money } from './fixtures.ts'
import { capitalCharge, type PriceToNetSums, priceToNetWaterfall } from './waterfall.ts'

const none = known(0n)

function sums(overrides: Partial<PriceToNetSums> = {}): PriceToNetSums {
  return {
    invoiceValue: known(money(920_000)),
    onInvoiceDiscounts: known(money(80_000)),
    rebates: known(money(30_000)),
    promotions: none,
    paymentTerms: known(money(12_000)),
    freightAllowance: known(money(8_000)),
    freeGoods: none,
    costOfGoods: known(money(560_000)),
    costToServe: known(money(69_804)),
    dedicatedTeam: known(money(60_000)),
    capitalCharge: known(money(16_200)),
    ...overrides,
  }
}

describe('the price-to-net waterfall of the reference account', () => {
  const waterfall = priceToNetWaterfall(sums())

  it.each([
    ['listValue', 1_000_000],
    ['invoicePrice', 920_000],
    ['netRevenue', 870_000],
    ['grossMargin', 310_000],
    ['contribution', 240_196],
    ['economicProfit', 163_996],
  ] as const)('leaves the published amount at %s', (level, amount) => {
    expect(waterfall.levels[level]).toEqual(known(money(amount)))
  })

  it('realizes 87 % of the list value', () => {
    expect(waterfall.priceRealization.value).toBeCloseTo(0.87, 12)
  })

  it('has the published margin rates', () => {
    expect(waterfall.grossMarginRate.value).toBeCloseTo(0.3563218, 7)
    expect(waterfall.contributionRate.value).toBeCloseTo(0.2760874, 7)
  })

  it('builds the published cost to serve from activities, field work and engineers', () => {
    const department = { cost: money(560_000), practicalMinutes: 700_000 }
    const cost = addFigures(
      activityCost(department, { unitMinutes: 40, quantity: 320 }),
      activityCost(department, { unitMinutes: 220, quantity: 14 }),
      activityCost(department, { unitMinutes: 250, quantity: 2 }),
      known(money(45_000)),
      known(18n * money(650)),
    )
    expect(cost).toEqual(known(money(69_804)))
  })

  it('lists the steps in the order the money is lost', () => {
    expect(waterfall.steps.map((step) => step.id)).toEqual([
      'listValue',
      'onInvoiceDiscounts',
      'invoicePrice',
      'rebates',
      'promotions',
      'paymentTerms',
      'freightAllowance',
      'freeGoods',
      'netRevenue',
      'costOfGoods',
      'grossMargin',
      'costToServe',
      'contribution',
      'dedicatedTeam',
      'capitalCharge',
      'economicProfit',
    ])
  })

  it('shows deductions with the amount they take', () => {
    expect(waterfall.steps.find((step) => step.id === 'rebates')).toEqual({
      kind: 'deduction',
      id: 'rebates',
      amount: known(money(30_000)),
    })
  })
})

describe('a waterfall with something unknown', () => {
  it('does not take an unknown cost of goods for zero', () => {
    const { levels, grossMarginRate } = priceToNetWaterfall(
      sums({ costOfGoods: insufficient('economics/cost-missing') }),
    )
    expect(levels.netRevenue).toEqual(known(money(870_000)))
    expect(levels.grossMargin).toEqual(insufficient('economics/cost-missing'))
    expect(levels.contribution).toEqual(insufficient('economics/cost-missing'))
    expect(levels.economicProfit.value).toBeNull()
    expect(grossMarginRate).toEqual(insufficient('economics/cost-missing'))
  })

  it('keeps the gross margin when only the cost to serve is unknown', () => {
    const { levels } = priceToNetWaterfall(sums({ costToServe: insufficient('economics/no-driver-counts') }))
    expect(levels.grossMargin).toEqual(known(money(310_000)))
    expect(levels.contribution).toEqual(insufficient('economics/no-driver-counts'))
  })

  it('hides only the list value when the discounts are unknown', () => {
    const { levels, priceRealization } = priceToNetWaterfall(
      sums({ onInvoiceDiscounts: insufficient('economics/list-price-missing') }),
    )
    expect(levels.listValue).toEqual(insufficient('economics/list-price-missing'))
    expect(priceRealization).toEqual(insufficient('economics/list-price-missing'))
    expect(levels.contribution).toEqual(known(money(240_196)))
  })

  it('passes a doubt about the cost on to every level below it', () => {
    const { levels } = priceToNetWaterfall(sums({ costOfGoods: degraded(money(560_000), 'economics/cost-missing') }))
    expect(levels.netRevenue.status).toBe('ok')
    expect(levels.grossMargin).toEqual(degraded(money(310_000), 'economics/cost-missing'))
    expect(levels.economicProfit).toEqual(degraded(money(163_996), 'economics/cost-missing'))
  })

  it('names every missing input once', () => {
    const { levels } = priceToNetWaterfall(
      sums({
        costOfGoods: insufficient('economics/cost-missing'),
        costToServe: insufficient('economics/no-driver-counts'),
        dedicatedTeam: insufficient('economics/cost-missing'),
      }),
    )
    expect(levels.economicProfit.reasons).toEqual(['economics/cost-missing', 'economics/no-driver-counts'])
  })
})

describe('a waterfall of an account with net credits', () => {
  const returns = priceToNetWaterfall(
    sums({ invoiceValue: known(money(-500)), onInvoiceDiscounts: none, costOfGoods: known(money(-300)) }),
  )

  it('keeps the sign of the loss', () => {
    expect(returns.levels.netRevenue).toEqual(known(money(-50_500)))
    expect(returns.levels.contribution).toEqual(known(money(-120_004)))
  })

  it('gives no rate on revenue at or below zero', () => {
    expect(returns.grossMarginRate.status).toBe('not_applicable')
    expect(returns.contributionRate.reasons).toEqual(['economics/net-revenue-not-positive'])
    expect(returns.priceRealization.reasons).toEqual(['economics/list-value-not-positive'])
  })

  it('gives no rate on revenue of exactly zero', () => {
    const zero = priceToNetWaterfall(sums({ invoiceValue: known(money(50_000)) }))
    expect(zero.levels.netRevenue).toEqual(known(0n))
    expect(zero.contributionRate.value).toBeNull()
  })
})

describe('the capital charge', () => {
  const employed = {
    annualRate: 0.09,
    months: 12,
    averageReceivables: known(money(150_000)),
    dedicatedInventory: known(money(50_000)),
    customerPrepayments: known(money(20_000)),
  }

  it('is 9 % a year of the 180,000 tied up', () => {
    expect(capitalCharge(employed)).toEqual(known(money(16_200)))
  })

  it('is a quarter of that for three months', () => {
    expect(capitalCharge({ ...employed, months: 3 })).toEqual(known(money(4_050)))
  })

  it('is a gain when the customer pays in advance', () => {
    expect(capitalCharge({ ...employed, customerPrepayments: known(money(300_000)) })).toEqual(known(money(-9_000)))
  })

  it('is unknown when the receivables are', () => {
    const charge = capitalCharge({ ...employed, averageReceivables: insufficient('economics/receivables-missing') })
    expect(charge).toEqual(insufficient('economics/receivables-missing'))
  })

  it.each([
    ['a negative rate', { annualRate: -0.01 }],
    ['a rate that is no number', { annualRate: Number.NaN }],
    ['a period of no months', { months: 0 }],
    ['an endless period', { months: Number.POSITIVE_INFINITY }],
  ])('is unknown for %s', (_, override) => {
    expect(capitalCharge({ ...employed, ...override })).toEqual(insufficient('economics/capital-rate-missing'))
  })
})
