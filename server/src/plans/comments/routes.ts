import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan } from '../plan-store.ts'
import { countComments, listComments } from './list-comments.ts'
import { readersOf } from './readers.ts'
import { addComment, changeComment, putBackComment, removeComment } from './write-comment.ts'

export function commentHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  return {
    listPlanComments: os.listPlanComments.handler(({ input, context }) =>
      read(context, (scope) => listComments(scope, input)),
    ),
    countPlanComments: os.countPlanComments.handler(({ input, context }) =>
      read(context, (scope) => countComments(scope, input.planId)),
    ),
    addPlanComment: os.addPlanComment.handler(({ input, context }) =>
      command(context, (scope) => addComment(area, scope, input)),
    ),
    changePlanComment: os.changePlanComment.handler(({ input, context }) =>
      command(context, (scope) => changeComment(area, scope, input)),
    ),
    removePlanComment: os.removePlanComment.handler(({ input, context }) =>
      command(context, (scope) => removeComment(scope, input, area.now())),
    ),
    putBackPlanComment: os.putBackPlanComment.handler(({ input, context }) =>
      command(context, (scope) => putBackComment(scope, input)),
    ),
    listPlanReaders: os.listPlanReaders.handler(({ input, context }) =>
      read(context, async (scope) => ({ rows: await readersOf(scope, await findPlan(scope, input.planId)) })),
    ),
  }
}
