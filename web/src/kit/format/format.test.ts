import { describe, expect, it } from 'vitest'
import { ageInDays, formatAge, formatDate, formatDuration, formatMonthSpan } from './date.ts'
import { readFigure } from './figure-value.ts'
import { formatMoneyCompact, formatMoneyFull } from './money.ts'
import { formatAxisValue, formatCompact, formatNumber, formatPercent } from './number.ts'

const plain = (value: string) => value.replaceAll('\u00a0', ' ')
const english = { locale: 'en-US' }

describe('compact money', () => {
  it.each([
    [34_630_000, '34.63 M'],
    [1_040_000, '1.04 M'],
    [346_280_000, '346.3 M'],
    [2_500_000_000, '2.50 bn'],
    [288_000, '288 k'],
    [25_500, '25.5 k'],
    [99_949, '99.9 k'],
    [99_950, '100 k'],
    [999_400, '999 k'],
    [999_600, '1.00 M'],
    [950, '950'],
    [0, '0'],
    [4.2, '4.20'],
    [-632_000, '\u2212632 k'],
  ])('writes %d as %s', (value, expected) => {
    expect(plain(formatCompact(value, english))).toBe(expected)
  })

  it('names the currency after the amount', () => {
    expect(plain(formatMoneyCompact('34629751.20', { ...english, currency: 'USD' }))).toBe('34.63 M USD')
  })

  it('follows the language of the reader', () => {
    expect(plain(formatMoneyCompact('34629751.20', { locale: 'de-DE', currency: 'EUR' }))).toBe('34,63 M EUR')
  })

  it('shows a gain with its plus when asked', () => {
    expect(plain(formatMoneyCompact(6_000, { ...english, sign: 'always' }))).toBe('+6.0 k')
  })
})

it('writes the values of an axis without needless zeros', () => {
  expect(
    [0, 90_000, 1_200_000, 2_000_000, 1_250_000, -500].map((value) => plain(formatAxisValue(value, english))),
  ).toEqual(['0', '90 k', '1.2 M', '2 M', '1.25 M', '\u2212500'])
})

describe('full money', () => {
  it('keeps every digit of an amount beyond what a floating number can hold', () => {
    expect(plain(formatMoneyFull('-9007199254740993.27', { ...english, currency: 'USD' }))).toBe(
      '\u22129,007,199,254,740,993.27 USD',
    )
  })
})

describe('numbers and percentages', () => {
  it('writes a loss with the true minus sign', () => {
    expect(formatNumber(-5, english)).toBe('\u22125')
    expect(plain(formatPercent(-0.018, english))).toBe('\u22121.8 %')
  })

  it('writes no minus before a zero that was rounded', () => {
    expect(plain(formatPercent(-0.0001, english))).toBe('0.0 %')
  })

  it('shows growth with a plus', () => {
    expect(plain(formatPercent(0.304, { ...english, sign: 'always' }))).toBe('+30.4 %')
  })
})

describe('dates', () => {
  it('writes months and days free of the time zone', () => {
    expect(formatDate('2013-11', 'en-GB')).toBe('Nov 2013')
    expect(formatDate('2013-11-01', 'en-GB')).toBe('1 Nov 2013')
    expect(formatMonthSpan('2012-12', '2013-11', 'en-GB')).toBe('Dec 2012 – Nov 2013')
  })

  it('returns text that is no date as it is', () => {
    expect(formatDate('soon', 'en-GB')).toBe('soon')
  })

  it('counts age in whole days', () => {
    const now = new Date('2013-11-29T12:00:00Z')
    expect(ageInDays('2013-11-20', now)).toBe(9)
    expect(formatAge('2013-11-28', now)).toBe('yesterday')
    expect(formatAge('2013-11-29', now)).toBe('today')
  })

  it('writes the time left in two units', () => {
    expect(formatDuration(125, 'en-US')).toBe('2 min 5 sec')
    expect(formatDuration(4_200, 'en-US')).toBe('1 hr 10 min')
  })
})

describe('a missing value', () => {
  it('is unknown and never zero', () => {
    expect(readFigure<number>(null)).toEqual({ value: null, status: 'insufficient_data', reasons: [] })
    expect(readFigure<number>(0).value).toBe(0)
  })

  it('keeps the reasons of its figure', () => {
    const figure = { value: null, status: 'not_applicable', reasons: ['economics/revenue-not-positive'] } as const
    expect(readFigure<number>(figure)).toEqual(figure)
  })
})
