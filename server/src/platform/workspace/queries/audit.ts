import { type SqlBool, sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { ReadScope } from '../../use-case.ts'
import type { PageInput } from './members.ts'

interface AuditFilter {
  readonly subjectType?: string | undefined
  readonly subjectId?: string | undefined
  readonly accountId?: string | undefined
}

export interface AuditInput extends PageInput, AuditFilter {}

type Facts = Record<string, unknown> | null
type ActorKind = 'person' | 'api_key' | 'operator' | 'system'

const CONFIDENTIAL_NAME = /margin|cost|contribution|profit/i

/** Values of margins and costs inside recorded changes, at any depth, hidden from those without the right to them. */
export function hideMargins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideMargins)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      CONFIDENTIAL_NAME.test(name) && typeof inner !== 'boolean' ? null : hideMargins(inner),
    ]),
  )
}

function conditions(scope: ReadScope, input: AuditFilter) {
  return sql.join(
    [
      sql<SqlBool>`e.workspace_id = ${scope.workspaceId}`,
      ...(input.subjectType ? [sql`e.subject_type = ${input.subjectType}`] : []),
      ...(input.subjectId ? [sql`e.subject_id = ${input.subjectId}`] : []),
      ...(input.accountId ? [sql`e.account_id = ${input.accountId}`] : []),
    ],
    sql` and `,
  )
}

interface AuditRow {
  id: string
  at: Date
  actor_kind: ActorKind
  actor_name: string
  action: string
  subject_type: string
  subject_id: string
  account_id: string | null
  before: Facts
  after: Facts
  request_id: string | null
}

async function readPage(scope: ReadScope, input: AuditInput) {
  const after = decodeCursor(input.cursor, 'newest', ['id'])
  const { rows } = await sql<AuditRow>`
    select e.id, e.at, e.actor_kind, e.actor_name, e.action, e.subject_type, e.subject_id, e.account_id, e.before, e.after, e.request_id
    from mainstay.audit_entry e
    where ${conditions(scope, input)} and (${after?.[0] ?? null}::bigint is null or e.id < ${after?.[0] ?? null}::bigint)
    order by e.id desc limit ${input.limit + 1}`.execute(scope.db)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) =>
      present(row, scope.actor.seesMargins ? (facts) => facts : (facts) => hideMargins(facts) as Facts),
    ),
    nextCursor: rows.length > input.limit && last ? encodeCursor('newest', [last.id]) : null,
  }
}

/** How many entries match, of those the reader sees. */
export async function countAudit(scope: ReadScope, input: AuditFilter): Promise<number> {
  const { rows } = await sql<{ total: string }>`
    select count(*) as total from mainstay.audit_entry e where ${conditions(scope, input)}`.execute(scope.db)
  return Number(rows[0]?.total ?? 0)
}

/** Who changed what, the newest first, of accounts the reader sees. */
export async function listAudit(scope: ReadScope, input: AuditInput) {
  return { ...(await readPage(scope, input)), total: await countAudit(scope, input) }
}

/** All that match, the newest first; read in portions so that memory stays flat. */
export async function* everyAuditEntry(scope: ReadScope, filter: AuditFilter) {
  let cursor: string | undefined
  do {
    const page = await readPage(scope, { ...filter, cursor, limit: EXPORT_PORTION })
    yield* page.rows
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

const EXPORT_PORTION = 2_000

function present(row: AuditRow, shown: (facts: Facts) => Facts) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    accountId: row.account_id,
    before: shown(row.before),
    after: shown(row.after),
    requestId: row.request_id,
  }
}
