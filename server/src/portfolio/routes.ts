import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { askFigures } from '../economics/index.ts'
import { type AreaContext, today } from '../platform/area.ts'
import { actorOf, type CallContext } from '../platform/http/call.ts'
import { readProgramStanding } from '../selection/index.ts'
import { columnsOf } from './columns/column-keeper.ts'
import { readConcentrationPage, readLorenz } from './queries/concentration.ts'
import { listAccounts } from './queries/list-accounts.ts'
import { simulateLoss } from './queries/loss-simulation.ts'
import { readMatrix } from './queries/matrix.ts'
import { readRetention } from './queries/retention.ts'
import { readSummary } from './queries/summary.ts'
import { readWhaleCurve } from './queries/whale-curve.ts'

export function portfolioRouter(area: AreaContext) {
  const os = implement(contract.portfolio).$context<CallContext>()
  return {
    summary: os.summary.handler(async (call) => {
      const standing = await readProgramStanding(area, actorOf(call.context))
      return askFigures(area, call, (scope, set) => readSummary(scope, set, standing))
    }),
    listAccounts: os.listAccounts.handler(async (call) => {
      const { proposals } = await readProgramStanding(area, actorOf(call.context))
      return askFigures(area, call, (scope, set) =>
        listAccounts(scope, { set, day: today(area), proposals, columns: columnsOf(area) }, call.input),
      )
    }),
    whaleCurve: os.whaleCurve.handler((call) =>
      askFigures(area, call, (scope, set) => readWhaleCurve(scope, set, call.input.measure)),
    ),
    lorenz: os.lorenz.handler((call) => askFigures(area, call, readLorenz)),
    concentration: os.concentration.handler((call) => askFigures(area, call, readConcentrationPage)),
    simulateLoss: os.simulateLoss.handler((call) =>
      askFigures(area, call, (scope, set) => simulateLoss(scope, set, call.input.accountIds)),
    ),
    retention: os.retention.handler((call) => askFigures(area, call, readRetention)),
    matrix: os.matrix.handler((call) =>
      askFigures(area, call, (scope, set) => readMatrix(scope, set, { limit: call.input.limit, day: today(area) })),
    ),
  }
}
