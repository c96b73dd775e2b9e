import { type RawBuilder, sql } from 'kysely'
import type { WriteScope } from '../platform/use-case.ts'

/** Days a rate stays good when none is given for the day itself. */
export const RATE_AGE_DAYS = 31

/** Which part of the ledger is summed anew: all of it, or the account months in the temporary table. */
export type FactSpan = 'everything' | 'dirty_months'

/** Rate of a day in reporting currency: the day's own, else the latest of the month before it, else none. */
export function rateOfDay(
  workspaceId: number,
  currency: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(select e.rate from mainstay.exchange_rate e where e.workspace_id = ${workspaceId} and e.currency = ${currency}
    and e.rate_date between ${day} - ${sql.lit(RATE_AGE_DAYS)} and ${day} order by e.rate_date desc limit 1)`
}

export const firstOfMonth = (day: string) => sql.raw(`(${day} - (date_part('day', ${day})::integer - 1))`)

/** Takes the marks an import left and says what they span. Marks of imports that commit later stay for the next run. */
export async function takeDirtyMarks(scope: WriteScope): Promise<FactSpan> {
  await sql`create temporary table dirty_month (account_id bigint, month date) on commit drop`.execute(scope.db)
  await sql`
    with taken as (delete from mainstay.ledger_dirty_month m where m.workspace_id = ${scope.workspaceId} returning m.account_id, m.month)
    insert into dirty_month (account_id, month) select distinct t.account_id, ${firstOfMonth('t.month')} from taken t`.execute(
    scope.db,
  )
  await sql`analyze dirty_month`.execute(scope.db)
  const { rows } = await sql<{ whole: boolean }>`
    select exists (select 1 from dirty_month d where d.account_id is null)
      or not exists (select 1 from mainstay.economics_state s where s.workspace_id = ${scope.workspaceId}) as whole`.execute(
    scope.db,
  )
  return rows[0]?.whole ? 'everything' : 'dirty_months'
}

export async function rebuildServiceMonths(scope: WriteScope, span: FactSpan): Promise<void> {
  const { workspaceId } = scope
  await deleteFacts(scope, sql.raw('account_service_month'), span)
  const dirtyJoin =
    span === 'everything'
      ? sql``
      : sql`join dirty_month x on x.account_id = c.account_id and c.month >= x.month and c.month < (x.month + interval '1 month')`
  const counts = sql`(select c.workspace_id, c.account_id, c.activity_code, c.month, c.quantity
    from mainstay.activity_count c ${dirtyJoin} where c.workspace_id = ${workspaceId})`
  await sql`
    insert into mainstay.account_service_month (workspace_id, account_id, month, activity_code, quantity, minutes, cost)
    ${serviceMonths(scope, counts)}`.execute(scope.db)
}

/**
 * What serving each account took: quantity * unit minutes * monthly capacity cost / monthly practical minutes, by the
 * latest cost rate that began in or before the month, converted at the rate of the month's last day. An activity
 * without a cost rate keeps its quantity and has no cost.
 */
export function serviceMonths(scope: WriteScope, counts: RawBuilder<unknown>): RawBuilder<unknown> {
  const { workspaceId } = scope
  return sql`
    with activity_month as materialized (
      select n.activity_code, n.month, t.unit_minutes, t.capacity_cost, t.practical_minutes,
        case when t.currency = ${scope.actor.reportingCurrency} then 1
          else ${rateOfDay(workspaceId, sql.raw('t.currency'), sql.raw("((n.month + interval '1 month')::date - 1)"))} end as rate
      from (select distinct c.activity_code, ${firstOfMonth('c.month')} as month from mainstay.activity_count c where c.workspace_id = ${workspaceId}) n
      left join lateral (
        select k.unit_minutes, k.capacity_cost, k.practical_minutes, k.currency from mainstay.cost_rate k
        where k.workspace_id = ${workspaceId} and k.activity_code = n.activity_code and k.month_from <= n.month
        order by k.month_from desc limit 1) t on true
    )
    select c.workspace_id, c.account_id, a.month, c.activity_code, sum(c.quantity) as quantity, sum(c.quantity * a.unit_minutes) as minutes,
      round(sum(c.quantity * a.unit_minutes * a.capacity_cost * a.rate) / min(a.practical_minutes), 10) as cost
    from ${counts} c
    join activity_month a on a.activity_code = c.activity_code and a.month = ${firstOfMonth('c.month')}
    group by c.workspace_id, c.account_id, a.month, c.activity_code`
}

export async function deleteFacts(scope: WriteScope, table: RawBuilder<unknown>, span: FactSpan): Promise<void> {
  if (span === 'everything') {
    await sql`delete from mainstay.${table} f where f.workspace_id = ${scope.workspaceId}`.execute(scope.db)
    return
  }
  await sql`
    delete from mainstay.${table} f using dirty_month x
    where f.workspace_id = ${scope.workspaceId} and f.account_id = x.account_id and f.month = x.month`.execute(scope.db)
}

/** Writes down which state of the ledger the facts now tell of. Call with the revision read before summing and the last day summed. */
export async function saveState(
  scope: WriteScope,
  {
    span,
    revision,
    lastSummed,
  }: { readonly span: FactSpan; readonly revision: string; readonly lastSummed: string | null },
): Promise<void> {
  const lastDay =
    span === 'everything'
      ? sql`${lastSummed}::date`
      : sql`(select max(l.invoice_date) from mainstay.invoice_line l where l.workspace_id = ${scope.workspaceId}
        and l.invoice_date >= (select max(m.month) from mainstay.account_month m where m.workspace_id = ${scope.workspaceId}))`
  await sql`
    insert into mainstay.economics_state as s (workspace_id, facts_revision, last_invoice_date, has_activity_counts, refreshed_at)
    select ${scope.workspaceId}, ${revision}::bigint, ${lastDay},
      exists (select 1 from mainstay.account_service_month m where m.workspace_id = ${scope.workspaceId}), now()
    on conflict (workspace_id) do update set facts_revision = excluded.facts_revision,
      last_invoice_date = excluded.last_invoice_date, has_activity_counts = excluded.has_activity_counts, refreshed_at = excluded.refreshed_at`.execute(
    scope.db,
  )
}

/** Revision of the ledger, and the lock that lets one refresh of a workspace run at a time. */
export async function lockLedgerRevision(scope: WriteScope): Promise<string> {
  await sql`select pg_advisory_xact_lock(7224605, ${scope.workspaceId})`.execute(scope.db)
  const { rows } = await sql<{
    revision: string
  }>`select s.revision from mainstay.ledger_state s where s.workspace_id = ${scope.workspaceId}`.execute(scope.db)
  return rows[0]?.revision ?? '0'
}

/**
 * Settings for statements that go over a whole workspace. What was just written has no statistics yet, so the planner
 * takes it for small and would look up row by row what must be joined as sets.
 */
export async function prepareForBulk(scope: WriteScope): Promise<void> {
  await sql`select set_config('work_mem', '256MB', true), set_config('jit', 'off', true),
    set_config('enable_nestloop', 'off', true), set_config('statement_timeout', '600s', true)`.execute(scope.db)
}

/**
 * Sums by sorting. Where nearly every row is a group of its own, a hash of them takes several times the memory and the
 * time, and facts lie in the order of their index already.
 */
export async function bySorting<Value>(scope: WriteScope, work: () => Promise<Value>): Promise<Value> {
  await sql`select set_config('enable_hashagg', 'off', true)`.execute(scope.db)
  const value = await work()
  await sql`select set_config('enable_hashagg', 'on', true)`.execute(scope.db)
  return value
}
