import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { type CallContext, command, read } from '../../platform/http/call.ts'
import { findPlan } from '../plan-store.ts'
import { listDoubtfulStatements } from './list-doubtful.ts'
import { readStatementsPart } from './read-statements.ts'
import { addStatement, changeStatement, removeStatement, renewStatement, restoreStatement } from './write-statements.ts'

export function statementHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  const clock = () => ({ now: area.now(), today: today(area) })
  return {
    readStatementsPart: os.readStatementsPart.handler(({ input, context }) =>
      read(context, async (scope) => readStatementsPart(scope, await findPlan(scope, input.planId), today(area))),
    ),
    addStatement: os.addStatement.handler(({ input, context }) =>
      command(context, (scope) => addStatement(scope, { ...input, ...clock() })),
    ),
    changeStatement: os.changeStatement.handler(({ input, context }) =>
      command(context, (scope) => changeStatement(scope, { ...input, ...clock() })),
    ),
    renewStatement: os.renewStatement.handler(({ input, context }) =>
      command(context, (scope) => renewStatement(scope, { ...input, ...clock() })),
    ),
    removeStatement: os.removeStatement.handler(({ input, context }) =>
      command(context, (scope) => removeStatement(scope, { ...input, ...clock() })),
    ),
    restoreStatement: os.restoreStatement.handler(({ input, context }) =>
      command(context, (scope) => restoreStatement(scope, { ...input, ...clock() })),
    ),
    listDoubtfulStatements: os.listDoubtfulStatements.handler(({ input, context }) =>
      read(context, (scope) => listDoubtfulStatements(scope, input, today(area))),
    ),
  }
}
