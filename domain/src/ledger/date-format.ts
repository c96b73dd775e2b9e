import { accept, type Result, refuse } from '../kernel/index.ts'
import { monthOfName } from './month-names.ts'

/** How a file writes days. Each reads "/", "-" and "." alike; a time of day after the date is left out. */
export type DateFormat = 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'MM/DD/YYYY' | 'YYYYMMDD' | 'D MONTH YYYY' | 'MONTH D YYYY'

export type DateDetection =
  | { readonly kind: 'certain'; readonly format: DateFormat }
  | { readonly kind: 'ambiguous'; readonly formats: readonly DateFormat[] }
  | { readonly kind: 'none' }

export type DateFault = 'ledger/not-a-date' | 'ledger/date-does-not-exist'

export const dateFormats: readonly DateFormat[] = [
  'YYYY-MM-DD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'YYYYMMDD',
  'D MONTH YYYY',
  'MONTH D YYYY',
]

const TIME = /(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$/

const patterns: Record<DateFormat, RegExp> = {
  'YYYY-MM-DD': /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  'DD/MM/YYYY': /^(?<day>\d{1,2})([-/.])(?<month>\d{1,2})\2(?<year>\d{4})$/,
  'MM/DD/YYYY': /^(?<month>\d{1,2})([-/.])(?<day>\d{1,2})\2(?<year>\d{4})$/,
  YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  'D MONTH YYYY':
    /^(?<day>\d{1,2})(?:\.|st|nd|rd|th)?[\s/-]*(?:de\s+)?(?<name>\p{L}+)\.?,?[\s/-]*(?:de\s+)?(?<year>\d{4})$/u,
  'MONTH D YYYY': /^(?<name>\p{L}+)\.?[\s/-]*(?<day>\d{1,2})(?:st|nd|rd|th)?,?[\s/-]+(?<year>\d{4})$/u,
}

/**
 * Finds how dates are written: the format that reads the most samples. Days and months that could change places in
 * every sample ("03/04/2013") are ambiguous and must be chosen; dates with points are always day first.
 */
export function detectDateFormat(samples: readonly string[]): DateDetection {
  const filled = samples.filter((sample) => sample.trim() !== '')
  const hits = dateFormats.map((format) => filled.filter((sample) => parseDate(sample, format).ok).length)
  const most = Math.max(...hits)
  if (most === 0) return { kind: 'none' }
  const best = dateFormats.filter((_, index) => hits[index] === most)
  const [first] = best
  if (best.length === 1 && first) return { kind: 'certain', format: first }
  const hasPoints = filled.some((sample) => /^\d{1,2}\.\d{1,2}\.\d{4}/.test(sample.trim()))
  if (hasPoints && best.includes('DD/MM/YYYY')) return { kind: 'certain', format: 'DD/MM/YYYY' }
  return { kind: 'ambiguous', formats: best }
}

/** Reads a day as "2013-05-31". Refuses what is not in the format, and days no calendar has (2013-02-30). */
export function parseDate(text: string, format: DateFormat): Result<string, DateFault> {
  const bare = text.trim().replace(TIME, '')
  const parts = patterns[format].exec(bare)?.groups
  if (!parts) return refuse('ledger/not-a-date', { value: text })
  const month = parts.name === undefined ? Number(parts.month) : monthOfName(parts.name)
  if (month === null) return refuse('ledger/not-a-date', { value: text })
  const date = calendarDate(Number(parts.year), month, Number(parts.day))
  return date === null ? refuse('ledger/date-does-not-exist', { value: text }) : accept(date)
}

/** Writes a day ("2013-05-31") in a format; months by their English names. */
export function writeDate(date: string, format: DateFormat): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const name = ENGLISH_MONTHS[Number(month) - 1] ?? ''
  const written: Record<DateFormat, string> = {
    'YYYY-MM-DD': date,
    'DD/MM/YYYY': `${day}/${month}/${year}`,
    'MM/DD/YYYY': `${month}/${day}/${year}`,
    YYYYMMDD: `${year}${month}${day}`,
    'D MONTH YYYY': `${Number(day)} ${name} ${year}`,
    'MONTH D YYYY': `${name} ${Number(day)}, ${year}`,
  }
  return written[format]
}

const ENGLISH_MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** Reads a month as "2013-05": 2013-05, 05/2013, 201305, May 2013, or any day of the month in the file's date format. */
export function parseMonthText(text: string, format: DateFormat): Result<string, 'ledger/not-a-month'> {
  const bare = text.trim()
  const match =
    /^(?<year>\d{4})[-/.]?(?<month>\d{2})$/.exec(bare) ??
    /^(?<month>\d{1,2})[-/.](?<year>\d{4})$/.exec(bare) ??
    /^(?<name>\p{L}+)\.?[\s/-]+(?<year>\d{4})$/u.exec(bare)
  const parts = match?.groups
  if (parts) {
    const month = parts.name === undefined ? Number(parts.month) : monthOfName(parts.name)
    const first = month === null ? null : calendarDate(Number(parts.year), month, 1)
    return first === null ? refuse('ledger/not-a-month', { value: text }) : accept(first.slice(0, 7))
  }
  const day = parseDate(text, format)
  return day.ok ? accept(day.value.slice(0, 7)) : refuse('ledger/not-a-month', { value: text })
}

/** The ISO date of a day that exists between 1900 and 2199, else null: a ledger has no other days. */
function calendarDate(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day > lastDay) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
