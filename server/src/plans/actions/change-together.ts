import type { NewOwner, PlanAction } from '@mainstay/contract/plans-actions'
import { statusOf } from '../../platform/http/status.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { type ActionRow, findActions, lockActions, updateAction } from './action-store.ts'
import { applyMove, type Move } from './move-action.ts'
import { planToWork, recordChange } from './open-part.ts'
import { ownerValues } from './owner.ts'
import { presentAction } from './present-action.ts'

interface TogetherInput {
  readonly planId: string
  readonly items: readonly { readonly id: string; readonly version: number }[]
  readonly owner?: NewOwner | null | undefined
  readonly dueOn?: string | null | undefined
  readonly move?: Move | undefined
}

/** Changes many actions: all of them, or none and every refusal with the place of its action in the list. */
export async function changeActionsTogether(
  scope: WriteScope,
  input: TogetherInput,
  today: string,
): Promise<{ actions: PlanAction[] }> {
  const plan = await planToWork(scope, input.planId)
  const ids = input.items.map(({ id }) => id)
  const rows = new Map((await lockActions(scope, plan, ids)).map((row) => [row.id, row]))
  const owner = input.owner === undefined ? {} : await ownerValues(scope, input.owner)
  const due = input.dueOn === undefined ? {} : { due_on: input.dueOn }
  const together = new Set(ids)
  const faults: FieldFault[] = []
  for (const { item, row, index } of asked(input, rows)) {
    const fault = faultOf(row, item.version)
    if (fault !== null || !row) {
      faults.push(faultAt(index, fault ?? 'http/not-found', row))
      continue
    }
    const anchor = input.dueOn === undefined || row.repeat_every === null ? {} : { repeat_anchor: input.dueOn }
    const values = { ...owner, ...due, ...anchor }
    const code = await change(scope, { plan, row, values, move: input.move, today, together })
    if (code !== null) faults.push(faultAt(index, code, row))
  }
  if (faults.length > 0) throw new Refused('plans/actions-refused', { refused: faults.length }, faults)
  return { actions: await recordAll(scope, { plan, ids, rows, today }) }
}

/** The asked actions with the rows that were found; none may stand in the list twice. */
function asked(input: TogetherInput, rows: ReadonlyMap<string, ActionRow>) {
  const items = input.items.map((item, index) => ({ item, index, row: rows.get(item.id) }))
  const isFirst = (id: string, index: number) => input.items.findIndex((one) => one.id === id) === index
  const doubled = items.filter(({ item, index }) => !isFirst(item.id, index))
  if (doubled.length === 0) return items
  const message = 'stands here twice'
  throw new Refused(
    'http/invalid',
    {},
    doubled.map(({ index }) => ({ path: `items.${index}.id`, code: 'invalid', message })),
  )
}

function faultOf(row: ActionRow | undefined, version: number): string | null {
  if (!row) return 'http/not-found'
  if (row.removed_at !== null) return 'plans/removed'
  return row.version === version ? null : 'http/version-stale'
}

function faultAt(index: number, code: string, row: ActionRow | undefined): FieldFault {
  const message = statusOf(code)?.sentence ?? code
  return { path: `items.${index}`, code, message: row ? `“${row.title}”: ${message}` : message }
}

interface OneChange {
  readonly plan: StoredPlan
  readonly row: ActionRow
  readonly values: Parameters<typeof updateAction>[2]
  readonly move: Move | undefined
  readonly today: string
  readonly together: ReadonlySet<string>
}

/** Changes one; the code of its refusal, after which the whole is rolled back. */
async function change(scope: WriteScope, { values, move, ...one }: OneChange): Promise<string | null> {
  const { row } = one
  if (move === undefined || move.state === row.state) {
    await updateAction(scope, row.id, values)
    return null
  }
  try {
    await applyMove(scope, { ...one, move, more: values })
    return null
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

interface Recorded {
  readonly plan: StoredPlan
  readonly ids: readonly string[]
  readonly rows: ReadonlyMap<string, ActionRow>
  readonly today: string
}

async function recordAll(scope: WriteScope, { plan, ids, rows, today }: Recorded): Promise<PlanAction[]> {
  const after = new Map((await findActions(scope, plan, ids)).map((row) => [row.id, row]))
  const changed = ids.flatMap((id) => after.get(id) ?? [])
  for (const row of changed) {
    await recordChange(scope, { action: 'changed', plan, before: rows.get(row.id) ?? null, after: row })
  }
  return changed.map((row) => presentAction(row, today))
}
