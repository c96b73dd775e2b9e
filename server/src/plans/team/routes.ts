import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { tellingDuties } from '../notices/tell-duty.ts'
import { findPlan } from '../plan-store.ts'
import { readTeamPart } from './read-team.ts'
import { addPlanPerson, changePlanPerson, removePlanPerson, restorePlanPerson } from './write-team.ts'

export function teamHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readTeamPart: os.readTeamPart.handler(({ input, context }) =>
      read(context, async (scope) => readTeamPart(scope, await findPlan(scope, input.planId))),
    ),
    addPlanPerson: os.addPlanPerson.handler(({ input, context }) =>
      command(context, (scope) =>
        tellingDuties(area, scope, input.planId, () => addPlanPerson(scope, { ...input, now: area.now() })),
      ),
    ),
    changePlanPerson: os.changePlanPerson.handler(({ input, context }) =>
      command(context, (scope) =>
        tellingDuties(area, scope, input.planId, () => changePlanPerson(scope, { ...input, now: area.now() })),
      ),
    ),
    removePlanPerson: os.removePlanPerson.handler(({ input, context }) =>
      command(context, (scope) => removePlanPerson(scope, { ...input, now: area.now() })),
    ),
    restorePlanPerson: os.restorePlanPerson.handler(({ input, context }) =>
      command(context, (scope) =>
        tellingDuties(area, scope, input.planId, () => restorePlanPerson(scope, { ...input, now: area.now() })),
      ),
    ),
  }
}
