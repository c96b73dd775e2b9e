import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { rateOfDay } from '../fact-store.ts'
import type { FigureSet } from '../figure-set.ts'
import { type FigureQuestion, monthDates } from '../period.ts'
import { companiesOf } from './account-facts.ts'

/** What a product sold for in both periods, in reporting currency; a missing rate leaves an amount null. */
export interface ProductSalesRow {
  /** SKU, else code; null for the lines that name no product. */
  readonly code: string | null
  readonly name: string | null
  readonly product_line: string | null
  readonly lines_before: number
  readonly lines_after: number
  readonly quantity_before: string | null
  readonly quantity_after: string | null
  readonly before: string | null
  readonly after: string | null
  /** The later period at the rates of the earlier one. */
  readonly after_at_start_rates: string | null
}

/**
 * Sales of an account, or its group, by product in both periods. Product codes with the same SKU and name are one product: a
 * new code for a new price must not look like one product lost and another won. Each day's sum by product and currency is converted at
 * the rate of that day, and a second time, for the currency step, at the rate of the day it is compared with in the
 * period before. Under constant rates both are the one fixed rate, so that no currency step is left.
 */
export async function readProductSales(
  scope: ReadScope,
  set: FigureSet,
  accountId: string,
): Promise<ProductSalesRow[]> {
  const { question } = set
  const reporting = scope.actor.reportingCurrency
  const { rows } = await sql<ProductSalesRow>`
    with span as (${spans(question)}
    ), day as materialized (
      select s.is_after, l.product_id, l.currency, case when l.currency <> ${reporting} then l.invoice_date end as day,
        count(*) as lines, count(l.quantity) as quantities, sum(l.quantity) as quantity, sum(l.net_amount) as net
      from mainstay.account a
      join mainstay.invoice_line l on l.workspace_id = a.workspace_id and l.account_id = a.id
      join span s on l.invoice_date >= s.first and l.invoice_date < s.past
      where a.workspace_id = ${scope.workspaceId} and ${companiesOf(question.basis, accountId)}
      group by 1, 2, 3, 4
    ), rate as materialized (${rates(scope, question)}
    ), sale as (
      select d.is_after, d.product_id, d.lines, d.quantities, d.quantity,
        case when p.sku <> '' then 'sku ' || p.sku || ' ' || p.name else 'code ' || p.code end as item,
        ${inReportingCurrency(question, reporting, 'rate')} as own, ${inReportingCurrency(question, reporting, 'start_rate')} as at_start
      from day d
      left join mainstay.product p on p.workspace_id = ${scope.workspaceId} and p.id = d.product_id
      left join rate r on r.is_after = d.is_after and r.currency = d.currency and r.day = d.day
    )
    select coalesce(nullif(p.sku, ''), p.code) as code, p.name, y.name as product_line, x.lines_before, x.lines_after, x.quantity_before::text as quantity_before,
      x.quantity_after::text as quantity_after, x.before::text as before, x.after::text as after, x.after_at_start_rates::text as after_at_start_rates
    from (
      select max(s.product_id) as product_id, coalesce(sum(s.lines) filter (where not s.is_after), 0)::integer as lines_before,
        coalesce(sum(s.lines) filter (where s.is_after), 0)::integer as lines_after,
        ${quantityOf(sql`not s.is_after`)} as quantity_before, ${quantityOf(sql`s.is_after`)} as quantity_after,
        ${amountOf('own', sql`not s.is_after`)} as before, ${amountOf('own', sql`s.is_after`)} as after,
        ${amountOf('at_start', sql`s.is_after`)} as after_at_start_rates
      from sale s group by s.item) x
    left join mainstay.product p on p.workspace_id = ${scope.workspaceId} and p.id = x.product_id
    left join mainstay.product_line y on y.workspace_id = p.workspace_id and y.id = p.product_line_id
    order by abs(coalesce(x.after, 0) - coalesce(x.before, 0)) desc, p.code nulls last`.execute(scope.db)
  return rows
}

/** Both periods as half-open spans of days; they overlap when more than a year is compared with the year before. */
function spans(question: FigureQuestion): RawBuilder<unknown> {
  const dates = monthDates(question)
  return sql`select v.is_after, v.first, (v.last + interval '1 month')::date as past from (values
    (false, ${dates.beforeFrom}::date, ${dates.beforeTo}::date), (true, ${dates.from}::date, ${dates.to}::date)) v (is_after, first, last)`
}

/** Rates of every day with sales in a foreign currency: its own, and that of the day it is compared with. */
function rates(scope: ReadScope, question: FigureQuestion): RawBuilder<unknown> {
  const dates = monthDates(question)
  const reporting = scope.actor.reportingCurrency
  const days = sql`(select distinct d.is_after, d.currency, d.day from day d where d.currency <> ${reporting}) n`
  if (question.rates === 'constant') {
    return sql`
      select n.is_after, n.currency, n.day, f.rate, f.rate as start_rate from ${days}
      left join (
        select e.currency, avg(e.rate) as rate from mainstay.exchange_rate e
        where e.workspace_id = ${scope.workspaceId} and e.rate_date >= ${dates.from}::date and e.rate_date < ${dates.to}::date + interval '1 month'
        group by e.currency) f on f.currency = n.currency`
  }
  const months = sql.lit(question.from - question.beforeFrom)
  return sql`
    select n.is_after, n.currency, n.day, ${rateOfDay(scope.workspaceId, sql.raw('n.currency'), sql.raw('n.day'))} as rate,
      case when n.is_after then ${rateOfDay(scope.workspaceId, sql.raw('n.currency'), sql`(n.day - make_interval(months => ${months}))::date`)} end as start_rate
    from ${days}`
}

/** A day's sum converted; under constant rates nothing needs no rate, as in the figures. */
function inReportingCurrency(
  question: FigureQuestion,
  reporting: string,
  rate: 'rate' | 'start_rate',
): RawBuilder<unknown> {
  const none = question.rates === 'constant' ? sql`when d.net = 0 then 0` : sql``
  return sql`case when d.currency = ${reporting} then d.net ${none} else round(d.net * ${sql.ref(`r.${rate}`)}, 10) end`
}

function quantityOf(isPeriod: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when bool_and(s.quantities = s.lines) filter (where ${isPeriod}) is not false
    then coalesce(sum(s.quantity) filter (where ${isPeriod}), 0) end`
}

function amountOf(column: 'own' | 'at_start', isPeriod: RawBuilder<unknown>): RawBuilder<unknown> {
  const amount = sql.ref(`s.${column}`)
  return sql`case when bool_and(${amount} is not null) filter (where ${isPeriod}) is not false
    then coalesce(sum(${amount}) filter (where ${isPeriod}), 0) end`
}
