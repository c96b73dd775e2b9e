import { excerpt, FileRefusal, type RowProblem } from './refusal.ts'
import type { FileLimits } from './table.ts'

export interface Dialect {
  readonly delimiter: string
  readonly quote: string
}

/** A record as the tokenizer finds it, before it is compared with the header. */
export interface Token {
  readonly line: number
  readonly cells: string[]
  readonly problem?: RowProblem
}

interface Rules extends Dialect {
  readonly file: string
  readonly limits: FileLimits
}

type QuotedRecord =
  | { readonly kind: 'whole'; readonly cells: string[]; readonly next: number; readonly breaks: number }
  | { readonly kind: 'open' | 'stray'; readonly column: number; readonly read: number }

const NONE = 0x3fffffff
const LF = 10
const CR = 13
/** Characters that may be read again after broken quotes, before the file is given up: keeps hostile files linear. */
const REREAD_CHARACTERS = 64 * 1024 * 1024

/**
 * Cuts decoded text into records, piece by piece. Ours rather than a library's because records need their physical
 * line, a bound on their length while they are still incomplete, and a way to go on after a quote that never closes.
 */
export class Tokenizer {
  readonly #rules: Rules
  #rest = ''
  #line = 1
  #reread = 0

  constructor(rules: Rules) {
    this.#rules = rules
  }

  /** The physical line on which the next record begins, and whether nothing of it has been given yet. */
  get place(): { readonly line: number; readonly isBetweenRecords: boolean } {
    return { line: this.#line, isBetweenRecords: this.#rest === '' }
  }

  /** Counts lines that somebody else has read; only between records. */
  skip(lines: number): void {
    this.#line += lines
  }

  /** Adds a piece of text and appends the records it completes. */
  write(text: string, tokens: Token[]): void {
    this.#scan(this.#rest === '' ? text : this.#rest + text, tokens, false)
  }

  /** Appends what remains when the text has ended. */
  end(tokens: Token[]): void {
    this.#scan(this.#rest, tokens, true)
  }

  #scan(text: string, tokens: Token[], isLast: boolean): void {
    const { quote, delimiter, limits } = this.#rules
    const rules = { ...this.#rules, isLast }
    let position = 0
    let nextQuote = -1
    let nextLf = -1
    let nextCr = -1
    while (position < text.length) {
      if (nextLf < position) nextLf = find(text, '\n', position)
      if (nextCr < position) nextCr = find(text, '\r', position)
      if (nextQuote < position) nextQuote = find(text, quote, position)
      let end = Math.min(nextLf, nextCr)
      let problem: RowProblem | undefined
      if (nextQuote < end && nextQuote !== NONE) {
        const record = readQuotedRecord(text, position, rules)
        if (record.kind === 'whole') {
          this.#take(tokens, record.cells, this.#problemOfLength(record.cells, record.next - position))
          this.#line += record.breaks + 1
          position = record.next
          continue
        }
        const mayStillClose = record.kind === 'open' && !isLast
        if (mayStillClose && text.length - position <= limits.lineLength) break
        problem = { code: 'files/unclosed-quote', column: record.column, value: null }
        this.#countReread(record.read)
      }
      if (end === NONE) {
        if (!isLast) break
        end = text.length
      }
      if (end === text.length - 1 && end === nextCr && !isLast) break
      if (end - position > limits.lineLength) this.#refuseLine(text.slice(position, end))
      const cells = text.slice(position, end).split(delimiter)
      this.#take(tokens, cells, problem ?? this.#problemOfLength(cells, end - position))
      this.#line += 1
      position = end + (end === nextCr && nextLf === end + 1 ? 2 : 1)
    }
    this.#rest = text.slice(position)
    if (this.#rest.length > limits.lineLength) this.#refuseLine(this.#rest)
  }

  #take(tokens: Token[], cells: string[], problem: RowProblem | undefined): void {
    if (cells.length > this.#rules.limits.columns) {
      throw new FileRefusal('files/too-many-columns', { file: this.#rules.file, row: this.#line, column: cells.length })
    }
    tokens.push(problem ? { line: this.#line, cells, problem } : { line: this.#line, cells })
  }

  #problemOfLength(cells: readonly string[], length: number): RowProblem | undefined {
    const { cellLength } = this.#rules.limits
    if (length <= cellLength) return undefined
    const index = cells.findIndex((cell) => cell.length > cellLength)
    if (index < 0) return undefined
    return { code: 'files/cell-too-long', column: index + 1, value: excerpt(cells[index] ?? '') }
  }

  #refuseLine(text: string): never {
    const { limits, delimiter, file } = this.#rules
    const columns = text.slice(0, limits.lineLength).split(delimiter, limits.columns + 1).length
    const code = columns > limits.columns ? 'files/too-many-columns' : 'files/line-too-long'
    throw new FileRefusal(code, { file, row: this.#line, column: columns, value: text.slice(0, 100) })
  }

  #countReread(characters: number): void {
    this.#reread += characters
    if (this.#reread > REREAD_CHARACTERS) {
      throw new FileRefusal('files/malformed-quotes', { file: this.#rules.file, row: this.#line })
    }
  }
}

function find(text: string, sought: string, from: number): number {
  const index = text.indexOf(sought, from)
  return index < 0 ? NONE : index
}

interface RecordRules extends Rules {
  readonly isLast: boolean
}

/** Reads a record that holds at least one quote; quotes count only where a cell begins. */
function readQuotedRecord(text: string, start: number, rules: RecordRules): QuotedRecord {
  const { delimiter, quote } = rules
  const cells: string[] = []
  let position = start
  let breaks = 0
  for (;;) {
    let first = position
    while (text[first] === ' ') first += 1
    let end: number
    if (text[first] === quote) {
      const close = closingQuote(text, first + 1, rules)
      if (close < 0) return { kind: 'open', column: cells.length + 1, read: text.length - start }
      const inner = text.slice(first + 1, close)
      cells.push(inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner)
      breaks += countBreaks(inner)
      end = close + 1
      while (text[end] === ' ') end += 1
    } else {
      end = endOfBareCell(text, position, delimiter)
      cells.push(text.slice(position, end))
    }
    const read = end - start
    if (end >= text.length)
      return rules.isLast ? whole(cells, end, breaks) : { kind: 'open', column: cells.length, read }
    if (text[end] === delimiter) {
      position = end + 1
      continue
    }
    const code = text.charCodeAt(end)
    if (code === LF) return whole(cells, end + 1, breaks)
    if (code !== CR) return { kind: 'stray', column: cells.length, read }
    if (end === text.length - 1 && !rules.isLast) return { kind: 'open', column: cells.length, read }
    return whole(cells, end + (text.charCodeAt(end + 1) === LF ? 2 : 1), breaks)
  }
}

function whole(cells: string[], next: number, breaks: number): QuotedRecord {
  return { kind: 'whole', cells, next, breaks }
}

/** Index of the quote that ends a cell (a doubled quote does not), or -1 while it cannot be known. */
function closingQuote(text: string, from: number, rules: RecordRules): number {
  let position = from
  for (;;) {
    const index = text.indexOf(rules.quote, position)
    if (index < 0) return -1
    if (index === text.length - 1) return rules.isLast ? index : -1
    if (text[index + 1] !== rules.quote) return index
    position = index + 2
  }
}

function endOfBareCell(text: string, from: number, delimiter: string): number {
  const stop = delimiter.charCodeAt(0)
  let index = from
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === stop || code === LF || code === CR) return index
  }
  return index
}

function countBreaks(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}
