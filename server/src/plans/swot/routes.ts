import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan, requirePart } from '../plan-store.ts'
import { readSwotPart } from './read-swot.ts'
import { bringBackTowsPair, dismissTowsPair, listTowsPairs } from './tows.ts'
import {
  addSwotItem,
  addSwotItems,
  changeSwotItem,
  putBackSwotItem,
  removeSwotItem,
  reopenSwotItem,
  settleSwotItem,
} from './write-items.ts'

export function swotHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readSwot: os.readSwot.handler(({ input, context }) =>
      read(context, async (scope) => {
        const plan = await findPlan(scope, input.planId)
        await requirePart(scope, plan, 'swot')
        return readSwotPart(scope, plan, today(area))
      }),
    ),
    addSwotItem: os.addSwotItem.handler(({ input, context }) =>
      command(context, (scope) => addSwotItem(scope, input, today(area))),
    ),
    addSwotItems: os.addSwotItems.handler(({ input, context }) =>
      command(context, (scope) => addSwotItems(scope, input, today(area))),
    ),
    changeSwotItem: os.changeSwotItem.handler(({ input, context }) =>
      command(context, (scope) => changeSwotItem(scope, input, today(area))),
    ),
    settleSwotItem: os.settleSwotItem.handler(({ input, context }) =>
      command(context, (scope) => settleSwotItem(scope, input, today(area))),
    ),
    reopenSwotItem: os.reopenSwotItem.handler(({ input, context }) =>
      command(context, (scope) => reopenSwotItem(scope, input, today(area))),
    ),
    removeSwotItem: os.removeSwotItem.handler(({ input, context }) =>
      command(context, (scope) => removeSwotItem(scope, input, { asOf: today(area), now: area.now() })),
    ),
    putBackSwotItem: os.putBackSwotItem.handler(({ input, context }) =>
      command(context, (scope) => putBackSwotItem(scope, input, today(area))),
    ),
    listTowsPairs: os.listTowsPairs.handler(({ input, context }) =>
      read(context, (scope) => listTowsPairs(scope, input, today(area))),
    ),
    dismissTowsPair: os.dismissTowsPair.handler(({ input, context }) =>
      command(context, (scope) => dismissTowsPair(scope, input, today(area))),
    ),
    bringBackTowsPair: os.bringBackTowsPair.handler(({ input, context }) =>
      command(context, (scope) => bringBackTowsPair(scope, input, today(area))),
    ),
  }
}
