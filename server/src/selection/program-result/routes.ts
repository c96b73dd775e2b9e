import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { readReach, startProgramResult } from './ask-program-result.ts'
import { readProgramResult } from './read-program-result.ts'

export function programResultHandlers(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    readProgramResultReach: os.readProgramResultReach.handler(({ context }) => read(context, readReach)),
    startProgramResult: os.startProgramResult.handler(({ input, context }) =>
      command(context, (scope) => startProgramResult(area, scope, input)),
    ),
    readProgramResult: os.readProgramResult.handler(({ input, context }) =>
      read(context, (scope) => readProgramResult(scope, input.id)),
    ),
  }
}
