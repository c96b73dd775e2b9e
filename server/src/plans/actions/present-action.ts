import type { PlanAction } from '@mainstay/contract/plans-actions'
import type { MyAction } from '@mainstay/contract/plans-my-work'
import { actionDefects, daysLate, isOpenAction } from '@mainstay/domain/plans'
import { type ActionRow, factsOf } from './action-store.ts'

/** An action as readers get it, told for a day. */
export function presentAction(row: ActionRow, today: string): PlanAction {
  const facts = factsOf(row)
  const { objective_title: objective, key_result_title: keyResult, cause_kind: causeKind, cause_id: causeId } = row
  return {
    id: row.id,
    planId: row.plan_id,
    title: row.title,
    details: row.details,
    state: row.state,
    stateReason: row.state_reason,
    evidence: row.evidence,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    doneOn: row.done_on,
    owner: presentOwner(row),
    customerOwner: row.customer_owner,
    objective: row.objective_id !== null && objective !== null ? { id: row.objective_id, title: objective } : null,
    keyResult: row.key_result_id !== null && keyResult !== null ? { id: row.key_result_id, title: keyResult } : null,
    repeat:
      row.repeat_every !== null && row.repeat_unit !== null ? { every: row.repeat_every, unit: row.repeat_unit } : null,
    cause: causeKind !== null && causeId !== null ? { kind: causeKind, id: causeId } : null,
    needs: [...row.needs],
    snoozedUntil: row.snoozed_until,
    snoozeReason: row.snooze_reason,
    defects: actionDefects(facts),
    daysLate: daysLate(facts, today),
    isOpen: isOpenAction(row.state),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

function presentOwner(row: ActionRow): PlanAction['owner'] {
  if (row.owner_kind === null) return null
  return {
    kind: row.owner_kind,
    personId: row.owner_person_id,
    name: row.owner_name ?? '',
    function: row.owner_function,
    hasLeft: factsOf(row).owner === 'left',
  }
}

export function presentMyAction(row: ActionRow, today: string): MyAction {
  return {
    ...presentAction(row, today),
    plan: { id: row.plan_id, title: row.plan_title },
    account: { id: row.account_id, code: row.account_code, name: row.account_name },
  }
}
