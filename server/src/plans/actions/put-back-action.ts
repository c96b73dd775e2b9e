import type { PlanAction } from '@mainstay/contract/plans-actions'
import { ACTION_STATES, isOpenAction } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { type KeptValues, numberOf, oneOf } from '../history/kept-row.ts'
import type { StoredPlan } from '../plan-store.ts'
import { activeMemberName } from '../team/team-store.ts'
import { type ActionRow, type ActionValues, lockAction, updateAction } from './action-store.ts'
import { finishChange, planToWork } from './open-part.ts'
import { checkedLinks } from './write-action.ts'

/** What can be put back of an action: all that people say of it. */
export const ACTION_COLUMNS = [
  'title',
  'details',
  'starts_on',
  'due_on',
  'owner_kind',
  'owner_person_id',
  'owner_name',
  'owner_function',
  'customer_owner',
  'evidence',
  'objective_id',
  'key_result_id',
  'repeat_every',
  'repeat_unit',
  'repeat_anchor',
  'state',
  'state_reason',
  'done_on',
  'snoozed_until',
  'snooze_reason',
] as const

const OWNER_KINDS = ['member', 'colleague', 'customer'] as const
const REPEAT_UNITS = ['week', 'month'] as const

/**
 * Makes an action what it was before its last change, with its state, its day and its reason: whoever ticked off the
 * wrong line wants it planned again, not begun. Refused where that would not be allowed by now: an owner who has left, an
 * objective that is gone, something it needs that was opened again.
 */
export async function putBackAction(
  scope: WriteScope,
  input: { readonly planId: string; readonly id: string; readonly before: KeptValues },
  today: string,
): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const row = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  const values = valuesOf(input.before)
  await refuseWhatIsOver(scope, { plan, row, values })
  await updateAction(scope, row.id, values)
  return finishChange(scope, { action: 'changed', plan, before: row }, today)
}

function valuesOf(before: KeptValues) {
  return {
    title: before.title ?? '',
    details: before.details ?? '',
    starts_on: before.starts_on ?? null,
    due_on: before.due_on ?? null,
    owner_kind: before.owner_kind ? oneOf(OWNER_KINDS, before.owner_kind) : null,
    owner_person_id: before.owner_person_id ?? null,
    owner_name: before.owner_name ?? null,
    owner_function: before.owner_function ?? '',
    customer_owner: before.customer_owner ?? '',
    evidence: before.evidence ?? '',
    objective_id: before.objective_id ?? null,
    key_result_id: before.key_result_id ?? null,
    repeat_every: numberOf(before.repeat_every),
    repeat_unit: before.repeat_unit ? oneOf(REPEAT_UNITS, before.repeat_unit) : null,
    repeat_anchor: before.repeat_anchor ?? null,
    state: oneOf(ACTION_STATES, before.state),
    state_reason: before.state_reason ?? '',
    done_on: before.done_on ?? null,
    snoozed_until: before.snoozed_until ?? null,
    snooze_reason: before.snooze_reason ?? '',
  } satisfies Record<(typeof ACTION_COLUMNS)[number], ActionValues[keyof ActionValues]>
}

interface Returning {
  readonly plan: StoredPlan
  readonly row: ActionRow
  readonly values: ReturnType<typeof valuesOf>
}

async function refuseWhatIsOver(scope: WriteScope, { plan, row, values }: Returning): Promise<void> {
  const { owner_person_id: owner, objective_id: objectiveId, key_result_id: keyResultId } = values
  if (owner !== null && owner !== row.owner_person_id) await activeMemberName(scope, owner)
  if (objectiveId !== row.objective_id || keyResultId !== row.key_result_id)
    await checkedLinks(scope, plan, { objectiveId, keyResultId })
  const need = row.needs.filter(({ state }) => isOpenAction(state))
  if (values.state === 'done' && row.state !== 'done' && need[0])
    throw new Refused('plans/action-needs-open', { need: need[0].title, open: need.length })
}
