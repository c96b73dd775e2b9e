import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { guardItemCount, lockItems, moveRows, type SwotItemRow } from './swot-store.ts'
import { factsOf, planForSwot, subjectOf } from './write-items.ts'

interface SeenItems {
  readonly planId: string
  readonly items: readonly { readonly id: string; readonly version: number }[]
}

/** Takes several items out at once, each as it was seen. Refused where one of them was changed since. */
export function removeSwotItems(scope: WriteScope, input: SeenItems, now: Date): Promise<void> {
  return moveItems(scope, input, { action: 'plans.swot-item-removed', removedAt: now })
}

/** Puts several items back that were taken out, each as it was seen. */
export function putBackSwotItems(scope: WriteScope, input: SeenItems): Promise<void> {
  return moveItems(scope, input, { action: 'plans.swot-item-put-back', removedAt: null })
}

interface Moving {
  readonly action: 'plans.swot-item-removed' | 'plans.swot-item-put-back'
  readonly removedAt: Date | null
}

async function moveItems(scope: WriteScope, { planId, items }: SeenItems, { action, removedAt }: Moving) {
  const plan = await planForSwot(scope, planId)
  const ids = items.map(({ id }) => id)
  const rows = new Map((await lockItems(scope, plan, ids)).map((row) => [row.id, row]))
  const moved = items.map(({ id, version }) => asSeen(rows.get(id), version, removedAt))
  if (removedAt === null) await guardItemCount(scope, plan, moved.length)
  await moveRows(scope, ids, removedAt)
  for (const row of moved) {
    const facts = factsOf(row)
    await scope.record({ action, ...subjectOf(plan), before: facts, after: facts })
  }
}

function asSeen(row: SwotItemRow | undefined, version: number, removedAt: Date | null): SwotItemRow {
  const isMoved = (row?.removed_at === null) === (removedAt === null)
  if (row?.version !== version || isMoved) throw new Refused('plans/undo-changed-since')
  return row
}
