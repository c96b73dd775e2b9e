import { toProblem } from '../../../kit/api/api-error.ts'
import type { Sheet, SheetCell } from '../types.ts'
import {
  type CellChange,
  type CellConflict,
  type CellPlace,
  conflictsBetween,
  countAnswered,
  keyOf,
  realChanges,
  revisionsOf,
  type SheetRows,
  standingAt,
  withCells,
} from './sheet-cells.ts'

export interface SheetState {
  readonly rows: SheetRows
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

const CHANGED = 'selection/score-changed-meanwhile'
const UNDO_STEPS = 100

/**
 * A rater's sheet between the fingers and the server. Changes show at once and are sent one batch after the other, each on
 * the entry it was made on. What cannot be sent stays, and is sent again; what was changed in another window is shown
 * beside what was typed here, and nothing of either is lost.
 */
export function createSheetStore(sheet: Pick<Sheet, 'cells'>, server: SheetServer): SheetStore {
  const listeners = new Set<() => void>()
  const waiting = new Map<string, CellChange>()
  const steps: (readonly CellChange[])[] = []
  let revisions = revisionsOf(sheet.cells)
  let rows = withCells(new Map(), sheet.cells)
  let rest: Pick<SheetState, 'saving' | 'fault' | 'conflicts'> = { saving: 'idle', fault: null, conflicts: [] }
  let snapshot = takeSnapshot()

  function takeSnapshot(): SheetState {
    return { rows, ...rest, done: countAnswered(rows), canUndo: steps.length > 0 }
  }

  function tell(patch: Partial<typeof rest> = {}): void {
    rest = { ...rest, ...patch }
    snapshot = takeSnapshot()
    for (const listener of listeners) listener()
  }

  function apply(cells: readonly CellChange[]): void {
    rows = withCells(rows, cells)
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
      const fresh = await server.read()
      const conflicts = conflictsBetween(batch, fresh, revisions)
      adopt(fresh, batch)
      waitAgain(batch.filter((cell) => !conflicts.some((one) => keyOf(one) === keyOf(cell))))
      tell({ saving: 'idle', conflicts: [...rest.conflicts, ...conflicts] })
      void sendWaiting()
    } catch {
      waitAgain(batch)
      tell({ saving: 'failed', fault: problem.detail })
    }
  }

  function waitAgain(cells: readonly CellChange[]): void {
    for (const cell of cells) if (!waiting.has(keyOf(cell))) waiting.set(keyOf(cell), cell)
  }

  /** Takes the entries of the server for known; what was typed here and is not sent yet stays on screen. */
  function adopt(fresh: readonly SheetCell[], batch: readonly CellChange[]): void {
    const mine = new Set([...batch, ...waiting.values()].map(keyOf))
    revisions = revisionsOf(fresh)
    rows = withCells(
      rows,
      fresh.filter((cell) => !mine.has(keyOf(cell))),
    )
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => snapshot,
    change: (cells) => {
      const changed = realChanges(rows, cells)
      if (changed.length === 0) return
      steps.push(standingAt(rows, changed))
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
      rows = withCells(rows, [{ accountId, criterionKey, ...conflict.theirs }])
      tell()
    },
  }
}
