import { describe, expect, it } from 'vitest'
import { type DateFormat, dateFormats, detectDateFormat, parseDate, parseMonthText, writeDate } from './date-format.ts'
import { monthOfName } from './month-names.ts'

function read(text: string, format: DateFormat): string | null {
  const result = parseDate(text, format)
  return result.ok ? result.value : null
}

describe('a day in the format of its file', () => {
  it.each<[string, DateFormat, string]>([
    ['2013-05-31', 'YYYY-MM-DD', '2013-05-31'],
    ['2013/5/1', 'YYYY-MM-DD', '2013-05-01'],
    ['2013-05-31T00:00:00', 'YYYY-MM-DD', '2013-05-31'],
    ['2013-05-31T13:45:10.123Z', 'YYYY-MM-DD', '2013-05-31'],
    ['2013-05-31 13:45', 'YYYY-MM-DD', '2013-05-31'],
    ['2013-11-23T02:30:31-08:00', 'YYYY-MM-DD', '2013-11-23'],
    ['31/05/2013', 'DD/MM/YYYY', '2013-05-31'],
    ['31.05.2013', 'DD/MM/YYYY', '2013-05-31'],
    ['1-5-2013', 'DD/MM/YYYY', '2013-05-01'],
    ['5/19/2006 0:00:00', 'MM/DD/YYYY', '2006-05-19'],
    ['5/19/2006 1:30 PM', 'MM/DD/YYYY', '2006-05-19'],
    ['20130531', 'YYYYMMDD', '2013-05-31'],
    ['24 October 2011', 'D MONTH YYYY', '2011-10-24'],
    ['24-Oct-2011', 'D MONTH YYYY', '2011-10-24'],
    ['24. Oktober 2011', 'D MONTH YYYY', '2011-10-24'],
    ['1 août 2011', 'D MONTH YYYY', '2011-08-01'],
    ['5 de mayo de 2013', 'D MONTH YYYY', '2013-05-05'],
    ['3 mrt 2013', 'D MONTH YYYY', '2013-03-03'],
    ['October 24, 2011', 'MONTH D YYYY', '2011-10-24'],
    ['Oct 1st, 2011', 'MONTH D YYYY', '2011-10-01'],
    ['2012-02-29', 'YYYY-MM-DD', '2012-02-29'],
  ])('reads %s as %s', (text, format, date) => {
    expect(read(text, format)).toBe(date)
  })

  it.each<[string, DateFormat]>([
    ['2013-02-30', 'YYYY-MM-DD'],
    ['2013-02-29', 'YYYY-MM-DD'],
    ['1900-02-29', 'YYYY-MM-DD'],
    ['31/04/2013', 'DD/MM/YYYY'],
    ['13/13/2013', 'DD/MM/YYYY'],
    ['2013-00-10', 'YYYY-MM-DD'],
    ['2013-01-00', 'YYYY-MM-DD'],
    ['0013-01-01', 'YYYY-MM-DD'],
    ['30 February 2013', 'D MONTH YYYY'],
  ])('refuses %s: no calendar has it', (text, format) => {
    expect(parseDate(text, format)).toMatchObject({ ok: false, refusal: { code: 'ledger/date-does-not-exist' } })
  })

  it.each<[string, DateFormat]>([
    ['', 'YYYY-MM-DD'],
    ['31/05/2013', 'YYYY-MM-DD'],
    ['5/19/13', 'MM/DD/YYYY'],
    ['2013-05/31', 'YYYY-MM-DD'],
    ['41425', 'YYYY-MM-DD'],
    ['yesterday', 'YYYY-MM-DD'],
    ['24 Smarch 2011', 'D MONTH YYYY'],
    ['2013-05-31; drop', 'YYYY-MM-DD'],
  ])('refuses %j as no date of the format', (text, format) => {
    expect(parseDate(text, format)).toMatchObject({ ok: false, refusal: { code: 'ledger/not-a-date' } })
  })
})

describe('finding how a column writes days', () => {
  it.each<[string[], DateFormat]>([
    [['2013-05-31', '2013-06-01'], 'YYYY-MM-DD'],
    [['31/05/2013', '01/06/2013'], 'DD/MM/YYYY'],
    [['05/31/2013', '06/01/2013'], 'MM/DD/YYYY'],
    [['01.06.2013', '02.06.2013'], 'DD/MM/YYYY'],
    [['20130531'], 'YYYYMMDD'],
    [['24 October 2011', ''], 'D MONTH YYYY'],
    [['Oct 24, 2011'], 'MONTH D YYYY'],
  ])('sees that %j is certain', (samples, format) => {
    expect(detectDateFormat(samples)).toEqual({ kind: 'certain', format })
  })

  it('leaves it to a person where day and month could change places', () => {
    const ambiguous = { kind: 'ambiguous', formats: ['DD/MM/YYYY', 'MM/DD/YYYY'] }
    expect(detectDateFormat(['03/04/2013', '05/06/2013'])).toEqual(ambiguous)
    expect(detectDateFormat(['05/05/2013'])).toEqual(ambiguous)
  })

  it('says nothing of a column without dates', () => {
    expect(detectDateFormat(['1', 'x'])).toEqual({ kind: 'none' })
    expect(detectDateFormat([])).toEqual({ kind: 'none' })
  })
})

describe('a month', () => {
  it.each([
    ['2013-05', '2013-05'],
    ['2013/05', '2013-05'],
    ['201305', '2013-05'],
    ['05/2013', '2013-05'],
    ['5.2013', '2013-05'],
    ['May 2013', '2013-05'],
    ['Mai 2013', '2013-05'],
    ['déc. 2013', '2013-12'],
    ['2013-05-31', '2013-05'],
  ])('reads %s', (text, month) => {
    expect(parseMonthText(text, 'YYYY-MM-DD')).toEqual({ ok: true, value: month })
  })

  it.each(['2013-13', '00/2013', 'May', '2013', '2013-02-30', ''])('refuses %j', (text) => {
    expect(parseMonthText(text, 'YYYY-MM-DD')).toMatchObject({ ok: false, refusal: { code: 'ledger/not-a-month' } })
  })

  it('is known by its name in five languages', () => {
    expect(['March', 'März', 'mars', 'marzo', 'maart'].map(monthOfName)).toEqual([3, 3, 3, 3, 3])
    expect(monthOfName('Smarch')).toBeNull()
  })
})

it('reads back every day it writes, in every format', () => {
  for (const format of dateFormats) {
    for (const date of ['2012-02-29', '2013-05-01', '1999-12-31'])
      expect(read(writeDate(date, format), format)).toBe(date)
  }
})
