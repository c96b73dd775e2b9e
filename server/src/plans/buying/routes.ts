import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan, requirePart } from '../plan-store.ts'
import { readBuyingPart } from './read-buying.ts'
import {
  beginPurchase,
  changePurchase,
  endPurchase,
  removePurchase,
  reopenPurchase,
  restorePurchase,
} from './write-purchases.ts'
import {
  addBuyingSteps,
  changeBuyingStep,
  orderBuyingStep,
  removeBuyingStep,
  restoreBuyingStep,
} from './write-steps.ts'
import { archiveBuyingTemplate, keepBuyingTemplate, restoreBuyingTemplate } from './write-templates.ts'

export function buyingHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  const at = <Input>(input: Input) => ({ ...input, now: area.now(), today: today(area) })
  return {
    readBuying: os.readBuying.handler(({ input, context }) =>
      read(context, async (scope) => {
        const plan = await findPlan(scope, input.planId)
        await requirePart(scope, plan, 'buying_process')
        return readBuyingPart(scope, plan, today(area))
      }),
    ),
    beginPurchase: os.beginPurchase.handler(({ input, context }) =>
      command(context, (scope) => beginPurchase(scope, at(input))),
    ),
    changePurchase: os.changePurchase.handler(({ input, context }) =>
      command(context, (scope) => changePurchase(scope, at(input))),
    ),
    endPurchase: os.endPurchase.handler(({ input, context }) =>
      command(context, (scope) => endPurchase(scope, at(input))),
    ),
    reopenPurchase: os.reopenPurchase.handler(({ input, context }) =>
      command(context, (scope) => reopenPurchase(scope, at(input))),
    ),
    removePurchase: os.removePurchase.handler(({ input, context }) =>
      command(context, (scope) => removePurchase(scope, at(input))),
    ),
    restorePurchase: os.restorePurchase.handler(({ input, context }) =>
      command(context, (scope) => restorePurchase(scope, at(input))),
    ),
    keepBuyingTemplate: os.keepBuyingTemplate.handler(({ input, context }) =>
      command(context, (scope) => keepBuyingTemplate(scope, at(input))),
    ),
    archiveBuyingTemplate: os.archiveBuyingTemplate.handler(({ input, context }) =>
      command(context, (scope) => archiveBuyingTemplate(scope, input)),
    ),
    restoreBuyingTemplate: os.restoreBuyingTemplate.handler(({ input, context }) =>
      command(context, (scope) => restoreBuyingTemplate(scope, input)),
    ),
    addBuyingSteps: os.addBuyingSteps.handler(({ input, context }) =>
      command(context, (scope) => addBuyingSteps(scope, at(input))),
    ),
    changeBuyingStep: os.changeBuyingStep.handler(({ input, context }) =>
      command(context, (scope) => changeBuyingStep(scope, at(input))),
    ),
    orderBuyingStep: os.orderBuyingStep.handler(({ input, context }) =>
      command(context, (scope) => orderBuyingStep(scope, at(input))),
    ),
    removeBuyingStep: os.removeBuyingStep.handler(({ input, context }) =>
      command(context, (scope) => removeBuyingStep(scope, at(input))),
    ),
    restoreBuyingStep: os.restoreBuyingStep.handler(({ input, context }) =>
      command(context, (scope) => restoreBuyingStep(scope, at(input))),
    ),
  }
}
