import type { Role, Visibility } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import { mayDo } from '../../access/actor.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { type MailState, mailStates, presentMail } from '../../mail/mail-states.ts'
import { Refused } from '../../refusal.ts'
import type { ReadScope } from '../../use-case.ts'

export interface PageInput {
  readonly cursor?: string | undefined
  readonly limit: number
}

function selectMembers(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select(['m.person_id', 'p.name', 'p.email', 'm.role', 'm.visibility', 'm.unit', 'm.sees_margins', 'm.status'])
    .select(['m.version', 'p.twoFactorEnabled'])
    .select(
      sql<Date | null>`(select max(s."updatedAt") from identity.session s where s."userId" = p.id)`.as('last_seen'),
    )
    .select(
      sql<string | null>`(select c.email from identity.email_change c
        where c.person_id = p.id and c.token_hash is null and c.expires_at > now() and ${mayDo(scope.actor, 'people:manage')})`.as(
        'wanted_email',
      ),
    )
    .where('m.workspace_id', '=', scope.workspaceId)
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number]

function present(row: MemberRow, mails: ReadonlyMap<string, MailState>) {
  return {
    personId: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    visibility: row.visibility as Visibility,
    unit: row.unit,
    seesMargins: row.sees_margins,
    status: row.status as 'active' | 'disabled',
    hasTwoFactor: row.twoFactorEnabled ?? false,
    lastSeenAt: row.last_seen?.toISOString() ?? null,
    wantedEmail: row.wanted_email,
    mail: presentMail(mails.get(row.person_id)),
    version: row.version,
  }
}

function mailsOf(scope: ReadScope, rows: readonly MemberRow[]): Promise<ReadonlyMap<string, MailState>> {
  const ids = mayDo(scope.actor, 'people:manage') ? rows.map((row) => row.person_id) : []
  return mailStates(scope, 'member', ids)
}

export async function readMember(scope: ReadScope, personId: string) {
  const row = await selectMembers(scope).where('m.person_id', '=', personId).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return present(row, await mailsOf(scope, [row]))
}

/** People of the workspace by name. */
export async function listMembers(scope: ReadScope, input: PageInput) {
  const after = decodeCursor(input.cursor, 'name', ['text', 'text'])
  let query = selectMembers(scope)
  if (after) query = query.where(sql<boolean>`(lower(p.name), m.person_id) > (${after[0]}, ${after[1]})`)
  const rows = await query
    .orderBy(sql`lower(p.name)`)
    .orderBy('m.person_id')
    .limit(input.limit + 1)
    .execute()
  const count = await scope.db
    .selectFrom('mainstay.membership as m')
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .where('m.workspace_id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const mails = await mailsOf(scope, page)
  return {
    rows: page.map((row) => present(row, mails)),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor('name', [last.name.toLowerCase(), last.person_id]) : null,
    total: Number(count.total),
  }
}
