import type { EndingOf } from '@mainstay/contract/audit'
import type { PlanAction } from '@mainstay/contract/plans-actions'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { findPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import { type ActionRow, findAction } from './action-store.ts'
import { auditedAction } from './owner.ts'
import { presentAction } from './present-action.ts'

/** The plan, for reading its actions. */
export async function planToRead(scope: ReadScope, planId: string): Promise<StoredPlan> {
  const plan = await findPlan(scope, planId)
  await requirePart(scope, plan, 'actions')
  return plan
}

/** The plan, for working on its actions. */
export async function planToWork(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'actions')
  return plan
}

interface Change {
  readonly action: EndingOf<'plans.action-'>
  readonly plan: StoredPlan
  readonly before: ActionRow | null
  readonly after: ActionRow | null
  /** Beside what is kept of every action, such as the note of a hand-over. */
  readonly more?: Readonly<Record<string, unknown>>
}

export async function recordChange(scope: WriteScope, { action, plan, before, after, more }: Change): Promise<void> {
  await scope.record({
    action: `plans.action-${action}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: before && auditedAction(before),
    after: after && { ...auditedAction(after), ...more },
  })
}

/** Reads a changed action back, keeps the change in the audit, and answers with it. */
export async function finishChange(
  scope: WriteScope,
  change: Omit<Change, 'after'> & { readonly before: ActionRow },
  today: string,
): Promise<PlanAction> {
  const after = await findAction(scope, change.plan, change.before.id)
  await recordChange(scope, { ...change, after })
  return presentAction(after, today)
}
