import type { DoubtfulStatement } from '@mainstay/contract/plans-statements'
import { answersForEveryPlan } from '@mainstay/domain/plans'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'

const SORT = 'doubtful'

interface DoubtfulRow {
  readonly id: string
  readonly section_key: string
  readonly field_key: string | null
  readonly content: string
  readonly is_confirmed: boolean
  readonly source: string
  readonly as_of: string
  readonly author_name: string
  readonly version: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly doubtful_from: string
  readonly section_title: string
  readonly field_label: string | null
  readonly plan_id: string
  readonly plan_title: string
  readonly account_id: string
  readonly account_code: string
  readonly account_name: string
}

interface DoubtfulQuestion {
  readonly planId?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Statements of open plans that are too old to be trusted, the longest doubtful first; never of sections hidden from the reader. */
export async function listDoubtfulStatements(
  scope: ReadScope,
  question: DoubtfulQuestion,
  today: string,
): Promise<{ rows: DoubtfulStatement[]; nextCursor: string | null; total: number }> {
  const after = decodeCursor(question.cursor, SORT, ['date', 'uuid'])
  const doubtful = doubtfulOn(scope, question.planId, today)
  const beyond = after === null ? sql`` : sql`where (d.doubtful_from, d.id) > (${after[0]}::date, ${after[1]}::uuid)`
  const { rows } = await sql<DoubtfulRow>`
    with ${doubtful}
    select d.* from doubtful d ${beyond} order by d.doubtful_from, d.id limit ${question.limit + 1}`.execute(scope.db)
  const counted = await sql<{ total: number }>`
    with ${doubtful} select count(*)::integer as total from doubtful`.execute(scope.db)
  const page = rows.slice(0, question.limit)
  const last = page.at(-1)
  return {
    rows: page.map(present),
    nextCursor: rows.length > question.limit && last ? encodeCursor(SORT, [last.doubtful_from, last.id]) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

/** The rule of `agesOf` in domain/src/plans for many statements at once; a test holds the two together. */
const DOUBTFUL_FROM = sql.raw(`case when s.is_confirmed then (s.as_of + make_interval(months => c.months))::date
  else s.as_of + ceil(((s.as_of + make_interval(months => c.months))::date - s.as_of) / 2.0)::integer end`)

function doubtfulOn(scope: ReadScope, planId: string | undefined, today: string): RawBuilder<unknown> {
  const { workspaceId } = scope
  const onePlan = planId === undefined ? sql`` : sql`and p.id = ${planId}`
  return sql`section as materialized (
      select p.id as plan_id, p.title as plan_title, e.value ->> 'key' as key, e.value ->> 'title' as title,
        (e.value ->> 'freshMonths')::integer as months, e.value -> 'fields' as fields
      from mainstay.plan p cross join lateral jsonb_array_elements(p.sections) e
      where p.workspace_id = ${workspaceId} and p.status <> 'closed' ${onePlan}
        and e.value ->> 'freshMonths' is not null and ${isVisible(scope)}
    ), doubtful as (
      select s.id, s.section_key, s.field_key, s.content, s.is_confirmed, s.source, s.as_of, s.author_name, s.version,
        s.created_at, s.updated_at, ${DOUBTFUL_FROM} as doubtful_from, c.title as section_title,
        (select f.value ->> 'label' from jsonb_array_elements(c.fields) f where f.value ->> 'key' = s.field_key) as field_label,
        c.plan_id, c.plan_title, a.id as account_id, a.code as account_code, a.name as account_name
      from mainstay.plan_statement s
      join section c on c.plan_id = s.plan_id and c.key = s.section_key
      join mainstay.account a on a.workspace_id = s.workspace_id and a.id = s.account_id
      where s.workspace_id = ${workspaceId} and s.removed_at is null and ${DOUBTFUL_FROM} <= ${today}::date)`
}

/** A section for the inner team is seen by it, and by owners and program leads. */
function isVisible(scope: ReadScope): RawBuilder<unknown> {
  const { role, id } = scope.actor
  if (answersForEveryPlan(role)) return sql`true`
  return sql`(e.value ->> 'audience' is distinct from 'inner' or exists (
    select 1 from mainstay.plan_person n where n.workspace_id = p.workspace_id and n.plan_id = p.id
      and n.person_id = ${id} and n.is_inner and n.removed_at is null))`
}

function present(row: DoubtfulRow): DoubtfulStatement {
  return {
    id: row.id,
    sectionKey: row.section_key,
    fieldKey: row.field_key,
    content: row.content,
    isConfirmed: row.is_confirmed,
    source: row.source,
    asOf: row.as_of,
    authorName: row.author_name,
    freshness: 'doubtful',
    doubtfulFrom: row.doubtful_from,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    sectionTitle: row.section_title,
    fieldLabel: row.field_label,
    plan: {
      id: row.plan_id,
      title: row.plan_title,
      account: { id: row.account_id, code: row.account_code, name: row.account_name },
    },
  }
}
