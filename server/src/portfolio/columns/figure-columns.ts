import { type MoneyColumn, moneyColumn, writeMoney } from './money-column.ts'
import { type TextColumn, textColumn, writeText } from './text-column.ts'

const MONEY = ['net_revenue', 'contribution', 'gross_margin', 'cost_to_serve'] as const
const NUMBERS = ['growth', 'gross_margin_rate', 'contribution_rate', 'wallet_share'] as const
const TEXTS = ['outlook', 'segment', 'country', 'unit', 'city'] as const

type MoneyName = (typeof MONEY)[number]
type NumberName = (typeof NUMBERS)[number]
type TextName = (typeof TEXTS)[number]

/** What lists sort and filter by, of every account of a figure set: one array a column, one position an account. */
export interface FigureColumns {
  /** Accounts there are; the arrays have room for some more. */
  count: number
  readonly capacity: number
  readonly ids: Float64Array
  readonly positionOf: Map<number, number>
  readonly isBuying: Uint8Array
  readonly money: Readonly<Record<MoneyName, MoneyColumn>>
  readonly numbers: Readonly<Record<NumberName, Float64Array>>
  readonly texts: Readonly<Record<TextName, TextColumn>>
  readonly code: string[]
  readonly sortName: string[]
  readonly searchText: string[]
}

type NumberOrNull = number | null
type TextOrNull = string | null

/** A row of figures as `FIGURE_CELLS` asks for it. */
export type FigureCells = readonly [
  accountId: string,
  isBuying: boolean,
  code: string,
  sortName: string,
  searchText: string,
  ...rest: (NumberOrNull | TextOrNull)[],
]

export const FIGURE_CELLS = [
  'account_id',
  'lines > 0 as is_buying',
  'code',
  'sort_name',
  'search_text',
  ...MONEY,
  ...NUMBERS,
  ...TEXTS,
]
  .map((column) => `f.${column}`)
  .join(', ')
const FIRST_MONEY = 5
const FIRST_NUMBER = FIRST_MONEY + MONEY.length
const FIRST_TEXT = FIRST_NUMBER + NUMBERS.length

export function figureColumns(capacity: number): FigureColumns {
  return {
    count: 0,
    capacity,
    ids: new Float64Array(capacity),
    positionOf: new Map(),
    isBuying: new Uint8Array(capacity),
    money: named(MONEY, () => moneyColumn(capacity)),
    numbers: named(NUMBERS, () => new Float64Array(capacity).fill(Number.NaN)),
    texts: named(TEXTS, () => textColumn(capacity)),
    code: [],
    sortName: [],
    searchText: [],
  }
}

function named<Name extends string, Value>(names: readonly Name[], create: () => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, create()])) as Record<Name, Value>
}

/** Takes a row in, at the account's position or a new one; false where the columns cannot hold it. */
export function writeRow(columns: FigureColumns, cells: FigureCells): boolean {
  const id = Number(cells[0])
  const position = columns.positionOf.get(id) ?? columns.count
  if (!Number.isSafeInteger(id) || position >= columns.capacity) return false
  if (position === columns.count) {
    columns.positionOf.set(id, position)
    columns.count++
  }
  columns.ids[position] = id
  columns.isBuying[position] = cells[1] ? 1 : 0
  columns.code[position] = cells[2]
  columns.sortName[position] = cells[3]
  columns.searchText[position] = cells[4]
  for (const [index, name] of TEXTS.entries())
    writeText(columns.texts[name], position, cells[FIRST_TEXT + index] as TextOrNull)
  return writeNumbers(columns, position, cells)
}

function writeNumbers(columns: FigureColumns, position: number, cells: FigureCells): boolean {
  for (const [index, name] of NUMBERS.entries()) {
    const value = cells[FIRST_NUMBER + index] as NumberOrNull
    // What is no number stands for unknown here, and for itself in the database; infinite ones have no difference.
    if (value !== null && !Number.isFinite(value)) return false
    columns.numbers[name][position] = value ?? Number.NaN
  }
  return MONEY.every((name, index) =>
    writeMoney(columns.money[name], position, cells[FIRST_MONEY + index] as TextOrNull),
  )
}

/** Scores of the same accounts, at the same positions; what is no number stands for none. */
export interface ScoreColumns {
  /** Which criteria, and the how-manieth computation. */
  readonly key: string
  readonly score: Float64Array
  readonly rank: Float64Array
  readonly confidence: Float64Array
  /** Scores of accounts that the figures do not know yet. */
  readonly waiting: Map<number, ScoreCells>
}

export type ScoreCells = readonly [accountId: string, score: NumberOrNull, rank: number, confidence: number]

export function scoreColumns(columns: FigureColumns, key: string): ScoreColumns {
  const empty = () => new Float64Array(columns.capacity).fill(Number.NaN)
  return { key, score: empty(), rank: empty(), confidence: empty(), waiting: new Map() }
}

export function writeScore(scores: ScoreColumns, columns: FigureColumns, cells: ScoreCells): void {
  const [accountId, score, rank, confidence] = cells
  const position = columns.positionOf.get(Number(accountId))
  if (position === undefined) {
    scores.waiting.set(Number(accountId), cells)
    return
  }
  scores.score[position] = score ?? Number.NaN
  scores.rank[position] = rank
  scores.confidence[position] = confidence
}

/** Gives accounts that came into the figures since the scores that waited for them. */
export function settleScores(scores: ScoreColumns, columns: FigureColumns): void {
  for (const [accountId, cells] of scores.waiting) {
    if (!columns.positionOf.has(accountId)) continue
    scores.waiting.delete(accountId)
    writeScore(scores, columns, cells)
  }
}
