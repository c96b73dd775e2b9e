import { accept, type Result, refuse } from '../kernel/index.ts'
import { parseCurrency } from './currencies.ts'
import { type DateFormat, parseDate, parseMonthText } from './date-format.ts'
import { type DecimalFormat, parseDecimal } from './decimal-format.ts'
import type { FieldType } from './field.ts'
import type { RowFaultCode } from './row-faults.ts'

/** How the numbers and dates of one column are written. */
export interface ColumnFormats {
  readonly decimal: DecimalFormat
  readonly date: DateFormat
}

/** Formats of a file that writes numbers and dates as programs do: 1234.5 and 2013-05-31. */
export const plainFormats: ColumnFormats = { decimal: { decimal: '.', group: ',' }, date: 'YYYY-MM-DD' }

const CODE_CHARACTERS = 100
const TEXT_CHARACTERS = 1_000

/**
 * Reads one cell as the type of its field into the one text the ledger keeps: numbers without grouping, dates as
 * 2013-05-31, months as 2013-05, currencies as codes, percentages as fractions. Null means empty. Never guesses.
 */
export function readField(type: FieldType, text: string, formats: ColumnFormats): Result<string | null, RowFaultCode> {
  if (text.trim() === '') return accept(null)
  switch (type) {
    case 'text':
      return parseText(text)
    case 'code':
      return parseCode(text)
    case 'country':
      return parseCountry(text)
    case 'currency':
      return parseCurrency(text)
    case 'date':
      return parseDate(text, formats.date)
    case 'month':
      return parseMonthText(text, formats.date)
    case 'decimal':
      return parseDecimal(text, formats.decimal)
    case 'integer':
      return parseInteger(text, formats.decimal)
    case 'percent':
      return parsePercent(text, formats.decimal)
  }
}

/**
 * Reads a code as it stands: spaces around it go, leading zeros and "1E5" stay, letters come in their composed form so
 * that the same code typed in two ways is one. Refuses control characters and more than 100 characters.
 */
export function parseCode(text: string): Result<string, 'ledger/control-character' | 'ledger/text-too-long'> {
  const code = text.trim().normalize('NFC')
  if (/[\p{Cc}\p{Cs}\ufffd]/u.test(code)) return refuse('ledger/control-character', { value: text })
  return code.length > CODE_CHARACTERS ? refuse('ledger/text-too-long', { value: text }) : accept(code)
}

/** Reads a text: line breaks and tabs inside become spaces; refuses other control characters and over 1,000 characters. */
export function parseText(text: string): Result<string, 'ledger/control-character' | 'ledger/text-too-long'> {
  const plain = text
    .replace(/[\r\n\t\v\f]+/g, ' ')
    .trim()
    .normalize('NFC')
  if (/[\p{Cc}\p{Cs}\ufffd]/u.test(plain)) return refuse('ledger/control-character', { value: text })
  return plain.length > TEXT_CHARACTERS ? refuse('ledger/text-too-long', { value: text }) : accept(plain)
}

/** Reads a country: a two-letter code in capitals, any other name as it stands. */
export function parseCountry(text: string): Result<string, 'ledger/control-character' | 'ledger/text-too-long'> {
  const result = parseText(text)
  return result.ok && /^[A-Za-z]{2}$/.test(result.value) ? accept(result.value.toUpperCase()) : result
}

/** Reads a whole number exactly; "12.0" is one, "12.5" is refused. */
export function parseInteger(
  text: string,
  format: DecimalFormat,
): Result<string, 'ledger/not-a-number' | 'ledger/number-too-long' | 'ledger/not-a-whole-number'> {
  const result = parseDecimal(text, format)
  if (!result.ok || !result.value.includes('.')) return result
  return refuse('ledger/not-a-whole-number', { value: text })
}

/** Reads a percentage as a fraction: "25 %" and "0.25" are 0.25. Without the sign nothing above 1 is taken: 25 could be either. */
export function parsePercent(text: string, format: DecimalFormat): Result<string, 'ledger/not-a-percentage'> {
  const hasSign = text.trim().endsWith('%')
  const number = parseDecimal(hasSign ? text.trim().slice(0, -1) : text, format)
  if (!number.ok) return refuse('ledger/not-a-percentage', { value: text })
  if (hasSign) {
    const hundredth = parseDecimal(`${number.value}e-2`, { decimal: '.', group: '' })
    return hundredth.ok ? hundredth : refuse('ledger/not-a-percentage', { value: text })
  }
  const isFraction = /^-?(?:0(?:\.\d+)?|1)$/.test(number.value)
  return isFraction ? number : refuse('ledger/not-a-percentage', { value: text })
}
