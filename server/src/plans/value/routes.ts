import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan, requirePart } from '../plan-store.ts'
import { readValuePart } from './read-value.ts'
import { addValueCase, changeValueCase, removeValueCase, restoreValueCase } from './write-cases.ts'
import { addValueDriver, changeValueDriver, removeValueDriver, restoreValueDriver } from './write-drivers.ts'

export function valueHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readValue: os.readValue.handler(({ input, context }) =>
      read(context, async (scope) => {
        const plan = await findPlan(scope, input.planId)
        await requirePart(scope, plan, 'value_cases')
        return readValuePart(scope, plan)
      }),
    ),
    addValueCase: os.addValueCase.handler(({ input, context }) =>
      command(context, (scope) => addValueCase(scope, input)),
    ),
    changeValueCase: os.changeValueCase.handler(({ input, context }) =>
      command(context, (scope) => changeValueCase(scope, input)),
    ),
    removeValueCase: os.removeValueCase.handler(({ input, context }) =>
      command(context, (scope) => removeValueCase(scope, input, area.now())),
    ),
    restoreValueCase: os.restoreValueCase.handler(({ input, context }) =>
      command(context, (scope) => restoreValueCase(scope, input)),
    ),
    addValueDriver: os.addValueDriver.handler(({ input, context }) =>
      command(context, (scope) => addValueDriver(scope, input)),
    ),
    changeValueDriver: os.changeValueDriver.handler(({ input, context }) =>
      command(context, (scope) => changeValueDriver(scope, input)),
    ),
    removeValueDriver: os.removeValueDriver.handler(({ input, context }) =>
      command(context, (scope) => removeValueDriver(scope, input, area.now())),
    ),
    restoreValueDriver: os.restoreValueDriver.handler(({ input, context }) =>
      command(context, (scope) => restoreValueDriver(scope, input)),
    ),
  }
}
