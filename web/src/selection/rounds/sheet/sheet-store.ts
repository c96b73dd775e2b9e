import { toProblem } from '../../../kit/api/api-error.ts'
import type { Sheet, SheetCell } from '../types.ts'

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

export interface SheetState {
  readonly rows: ReadonlyMap<string, RowCells>
  readonly saving: 'idle' | 'busy' | 'failed'
  /** Why saving failed. */
  readonly fault: string | null
  readonly conflicts: readonly CellConflict[]
  readonly done: number
  readonly canUndo: boolean
}

export interface SentCell extends CellChange {
  readonly seen: string | null
}

interface SavedAnswer {
  readonly saved: readonly (CellPlace & { readonly revision: string | null })[]
}

/** How the sheet reaches the server. */
export interface SheetServer {
  save(cells: readonly SentCell[]): Promise<SavedAnswer>
  read(): Promise<readonly SheetCell[]>
}

export interface SheetStore {
  subscribe(listener: () => void): () => void
  state(): SheetState
  /** Puts answers into cells, at once on screen and soon at the server; one step of undo. */
  change(cells: readonly CellChange[]): void
  undo(): void
  retry(): void
  /** Settles a conflict by what was typed here, or by what stands at the server. */
  resolve(conflict: CellConflict, whose: 'mine' | 'theirs'): void
}

const EMPTY: CellContent = { answer: null, comment: null }
const CHANGED = 'selection/score-changed-meanwhile'
const UNDO_STEPS = 100

export const keyOf = ({ accountId, criterionKey }: CellPlace): string => `${accountId} ${criterionKey}`

export function cellOf(rows: SheetState['rows'], { accountId, criterionKey }: CellPlace): CellContent {
  return rows.get(accountId)?.[criterionKey] ?? EMPTY
}

const isSame = (one: CellContent, other: CellContent) => one.answer === other.answer && one.comment === other.comment

/**
 * A rater's sheet between the fingers and the server. Changes show at once and are sent one batch after the other, each on
 * the entry it was made on. What cannot be sent stays, and is sent again; what was changed in another window is shown
 * beside what was typed here, and nothing of either is lost.
 */
export function createSheetStore(sheet: Pick<Sheet, 'cells'>, server: SheetServer): SheetStore {
  const listeners = new Set<() => void>()
  const revisions = new Map<string, string>()
  const waiting = new Map<string, CellChange>()
  const steps: (readonly CellChange[])[] = []
  let rows = readRows(sheet.cells, revisions)
  let rest: Pick<SheetState, 'saving' | 'fault' | 'conflicts'> = { saving: 'idle', fault: null, conflicts: [] }
  let snapshot = takeSnapshot()

  function takeSnapshot(): SheetState {
    let done = 0
    for (const row of rows.values()) for (const { answer } of Object.values(row)) if (answer !== null) done += 1
    return { rows, ...rest, done, canUndo: steps.length > 0 }
  }

  function tell(patch: Partial<typeof rest> = {}): void {
    rest = { ...rest, ...patch }
    snapshot = takeSnapshot()
    for (const listener of listeners) listener()
  }

  function put(cells: readonly CellChange[]): void {
    const next = new Map(rows)
    for (const { accountId, criterionKey, answer, comment } of cells) {
      next.set(accountId, { ...next.get(accountId), [criterionKey]: { answer, comment } })
    }
    rows = next
  }

  function apply(cells: readonly CellChange[]): void {
    put(cells)
    for (const cell of cells) waiting.set(keyOf(cell), cell)
    tell()
    void sendWaiting()
  }

  async function sendWaiting(): Promise<void> {
    if (rest.saving === 'busy' || waiting.size === 0) return
    const batch = [...waiting.values()]
    waiting.clear()
    tell({ saving: 'busy', fault: null })
    try {
      const { saved } = await server.save(batch.map((cell) => ({ ...cell, seen: revisions.get(keyOf(cell)) ?? null })))
      for (const place of saved) {
        if (place.revision === null) revisions.delete(keyOf(place))
        else revisions.set(keyOf(place), place.revision)
      }
      tell({ saving: 'idle' })
      void sendWaiting()
    } catch (error) {
      await takeBack(batch, error)
    }
  }

  /** What was not taken waits again, unless it was typed anew meanwhile. */
  async function takeBack(batch: readonly CellChange[], error: unknown): Promise<void> {
    const problem = toProblem(error)
    try {
      if (problem.code !== CHANGED) throw error
      const known = new Map(revisions)
      const fresh = await server.read()
      const conflicts = compare(batch, fresh, known)
      for (const cell of batch) {
        const isFree = !conflicts.some((one) => keyOf(one) === keyOf(cell)) && !waiting.has(keyOf(cell))
        if (isFree) waiting.set(keyOf(cell), cell)
      }
      tell({ saving: 'idle', conflicts: [...rest.conflicts, ...conflicts] })
      void sendWaiting()
    } catch {
      for (const cell of batch) if (!waiting.has(keyOf(cell))) waiting.set(keyOf(cell), cell)
      tell({ saving: 'failed', fault: problem.detail })
    }
  }

  /** Takes the entries of the server for known, and says which of a batch were made on older ones. */
  function compare(
    batch: readonly CellChange[],
    fresh: readonly SheetCell[],
    known: ReadonlyMap<string, string>,
  ): CellConflict[] {
    const entries = new Map(fresh.map((cell) => [keyOf(cell), cell]))
    const mine = new Set([...batch, ...waiting.values()].map(keyOf))
    revisions.clear()
    for (const cell of fresh) revisions.set(keyOf(cell), cell.revision)
    put(fresh.filter((cell) => !mine.has(keyOf(cell))))
    return batch.flatMap((cell) => {
      const entry = entries.get(keyOf(cell))
      if ((entry?.revision ?? null) === (known.get(keyOf(cell)) ?? null)) return []
      const theirs = entry ? { answer: entry.answer, comment: entry.comment } : EMPTY
      return isSame(theirs, cell)
        ? []
        : [{ accountId: cell.accountId, criterionKey: cell.criterionKey, mine: cell, theirs }]
    })
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => snapshot,
    change: (cells) => {
      const changed = cells.filter((cell) => !isSame(cellOf(rows, cell), cell))
      if (changed.length === 0) return
      steps.push(
        changed.map(({ accountId, criterionKey }) => ({
          accountId,
          criterionKey,
          ...cellOf(rows, { accountId, criterionKey }),
        })),
      )
      if (steps.length > UNDO_STEPS) steps.shift()
      apply(changed)
    },
    undo: () => {
      const step = steps.pop()
      if (step) apply(step)
    },
    retry: () => {
      if (rest.saving !== 'failed') return
      tell({ saving: 'idle', fault: null })
      void sendWaiting()
    },
    resolve: (conflict, whose) => {
      const { accountId, criterionKey } = conflict
      rest = { ...rest, conflicts: rest.conflicts.filter((one) => one !== conflict) }
      if (whose === 'mine') return apply([{ accountId, criterionKey, ...conflict.mine }])
      put([{ accountId, criterionKey, ...conflict.theirs }])
      tell()
    },
  }
}

function readRows(cells: readonly SheetCell[], revisions: Map<string, string>): ReadonlyMap<string, RowCells> {
  const rows = new Map<string, Record<string, CellContent>>()
  for (const cell of cells) {
    revisions.set(keyOf(cell), cell.revision)
    const row = rows.get(cell.accountId) ?? {}
    row[cell.criterionKey] = { answer: cell.answer, comment: cell.comment }
    rows.set(cell.accountId, row)
  }
  return rows
}
