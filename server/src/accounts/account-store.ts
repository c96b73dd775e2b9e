import { findCycles } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import type {} from './tables.ts'

export interface StoredAccount {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly parent_id: string | null
  readonly group_id: string
  readonly version: number
}

/** Locks one account for a change; an account the actor may not see is not found. */
export async function lockAccount(scope: ReadScope, id: string): Promise<StoredAccount> {
  const row = await scope.db
    .selectFrom('mainstay.account as a')
    .select(['a.id', 'a.code', 'a.name', 'a.parent_id', 'a.group_id', 'a.version'])
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

/** One change of the hierarchy at a time in a workspace, so that two moves cannot close a circle together. */
export async function lockHierarchy(scope: ReadScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(7224605, ${scope.workspaceId})`.execute(scope.db)
}

/** Top of the tree under a new parent; refuses a parent that is unknown or would close a circle. */
export async function groupUnder(scope: ReadScope, accountId: string | null, parentId: string): Promise<string> {
  if (parentId === accountId) throw new Refused('accounts/self-parent')
  const { rows } = await sql<{ id: string; parent_id: string | null }>`
    with recursive upward as (
      select a.id, a.parent_id, 1 as step from mainstay.account a
      where a.workspace_id = ${scope.workspaceId} and a.id = ${parentId}
      union all
      select a.id, a.parent_id, u.step + 1 from mainstay.account a
      join upward u on a.id = u.parent_id and a.workspace_id = ${scope.workspaceId}
      where u.step < 200
    ) select u.id, u.parent_id from upward u order by u.step`.execute(scope.db)
  if (rows.length === 0) throw new Refused('accounts/parent-unknown', { parentId })
  const chain = rows.map((row) => ({ id: row.id, parentId: row.parent_id }))
  const nodes =
    accountId === null ? chain : [...chain.filter((node) => node.id !== accountId), { id: accountId, parentId }]
  const closesCircle = rows.some((row) => row.id === accountId) || findCycles(nodes).length > 0
  if (closesCircle) throw new Refused('accounts/hierarchy-cycle', { accountId, parentId })
  return rows.at(-1)?.id ?? parentId
}

/** Moves an account with everything below it into another group. The database itself remembers the parent it had. */
export async function moveSubtree(scope: ReadScope, move: { id: string; groupId: string }): Promise<void> {
  await sql`
    with recursive below as (
      select a.id from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.id = ${move.id}
      union all
      select a.id from mainstay.account a join below b on a.parent_id = b.id and a.workspace_id = ${scope.workspaceId}
    ) update mainstay.account a set group_id = ${move.groupId}
      from below b where a.workspace_id = ${scope.workspaceId} and a.id = b.id and a.group_id is distinct from ${move.groupId}`.execute(
    scope.db,
  )
}
