import { detectDecimalFormat, parseDecimal } from '@mainstay/domain/ledger'

/**
 * An amount as people type or paste it, as plain decimals; an empty text clears. Undefined for what is none, and for what
 * could be read as two numbers: 1.234 is never guessed.
 */
export function readAmount(written: string): string | null | undefined {
  const content = written.trim()
  if (content === '') return null
  const detected = detectDecimalFormat([content])
  if (detected.kind !== 'certain') return undefined
  const read = parseDecimal(content, detected.format)
  return read.ok && /^-?\d{1,16}(\.\d{1,10})?$/.test(read.value) ? read.value : undefined
}

/** Plain decimals without needless zeros, for an input: 1200.5000 becomes 1200.5. */
export function plainAmount(amount: string | null): string {
  if (amount === null) return ''
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
}

/** Rows and cells of what a spreadsheet puts on the clipboard. */
export function clipboardRows(content: string): string[][] {
  const lines = content.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split('\t').map((cell) => cell.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"')))
}
