import type { Role, Visibility } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { mailStates, presentMail } from '../../mail/mail-states.ts'
import type { ReadScope } from '../../use-case.ts'
import type { PageInput } from './members.ts'

function openInvitations(scope: ReadScope, now: Date) {
  return scope.db
    .selectFrom('mainstay.invitation as i')
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', now)
}

/** Invitations that still work, the newest first. */
export async function listInvitations(scope: ReadScope, input: PageInput, now: Date) {
  const after = decodeCursor(input.cursor, 'created', ['moment', 'uuid'])
  let query = openInvitations(scope, now)
    .select(['i.id', 'i.email', 'i.role', 'i.visibility', 'i.unit', 'i.sees_margins', 'i.invited_by', 'i.expires_at'])
    .select(['i.created_at', sql<string>`i.created_at::text`.as('created_key')])
  if (after) query = query.where(sql<boolean>`(i.created_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const rows = await query
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const count = await openInvitations(scope, now)
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const mails = await mailStates(
    scope,
    'invitation',
    page.map((row) => row.id),
  )
  return {
    rows: page.map((row) => ({
      id: row.id,
      email: row.email,
      role: row.role as Role,
      visibility: row.visibility as Visibility,
      unit: row.unit,
      seesMargins: row.sees_margins,
      invitedBy: row.invited_by,
      mail: presentMail(mails.get(row.id)),
      expiresAt: row.expires_at.toISOString(),
      createdAt: row.created_at.toISOString(),
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor('created', [last.created_key, last.id]) : null,
    total: Number(count.total),
  }
}
