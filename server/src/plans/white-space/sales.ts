import { marginKnowledge } from '@mainstay/domain/economics'
import type { Amount, Figure, MonthSpan } from '@mainstay/domain/kernel'
import { amountToNumber, firstDay, insufficient, known, monthOfDate, spanEnding } from '@mainstay/domain/kernel'
import { cellKey, type SalesMark, stateOfSales, unitOfCompanies } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { amountOf, readLedgerMonths } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { HeadingRow } from './heading-store.ts'

/** What the ledger sold of an offering to a unit. */
export interface Sale extends SalesMark {
  /** Of the last twelve months. */
  readonly net: Figure<Amount>
  /** First day of the last month with sales. */
  readonly lastMonth: string
  /** Day of the last invoice of what lapsed; null of what is owned. */
  readonly lastInvoiceOn: string | null
}

/** What the ledger says about a grid. */
export interface GridSales {
  /** The twelve months that sales are of; null without a ledger. */
  readonly span: MonthSpan | null
  readonly sales: ReadonlyMap<string, Sale>
  /** Gross margin of each offering with this customer over the twelve months, where its costs are known. */
  readonly marginRates: ReadonlyMap<string, number>
}

const NOTHING: GridSales = { span: null, sales: new Map(), marginRates: new Map() }
const MONTHS = 12

interface SaleRow {
  readonly unit_id: string
  readonly line_id: string
  readonly last_month: string
  readonly net: string
  readonly costed: string
  readonly cost: string
  readonly without_rate: number
}

/** Sales to the units of a grid that have a company, of its offerings that are a product line. */
export async function readGridSales(scope: ReadScope, headings: readonly HeadingRow[]): Promise<GridSales> {
  const known12 = await readLedgerMonths(scope)
  if (known12 === null) return NOTHING
  const span = spanEnding(known12.last, MONTHS)
  const places = await companyPlaces(scope, headings)
  const offerings = new Map(
    headings.flatMap(({ id, product_line_id: line }) => (line === null ? [] : [[line, id] as const])),
  )
  if (places.size === 0 || offerings.size === 0) return { ...NOTHING, span }
  const rows = await readRows(scope, { places, lines: [...offerings.keys()], span })
  const stateOf = (row: SaleRow) => stateOfSales(monthOfDate(row.last_month), span)
  const invoices = await lastInvoices(scope, { places, lapsed: rows.filter((row) => stateOf(row) === 'lapsed') })
  const sales = new Map<string, Sale>()
  for (const row of rows) {
    const offeringId = offerings.get(row.line_id)
    if (offeringId === undefined) continue
    const net: Figure<Amount> = row.without_rate > 0 ? insufficient('economics/rate-missing') : known(amountOf(row.net))
    const place = { unitId: row.unit_id, offeringId }
    const lastInvoiceOn = invoices.get(placeOfRow(row)) ?? null
    sales.set(cellKey(place), { ...place, state: stateOf(row), net, lastMonth: row.last_month, lastInvoiceOn })
  }
  return { span, sales, marginRates: marginRatesOf(rows, offerings) }
}

async function readRows(
  scope: ReadScope,
  ask: { readonly places: ReadonlyMap<string, string>; readonly lines: readonly string[]; readonly span: MonthSpan },
): Promise<SaleRow[]> {
  const recent = sql`m.month between ${firstDay(ask.span.from)}::date and ${firstDay(ask.span.to)}::date`
  const sum = (name: string) => sql`coalesce(sum(m.${sql.raw(name)}) filter (where ${recent}), 0)::text`
  const { rows } = await sql<SaleRow>`
    select p.unit_id, m.product_line_id::text as line_id,
      max(m.month) filter (where m.net_revenue_transaction > 0) as last_month, ${sum('net_revenue')} as net, ${sum('net_revenue_costed')} as costed,
      ${sum('cost_of_goods')} as cost, coalesce(sum(m.lines_without_rate) filter (where ${recent}), 0)::integer as without_rate
    from unnest(${[...ask.places.keys()]}::bigint[], ${[...ask.places.values()]}::uuid[]) as p(account_id, unit_id)
    join mainstay.account_month m on m.workspace_id = ${scope.workspaceId} and m.account_id = p.account_id
    where m.product_line_id = any(${[...ask.lines]}::bigint[])
    group by 1, 2
    having bool_or(m.net_revenue_transaction > 0)`.execute(scope.db)
  return rows
}

interface LapsedAsk {
  readonly places: ReadonlyMap<string, string>
  readonly lapsed: readonly SaleRow[]
}

/** The day of the last invoice of what a unit no longer buys: months are added up, days stand in the lines alone. */
async function lastInvoices(scope: ReadScope, { places, lapsed }: LapsedAsk): Promise<ReadonlyMap<string, string>> {
  if (lapsed.length === 0) return new Map()
  // A company of a unit is looked at once for a month, however many product lines lapsed in it.
  const { rows } = await sql<Pick<SaleRow, 'unit_id' | 'line_id'> & { last_on: string }>`
    with w as materialized (
      select * from unnest(${lapsed.map((row) => row.unit_id)}::uuid[], ${lapsed.map((row) => row.line_id)}::bigint[],
        ${lapsed.map((row) => row.last_month)}::date[]) as w(unit_id, line_id, month)
    ), visit as materialized (
      select distinct p.account_id, p.unit_id, w.month from w
      join unnest(${[...places.keys()]}::bigint[], ${[...places.values()]}::uuid[]) as p(account_id, unit_id) on p.unit_id = w.unit_id
    )
    select w.unit_id, w.line_id::text as line_id, s.last_on from (
      select v.unit_id, v.month, d.product_line_id, max(i.invoice_date) as last_on from visit v
      join mainstay.invoice_line i on i.workspace_id = ${scope.workspaceId} and i.account_id = v.account_id
        and i.invoice_date >= v.month and i.invoice_date < v.month + interval '1 month' and i.net_amount > 0
      join mainstay.product d on d.workspace_id = ${scope.workspaceId} and d.id = i.product_id
      group by 1, 2, 3) s
    join w on w.unit_id = s.unit_id and w.month = s.month and w.line_id = s.product_line_id`.execute(scope.db)
  return new Map(rows.map((row) => [placeOfRow(row), row.last_on]))
}

function placeOfRow(row: Pick<SaleRow, 'unit_id' | 'line_id'>): string {
  return `${row.unit_id} ${row.line_id}`
}

/** The unit of each company at or below one that is a unit, as far as the reader sees them. */
async function companyPlaces(scope: ReadScope, headings: readonly HeadingRow[]): Promise<ReadonlyMap<string, string>> {
  const units = headings.flatMap(({ id, unit_account_id: accountId }) =>
    accountId === null ? [] : [{ id, accountId }],
  )
  if (units.length === 0) return new Map()
  const { rows } = await sql<{ id: string; parent_id: string | null }>`
    with recursive below as (
      select a.id, a.parent_id from mainstay.account a
      where a.workspace_id = ${scope.workspaceId} and a.id = any(${units.map(({ accountId }) => accountId)}::bigint[])
      union
      select a.id, a.parent_id from mainstay.account a join below b on a.workspace_id = ${scope.workspaceId} and a.parent_id = b.id)
    select b.id, b.parent_id from below b`.execute(scope.db)
  return unitOfCompanies(
    rows.map((row) => ({ id: row.id, parentId: row.parent_id })),
    units,
  )
}

function marginRatesOf(rows: readonly SaleRow[], offerings: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const rates = new Map<string, number>()
  for (const [line, offeringId] of offerings) {
    const own = rows.filter((row) => row.line_id === line)
    const sumOf = (name: 'net' | 'costed' | 'cost') => own.reduce((sum, row) => sum + amountOf(row[name]), 0n)
    const netWithCost = sumOf('costed')
    const isKnown = marginKnowledge({ netWithCost, net: sumOf('net') }).value !== null
    if (!isKnown || netWithCost <= 0n || own.some((row) => row.without_rate > 0)) continue
    rates.set(offeringId, amountToNumber(netWithCost - sumOf('cost')) / amountToNumber(netWithCost))
  }
  return rates
}
