import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, isCalendarDate } from '../program/index.ts'
import { dateOrderOf, readWrittenDate } from './written-date.ts'

const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2000-01-01', days))
const parts = (text: string) => ({ year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10) })

describe('dates as people write them', () => {
  test('year first is read whatever stands between, with or without leading zeros', () => {
    fc.assert(
      fc.property(date, fc.constantFrom('-', '/', '.'), fc.boolean(), (one, mark, isShort) => {
        const { year, month, day } = parts(one)
        const number = (text: string) => (isShort ? String(Number(text)) : text)
        expect(readWrittenDate(` ${year}${mark}${number(month)}${mark}${number(day)} `, 'unknown')).toBe(one)
      }),
    )
  })

  test('dots have the day first, whatever the rest of the column says', () => {
    fc.assert(
      fc.property(date, fc.constantFrom('unknown', 'day_first', 'month_first' as const), (one, order) => {
        const { year, month, day } = parts(one)
        expect(readWrittenDate(`${day}.${month}.${year}`, order as 'unknown')).toBe(one)
      }),
    )
  })

  test('a column is read back as it was written, or refused, never as other days', () => {
    fc.assert(
      fc.property(fc.array(date, { minLength: 1 }), fc.boolean(), (dates, isDayFirst) => {
        const written = dates.map((one) => {
          const { year, month, day } = parts(one)
          return isDayFirst ? `${day}/${month}/${year}` : `${month}/${day}/${year}`
        })
        const order = dateOrderOf(written)
        for (const [at, text] of written.entries()) {
          const read = readWrittenDate(text, order)
          if (read !== undefined) expect(read).toBe(dates[at])
        }
        if (order !== 'unknown') expect(order).toBe(isDayFirst ? 'day_first' : 'month_first')
      }),
    )
  })

  test('whatever is read is a day of the calendar', () => {
    const piece = fc.constantFrom('0', '1', '2', '13', '31', '99', '2026', '/', '-', '.', ' ', 'x')
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 7 }),
        fc.constantFrom('unknown', 'day_first', 'month_first' as const),
        (pieces, order) => {
          const read = readWrittenDate(pieces.join(''), order as 'unknown')
          if (typeof read === 'string') expect(isCalendarDate(read)).toBe(true)
        },
      ),
    )
  })

  test.each([
    ['25/12/2026', 'month_first'],
    ['12/25/2026', 'day_first'],
    ['29/02/2027', 'day_first'],
    ['2026-00-10', 'unknown'],
    ['1/2/26', 'day_first'],
    ['45 December', 'unknown'],
    ['9999-12-31', 'unknown'],
    ['31.12.3000', 'unknown'],
    ['0999-12-31', 'unknown'],
  ] as const)('%s in a column that is %s is no date', (written, order) => {
    expect(readWrittenDate(written, order)).toBeUndefined()
  })
})
