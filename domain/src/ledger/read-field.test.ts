import { describe, expect, it } from 'vitest'
import { isCurrencyCode, parseCurrency, withoutCurrency } from './currencies.ts'
import {
  parseCode,
  parseCountry,
  parseInteger,
  parsePercent,
  parseText,
  plainFormats,
  readField,
} from './read-field.ts'

describe('a code', () => {
  it.each([
    ['00123', '00123'],
    [' AW001 ', 'AW001'],
    ['1E5', '1E5'],
    ['1.0', '1.0'],
    ['-5', '-5'],
    ['TRUE', 'TRUE'],
    ['null', 'null'],
    ['__proto__', '__proto__'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['A B', 'A B'],
  ])('keeps %j as %j', (text, code) => {
    expect(parseCode(text)).toEqual({ ok: true, value: code })
  })

  it.each(['A\u0000B', 'A\nB', 'A\u001bB', 'A\ud800', 'A\ufffdB'])('refuses %j, which cannot be shown', (text) => {
    expect(parseCode(text)).toMatchObject({ ok: false, refusal: { code: 'ledger/control-character' } })
  })

  it('is at most 100 characters long', () => {
    expect(parseCode('x'.repeat(100)).ok).toBe(true)
    expect(parseCode('x'.repeat(101))).toMatchObject({ refusal: { code: 'ledger/text-too-long' } })
  })
})

describe('a text', () => {
  it('takes line breaks inside as spaces and refuses other control characters', () => {
    expect(parseText(' Main street\r\n12 ')).toEqual({ ok: true, value: 'Main street 12' })
    expect(parseText('A\u0000')).toMatchObject({ refusal: { code: 'ledger/control-character' } })
    expect(parseText('x'.repeat(1_001))).toMatchObject({ refusal: { code: 'ledger/text-too-long' } })
  })

  it('keeps a text that looks like a formula as the text it is', () => {
    expect(parseText('=1+2')).toEqual({ ok: true, value: '=1+2' })
  })
})

describe('a currency', () => {
  it.each([
    ['USD', 'USD'],
    [' eur ', 'EUR'],
    ['€', 'EUR'],
    ['£', 'GBP'],
    ['HRK', 'HRK'],
  ])('reads %j', (text, code) => {
    expect(parseCurrency(text)).toEqual({ ok: true, value: code })
  })

  it.each(['$', 'XXX', 'US', 'Euro', '', 'USDX', '¥'])('refuses %j, which is none or several', (text) => {
    expect(parseCurrency(text)).toMatchObject({ refusal: { code: 'ledger/not-a-currency' } })
  })

  it('knows the codes in use and some of the past', () => {
    expect(['USD', 'CAD', 'GBP', 'EUR', 'AUD', 'LTL'].every(isCurrencyCode)).toBe(true)
    expect(isCurrencyCode('usd')).toBe(false)
  })

  it('is taken off a number only where it stands beside digits', () => {
    expect(withoutCurrency('USD 5')).toBe('5')
    expect(withoutCurrency('5 USD')).toBe('5')
    expect(withoutCurrency('ABC 5')).toBe('ABC 5')
    expect(withoutCurrency('USD')).toBe('USD')
  })
})

describe('other types', () => {
  it('reads a country code in capitals and leaves names alone', () => {
    expect(parseCountry('us')).toEqual({ ok: true, value: 'US' })
    expect(parseCountry('Germany')).toEqual({ ok: true, value: 'Germany' })
  })

  it('takes a whole number and refuses a part of one', () => {
    expect(parseInteger('1,974', plainFormats.decimal)).toEqual({ ok: true, value: '1974' })
    expect(parseInteger('12.0', plainFormats.decimal)).toEqual({ ok: true, value: '12' })
    expect(parseInteger('12.5', plainFormats.decimal)).toMatchObject({ refusal: { code: 'ledger/not-a-whole-number' } })
    expect(parseInteger('dozen', plainFormats.decimal)).toMatchObject({ refusal: { code: 'ledger/not-a-number' } })
  })

  it('takes a percentage as a fraction and never guesses at 25', () => {
    expect(parsePercent('25 %', plainFormats.decimal)).toEqual({ ok: true, value: '0.25' })
    expect(parsePercent('0.25', plainFormats.decimal)).toEqual({ ok: true, value: '0.25' })
    expect(parsePercent('12.5%', plainFormats.decimal)).toEqual({ ok: true, value: '0.125' })
    expect(parsePercent('25', plainFormats.decimal)).toMatchObject({ refusal: { code: 'ledger/not-a-percentage' } })
    expect(parsePercent('x%', plainFormats.decimal)).toMatchObject({ refusal: { code: 'ledger/not-a-percentage' } })
  })

  it.each([
    ['text', 'A', 'A'],
    ['code', '007', '007'],
    ['country', 'de', 'DE'],
    ['currency', 'eur', 'EUR'],
    ['date', '2013-05-31', '2013-05-31'],
    ['month', '2013-05', '2013-05'],
    ['decimal', '1,234.50', '1234.5'],
    ['integer', '12', '12'],
    ['percent', '5 %', '0.05'],
  ] as const)('reads a cell of type %s', (type, text, value) => {
    expect(readField(type, text, plainFormats)).toEqual({ ok: true, value })
    expect(readField(type, '  ', plainFormats)).toEqual({ ok: true, value: null })
  })
})
