import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import { BUYING_SIDES } from '@mainstay/domain/buying'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockPurchase, planForBuying, subjectOf } from './purchase-store.ts'
import { guardStepCount, purchaseOfStep, type StepRow, stepsOfPurchase, updateSteps } from './step-store.ts'
import { refuseUnlessOpen, traceOf } from './write-steps.ts'

interface SeenSteps {
  readonly planId: string
  readonly steps: readonly { readonly id: string; readonly version: number }[]
}

interface Moving {
  readonly action: PlanDeed
  readonly removedAt: Date | null
}

/** Takes several steps out at once, each as it was seen. Refused where one of them was changed since. */
export function removeBuyingSteps(scope: WriteScope, input: SeenSteps, now: Date): Promise<void> {
  return moveSteps(scope, input, { action: 'plans.buying-step-removed', removedAt: now })
}

/** Puts several steps back that were taken out, each as it was seen. */
export function putBackBuyingSteps(scope: WriteScope, input: SeenSteps): Promise<void> {
  return moveSteps(scope, input, { action: 'plans.buying-step-restored', removedAt: null })
}

/** Steps that were added at once are of one purchase. */
async function moveSteps(
  scope: WriteScope,
  { planId, steps }: SeenSteps,
  { action, removedAt }: Moving,
): Promise<void> {
  const [first] = steps
  if (!first) return
  const plan = await planForBuying(scope, planId)
  const purchase = await lockPurchase(scope, plan, await purchaseOfStep(scope, plan, first.id))
  refuseUnlessOpen(purchase)
  const rows = await stepsOfPurchase(scope, plan, purchase.id)
  const versions = new Map(steps.map(({ id, version }) => [id, version]))
  const moved = rows.filter(({ id }) => versions.has(id))
  if (moved.length < versions.size) throw new Refused('http/not-found')
  for (const row of moved) refuseUnlessSeen(row, versions.get(row.id), removedAt)
  if (removedAt === null) {
    for (const side of BUYING_SIDES) guardStepCount(rows, side, moved.filter((row) => row.side === side).length)
  }
  const values = { removed_at: removedAt }
  await updateSteps(scope, [...versions.keys()], values)
  for (const row of moved) {
    await scope.record({ action, ...subjectOf(plan), ...traceOf(purchase, row, values) })
  }
}

function refuseUnlessSeen(row: StepRow, version: number | undefined, removedAt: Date | null): void {
  const isMoved = (row.removed_at === null) === (removedAt === null)
  if (row.version !== version || isMoved) throw new Refused('plans/undo-changed-since')
}
