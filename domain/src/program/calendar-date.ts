const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_MILLISECONDS = 86_400_000

/** Is this text a plain date of the calendar ("2024-02-29" is, "2023-02-29" is not)? */
export function isCalendarDate(text: string): boolean {
  const day = dayNumber(text)
  return day !== null && dateOfDay(day) === text
}

/** Whole days from a plain date to another (below 0: the other lies before); null when one of them is no date. */
export function daysBetween(from: string, to: string): number | null {
  if (!isCalendarDate(from) || !isCalendarDate(to)) return null
  return (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0)
}

/** The plain date so many days later (below 0: earlier). Takes a date of the calendar. */
export function addDays(date: string, days: number): string {
  return dateOfDay((dayNumber(date) ?? 0) + days)
}

/** The plain date so many months later, on the last day of the month where the day does not exist there. */
export function addMonths(date: string, months: number): string {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(month / 12)
  const last = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate()
  const day = Math.min(Number(date.slice(8, 10)), last)
  return `${pad(year, 4)}-${pad((month % 12) + 1, 2)}-${pad(day, 2)}`
}

function dayNumber(text: string): number | null {
  const match = DATE_PATTERN.exec(text)
  if (!match) return null
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MILLISECONDS
}

function dateOfDay(day: number): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
