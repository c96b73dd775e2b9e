import type { PresentPerson } from '@mainstay/contract/plans-notices'
import { sql } from 'kysely'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { requirePerson } from '../person-only.ts'
import { findPlan, type StoredPlan } from '../plan-store.ts'

/** A browser says every twenty seconds that it is there; two lost calls in a row do not yet make somebody go. */
const PRESENT_SECONDS = 50

interface Present {
  readonly people: PresentPerson[]
}

/** Who has the plan open, in the order they came. */
export async function listPresence(scope: ReadScope, planId: string, now: Date): Promise<Present> {
  return presentIn(scope, await findPlan(scope, planId), now)
}

async function presentIn(scope: ReadScope, plan: StoredPlan, now: Date): Promise<Present> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_presence as e')
    .select(['e.person_id', 'e.name'])
    .where('e.workspace_id', '=', scope.workspaceId)
    .where('e.plan_id', '=', plan.id)
    .where('e.seen_at', '>', oldestOf(now))
    .orderBy('e.since')
    .orderBy('e.person_id')
    .execute()
  return {
    people: rows.map((row) => ({ personId: row.person_id, name: row.name, isYou: row.person_id === scope.actor.id })),
  }
}

function oldestOf(now: Date): Date {
  return new Date(now.getTime() - PRESENT_SECONDS * 1_000)
}

/** Says that one is there. Others are told only of who comes, and nothing of it goes into the audit. */
export async function beatPresence(scope: WriteScope, planId: string, now: Date): Promise<Present> {
  requirePerson(scope)
  const plan = await findPlan(scope, planId)
  const oldest = oldestOf(now)
  await scope.db
    .deleteFrom('mainstay.plan_presence as e')
    .where('e.workspace_id', '=', scope.workspaceId)
    .where('e.plan_id', '=', plan.id)
    .where('e.seen_at', '<=', oldest)
    .execute()
  const { rows } = await sql<{ is_new: boolean }>`
    insert into mainstay.plan_presence as e (workspace_id, plan_id, person_id, account_id, name, since, seen_at)
    values (${scope.workspaceId}, ${plan.id}, ${scope.actor.id}, ${plan.accountId}, ${scope.actor.name}, ${now}, ${now})
    on conflict (workspace_id, plan_id, person_id) do update set seen_at = greatest(e.seen_at, excluded.seen_at)
    returning (xmax = 0) as is_new`.execute(scope.db)
  if (rows[0]?.is_new) await announcePresence(scope, plan)
  return presentIn(scope, plan, now)
}

/** Says that one has gone. */
export async function leavePresence(scope: WriteScope, planId: string, now: Date): Promise<Present> {
  requirePerson(scope)
  const plan = await findPlan(scope, planId)
  const { numDeletedRows } = await scope.db
    .deleteFrom('mainstay.plan_presence as e')
    .where('e.workspace_id', '=', scope.workspaceId)
    .where('e.plan_id', '=', plan.id)
    .where('e.person_id', '=', scope.actor.id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await announcePresence(scope, plan)
  return presentIn(scope, plan, now)
}

function announcePresence(scope: WriteScope, plan: StoredPlan): Promise<void> {
  return scope.announce({
    topic: 'plans.presence',
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
  })
}
