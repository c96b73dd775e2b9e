import { type RawBuilder, sql } from 'kysely'
import type { WriteScope } from '../platform/use-case.ts'
import { deleteFacts, type FactSpan, rateOfDay } from './fact-store.ts'

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

/** Where sums go and which lines they are of: all, those of the dirty months, or those of some accounts. */
export interface FactTarget {
  readonly table: RawBuilder<unknown>
  readonly span: FactSpan
  /** From the first account to before the last; null for all. */
  readonly accounts: readonly [from: string, to: string] | null
}

/** Sums the ledger into account months anew, in the place where they lie. Says the last day with lines. */
export async function rebuildAccountMonths(scope: WriteScope, span: FactSpan): Promise<string | null> {
  await deleteFacts(scope, sql.raw('account_month'), span)
  return sumLedger(scope, { table: sql.raw('mainstay.account_month'), span, accounts: null })
}

/**
 * Sums invoice lines into account months and says their last day. What is in reporting currency needs no rate and is
 * summed by month at once. Each day's sum of another currency is converted at the rate of that day and rounded to ten
 * decimals; a row with a day without a rate has no amounts in reporting currency.
 */
export async function sumLedger(scope: WriteScope, target: FactTarget): Promise<string | null> {
  const { span } = target
  // Days are few, however many lines there are: sorting the lines for them takes three times as long as a hash of days.
  if (span === 'everything') await setPlanning(scope, ['enable_sort'], 'off')
  await gatherLedgerDays(scope, target)
  if (span === 'everything') await setPlanning(scope, ['enable_sort'], 'on')
  const shape = await readShape(scope)
  if (shape.lastDay === null) return null
  // Nearly every line may be a group of its own: a hash of them takes several times the memory of sorting the lines,
  // and rows that come sorted enter the index side by side.
  if (span === 'everything') await setPlanning(scope, SORTED, 'off')
  await sumReportingCurrency(scope, target, shape)
  await sumOtherCurrencies(scope, target, shape)
  if (span === 'everything') await setPlanning(scope, SORTED, 'on')
  return shape.lastDay
}

const SORTED = ['enable_hashagg', 'enable_mergejoin'] as const

async function setPlanning(
  scope: WriteScope,
  settings: readonly ('enable_hashagg' | 'enable_mergejoin' | 'enable_sort')[],
  state: 'on' | 'off',
): Promise<void> {
  await sql`select ${sql.join(settings.map((setting) => sql`set_config(${setting}, ${state}, true)`))}`.execute(
    scope.db,
  )
}

/** The invoice lines that are summed, as `l`. */
function linesOf(scope: WriteScope, { span, accounts }: FactTarget, join: RawBuilder<unknown>): RawBuilder<unknown> {
  const dirtyJoin =
    span === 'everything'
      ? sql``
      : sql`join dirty_month x on x.account_id = l.account_id and l.invoice_date >= x.month and l.invoice_date < (x.month + interval '1 month')`
  const only = accounts
    ? sql`and l.account_id >= ${accounts[0]}::bigint and l.account_id < ${accounts[1]}::bigint`
    : sql``
  return sql`mainstay.invoice_line l ${dirtyJoin} ${join} where l.workspace_id = ${scope.workspaceId} ${only}`
}

/** What the lines name at all: few companies invoice all kinds of deductions, and each sum is taken for every account month. */
interface LedgerShape {
  readonly deductions: readonly Deduction[]
  /** Every line has a cost, so that net revenue with costs is net revenue. */
  readonly isCosted: boolean
  readonly lastDay: string | null
  readonly key: FactKey
}

/**
 * Numbers in place of what a row of facts is told apart by, since one number sorts several times faster than a month, a
 * text and a product line. `places` counts the months, currencies and product lines there are, all combined.
 */
interface FactKey {
  readonly firstMonth: number
  readonly currencies: number
  readonly productLines: number
  readonly places: number
  /** The account that is counted as 0 where account and place fit into one number; else null. */
  readonly firstAccount: string | null
}

/** Keeps every day and currency with lines, with the rate of the day and its place, and the product lines by number. */
async function gatherLedgerDays(scope: WriteScope, target: FactTarget): Promise<void> {
  const { workspaceId } = scope
  const facts = DEDUCTIONS.map(([fact]) => fact)
  const counts = DEDUCTIONS.map(([fact, column]) => `count(l.${column}) as ${fact}`)
  await sql`drop table if exists pg_temp.ledger_day, pg_temp.ledger_product`.execute(scope.db)
  await sql`
    create temporary table ledger_product on commit drop as
    select p.id as product_id, p.product_line_id, dense_rank() over (order by p.product_line_id) as number
    from mainstay.product p where p.workspace_id = ${workspaceId} and p.product_line_id is not null`.execute(scope.db)
  await sql`analyze ledger_product`.execute(scope.db)
  await sql`
    create temporary table ledger_day on commit drop as
    with day as materialized (
      select l.currency, l.invoice_date as day, count(*) as lines, count(l.cost_amount) as costed, ${sql.raw(counts.join(', '))}
      from ${linesOf(scope, target, sql``)} group by 1, 2)
    select n.currency, n.day, n.lines, n.costed, ${sql.raw(facts.map((fact) => `n.${fact}`).join(', '))},
      case when n.currency <> ${scope.actor.reportingCurrency} then ${rateOfDay(workspaceId, sql.raw('n.currency'), sql.raw('n.day'))} end as rate,
      n.month_number, n.currency_number,
      ((n.month_number - min(n.month_number) over ()) * (max(n.currency_number) over () + 1) + n.currency_number)
        * (select coalesce(max(p.number), 0) + 1 from ledger_product p) as place
    from (
      select d.*, (date_part('year', d.day) * 12 + date_part('month', d.day) - 1)::bigint as month_number,
        dense_rank() over (order by d.currency) - 1 as currency_number
      from day d) n`.execute(scope.db)
  await sql`analyze ledger_day`.execute(scope.db)
}

async function readShape(scope: WriteScope): Promise<LedgerShape> {
  const { rows } = await sql<{
    lastDay: string | null
    firstMonth: number
    currencies: number
    productLines: number
    places: number
    firstAccount: string | null
    isCosted: boolean
    has: Readonly<Record<string, boolean>>
  }>`
    select k."lastDay", k."firstMonth", k.currencies::float8, k."productLines"::float8, k.places::float8, k."isCosted", k.has,
      case when (a.last - a.first + 1)::numeric * k.places < 9e18 then a.first end as "firstAccount"
    from (
      select d.*, p."productLines", d.months * d.currencies * p."productLines" as places
      from (
        select max(d.day) as "lastDay", min(d.month_number)::float8 as "firstMonth", max(d.month_number) - min(d.month_number) + 1 as months,
          max(d.currency_number) + 1 as currencies, bool_and(d.lines = d.costed) as "isCosted",
          jsonb_build_object(${sql.raw(DEDUCTIONS.map(([fact]) => `'${fact}', bool_or(d.${fact} > 0)`).join(', '))}) as has
        from ledger_day d) d
      cross join (select coalesce(max(p.number), 0) + 1 as "productLines" from ledger_product p) p) k
    cross join (select min(a.id) as first, max(a.id) as last from mainstay.account a where a.workspace_id = ${scope.workspaceId}) a`.execute(
    scope.db,
  )
  const [row] = rows
  if (!row) throw new Error('an aggregate without grouping gave no row')
  const { lastDay, isCosted, has, ...key } = row
  return { deductions: DEDUCTIONS.filter(([fact]) => has[fact] === true), isCosted, lastDay, key }
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
const LINE_LIST_VALUE = `coalesce(l.list_amount, l.quantity * l.unit_price, l.net_amount${DEDUCTIONS.map(([, column]) => ` + coalesce(l.${column}, 0)`).join('')})`

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

/** How lines are grouped by account and place, and what a group's account, month, currency and product line are. */
interface Grouping {
  readonly inner: string
  readonly keys: string
  readonly parts: string
}

function groupingOf({ firstMonth, currencies, productLines, places, firstAccount }: FactKey): Grouping {
  const place = 'r.place + coalesce(p.number, 0)'
  const isPacked = firstAccount !== null
  const found = isPacked ? `d.key % ${places}` : 'd.place'
  const month = `(${found}) / ${productLines * currencies} + ${firstMonth}`
  return {
    inner: isPacked
      ? `(l.account_id - ${firstAccount}) * ${places} + ${place} as key`
      : `l.account_id, ${place} as place`,
    keys: isPacked ? 'd.key' : 'd.account_id, d.place',
    parts: [
      isPacked ? `d.key / ${places} + ${firstAccount}` : 'd.account_id',
      `make_date(((${month}) / 12)::integer, ((${month}) % 12 + 1)::integer, 1)`,
      `(select array_agg(c.currency order by c.number) from (select distinct n.currency, n.currency_number as number from ledger_day n) c)[(${found}) / ${productLines} % ${currencies} + 1]`,
      `(select array_agg(t.id order by t.number) from (select distinct n.product_line_id as id, n.number from ledger_product n) t)[nullif((${found}) % ${productLines}, 0)]`,
    ].join(', '),
  }
}

/** Every line has its day and may have a product line; with the columns after which lines are grouped. */
const PLACES = sql`join ledger_day r on r.currency = l.currency and r.day = l.invoice_date left join ledger_product p on p.product_id = l.product_id`

async function sumReportingCurrency(scope: WriteScope, target: FactTarget, shape: LedgerShape): Promise<void> {
  const { inner, parts } = groupingOf(shape.key)
  const sums = amountsOf(shape)
    .map(({ sum }) => sum)
    .join(', ')
  await sql`
    insert into ${target.table} (${factColumns(shape)})
    select ${scope.workspaceId}::integer, ${sql.raw(parts)}, d.lines, 0, d.lines_without_cost, ${sql.raw(sums)}, ${sql.raw(sums)}
    from (
      select ${sql.raw(inner)}, ${lineSums(shape)}
      from ${linesOf(scope, target, PLACES)} and l.currency = ${scope.actor.reportingCurrency}
      group by ${sql.raw(positions(shape.key, 0))}) d`.execute(scope.db)
}

/** Days come sorted within their months, so that both sums are taken in one pass. */
async function sumOtherCurrencies(scope: WriteScope, target: FactTarget, shape: LedgerShape): Promise<void> {
  const { inner, keys, parts } = groupingOf(shape.key)
  const amounts = amountsOf(shape)
  const converted = amounts.map(
    ({ sum }) => `case when bool_and(d.rate is not null) then sum(round(${sum} * d.rate, 10)) end`,
  )
  const sums = [...converted, ...amounts.map(({ sum }) => `sum(${sum})`)].join(', ')
  await sql`
    insert into ${target.table} (${factColumns(shape)})
    select ${scope.workspaceId}::integer, ${sql.raw(parts)}, sum(d.lines),
      coalesce(sum(d.lines) filter (where d.rate is null), 0), sum(d.lines_without_cost), ${sql.raw(sums)}
    from (
      select ${sql.raw(inner)}, r.day, r.rate, ${lineSums(shape)}
      from ${linesOf(scope, target, PLACES)} and l.currency <> ${scope.actor.reportingCurrency}
      group by ${sql.raw(positions(shape.key, 2))}) d
    group by ${sql.raw(keys)}`.execute(scope.db)
}

/** The first columns of a selection that begins with the key, and so many after it. */
function positions({ firstAccount }: FactKey, more: number): string {
  const count = (firstAccount === null ? 2 : 1) + more
  return Array.from({ length: count }, (_, index) => index + 1).join(', ')
}
