import { type DecimalFormat, detectDecimalFormat, parseDecimal } from '../ledger/index.ts'

/** How a sheet writes its numbers; unknown where they can be read in two ways. */
export type NumberFormat = DecimalFormat | 'unknown'

const PLAIN: DecimalFormat = { decimal: '.', group: ',' }
const WHOLE = /^[-+]?\d+$/
const STORABLE = /^-?\d{1,16}(\.\d{1,10})?$/

/** How the numbers among these texts are written; a percent sign after one says nothing about that. */
export function numberFormatOf(texts: readonly string[]): NumberFormat {
  const detection = detectDecimalFormat(texts.map((text) => splitScale(withoutPercent(text)).number))
  if (detection.kind === 'none') return PLAIN
  return detection.kind === 'certain' ? detection.format : 'unknown'
}

/**
 * A number as people write it, as an exact decimal with at most 16 digits and 10 decimals: null of nothing; otherwise why
 * it cannot be read. "520k" is 520000, as `readTypedAmount` has it. "1.234" is read in neither way where the sheet does
 * not settle what the dot means.
 */
export function readWrittenNumber(text: string, format: NumberFormat): string | null | { readonly fault: string } {
  const written = withoutPercent(text)
  if (written === '') return null
  if (format === 'unknown' && !WHOLE.test(written)) {
    return { fault: 'can be read in two ways; write it without thousands, as 1250.5' }
  }
  const { number, power } = splitScale(written)
  const read = parseDecimal(number, format === 'unknown' ? PLAIN : format)
  if (!read.ok) return { fault: 'is no number; write it as 1250.5' }
  const scaled = timesTen(read.value, power)
  return STORABLE.test(scaled) ? scaled : { fault: 'has more than 16 digits or 10 decimals' }
}

function withoutPercent(text: string): string {
  return text.trim().replace(/\s*%$/, '')
}

/** What somebody typed into a field for an amount. */
export type TypedAmount =
  | { readonly kind: 'empty' }
  /** An exact decimal with at most 16 digits and 10 decimals. */
  | { readonly kind: 'amount'; readonly amount: string }
  /** Both things that it could mean, the smaller one first. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly string[] }
  | { readonly kind: 'no-amount' }
  | { readonly kind: 'too-long' }

/**
 * An amount as people type it into one field: "520k", "1.2m", "1,2 m", "1 200 000", "1,200,000", "€ 3bn", "(5)". Letters
 * behind the number stand for thousand (k), million (m, mn, mio, mln) and billion (b, bn, mrd); a currency beside it is left
 * aside. The number itself is read by the rule of imports and pasted sheets: what can be read in two ways ("1,200" is 1200
 * in one country and 1.2 in another) is never guessed, and both readings are told.
 */
export function readTypedAmount(text: string): TypedAmount {
  const written = text.trim()
  if (written === '') return { kind: 'empty' }
  const { number, power } = splitScale(written)
  const detection = detectDecimalFormat([number])
  if (detection.kind === 'none') return { kind: 'no-amount' }
  const formats = detection.kind === 'certain' ? [detection.format] : detection.formats
  const readings = formats.flatMap((format) => {
    const read = parseDecimal(number, format)
    return read.ok ? [timesTen(read.value, power)] : []
  })
  if (!readings.every((reading) => STORABLE.test(reading))) return { kind: 'too-long' }
  const [amount = ''] = readings
  if (readings.length === 1) return { kind: 'amount', amount }
  return {
    kind: 'ambiguous',
    readings: readings.toSorted((one, other) => Math.abs(Number(one)) - Math.abs(Number(other))),
  }
}

/**
 * The currency that somebody wrote beside an amount, as they wrote it ("€", "US$", "EUR"); empty where they wrote none. An
 * amount is never converted, so whoever writes another currency than the one that counts is to be told.
 */
export function currencyMarkOf(text: string): string {
  return splitScale(text.trim()).number.replaceAll(/[\d\s.,'’()+\-\u2212\u00a0\u202f]/g, '')
}

/**
 * Amounts that were written together, such as the cells of a sheet: each as `readTypedAmount` reads it, and one that could be
 * two numbers as the others show it to be meant ("1,200" beside "1,500.50" is 1200). Where nothing shows it, both readings
 * are told.
 */
export function readTypedAmounts(texts: readonly string[]): TypedAmount[] {
  const format = numberFormatOf(texts)
  return texts.map((text) => {
    const typed = readTypedAmount(text)
    if (typed.kind !== 'ambiguous' || format === 'unknown') return typed
    const read = readWrittenNumber(text, format)
    return typeof read === 'string' ? { kind: 'amount', amount: read } : typed
  })
}

const POWERS: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['m', 6],
  ['mn', 6],
  ['mio', 6],
  ['mln', 6],
  ['b', 9],
  ['bn', 9],
  ['mrd', 9],
])
const SCALED = /^((?:[^a-z\d]*[a-z]{1,3}[^a-z\d]*)?[^a-z]*\d[.,]?)\s*(k|mn|mio|mln|m|bn|b|mrd)\.?(?![a-z])(.*)$/i

/** A number without the letters behind it that say thousands, millions or billions, and the power of ten they stand for. */
export function splitScale(text: string): { readonly number: string; readonly power: number } {
  const [, before, letters, after] = SCALED.exec(text) ?? []
  if (before === undefined || letters === undefined || after === undefined || /\d/.test(after))
    return { number: text, power: 0 }
  return { number: `${before}${after}`, power: POWERS.get(letters.toLowerCase()) ?? 0 }
}

/** A canonical decimal with its point moved to the right, exactly. */
export function timesTen(decimal: string, power: number): string {
  if (power === 0) return decimal
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const digits = `${whole}${fraction.slice(0, power).padEnd(power, '0')}`.replace(/^0+(?=\d)/, '')
  const rest = fraction.slice(power)
  return `${decimal.startsWith('-') ? '-' : ''}${digits}${rest === '' ? '' : `.${rest}`}`
}
