import type { invoiceLine } from '@mainstay/contract/ledger'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export type InvoiceLine = z.input<typeof invoiceLine>

export interface LineQuery {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly accountId?: string | undefined
  readonly basis: 'company' | 'group'
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly productLine?: string | undefined
  readonly currency?: string | undefined
  readonly order: '-date' | 'date' | '-net' | 'net' | 'margin'
}

/** Days a rate stays good when none is given for the day itself; the same as in the economics. */
const RATE_AGE_DAYS = 31

interface Order {
  readonly key: string
  readonly type: 'date' | 'number'
  readonly direction: 'asc' | 'desc'
}

const SQL_TYPES = { date: 'date', number: 'numeric' } as const
const KEY_OF_NET = '(l.net_amount * r.rate)'
const ORDERS: Readonly<Record<LineQuery['order'], Order>> = {
  '-date': { key: 'l.invoice_date', type: 'date', direction: 'desc' },
  date: { key: 'l.invoice_date', type: 'date', direction: 'asc' },
  '-net': { key: `coalesce(${KEY_OF_NET}, '-Infinity'::numeric)`, type: 'number', direction: 'desc' },
  net: { key: `coalesce(${KEY_OF_NET}, 'Infinity'::numeric)`, type: 'number', direction: 'asc' },
  margin: {
    key: "coalesce((l.net_amount - l.cost_amount) * r.rate, 'Infinity'::numeric)",
    type: 'number',
    direction: 'asc',
  },
}

/** Collects the values of a statement, so that its text holds nothing but their numbers. */
function binder() {
  const values: unknown[] = []
  return { values, bind: (value: unknown) => `$${values.push(value)}` }
}

function filterOf(scope: ReadScope, query: LineQuery, bind: (value: unknown) => string): string {
  const parts = [`l.workspace_id = ${bind(scope.workspaceId)}`]
  if (query.accountId !== undefined && query.basis === 'company')
    parts.push(`l.account_id = ${bind(query.accountId)}::bigint`)
  if (query.accountId !== undefined && query.basis === 'group') {
    const id = bind(query.accountId)
    parts.push(
      `l.account_id in (select m.id from mainstay.account m where m.workspace_id = l.workspace_id and m.group_id = (select g.group_id from mainstay.account g where g.workspace_id = $1 and g.id = ${id}::bigint))`,
    )
  }
  if (query.from !== undefined) parts.push(`l.invoice_date >= ${bind(query.from)}::date`)
  if (query.to !== undefined) parts.push(`l.invoice_date <= ${bind(query.to)}::date`)
  if (query.currency !== undefined) parts.push(`l.currency = ${bind(query.currency)}`)
  if (query.productLine === '')
    parts.push(
      'not exists (select 1 from mainstay.product x where x.workspace_id = l.workspace_id and x.id = l.product_id and x.product_line_id is not null)',
    )
  if (query.productLine) {
    parts.push(
      `l.product_id in (select x.id from mainstay.product x join mainstay.product_line y on y.workspace_id = x.workspace_id and y.id = x.product_line_id where x.workspace_id = $1 and y.name = ${bind(query.productLine)})`,
    )
  }
  return parts.join(' and ')
}

const rateOf = (currency: string, day: string, reporting: string) => `lateral (
  select case when ${currency} = ${reporting} then 1 else (
    select e.rate from mainstay.exchange_rate e where e.workspace_id = $1 and e.currency = ${currency}
      and e.rate_date between ${day} - ${RATE_AGE_DAYS} and ${day} order by e.rate_date desc limit 1) end as rate) r`

interface LineRow {
  invoice_no: string
  line_no: string
  invoice_date: string
  account_id: string
  account_code: string
  account_name: string
  product_code: string | null
  product_name: string | null
  product_line: string | null
  quantity: string | null
  unit_price: string | null
  discount_amount: string | null
  net_amount: string
  cost_amount: string | null
  margin: string | null
  currency: string
  net_reporting: string | null
  original_invoice_no: string | null
  import_number: number | null
  restatements: string
  sort_key: string
}

/** Invoice lines behind a number, page by page, with the sums of all of them. */
export async function listLines(scope: ReadScope, query: LineQuery) {
  demandMarginsFor(scope, query.order)
  const page = await readPage(scope, query)
  const sums = await sumLines(scope, query)
  return { ...page, total: sums.lines, sums }
}

/** Sorting by margin would tell it. */
export function demandMarginsFor(scope: ReadScope, order: LineQuery['order']): void {
  if (order === 'margin' && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
}

const PORTION = 5_000

/** Every invoice line behind a number, in its order. */
export async function* everyLine(
  scope: ReadScope,
  query: Omit<LineQuery, 'cursor' | 'limit'>,
): AsyncGenerator<InvoiceLine> {
  let cursor: string | null = null
  do {
    const page: LinePage = await readPage(scope, { ...query, limit: PORTION, ...(cursor === null ? {} : { cursor }) })
    yield* page.rows
    cursor = page.nextCursor
  } while (cursor !== null)
}

interface LinePage {
  readonly rows: InvoiceLine[]
  readonly nextCursor: string | null
}

async function readPage(scope: ReadScope, query: LineQuery): Promise<LinePage> {
  const order = ORDERS[query.order]
  const keys = decodeCursor(query.cursor, query.order, [order.type, 'text', 'text'])
  const { values, bind } = binder()
  const filter = filterOf(scope, query, bind)
  const reporting = bind(scope.actor.reportingCurrency)
  const sign = order.direction === 'desc' ? '<' : '>'
  const after = keys
    ? `and (${order.key}, l.invoice_no, l.line_no) ${sign} (${bind(keys[0])}::${SQL_TYPES[order.type]}, ${bind(keys[1])}, ${bind(keys[2])})`
    : ''
  const needsRate = query.order.endsWith('net') || query.order === 'margin'
  // Only the page needs rates and names, unless the order itself stands on rates.
  const { rows } = await scope.client.query<LineRow>(
    `with l as materialized (
       select l.*, (${order.key}) as sort_key from mainstay.invoice_line l
       ${needsRate ? `cross join ${rateOf('l.currency', 'l.invoice_date', reporting)}` : ''}
       where ${filter} ${after}
       order by ${order.key} ${order.direction}, l.invoice_no ${order.direction}, l.line_no ${order.direction}
       limit ${bind(query.limit + 1)}
     )
     select l.invoice_no, l.line_no, l.invoice_date, l.account_id, a.code as account_code, a.name as account_name,
       p.code as product_code, p.name as product_name, y.name as product_line, l.quantity::text, l.unit_price::text, l.discount_amount::text,
       l.net_amount::text, l.cost_amount::text, (l.net_amount - l.cost_amount)::text as margin, l.currency, round(l.net_amount * r.rate, 10)::text as net_reporting,
       l.original_invoice_no, l.import_number, l.sort_key::text as sort_key,
       (select count(*) from mainstay.ledger_change c where c.workspace_id = $1 and c.kind = 'invoice_lines' and c.row_key = l.invoice_no || E'\\x1f' || l.line_no) as restatements
     from l
     join mainstay.account a on a.workspace_id = l.workspace_id and a.id = l.account_id
     left join mainstay.product p on p.workspace_id = l.workspace_id and p.id = l.product_id
     left join mainstay.product_line y on y.workspace_id = p.workspace_id and y.id = p.product_line_id
     cross join ${rateOf('l.currency', 'l.invoice_date', reporting)}
     order by l.sort_key ${order.direction}, l.invoice_no ${order.direction}, l.line_no ${order.direction}`,
    values,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const nextCursor =
    rows.length > query.limit && last ? encodeCursor(query.order, [last.sort_key, last.invoice_no, last.line_no]) : null
  return { rows: page.map(lineOf), nextCursor }
}

/** Sums by day and currency first, so that a rate is looked up once a day; what has no rate, or no cost, makes the sum unknown. */
async function sumLines(scope: ReadScope, query: LineQuery) {
  const { values, bind } = binder()
  const filter = filterOf(scope, query, bind)
  const reporting = bind(scope.actor.reportingCurrency)
  const { rows } = await scope.client.query<{ lines: string; net: string | null; margin: string | null }>(
    `select coalesce(sum(d.lines), 0) as lines,
       case when bool_and(r.rate is not null) is not false then round(coalesce(sum(d.net * r.rate), 0), 10)::text end as net,
       case when bool_and(r.rate is not null and d.costed = d.lines) is not false then round(coalesce(sum((d.net - d.cost) * r.rate), 0), 10)::text end as margin
     from (
       select l.currency, l.invoice_date, count(*) as lines, count(l.cost_amount) as costed, sum(l.net_amount) as net, sum(l.cost_amount) as cost
       from mainstay.invoice_line l where ${filter} group by l.currency, l.invoice_date
     ) d cross join ${rateOf('d.currency', 'd.invoice_date', reporting)}`,
    values,
  )
  return { lines: Number(rows[0]?.lines ?? 0), net: rows[0]?.net ?? null, margin: rows[0]?.margin ?? null }
}

function lineOf(row: LineRow): InvoiceLine {
  return {
    invoiceNo: row.invoice_no,
    lineNo: row.line_no,
    invoiceDate: row.invoice_date,
    account: { id: row.account_id, code: row.account_code, name: row.account_name },
    productCode: row.product_code,
    productName: row.product_name,
    productLine: row.product_line,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    discount: row.discount_amount,
    net: row.net_amount,
    cost: row.cost_amount,
    margin: row.margin,
    currency: row.currency,
    netReporting: row.net_reporting,
    originalInvoiceNo: row.original_invoice_no,
    importNumber: row.import_number,
    restatements: Number(row.restatements),
  }
}

/** Earlier states of an invoice line, newest first: what it was, and which import replaced it. */
export async function readLineHistory(scope: ReadScope, line: { readonly invoiceNo: string; readonly lineNo: string }) {
  const found = await scope.db
    .selectFrom('mainstay.invoice_line as l')
    .select('l.invoice_no')
    .where('l.workspace_id', '=', scope.workspaceId)
    .where('l.invoice_no', '=', line.invoiceNo)
    .where('l.line_no', '=', line.lineNo)
    .executeTakeFirst()
  if (!found) throw new Refused('http/not-found')
  const { rows } = await scope.client.query<{
    import_number: number
    changed_at: Date
    net: string
    cost: string | null
  }>(
    `select c.import_number, c.changed_at, c.before ->> 'net_amount' as net, c.before ->> 'cost_amount' as cost from mainstay.ledger_change c
     where c.workspace_id = $1 and c.kind = 'invoice_lines' and c.row_key = $2 order by c.import_number desc limit 200`,
    [scope.workspaceId, `${line.invoiceNo}\u001f${line.lineNo}`],
  )
  return {
    versions: rows.map((row) => ({
      importNumber: row.import_number,
      changedAt: row.changed_at.toISOString(),
      net: row.net,
      cost: row.cost,
    })),
  }
}
