import type { portfolioRow } from '@mainstay/contract/portfolio'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { type FigureSet, moneyText } from '../../economics/index.ts'
import { encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ProgramStanding, StoredReason } from '../../selection/index.ts'
import {
  type Conditions,
  conditionsOf,
  joinScore,
  joinTier,
  type PortfolioFilter,
  publishedSet,
  type Source,
} from './portfolio-filter.ts'
import { type Order, orderOf } from './portfolio-order.ts'

export type PortfolioRow = z.infer<typeof portfolioRow>

export interface ListInput extends PortfolioFilter {
  readonly sort: string
  readonly cursor?: string | undefined
  readonly limit: number
}

interface Row {
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly city: string | null
  readonly country: string | null
  readonly segment: string | null
  readonly unit: string | null
  readonly tier: string | null
  readonly score: number | null
  readonly rank: number | null
  readonly confidence: number | null
  readonly reasons: readonly StoredReason[] | null
  readonly net_revenue: string | null
  readonly net_revenue_before: string | null
  readonly growth: number | null
  readonly gross_margin: string | null
  readonly gross_margin_rate: number | null
  readonly cost_to_serve: string | null
  readonly contribution: string | null
  readonly contribution_rate: number | null
  readonly wallet_share: number | null
  readonly quarters: number[] | null
  readonly outlook: PortfolioRow['outlook']
  readonly outlook_change: number | null
  readonly last_month: string | null
}

interface ListRow extends Row {
  readonly position: string | null
  readonly sort_value: string | null
  readonly total: number
  readonly net: string | null
  readonly contribution_sum: string | null
}

const ROW_COLUMNS = sql.raw(`f.account_id, f.code, a.name, a.city, a.country, a.segment, a.unit, t.tier,
  s.score, s.rank, s.confidence, s.reasons, f.net_revenue, f.net_revenue_before, f.growth, f.gross_margin, f.gross_margin_rate,
  f.cost_to_serve, f.contribution, f.contribution_rate, f.wallet_share, d.quarters, f.outlook, f.outlook_change, f.last_month`)

export interface ListContext {
  readonly set: FigureSet
  /** Business day that tells which tiers are in force. */
  readonly day: string
  /** What the scores propose, by account. */
  readonly proposals: ProgramStanding['proposals']
}

/** One page of the portfolio table in any order, with the number and the sums of all rows that match: one statement. */
export async function listAccounts(scope: ReadScope, context: ListContext, input: ListInput) {
  const { rows } = await listStatement(scope, context, input).execute(scope.db)
  const [first] = rows
  // The sums come also with an empty page, in a row without an account.
  const found = rows.filter((row) => row.position !== null)
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentRow(row, { proposals: context.proposals, seesMargins: scope.actor.seesMargins })),
    nextCursor:
      found.length > input.limit && last ? encodeCursor(input.sort, [last.sort_value, last.account_id]) : null,
    total: first?.total ?? 0,
    period: context.set.period,
    sums: { netRevenue: moneyText(first?.net ?? null), contribution: moneyText(first?.contribution_sum ?? null) },
  }
}

/** The statement behind the portfolio table; exported for the test of its plan. */
export function listStatement(
  scope: ReadScope,
  { set, day }: Omit<ListContext, 'proposals'>,
  input: ListInput,
): RawBuilder<ListRow> {
  const conditions = conditionsOf(scope, set.id, input)
  const order = orderOf(scope, input.sort, input.cursor)
  return sql<ListRow>`
    with ${pageAndTotal(scope, { conditions, order, set, day, input })}
    select ${ROW_COLUMNS}, p.position, p.sort_value, total.total, total.net, total.contribution as contribution_sum
    from total
    left join (page p
      join mainstay.account_figure f on f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.account_id = p.account_id
      join mainstay.account a on a.workspace_id = f.workspace_id and a.id = f.account_id) on true
    left join lateral (select x.quarters from mainstay.account_figure_detail x
      where x.workspace_id = f.workspace_id and x.figure_set_id = f.figure_set_id and x.account_id = f.account_id limit 1) d on true
    left join lateral (select y.score, y.rank, y.confidence, y.reasons from mainstay.account_score y
      where y.workspace_id = f.workspace_id and y.account_id = f.account_id and y.criteria_set_id = ${publishedSet(scope)} limit 1) s on true
    ${joinTier(day)}
    order by p.position`
}

interface PageParts {
  readonly conditions: Conditions
  readonly order: Order
  readonly set: FigureSet
  readonly day: string
  readonly input: ListInput
}

/**
 * The ids of the page and the sums over all that match. Without a condition the sums are kept with the set, for those
 * who see every account; with one, the matching rows are gathered once and both taken from them.
 */
function pageAndTotal(scope: ReadScope, parts: PageParts): RawBuilder<unknown> {
  const { conditions, order, set, day, input } = parts
  const page = (ids: RawBuilder<unknown>) =>
    sql`page as (select o.account_id, o.sort_value, row_number() over () as position from (${ids} limit ${input.limit + 1}) o)`
  if (conditions.isPlain && scope.actor.visibility === 'all') {
    return sql`total as (${storedTotal(set, input.buyingOnly !== false)}), ${page(orderedIds(scope, parts))}`
  }
  const sources = new Set([...conditions.sources, ...(order.source ? [order.source] : [])])
  return sql`
    match as materialized (
      select f.account_id, f.net_revenue, f.contribution, ${order.expression} as sort_key
      from mainstay.account_figure f ${joinsFor(scope, sources, day)} where ${conditions.where}
    ), total as (
      select count(*)::integer as total, case when count(f.net_revenue) = count(*) then sum(f.net_revenue) end as net,
        case when count(f.contribution) = count(*) then sum(f.contribution) end as contribution from match f
    ), ${page(sql`select f.account_id, f.sort_key::text as sort_value from match f
      ${order.after ? sql`where ${order.after(MATCHED_KEY)}` : sql``} order by ${order.by(MATCHED_KEY)}`)}`
}

const MATCHED_KEY = sql.raw('f.sort_key')

function storedTotal({ totals }: FigureSet, isBuyingOnly: boolean): RawBuilder<unknown> {
  const net = totals.netUnknown > 0 ? null : totals.net
  const contribution = totals.contributionUnknown > 0 ? null : totals.contribution
  return sql`select ${isBuyingOnly ? totals.buying : totals.accounts}::integer as total, ${net}::numeric as net, ${contribution}::numeric as contribution`
}

/**
 * All rows in order. By score, those that have one come first by their own index, and only a page that reaches the end
 * of them looks for the rest.
 */
function orderedIds(scope: ReadScope, { conditions, order, day, input }: PageParts): RawBuilder<unknown> {
  const select = (joins: RawBuilder<unknown>, extra: RawBuilder<unknown>) => sql`
    select f.account_id, ${order.expression}::text as sort_value from mainstay.account_figure f ${joins}
    where ${conditions.where} ${order.after ? sql`and ${order.after(order.expression)}` : sql``} ${extra} order by ${order.by(order.expression)}`
  if (order.source !== 'score') return select(joinsFor(scope, new Set(order.source ? [order.source] : []), day), sql``)
  return sql`
    select u.account_id, u.sort_value from (
      (${select(joinScore(scope, 'inner'), sql`and ${order.expression} is not null`)} limit ${input.limit + 1})
      union all
      (${select(joinScore(scope, 'left'), sql`and ${order.expression} is null`)} limit ${input.limit + 1})) u`
}

function joinsFor(scope: ReadScope, sources: ReadonlySet<Source>, day: string): RawBuilder<unknown> {
  return sql.join(
    [sources.has('score') ? joinScore(scope, 'left') : sql``, sources.has('tier') ? joinTier(day) : sql``],
    sql` `,
  )
}

/** All matching rows in order, for the export; read in portions so that memory stays flat. */
export async function* listEveryAccount(
  scope: ReadScope,
  context: ListContext,
  input: Omit<ListInput, 'cursor' | 'limit'>,
): AsyncGenerator<PortfolioRow> {
  const limit = EXPORT_PORTION
  let cursor: string | undefined
  do {
    const page = await listAccounts(scope, context, { ...input, cursor, limit })
    yield* page.rows
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

const EXPORT_PORTION = 5_000

interface Viewing {
  readonly proposals: ListContext['proposals']
  readonly seesMargins: boolean
}

function presentRow(row: Row, { proposals, seesMargins }: Viewing): PortfolioRow {
  const reasons = (row.reasons ?? []).filter((reason) => seesMargins || !reason.needsMargins)
  return {
    account: { id: row.account_id, code: row.code, name: row.name },
    city: row.city,
    country: row.country,
    segment: row.segment,
    unit: row.unit,
    tier: row.tier,
    proposedTier: proposals.get(row.account_id)?.proposedTier ?? null,
    score: row.score,
    rank: row.rank,
    confidence: row.confidence,
    netRevenue: moneyText(row.net_revenue),
    netRevenueBefore: moneyText(row.net_revenue_before),
    growth: row.growth,
    grossMargin: moneyText(row.gross_margin),
    grossMarginRate: row.gross_margin_rate,
    costToServe: moneyText(row.cost_to_serve),
    contribution: moneyText(row.contribution),
    contributionRate: row.contribution_rate,
    walletShare: row.wallet_share,
    quarters: row.quarters ?? [],
    outlook: row.outlook,
    outlookChange: row.outlook_change,
    reasons: reasons.map(({ code, criterion }) => ({ code, criterion })),
    lastMonth: row.last_month?.slice(0, 7) ?? null,
  }
}
