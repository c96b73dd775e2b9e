import type { HistoryPart, PlanSnapshot } from '@mainstay/contract/plans-history'
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
  return { approvals, snapshots: await listSnapshots(scope, plan), knownSince: since?.toISOString() ?? null }
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
