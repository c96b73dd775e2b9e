import type { Role, Visibility } from '@mainstay/domain/accounts'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
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
    .where('m.workspace_id', '=', scope.workspaceId)
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number]

function present(row: MemberRow) {
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
    version: row.version,
  }
}

export async function readMember(scope: ReadScope, personId: string) {
  const row = await selectMembers(scope).where('m.person_id', '=', personId).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return present(row)
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
  return {
    rows: page.map(present),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor('name', [last.name.toLowerCase(), last.person_id]) : null,
    total: Number(count.total),
  }
}
