import { DELETED_DRAFTS_SHOWN, type deletedDraft } from '@mainstay/contract/plans-deleted'
import { answersForEveryPlan } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'
import { nameDeleted } from './delete-draft.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly scope: string
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly deleted_at: Date
  readonly actor_name: string | null
  readonly version: number
}

/** Deleted drafts of accounts that the actor sees and that they answer for: whatever is told here can be put back. */
export async function listDeletedDrafts(scope: ReadScope): Promise<{ rows: z.infer<typeof deletedDraft>[] }> {
  const accountable = answersForEveryPlan(scope.actor.role) ? null : scope.actor.id
  const found = await sql<{ id: string }>`
    select d.id from mainstay.deleted_drafts(${accountable}, ${DELETED_DRAFTS_SHOWN}) as d(id)`.execute(scope.db)
  const ids = found.rows.map(({ id }) => id)
  if (ids.length === 0) return { rows: [] }
  await nameDeleted(scope, ids)
  const { rows } = await sql<Row>`
    select p.id, p.title, p.scope, p.account_id, a.code, a.name, p.deleted_at, e.actor_name, p.version
    from mainstay.plan p
    join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    left join lateral (select u.actor_name from mainstay.audit_entry u
      where u.workspace_id = p.workspace_id and u.subject_type = 'plan' and u.subject_id = p.id::text
        and u.action = 'plans.draft-deleted' order by u.id desc limit 1) e on true
    where p.workspace_id = ${scope.workspaceId} and p.id = any(${ids}::uuid[])
    order by p.deleted_at desc, p.id`.execute(scope.db)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      title: row.title,
      scope: row.scope,
      account: { id: row.account_id, code: row.code, name: row.name },
      deletedAt: row.deleted_at.toISOString(),
      deletedByName: row.actor_name,
      version: row.version,
    })),
  }
}
