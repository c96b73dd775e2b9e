import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../platform/area.ts'
import { type CallContext, command, read } from '../platform/http/call.ts'
import { assignTeamMember, removeTeamMember } from './commands/change-team.ts'
import { changeAccount, createAccount } from './commands/write-account.ts'
import { listAccounts } from './queries/list-accounts.ts'
import { readAccount } from './queries/read-account.ts'
import { listFacets, search } from './queries/search.ts'

export function accountRouter({ tellDuty }: Pick<AreaContext, 'tellDuty'>) {
  const os = implement(contract.accounts).$context<CallContext>()
  return {
    list: os.list.handler(({ input, context }) => read(context, (scope) => listAccounts(scope, input))),
    read: os.read.handler(({ input, context }) => read(context, (scope) => readAccount(scope, input.id))),
    create: os.create.handler(({ input, context }) => command(context, (scope) => createAccount(scope, input))),
    change: os.change.handler(({ input, context }) => command(context, (scope) => changeAccount(scope, input))),
    assignTeamMember: os.assignTeamMember.handler(({ input, context }) =>
      command(context, (scope) => assignTeamMember(scope, input, tellDuty)),
    ),
    removeTeamMember: os.removeTeamMember.handler(({ input, context }) =>
      command(context, (scope) => removeTeamMember(scope, input)),
    ),
    facets: os.facets.handler(({ context }) => read(context, (scope) => listFacets(scope))),
    search: os.search.handler(({ input, context }) => read(context, (scope) => search(scope, input))),
  }
}
