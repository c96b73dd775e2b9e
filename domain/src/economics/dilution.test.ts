import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known } from '../kernel/index.ts'
import { marginDilution } from './dilution.ts'
import { money } from './fixtures.ts'

const thin = {
  accountNet: money(200),
  accountMargin: known(money(40)),
  bookNet: money(1_000),
  bookMargin: known(money(280)),
}

describe('an account with a thinner margin than the rest', () => {
  const dilution = marginDilution(thin)

  it('is compared with the book without itself', () => {
    expect(dilution.accountRate).toEqual(known(0.2))
    expect(dilution.restRate).toEqual(known(0.3))
    expect(dilution.rateGap.value).toBeCloseTo(-0.1, 12)
  })

  it('costs the margin it would bring at the rate of the others', () => {
    expect(dilution.moneyCost).toEqual(known(money(20)))
  })

  it('pulls the rate of the whole book down', () => {
    expect(dilution.bookRateEffect.value).toBeCloseTo(0.28 - 0.3, 12)
  })
})

describe('an account with a fatter margin than the rest', () => {
  it('costs less than nothing', () => {
    const dilution = marginDilution({ ...thin, accountMargin: known(money(100)) })
    expect(dilution.moneyCost).toEqual(known(money(-55)))
    expect(dilution.rateGap.value).toBeCloseTo(0.5 - 0.225, 12)
  })
})

describe('dilution that cannot be told', () => {
  it('is unknown while the margin of the account is', () => {
    const dilution = marginDilution({ ...thin, accountMargin: insufficient('economics/cost-missing') })
    for (const figure of Object.values(dilution)) expect(figure.value).toBeNull()
    expect(dilution.moneyCost.reasons).toEqual(['economics/cost-missing'])
  })

  it('is unknown while the margin of the book is', () => {
    const dilution = marginDilution({ ...thin, bookMargin: insufficient('economics/cost-missing') })
    expect(dilution.accountRate).toEqual(known(0.2))
    expect(dilution.moneyCost).toEqual(insufficient('economics/cost-missing'))
  })

  it('does not apply when the account is the whole book', () => {
    const dilution = marginDilution({ ...thin, bookNet: money(200), bookMargin: known(money(40)) })
    expect(dilution.restRate.reasons).toEqual(['economics/net-revenue-not-positive'])
    expect(dilution.rateGap.status).toBe('not_applicable')
    expect(dilution.moneyCost.status).toBe('not_applicable')
  })

  it('has no rate but still a cost for an account with net credits', () => {
    const dilution = marginDilution({ ...thin, accountNet: money(-200), accountMargin: known(money(-90)) })
    expect(dilution.accountRate.status).toBe('not_applicable')
    expect(dilution.rateGap.value).toBeNull()
    expect(dilution.moneyCost.value).toBe((money(370) * -200n) / 1_200n + money(90) - 1n)
  })

  it('passes on doubts about costs', () => {
    const dilution = marginDilution({ ...thin, bookMargin: degraded(money(280), 'economics/cost-missing') })
    expect(dilution.moneyCost).toEqual(degraded(money(20), 'economics/cost-missing'))
    expect(dilution.accountRate.status).toBe('ok')
  })
})
