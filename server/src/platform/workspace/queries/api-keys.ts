import type { KeyScope } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { Refused } from '../../refusal.ts'
import type { ReadScope } from '../../use-case.ts'
import type { PageInput } from './members.ts'

function selectKeys(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.api_key as k')
    .innerJoin('identity.person as p', 'p.id', 'k.person_id')
    .select(['k.id', 'k.name', 'k.prefix', 'k.scopes', 'p.name as person_name', 'k.expires_at', 'k.last_used_at'])
    .select(['k.revoked_at', 'k.created_at', sql<string>`k.created_at::text`.as('created_key')])
    .where('k.workspace_id', '=', scope.workspaceId)
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof selectKeys>['execute']>>[number]

function present(row: KeyRow) {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as KeyScope[],
    personName: row.person_name,
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

export async function readKeyAnswer(scope: ReadScope, id: string) {
  const row = await selectKeys(scope).where('k.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return present(row)
}

/** All keys of the workspace, the newest first; the keys themselves are not kept. */
export async function listApiKeys(scope: ReadScope, input: PageInput) {
  const after = decodeCursor(input.cursor, 'created', ['moment', 'uuid'])
  let query = selectKeys(scope)
  if (after) query = query.where(sql<boolean>`(k.created_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const rows = await query
    .orderBy('k.created_at', 'desc')
    .orderBy('k.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const count = await scope.db
    .selectFrom('mainstay.api_key as k')
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .where('k.workspace_id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(present),
    nextCursor: rows.length > input.limit && last ? encodeCursor('created', [last.created_key, last.id]) : null,
    total: Number(count.total),
  }
}
