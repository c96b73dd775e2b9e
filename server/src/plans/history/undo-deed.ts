import { type Facts, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { Clock } from '../objectives/write-objectives.ts'
import { builtUpon } from './built-upon.ts'
import { hindrances } from './undo-hindrances.ts'
import { isBroughtIn, isWhole, type KnownDeed, knownDeeds, type LeftRow, rowsWritten } from './undo-rows.ts'
import type { Undoable } from './undoable.ts'
import { UNDOABLE } from './undoable-deeds.ts'
import type { Asking } from './way-back.ts'

/** Deeds that take others back or do them again. */
export const UNDONE = 'plans.change-undone'
export const REDONE = 'plans.change-redone'

export interface Deed {
  readonly id: string
  readonly action: string
  readonly after: Readonly<Record<string, unknown>> | null
}

/** Whether a deed can be taken back by whoever asks, and if not, why. */
export type Judgement = { readonly kind: 'may'; readonly deed: KnownDeed } | UndoRefusal
export interface UndoRefusal {
  readonly kind: 'not'
  readonly code: string
  readonly facts: Facts
}

const not = (code: string, facts: Facts = {}): UndoRefusal => ({ kind: 'not', code, facts })

/**
 * What the list of changes offers and what a request to take something back is answered by: one rule for both. A deed is
 * taken back where that restores everything it changed, nothing came after it or was built upon it, and its opposite
 * would be allowed by now.
 */
export async function judgeDeeds(
  scope: ReadScope,
  asking: Asking,
  deeds: readonly Deed[],
): Promise<ReadonlyMap<string, Judgement>> {
  const { plan } = asking
  const asked = deeds.flatMap((deed) => {
    const undoable = undoableOf(deed)
    return undoable ? [{ id: deed.id, undoable }] : []
  })
  const known = await knownDeeds(scope, plan.id, asked)
  const written = await rowsWritten(scope, plan.id, {
    deeds: known.filter(({ isOver }) => !isOver),
    depth: 'without_cells',
  })
  const judged = new Map<string, Judgement>(known.map((deed) => [deed.id, ofItself(deed, written.get(deed.id) ?? [])]))
  const open = known
    .filter(({ id }) => judged.get(id)?.kind === 'may')
    .map(({ id }) => ({ id, rows: written.get(id) ?? [] }))
  const held = await builtUpon(
    scope,
    plan.id,
    open.map(({ id, rows }) => ({ id, rows: rows.filter((row) => row.isWholeCell !== null || isBroughtIn(row)) })),
  )
  for (const id of held) judged.set(id, not('plans/undo-built-upon'))
  const free = open.filter(({ id }) => !held.has(id))
  for (const [id, { code, facts }] of await hindrances(scope, asking, free)) judged.set(id, not(code, facts))
  return new Map(deeds.map(({ id }) => [id, judged.get(id) ?? not('plans/undo-by-hand')]))
}

function ofItself(deed: KnownDeed, rows: readonly LeftRow[]): Judgement {
  if (deed.isOver || !rows.every(({ isLast }) => isLast)) return not('plans/undo-changed-since')
  if (rows.length === 0 || !rows.every((row) => isWhole(row, deed.undoable))) return not('plans/undo-in-part')
  return { kind: 'may', deed }
}

/** How a deed is taken back; one that took something back, by the opposites of what it did for that. */
function undoableOf({ action, after }: Deed): Undoable | undefined {
  if (action !== UNDONE && action !== REDONE) return UNDOABLE.get(action)
  const parts = Array.isArray(after?.deeds) ? after.deeds.map((name) => UNDOABLE.get(String(name))) : []
  const known = parts.filter((part) => part !== undefined)
  return known.length > 0 && known.length === parts.length ? together(known) : undefined
}

/** Each part takes back the rows of its own tables. */
function together(parts: readonly Undoable[]): Undoable {
  return {
    tables: [...new Set(parts.flatMap(({ tables }) => tables))],
    columns: [...new Set(parts.flatMap(({ columns }) => columns))],
    reach: 'all',
    undo: async (scope, plan, rows) => {
      for (const { tables, undo } of parts) {
        const own = rows.filter(({ table }) => tables.includes(table))
        if (own.length > 0) await undo(scope, plan, own)
      }
    },
  }
}

/** Takes a judged deed back by its opposite, as whoever asks would do it by hand. */
export async function undoDeed(scope: WriteScope, planId: string, deed: KnownDeed, clock: Clock): Promise<void> {
  const written = await rowsWritten(scope, planId, { deeds: [deed], depth: 'all' })
  const rows = written.get(deed.id) ?? []
  if (rows.length === 0) throw new Refused('plans/undo-in-part')
  await deed.undoable.undo(scope, { ...clock, planId }, rows)
}
