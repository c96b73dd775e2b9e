import type { PlanStance, StanceOfPlan } from '@mainstay/contract/plans-notices'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { requirePerson } from '../person-only.ts'
import { findPlan } from '../plan-store.ts'

function ownStance(scope: ReadScope, planId: string) {
  return scope.db
    .selectFrom('mainstay.plan_stance as s')
    .select('s.stance')
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', planId)
    .where('s.person_id', '=', scope.actor.id)
    .executeTakeFirst()
}

/** The duty of the reader by which `tell.ts` tells them of everything that happens. */
async function dutyToldOf(scope: ReadScope, planId: string): Promise<StanceOfPlan['toldAs']> {
  const row = await scope.db
    .selectFrom('mainstay.plan_person as n')
    .select('n.duty')
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.plan_id', '=', planId)
    .where('n.person_id', '=', scope.actor.id)
    .where('n.removed_at', 'is', null)
    .executeTakeFirst()
  return row?.duty === 'accountable' || row?.duty === 'responsible' ? row.duty : null
}

/** How closely the reader follows a plan. */
export async function readStance(scope: ReadScope, planId: string): Promise<StanceOfPlan> {
  const plan = await findPlan(scope, planId)
  return { stance: (await ownStance(scope, plan.id))?.stance ?? 'normal', toldAs: await dutyToldOf(scope, plan.id) }
}

/** Watches a plan, mutes it, or neither. Also of closed plans: it changes nothing in them. */
export async function setStance(
  scope: WriteScope,
  { planId, stance }: { readonly planId: string; readonly stance: PlanStance },
  now: Date,
): Promise<StanceOfPlan> {
  requirePerson(scope)
  const plan = await findPlan(scope, planId)
  const before = (await ownStance(scope, plan.id))?.stance ?? 'normal'
  const toldAs = await dutyToldOf(scope, plan.id)
  if (before === stance) return { stance, toldAs }
  await keepStance(scope, { planId: plan.id, accountId: plan.accountId, stance, now })
  await scope.record({
    action: 'plans.stance',
    // Not the plan's own history: what somebody wants to hear changes nothing in it.
    subjectType: 'plan_stance',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: { stance: before },
    after: { stance },
  })
  return { stance, toldAs }
}

interface WantedStance {
  readonly planId: string
  readonly accountId: string
  readonly stance: PlanStance
  readonly now: Date
}

async function keepStance(scope: WriteScope, { planId, accountId, stance, now }: WantedStance): Promise<void> {
  if (stance === 'normal') {
    await scope.db
      .deleteFrom('mainstay.plan_stance as s')
      .where('s.workspace_id', '=', scope.workspaceId)
      .where('s.plan_id', '=', planId)
      .where('s.person_id', '=', scope.actor.id)
      .execute()
    return
  }
  await scope.db
    .insertInto('mainstay.plan_stance')
    .values({
      workspace_id: scope.workspaceId,
      plan_id: planId,
      person_id: scope.actor.id,
      account_id: accountId,
      stance,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'plan_id', 'person_id']).doUpdateSet({ stance, updated_at: now }),
    )
    .execute()
}
