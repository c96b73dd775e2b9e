import { excerpt, FileRefusal, type RowProblem } from './refusal.ts'
import type { ReadContext, Row } from './table.ts'
import { unescapeText, type Workbook } from './workbook.ts'
import { columnOfReference, dateOfSerial, exactNumber } from './xlsx-values.ts'
import type { XmlHandlers } from './xml.ts'

interface Cell {
  column: number
  type: string
  style: number
  hasFormula: boolean
  value: string | null
}

/** Collects the rows of one sheet from its XML; `takeRows` hands out those complete so far. */
export interface SheetReader {
  readonly handlers: XmlHandlers
  takeRows(): Row[]
}

/** Reads cells of a sheet as text: what a person sees, with dates in ISO form and numbers in full. */
export function startSheet(workbook: Workbook, context: ReadContext): SheetReader {
  let rows: Row[] = []
  let line = 0
  let cells: string[] = []
  let problems: RowProblem[] = []
  let cell: Cell | null = null
  let isInData = false
  let phonetic = 0
  let isValue = false
  const handlers: XmlHandlers = {
    open(name, attributes) {
      if (name === 'sheetData') isInData = true
      if (!isInData) return
      if (name === 'row') {
        line = rowNumber(attributes.r, line)
        cells = []
        problems = []
      } else if (name === 'c') {
        cell = startCell(attributes, cells.length, { line, context })
      } else if (name === 'f' && cell) {
        cell.hasFormula = true
      } else if (name === 'rPh') {
        phonetic += 1
      } else if ((name === 'v' || name === 't') && cell && phonetic === 0) {
        isValue = true
        cell.value ??= ''
      }
    },
    text(text) {
      if (isValue && cell) cell.value += text
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') phonetic -= 1
      else if (name === 'c' && cell) {
        const text = readCell(cell, workbook, problems)
        checkLength(text, cell.column, context, problems)
        while (cells.length < cell.column - 1) cells.push('')
        cells[cell.column - 1] = text
        cell = null
      } else if (name === 'row' && isInData) {
        rows.push(problems.length === 0 ? { line, cells } : { line, cells, problems })
      } else if (name === 'sheetData') {
        isInData = false
      }
    },
  }
  const takeRows = () => {
    const taken = rows
    rows = []
    return taken
  }
  return { handlers, takeRows }
}

function rowNumber(text: string | undefined, before: number): number {
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 ? number : before + 1
}

function startCell(
  attributes: Record<string, string>,
  cellsBefore: number,
  place: { line: number; context: ReadContext },
): Cell {
  const column = columnOfReference(attributes.r ?? '') ?? cellsBefore + 1
  const { limits, file } = place.context
  if (column > limits.columns) throw new FileRefusal('files/too-many-columns', { file, row: place.line, column })
  return { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), hasFormula: false, value: null }
}

function checkLength(text: string, column: number, context: ReadContext, problems: RowProblem[]): void {
  if (text.length <= context.limits.cellLength) return
  problems.push({ code: 'files/cell-too-long', column, value: excerpt(text) })
}

function readCell(cell: Cell, workbook: Workbook, problems: RowProblem[]): string {
  const report = (code: RowProblem['code'], value: string) => {
    problems.push({ code, column: cell.column, value: excerpt(value) })
    return value
  }
  if (cell.value === null) return cell.hasFormula ? report('files/formula-without-value', '') : ''
  const { value } = cell
  switch (cell.type) {
    case 's': {
      const text = /^\s*\d+\s*$/.test(value) ? workbook.sharedStrings[Number(value)] : undefined
      return text ?? report('files/damaged-cell', value)
    }
    case 'str':
    case 'inlineStr':
      return unescapeText(value)
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE'
    case 'e':
      return report('files/error-cell', value)
    case 'd':
      return value.trim().replace(/T00:00:00(?:\.0+)?Z?$/, '')
    default:
      return readNumber(cell, value, workbook, report)
  }
}

function readNumber(
  cell: Cell,
  value: string,
  workbook: Workbook,
  report: (code: RowProblem['code'], value: string) => string,
): string {
  if (value.trim() === '') return cell.hasFormula ? report('files/formula-without-value', '') : ''
  const number = exactNumber(value)
  if (number === null) return report('files/damaged-cell', value)
  if (!workbook.dateStyles[cell.style]) return number
  return dateOfSerial(Number(value), workbook.startsIn1904) ?? report('files/invalid-date', value)
}
