import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountAnswer, presentAccount, selectAccounts } from './account-rows.ts'

export async function findAccount(scope: ReadScope, id: string): Promise<AccountAnswer> {
  const row = await selectAccounts(scope).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return presentAccount(row)
}

/** One account with its children and the people of ours who look after it. */
export async function readAccount(scope: ReadScope, id: string) {
  const account = await findAccount(scope, id)
  const children = await scope.db
    .selectFrom('mainstay.account as c')
    .select(['c.id', 'c.code', 'c.name'])
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.parent_id', '=', id)
    .orderBy('c.name')
    .limit(500)
    .execute()
  return { ...account, children, team: await listTeam(scope, id) }
}

export async function listTeam(scope: ReadScope, accountId: string) {
  const rows = await scope.db
    .selectFrom('mainstay.account_team_member as t')
    .innerJoin('identity.person as p', 'p.id', 't.person_id')
    .select(['t.person_id', 'p.name', 't.duty', 't.since'])
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.account_id', '=', accountId)
    .orderBy('t.duty')
    .orderBy('p.name')
    .execute()
  return rows.map((row) => ({ personId: row.person_id, name: row.name, duty: row.duty, since: row.since }))
}
