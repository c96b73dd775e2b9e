import {
  type DateDetection,
  type DateFormat,
  type DecimalFormat,
  decimalFormats,
  detectDateFormat,
  detectDecimalFormat,
} from '@mainstay/domain/ledger'
import type { ColumnReading, DateChoice, DecimalChoice } from './inspection.ts'

const dateOfChoice: Record<DateChoice, DateFormat> = {
  iso: 'YYYY-MM-DD',
  day_first: 'DD/MM/YYYY',
  month_first: 'MM/DD/YYYY',
  compact: 'YYYYMMDD',
  day_name: 'D MONTH YYYY',
  name_day: 'MONTH D YYYY',
}

export interface ReadableColumn {
  readonly type: 'decimal' | 'date' | 'other'
  readonly samples: readonly string[]
}

export interface FormatChoices {
  readonly decimal: DecimalChoice | null
  readonly date: DateChoice | null
  /** A workbook keeps numbers as numbers: what looks ambiguous there was written with a point. */
  readonly isWorkbook: boolean
}

const plain: DecimalFormat = { decimal: '.', group: ',' }
/** Without any separator among the samples a later "1,234" could be either; it is refused rather than guessed. */
const cautious: DecimalFormat = { decimal: '.', group: '' }

/** Decides how the numbers and dates of each column are read: by the column itself, else by the whole file, else by the person. */
export function readingsOf(columns: readonly ReadableColumn[], choices: FormatChoices): ColumnReading[] {
  const fileDecimals = decimalsOf(
    columns.filter((column) => column.type === 'decimal').flatMap((column) => column.samples.slice(0, 400)),
    choices,
  )
  const fileDates = datesOf(
    columns.filter((column) => column.type === 'date').flatMap((column) => column.samples),
    choices,
  )
  return columns.map((column) => {
    const decimals = column.type === 'decimal' ? decimalsOf(column.samples, choices) : []
    const dates = column.type === 'date' ? datesOf(column.samples, choices) : []
    return {
      decimal:
        decimals.length === 1
          ? decimals
          : orElse(fileDecimals, decimals, choices.decimal ? plainOf(choices.decimal) : cautious),
      date: dates.length === 1 ? dates : orElse(fileDates, dates, 'YYYY-MM-DD' as const),
    }
  })
}

function orElse<Format>(file: readonly Format[], own: readonly Format[], fallback: Format): readonly Format[] {
  if (file.length === 1) return file
  return own.length > 0 ? own : [fallback]
}

function plainOf(choice: DecimalChoice): DecimalFormat {
  return choice === 'comma' ? { decimal: ',', group: '.' } : plain
}

function decimalsOf(samples: readonly string[], choices: FormatChoices): readonly DecimalFormat[] {
  const telling = samples.filter((sample) => /[.,'\u2019\s\u00a0\u202f]/.test(sample.trim()))
  if (telling.length === 0) return []
  const detection = detectDecimalFormat(telling)
  const found =
    detection.kind === 'certain' ? [detection.format] : detection.kind === 'ambiguous' ? detection.formats : []
  const choice = choices.decimal ?? (choices.isWorkbook && found.length > 1 ? 'point' : null)
  if (choice === null) return found
  const sign = choice === 'comma' ? ',' : '.'
  const wanted = found.filter((format) => format.decimal === sign)
  if (wanted.length > 0) return wanted.slice(0, 1)
  return [bestWith(sign, telling)]
}

function bestWith(sign: '.' | ',', samples: readonly string[]): DecimalFormat {
  const candidates = decimalFormats.filter((format) => format.decimal === sign)
  const fits = candidates.find((format) =>
    samples.every((sample) => !sample.includes(format.decimal === ',' ? '.' : ',') || format.group !== ''),
  )
  return fits ?? plainOf(sign === ',' ? 'comma' : 'point')
}

function datesOf(samples: readonly string[], choices: FormatChoices): readonly DateFormat[] {
  if (choices.date) return [dateOfChoice[choices.date]]
  const detection: DateDetection = detectDateFormat(samples)
  if (detection.kind === 'certain') return [detection.format]
  return detection.kind === 'ambiguous' ? detection.formats : []
}
