import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../platform/area.ts'
import { type CallContext, command, read } from '../platform/http/call.ts'
import { decideTiers } from './commands/decide.ts'
import { judge } from './commands/judge.ts'
import { listDecisions } from './queries/decisions.ts'
import { explainScore } from './queries/explain.ts'
import { listJudgements } from './queries/judgements.ts'
import { rank } from './queries/rank.ts'
import { suggestReasons } from './queries/suggest.ts'
import { listProposals, readTiers } from './queries/tiers.ts'
import { findRun, listRuns, presentRun } from './runs/run-store.ts'
import { cancelRun } from './runs/start-run.ts'

export function selectionRouter(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    rank: os.rank.handler(({ input, context }) => rank(area, context, input)),
    explain: os.explain.handler(({ input, context }) => explainScore(area, context, input)),
    listJudgements: os.listJudgements.handler(({ input, context }) =>
      read(context, (scope) => listJudgements(scope, input.id)),
    ),
    judge: os.judge.handler(({ input, context }) => command(context, (scope) => judge(area, scope, input))),
    readTiers: os.readTiers.handler(({ context }) => readTiers(area, context)),
    listProposals: os.listProposals.handler(({ input, context }) => listProposals(area, context, input)),
    decide: os.decide.handler(({ input, context }) => command(context, (scope) => decideTiers(area, scope, input))),
    listDecisions: os.listDecisions.handler(({ input, context }) =>
      read(context, (scope) => listDecisions(scope, input, today(area))),
    ),
    listRuns: os.listRuns.handler(({ input, context }) => read(context, (scope) => listRuns(scope, input))),
    readRun: os.readRun.handler(({ input, context }) =>
      read(context, async (scope) => presentRun(await findRun(scope, input.id), scope.actor.id)),
    ),
    cancelRun: os.cancelRun.handler(({ input, context }) => command(context, (scope) => cancelRun(scope, input.id))),
    suggest: os.suggest.handler(({ input, context }) => suggestReasons(area, context, input)),
  }
}
