import type { RowProblem } from './refusal.ts'

/** What a reader accepts at most. Every bound is checked while streaming, never taken from what a file says of itself. */
export interface FileLimits {
  readonly bytes: number
  readonly lineLength: number
  readonly cellLength: number
  readonly columns: number
  readonly rows: number
  readonly zipEntries: number
  readonly unpackedBytes: number
  /** Unpacked bytes for one packed byte, looked at only above `ratioFreeBytes`. */
  readonly unpackedRatio: number
  readonly ratioFreeBytes: number
  readonly sharedStringCharacters: number
  readonly sharedStringCount: number
}

export const defaultFileLimits: FileLimits = {
  bytes: 2 * 1024 ** 3,
  lineLength: 1024 ** 2,
  cellLength: 32_767,
  columns: 2_000,
  rows: 20_000_000,
  zipEntries: 1_000,
  unpackedBytes: 1024 ** 3,
  unpackedRatio: 200,
  ratioFreeBytes: 10 * 1024 ** 2,
  sharedStringCharacters: 48 * 1024 ** 2,
  sharedStringCount: 1_000_000,
}

export type TableFormat = 'csv' | 'tsv' | 'psv' | 'ssv' | 'xlsx'

/** What a person (or a remembered source) says about a file; it wins over what is detected. */
export interface TableHint {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly quote?: string | undefined
  readonly sheet?: string | undefined
  /** Counted from 1; 0 says that there is no header. */
  readonly headerRow?: number | undefined
}

export interface OpenOptions {
  readonly limits?: Partial<FileLimits> | undefined
  readonly hint?: TableHint | undefined
  readonly signal?: AbortSignal | undefined
  /** The name people know the file by, for messages; the path's last part without it. */
  readonly name?: string | undefined
}

/** One record: `line` is the physical line it starts on, or the row of the sheet, counted from 1. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
  readonly problems?: readonly RowProblem[]
}

export type RowBatch = readonly Row[]

/** Rows of a batch, unless the end comes first. */
export const BATCH_ROWS = 1_000

/** A header cell that was empty or used twice, and the name the column got instead. */
export interface RenamedColumn {
  readonly column: number
  readonly original: string
  readonly name: string
  readonly reason: 'empty' | 'duplicate'
}

export interface SheetName {
  readonly name: string
  readonly hidden: boolean
}

/** Bytes done and to do; for a workbook, of the unpacked sheet. */
export interface ReadProgress {
  readonly bytesRead: number
  readonly bytesTotal: number
}

/**
 * Lines of ASCII that hold as many cells as the header has columns, with no quote, no control character and no blank
 * line among them: what stands between two bounds is the cell. Good until the next part is asked for.
 */
export interface PlainLines {
  readonly bytes: Uint8Array
  /** For each line the byte before its first cell, then the end of each of its cells, where the next begins one further. */
  readonly bounds: Int32Array
  readonly lines: number
  /** Cells of each line. */
  readonly width: number
  readonly firstLine: number
}

export type TablePart =
  | { readonly kind: 'rows'; readonly rows: RowBatch }
  | { readonly kind: 'plain'; readonly plain: PlainLines }

/** A file read as a table. `rows()` starts from the first row below the header each time it is called. */
export interface TableSource {
  readonly format: TableFormat
  readonly encoding: string
  readonly delimiter: string | null
  readonly quote: string | null
  readonly sheetNames: readonly SheetName[]
  readonly sheet: string | null
  readonly headerRow: number
  readonly header: readonly string[]
  readonly renamedColumns: readonly RenamedColumn[]
  rows(): AsyncIterable<RowBatch>
  /** The same as `rows()`, with what is plain left as bytes; only files of delimited text have it. */
  parts?(): AsyncIterable<TablePart>
  progress(): ReadProgress
}

/** What the readers of one file share. */
export interface ReadContext {
  readonly path: string
  readonly file: string
  readonly limits: FileLimits
  readonly hint: TableHint
  readonly signal: AbortSignal | undefined
}
