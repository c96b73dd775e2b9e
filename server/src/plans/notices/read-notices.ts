import type { PlanNotice } from '@mainstay/contract/plans-notices'
import type { NoticeDuty, PlanNoticeKind } from '@mainstay/domain/plans'
import { answersForEveryPlan } from '@mainstay/domain/plans'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { CommentSubjectKind } from '../comments/tables.ts'
import { requirePerson } from '../person-only.ts'

const SORT = '-told'
const EXCERPT_CHARACTERS = 140

interface NoticeRow {
  readonly id: string
  readonly kind: PlanNoticeKind
  readonly plan_id: string | null
  readonly plan_title: string | null
  readonly account_id: string
  readonly account_name: string
  readonly duty: NoticeDuty | null
  readonly others: number
  readonly actor_name: string
  readonly subject_kind: CommentSubjectKind | null
  readonly subject_id: string | null
  readonly excerpt: string | null
  readonly told_at: Date
  readonly told_text: string
  readonly is_read: boolean
}

/** What was told of a deleted draft is as hidden as the draft, until that is put back. */
const STANDS = sql`(n.plan_id is null or exists (select from mainstay.plan s
  where s.workspace_id = n.workspace_id and s.id = n.plan_id))`

/** What the reader was told about plans and accounts they still see, the latest first. */
export async function listNotices(
  scope: ReadScope,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: PlanNotice[]; nextCursor: string | null; total: number }> {
  const before = decodeCursor(cursor, SORT, ['moment', 'uuid'])
  const { rows } = await selectNotices(scope, before, limit + 1).execute(scope.db)
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.plan_notice n
    where n.workspace_id = ${scope.workspaceId} and n.person_id = ${scope.actor.id} and ${STANDS}`.execute(scope.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(presentNotice),
    nextCursor: rows.length > limit && last ? encodeCursor(SORT, [last.told_text, last.id]) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

function selectNotices(scope: ReadScope, before: readonly (string | number | null)[] | null, limit: number) {
  const beyond = before === null ? sql`` : sql`and (n.told_at, n.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`
  return sql<NoticeRow>`
    select n.id, n.kind, n.plan_id, p.title as plan_title, n.account_id, a.name as account_name, n.duty, n.others, n.actor_name, n.told_at,
      n.told_at::text as told_text, n.read_at is not null as is_read, c.subject_kind, c.subject_id,
      case when ${mayReadComment(scope)} then left(c.content, ${EXCERPT_CHARACTERS}) end as excerpt
    from mainstay.plan_notice n
    left join mainstay.plan p on p.workspace_id = n.workspace_id and p.id = n.plan_id
    join mainstay.account a on a.workspace_id = n.workspace_id and a.id = n.account_id
    left join mainstay.plan_comment c on c.workspace_id = n.workspace_id and c.id = n.comment_id and c.removed_at is null
    where n.workspace_id = ${scope.workspaceId} and n.person_id = ${scope.actor.id} and ${STANDS} ${beyond}
    order by n.told_at desc, n.id desc limit ${limit}`
}

/** The place of a comment may have become one for the inner team since somebody was told, or they may have left it. */
function mayReadComment(scope: ReadScope): RawBuilder<boolean> {
  const { role, id } = scope.actor
  if (answersForEveryPlan(role)) return sql`true`
  return sql`(c.part is null
    or exists (select 1 from jsonb_array_elements(p.sections) e
      where case when c.section_key is null then e.value ->> 'part' = c.part else e.value ->> 'key' = c.section_key end
        and e.value ->> 'audience' is distinct from 'inner')
    or exists (select 1 from mainstay.plan_person i where i.workspace_id = p.workspace_id and i.plan_id = p.id
      and i.person_id = ${id} and i.is_inner and i.removed_at is null))`
}

function presentNotice(row: NoticeRow): PlanNotice {
  return {
    id: row.id,
    kind: row.kind,
    plan:
      row.plan_id === null || row.plan_title === null
        ? null
        : { id: row.plan_id, title: row.plan_title, accountName: row.account_name },
    account: { id: row.account_id, name: row.account_name },
    duty: row.duty,
    others: row.others,
    actorName: row.actor_name,
    subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
    excerpt: row.excerpt,
    at: row.told_at.toISOString(),
    isRead: row.is_read,
  }
}

/** How much the reader has not read yet. */
export async function countNotices(scope: ReadScope): Promise<{ unread: number }> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::integer as unread from mainstay.plan_notice n
    where n.workspace_id = ${scope.workspaceId} and n.person_id = ${scope.actor.id} and n.read_at is null and ${STANDS}`.execute(
    scope.db,
  )
  return { unread: rows[0]?.unread ?? 0 }
}

/** Marks as read what the reader was told; of others' nothing, whatever is named. Nobody else learns of it. */
export async function markNotices(
  scope: WriteScope,
  ids: readonly string[] | 'all',
  now: Date,
): Promise<{ unread: number }> {
  requirePerson(scope)
  let query = scope.db
    .updateTable('mainstay.plan_notice as n')
    .set({ read_at: now })
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.person_id', '=', scope.actor.id)
    .where('n.read_at', 'is', null)
  if (ids !== 'all') query = query.where('n.id', 'in', ids)
  await query.execute()
  return countNotices(scope)
}
