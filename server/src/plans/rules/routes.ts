import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { listRuleRuns } from './list-runs.ts'
import { presentRule, standingRules } from './rule-store.ts'
import { testRule } from './test-rule.ts'
import { changeRule, createRule, removeRule, restoreRule, switchRule } from './write-rules.ts'

export function ruleHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    listPlanRules: os.listPlanRules.handler(({ context }) =>
      read(context, async (scope) => ({ rows: (await standingRules(scope)).map(presentRule) })),
    ),
    createPlanRule: os.createPlanRule.handler(({ input, context }) =>
      command(context, (scope) => createRule(scope, input)),
    ),
    changePlanRule: os.changePlanRule.handler(({ input, context }) =>
      command(context, (scope) => changeRule(scope, input)),
    ),
    testPlanRule: os.testPlanRule.handler(({ input, context }) =>
      command(context, (scope) => testRule(scope, input.id, today(area))),
    ),
    switchPlanRule: os.switchPlanRule.handler(({ input, context }) =>
      command(context, (scope) => switchRule(scope, input, today(area))),
    ),
    removePlanRule: os.removePlanRule.handler(({ input, context }) =>
      command(context, (scope) => removeRule(scope, input.id, area.now())),
    ),
    restorePlanRule: os.restorePlanRule.handler(({ input, context }) =>
      command(context, (scope) => restoreRule(scope, input.id)),
    ),
    listPlanRuleRuns: os.listPlanRuleRuns.handler(({ input, context }) =>
      read(context, (scope) => listRuleRuns(scope, input)),
    ),
  }
}
