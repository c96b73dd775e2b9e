import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOfReference, dateOfSerial, exactNumber, isDateFormat } from './xlsx-values.ts'

describe('number formats that mean a day or a time', () => {
  it.each([
    [14, undefined, true],
    [22, undefined, true],
    [47, undefined, true],
    [0, undefined, false],
    [2, undefined, false],
    [49, undefined, false],
    [164, 'yyyy-mm-dd', true],
    [164, 'd/m/yy h:mm', true],
    [164, '[h]:mm:ss', true],
    [164, '[$-F800]dddd, mmmm dd, yyyy', true],
    [164, '#,##0.00', false],
    [164, '"days" 0', false],
    [164, '[Red]0.00', false],
    [164, 'General', false],
    [164, '0.00_);\\(0.00\\)', false],
    [164, '#,##0 "USD"', false],
    [164, '\\d0', false],
  ])('%i %s: %s', (id, code, isDate) => {
    expect(isDateFormat(id, code)).toBe(isDate)
  })
})

describe('day numbers', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [25569, '1970-01-01'],
    [41425, '2013-05-31'],
    [41425.75, '2013-05-31T18:00:00'],
    [41425.9999999999, '2013-06-01'],
    [0.5, '12:00:00'],
    [2958465, '9999-12-31'],
  ])('%d of the 1900 system is %s', (serial, date) => {
    expect(dateOfSerial(serial, false)).toBe(date)
  })

  it.each([60, -1, 2958466, Number.NaN, Number.POSITIVE_INFINITY])('%d is no day', (serial) => {
    expect(dateOfSerial(serial, false)).toBeNull()
  })

  it('lie 1,462 days apart between the two systems', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_900_000 }), (serial) => {
        expect(dateOfSerial(serial, true)).toBe(dateOfSerial(serial + 1_462, false))
      }),
    )
    expect(dateOfSerial(0, true)).toBe('1904-01-01')
  })
})

describe('numbers as stored', () => {
  it('come back as the number they are, without exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
        const text = exactNumber(String(number))
        expect(text).not.toMatch(/e/i)
        expect(Number(text)).toBe(number === 0 ? 0 : number)
      }),
    )
  })

  it.each(['', ' ', '.', '-', 'x', '1,5', '0x10', 'NaN', '1e99999', '1e500'])('%j is none', (text) => {
    expect(exactNumber(text)).toBeNull()
  })
})

describe('names of columns', () => {
  it.each([
    ['A1', 1],
    ['Z9', 26],
    ['AA1', 27],
    ['XFD1048576', 16_384],
    ['b2', 2],
    ['12', null],
    ['', null],
  ])('%s', (reference, column) => {
    expect(columnOfReference(reference)).toBe(column)
  })
})
