import type { planFilter, planRow, planSort } from '@mainstay/contract/plans-lifecycle'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor, type KeyKind } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export type PlanRow = z.infer<typeof planRow>

export interface ListPlansInput extends z.infer<typeof planFilter> {
  readonly sort: z.infer<typeof planSort>
  readonly cursor?: string | undefined
  readonly limit: number
}

interface Row {
  readonly id: string
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly scope: string
  readonly title: string
  readonly status: PlanRow['status']
  readonly parent_id: string | null
  readonly tier: string | null
  readonly managers: string[] | null
  readonly template: string | null
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly changed_at: Date
  readonly version: number
  readonly sort_key: string
}

/** A plan without periods sorts before all others. */
const SORTS: Readonly<Record<string, { expression: RawBuilder<unknown>; kind: KeyKind; type: RawBuilder<unknown> }>> = {
  updated: { expression: sql`e.changed_at`, kind: 'moment', type: sql`timestamptz` },
  account: { expression: sql`lower(a.name)`, kind: 'text', type: sql`text` },
  title: { expression: sql`lower(p.title)`, kind: 'text', type: sql`text` },
  ends: { expression: sql`coalesce(d.ends_on, date '1000-01-01')`, kind: 'date', type: sql`date` },
}

/** One page of the plans whose account the actor sees, with the number of all that match. */
export async function listPlans(
  scope: ReadScope,
  input: ListPlansInput,
  today: string,
): Promise<{ rows: PlanRow[]; nextCursor: string | null; total: number }> {
  const found = await selectPage(scope, input, today)
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(present),
    nextCursor: found.length > input.limit && last ? encodeCursor(input.sort, [last.sort_key, last.id]) : null,
    total: await countPlans(scope, input, today),
  }
}

async function selectPage(scope: ReadScope, input: ListPlansInput, today: string): Promise<Row[]> {
  const name = input.sort.replace('-', '')
  const order = SORTS[name]
  if (!order) throw new Error(`plans have no order by ${name}`)
  const after = decodeCursor(input.cursor, input.sort, [order.kind, 'uuid'])
  const [comparison, direction] = input.sort.startsWith('-') ? ['<', 'desc'] : ['>', 'asc']
  const beyond = after
    ? sql`and (${order.expression}, p.id) ${sql.raw(comparison ?? '>')} (${after[0]}::${order.type}, ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<Row>`
    select p.id, a.id as account_id, a.code, a.name, p.scope, p.title, p.status, p.parent_id, r.tier, m.managers,
      t.name as template, d.starts_on, d.ends_on, e.changed_at, p.version, (${order.expression})::text as sort_key
    from ${plansOf(today)}
    left join mainstay.plan_template t on t.workspace_id = p.workspace_id and t.id = p.template_id
    left join lateral (select min(d.starts_on) as starts_on, max(d.ends_on) as ends_on from mainstay.plan_period d
      where d.workspace_id = p.workspace_id and d.plan_id = p.id) d on true
    left join lateral (select coalesce(max(x.at), p.updated_at) as changed_at from (
      select u.at from mainstay.audit_entry u where u.workspace_id = p.workspace_id and u.subject_type = 'plan'
        and u.subject_id = p.id::text order by u.id desc limit 1) x) e on true
    left join lateral (select array_agg(n.name order by n.name) as managers from mainstay.account_team_member g
      join identity.person n on n.id = g.person_id
      where g.workspace_id = p.workspace_id and g.account_id = p.account_id and g.duty = 'account_manager') m on true
    where ${conditions(scope, input)} ${beyond}
    order by ${order.expression} ${sql.raw(direction ?? 'asc')}, p.id ${sql.raw(direction ?? 'asc')}
    limit ${input.limit + 1}`.execute(scope.db)
  return rows
}

async function countPlans(scope: ReadScope, input: ListPlansInput, today: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from ${plansOf(today)} where ${conditions(scope, input)}`.execute(scope.db)
  return rows[0]?.total ?? 0
}

function plansOf(today: string): RawBuilder<unknown> {
  return sql`mainstay.plan p
    join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    left join mainstay.tiers_on(${today}::date) r on r.account_id = a.group_id`
}

function conditions(scope: ReadScope, input: ListPlansInput): RawBuilder<unknown> {
  const { query, status, tier, ownerId, accountId } = input
  const words = query
    ?.trim()
    .toLowerCase()
    .replace(/[\\%_]/g, (character) => `\\${character}`)
  const pattern = `%${words}%`
  return sql.join(
    [
      sql`p.workspace_id = ${scope.workspaceId}`,
      ...(words
        ? [sql`(lower(p.title) like ${pattern} or lower(p.scope) like ${pattern} or a.search_text like ${pattern})`]
        : []),
      ...(status === undefined ? [] : [status === 'open' ? sql`p.status <> 'closed'` : sql`p.status = ${status}`]),
      ...(tier === undefined ? [] : [tier === 'out' ? sql`r.tier is null` : sql`r.tier = ${tier}`]),
      ...(accountId === undefined ? [] : [sql`p.account_id = ${accountId}::bigint`]),
      ...(ownerId === undefined ? [] : [ownedBy(ownerId)]),
    ],
    sql` and `,
  )
}

function ownedBy(personId: string): RawBuilder<unknown> {
  return sql`(exists (select 1 from mainstay.account_team_member g where g.workspace_id = p.workspace_id
      and g.account_id = p.account_id and g.person_id = ${personId} and g.duty = 'account_manager')
    or exists (select 1 from mainstay.plan_person n where n.workspace_id = p.workspace_id and n.plan_id = p.id
      and n.person_id = ${personId} and n.duty in ('accountable', 'responsible') and n.removed_at is null))`
}

function present(row: Row): PlanRow {
  return {
    id: row.id,
    account: { id: row.account_id, code: row.code, name: row.name },
    scope: row.scope,
    title: row.title,
    status: row.status,
    parentId: row.parent_id,
    tier: row.tier,
    managers: row.managers ?? [],
    template: row.template,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    updatedAt: row.changed_at.toISOString(),
    version: row.version,
  }
}
