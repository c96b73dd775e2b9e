import type { accountReference } from '@mainstay/contract/accounts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import type {} from './tables.ts'

export type AccountReference = z.infer<typeof accountReference>

/** The account that stands for a company in selection: the top of its group. Hidden or missing ones are not found. */
export async function findCandidate(scope: ReadScope, accountId: string): Promise<AccountReference> {
  const { rows } = await sql<AccountReference>`
    select g.id, g.code, g.name from mainstay.account a
    join mainstay.account g on g.workspace_id = a.workspace_id and g.id = a.group_id
    where a.workspace_id = ${scope.workspaceId} and a.id = ${accountId}`.execute(scope.db)
  const row = rows[0]
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Code and name of those of these accounts that the actor may see. */
export async function readReferences(
  scope: ReadScope,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, AccountReference>> {
  const { rows } = await sql<AccountReference>`
    select a.id, a.code, a.name from mainstay.account a
    where a.workspace_id = ${scope.workspaceId} and a.id = any(${[...new Set(accountIds)]}::bigint[])`.execute(scope.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Candidates the actor may see, by any part of name, code or city; null when that is all of them. */
export async function findVisible(scope: ReadScope, query: string): Promise<ReadonlySet<string> | null> {
  if (scope.actor.visibility === 'all' && query === '') return null
  const { rows } = await sql<{ id: string }>`
    select a.id from mainstay.account a
    where a.workspace_id = ${scope.workspaceId} and a.group_id = a.id
      and (${query} = '' or position(${query.toLowerCase()} in a.search_text) > 0)`.execute(scope.db)
  return new Set(rows.map(({ id }) => id))
}
