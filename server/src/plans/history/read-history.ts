import type { HistoryPart, PlanSnapshot, PlanTurn } from '@mainstay/contract/plans-history'
import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockPlan, type StoredPlan } from '../plan-store.ts'
import { listApprovals, presentApprovals } from './approval-store.ts'
import { knownSince } from './past-plan.ts'
import { keepSnapshot, listSnapshots } from './snapshot-store.ts'

/** Submissions that a history shows; older ones are still told by their snapshots. */
const APPROVALS_SHOWN = 50

/** Submissions and snapshots of a plan, the latest first. */
export async function readHistoryPart(scope: ReadScope, plan: StoredPlan): Promise<HistoryPart> {
  const approvals = await presentApprovals(scope, plan, await listApprovals(scope, plan, APPROVALS_SHOWN))
  const since = await knownSince(scope, plan.id)
  const snapshots = await listSnapshots(scope, plan)
  const turns = since === null ? [] : await listTurns(scope, plan.id, since)
  return { approvals, snapshots, turns, knownSince: since?.toISOString() ?? null }
}

const TURNS = { 'plans.activated': 'activated', 'plans.closed': 'closed', 'plans.reopened': 'reopened' } as const
/** Turns that a history offers; every other moment can be chosen by its day and time. */
const TURNS_SHOWN = 20

/** When the plan took effect, was closed and opened again, each as the end of the work that did it. */
async function listTurns(scope: ReadScope, planId: string, since: Date): Promise<PlanTurn[]> {
  // Moments cross the wire in whole milliseconds, so the next one.
  const { rows } = await sql<{ action: keyof typeof TURNS; actorName: string; at: Date }>`
    select e.action, e.actor_name as "actorName", t.at from mainstay.audit_entry e
    cross join lateral (
      select max(v.at) + interval '1 millisecond' as at from mainstay.plan_past v
      where v.workspace_id = e.workspace_id and v.plan_id = ${planId} and v.began_at = e.at) t
    where e.workspace_id = ${scope.workspaceId} and e.subject_type = 'plan' and e.subject_id = ${planId}
      and e.action = any(${Object.keys(TURNS)}::text[]) and t.at >= ${since}
    order by e.id desc limit ${TURNS_SHOWN}`.execute(scope.db)
  return rows.map(({ action, actorName, at }) => ({ kind: TURNS[action], actorName, at: at.toISOString() }))
}

/** Keeps the plan as it stands, for whatever reason people have. */
export async function takeSnapshot(
  scope: WriteScope,
  { planId, reason }: { readonly planId: string; readonly reason: string },
  now: Date,
): Promise<PlanSnapshot> {
  const plan = await lockPlan(scope, planId)
  if (plan.status === 'closed') throw new Refused('plans/closed')
  const snapshot = await keepSnapshot(scope, plan, { kind: 'by_hand', reason, now })
  await scope.record({
    action: 'plans.snapshot-taken',
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    after: { number: snapshot.number, reason },
  })
  return snapshot
}
