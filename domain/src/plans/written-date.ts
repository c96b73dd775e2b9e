import { isCalendarDate } from '../program/index.ts'

/** Whether day or month comes first in dates such as 03/04/2026; unknown where nothing settles it. */
export type DateOrder = 'day_first' | 'month_first' | 'unknown'

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$/

/**
 * Order of day and month in a column of dates: settled by any date that only makes sense one way, such as 25/12/2026.
 * Contradicting ones settle nothing. Dates with dots have the day first by themselves and do not count.
 */
export function dateOrderOf(texts: readonly string[]): DateOrder {
  const pairs = texts.flatMap((text) => {
    const match = YEAR_LAST.exec(text.trim())
    return match && match[2] !== '.' ? [{ first: Number(match[1]), second: Number(match[3]) }] : []
  })
  const isDayFirst = pairs.some(({ first }) => first > 12)
  const isMonthFirst = pairs.some(({ second }) => second > 12)
  if (isDayFirst === isMonthFirst) return 'unknown'
  return isDayFirst ? 'day_first' : 'month_first'
}

/**
 * A date as people write it, as `YYYY-MM-DD`: null of nothing, undefined of what is no date, or whose day and month
 * cannot be told apart. Years are those from 1000 to 2999, so that
 * days can be counted on from them.
 */
export function readWrittenDate(text: string, order: DateOrder): string | null | undefined {
  const written = text.trim()
  if (written === '') return null
  const yearFirst = YEAR_FIRST.exec(written)
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3])
  const yearLast = YEAR_LAST.exec(written)
  if (!yearLast) return undefined
  const [, first, separator, second, year] = yearLast
  if (separator === '.' || order === 'day_first') return dateOf(year, second, first)
  if (order === 'month_first') return dateOf(year, first, second)
  return first === second ? dateOf(year, first, second) : undefined
}

function dateOf(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(date) && /^[12]/.test(date) ? date : undefined
}
