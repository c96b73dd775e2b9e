/** A calendar month as an integer: year * 12 + (month - 1). Differences are months; order is time. */
export type Month = number

const MONTH_PATTERN = /^(\d{4})-(0[1-9]|1[0-2])$/

/** Reads "2013-11"; null when it is no month. */
export function parseMonth(text: string): Month | null {
  const match = MONTH_PATTERN.exec(text)
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : null
}

/** Writes a month as "2013-11". */
export function formatMonth(month: Month): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** The month a plain date ("2013-11-29") falls in. */
export function monthOfDate(date: string): Month {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** First day of a month, "2013-11-01". */
export function firstDay(month: Month): string {
  return `${formatMonth(month)}-01`
}

/** Last day of a month, "2013-11-30". */
export function lastDay(month: Month): string {
  const days = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  return `${formatMonth(month)}-${String(days).padStart(2, '0')}`
}

/** A span of months, both ends included. */
export interface MonthSpan {
  readonly from: Month
  readonly to: Month
}

/** The span of `length` months that ends with `to`. */
export function spanEnding(to: Month, length: number): MonthSpan {
  return { from: to - length + 1, to }
}

/** The span of the same length that lies `months` earlier. */
export function shiftSpan(span: MonthSpan, months: number): MonthSpan {
  return { from: span.from - months, to: span.to - months }
}
