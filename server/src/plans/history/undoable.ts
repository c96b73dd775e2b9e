import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { Clock } from '../objectives/write-objectives.ts'
import type { KeptRow, KeptValues } from './kept-row.ts'

export type Plan = Clock & { readonly planId: string }
export type Place = Plan & { readonly id: string }
export type UndoRow = (scope: WriteScope, place: Place, before: KeptValues, after: KeptValues) => Promise<unknown>

/** How a deed is taken back. */
export interface Undoable {
  readonly tables: readonly string[]
  /** Columns that the way back restores; a change of any other is not taken back. */
  readonly columns: readonly string[]
  /**
   * What goes back: the one row that the deed wrote, the row that its audit names among those that the same command wrote
   * under deeds of their own, or all rows.
   */
  readonly reach: 'row' | 'one_of_several' | 'all'
  readonly undo: (scope: WriteScope, plan: Plan, rows: readonly KeptRow[]) => Promise<unknown>
}

/** Takes row after row back, each as whoever asks has seen it. */
export function eachRow(undo: UndoRow): Undoable['undo'] {
  return async (scope, plan, rows) => {
    for (const row of rows) await undo(asSeen(scope, row), { ...plan, id: row.id }, row.before ?? {}, row.after ?? {})
  }
}

export const TAKEN_OUT = ['removed_at'] as const

/** The one row of a deed is taken out, or put back. */
export function takingOut(table: string, undo: UndoRow): Undoable {
  return { tables: [table], columns: TAKEN_OUT, reach: 'row', undo: eachRow(undo) }
}

/** Refuses where somebody is faster than whoever looked whether anything came after it. */
export function asSeen(scope: WriteScope, { after }: KeptRow): WriteScope {
  const seen = Number(after?.version ?? 0)
  const expectVersion = (current: number) => {
    if (current !== seen) throw new Refused('plans/undo-changed-since')
  }
  return { ...scope, expectVersion }
}

/** A row by its id, as whoever asks has seen it. */
export function seenRow({ id, after }: KeptRow): { readonly id: string; readonly version: number } {
  return { id, version: Number(after?.version) }
}
