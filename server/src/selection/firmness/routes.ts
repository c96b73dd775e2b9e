import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { askFirmness, planQuestion } from './ask-firmness.ts'
import { guardSize } from './guard-size.ts'
import { readFirmness, readLatestFirmness } from './read-firmness.ts'

/** How firm the list is, and whether size decides. */
export function firmnessHandlers(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    askFirmness: os.askFirmness.handler(async ({ input, context }) => {
      const question = await planQuestion(area, actorOf(context), input)
      return command(context, (scope) => askFirmness(area, scope, question))
    }),
    readFirmness: os.readFirmness.handler(({ input, context }) => readFirmness(area, actorOf(context), input.id)),
    latestFirmness: os.latestFirmness.handler(({ input, context }) =>
      readLatestFirmness(area, actorOf(context), input.criteriaSetId),
    ),
    guardSize: os.guardSize.handler(({ input, context }) => guardSize(area, context, input)),
  }
}
