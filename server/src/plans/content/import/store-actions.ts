import type { ImportedAction } from './file-shape.ts'
import { ownerColumns, storeCauses } from './owners-and-causes.ts'
import { inPieces, momentsOf, placeOf, type StoreWork } from './store-work.ts'

export async function storeActions(work: StoreWork): Promise<void> {
  const { scope, content, ids } = work
  const actions = content.actions?.actions ?? []
  await inPieces(
    actions.map((action) => actionRow(work, action)),
    (piece) => scope.db.insertInto('mainstay.plan_action').values(piece).execute(),
  )
  const needs = actions.flatMap(({ id, needs: wanted }) =>
    [...new Set(wanted.map((need) => need.id))].map((need) => ({
      ...placeOf(work),
      action_id: ids.of(id),
      needs_id: ids.of(need),
    })),
  )
  await inPieces(needs, (piece) => scope.db.insertInto('mainstay.plan_action_need').values(piece).execute())
  await storeCauses(
    work,
    'action',
    actions.map(({ id, cause }) => ({ effectId: ids.of(id), causes: cause ? [cause] : [] })),
  )
}

function actionRow(work: StoreWork, action: ImportedAction) {
  const { objective, keyResult, repeat } = action
  return {
    ...placeOf(work),
    ...momentsOf(work, action),
    ...ownerColumns(action.owner, work.known),
    id: work.ids.of(action.id),
    title: action.title,
    details: action.details,
    state: action.state,
    state_reason: action.stateReason,
    evidence: action.evidence,
    starts_on: action.startsOn,
    due_on: action.dueOn,
    done_on: action.doneOn,
    customer_owner: action.customerOwner,
    objective_id: objective && work.ids.objective(objective.id),
    key_result_id: keyResult && work.ids.keyResult(keyResult.id),
    repeat_every: repeat?.every ?? null,
    repeat_unit: repeat?.unit ?? null,
    repeat_anchor: repeat ? action.dueOn : null,
    repeated_from: null,
    snoozed_until: action.snoozedUntil,
    snooze_reason: action.snoozeReason,
    created_by: work.scope.actor.id,
    removed_at: null,
  }
}
