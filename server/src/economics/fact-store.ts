import { type RawBuilder, sql } from 'kysely'
import type { WriteScope } from '../platform/use-case.ts'

/** Days a rate stays good when none is given for the day itself. */
export const RATE_AGE_DAYS = 31

/** Deductions from list to net revenue: the column of the fact, and that of the invoice line. */
const DEDUCTIONS = [
  ['discount', 'discount_amount'],
  ['rebate', 'rebate_amount'],
  ['promotion', 'promotion_amount'],
  ['payment_terms', 'payment_terms_amount'],
  ['freight_allowance', 'freight_allowance_amount'],
  ['free_goods', 'free_goods_amount'],
] as const

const AMOUNTS = [
  'list_value',
  ...DEDUCTIONS.map(([fact]) => fact),
  'net_revenue',
  'net_revenue_costed',
  'cost_of_goods',
]

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

const firstOfMonth = (day: string) => sql.raw(`(${day} - (date_part('day', ${day})::integer - 1))`)

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

/**
 * Sums the ledger into account months. Each day's sum per account, product line and currency is converted at the rate
 * of that day and rounded to ten decimals; what is in reporting currency already needs no rate, so its days are not
 * told apart. A row with a day without a rate has no amounts in reporting currency.
 */
export async function rebuildAccountMonths(scope: WriteScope, span: FactSpan): Promise<void> {
  const { workspaceId } = scope
  const reporting = scope.actor.reportingCurrency
  await deleteFacts(scope, sql.raw('account_month'), span)
  const dirtyJoin =
    span === 'everything'
      ? sql``
      : sql`join dirty_month x on x.account_id = l.account_id and l.invoice_date >= x.month and l.invoice_date < (x.month + interval '1 month')`
  const names = sql.join(AMOUNTS.map((name) => sql.raw(name)))
  const transactionNames = sql.join(AMOUNTS.map((name) => sql.raw(`${name}_transaction`)))
  const converted = AMOUNTS.map((name) =>
    sql.raw(`case when bool_and(r.rate is not null) then sum(round(d.${name} * r.rate, 10)) end`),
  )
  await sql`
    with day as materialized (
      select l.account_id, p.product_line_id, l.currency,
        case when l.currency = ${reporting} then ${firstOfMonth('l.invoice_date')} else l.invoice_date end as day,
        count(*) as lines, count(*) - count(l.cost_amount) as lines_without_cost, ${sql.join(lineSums())}
      from mainstay.invoice_line l
      ${dirtyJoin}
      left join mainstay.product p on p.workspace_id = l.workspace_id and p.id = l.product_id
      where l.workspace_id = ${workspaceId}
      group by 1, 2, 3, 4
    ), rate as materialized (
      select n.currency, n.day, ${rateOfDay(workspaceId, sql.raw('n.currency'), sql.raw('n.day'))} as rate
      from (select distinct d.currency, d.day from day d where d.currency <> ${reporting}) n
    )
    insert into mainstay.account_month (workspace_id, account_id, month, currency, product_line_id, lines, lines_without_rate, lines_without_cost,
      ${names}, ${transactionNames})
    select ${workspaceId}::integer, d.account_id, d.day, d.currency, d.product_line_id, d.lines, 0, d.lines_without_cost, ${names}, ${names}
    from day d where d.currency = ${reporting}
    union all
    select ${workspaceId}::integer, d.account_id, ${firstOfMonth('d.day')}, d.currency, d.product_line_id, sum(d.lines),
      coalesce(sum(d.lines) filter (where r.rate is null), 0), sum(d.lines_without_cost),
      ${sql.join(converted)}, ${sql.join(AMOUNTS.map((name) => sql.raw(`sum(d.${name})`)))}
    from day d left join rate r on r.currency = d.currency and r.day = d.day
    where d.currency <> ${reporting}
    group by d.account_id, ${firstOfMonth('d.day')}, d.currency, d.product_line_id`.execute(scope.db)
}

/** List value: as invoiced, else quantity times unit price, else what was paid plus every deduction named. */
export const LINE_LIST_VALUE = `coalesce(l.list_amount, l.quantity * l.unit_price, l.net_amount${DEDUCTIONS.map(([, column]) => ` + coalesce(l.${column}, 0)`).join('')})`

function lineSums(): RawBuilder<unknown>[] {
  return [
    `sum(${LINE_LIST_VALUE}) as list_value`,
    ...DEDUCTIONS.map(([fact, column]) => `sum(l.${column}) as ${fact}`),
    'sum(l.net_amount) as net_revenue',
    'coalesce(sum(l.net_amount) filter (where l.cost_amount is not null), 0) as net_revenue_costed',
    'coalesce(sum(l.cost_amount), 0) as cost_of_goods',
  ].map((text) => sql.raw(text))
}

/**
 * What serving each account took: quantity * unit minutes * monthly capacity cost / monthly practical minutes, by the
 * latest cost rate that began in or before the month, converted at the rate of the month's last day. An activity
 * without a cost rate keeps its quantity and has no cost.
 */
export async function rebuildServiceMonths(scope: WriteScope, span: FactSpan): Promise<void> {
  const { workspaceId } = scope
  await deleteFacts(scope, sql.raw('account_service_month'), span)
  const dirtyJoin =
    span === 'everything'
      ? sql``
      : sql`join dirty_month x on x.account_id = c.account_id and c.month >= x.month and c.month < (x.month + interval '1 month')`
  await sql`
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
    insert into mainstay.account_service_month (workspace_id, account_id, month, activity_code, quantity, minutes, cost)
    select ${workspaceId}, c.account_id, a.month, c.activity_code, sum(c.quantity), sum(c.quantity * a.unit_minutes),
      round(sum(c.quantity * a.unit_minutes * a.capacity_cost * a.rate) / min(a.practical_minutes), 10)
    from mainstay.activity_count c
    ${dirtyJoin}
    join activity_month a on a.activity_code = c.activity_code and a.month = ${firstOfMonth('c.month')}
    where c.workspace_id = ${workspaceId}
    group by c.account_id, a.month, c.activity_code`.execute(scope.db)
}

async function deleteFacts(scope: WriteScope, table: RawBuilder<unknown>, span: FactSpan): Promise<void> {
  if (span === 'everything') {
    await sql`delete from mainstay.${table} f where f.workspace_id = ${scope.workspaceId}`.execute(scope.db)
    return
  }
  await sql`
    delete from mainstay.${table} f using dirty_month x
    where f.workspace_id = ${scope.workspaceId} and f.account_id = x.account_id and f.month = x.month`.execute(scope.db)
}

/** Writes down which state of the ledger the facts now tell of. Call with the revision read before summing. */
export async function saveState(scope: WriteScope, revision: string): Promise<void> {
  await sql`
    insert into mainstay.economics_state as s (workspace_id, facts_revision, last_invoice_date, has_activity_counts, refreshed_at)
    select ${scope.workspaceId}, ${revision}::bigint,
      (select max(l.invoice_date) from mainstay.invoice_line l where l.workspace_id = ${scope.workspaceId}
        and l.invoice_date >= (select max(m.month) from mainstay.account_month m where m.workspace_id = ${scope.workspaceId})),
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
