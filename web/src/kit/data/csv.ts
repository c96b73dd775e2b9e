/** A cell of a table that leaves the program: numbers stay numbers, everything else is text. */
export type CsvCell = string | number | null | undefined

/** Characters that make a spreadsheet read a cell as a formula, with their full-width twins. */
const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/
const NEEDS_QUOTES = /[",\r\n\t;]/

/** Puts an apostrophe before text that a spreadsheet would run as a formula; real numbers are left alone. */
export function neutralizeFormula(value: string): string {
  if (PLAIN_NUMBER.test(value)) return value
  return FORMULA_START.test(value.trimStart()) || FORMULA_START.test(value) ? `'${value}` : value
}

function writeCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const safe = neutralizeFormula(cell)
  return NEEDS_QUOTES.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Writes rows as CSV (RFC 4180, CR LF, with a byte order mark so that spreadsheets read it as UTF-8). */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(writeCell).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}
