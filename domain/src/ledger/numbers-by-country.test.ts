import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCurrencyCode, parseCurrency, withoutCurrency } from './currencies.ts'
import { dateFormats, detectDateFormat, parseDate, writeDate } from './date-format.ts'
import {
  type DecimalFormat,
  decimalFormats,
  detectDecimalFormat,
  parseDecimal,
  writeDecimal,
} from './decimal-format.ts'

const point: DecimalFormat = { decimal: '.', group: ',' }
const comma: DecimalFormat = { decimal: ',', group: '.' }

/** The same amounts as spreadsheets and ledger programs of each country write them. */
const amounts = ['1234.56', '-1234.56', '1234567.8', '0.5', '12'] as const
const countries: readonly (readonly [country: string, written: readonly string[]])[] = [
  ['the United States', ['1,234.56', '(1,234.56)', '1,234,567.80', '0.50', '12.00']],
  ['the United Kingdom', ['£1,234.56', '-£1,234.56', '£1,234,567.80', '£0.50', '£12.00']],
  ['Canada (English)', ['$1,234.56', '-$1,234.56', '$1,234,567.80', '$0.50', '$12.00']],
  ['Germany', ['1.234,56 €', '-1.234,56 €', '1.234.567,80 €', '0,50 €', '12,00 €']],
  ['Germany, as SAP writes it', ['1.234,56', '1.234,56-', '1.234.567,80', '0,50', '12,00']],
  ['Austria', ['€ 1.234,56', '-€ 1.234,56', '€ 1.234.567,80', '€ 0,50', '€ 12,00']],
  ['Switzerland', ["CHF 1'234.56", "CHF -1'234.56", "CHF 1'234'567.80", 'CHF 0.50', 'CHF 12.00']],
  ['France', ['1\u202f234,56 €', '-1\u202f234,56 €', '1\u202f234\u202f567,80 €', '0,50 €', '12,00 €']],
  ['Canada (French)', ['1\u00a0234,56 $', '(1\u00a0234,56 $)', '1\u00a0234\u00a0567,80 $', '0,50 $', '12,00 $']],
  ['Spain', ['1.234,56 EUR', '-1.234,56 EUR', '1.234.567,80 EUR', '0,50 EUR', '12,00 EUR']],
  ['the Netherlands', ['€ 1.234,56', '€ -1.234,56', '€ 1.234.567,80', '€ 0,50', '€ 12,00']],
  ['Sweden', ['1 234,56 kr', '\u22121 234,56 kr', '1 234 567,80 kr', '0,50 kr', '12,00 kr']],
  ['Poland', ['1 234,56 zł', '-1 234,56 zł', '1 234 567,80 zł', '0,50 zł', '12,00 zł']],
  ['India', ['₹1,234.56', '-₹1,234.56', '₹12,34,567.80', '₹0.50', '₹12.00']],
  ['Japan', ['¥1,234.56', '-¥1,234.56', '¥1,234,567.80', '¥0.50', '¥12.00']],
]

describe('amounts as they are written', () => {
  it.each(countries)('in %s are found out and read exactly', (_country, written) => {
    const found = detectDecimalFormat(written)
    expect(found.kind).toBe('certain')
    if (found.kind !== 'certain') return
    const read = written.map((text) => {
      const result = parseDecimal(text, found.format)
      return result.ok ? result.value : result.refusal.code
    })
    expect(read).toEqual(amounts)
  })

  it.each(countries)(
    'in %s are refused, never read as something else, where the other sign was chosen',
    (_, written) => {
      const found = detectDecimalFormat(written)
      if (found.kind !== 'certain') throw new Error('the format is not certain')
      const other = found.format.decimal === '.' ? comma : point
      written.forEach((text, place) => {
        const result = parseDecimal(text, other)
        if (result.ok) expect(result.value).toBe(amounts[place])
      })
    },
  )
})

describe('laws of finding out', () => {
  const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((value) => {
    const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
    return `${value < 0n ? '-' : ''}${BigInt(digits.slice(0, -2))}.${digits.slice(-2)}`
  })

  it('never settles on a format that reads amounts with cents and thousands otherwise than they were written', () => {
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...decimalFormats),
        (values, format) => {
          const written = [...values, '1234567.89'].map((value) => writeDecimal(value, format))
          const found = detectDecimalFormat(written)
          expect(found.kind).toBe('certain')
          if (found.kind !== 'certain') return
          for (const text of written) expect(parseDecimal(text, found.format)).toEqual(parseDecimal(text, format))
        },
      ),
    )
  })

  it('calls a column ambiguous only when the formats it names read it equally often and to different values', () => {
    const sample = fc.stringMatching(/^-?\d{1,3}(?:[.,]\d{1,3}){0,2}$/)
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const found = detectDecimalFormat(samples)
        if (found.kind !== 'ambiguous') return
        const readings = found.formats.map((format) => samples.map((text) => parseDecimal(text, format)))
        const counts = readings.map((reading) => reading.filter((result) => result.ok).length)
        expect(new Set(counts).size).toBe(1)
        expect(new Set(readings.map((reading) => JSON.stringify(reading.map((one) => one.ok && one.value)))).size).toBe(
          readings.length,
        )
      }),
    )
  })

  it('says the same whatever the order of the samples', () => {
    const sample = fc.stringMatching(/^\d{1,3}(?:[.,]\d{1,3}){0,2}$/)
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 8 }), (samples) => {
        expect(detectDecimalFormat([...samples].reverse()).kind).toBe(detectDecimalFormat(samples).kind)
      }),
    )
  })

  it('finds the format of dates of which one has a day above 12, and never reads them otherwise', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(day, { maxLength: 20 }), fc.constantFrom(...dateFormats), (days, format) => {
        const dates = [...days.map((one) => one.toISOString().slice(0, 10)), '2021-03-29']
        const written = dates.map((date) => writeDate(date, format))
        const found = detectDateFormat(written)
        if (found.kind !== 'certain') throw new Error(`${format} was not found out`)
        expect(written.map((text) => parseDate(text, found.format))).toEqual(
          dates.map((value) => ({ ok: true, value })),
        )
      }),
    )
  })

  it('leaves dates open in which day and month could change places everywhere', () => {
    const part = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 10 }), (pairs) => {
        const written = pairs.map(([one, other]) => `${one}/${other}/2024`)
        expect(detectDateFormat(written)).toEqual({ kind: 'ambiguous', formats: ['DD/MM/YYYY', 'MM/DD/YYYY'] })
      }),
    )
  })
})

describe('currencies beside numbers', () => {
  it.each([
    ['EUR 5', '5'],
    ['5 EUR', '5'],
    ['EUR5', '5'],
    ['€5', '5'],
    ['5€', '5'],
    ['kr 5', '5'],
    ['5 Kč', '5'],
    ['Fr. 5', '5'],
    ['A$5', '5'],
    ['R$ 5', '5'],
    ['EUR (5)', '(5)'],
    ['EUR -5', '-5'],
    ['ABCD 5', 'ABCD 5'],
    ['EUR five', 'EUR five'],
    ['5 eur', '5 eur'],
  ])('are taken off %j', (text, bare) => {
    expect(withoutCurrency(text)).toBe(bare)
  })

  it('change nothing about the value', () => {
    const code = fc.constantFrom('USD', 'EUR', 'GBP', 'CHF', 'JPY', 'SEK')
    const number = fc.integer({ min: 0, max: 10 ** 9 }).map(String)
    fc.assert(
      fc.property(code, number, fc.boolean(), (currency, text, isBefore) => {
        const written = isBefore ? `${currency} ${text}` : `${text} ${currency}`
        expect(parseDecimal(written, point)).toEqual(parseDecimal(text, point))
      }),
    )
  })

  it('are read from codes in any case, and only from codes that exist', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{3}$/), (code) => {
        const result = parseCurrency(code)
        expect(result.ok).toBe(isCurrencyCode(code.toUpperCase()))
        if (result.ok) expect(result.value).toBe(code.toUpperCase())
      }),
    )
  })
})
