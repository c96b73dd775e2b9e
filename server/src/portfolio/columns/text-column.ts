/**
 * Texts of many accounts of which only so many differ: a number for each account, -1 where it has none, and what the
 * numbers stand for.
 */
export interface TextColumn {
  readonly codes: Int32Array
  readonly texts: string[]
  readonly codeOf: Map<string, number>
  /** Place of each number's key in the order of keys; worked out when asked for, gone with a new text. */
  ranks: Int32Array | null
}

/** As many letters as the database compares of such a text. */
const KEY_LETTERS = 100

export function textColumn(capacity: number): TextColumn {
  return { codes: new Int32Array(capacity).fill(-1), texts: [], codeOf: new Map(), ranks: null }
}

export function writeText(column: TextColumn, position: number, text: string | null): void {
  column.codes[position] = text === null ? -1 : codeFor(column, text)
}

function codeFor(column: TextColumn, text: string): number {
  const known = column.codeOf.get(text)
  if (known !== undefined) return known
  const code = column.texts.push(text) - 1
  column.codeOf.set(text, code)
  column.ranks = null
  return code
}

/** What a text is sorted by: its first letters. */
export function keyOf(text: string): string {
  return text.length <= KEY_LETTERS ? text : [...text].slice(0, KEY_LETTERS).join('')
}

/** Places of the keys in their order; equal keys share one. */
export function ranksOf(column: TextColumn): Int32Array {
  if (column.ranks) return column.ranks
  const keys = column.texts.map(keyOf)
  const order = keys.map((_, code) => code).sort((one, other) => compareTexts(keys[one] ?? '', keys[other] ?? ''))
  const ranks = new Int32Array(keys.length)
  order.forEach((code, place) => {
    const before = order[place - 1]
    ranks[code] = before !== undefined && keys[before] === keys[code] ? (ranks[before] ?? 0) : place
  })
  column.ranks = ranks
  return ranks
}

/** The order of the database: by code points, which strings of the language do not have beyond the first 65,536. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  const shared = Math.min(one.length, other.length)
  for (let index = 0; index < shared; index++) {
    const difference = one.charCodeAt(index) - other.charCodeAt(index)
    if (difference !== 0) return weightAt(one, index) - weightAt(other, index)
  }
  return one.length - other.length
}

/** Halves of a pair stand for code points above all that need no pair. */
function weightAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}
