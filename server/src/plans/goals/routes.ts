import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan, requirePart } from '../plan-store.ts'
import { addBridgeEntry, changeBridgeEntry, removeBridgeEntry, restoreBridgeEntry } from './bridge-entries.ts'
import { readGoalsPart } from './read-goals.ts'
import { setPlanGoals } from './write-goals.ts'

export function goalsHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readPlanGoals: os.readPlanGoals.handler(({ input, context }) =>
      read(context, async (scope) => {
        const plan = await findPlan(scope, input.planId)
        await requirePart(scope, plan, 'goals')
        return readGoalsPart(scope, plan, today(area))
      }),
    ),
    setPlanGoals: os.setPlanGoals.handler(({ input, context }) =>
      command(context, (scope) => setPlanGoals(scope, input, today(area))),
    ),
    addBridgeEntry: os.addBridgeEntry.handler(({ input, context }) =>
      command(context, (scope) => addBridgeEntry(scope, input)),
    ),
    changeBridgeEntry: os.changeBridgeEntry.handler(({ input, context }) =>
      command(context, (scope) => changeBridgeEntry(scope, input)),
    ),
    removeBridgeEntry: os.removeBridgeEntry.handler(({ input, context }) =>
      command(context, (scope) => removeBridgeEntry(scope, input, area.now())),
    ),
    restoreBridgeEntry: os.restoreBridgeEntry.handler(({ input, context }) =>
      command(context, (scope) => restoreBridgeEntry(scope, input)),
    ),
  }
}
