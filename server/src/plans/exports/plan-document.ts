import type { TextBlock as RichBlock } from '@mainstay/contract/plans-texts'
import type { CellValue } from '../../platform/files/index.ts'

export type Audience = 'internal' | 'customer'
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'info'
type ColumnKind = 'text' | 'money' | 'number' | 'percent' | 'date'

export interface Column {
  readonly title: string
  readonly kind: ColumnKind
  /** How wide it is beside the others. */
  readonly weight: number
}

/** A value as it is; on paper and slides it may be tinted, next to its words and never instead of them. */
export type Cell = CellValue | { readonly value: CellValue; readonly tone: Tone | null }

export interface TableBlock {
  readonly kind: 'table'
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** What is said when there is no row. */
  readonly empty: string
  /** How many rows a deck shows at most, the first ones; who needs the others has the workbook. */
  readonly rowsInDeck?: number
}

/** Every series has a value for every category; null where it is not known. */
export interface BarsBlock {
  readonly kind: 'bars'
  readonly title: string
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly format: 'money' | 'percent'
}

/** From today to a goal: every step lies on the end of the one before. */
export interface BridgeBlock {
  readonly kind: 'bridge'
  readonly title: string
  readonly steps: readonly BridgeStep[]
}

interface BridgeStep {
  readonly label: string
  readonly amount: number
  /** A total stands on the floor; what is open is not found yet. */
  readonly kind: 'total' | 'step' | 'open'
}

export interface GridBlock {
  readonly kind: 'grid'
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: string
    readonly cells: readonly { readonly text: string; readonly tone: Tone | null }[]
  }[]
}

/** Four fields that belong together; a table with all of it follows, so that only slides draw it. */
export interface QuadrantsBlock {
  readonly kind: 'quadrants'
  readonly title: string
  readonly fields: readonly { readonly title: string; readonly tone: Tone; readonly lines: readonly string[] }[]
}

interface TextBlock {
  readonly kind: 'text'
  readonly title: string
  readonly paragraphs: readonly string[]
  /** The same with headings, lists, emphasis and links, for formats that have them. */
  readonly rich?: readonly RichBlock[]
}

export type Block = TextBlock | TableBlock | BarsBlock | BridgeBlock | GridBlock | QuadrantsBlock

export interface Chapter {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** A plan as it is told outside the program; every format writes the same document. */
export interface PlanDocument {
  readonly title: string
  readonly subtitle: string
  /** Pairs of a question and its answer, for the first page. */
  readonly about: readonly (readonly [string, string])[]
  readonly chapters: readonly Chapter[]
}

/** A table without the columns in which nothing stands, for eyes: a workbook keeps them all. */
export function shownTable({ columns, rows }: TableBlock): Pick<TableBlock, 'columns' | 'rows'> {
  const isFilled = (at: number) =>
    rows.some((row) => {
      const value = contentOf(row[at] ?? null)
      return value !== null && value !== ''
    })
  const kept = columns.flatMap((column, at) => (isFilled(at) ? [{ column, at }] : []))
  if (kept.length === 0 || kept.length === columns.length) return { columns, rows }
  return { columns: kept.map(({ column }) => column), rows: rows.map((row) => kept.map(({ at }) => row[at] ?? null)) }
}

export function contentOf(cell: Cell): CellValue {
  return isToned(cell) ? cell.value : cell
}

export function toneOf(cell: Cell): Tone | null {
  return isToned(cell) ? cell.tone : null
}

function isToned(cell: Cell): cell is { readonly value: CellValue; readonly tone: Tone | null } {
  return typeof cell === 'object' && cell !== null && 'value' in cell
}

/** A cell in words, for everything but spreadsheets. */
export function written(cell: Cell, kind: ColumnKind): string {
  const value = contentOf(cell)
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return kind === 'percent' ? percent(value) : value.toLocaleString('en-US')
  if (typeof value === 'string') return value
  if ('date' in value) return value.date
  return kind === 'money' ? money(value.decimal) : grouped(value.decimal)
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const EXACT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 })
const READABLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
/** From here on nobody reads more than two digits behind the point. */
const LARGE = 10

/** An exact amount in whole units. */
export function money(decimal: string): string {
  return WHOLE.format(decimal as Intl.StringNumericLiteral)
}

/** A number without the zeros behind its last digit; a large one with two digits behind the point. */
export function grouped(decimal: string): string {
  return (Math.abs(Number(decimal)) < LARGE ? EXACT : READABLE).format(decimal as Intl.StringNumericLiteral)
}

export function percent(share: number): string {
  return `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })} %`
}

/** Characters that XML 1.0 cannot hold, halves of surrogate pairs included, become the mark for a lost character. */
export function clean(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '\ufffd')
}

const UNWRITABLE = /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu
