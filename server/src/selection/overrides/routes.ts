import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { answer } from './answer-override.ts'
import { ask } from './ask-override.ts'
import { end } from './end-override.ts'
import { changeExceptionPolicy, readExceptionPolicy } from './exception-policy.ts'
import { listOverrides } from './list-overrides.ts'
import { listOverrideOutcomes } from './outcomes.ts'
import { readOverrideRecord } from './override-record.ts'

export function overrideHandlers(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    listOverrides: os.listOverrides.handler(({ input, context }) =>
      read(context, (scope) => listOverrides(scope, input, today(area))),
    ),
    askOverride: os.askOverride.handler(({ input, context }) => ask(area, context, input)),
    answerOverride: os.answerOverride.handler(({ input, context }) => answer(area, context, input)),
    endOverride: os.endOverride.handler(({ input, context }) => end(area, context, input)),
    listOverrideOutcomes: os.listOverrideOutcomes.handler(({ input, context }) =>
      read(context, (scope) => listOverrideOutcomes(scope, input)),
    ),
    readOverrideRecord: os.readOverrideRecord.handler(({ context }) => read(context, readOverrideRecord)),
    readExceptionPolicy: os.readExceptionPolicy.handler(({ context }) => read(context, readExceptionPolicy)),
    changeExceptionPolicy: os.changeExceptionPolicy.handler(({ input, context }) =>
      command(context, (scope) => changeExceptionPolicy(area, scope, input)),
    ),
  }
}
