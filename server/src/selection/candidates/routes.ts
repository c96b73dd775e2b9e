import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { answerNomination } from './answer-nomination.ts'
import { listCandidates } from './list-candidates.ts'
import { listNominations } from './list-nominations.ts'
import { listOverInvestments } from './list-over-investments.ts'
import { nominate } from './nominate.ts'

export function candidateHandlers(area: AreaContext) {
  const os = implement(contract.selection).$context<CallContext>()
  return {
    listCandidates: os.listCandidates.handler(({ input, context }) => listCandidates(area, context, input)),
    listNominations: os.listNominations.handler(({ input, context }) =>
      read(context, (scope) => listNominations(scope, input, today(area))),
    ),
    nominate: os.nominate.handler(({ input, context }) => command(context, (scope) => nominate(area, scope, input))),
    answerNomination: os.answerNomination.handler(({ input, context }) =>
      command(context, (scope) => answerNomination(area, scope, input)),
    ),
    listOverInvestments: os.listOverInvestments.handler(({ input, context }) =>
      read(context, (scope) => listOverInvestments(scope, input, today(area))),
    ),
  }
}
