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
  /**
   * How the numbers of each column are shown. Where it is given the sheet is for eyes as well: heads stand out and stay
   * in sight, long texts are broken over lines, and it prints on as many pages as it is long, but on one in width.
   */
  readonly formats?: readonly NumberFormat[]
}

export type NumberFormat = 'general' | 'whole' | 'percent' | 'grade'

/** Writes rows (the header as the first) as a workbook of one sheet: texts as text, numbers as numbers, days as dates. */
export function xlsxBytes(rows: WriteRows, options: { sheet?: string } = {}): AsyncGenerator<Buffer> {
  return workbookBytes([{ name: options.sheet ?? 'Sheet1', rows }])
}

/** Writes a workbook sheet after sheet; the rows of one are asked for only when those before are written. */
export function workbookBytes(sheets: readonly WriteSheet[]): AsyncGenerator<Buffer> {
  const names = sheets.map(({ name }) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))
  const headed = sheets.map(({ formats }) => formats !== undefined)
  const parts = sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    pieces: sheetPieces(sheet),
  }))
  return zipBytes([...fixedParts(names, headed), ...parts])
}

function csvCell(value: CellValue, delimiter: string): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  const text = typeof value === 'string' ? neutralizeCell(value) : 'decimal' in value ? value.decimal : value.date
  const needsQuotes = text.includes(delimiter) || /[",;\t\r\n]|^\s|\s$/.test(text)
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}

async function* sheetPieces({ rows, widths = [], formats }: WriteSheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const described = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  let piece = `${XML}<worksheet xmlns="${MAIN}">${formats ? VIEW : ''}${described}<sheetData>`
  let line = 0
  for await (const row of rows) {
    line += 1
    if (line > SHEET_ROWS) throw new RangeError(`a sheet ends at row ${SHEET_ROWS}`)
    const styles = formats ? stylesOf(line === 1 ? 'head' : 'body', formats) : PLAIN
    const height = formats ? ` ht="${rowHeight(row, widths)}" customHeight="1"` : ''
    piece += `<row r="${line}"${height}>${row.map((value, at) => sheetCell(value, styles(at))).join('')}</row>`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData>${formats ? PRINT : ''}</worksheet>`
}

const LINE_POINTS = 13.5
/** A spreadsheet has none higher. */
const HIGHEST_ROW = 405
const USUAL_WIDTH = 9

/** So that broken texts can be read: not every program measures them when it opens a file. */
function rowHeight(row: readonly CellValue[], widths: readonly number[]): number {
  const lines = row.map((value, at) => {
    if (typeof value !== 'string') return 1
    const letters = Math.max(1, (widths[at] ?? USUAL_WIDTH) - 1)
    return value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0)
  })
  return Math.min(HIGHEST_ROW, Math.max(1, ...lines) * LINE_POINTS + 1)
}

/** Numbers of the styles of a cell, as they stand in the part of the styles. */
interface CellStyles {
  readonly text: number
  readonly number: number
  readonly date: number
}

const HEAD_STYLE = 3
const NUMBER_STYLES: Readonly<Record<NumberFormat, number>> = { general: 4, whole: 5, percent: 6, grade: 9 }
const PLAIN_STYLES: CellStyles = { text: 2, number: 0, date: 1 }
const HEAD_STYLES: CellStyles = { text: HEAD_STYLE, number: HEAD_STYLE, date: HEAD_STYLE }
const PLAIN = () => PLAIN_STYLES

function stylesOf(place: 'head' | 'body', formats: readonly NumberFormat[]): (column: number) => CellStyles {
  if (place === 'head') return () => HEAD_STYLES
  return (column) => ({ text: 8, number: NUMBER_STYLES[formats[column] ?? 'general'], date: 7 })
}

function sheetCell(value: CellValue, styles: CellStyles): string {
  if (value === null || value === '') return '<c/>'
  if (typeof value === 'number') return Number.isFinite(value) ? numberCell(String(value), styles.number) : '<c/>'
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'string') return textCell(value, styles.text)
  if ('decimal' in value)
    return isExactAsDouble(value.decimal) ? numberCell(value.decimal, styles.number) : textCell(value.decimal, 2)
  const serial = serialOfDate(value.date)
  return serial === null ? textCell(value.date, styles.text) : `<c s="${styles.date}"><v>${serial}</v></c>`
}

function numberCell(digits: string, style: number): string {
  return style === 0 ? `<c><v>${digits}</v></c>` : `<c s="${style}"><v>${digits}</v></c>`
}

function textCell(text: string, style: number): string {
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
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

/** The first row stays in sight, and is printed on every page. */
const VIEW =
  '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
const PRINT =
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
/** As they are numbered above: three of plain sheets, the head, three kinds of numbers, days, long text, grades. */
const TOP = '<alignment vertical="top"/>'
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><color rgb="FF3A424D"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDF0F4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA3AF"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="10"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" borderId="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" applyAlignment="1">${TOP}</xf><xf numFmtId="3" applyNumberFormat="1" applyAlignment="1">${TOP}</xf><xf numFmtId="165" applyNumberFormat="1" applyAlignment="1">${TOP}</xf><xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top" wrapText="1" indent="1"/></xf><xf numFmtId="2" applyNumberFormat="1" applyAlignment="1">${TOP}</xf></cellXfs></styleSheet>`

/** Names that make the first row of a sheet stand on every page that is printed. */
function printTitles(sheets: readonly string[], headed: readonly boolean[]): string {
  const names = sheets.flatMap((sheet, index) =>
    headed[index]
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeText(`'${sheet.replaceAll("'", "''")}'!$1:$1`)}</definedName>`,
        ]
      : [],
  )
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`
}

function fixedParts(sheets: readonly string[], headed: readonly boolean[]): ZipEntrySource[] {
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
      `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><bookViews><workbookView/></bookViews><sheets>${each((number, sheet) => `<sheet name="${sheet}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets>${printTitles(sheets, headed)}</workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    ),
    part('xl/styles.xml', STYLES),
  ]
}
