import type { AdoptionFacts } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'

/**
 * Plans of key accounts that are in force: a draft nobody approved is filled in, not used. A plan lives when people have
 * changed something in it; an action is done in time by its due date, and those dropped are not asked about.
 */
export async function adoptionEvidence(scope: ReadScope, today: string) {
  const { rows } = await sql<Record<'accounts' | 'plans' | 'changed' | 'due' | 'inTime', number>>`
    with key_account as materialized (select t.account_id from mainstay.tiers_on(${today}::date) t),
    active as materialized (
      select p.id from mainstay.plan p join key_account k on k.account_id = p.account_id
      where p.workspace_id = ${scope.workspaceId} and p.status = 'active' and p.scope = '')
    select (select count(*)::integer from key_account) as accounts, (select count(*)::integer from active) as plans,
      (select count(*)::integer from active p where exists (select from mainstay.audit_entry e
        where e.workspace_id = ${scope.workspaceId} and e.subject_type = 'plan' and e.subject_id = p.id::text
          and e.actor_kind <> 'system' and e.at > ${today}::date - interval '3 months')) as changed,
      count(*) filter (where x.due_on <= ${today}::date)::integer as due,
      count(*) filter (where x.due_on <= ${today}::date and x.done_on <= x.due_on)::integer as "inTime"
    from active p join mainstay.plan_action x on x.workspace_id = ${scope.workspaceId} and x.plan_id = p.id
      and x.removed_at is null and x.state <> 'dropped' and x.due_on > ${today}::date - interval '1 year'`.execute(
    scope.db,
  )
  const found = rows[0]
  if (!found) return {}
  return {
    shareOfAccountsWithPlan: share(found.plans, found.accounts),
    shareOfPlansChangedLastQuarter: share(found.changed, found.plans),
    shareOfPlanActionsDoneOnTime: share(found.inTime, found.due),
  } satisfies AdoptionFacts
}

/** A share of nothing is unknown. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
