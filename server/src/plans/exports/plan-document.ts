import type { TextBlock as RichBlock } from '@mainstay/contract/plans-texts'
import { dayInWords } from '@mainstay/domain/kernel'
import { gradeInWords } from '@mainstay/domain/plans'
import type { CellValue } from '../../platform/files/index.ts'
import { grouped, money, percent } from './figures.ts'

export type Audience = 'internal' | 'customer'
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'info'
/** A grade is a number from 0 to 1, and never a percentage. */
export type ColumnKind = 'text' | 'money' | 'number' | 'percent' | 'grade' | 'date'
/** Where a table is shown: everywhere, to readers alone, or in the workbook alone, which has more columns. */
type Place = 'everywhere' | 'pages' | 'workbook'

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
  readonly place?: Place
}

/** Every series has a value for every category; null where it is not known. */
export interface BarsBlock {
  readonly kind: 'bars'
  readonly title: string
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly format: 'money' | 'grade'
  /** What is measured and in what: the title of the axis. */
  readonly unit: string
}

/** From today to a goal: every step lies on the end of the one before. */
export interface BridgeBlock {
  readonly kind: 'bridge'
  readonly title: string
  readonly unit: string
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

/** A figure with what it is of and what to think of it. */
export interface KeyFigure {
  readonly label: string
  readonly value: string
  readonly note: string
  readonly tone: Tone | null
}

/** The plan at one look: a few figures, and beside each other what changed, what is doubtful and what is to be done. */
export interface LookBlock {
  readonly kind: 'look'
  readonly title: string
  readonly figures: readonly KeyFigure[]
  readonly lists: readonly { readonly title: string; readonly tone: Tone; readonly lines: readonly string[] }[]
}

interface TextBlock {
  readonly kind: 'text'
  readonly title: string
  readonly paragraphs: readonly string[]
  /** The same with headings, lists, emphasis and links, for formats that have them. */
  readonly rich?: readonly RichBlock[]
}

export type Block = TextBlock | TableBlock | BarsBlock | BridgeBlock | GridBlock | QuadrantsBlock | LookBlock

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

/** The figures of a look as a table, for formats that have no boxes. */
export function figureTable({ figures }: LookBlock): TableBlock {
  return {
    kind: 'table',
    title: '',
    columns: [
      { title: 'Figure', kind: 'text', weight: 1.5 },
      { title: 'Now', kind: 'text', weight: 1.5 },
      { title: 'Of it', kind: 'text', weight: 3 },
    ],
    rows: figures.map(({ label, value, note, tone }) => [label, { value, tone }, note]),
    empty: '',
  }
}

/** What stands beside a bar, in words. */
export function barText({ format }: BarsBlock, value: number | null): string {
  if (value === null) return 'unknown'
  return format === 'grade' ? gradeInWords(value) : money(value)
}

/** A wide grid as pieces that each show about as many columns, so that none is left over. */
export function gridPieces(grid: GridBlock, most: number): GridBlock[] {
  const pieces = Math.ceil(grid.columns.length / most)
  const each = Math.ceil(grid.columns.length / Math.max(1, pieces))
  return Array.from({ length: pieces }, (_piece, at) => ({
    ...grid,
    columns: grid.columns.slice(at * each, (at + 1) * each),
    rows: grid.rows.map(({ name, cells }) => ({ name, cells: cells.slice(at * each, (at + 1) * each) })),
  }))
}

/** Whether it stands on slides and pages. */
export function isForPages(block: Block): boolean {
  return block.kind !== 'table' || block.place !== 'workbook'
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
  if (typeof value === 'number') return numberText(value, kind)
  if (typeof value === 'string') return value
  if ('date' in value) return dayInWords(value.date)
  return kind === 'money' ? money(value.decimal) : grouped(value.decimal)
}

function numberText(value: number, kind: ColumnKind): string {
  if (kind === 'percent') return percent(value)
  return kind === 'grade' ? gradeInWords(value) : value.toLocaleString('en-US')
}

/** Characters that XML 1.0 cannot hold, halves of surrogate pairs included, become the mark for a lost character. */
export function clean(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '\ufffd')
}

const UNWRITABLE = /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu
