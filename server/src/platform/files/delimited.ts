import { open } from 'node:fs/promises'
import { detectDialect, isBlank, usualWidth } from './dialect.ts'
import { detectEncoding, namedEncoding, startDecoding, type TextEncoding } from './encoding.ts'
import { findHeader, NO_HEADER, nameColumns, recordWithoutHeader } from './header.ts'
import { type PlainScanner, plainScanner } from './plain-lines.ts'
import { excerpt, FileRefusal, type RowProblem } from './refusal.ts'
import { refuseMarkup } from './signature.ts'
import {
  BATCH_ROWS,
  type ReadContext,
  type ReadProgress,
  type Row,
  type RowBatch,
  type TableFormat,
  type TablePart,
  type TableSource,
} from './table.ts'
import { type Dialect, type Token, Tokenizer } from './tokenizer.ts'

const CHUNK_BYTES = 128 * 1024
const LINE_FEED = 10
const REPLACEMENT = '\ufffd'

const formats = new Map<string, TableFormat>([
  ['\t', 'tsv'],
  ['|', 'psv'],
  [';', 'ssv'],
])

interface Layout {
  readonly encoding: TextEncoding
  readonly dialect: Dialect
  readonly headerLine: number
  readonly width: number
}

/** Opens a file of delimited text: finds its encoding, delimiter, quote and header row from its first part. */
export async function openDelimited(context: ReadContext, head: Buffer, bytesTotal: number): Promise<TableSource> {
  const { file, limits, hint } = context
  const encoding = await findEncoding(context, head)
  const text = decodeSample(head, encoding, head.length >= bytesTotal)
  if (text.trim() === '') throw new FileRefusal('files/empty', { file })
  refuseMarkup(text, file)
  const sample = { text, isWhole: head.length >= bytesTotal, file, limits }
  const { dialect, tokens } = detectDialect(sample, definedOnly(hint))
  if (!sample.isWhole && !/[\r\n]/.test(text)) refuseEndlessLine(context, tokens)
  const width = usualWidth(tokens)
  const header = findHint(tokens, hint.headerRow, width) ?? findHeader(tokens, width)
  if (!header) throw new FileRefusal('files/empty', { file })
  if (header.names.length > limits.columns) {
    throw new FileRefusal('files/too-many-columns', { file, row: header.record.line, column: header.names.length })
  }
  const layout = { encoding, dialect, headerLine: header.record.line, width: header.names.length }
  const progress = { bytesRead: 0, bytesTotal }
  return {
    format: formats.get(dialect.delimiter) ?? 'csv',
    encoding: encoding.name,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    sheetNames: [],
    sheet: null,
    headerRow: header.record.line,
    header: header.names,
    renamedColumns: header.renamed,
    rows: () => readRows(context, layout, progress),
    parts: () => readParts({ ...context, layout, progress, plain: plainScanner(layout, limits.cellLength) }),
    progress: () => ({ ...progress }),
  }
}

/** The header did not end within the sample: cutting it short would lose columns. */
function refuseEndlessLine(context: ReadContext, tokens: readonly Token[]): never {
  const columns = tokens[0]?.cells.length ?? 0
  const code = columns > context.limits.columns ? 'files/too-many-columns' : 'files/line-too-long'
  throw new FileRefusal(code, { file: context.file, row: 1, column: columns })
}

function findHint(tokens: readonly Token[], headerRow: number | undefined, width: number) {
  if (headerRow === NO_HEADER) return nameColumns(recordWithoutHeader(width))
  const token = tokens.find((found) => found.line === headerRow)
  return token ? nameColumns(token) : null
}

function definedOnly(hint: ReadContext['hint']): Partial<Dialect> {
  return {
    ...(hint.delimiter?.length === 1 ? { delimiter: hint.delimiter } : {}),
    ...(hint.quote?.length === 1 ? { quote: hint.quote } : {}),
  }
}

async function findEncoding(context: ReadContext, head: Buffer): Promise<TextEncoding> {
  const named = context.hint.encoding === undefined ? null : namedEncoding(context.hint.encoding, head)
  if (named) return named
  const handle = await open(context.path)
  try {
    return await detectEncoding(handle, head, context.file)
  } finally {
    await handle.close()
  }
}

function decodeSample(head: Buffer, encoding: TextEncoding, isWhole: boolean): string {
  const decoding = startDecoding(encoding)
  const text = decoding.write(head.subarray(encoding.bomBytes))
  return isWhole ? text + decoding.end() : text
}

type Progress = { -readonly [Key in keyof ReadProgress]: ReadProgress[Key] }

async function* readRows(context: ReadContext, layout: Layout, progress: Progress): AsyncGenerator<RowBatch> {
  for await (const part of readParts({ ...context, layout, progress, plain: null })) {
    if (part.kind === 'rows') yield part.rows
  }
}

interface Reading extends ReadContext {
  readonly layout: Layout
  readonly progress: Progress
  /** Finds plain lines; null where rows are wanted, or where bytes do not say what they are. */
  readonly plain: PlainScanner | null
}

async function* readParts(reading: Reading): AsyncGenerator<TablePart> {
  const { layout, progress, limits, file, plain } = reading
  const handle = await open(reading.path)
  const tokenizer = new Tokenizer({ ...layout.dialect, file, limits })
  const decoding = startDecoding(layout.encoding)
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  const tokens: Token[] = []
  let kept = 0
  let batch: Row[] = []
  let rowCount = 0
  progress.bytesRead = layout.encoding.bomBytes
  try {
    for (let isLast = false; !isLast; ) {
      reading.signal?.throwIfAborted()
      const { bytesRead } = await handle.read(buffer, kept, CHUNK_BYTES - kept, progress.bytesRead)
      isLast = bytesRead === 0
      const held = buffer.subarray(0, kept + bytesRead)
      const piece = plain && !isLast ? wholeLinesOf(held) : held
      const place = tokenizer.place
      const found = place.isBetweenRecords && place.line > layout.headerLine ? plain?.scan(piece, place.line) : null
      if (found) {
        rowCount += found.lines
        if (rowCount > limits.rows) throw new FileRefusal('files/too-many-rows', { file })
        tokenizer.skip(found.lines)
        if (batch.length > 0) yield { kind: 'rows', rows: batch }
        batch = []
        yield { kind: 'plain', plain: found }
      } else {
        const text = isLast ? decoding.write(piece) + decoding.end() : decoding.write(piece)
        tokenizer.write(text, tokens)
        if (isLast) tokenizer.end(tokens)
        const isSuspect = tokens.length > 0 && (text.includes('\0') || hasLostCharacter(text, layout))
        for (const token of tokens) {
          if (token.line <= layout.headerLine || isBlank(token.cells)) continue
          batch.push(toRow(token, layout, isSuspect || mayHoldLostCharacter(token, tokens)))
          rowCount += 1
          if (batch.length < BATCH_ROWS) continue
          if (rowCount > limits.rows) throw new FileRefusal('files/too-many-rows', { file })
          yield { kind: 'rows', rows: batch }
          batch = []
        }
        tokens.length = 0
      }
      kept = held.length - piece.length
      buffer.copyWithin(0, piece.length, held.length)
      progress.bytesRead += bytesRead
    }
    if (batch.length > 0) yield { kind: 'rows', rows: batch }
  } finally {
    await handle.close()
  }
}

/** As much as ends with a line feed; all of it where none is in sight. */
function wholeLinesOf(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(LINE_FEED) + 1
  return end === 0 ? bytes : bytes.subarray(0, end)
}

/** The first record of a piece may have begun in the piece before, which was looked at when it was not yet complete. */
function mayHoldLostCharacter(token: Token, tokens: readonly Token[]): boolean {
  return token === tokens[0]
}

function hasLostCharacter(text: string, layout: Layout): boolean {
  return layout.encoding.isLossy && text.includes(REPLACEMENT)
}

function toRow(token: Token, layout: Layout, isSuspect: boolean): Row {
  const { line } = token
  const hasSpareCells = token.cells.length > layout.width && isBlank(token.cells.slice(layout.width))
  const cells = hasSpareCells ? token.cells.slice(0, layout.width) : token.cells
  const problems: RowProblem[] = token.problem ? [token.problem] : []
  if (cells.length !== layout.width && !token.problem) {
    const column = Math.min(cells.length, layout.width) + 1
    problems.push({ code: 'files/ragged-row', column, value: excerpt(cells[column - 1] ?? '') })
  }
  if (isSuspect) addCharacterProblems(cells, layout, problems)
  return problems.length === 0 ? { line, cells } : { line, cells, problems }
}

function addCharacterProblems(cells: readonly string[], layout: Layout, problems: RowProblem[]): void {
  cells.forEach((cell, index) => {
    if (cell.includes('\0')) problems.push({ code: 'files/nul-byte', column: index + 1, value: excerpt(cell) })
    if (hasLostCharacter(cell, layout)) {
      problems.push({ code: 'files/undecodable-character', column: index + 1, value: excerpt(cell) })
    }
  })
}
