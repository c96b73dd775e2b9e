import type { PriceToNetSums } from '@mainstay/domain/economics'
import { type Amount, degraded, type Figure, firstDay, insufficient, known, type Month } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { FigureSet } from '../figure-set.ts'
import { amountOf as factAmount, fixedRateJoin, linesWithoutRate } from '../figure-set-store.ts'
import { type FigureQuestion, monthDates } from '../period.ts'
import { amountOf } from '../present.ts'

const MONTHS_SHOWN = 36

/** Facts of the companies that an account page adds up: the account itself, or its whole group. */
export function companiesOf(basis: FigureQuestion['basis'], accountId: string): RawBuilder<unknown> {
  return basis === 'group' ? sql`a.group_id = ${accountId}::bigint` : sql`a.id = ${accountId}::bigint`
}

/** Monthly facts of the account, as `m` with its fixed rates. */
function factsOf(scope: ReadScope, question: FigureQuestion, accountId: string): RawBuilder<unknown> {
  return sql`mainstay.account_month m
    join mainstay.account a on a.workspace_id = m.workspace_id and a.id = m.account_id and ${companiesOf(question.basis, accountId)}
    ${fixedRateJoin(scope, question)}`
}

const DEDUCTIONS = ['rebate', 'promotion', 'payment_terms', 'freight_allowance', 'free_goods'] as const

type SumRow = Record<(typeof DEDUCTIONS)[number] | 'list_value' | 'net', string | null>

/** The sums the waterfall is built from. What a ledger never names is a known zero; what could not be converted is unknown. */
export async function readPriceToNet(
  scope: ReadScope,
  set: FigureSet,
  account: { readonly id: string; readonly margin: Figure<Amount>; readonly costToServe: Figure<Amount> },
): Promise<PriceToNetSums> {
  const { question } = set
  const dates = monthDates(question)
  const column = (name: string, as: string) =>
    sql`case when coalesce(sum(${linesWithoutRate(question)}), 0) = 0 then coalesce(sum(${factAmount(question, name)}), 0)::text end as ${sql.ref(as)}`
  const { rows } = await sql<SumRow>`
    select ${sql.join([column('list_value', 'list_value'), column('net_revenue', 'net'), ...DEDUCTIONS.map((name) => column(name, name))])}
    from ${factsOf(scope, question, account.id)}
    where m.workspace_id = ${scope.workspaceId} and m.month between ${dates.from}::date and ${dates.to}::date`.execute(
    scope.db,
  )
  const [row] = rows
  const figure = (text: string | null | undefined): Figure<Amount> =>
    text === null || text === undefined ? insufficient('economics/rate-missing') : known(amountOf(text))
  const net = figure(row?.net)
  const off = DEDUCTIONS.map((name) => figure(row?.[name]))
  const list = figure(row?.list_value)
  const invoice = off.reduce((sum, part) => plus(sum, part), net)
  const [rebates, promotions, paymentTerms, freightAllowance, freeGoods] = off
  const none = known(0n)
  return {
    invoiceValue: invoice,
    onInvoiceDiscounts: minus(list, invoice),
    rebates: rebates ?? none,
    promotions: promotions ?? none,
    paymentTerms: paymentTerms ?? none,
    freightAllowance: freightAllowance ?? none,
    freeGoods: freeGoods ?? none,
    costOfGoods: minus(net, account.margin),
    costToServe: account.costToServe,
    dedicatedTeam: insufficient('economics/team-cost-missing'),
    capitalCharge: insufficient('economics/capital-rate-missing'),
  }
}

function plus(left: Figure<Amount>, right: Figure<Amount>): Figure<Amount> {
  return combine(left, right, (a, b) => a + b)
}

function minus(left: Figure<Amount>, right: Figure<Amount>): Figure<Amount> {
  return combine(left, right, (a, b) => a - b)
}

function combine(left: Figure<Amount>, right: Figure<Amount>, how: (a: Amount, b: Amount) => Amount): Figure<Amount> {
  if (left.value === null) return left
  if (right.value === null) return right
  const doubts = [...new Set([...left.reasons, ...right.reasons])]
  const value = how(left.value, right.value)
  return doubts.length > 0 ? degraded(value, ...doubts) : known(value)
}

export interface MonthRow {
  readonly month: string
  readonly net: string | null
  readonly margin: string | null
  readonly contribution: string | null
}

/** The last 36 months of an account; months without invoices are zero, not missing. */
export async function readMonths(scope: ReadScope, set: FigureSet, accountId: string): Promise<MonthRow[]> {
  const { question } = set
  const first: Month = question.to - MONTHS_SHOWN + 1
  const sum = (name: string) =>
    sql`case when sum(${linesWithoutRate(question)}) = 0 then sum(${factAmount(question, name)}) end`
  const { rows } = await sql<MonthRow>`
    select to_char(x.month, 'YYYY-MM') as month, coalesce(g.lines, 0) as lines,
      case when g.month is null then 0 else g.net end::text as net,
      case when g.month is null then 0 when g.net = g.costed then g.net - g.cost end::text as margin,
      case when ${set.hasActivityCounts} and s.is_known then
        (case when g.month is null then 0 when g.net = g.costed then g.net - g.cost end - s.cost) end::text as contribution
    from (select n::date as month from generate_series(${firstDay(first)}::date, ${firstDay(question.to)}::date, interval '1 month') n) x
    left join (
      select m.month, sum(m.lines) as lines, ${sum('net_revenue')} as net, ${sum('net_revenue_costed')} as costed, ${sum('cost_of_goods')} as cost
      from ${factsOf(scope, question, accountId)}
      where m.workspace_id = ${scope.workspaceId} and m.month between ${firstDay(first)}::date and ${firstDay(question.to)}::date
      group by m.month) g on g.month = x.month
    cross join lateral (
      select bool_and(v.cost is not null or v.quantity = 0) is not false as is_known, coalesce(sum(v.cost), 0) as cost
      from mainstay.account_service_month v
      join mainstay.account a on a.workspace_id = v.workspace_id and a.id = v.account_id and ${companiesOf(question.basis, accountId)}
      where v.workspace_id = ${scope.workspaceId} and v.month = x.month) s
    order by x.month`.execute(scope.db)
  return rows
}

export interface MixRow {
  readonly product_line: string | null
  readonly category: string | null
  readonly net: string | null
  readonly before: string | null
  readonly costed: string | null
  readonly cost: string | null
}

/** What an account buys, by product line, the largest first. */
export async function readProductMix(scope: ReadScope, set: FigureSet, accountId: string): Promise<MixRow[]> {
  const { question } = set
  const dates = monthDates(question)
  const sum = (name: string, from: string, to: string) => {
    const inSpan = sql`m.month between ${from}::date and ${to}::date`
    return sql`case when coalesce(sum(${linesWithoutRate(question)}) filter (where ${inSpan}), 0) = 0
      then coalesce(sum(${factAmount(question, name)}) filter (where ${inSpan}), 0) end`
  }
  const { rows } = await sql<MixRow>`
    select p.name as product_line, p.category, x.net::text, x.before::text, x.costed::text, x.cost::text from (
      select m.product_line_id, ${sum('net_revenue', dates.from, dates.to)} as net, ${sum('net_revenue', dates.beforeFrom, dates.beforeTo)} as before,
        ${sum('net_revenue_costed', dates.from, dates.to)} as costed, ${sum('cost_of_goods', dates.from, dates.to)} as cost
      from ${factsOf(scope, question, accountId)}
      where m.workspace_id = ${scope.workspaceId} and m.month between least(${dates.beforeFrom}::date, ${dates.from}::date) and ${dates.to}::date
      group by m.product_line_id) x
    left join mainstay.product_line p on p.workspace_id = ${scope.workspaceId} and p.id = x.product_line_id
    where x.net is distinct from 0 or x.before is distinct from 0
    order by x.net desc nulls last, p.name`.execute(scope.db)
  return rows
}

export interface ActivityRow {
  readonly code: string
  readonly name: string
  readonly quantity: string
  readonly minutes: string | null
  readonly cost: string | null
}

/** What serving an account took in the period, the dearest first. */
export async function readActivities(scope: ReadScope, set: FigureSet, accountId: string): Promise<ActivityRow[]> {
  const dates = monthDates(set.question)
  const { rows } = await sql<ActivityRow>`
    select v.activity_code as code, coalesce(max(n.activity_name), v.activity_code) as name, sum(v.quantity)::text as quantity,
      case when count(v.minutes) = count(*) then sum(v.minutes)::text end as minutes, case when count(v.cost) = count(*) then sum(v.cost)::text end as cost
    from mainstay.account_service_month v
    join mainstay.account a on a.workspace_id = v.workspace_id and a.id = v.account_id and ${companiesOf(set.question.basis, accountId)}
    left join lateral (select k.activity_name from mainstay.cost_rate k where k.workspace_id = v.workspace_id and k.activity_code = v.activity_code
      order by k.month_from desc limit 1) n on true
    where v.workspace_id = ${scope.workspaceId} and v.month between ${dates.from}::date and ${dates.to}::date
    group by v.activity_code order by sum(v.cost) desc nulls last, v.activity_code`.execute(scope.db)
  return rows
}

/** Source of the latest wallet estimate, for the reader to judge. */
export async function readWalletSource(scope: ReadScope, set: FigureSet, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ source: string | null }>`
    select string_agg(distinct w.source, ', ') as source from mainstay.wallet_estimate w
    join mainstay.account a on a.workspace_id = w.workspace_id and a.id = w.account_id and ${companiesOf(set.question.basis, accountId)}
    where w.workspace_id = ${scope.workspaceId} and w.year = (select max(y.year) from mainstay.wallet_estimate y
      where y.workspace_id = w.workspace_id and y.account_id = w.account_id)`.execute(scope.db)
  return rows[0]?.source ?? null
}
