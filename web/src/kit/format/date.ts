import { dateFormatter } from './formatters.ts'
import { text } from './text.ts'

const MONTH_TEXT = /^\d{4}-\d{2}$/
const DAY_MILLISECONDS = 86_400_000

/** Writes "2013-11" as "Nov 2013" and "2013-11-29" as "29 Nov 2013", in the reader's language, free of time zones. */
export function formatDate(value: string, locale?: string): string {
  if (MONTH_TEXT.test(value)) {
    return dateFormatter(locale, 'month').format(new Date(`${value}-01T00:00:00Z`))
  }
  const isDay = value.length === 10
  const date = new Date(isDay ? `${value}T00:00:00Z` : value)
  if (Number.isNaN(date.getTime())) return value
  return dateFormatter(locale, isDay ? 'day' : 'dayHere').format(date)
}

/** Writes an instant with its time of day, in the reader's own time zone. */
export function formatInstant(value: string, locale?: string): string {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return value
  return dateFormatter(locale, 'instant').format(date)
}

/** Writes a span of months: "Dec 2012 – Nov 2013". */
export function formatMonthSpan(from: string, to: string, locale?: string): string {
  return from === to ? formatDate(from, locale) : `${formatDate(from, locale)} – ${formatDate(to, locale)}`
}

/** Age of a fact in whole days; `now` is passed in so that it can be tested. */
export function ageInDays(value: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - new Date(value).getTime()) / DAY_MILLISECONDS))
}

/** "today", "yesterday", "9 days ago". */
export function formatAge(value: string, now: Date): string {
  const days = ageInDays(value, now)
  if (days === 0) return text.today
  return days === 1 ? text.yesterday : text.daysAgo(days)
}

/** Writes a length of time in the two largest units that matter: "2 min 5 s", "1 h 10 min". */
export function formatDuration(seconds: number, locale?: string): string {
  const whole = Math.max(0, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const unit = (value: number, name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  if (hours > 0) return `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`
  if (minutes > 0) return `${unit(minutes, 'minute')} ${unit(whole % 60, 'second')}`
  return unit(whole, 'second')
}
