import type { PlanHeader } from '@mainstay/contract/plans'
import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import { nextPeriod, periodLabel } from '@mainstay/domain/plans'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockPlan, type StoredPlan } from '../plan-store.ts'
import { insertPeriods, listPeriods } from './period-store.ts'
import { checkPlace, lockTree } from './place-plan.ts'
import { readPlan } from './read-plan.ts'

interface Errand {
  readonly id: string
  readonly now: Date
}

interface PlanChanges {
  readonly title?: string
  readonly scope?: string
  readonly parent_id?: string | null
  readonly status?: StoredPlan['status']
  readonly closed_on?: string | null
  readonly close_reason?: string | null
  readonly closed_from?: 'draft' | 'active' | null
  /** As JSON. */
  readonly sections?: string
}

/** Another title, unit or place in the tree. */
export async function changePlan(
  scope: WriteScope,
  input: Errand & {
    readonly title?: string | undefined
    readonly scope?: string | undefined
    readonly parentId?: string | null | undefined
  },
): Promise<PlanHeader> {
  if (input.scope !== undefined || input.parentId !== undefined) await lockTree(scope)
  const plan = await lockOpenPlan(scope, input.id)
  const after = {
    title: input.title ?? plan.title,
    scope: input.scope ?? plan.scope,
    parentId: input.parentId === undefined ? plan.parentId : input.parentId,
  }
  if (after.scope !== plan.scope || after.parentId !== plan.parentId) {
    await checkPlace(scope, { ...after, planId: plan.id, accountId: plan.accountId })
  }
  const { title, scope: unit, parentId } = after
  await updatePlan(scope, plan, { now: input.now, changes: { title, scope: unit, parent_id: parentId } })
  const before = { title: plan.title, scope: plan.scope, parentId: plan.parentId }
  await recordPlan(scope, 'plans.changed', { plan, before, after })
  return answer(scope, input)
}

/** Adds the next period. Nothing of the periods before is touched. */
export async function rollPlanForward(scope: WriteScope, errand: Errand): Promise<PlanHeader> {
  const plan = await lockOpenPlan(scope, errand.id)
  const next = orRefuse(nextPeriod(await listPeriods(scope, plan.id), dayOf(errand.now)))
  await insertPeriods(scope, plan, [next])
  await updatePlan(scope, plan, { now: errand.now, changes: {} })
  await recordPlan(scope, 'plans.rolled-forward', { plan, after: { period: periodLabel(next), ...next } })
  return answer(scope, errand)
}

export async function activatePlan(scope: WriteScope, errand: Errand): Promise<PlanHeader> {
  const plan = await lockOpenPlan(scope, errand.id)
  if (plan.status === 'active') throw new Refused('plans/active-already')
  await updatePlan(scope, plan, { now: errand.now, changes: { status: 'active' } })
  await recordPlan(scope, 'plans.activated', { plan, before: { status: plan.status }, after: { status: 'active' } })
  return answer(scope, errand)
}

/** Closes a plan with its reason; plans below it must be closed or moved first, for they would hang in the air. */
export async function closePlan(scope: WriteScope, input: Errand & { readonly reason: string }): Promise<PlanHeader> {
  const plan = await lockOpenPlan(scope, input.id)
  const below = await countOpenBelow(scope, plan.id)
  if (below > 0) throw new Refused('plans/open-below', { plans: below })
  await updatePlan(scope, plan, {
    now: input.now,
    changes: {
      status: 'closed',
      closed_on: dayOf(input.now),
      close_reason: input.reason,
      closed_from: plan.status === 'draft' ? 'draft' : 'active',
    },
  })
  await recordPlan(scope, 'plans.closed', {
    plan,
    before: { status: plan.status },
    after: { status: 'closed', reason: input.reason },
  })
  return answer(scope, input)
}

/** Opens a closed plan again as what it was, draft or active, unless another has taken its place. */
export async function reopenPlan(scope: WriteScope, errand: Errand): Promise<PlanHeader> {
  await lockTree(scope)
  const plan = await lockPlan(scope, errand.id)
  scope.expectVersion(plan.version)
  if (plan.status !== 'closed') throw new Refused('plans/not-closed')
  await checkPlace(scope, { ...plan, planId: plan.id })
  const status = await statusBeforeClosing(scope, plan.id)
  const changes = { status, closed_on: null, close_reason: null, closed_from: null }
  await updatePlan(scope, plan, { now: errand.now, changes })
  await recordPlan(scope, 'plans.reopened', { plan, before: { status: 'closed' }, after: { status } })
  return answer(scope, errand)
}

async function statusBeforeClosing(scope: WriteScope, planId: string): Promise<'draft' | 'active'> {
  const row = await scope.db
    .selectFrom('mainstay.plan as p')
    .select('p.closed_from')
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', planId)
    .executeTakeFirstOrThrow()
  return row.closed_from ?? 'active'
}

export async function lockOpenPlan(scope: WriteScope, id: string): Promise<StoredPlan> {
  const plan = await lockPlan(scope, id)
  scope.expectVersion(plan.version)
  if (plan.status === 'closed') throw new Refused('plans/closed')
  return plan
}

async function countOpenBelow(scope: WriteScope, planId: string): Promise<number> {
  const { rows } = await scope.client.query<{ plans: number }>('select mainstay.open_plans_below($1) as plans', [
    planId,
  ])
  return rows[0]?.plans ?? 0
}

export async function updatePlan(
  scope: WriteScope,
  plan: StoredPlan,
  { now, changes }: { readonly now: Date; readonly changes: PlanChanges },
): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan as p')
    .set({ ...changes, version: plan.version + 1, updated_at: now })
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', plan.id)
    .execute()
}

export function recordPlan(
  scope: WriteScope,
  action: PlanDeed,
  fact: {
    readonly plan: StoredPlan
    readonly before?: Record<string, unknown>
    readonly after: Record<string, unknown>
  },
): Promise<void> {
  const { plan, ...change } = fact
  return scope.record({ action, subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId, ...change })
}

function answer(scope: WriteScope, { id, now }: Errand): Promise<PlanHeader> {
  return readPlan(scope, id, dayOf(now))
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}
