import type { SheetCell } from '../types.ts'

/** What stands in a cell: 1 to 5, 0 for no basis to judge, null for nothing. */
export interface CellContent {
  readonly answer: number | null
  readonly comment: string | null
}

export interface CellPlace {
  readonly accountId: string
  readonly criterionKey: string
}

export interface CellChange extends CellPlace, CellContent {}

/** A cell that was changed in another window meanwhile: what was typed here, and what stands there now. */
export interface CellConflict extends CellPlace {
  readonly mine: CellContent
  readonly theirs: CellContent
}

/** Cells of one account by criterion. The object changes only when one of them does. */
export type RowCells = Readonly<Record<string, CellContent>>

export type SheetRows = ReadonlyMap<string, RowCells>

const EMPTY: CellContent = { answer: null, comment: null }

export const keyOf = ({ accountId, criterionKey }: CellPlace): string => `${accountId} ${criterionKey}`

export function cellOf(rows: SheetRows, { accountId, criterionKey }: CellPlace): CellContent {
  return rows.get(accountId)?.[criterionKey] ?? EMPTY
}

/** The same cells as they stand now: what a change of them is taken back to. */
export function standingAt(rows: SheetRows, places: readonly CellPlace[]): CellChange[] {
  return places.map(({ accountId, criterionKey }) => {
    const { answer, comment } = cellOf(rows, { accountId, criterionKey })
    return { accountId, criterionKey, answer, comment }
  })
}

/** Those of the changes that would make a cell another. */
export function realChanges(rows: SheetRows, cells: readonly CellChange[]): CellChange[] {
  return cells.filter((cell) => !isSame(cellOf(rows, cell), cell))
}

export function withCells(rows: SheetRows, cells: readonly CellChange[]): SheetRows {
  const next = new Map(rows)
  for (const { accountId, criterionKey, answer, comment } of cells) {
    next.set(accountId, { ...next.get(accountId), [criterionKey]: { answer, comment } })
  }
  return next
}

export function countAnswered(rows: SheetRows): number {
  let answered = 0
  for (const row of rows.values()) for (const { answer } of Object.values(row)) if (answer !== null) answered += 1
  return answered
}

/** The entry of the server that each cell was last seen with. */
export function revisionsOf(cells: readonly SheetCell[]): Map<string, string> {
  return new Map(cells.map((cell) => [keyOf(cell), cell.revision]))
}

/** Which changes were made on older entries than those of the server, and say something else than they do. */
export function conflictsBetween(
  changes: readonly CellChange[],
  fresh: readonly SheetCell[],
  known: ReadonlyMap<string, string>,
): CellConflict[] {
  const entries = new Map(fresh.map((cell) => [keyOf(cell), cell]))
  return changes.flatMap((mine) => {
    const entry = entries.get(keyOf(mine))
    if ((entry?.revision ?? null) === (known.get(keyOf(mine)) ?? null)) return []
    const theirs = entry ? { answer: entry.answer, comment: entry.comment } : EMPTY
    const { accountId, criterionKey } = mine
    return isSame(theirs, mine) ? [] : [{ accountId, criterionKey, mine, theirs }]
  })
}

function isSame(one: CellContent, other: CellContent): boolean {
  return one.answer === other.answer && one.comment === other.comment
}
