import { elementAt } from './chance.ts'

/** One calendar day of the sample. */
export interface SampleDay {
  readonly date: string
  readonly isWorkingDay: boolean
}

/** One calendar month of the sample: its days are positions in `Calendar.days`, the last one included. */
export interface SampleMonth {
  readonly text: string
  readonly year: number
  /** 0 for January. */
  readonly monthOfYear: number
  readonly firstDay: number
  readonly lastDay: number
  readonly workingDays: readonly number[]
}

/** The days and months the sample company has traded, oldest first. */
export interface Calendar {
  readonly days: readonly SampleDay[]
  readonly months: readonly SampleMonth[]
}

const DAY_MS = 86_400_000
const LAST_MONTH_PATTERN = /^(\d{4})-(0[1-9]|1[0-2])$/

/** The given number of whole months that end with `lastMonth` ("2026-10"). Throws on a text that is no month. */
export function calendarEnding(lastMonth: string, length: number): Calendar {
  const match = LAST_MONTH_PATTERN.exec(lastMonth)
  if (!match) throw new RangeError(`"${lastMonth}" is not a month like 2026-10`)
  const end = Number(match[1]) * 12 + Number(match[2]) - 1
  const days: SampleDay[] = []
  const months: SampleMonth[] = []
  for (let month = end - length + 1; month <= end; month += 1) months.push(appendMonth(days, month))
  return { days, months }
}

function appendMonth(days: SampleDay[], month: number): SampleMonth {
  const year = Math.floor(month / 12)
  const monthOfYear = month % 12
  const firstDay = days.length
  const workingDays: number[] = []
  for (let at = Date.UTC(year, monthOfYear, 1); at < Date.UTC(year, monthOfYear + 1, 1); at += DAY_MS) {
    const day = new Date(at)
    const isWorkingDay = day.getUTCDay() !== 0 && day.getUTCDay() !== 6
    if (isWorkingDay) workingDays.push(days.length)
    days.push({ date: day.toISOString().slice(0, 10), isWorkingDay })
  }
  const text = elementAt(days, firstDay).date.slice(0, 7)
  return { text, year, monthOfYear, firstDay, lastDay: days.length - 1, workingDays }
}

/** The first working day on or after a day, null when the calendar ends before it. */
export function workingDayFrom(calendar: Calendar, day: number): number | null {
  for (let at = day; at < calendar.days.length; at += 1) {
    if (calendar.days[at]?.isWorkingDay) return at
  }
  return null
}
