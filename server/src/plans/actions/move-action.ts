import { randomUUID } from 'node:crypto'
import type { NewOwner, PlanAction } from '@mainstay/contract/plans-actions'
import { isOpenAction, moveAction, nextOccurrence } from '@mainstay/domain/plans'
import { type FieldFault, orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import {
  type ActionRow,
  type ActionValues,
  findAction,
  findActions,
  lockAction,
  lockActions,
  moveRows,
  updateAction,
} from './action-store.ts'
import { finishChange, planToWork, recordChange } from './open-part.ts'
import { ownerValues } from './owner.ts'
import { insertAction } from './write-action.ts'

interface ById {
  readonly planId: string
  readonly id: string
}

export interface Move {
  readonly state: PlanAction['state']
  readonly reason: string
  readonly evidence?: string | undefined
}

export async function moveActionTo(scope: WriteScope, input: ById & Move, today: string): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  await applyMove(scope, { plan, row: before, move: input, today })
  return finishChange(scope, { action: 'moved', plan, before }, today)
}

interface Moving {
  readonly plan: StoredPlan
  readonly row: ActionRow
  readonly move: Move
  readonly today: string
  /** Changed in the same breath. */
  readonly more?: ActionValues
  /** Actions that are moved together with this one: nothing waits for what comes along. */
  readonly together?: ReadonlySet<string>
}

/** Moves a locked action; a recurring one that is done makes the next. */
export async function applyMove(scope: WriteScope, moving: Moving): Promise<void> {
  const { plan, row, move, today, more, together } = moving
  const openNeeds = row.needs
    .filter(({ id, state }) => isOpenAction(state) && !together?.has(id))
    .map(({ title }) => title)
  const moved = orRefuse(moveAction(row.state, { to: move.state, reason: move.reason, today, openNeeds }))
  await updateAction(scope, row.id, {
    ...more,
    state: moved.state,
    state_reason: moved.stateReason,
    done_on: moved.doneOn,
    ...(move.evidence === undefined ? {} : { evidence: move.evidence }),
    ...(isOpenAction(moved.state) ? {} : { snoozed_until: null, snooze_reason: '' }),
  })
  if (moved.doneOn !== null) await makeNext(scope, { plan, row, doneOn: moved.doneOn })
}

/** An occurrence makes one successor, however often it is opened again and done. */
async function makeNext(
  scope: WriteScope,
  { plan, row, doneOn }: { readonly plan: StoredPlan; readonly row: ActionRow; readonly doneOn: string },
): Promise<void> {
  const { repeat_every: every, repeat_unit: unit } = row
  if (every === null || unit === null || (await hasSuccessor(scope, row.id))) return
  const repeat = { every, unit }
  const next = nextOccurrence({ repeat, anchor: row.repeat_anchor, startsOn: row.starts_on, dueOn: row.due_on, doneOn })
  const id = randomUUID()
  await insertAction(scope, plan, {
    id,
    title: row.title,
    details: row.details,
    starts_on: next.startsOn,
    due_on: next.dueOn,
    owner_kind: row.owner_kind,
    owner_person_id: row.owner_person_id,
    owner_name: row.owner_name,
    owner_function: row.owner_function,
    customer_owner: row.customer_owner,
    objective_id: row.objective_id,
    key_result_id: row.key_result_id,
    repeat_every: every,
    repeat_unit: unit,
    repeat_anchor: next.anchor,
    repeated_from: row.id,
  })
  await recordChange(scope, { action: 'repeated', plan, before: null, after: await findAction(scope, plan, id) })
}

async function hasSuccessor(scope: WriteScope, id: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('mainstay.plan_action as a')
    .select('a.id')
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.repeated_from', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function removeAction(
  scope: WriteScope,
  input: ById,
  moment: { readonly now: Date; readonly today: string },
): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  await updateAction(scope, before.id, { removed_at: moment.now })
  return finishChange(scope, { action: 'removed', plan, before }, moment.today)
}

interface SeenActions {
  readonly planId: string
  readonly actions: readonly { readonly id: string; readonly version: number }[]
}

/** Takes several actions out at once, each as it was seen. Refused where one of them was changed since. */
export function removeActions(scope: WriteScope, input: SeenActions, now: Date): Promise<void> {
  return moveSeveral(scope, input, { action: 'removed', removedAt: now })
}

/** Puts several back that were taken out, each as it was seen. */
export function restoreActions(scope: WriteScope, input: SeenActions): Promise<void> {
  return moveSeveral(scope, input, { action: 'restored', removedAt: null })
}

async function moveSeveral(
  scope: WriteScope,
  input: SeenActions,
  { action, removedAt }: { readonly action: 'removed' | 'restored'; readonly removedAt: Date | null },
): Promise<void> {
  const plan = await planToWork(scope, input.planId)
  const ids = input.actions.map(({ id }) => id)
  const before = new Map((await lockActions(scope, plan, ids)).map((row) => [row.id, row]))
  for (const { id, version } of input.actions) {
    const row = before.get(id)
    const isMoved = (row?.removed_at === null) === (removedAt === null)
    if (row?.version !== version || isMoved) throw new Refused('plans/undo-changed-since')
  }
  await moveRows(scope, ids, removedAt)
  for (const after of await findActions(scope, plan, ids)) {
    await recordChange(scope, { action, plan, before: before.get(after.id) ?? null, after })
  }
}

export async function restoreAction(scope: WriteScope, input: ById, today: string): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'removed' })
  await updateAction(scope, before.id, { removed_at: null })
  return finishChange(scope, { action: 'restored', plan, before }, today)
}

/** Out of sight until a day, for a reason; without a day it comes back at once. */
export async function snoozeAction(
  scope: WriteScope,
  input: ById & { readonly until: string | null; readonly reason: string },
  today: string,
): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  const { until, reason } = input
  if (until !== null) {
    if (!isOpenAction(before.state)) throw new Refused('plans/action-over')
    const faults = [
      ...(until <= today ? [faultOf('until', 'plans/snooze-past', 'choose a day after today')] : []),
      ...(reason === '' ? [faultOf('reason', 'plans/snooze-reason-missing', 'say why')] : []),
    ]
    if (faults[0]) throw new Refused(faults[0].code, {}, faults)
  }
  await updateAction(scope, before.id, { snoozed_until: until, snooze_reason: until === null ? '' : reason })
  const more = { snoozedUntil: until, reason }
  return finishChange(scope, { action: until === null ? 'woken' : 'snoozed', plan, before, more }, today)
}

function faultOf(path: string, code: string, message: string): FieldFault {
  return { path, code, message }
}

/** Gives an open action to somebody else; whatever hid it from the giver does not hide it from the taker. */
export async function handOverAction(
  scope: WriteScope,
  input: ById & { readonly to: NewOwner; readonly note: string },
  today: string,
): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  if (!isOpenAction(before.state)) throw new Refused('plans/action-over')
  const owner = await ownerValues(scope, input.to)
  await updateAction(scope, before.id, owner)
  return finishChange(scope, { action: 'handed-over', plan, before, more: { note: input.note } }, today)
}
