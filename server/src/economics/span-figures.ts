import { firstDay, lastDay, monthOfDate } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'
import { rateOfDay } from './fact-store.ts'
import { type FigureGroups, groupedAccounts } from './figure-groups.ts'
import { marginOf, subjectOf } from './figure-set-store.ts'

/** A span of days, both ends included. */
export interface DaySpan {
  readonly from: string
  readonly to: string
}

export interface SpanQuestion extends DaySpan {
  readonly basis: 'company' | 'group'
  /** First and last day of the ledger: a span that reaches past them cuts no month. */
  readonly ledger: DaySpan
  /** The figures whose groups hold, where they are those of another day; else the groups of now. */
  readonly groupsOf?: FigureGroups | undefined
}

/** True when no month with invoices is cut by either end. */
export function isWholeMonths({ from, to, ledger }: SpanQuestion): boolean {
  const startsWhole = from <= ledger.from || from === firstDay(monthOfDate(from))
  return startsWhole && (to >= ledger.to || to === lastDay(monthOfDate(to)))
}

/**
 * Net revenue, gross margin, cost to serve and contribution of every account with a line in a span of days, at the
 * rates of the days. Whole months come from the monthly facts; other spans from the invoice lines of exactly these
 * days, and without cost to serve, which is counted by month. Columns account_id, lines, net, margin, cost_to_serve,
 * contribution; unknown is null.
 */
export function spanFigures(scope: ReadScope, question: SpanQuestion): RawBuilder<unknown> {
  const isWhole = isWholeMonths(question)
  return sql`
    select l.account_id, l.lines, l.net, l.margin, l.cost_to_serve, l.margin - l.cost_to_serve as contribution from (
      select money.subject_id as account_id, money.lines, money.net,
        ${marginOf({ net: 'money.net', costed: 'money.costed', cost: 'money.cost' })} as margin,
        ${isWhole ? sql`case when known.is_known then case when service.subject_id is null then 0 else service.cost end end` : sql`null::numeric`} as cost_to_serve
      from (
        select ${subjectOf(question.basis)} as subject_id, sum(v.lines)::integer as lines, ${summed('net')}, ${summed('costed')}, ${summed('cost')}
        from (${isWhole ? amountsOfMonths(scope, question) : amountsOfLines(scope, question)}) v
        join ${groupedAccounts(question.groupsOf)} a on a.workspace_id = ${scope.workspaceId} and a.id = v.account_id
        group by 1) money
      ${isWhole ? serviceJoin(scope, question) : sql``}) l`
}

function summed(name: string): RawBuilder<unknown> {
  return sql.raw(`case when sum(v.lines_without_rate) = 0 then sum(v.${name}) end as ${name}`)
}

function months({ from, to }: DaySpan) {
  return sql`between ${firstDay(monthOfDate(from))}::date and ${firstDay(monthOfDate(to))}::date`
}

function amountsOfMonths(scope: ReadScope, span: DaySpan): RawBuilder<unknown> {
  return sql`select m.account_id, m.lines, m.lines_without_rate, m.net_revenue as net, m.net_revenue_costed as costed, m.cost_of_goods as cost
    from mainstay.account_month m where m.workspace_id = ${scope.workspaceId} and m.month ${months(span)}`
}

function amountsOfLines(scope: ReadScope, span: DaySpan): RawBuilder<unknown> {
  return dailyAmounts(
    scope,
    sql`(select l.account_id, l.product_id, l.currency, l.invoice_date, l.net_amount, l.cost_amount from mainstay.invoice_line l
      where l.workspace_id = ${scope.workspaceId} and l.invoice_date between ${span.from}::date and ${span.to}::date)`,
  )
}

/** Amounts of invoice lines by account, product line and day, each converted at the rate of its day; unknown is null. */
export function dailyAmounts(scope: ReadScope, lines: RawBuilder<unknown>): RawBuilder<unknown> {
  const reporting = scope.actor.reportingCurrency
  const converted = (name: string) =>
    sql`case when d.currency = ${reporting} then d.${sql.raw(name)} else round(d.${sql.raw(name)} * r.rate, 10) end as ${sql.raw(name)}`
  return sql`
    with day as materialized (
      select l.account_id, p.product_line_id, l.currency, l.invoice_date, count(*) as lines, sum(l.net_amount) as net,
        coalesce(sum(l.net_amount) filter (where l.cost_amount is not null), 0) as costed, coalesce(sum(l.cost_amount), 0) as cost
      from ${lines} l
      left join mainstay.product p on p.workspace_id = ${scope.workspaceId} and p.id = l.product_id
      group by 1, 2, 3, 4
    ), rate as materialized (
      select n.currency, n.invoice_date, ${rateOfDay(scope.workspaceId, sql.raw('n.currency'), sql.raw('n.invoice_date'))} as rate
      from (select distinct d.currency, d.invoice_date from day d where d.currency <> ${reporting}) n
    )
    select d.account_id, d.product_line_id, d.invoice_date, d.lines,
      case when d.currency <> ${reporting} and r.rate is null then d.lines else 0 end as lines_without_rate,
      ${converted('net')}, ${converted('costed')}, ${converted('cost')}
    from day d left join rate r on r.currency = d.currency and r.invoice_date = d.invoice_date`
}

function serviceJoin(scope: ReadScope, question: SpanQuestion): RawBuilder<unknown> {
  return sql`
    cross join (select exists (select 1 from mainstay.account_service_month v
      where v.workspace_id = ${scope.workspaceId} and v.month ${months(question)}) as is_known) known
    left join (
      select ${subjectOf(question.basis)} as subject_id, case when bool_and(v.cost is not null or v.quantity = 0) then coalesce(sum(v.cost), 0) end as cost
      from mainstay.account_service_month v
      join ${groupedAccounts(question.groupsOf)} a on a.workspace_id = v.workspace_id and a.id = v.account_id
      where v.workspace_id = ${scope.workspaceId} and v.month ${months(question)} group by 1) service on service.subject_id = money.subject_id`
}

/** First and last invoice date; null without any. */
export async function readLedgerSpan(scope: ReadScope): Promise<DaySpan | null> {
  const { rows } = await sql<{ from: string | null; to: string | null }>`
    select min(l.invoice_date) as "from", max(l.invoice_date) as "to" from mainstay.invoice_line l
    where l.workspace_id = ${scope.workspaceId}`.execute(scope.db)
  const row = rows[0]
  return row?.from && row.to ? { from: row.from, to: row.to } : null
}
