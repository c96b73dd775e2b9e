import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { beatPresence, leavePresence, listPresence } from './presence.ts'
import { countNotices, listNotices, markNotices } from './read-notices.ts'
import { readStance, setStance } from './stance.ts'

export function noticeHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readPlanStance: os.readPlanStance.handler(({ input, context }) =>
      read(context, (scope) => readStance(scope, input.planId)),
    ),
    setPlanStance: os.setPlanStance.handler(({ input, context }) =>
      command(context, (scope) => setStance(scope, input, area.now())),
    ),
    listPlanNotices: os.listPlanNotices.handler(({ input, context }) =>
      read(context, (scope) => listNotices(scope, input)),
    ),
    countPlanNotices: os.countPlanNotices.handler(({ context }) => read(context, countNotices)),
    markPlanNotices: os.markPlanNotices.handler(({ input, context }) =>
      command(context, (scope) => markNotices(scope, input.ids, area.now())),
    ),
    listPlanPresence: os.listPlanPresence.handler(({ input, context }) =>
      read(context, (scope) => listPresence(scope, input.planId, area.now())),
    ),
    beatPlanPresence: os.beatPlanPresence.handler(({ input, context }) =>
      command(context, (scope) => beatPresence(scope, input.planId, area.now())),
    ),
    leavePlan: os.leavePlan.handler(({ input, context }) =>
      command(context, (scope) => leavePresence(scope, input.planId, area.now())),
    ),
  }
}
