import { isBlank, usualWidth } from './dialect.ts'
import { findHeader, type Header, NO_HEADER, nameColumns, recordWithoutHeader } from './header.ts'
import { excerpt, FileRefusal } from './refusal.ts'
import { startSheet } from './sheet.ts'
import { BATCH_ROWS, type ReadContext, type Row, type RowBatch, type TableSource } from './table.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { parseXml } from './xml.ts'
import { openZip, type ZipParts } from './zip.ts'

const SAMPLE_ROWS = 200

interface OpenSheet {
  readonly sheet: Sheet
  readonly header: Header<Row>
  readonly bytesTotal: number
}

/** Opens a workbook (.xlsx): chooses the sheet asked for, else the first visible one that holds a table. */
export async function openWorkbook(context: ReadContext): Promise<TableSource> {
  const zip = await openZip(context)
  try {
    const workbook = await readWorkbook(zip, context)
    const { sheet, header, bytesTotal } = await chooseSheet(zip, workbook, context)
    const progress = { bytesRead: 0, bytesTotal }
    return {
      format: 'xlsx',
      encoding: 'utf-8',
      delimiter: null,
      quote: null,
      sheetNames: workbook.sheets.map(({ name, isHidden }) => ({ name, hidden: isHidden })),
      sheet: sheet.name,
      headerRow: header.record.line,
      header: header.names,
      renamedColumns: header.renamed,
      rows: () => readRows({ context, workbook, sheet, header, progress }),
      progress: () => ({ ...progress }),
    }
  } finally {
    zip.close()
  }
}

async function chooseSheet(zip: ZipParts, workbook: Workbook, context: ReadContext): Promise<OpenSheet> {
  const { hint, file } = context
  const named = hint.sheet === undefined ? null : workbook.sheets.filter((sheet) => sheet.name === hint.sheet)
  if (named?.length === 0) throw new FileRefusal('files/no-sheet', { file, value: hint.sheet })
  const visible = workbook.sheets.filter((sheet) => !sheet.isHidden)
  let fallback: OpenSheet | null = null
  for (const sheet of named ?? (visible.length > 0 ? visible : workbook.sheets)) {
    const sample = await sampleSheet(zip, workbook, sheet, context)
    const hinted =
      hint.headerRow === NO_HEADER ? recordWithoutHeader(1) : sample.find((row) => row.line === hint.headerRow)
    const header = hinted ? nameColumns(hinted) : findHeader(sample, usualWidth(sample.map(trimEnd)))
    if (!header) continue
    const found = { sheet, header: widenHeader(header.record, sample), bytesTotal: zip.sizeOf(sheet.part) }
    const isTable = sample.some((row) => row.line > header.record.line && !isBlank(row.cells))
    if (isTable) return found
    fallback ??= found
  }
  if (!fallback) throw new FileRefusal('files/empty', { file })
  return fallback
}

/** A sheet may hold values right of its last header cell: those columns exist, they only lack a name. */
function widenHeader(record: Row, sample: readonly Row[]): Header<Row> {
  const below = sample.filter((row) => row.line >= record.line)
  const width = below.reduce((widest, row) => Math.max(widest, trimEnd(row).cells.length), 0)
  const cells = Array.from({ length: width }, (_, index) => record.cells[index] ?? '')
  return nameColumns({ ...record, cells })
}

/** Cells that hold nothing at the end of a row are formatting, not columns. */
function trimEnd(row: Row): Row & { cells: string[] } {
  let end = row.cells.length
  while (end > 0 && (row.cells[end - 1] ?? '').trim() === '') end -= 1
  return { ...row, cells: row.cells.slice(0, end) }
}

async function sampleSheet(zip: ZipParts, workbook: Workbook, sheet: Sheet, context: ReadContext): Promise<Row[]> {
  const reader = startSheet(workbook, context)
  const sample: Row[] = []
  for await (const rows of parseXml(zip.read(sheet.part), context, reader.handlers, () => reader.takeRows())) {
    sample.push(...rows)
    if (sample.length >= SAMPLE_ROWS) break
  }
  return sample.slice(0, SAMPLE_ROWS)
}

interface SheetRead {
  readonly context: ReadContext
  readonly workbook: Workbook
  readonly sheet: Sheet
  readonly header: Header<Row>
  readonly progress: { bytesRead: number; readonly bytesTotal: number }
}

async function* readRows(read: SheetRead): AsyncGenerator<RowBatch> {
  const { context, workbook, sheet, header, progress } = read
  const zip = await openZip(context)
  const reader = startSheet(workbook, context)
  progress.bytesRead = 0
  const take = (bytes: number) => {
    progress.bytesRead += bytes
    return reader.takeRows()
  }
  let batch: Row[] = []
  let rowCount = 0
  try {
    for await (const rows of parseXml(zip.read(sheet.part), context, reader.handlers, take)) {
      for (const row of rows) {
        if (row.line <= header.record.line || (isBlank(row.cells) && !row.problems)) continue
        batch.push(fitToHeader(row, header.names.length))
        rowCount += 1
        if (rowCount > context.limits.rows) throw new FileRefusal('files/too-many-rows', { file: context.file })
        if (batch.length < BATCH_ROWS) continue
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  } finally {
    zip.close()
  }
}

/** Sheets leave out empty cells, so a short row is whole; a cell beyond the header belongs to no column. */
function fitToHeader(row: Row, width: number): Row {
  if (row.cells.length === width) return row
  if (row.cells.length < width) {
    return { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] }
  }
  const extra = row.cells.findIndex((cell, index) => index >= width && cell.trim() !== '')
  if (extra < 0) return { ...row, cells: row.cells.slice(0, width) }
  const problem = { code: 'files/ragged-row', column: extra + 1, value: excerpt(row.cells[extra] ?? '') } as const
  return { ...row, problems: [...(row.problems ?? []), problem] }
}
