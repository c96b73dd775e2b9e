import type { FileLimits } from './table.ts'
import { type Dialect, type Token, Tokenizer } from './tokenizer.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE_RECORDS = 300
const HEAD_RECORDS = 20
const SPACE = 32
const DELETE = 127
const NO_LIMIT = 0x3fffffff

interface Candidate {
  readonly dialect: Dialect
  readonly tokens: Token[]
  readonly score: number
}

export interface Sample {
  readonly text: string
  /** True when the sample is the whole file, so that its last record counts. */
  readonly isWhole: boolean
  readonly file: string
  readonly limits: FileLimits
}

/** The delimiter and quote under which most records of the sample have the same number of cells, and those records. */
export function detectDialect(sample: Sample, hint: Partial<Dialect>): { dialect: Dialect; tokens: Token[] } {
  const delimiters = hint.delimiter === undefined ? DELIMITERS : [hint.delimiter]
  let best: Candidate | undefined
  for (const delimiter of delimiters) {
    const dialect = { delimiter, quote: hint.quote ?? detectQuote(sample.text, delimiter) }
    const tokens = tokenizeSample(sample, dialect)
    const score = scoreOfTokens(tokens)
    if (!best || score > best.score) best = { dialect, tokens, score }
  }
  if (!best) throw new Error('a list of delimiters is never empty')
  return best
}

/** The number of cells most records have; of two equally frequent ones the larger. */
export function usualWidth(tokens: readonly Token[]): number {
  const counts = new Map<number, number>()
  for (const token of tokens) {
    if (!isBlank(token.cells)) counts.set(token.cells.length, (counts.get(token.cells.length) ?? 0) + 1)
  }
  let width = 1
  let most = 0
  for (const [cells, count] of counts) {
    if (count > most || (count === most && cells > width)) {
      width = cells
      most = count
    }
  }
  return width
}

/** A record without any content. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) {
    if (cell !== '' && (isPrintableAscii(cell.charCodeAt(0)) || cell.trim() !== '')) return false
  }
  return true
}

function isPrintableAscii(code: number): boolean {
  return code > SPACE && code < DELETE
}

function tokenizeSample(sample: Sample, dialect: Dialect): Token[] {
  const tokens: Token[] = []
  const tokenizer = new Tokenizer({ ...dialect, file: sample.file, limits: { ...sample.limits, columns: NO_LIMIT } })
  tokenizer.write(sample.text, tokens)
  tokenizer.end(tokens)
  // The last record of a part is likely cut.
  if (!sample.isWhole && tokens.length > 1) tokens.pop()
  return tokens.slice(0, SAMPLE_RECORDS)
}

function scoreOfTokens(tokens: readonly Token[]): number {
  const filled = tokens.filter((token) => !isBlank(token.cells))
  const width = usualWidth(filled)
  if (width < 2) return 0
  const head = filled.slice(0, HEAD_RECORDS)
  const share = (list: readonly Token[]) =>
    list.filter((token) => token.cells.length === width && !token.problem).length / Math.max(list.length, 1)
  return 0.5 * share(filled) + 0.5 * share(head) + 0.002 * Math.min(width, 5)
}

/** Apostrophes count as quotes only where every cell of the first record stands between two of them. */
function detectQuote(text: string, delimiter: string): string {
  const first = text.trimStart().split(/[\r\n]/, 1)[0] ?? ''
  const cells = first.split(delimiter)
  const isQuoted = (cell: string) => cell.length > 2 && cell.startsWith("'") && cell.endsWith("'")
  return cells.length > 1 && cells.every(isQuoted) ? "'" : '"'
}
