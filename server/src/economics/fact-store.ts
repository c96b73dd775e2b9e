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

type Deduction = (typeof DEDUCTIONS)[number]

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

/**
 * Sums the ledger into account months. What is in reporting currency needs no rate and is summed by month at once. Each
 * day's sum of another currency is converted at the rate of that day and rounded to ten decimals; a row with a day
 * without a rate has no amounts in reporting currency.
 */
export async function rebuildAccountMonths(scope: WriteScope, span: FactSpan): Promise<void> {
  await deleteFacts(scope, sql.raw('account_month'), span)
  const shape = await gatherLedgerDays(scope, span)
  // Nearly every line may be a group of its own: a hash of them takes several times the memory of sorting the lines,
  // and rows that come sorted enter the index side by side.
  if (span === 'everything') await setPlanning(scope, 'off')
  await sumReportingCurrency(scope, span, shape)
  await sumOtherCurrencies(scope, span, shape)
  if (span === 'everything') await setPlanning(scope, 'on')
}

async function setPlanning(scope: WriteScope, state: 'on' | 'off'): Promise<void> {
  await sql`select set_config('enable_hashagg', ${state}, true), set_config('enable_mergejoin', ${state}, true)`.execute(
    scope.db,
  )
}

/** The invoice lines that are summed, as `l`, with their product as `p`. */
function linesOf(scope: WriteScope, span: FactSpan, join: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  const dirtyJoin =
    span === 'everything'
      ? sql``
      : sql`join dirty_month x on x.account_id = l.account_id and l.invoice_date >= x.month and l.invoice_date < (x.month + interval '1 month')`
  return sql`mainstay.invoice_line l ${dirtyJoin}
    left join mainstay.product p on p.workspace_id = l.workspace_id and p.id = l.product_id
    ${join}
    where l.workspace_id = ${scope.workspaceId}`
}

/** What the lines name at all: few companies invoice all kinds of deductions, and each sum is taken for every account month. */
interface LedgerShape {
  readonly deductions: readonly Deduction[]
  /** Every line has a cost, so that net revenue with costs is net revenue. */
  readonly isCosted: boolean
}

/** Keeps every day and currency with lines, with the rate of the day, and says what the lines name. */
async function gatherLedgerDays(scope: WriteScope, span: FactSpan): Promise<LedgerShape> {
  const facts = DEDUCTIONS.map(([fact]) => fact)
  const counts = DEDUCTIONS.map(([fact, column]) => `count(l.${column}) as ${fact}`)
  await sql`
    create temporary table ledger_day on commit drop as
    select n.currency, n.day, n.lines, n.costed, ${sql.raw(facts.map((fact) => `n.${fact}`).join(', '))},
      case when n.currency <> ${scope.actor.reportingCurrency} then ${rateOfDay(scope.workspaceId, sql.raw('n.currency'), sql.raw('n.day'))} end as rate
    from (
      select l.currency, l.invoice_date as day, count(*) as lines, count(l.cost_amount) as costed, ${sql.raw(counts.join(', '))}
      from ${linesOf(scope, span)} group by 1, 2) n`.execute(scope.db)
  await sql`analyze ledger_day`.execute(scope.db)
  const { rows } = await sql<Record<string, boolean | null>>`
    select bool_and(d.lines = d.costed) as "isCosted", ${sql.raw(facts.map((fact) => `bool_or(d.${fact} > 0) as ${fact}`).join(', '))}
    from ledger_day d`.execute(scope.db)
  const [row] = rows
  return { deductions: DEDUCTIONS.filter(([fact]) => row?.[fact] === true), isCosted: row?.isCosted === true }
}

/** The amounts of a fact and the summed column that gives each. */
function amountsOf({ deductions, isCosted }: LedgerShape): { readonly fact: string; readonly sum: string }[] {
  return [
    { fact: 'list_value', sum: 'd.list_value' },
    ...deductions.map(([fact]) => ({ fact, sum: `d.${fact}` })),
    { fact: 'net_revenue', sum: 'd.net_revenue' },
    { fact: 'net_revenue_costed', sum: isCosted ? 'd.net_revenue' : 'd.net_revenue_costed' },
    { fact: 'cost_of_goods', sum: 'd.cost_of_goods' },
  ]
}

function factColumns(shape: LedgerShape): RawBuilder<unknown> {
  const facts = amountsOf(shape).map(({ fact }) => fact)
  const names = [...facts, ...facts.map((fact) => `${fact}_transaction`)].join(', ')
  return sql.raw(
    `workspace_id, account_id, month, currency, product_line_id, lines, lines_without_rate, lines_without_cost, ${names}`,
  )
}

/** List value: as invoiced, else quantity times unit price, else what was paid plus every deduction named. */
export const LINE_LIST_VALUE = `coalesce(l.list_amount, l.quantity * l.unit_price, l.net_amount${DEDUCTIONS.map(([, column]) => ` + coalesce(l.${column}, 0)`).join('')})`

function lineSums({ deductions, isCosted }: LedgerShape): RawBuilder<unknown> {
  const costed = [
    'count(*) - count(l.cost_amount) as lines_without_cost',
    'coalesce(sum(l.net_amount) filter (where l.cost_amount is not null), 0) as net_revenue_costed',
  ]
  return sql.raw(
    [
      'count(*) as lines',
      `sum(${LINE_LIST_VALUE}) as list_value`,
      ...deductions.map(([fact, column]) => `sum(l.${column}) as ${fact}`),
      'sum(l.net_amount) as net_revenue',
      'coalesce(sum(l.cost_amount), 0) as cost_of_goods',
      ...(isCosted ? ['0 as lines_without_cost'] : costed),
    ].join(', '),
  )
}

async function sumReportingCurrency(scope: WriteScope, span: FactSpan, shape: LedgerShape): Promise<void> {
  const sums = sql.raw(
    amountsOf(shape)
      .map(({ sum }) => sum)
      .join(', '),
  )
  await sql`
    insert into mainstay.account_month (${factColumns(shape)})
    select ${scope.workspaceId}::integer, d.account_id, d.month, d.currency, d.product_line_id, d.lines, 0, d.lines_without_cost, ${sums}, ${sums}
    from (
      select l.account_id, ${firstOfMonth('l.invoice_date')} as month, l.currency, p.product_line_id, ${lineSums(shape)}
      from ${linesOf(scope, span)} and l.currency = ${scope.actor.reportingCurrency}
      group by 1, 2, 3, 4) d`.execute(scope.db)
}

/** Days come sorted within their months, so that both sums are taken in one pass. */
async function sumOtherCurrencies(scope: WriteScope, span: FactSpan, shape: LedgerShape): Promise<void> {
  const amounts = amountsOf(shape)
  const converted = amounts.map(
    ({ sum }) => `case when bool_and(d.rate is not null) then sum(round(${sum} * d.rate, 10)) end`,
  )
  const sums = [...converted, ...amounts.map(({ sum }) => `sum(${sum})`)].join(', ')
  await sql`
    insert into mainstay.account_month (${factColumns(shape)})
    select ${scope.workspaceId}::integer, d.account_id, d.month, d.currency, d.product_line_id, sum(d.lines),
      coalesce(sum(d.lines) filter (where d.rate is null), 0), sum(d.lines_without_cost), ${sql.raw(sums)}
    from (
      select l.account_id, ${firstOfMonth('l.invoice_date')} as month, p.product_line_id, l.currency, l.invoice_date as day, r.rate, ${lineSums(shape)}
      from ${linesOf(scope, span, sql`join ledger_day r on r.currency = l.currency and r.day = l.invoice_date`)}
        and l.currency <> ${scope.actor.reportingCurrency}
      group by 1, 2, 3, 4, 5, 6) d
    group by d.account_id, d.month, d.product_line_id, d.currency`.execute(scope.db)
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
export async function saveState(scope: WriteScope, span: FactSpan, revision: string): Promise<void> {
  const lastDay =
    span === 'everything'
      ? sql`(select max(d.day) from ledger_day d)`
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
