import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan } from '../plan-store.ts'
import { answerApproval, readLatestApproval, submitPlan, withdrawApproval } from './approve-plan.ts'
import { comparePlan, readSnapshot } from './compare-plan.ts'
import { readHistoryPart, takeSnapshot } from './read-history.ts'
import { undoCellChange } from './undo-cell-change.ts'

export function historyHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readPlanApproval: os.readPlanApproval.handler(({ input, context }) =>
      read(context, (scope) => readLatestApproval(scope, input.planId)),
    ),
    submitPlan: os.submitPlan.handler(({ input, context }) =>
      command(context, (scope) => submitPlan(area, scope, input)),
    ),
    answerPlanApproval: os.answerPlanApproval.handler(({ input, context }) =>
      command(context, (scope) => answerApproval(area, scope, input)),
    ),
    withdrawPlanApproval: os.withdrawPlanApproval.handler(({ input, context }) =>
      command(context, (scope) => withdrawApproval(area, scope, input)),
    ),
    // Stands here, for an undo is told by the history, whatever it is about.
    undoWhiteSpaceChange: os.undoWhiteSpaceChange.handler(({ input, context }) =>
      command(context, (scope) => undoCellChange(scope, input, area.now())),
    ),
    readPlanHistory: os.readPlanHistory.handler(({ input, context }) =>
      read(context, async (scope) => readHistoryPart(scope, await findPlan(scope, input.planId))),
    ),
    takePlanSnapshot: os.takePlanSnapshot.handler(({ input, context }) =>
      command(context, (scope) => takeSnapshot(scope, input, area.now())),
    ),
    readPlanSnapshot: os.readPlanSnapshot.handler(({ input, context }) =>
      read(context, (scope) => readSnapshot(scope, input)),
    ),
    comparePlan: os.comparePlan.handler(({ input, context }) =>
      read(context, (scope) => comparePlan(scope, input, area.now())),
    ),
  }
}
