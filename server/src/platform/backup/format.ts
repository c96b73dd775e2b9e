import { createHash } from 'node:crypto'

export const MAGIC = 'MAINSTAY BACKUP 1'
/** Ends the rows of a table, as PostgreSQL's own text format does; no row can look like it. */
export const END_OF_ROWS = '\\.'
const MODULUS = 1n << 128n

export interface TableHeader {
  readonly table: string
  readonly columns: readonly string[]
}

export interface TableSummary {
  readonly table: string
  readonly rows: number
  readonly checksum: string
}

/** Last line of a backup: without it the file is cut off. */
export interface Manifest {
  readonly createdAt: string
  readonly migrations: readonly string[]
  readonly tables: readonly TableSummary[]
}

/** Sum over the rows of a table that does not depend on their order: each row's SHA-256, added up. */
export class RowSum {
  rows = 0
  #sum = 0n
  add(line: string): void {
    this.rows++
    this.#sum = (this.#sum + BigInt(`0x${createHash('sha256').update(line).digest('hex').slice(0, 32)}`)) % MODULUS
  }
  summary(table: string): TableSummary {
    return { table, rows: this.rows, checksum: this.#sum.toString(16).padStart(32, '0') }
  }
}

/** Splits a stream of bytes into lines without their line breaks. */
export async function* linesOf(source: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  for await (const piece of source) {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, Buffer.from(piece)])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield bytes.toString('utf8', start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length > 0) yield rest.toString('utf8')
}
