import { accept, type Result, refuse } from '../kernel/index.ts'
import { withoutCurrency } from './currencies.ts'

/** How a file writes numbers: the decimal sign and the sign between thousands. */
export interface DecimalFormat {
  readonly decimal: '.' | ','
  readonly group: '' | ',' | '.' | ' ' | "'"
}

/** What the numbers of a column say about their format. `ambiguous`: they can be read in two ways; a person must choose. */
export type DecimalDetection =
  | { readonly kind: 'certain'; readonly format: DecimalFormat }
  | { readonly kind: 'ambiguous'; readonly formats: readonly DecimalFormat[] }
  | { readonly kind: 'none' }

export type DecimalFault = 'ledger/not-a-number' | 'ledger/number-too-long'

/** All formats known, the most common of those that read the same samples alike first. */
export const decimalFormats: readonly DecimalFormat[] = [
  { decimal: '.', group: ',' },
  { decimal: ',', group: '.' },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: "'" },
  { decimal: '.', group: ' ' },
  { decimal: ',', group: "'" },
  { decimal: '.', group: '' },
  { decimal: ',', group: '' },
]

const WHOLE_DIGITS = 20
const FRACTION_DIGITS = 18

/**
 * Finds how numbers are written: the format that reads the most samples. Where two formats read them equally often but
 * to different values ("1.234" is 1234 or 1.234), the answer is ambiguous. Empty samples say nothing.
 */
export function detectDecimalFormat(samples: readonly string[]): DecimalDetection {
  const filled = samples.filter((sample) => sample.trim() !== '')
  const readings = decimalFormats.map((format) => ({ format, values: filled.map((text) => valueOrNull(text, format)) }))
  const hits = readings.map((reading) => reading.values.filter((value) => value !== null).length)
  const most = Math.max(...hits)
  if (most === 0) return { kind: 'none' }
  const best = readings.filter((_, index) => hits[index] === most)
  const different = new Map<string, DecimalFormat>()
  for (const { format, values } of best) {
    const key = JSON.stringify(values)
    if (!different.has(key)) different.set(key, format)
  }
  const formats = [...different.values()]
  const [format] = formats
  return formats.length === 1 && format ? { kind: 'certain', format } : { kind: 'ambiguous', formats }
}

/**
 * Reads a number exactly, digit by digit, never through floating point: "(1.234,50)" becomes "-1234.5". Accepts a sign
 * before or after, parentheses for negative, currency signs or codes, and an exponent. Thousands must stand in threes
 * (or in the Indian way). Refuses everything else, and more than 20 digits before or 18 after the decimal sign.
 */
export function parseDecimal(text: string, format: DecimalFormat): Result<string, DecimalFault> {
  const { body, isNegative } = takeSign(text)
  const match = NUMBER.exec(toPlainSigns(body, format))
  if (!match) return refuse('ledger/not-a-number', { value: text })
  const [, whole = '', fraction = '', exponent = '0'] = match
  const digits = ungroup(whole)
  if (digits === null || digits + fraction === '') return refuse('ledger/not-a-number', { value: text })
  if (exponent !== '0' && whole.includes(GROUP)) return refuse('ledger/not-a-number', { value: text })
  const placed = placePoint(digits, fraction, Number(exponent))
  if (placed === null) return refuse('ledger/number-too-long', { value: text })
  return accept(isNegative && placed !== '0' ? `-${placed}` : placed)
}

/** Writes a canonical decimal ("-1234.5") in a format, thousands grouped: the inverse of reading. */
export function writeDecimal(decimal: string, format: DecimalFormat): string {
  const [whole = '', fraction] = decimal.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, format.group)
  const sign = decimal.startsWith('-') ? '-' : ''
  return fraction === undefined ? `${sign}${grouped}` : `${sign}${grouped}${format.decimal}${fraction}`
}

const GROUP = '_'
const NUMBER = /^([\d_]*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

function valueOrNull(text: string, format: DecimalFormat): string | null {
  const result = parseDecimal(text, format)
  return result.ok ? result.value : null
}

/** Takes currency and sign off, in whichever order they stand. */
function takeSign(text: string): { body: string; isNegative: boolean } {
  let body = withoutCurrency(text.replace(/[\u2212\u2013\ufe63]/g, '-').trim())
  const inParentheses = /^\((.*)\)$/.exec(body)
  if (inParentheses) return { body: withoutCurrency(inParentheses[1] ?? ''), isNegative: true }
  const isNegative = body.startsWith('-') || (body.endsWith('-') && body.length > 1)
  if (isNegative) body = body.startsWith('-') ? body.slice(1) : body.slice(0, -1)
  else if (body.startsWith('+')) body = body.slice(1)
  return { body: withoutCurrency(body), isNegative }
}

/** Replaces the format's signs by "." and "_"; any other sign stays and makes the number unreadable. */
function toPlainSigns(body: string, format: DecimalFormat): string {
  let plain = ''
  for (const character of body.trim()) {
    const sign = SPACES.has(character) ? ' ' : character === '\u2019' ? "'" : character
    if (sign === format.decimal) plain += '.'
    else if (sign === format.group) plain += GROUP
    else plain += sign === '.' || sign === GROUP ? '?' : sign
  }
  return plain
}

const SPACES = new Set([' ', '\u00a0', '\u202f', '\u2009', '\u2007'])

/** Digits without group signs; null where the groups are no thousands or begin with a zero. */
function ungroup(whole: string): string | null {
  if (!whole.includes(GROUP)) return whole
  const isWestern = /^[1-9]\d{0,2}(?:_\d{3})+$/.test(whole)
  const isIndian = /^[1-9]\d?(?:_\d{2})+_\d{3}$/.test(whole)
  return isWestern || isIndian ? whole.replaceAll(GROUP, '') : null
}

function placePoint(whole: string, fraction: string, exponent: number): string | null {
  if (Math.abs(exponent) > WHOLE_DIGITS + FRACTION_DIGITS) return null
  const digits = whole + fraction
  const point = whole.length + exponent
  const left = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0')
  const right = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits
  const units = left.replace(/^0+/, '')
  const decimals = right.replace(/0+$/, '')
  if (units.length > WHOLE_DIGITS || decimals.length > FRACTION_DIGITS) return null
  return decimals === '' ? units || '0' : `${units || '0'}.${decimals}`
}
