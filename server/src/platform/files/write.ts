import { neutralizeCell } from './neutralize.ts'
import { type ZipEntrySource, zipBytes } from './zip-writer.ts'

/**
 * A cell to write. A plain string is text and never becomes a formula; numbers that must stay exact come as
 * `decimal`, days as `date` ("2013-05-31").
 */
export type CellValue = string | number | boolean | null | { readonly decimal: string } | { readonly date: string }

export type WriteRows = Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>

const PIECE_CHARACTERS = 64 * 1024
const SHEET_ROWS = 1_048_576
const EXACT_DIGITS = 15
const DAY_MILLISECONDS = 86_400_000

/** Writes rows (the header as the first) as CSV in UTF-8 with a mark, which every spreadsheet program reads rightly. */
export async function* csvBytes(rows: WriteRows, options: { delimiter?: string } = {}): AsyncGenerator<Buffer> {
  const delimiter = options.delimiter ?? ','
  let piece = '\ufeff'
  for await (const row of rows) {
    piece += `${row.map((value) => csvCell(value, delimiter)).join(delimiter)}\r\n`
    if (piece.length < PIECE_CHARACTERS) continue
    yield Buffer.from(piece)
    piece = ''
  }
  if (piece !== '') yield Buffer.from(piece)
}

/** One sheet of a workbook: its name, its rows (the header as the first), and how wide its columns are, in characters. */
export interface WriteSheet {
  readonly name: string
  readonly rows: WriteRows
  readonly widths?: readonly number[]
}

/** Writes rows (the header as the first) as a workbook of one sheet: texts as text, numbers as numbers, days as dates. */
export function xlsxBytes(rows: WriteRows, options: { sheet?: string } = {}): AsyncGenerator<Buffer> {
  return workbookBytes([{ name: options.sheet ?? 'Sheet1', rows }])
}

/** Writes a workbook sheet after sheet; the rows of one are asked for only when those before are written. */
export function workbookBytes(sheets: readonly WriteSheet[]): AsyncGenerator<Buffer> {
  const names = sheets.map(({ name }) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))
  const parts = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    pieces: sheetPieces(sheet),
  }))
  return zipBytes([...fixedParts(names), ...parts])
}

function csvCell(value: CellValue, delimiter: string): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  const text = typeof value === 'string' ? neutralizeCell(value) : 'decimal' in value ? value.decimal : value.date
  const needsQuotes = text.includes(delimiter) || /[",;\t\r\n]|^\s|\s$/.test(text)
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}

async function* sheetPieces({ rows, widths = [] }: WriteSheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const described = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  let piece = `${XML}<worksheet xmlns="${MAIN}">${described}<sheetData>`
  let line = 0
  for await (const row of rows) {
    line += 1
    if (line > SHEET_ROWS) throw new RangeError(`a sheet ends at row ${SHEET_ROWS}`)
    piece += `<row r="${line}">${row.map(sheetCell).join('')}</row>`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

function sheetCell(value: CellValue): string {
  if (value === null || value === '') return '<c/>'
  if (typeof value === 'number') return Number.isFinite(value) ? `<c><v>${value}</v></c>` : '<c/>'
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'string') return textCell(value)
  if ('decimal' in value)
    return isExactAsDouble(value.decimal) ? `<c><v>${value.decimal}</v></c>` : textCell(value.decimal)
  const serial = serialOfDate(value.date)
  return serial === null ? textCell(value.date) : `<c s="1"><v>${serial}</v></c>`
}

function textCell(text: string): string {
  return `<c t="inlineStr" s="2"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}

/** Spreadsheets keep fifteen digits: a longer number is written as text rather than changed. */
function isExactAsDouble(decimal: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(decimal) && decimal.replace(/\D/g, '').replace(/^0+/, '').length <= EXACT_DIGITS
}

/** Day number of the 1900 system; days before March 1900 have no number that all programs agree on. */
function serialOfDate(date: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time)) return null
  const serial = (time - Date.UTC(1899, 11, 30)) / DAY_MILLISECONDS
  return serial > 60 ? serial : null
}

function escapeText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
}

/** Characters XML 1.0 cannot hold, halves of surrogate pairs and the carriage return (which XML would change) included. */
const UNWRITABLE = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function fixedParts(sheets: readonly string[]): ZipEntrySource[] {
  const part = (name: string, body: string) => ({ name, pieces: [XML + body] })
  const each = (write: (number: number, sheet: string) => string) =>
    sheets.map((sheet, index) => write(index + 1, escapeText(sheet).replaceAll('"', '&quot;'))).join('')
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${CONTENT}.worksheet+xml"/>`)}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${each((number, sheet) => `<sheet name="${sheet}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    ),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
  ]
}
