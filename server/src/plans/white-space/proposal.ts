import { firstDay, formatMonth, monthOfDate, spanEnding } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { moneyText, readLedgerMonths } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { type HeadingRow, readHeadings } from './heading-store.ts'

/** As many as a grid can take at once. */
const MOST = 200
const MONTHS = 12

export interface CompanyOfPlan {
  readonly id: string
  readonly code: string
  readonly name: string
}

/** The account of a plan and the companies below it at any depth, as far as the reader sees them, the account first. */
export async function companiesOfPlan(scope: ReadScope, plan: Pick<StoredPlan, 'accountId'>): Promise<CompanyOfPlan[]> {
  const { rows } = await sql<CompanyOfPlan>`
    with recursive below as (
      select a.id from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.id = ${plan.accountId}::bigint
      union
      select a.id from mainstay.account a join below b on a.workspace_id = ${scope.workspaceId} and a.parent_id = b.id)
    select a.id, a.code, a.name from below b
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = b.id
    order by a.id <> ${plan.accountId}::bigint, a.name, a.id`.execute(scope.db)
  return rows
}

interface Proposal {
  readonly units: { accountId: string; code: string; name: string }[]
  readonly offerings: { productLine: string; netRevenue: string | null; lastMonth: string | null }[]
}

/** Companies and product lines that a grid does not have yet; what sells most to this customer comes first. */
export async function proposeHeadings(scope: ReadScope, plan: StoredPlan): Promise<Proposal> {
  return proposeBeside(scope, plan, await readHeadings(scope, [plan.id]))
}

/** The same of a plan that has not begun yet, or has nothing in its grid. */
export function proposeFirst(scope: ReadScope, plan: Pick<StoredPlan, 'accountId'>): Promise<Proposal> {
  return proposeBeside(scope, plan, [])
}

async function proposeBeside(
  scope: ReadScope,
  plan: Pick<StoredPlan, 'accountId'>,
  headings: readonly HeadingRow[],
): Promise<Proposal> {
  const used = new Set(headings.flatMap(({ unit_account_id: id }) => id ?? []))
  const companies = await companiesOfPlan(scope, plan)
  const unused = companies.filter(({ id }) => !used.has(id))
  const units = (await byNetRevenue(scope, plan, unused))
    .slice(0, MOST)
    .map(({ id, code, name }) => ({ accountId: id, code, name }))
  const usedLines = headings.flatMap(({ product_line_id: id }) => id ?? [])
  return { units, offerings: await proposeLines(scope, { companies, usedLines }) }
}

/** The account first, then the companies that bought most in the last twelve months, then by name. */
async function byNetRevenue(
  scope: ReadScope,
  plan: Pick<StoredPlan, 'accountId'>,
  companies: readonly CompanyOfPlan[],
): Promise<readonly CompanyOfPlan[]> {
  const ledger = await readLedgerMonths(scope)
  if (ledger?.last === undefined || companies.length < 2) return companies
  const span = spanEnding(ledger.last, MONTHS)
  const ids = companies.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`
    select m.account_id as id from mainstay.account_month m
    where m.workspace_id = ${scope.workspaceId} and m.account_id = any(${ids}::bigint[])
      and m.month between ${firstDay(span.from)}::date and ${firstDay(span.to)}::date
    group by m.account_id order by sum(m.net_revenue) desc nulls last, m.account_id`.execute(scope.db)
  const places = new Map(rows.map(({ id }, at) => [id, at]))
  const placeOf = ({ id }: CompanyOfPlan) => (id === plan.accountId ? -1 : (places.get(id) ?? rows.length))
  return companies.toSorted((one, other) => placeOf(one) - placeOf(other))
}

async function proposeLines(
  scope: ReadScope,
  ask: { readonly companies: readonly CompanyOfPlan[]; readonly usedLines: readonly string[] },
): Promise<Proposal['offerings']> {
  const ledger = await readLedgerMonths(scope)
  const span = spanEnding(ledger?.last ?? MONTHS, MONTHS)
  const recent = sql`m.month between ${firstDay(span.from)}::date and ${firstDay(span.to)}::date`
  const ids = ask.companies.map(({ id }) => id)
  const { rows } = await sql<{ name: string; net: string | null; last_month: string | null }>`
    select l.name, case when coalesce(s.without_rate, 0) = 0 then s.net::text end as net, s.last_month from mainstay.product_line l
    left join (
      select m.product_line_id, sum(m.net_revenue) filter (where ${recent}) as net,
        sum(m.lines_without_rate) filter (where ${recent}) as without_rate,
        max(m.month) filter (where m.net_revenue_transaction > 0) as last_month
      from mainstay.account_month m
      where m.workspace_id = ${scope.workspaceId} and m.account_id = any(${ids}::bigint[]) and ${ledger !== null}
      group by 1) s on s.product_line_id = l.id
    where l.workspace_id = ${scope.workspaceId} and not (l.id = any(${[...ask.usedLines]}::bigint[]))
    order by s.net desc nulls last, s.last_month desc nulls last, l.name limit ${sql.lit(MOST)}`.execute(scope.db)
  return rows.map(({ name, net, last_month: last }) => ({
    productLine: name,
    netRevenue: moneyText(net),
    lastMonth: last === null ? null : formatMonth(monthOfDate(last)),
  }))
}
