import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../platform/area.ts'
import { actorOf, type CallContext, command, read } from '../platform/http/call.ts'
import { listBackTestAccounts, listBackTests, readBackTest, readBackTestReach } from './back-test/read-back-tests.ts'
import { startBackTest } from './back-test/start-back-test.ts'
import { candidateHandlers } from './candidates/routes.ts'
import { decideTiers } from './commands/decide.ts'
import { judge } from './commands/judge.ts'
import { firmnessHandlers } from './firmness/routes.ts'
import { overrideHandlers } from './overrides/routes.ts'
import { programResultHandlers } from './program-result/routes.ts'
import { listDecisions } from './queries/decisions.ts'
import { explainScore } from './queries/explain.ts'
import { listJudgements } from './queries/judgements.ts'
import { rank } from './queries/rank.ts'
import { readSecondOpinions } from './queries/second-opinions.ts'
import { suggestReasons } from './queries/suggest.ts'
import { listProposals, readTiers } from './queries/tiers.ts'
import { roundHandlers } from './rounds/routes.ts'
import { findRun, listRuns, presentRun } from './runs/run-store.ts'
import { cancelRun } from './runs/start-run.ts'
import { scorecardHandlers } from './scorecard/routes.ts'

export function selectionRouter(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    ...candidateHandlers(area),
    ...overrideHandlers(area),
    ...firmnessHandlers(area),
    ...roundHandlers(area),
    ...scorecardHandlers(area),
    ...programResultHandlers(area),
    rank: os.rank.handler(({ input, context }) => rank(area, context, input)),
    explain: os.explain.handler(({ input, context }) => explainScore(area, actorOf(context), input)),
    listJudgements: os.listJudgements.handler(({ input, context }) =>
      read(context, (scope) => listJudgements(scope, input.id)),
    ),
    judge: os.judge.handler(({ input, context }) => command(context, (scope) => judge(area, scope, input))),
    readTiers: os.readTiers.handler(({ context }) => readTiers(area, context)),
    listProposals: os.listProposals.handler(({ input, context }) => listProposals(area, context, input)),
    decide: os.decide.handler(({ input, context }) => decideTiers(area, context, input)),
    listDecisions: os.listDecisions.handler(({ input, context }) =>
      read(context, (scope) => listDecisions(scope, input, today(area))),
    ),
    listRuns: os.listRuns.handler(({ input, context }) => read(context, (scope) => listRuns(scope, input))),
    readRun: os.readRun.handler(({ input, context }) =>
      read(context, async (scope) => presentRun(await findRun(scope, input.id), scope.actor.id)),
    ),
    cancelRun: os.cancelRun.handler(({ input, context }) => command(context, (scope) => cancelRun(scope, input.id))),
    startBackTest: os.startBackTest.handler(({ input, context }) =>
      command(context, (scope) => startBackTest(area, scope, input)),
    ),
    listBackTests: os.listBackTests.handler(({ input, context }) =>
      read(context, (scope) => listBackTests(scope, input)),
    ),
    readBackTestReach: os.readBackTestReach.handler(({ context }) =>
      read(context, (scope) => readBackTestReach(area, scope)),
    ),
    readBackTest: os.readBackTest.handler(({ input, context }) =>
      read(context, (scope) => readBackTest(scope, input.id)),
    ),
    listBackTestAccounts: os.listBackTestAccounts.handler(({ input, context }) =>
      read(context, (scope) => listBackTestAccounts(scope, input)),
    ),
    readSecondOpinions: os.readSecondOpinions.handler(({ input, context }) => readSecondOpinions(area, context, input)),
    suggest: os.suggest.handler(({ input, context }) => suggestReasons(area, context, input)),
  }
}
