import type { NewOwner } from '@mainstay/contract/plans-actions'
import type { WriteScope } from '../../platform/use-case.ts'
import { activeMemberName } from '../team/team-store.ts'
import type { ActionRow } from './action-store.ts'
import type { PlanActionTable } from './tables.ts'

export type OwnerValues = Pick<
  PlanActionTable,
  'owner_kind' | 'owner_person_id' | 'owner_name' | 'owner_function' | 'snoozed_until' | 'snooze_reason'
>

/** What one owner put out of sight is not out of the sight of the next. */
const AWAKE = { snoozed_until: null, snooze_reason: '' } as const

/** Columns of an owner; a member bears their own name and must be an active one. */
export async function ownerValues(scope: WriteScope, owner: NewOwner | null): Promise<OwnerValues> {
  if (owner === null) return { owner_kind: null, owner_person_id: null, owner_name: null, owner_function: '', ...AWAKE }
  if (owner.kind === 'member') {
    const owner_name = await activeMemberName(scope, owner.personId)
    return { owner_kind: 'member', owner_person_id: owner.personId, owner_name, owner_function: '', ...AWAKE }
  }
  const { kind, name, function: what } = owner
  return { owner_kind: kind, owner_person_id: null, owner_name: name, owner_function: what, ...AWAKE }
}

/** What a change is about, small enough for the audit. */
export function auditedAction(row: ActionRow): Record<string, unknown> {
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    stateReason: row.state_reason,
    dueOn: row.due_on,
    owner: row.owner_name,
  }
}
