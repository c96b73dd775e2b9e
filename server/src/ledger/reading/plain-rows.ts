import type { PlainLines, Row } from '../../platform/files/index.ts'
import type { ByteSink } from './byte-sink.ts'
import { CellMemo, textOf } from './cell-memo.ts'
import type { CellReader } from './cell-reader.ts'
import type { RowWriting } from './direct-rows.ts'

/** Writes one cell as COPY text; false when it has to be read as a string, or is a fault. */
type WriteCell = (bytes: Uint8Array, from: number, to: number, sink: ByteSink) => boolean

const TAB = 9
const LINE_FEED = 10
const SPACE = 32
const MINUS = 45
const POINT = 46
const ZERO = 48
const NINE = 57
const BACKSLASH = 92
const LONGEST_CODE = 100
const MOST_WHOLE_DIGITS = 19
const MOST_DECIMALS = 18

/**
 * Turns plain lines into COPY text without making strings of their cells. A row that cannot be written so is handed to
 * `closer`, which writes or rejects it; the order of rows stays.
 */
export function plainWriting(
  { constants, readers }: RowWriting,
  sink: ByteSink,
  closer: (row: Row) => void,
): (plain: PlainLines) => void {
  const writers = readers.map((reader) => ({ position: reader.column.position, write: cellWriter(reader) }))
  const writeLine = ({ bytes, bounds, width }: PlainLines, bound: number): boolean => {
    for (const { position, write } of writers) {
      sink.add(TAB)
      const isThere = position < width
      const from = isThere ? (bounds[bound + position] ?? 0) + 1 : 0
      if (!write(bytes, from, isThere ? (bounds[bound + position + 1] ?? 0) : 0, sink)) return false
    }
    return true
  }
  return (plain) => {
    for (let index = 0; index < plain.lines; index++) {
      const line = plain.firstLine + index
      const bound = index * (plain.width + 1)
      const start = sink.length
      sink.text(constants ?? String(line))
      if (writeLine(plain, bound)) sink.add(LINE_FEED)
      else {
        sink.length = start
        closer({ line, cells: cellsOf(plain, bound) })
      }
    }
  }
}

function cellsOf({ bytes, bounds, width }: PlainLines, bound: number): string[] {
  return Array.from({ length: width }, (_, cell) =>
    textOf(bytes, (bounds[bound + cell] ?? 0) + 1, bounds[bound + cell + 1] ?? 0),
  )
}

function cellWriter(reader: CellReader): WriteCell {
  const memo = new CellMemo(reader.read)
  const isPlain = reader.plain === 'code' ? isPlainCode : reader.plain === 'decimal' ? isPlainDecimal : null
  if (!isPlain) return (bytes, from, to, sink) => memo.write(bytes, from, to, sink)
  return (bytes, from, to, sink) => {
    if (!isPlain(bytes, from, to)) return memo.write(bytes, from, to, sink)
    sink.copy(bytes, from, to)
    return true
  }
}

function isPlainCode(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to || to - from > LONGEST_CODE) return false
  for (let index = from; index < to; index++) {
    const byte = bytes[index] ?? 0
    if (byte <= SPACE || byte === BACKSLASH) return false
  }
  return true
}

/** A decimal as the database writes it: no leading zeros, no more digits than fit. */
function isPlainDecimal(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === MINUS ? from + 1 : from
  const point = endOfDigits(bytes, first, to)
  const whole = point - first
  if (whole === 0 || whole > MOST_WHOLE_DIGITS || (whole > 1 && bytes[first] === ZERO)) return false
  if (point === to) return true
  if (bytes[point] !== POINT) return false
  const decimals = to - point - 1
  return decimals > 0 && decimals <= MOST_DECIMALS && endOfDigits(bytes, point + 1, to) === to
}

function endOfDigits(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && (bytes[index] ?? 0) >= ZERO && (bytes[index] ?? 0) <= NINE) index++
  return index
}
