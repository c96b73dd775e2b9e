import { type DecimalFormat, detectDecimalFormat, parseDecimal } from '../ledger/index.ts'

/** How a sheet writes its numbers; unknown where they can be read in two ways. */
export type NumberFormat = DecimalFormat | 'unknown'

const PLAIN: DecimalFormat = { decimal: '.', group: ',' }
const WHOLE = /^[-+]?\d+$/
const STORABLE = /^-?\d{1,16}(\.\d{1,10})?$/

/** How the numbers among these texts are written; a percent sign after one says nothing about that. */
export function numberFormatOf(texts: readonly string[]): NumberFormat {
  const detection = detectDecimalFormat(texts.map(withoutPercent))
  if (detection.kind === 'none') return PLAIN
  return detection.kind === 'certain' ? detection.format : 'unknown'
}

/**
 * A number as people write it, as an exact decimal with at most 16 digits and 10 decimals: null of nothing; otherwise why
 * it cannot be read. "1.234" is read in neither way where the sheet does not settle what the dot means.
 */
export function readWrittenNumber(text: string, format: NumberFormat): string | null | { readonly fault: string } {
  const written = withoutPercent(text)
  if (written === '') return null
  if (format === 'unknown' && !WHOLE.test(written)) {
    return { fault: 'can be read in two ways; write it without thousands, as 1250.5' }
  }
  const read = parseDecimal(written, format === 'unknown' ? PLAIN : format)
  if (!read.ok) return { fault: 'is no number; write it as 1250.5' }
  return STORABLE.test(read.value) ? read.value : { fault: 'has more than 16 digits or 10 decimals' }
}

function withoutPercent(text: string): string {
  return text.trim().replace(/\s*%$/, '')
}
