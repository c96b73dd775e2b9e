import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { listScorecards, readScorecard, scoreAndRead } from './read-scorecard.ts'
import { changeScheme, readScheme } from './scheme.ts'

export function scorecardHandlers(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    readScorecardScheme: os.readScorecardScheme.handler(({ context }) => read(context, readScheme)),
    changeScorecardScheme: os.changeScorecardScheme.handler(({ input, context }) =>
      command(context, (scope) => changeScheme(area, scope, input)),
    ),
    readScorecard: os.readScorecard.handler(({ input, context }) => readScorecard(area, context, input.id)),
    scoreProfitability: os.scoreProfitability.handler(({ input, context }) => scoreAndRead(area, context, input)),
    listScorecards: os.listScorecards.handler(({ input, context }) => listScorecards(area, context, input)),
  }
}
