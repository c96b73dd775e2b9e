import { describe, expect, it } from 'vitest'
import { insufficient, known } from '../kernel/index.ts'
import { convertAtFixedRates } from './constant-currency.ts'
import { money } from './fixtures.ts'

const rates = new Map([
  ['USD', money(1)],
  ['EUR', money('1.25')],
  ['JPY', money('0.0083333333')],
])

describe('amounts at one fixed set of rates', () => {
  it('are converted and summed', () => {
    const { total } = convertAtFixedRates(
      [
        { currency: 'USD', amount: money(10) },
        { currency: 'EUR', amount: money(8) },
        { currency: 'EUR', amount: money(-4) },
      ],
      rates,
    )
    expect(total).toEqual(known(money(15)))
  })

  it('are summed before they are rounded', () => {
    const tiny = Array.from({ length: 12 }, () => ({ currency: 'JPY', amount: money('0.0000000010') }))
    expect(convertAtFixedRates(tiny.slice(0, 1), rates).total).toEqual(known(0n))
    expect(convertAtFixedRates(tiny, rates).total).toEqual(known(1n))
  })

  it('show growth without the movement of the rates', () => {
    const before = convertAtFixedRates([{ currency: 'EUR', amount: money(100) }], rates).total.value ?? 0n
    const after = convertAtFixedRates([{ currency: 'EUR', amount: money(110) }], rates).total.value ?? 0n
    expect(after - before).toBe(money('12.5'))
  })

  it('are unknown, not short, when a currency has no rate', () => {
    const result = convertAtFixedRates(
      [
        { currency: 'USD', amount: money(10) },
        { currency: 'XTS', amount: money(1) },
        { currency: 'ABC', amount: money(1) },
      ],
      rates,
    )
    expect(result.total).toEqual(insufficient('economics/rate-missing'))
    expect(result.missingCurrencies).toEqual(['ABC', 'XTS'])
  })

  it('treat a rate of zero as missing', () => {
    const result = convertAtFixedRates([{ currency: 'EUR', amount: money(1) }], new Map([['EUR', 0n]]))
    expect(result.missingCurrencies).toEqual(['EUR'])
  })

  it('need no rate for a currency without money', () => {
    expect(convertAtFixedRates([{ currency: 'XTS', amount: 0n }], rates).total).toEqual(known(0n))
    expect(convertAtFixedRates([], rates).total).toEqual(known(0n))
  })
})
