import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { readText, readTexts, readUpdates } from './read-texts.ts'
import { appendUpdate } from './write-text.ts'

export function textHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    readPlanTexts: os.readPlanTexts.handler(({ input, context }) =>
      read(context, (scope) => readTexts(scope, input.planId)),
    ),
    readPlanText: os.readPlanText.handler(({ input, context }) => read(context, (scope) => readText(scope, input))),
    listPlanTextUpdates: os.listPlanTextUpdates.handler(({ input, context }) =>
      read(context, (scope) => readUpdates(scope, input)),
    ),
    appendPlanTextUpdate: os.appendPlanTextUpdate.handler(({ input, context }) =>
      command(context, (scope) => appendUpdate(scope, input, area.now())),
    ),
  }
}
