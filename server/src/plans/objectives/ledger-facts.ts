import { firstDay, type Month, monthOfDate } from '@mainstay/domain/kernel'
import type { FedSource, LedgerFacts } from '@mainstay/domain/plans'
import { type RawBuilder, sql } from 'kysely'
import { amountOf } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

/** What the figures of a plan need of the ledger: which sources, and from which month on. */
export interface LedgerAsk {
  readonly sources: ReadonlySet<FedSource>
  readonly from: Month
}

/** Days a rate stays good when none is given for the day itself; the same as in the figures of the account. */
const RATE_AGE_DAYS = 31

/** Day of the last invoice that the figures know; null before there is any. */
export async function readLedgerDay(scope: ReadScope): Promise<string | null> {
  const row = await scope.db
    .selectFrom('mainstay.economics_state as s')
    .select('s.last_invoice_date')
    .where('s.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  return row?.last_invoice_date ?? null
}

/** What the ledger knows of the account of a plan and all companies below it; null before there are figures. */
export async function readLedgerFacts(scope: ReadScope, plan: StoredPlan, ask: LedgerAsk): Promise<LedgerFacts | null> {
  const upTo = await readLedgerDay(scope)
  if (upTo === null) return null
  const span: Span = { ids: await companiesOf(scope, plan), from: firstDay(ask.from), upTo }
  const needsService = ask.sources.has('contribution')
  return {
    upTo,
    months: await readMonths(scope, span),
    service: needsService ? await readService(scope, span) : [],
    countedMonths: needsService ? await readCountedMonths(scope, span) : new Set(),
    products: ask.sources.has('products_bought') ? await readProducts(scope, span) : [],
    wallets: ask.sources.has('share_of_wallet') ? await readWallets(scope, span) : [],
  }
}

/** Product lines that the account of a plan has bought, by name. */
export async function readProductLines(scope: ReadScope, plan: StoredPlan): Promise<string[]> {
  const ids = await companiesOf(scope, plan)
  const { rows } = await sql<{ name: string }>`
    select n.name from mainstay.product_line n
    where n.workspace_id = ${scope.workspaceId} and n.id in (
      select m.product_line_id from mainstay.account_month m
      where m.workspace_id = ${scope.workspaceId} and m.account_id = any(${ids}::bigint[]))
    order by n.name`.execute(scope.db)
  return rows.map(({ name }) => name)
}

interface Span {
  readonly ids: string[]
  readonly from: string
  readonly upTo: string
}

/** The account and the companies below it at any depth, as far as the reader sees them. */
async function companiesOf(scope: ReadScope, plan: StoredPlan): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select a.id from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.id = ${plan.accountId}::bigint
      union
      select a.id from mainstay.account a join below b on a.workspace_id = ${scope.workspaceId} and a.parent_id = b.id)
    select b.id from below b`.execute(scope.db)
  return rows.map(({ id }) => id)
}

function within(scope: ReadScope, alias: string, { ids, from, upTo }: Span): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`${column('workspace_id')} = ${scope.workspaceId} and ${column('account_id')} = any(${ids}::bigint[])
    and ${column('month')} between ${from}::date and ${upTo}::date`
}

async function readMonths(scope: ReadScope, span: Span): Promise<LedgerFacts['months']> {
  const { rows } = await sql<{
    month: string
    product_line: string | null
    lines: number
    without_rate: number
    net: string
    costed: string
    cost: string
  }>`
    select m.month, n.name as product_line, sum(m.lines)::integer as lines, sum(m.lines_without_rate)::integer as without_rate,
      coalesce(sum(m.net_revenue), 0)::text as net, coalesce(sum(m.net_revenue_costed), 0)::text as costed,
      coalesce(sum(m.cost_of_goods), 0)::text as cost
    from mainstay.account_month m
    left join mainstay.product_line n on n.workspace_id = m.workspace_id and n.id = m.product_line_id
    where ${within(scope, 'm', span)}
    group by 1, 2`.execute(scope.db)
  return rows.map((row) => ({
    month: monthOfDate(row.month),
    productLine: row.product_line,
    lines: row.lines,
    linesWithoutRate: row.without_rate,
    net: amountOf(row.net),
    netWithCost: amountOf(row.costed),
    cost: amountOf(row.cost),
  }))
}

async function readService(scope: ReadScope, span: Span): Promise<LedgerFacts['service']> {
  const { rows } = await sql<{ month: string; cost: string | null }>`
    select v.month, case when bool_and(v.cost is not null or v.quantity = 0) then coalesce(sum(v.cost), 0)::text end as cost
    from mainstay.account_service_month v where ${within(scope, 'v', span)} group by 1`.execute(scope.db)
  return rows.map(({ month, cost }) => ({
    month: monthOfDate(month),
    cost: cost === null ? null : amountOf(cost),
  }))
}

/** Months in which anybody counted for anyone: an account without counts then took no service. */
async function readCountedMonths(scope: ReadScope, { from, upTo }: Span): Promise<ReadonlySet<Month>> {
  const { rows } = await sql<{ month: string }>`
    select distinct v.month from mainstay.account_service_month v
    where v.workspace_id = ${scope.workspaceId} and v.month between ${from}::date and ${upTo}::date`.execute(scope.db)
  return new Set(rows.map(({ month }) => monthOfDate(month)))
}

async function readProducts(scope: ReadScope, { ids, from, upTo }: Span): Promise<LedgerFacts['products']> {
  const { rows } = await sql<{ month: string; product_line: string | null; product_id: string }>`
    select b.month, n.name as product_line, b.product_id from (
      select date_trunc('month', l.invoice_date)::date as month, l.product_id
      from mainstay.invoice_line l
      where l.workspace_id = ${scope.workspaceId} and l.account_id = any(${ids}::bigint[]) and l.product_id is not null
        and l.invoice_date between ${from}::date and ${upTo}::date
      group by 1, 2 having sum(l.net_amount) > 0) b
    join mainstay.product p on p.workspace_id = ${scope.workspaceId} and p.id = b.product_id
    left join mainstay.product_line n on n.workspace_id = p.workspace_id and n.id = p.product_line_id`.execute(scope.db)
  return rows.map((row) => ({
    month: monthOfDate(row.month),
    productLine: row.product_line,
    productId: row.product_id,
  }))
}

async function readWallets(scope: ReadScope, { ids }: Span): Promise<LedgerFacts['wallets']> {
  const { rows } = await sql<{ account_id: string; year: number; estimated_on: string; base: string | null }>`
    select g.account_id, g.year, g.estimated_on, (case when g.currency = ${scope.actor.reportingCurrency} then g.base
      else round(g.base * (select e.rate from mainstay.exchange_rate e
        where e.workspace_id = g.workspace_id and e.currency = g.currency
          and e.rate_date between g.estimated_on - ${sql.lit(RATE_AGE_DAYS)} and g.estimated_on
        order by e.rate_date desc limit 1), 10) end)::text as base
    from mainstay.wallet_estimate g
    where g.workspace_id = ${scope.workspaceId} and g.account_id = any(${ids}::bigint[])`.execute(scope.db)
  return rows.map((row) => ({
    companyId: row.account_id,
    year: row.year,
    estimatedOn: row.estimated_on,
    base: row.base === null ? null : amountOf(row.base),
  }))
}
