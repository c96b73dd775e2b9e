import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../platform/area.ts'
import type { CallContext } from '../platform/http/call.ts'
import { askFigures } from './figure-set.ts'
import { readAccountEconomics } from './queries/account-economics.ts'
import { readCostToServe } from './queries/cost-to-serve.ts'
import { readGrowthBridge } from './queries/growth-bridge.ts'

export function economicsRouter(area: AreaContext) {
  const os = implement(contract.economics).$context<CallContext>()
  return {
    readAccount: os.readAccount.handler((call) =>
      askFigures(area, call, (scope, set) =>
        readAccountEconomics(scope, set, { id: call.input.id, today: today(area) }),
      ),
    ),
    readGrowthBridge: os.readGrowthBridge.handler((call) =>
      askFigures(area, call, (scope, set) => readGrowthBridge(scope, set, call.input.id)),
    ),
    readCostToServe: os.readCostToServe.handler((call) => askFigures(area, call, readCostToServe)),
  }
}
