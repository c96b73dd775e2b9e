import type { TextEncoding } from './encoding.ts'
import type { PlainLines } from './table.ts'
import type { Dialect } from './tokenizer.ts'

/** Finds out whether bytes are plain lines, and where their cells end. */
export interface PlainScanner {
  /** Null when anything in `bytes`, which end with a line feed, needs a closer look. */
  scan(bytes: Uint8Array, firstLine: number): PlainLines | null
}

const LINE_FEED = 10
const RETURN = 13
const SPACE = 32
const DELETE = 127

const INK = 0
const BLANK = 1
const CELL_END = 2
const LINE_END = 3
const RETURN_SIGN = 4
const OTHER = 5

/** In these, a byte below 128 is the character of ASCII and never a part of another one. */
const ASCII_KEEPING = /^(?:utf-8|windows-125\d|iso-8859-\d+)$/

export interface PlainShape {
  readonly dialect: Dialect
  readonly encoding: TextEncoding
  readonly width: number
}

/** The scanner for a file, or null where its bytes do not tell its characters. */
export function plainScanner(shape: PlainShape, cellLength: number): PlainScanner | null {
  const { encoding, width, dialect } = shape
  const { delimiter } = dialect
  if (!ASCII_KEEPING.test(encoding.name) || delimiter.length !== 1 || delimiter.charCodeAt(0) >= DELETE) return null
  const kinds = kindsOf(dialect)
  let bounds = new Int32Array(0)
  return {
    scan: (bytes, firstLine) => {
      // A line has at least one byte for each cell: its delimiter or its end.
      const room = Math.ceil(bytes.length / width) * (width + 1)
      if (bounds.length < room) bounds = new Int32Array(room)
      const lines = markBounds(bytes, { kinds, width, cellLength }, bounds)
      return lines > 0 ? { bytes, bounds, lines, width, firstLine } : null
    },
  }
}

function kindsOf({ delimiter, quote }: Dialect): Uint8Array {
  const kinds = new Uint8Array(256).fill(OTHER)
  kinds.fill(INK, SPACE + 1, DELETE)
  kinds[SPACE] = BLANK
  kinds[LINE_FEED] = LINE_END
  kinds[RETURN] = RETURN_SIGN
  if (quote.charCodeAt(0) < 256) kinds[quote.charCodeAt(0)] = OTHER
  kinds[delimiter.charCodeAt(0)] = CELL_END
  return kinds
}

interface LineShape {
  readonly kinds: Uint8Array
  readonly width: number
  readonly cellLength: number
}

/** Writes the bounds of every line and says how many lines there are; 0 as soon as one is not plain. */
function markBounds(bytes: Uint8Array, { kinds, width, cellLength }: LineShape, bounds: Int32Array): number {
  const { length } = bytes
  if (bytes[length - 1] !== LINE_FEED) return 0
  let lines = 0
  let at = 0
  let cells = 0
  let from = 0
  let hasInk = false
  bounds[at++] = -1
  for (let index = 0; index < length; index++) {
    const kind = kinds[bytes[index] ?? 0]
    if (kind === INK) {
      hasInk = true
      continue
    }
    if (kind === BLANK) continue
    const isReturn = kind === RETURN_SIGN
    if (kind === OTHER || (isReturn && bytes[index + 1] !== LINE_FEED)) return 0
    if (index - from > cellLength || ++cells > width) return 0
    bounds[at++] = index
    from = index + 1
    if (kind === CELL_END) continue
    if (isReturn) index++
    if (cells !== width || !hasInk) return 0
    lines++
    cells = 0
    hasInk = false
    from = index + 1
    if (from < length) bounds[at++] = index
  }
  return lines
}
