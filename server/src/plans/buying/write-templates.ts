import type { BuyingTemplate } from '@mainstay/contract/plans-buying'
import { keepAsTemplate } from '@mainstay/domain/buying'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { lockPurchase, planForBuying, subjectOf } from './purchase-store.ts'
import { standingSteps } from './step-store.ts'
import { archiveTemplate, insertBuyingTemplate, restoreTemplate } from './template-store.ts'

interface TemplateInput {
  readonly planId: string
  /** Of a purchase, or of a template. */
  readonly id: string
}

/** Keeps the steps of a purchase as the next version of a template of the account, whatever became of the purchase. */
export async function keepBuyingTemplate(
  scope: WriteScope,
  input: TemplateInput & { readonly name: string },
): Promise<BuyingTemplate> {
  const plan = await planForBuying(scope, input.planId)
  // Every plan of the account shows its templates, also to people who are not in this inner team.
  const isInner = plan.sections.some(({ part, audience }) => part === 'buying_process' && audience === 'inner')
  if (isInner) throw new Refused('plans/buying-template-inner')
  const row = await lockPurchase(scope, plan, input.id)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const steps = await standingSteps(scope, plan, [row.id])
  if (steps.length === 0) throw new Refused('plans/purchase-without-steps')
  const kept = steps.map((step) => ({
    ...step,
    ownerRole: step.owner_role,
    plannedOn: step.planned_on,
  }))
  const template = await insertBuyingTemplate(scope, plan, {
    name: input.name,
    buyClass: row.buy_class,
    steps: keepAsTemplate(kept, row.decision_on),
  })
  await scope.record({
    action: 'plans.buying-template-kept',
    ...subjectOf(plan),
    before: null,
    after: { templateId: template.id, name: template.name, number: template.number, purchase: row.title },
  })
  return template
}

/** Puts a template of the account away: no purchase begins from it until it is taken up again, or kept anew. */
export async function archiveBuyingTemplate(scope: WriteScope, { planId, id }: TemplateInput): Promise<BuyingTemplate> {
  const plan = await planForBuying(scope, planId)
  const { template, isMoved } = await archiveTemplate(scope, plan, id)
  if (isMoved) await recordMove(scope, plan, { action: 'plans.buying-template-archived', template })
  return template
}

/** Takes a template up again that was put away. */
export async function restoreBuyingTemplate(scope: WriteScope, { planId, id }: TemplateInput): Promise<BuyingTemplate> {
  const plan = await planForBuying(scope, planId)
  const { template, isMoved } = await restoreTemplate(scope, plan, id)
  if (isMoved) await recordMove(scope, plan, { action: 'plans.buying-template-restored', template })
  return template
}

interface Move {
  readonly action: 'plans.buying-template-archived' | 'plans.buying-template-restored'
  readonly template: BuyingTemplate
}

function recordMove(scope: WriteScope, plan: StoredPlan, { action, template }: Move): Promise<void> {
  const after = { templateId: template.id, name: template.name }
  return scope.record({ action, ...subjectOf(plan), before: null, after })
}
