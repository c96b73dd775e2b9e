import { ByteSink } from './byte-sink.ts'

const FEWEST_CELLS = 64
const MOST_CELLS = 1 << 16
const SLOTS_OF_CELL = 2
const MOST_BYTES = 4 * 1024 ** 2
const LONGEST_CELL = 128
const NUMBERS_OF_CELL = 3

/** Remembers what cells were read as, by their bytes: most values of a column come again and again. */
export class CellMemo {
  /** The place of a cell plus one; 0 is free. */
  #slots = new Int32Array(FEWEST_CELLS * SLOTS_OF_CELL)
  /** For each cell where its bytes begin, where those of its value do, and where these end. */
  #bounds = new Int32Array(FEWEST_CELLS * NUMBERS_OF_CELL)
  readonly #kept = new ByteSink(1 << 10)
  readonly #read: (text: string) => string
  #count = 0

  constructor(read: (text: string) => string) {
    this.#read = read
  }

  /** Writes what the cell is read as; false when it is a fault. */
  write(bytes: Uint8Array, from: number, to: number, sink: ByteSink): boolean {
    if (to - from > LONGEST_CELL) return this.#writeFresh(bytes, from, to, sink) !== ''
    let slot = hashOf(bytes, from, to) & (this.#slots.length - 1)
    for (let place = this.#slots[slot] ?? 0; place > 0; place = this.#slots[slot] ?? 0) {
      if (this.#isCell(place, bytes, from, to)) {
        const bound = (place - 1) * NUMBERS_OF_CELL
        sink.copy(this.#kept.bytes, this.#bounds[bound + 1] ?? 0, this.#bounds[bound + 2] ?? 0)
        return true
      }
      slot = (slot + 1) & (this.#slots.length - 1)
    }
    const value = this.#writeFresh(bytes, from, to, sink)
    if (value === '') return false
    this.#keep(value, bytes.subarray(from, to))
    return true
  }

  #isCell(place: number, bytes: Uint8Array, from: number, to: number): boolean {
    const bound = (place - 1) * NUMBERS_OF_CELL
    const begin = this.#bounds[bound] ?? 0
    if ((this.#bounds[bound + 1] ?? 0) - begin !== to - from) return false
    const { bytes: kept } = this.#kept
    for (let index = from, other = begin; index < to; index++, other++) {
      if (bytes[index] !== kept[other]) return false
    }
    return true
  }

  #writeFresh(bytes: Uint8Array, from: number, to: number, sink: ByteSink): string {
    const value = this.#read(textOf(bytes, from, to))
    sink.text(value)
    return value
  }

  #keep(value: string, cell: Uint8Array): void {
    if (this.#kept.length + cell.length + value.length > MOST_BYTES) this.#forget()
    if (this.#count * NUMBERS_OF_CELL === this.#bounds.length) this.#grow()
    const bound = this.#count * NUMBERS_OF_CELL
    this.#bounds[bound] = this.#kept.length
    this.#kept.copy(cell, 0, cell.length)
    this.#bounds[bound + 1] = this.#kept.length
    this.#kept.text(value)
    this.#bounds[bound + 2] = this.#kept.length
    this.#enter(++this.#count)
  }

  #enter(place: number): void {
    const bound = (place - 1) * NUMBERS_OF_CELL
    const last = this.#slots.length - 1
    let slot = hashOf(this.#kept.bytes, this.#bounds[bound] ?? 0, this.#bounds[bound + 1] ?? 0) & last
    while ((this.#slots[slot] ?? 0) > 0) slot = (slot + 1) & last
    this.#slots[slot] = place
  }

  /** Twice the room, or all anew where that would be too much. */
  #grow(): void {
    if (this.#count >= MOST_CELLS) {
      this.#forget()
      return
    }
    const bounds = new Int32Array(this.#bounds.length * 2)
    bounds.set(this.#bounds)
    this.#bounds = bounds
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let place = 1; place <= this.#count; place++) this.#enter(place)
  }

  #forget(): void {
    this.#slots.fill(0)
    this.#kept.length = 0
    this.#count = 0
  }
}

/** The text of bytes that are ASCII. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let index = from; index < to; index++) text += String.fromCharCode(bytes[index] ?? 0)
  return text
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
  return hash ^ (hash >>> 15)
}
