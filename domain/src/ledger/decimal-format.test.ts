import { describe, expect, it } from 'vitest'
import {
  type DecimalFormat,
  decimalFormats,
  detectDecimalFormat,
  parseDecimal,
  writeDecimal,
} from './decimal-format.ts'

const english: DecimalFormat = { decimal: '.', group: ',' }
const german: DecimalFormat = { decimal: ',', group: '.' }
const french: DecimalFormat = { decimal: ',', group: ' ' }
const swiss: DecimalFormat = { decimal: '.', group: "'" }

function read(text: string, format: DecimalFormat): string | null {
  const result = parseDecimal(text, format)
  return result.ok ? result.value : null
}

describe('a number in the format of its file', () => {
  it.each([
    ['1234.56', english, '1234.56'],
    ['1,234.56', english, '1234.56'],
    ['12,345,678', english, '12345678'],
    ['1.234,56', german, '1234.56'],
    ['1 234,56', french, '1234.56'],
    ['1\u00a0234,56', french, '1234.56'],
    ['1\u202f234,56', french, '1234.56'],
    ["1'234.56", swiss, '1234.56'],
    ['1\u2019234.56', swiss, '1234.56'],
    ['12,34,567.89', english, '1234567.89'],
    ['.5', english, '0.5'],
    ['5.', english, '5'],
    ['0', english, '0'],
    ['007', english, '7'],
    ['2024.9940', english, '2024.994'],
    ['0.645536117745788', english, '0.645536117745788'],
  ])('reads %s', (text, format, value) => {
    expect(read(text, format)).toBe(value)
  })

  it.each([
    ['-5', '-5'],
    ['+5', '5'],
    ['(1,234.50)', '-1234.5'],
    ['1,234.50-', '-1234.5'],
    ['\u22125', '-5'],
    ['-0.00', '0'],
    ['(0)', '0'],
  ])('reads the sign of %s', (text, value) => {
    expect(read(text, english)).toBe(value)
  })

  it.each([
    ['$1,234.50', '1234.5'],
    ['-$5', '-5'],
    ['$-5', '-5'],
    ['($5.00)', '-5'],
    ['$(5.00)', '-5'],
    ['US$ 12', '12'],
    ['€12.50', '12.5'],
    ['12.50 €', '12.5'],
    ['12.50 EUR', '12.5'],
    ['EUR 12.50', '12.5'],
    ['CHF -12.50', '-12.5'],
    ['100 kr', '100'],
  ])('leaves the currency of %s aside', (text, value) => {
    expect(read(text, english)).toBe(value)
  })

  it.each([
    ['1E5', '100000'],
    ['1.5e3', '1500'],
    ['2.5E-3', '0.0025'],
    ['-1E-4', '-0.0001'],
  ])('spells the exponent of %s out exactly', (text, value) => {
    expect(read(text, english)).toBe(value)
  })

  it('keeps digits that floating point would lose', () => {
    expect(read('9007199254740993', english)).toBe('9007199254740993')
    expect(read('0.1234567890123456789012'.slice(0, 20), english)).toBe('0.123456789012345678')
  })

  it.each([
    '',
    ' ',
    'abc',
    '1,23',
    '1.2.3',
    '12,3456',
    '1,234,56',
    '0,123',
    '--5',
    '-5-',
    '1e5e5',
    '1,000e3',
    'NaN',
    'Infinity',
    '0x10',
    '1_000',
    '5%',
    '1 234',
    '٣',
    '.',
    '-',
    '()',
    '#REF!',
  ])('refuses %j rather than guess', (text) => {
    expect(parseDecimal(text, english)).toMatchObject({ ok: false, refusal: { code: 'ledger/not-a-number' } })
  })

  it.each(['1e999', '123456789012345678901', '0.1234567890123456789', '1e-30'])('refuses %s as too long', (text) => {
    expect(parseDecimal(text, english)).toMatchObject({ ok: false, refusal: { code: 'ledger/number-too-long' } })
  })

  it('refuses a number of another format instead of changing its value', () => {
    expect(read('1.234,56', english)).toBeNull()
    expect(read('1,234.56', german)).toBeNull()
    expect(read('12.50', german)).toBeNull()
  })
})

describe('finding how a column writes numbers', () => {
  it.each([
    [['1,234.56', '12.00'], english],
    [['1.234,56', '12,00'], german],
    [['1 234,56'], french],
    [["1'234.56"], swiss],
    [['2024.9940', '0.0000'], english],
    [['12,50', '3,1'], german],
    [['1', '22', '1000'], english],
    [['', '5.5', ' '], english],
  ])('sees that %j is certain', (samples, format) => {
    expect(detectDecimalFormat(samples)).toEqual({ kind: 'certain', format })
  })

  it('leaves it to a person where every number can be read in two ways', () => {
    const detection = detectDecimalFormat(['1.234', '5.678'])
    expect(detection.kind).toBe('ambiguous')
    if (detection.kind !== 'ambiguous') return
    expect(detection.formats.map((format) => read('1.234', format)).sort()).toEqual(['1.234', '1234'])
  })

  it('lets one telling number decide for the others', () => {
    expect(detectDecimalFormat(['1.234', '5.678', '9,5'])).toEqual({ kind: 'certain', format: german })
    expect(detectDecimalFormat(['1.234', '0.5'])).toMatchObject({ kind: 'certain', format: { decimal: '.' } })
  })

  it('says nothing of a column without numbers', () => {
    expect(detectDecimalFormat([])).toEqual({ kind: 'none' })
    expect(detectDecimalFormat(['north', 'south'])).toEqual({ kind: 'none' })
  })

  it('is not misled by a few words among the numbers', () => {
    expect(detectDecimalFormat(['1,5', 'n/a', '2,5'])).toEqual({ kind: 'certain', format: german })
  })
})

describe('writing a number', () => {
  it.each([
    ['1234567.5', english, '1,234,567.5'],
    ['-1234.5', german, '-1.234,5'],
    ['123', french, '123'],
    ['1000', swiss, "1'000"],
  ])('groups %s by thousands', (decimal, format, text) => {
    expect(writeDecimal(decimal, format)).toBe(text)
  })

  it('has eight formats, each different', () => {
    expect(new Set(decimalFormats.map((format) => format.decimal + format.group)).size).toBe(8)
  })
})
