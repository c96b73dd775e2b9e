import type { portfolioRow } from '@mainstay/contract/portfolio'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { findNamed, type NamedAccounts } from '../../accounts/index.ts'
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
} from './portfolio-filter.ts'
import { keyedRows, keylessRows, type Order, orderOf, type Piece } from './portfolio-order.ts'

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

const FEW = 8_000

/** One page of the portfolio table in any order, with the number and the sums of all rows that match. */
export async function listAccounts(scope: ReadScope, context: ListContext, input: ListInput) {
  const named = input.query ? await findNamed(scope, input.query) : null
  const { rows } = await listStatement(scope, { ...context, named }, input).execute(scope.db)
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

interface StatementContext extends Omit<ListContext, 'proposals'> {
  readonly named: NamedAccounts | null
  /** Matching rows up to which gathering them is cheaper than following an index. */
  readonly few?: number
}

/** The statement behind the portfolio table; exported for the test of its plan. */
export function listStatement(scope: ReadScope, context: StatementContext, input: ListInput): RawBuilder<ListRow> {
  const { set, day, named, few = FEW } = context
  const conditions = conditionsOf(scope, { setId: set.id, day, named }, input)
  const order = orderOf(scope, input.sort, input.cursor)
  return sql<ListRow>`
    with ${pageAndTotal(scope, { conditions, order, set, day, few, input })}
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
  readonly few: number
  readonly input: ListInput
}

/**
 * The ids of the page and the sums over all that match. Without a condition the sums are kept with the set. With one,
 * the matching rows are gathered once and give both; unless they are many and an index knows their order: then the page
 * is found by it, and the sums by reading.
 */
function pageAndTotal(scope: ReadScope, parts: PageParts): RawBuilder<unknown> {
  const { conditions, order, set, few, input } = parts
  const page = (ids: RawBuilder<unknown>) => sql`page as (
    select o.account_id, o.sort_key::text as sort_value, row_number() over () as position from (${ids} limit ${input.limit + 1}) o)`
  if (conditions.isPlain)
    return sql`total as (${storedTotal(scope, set, input)}), ${page(orderedIds(scope, parts, sql`true`))}`
  const isFew = order.isIndexed ? sql`(select e.is_few from extent e)` : sql`true`
  const most = order.isIndexed ? sql`limit ${few + 1}` : sql``
  return sql`
    gathered as materialized (
      select f.account_id, f.net_revenue, f.contribution, ${order.key} as sort_key
      ${rowsOf(scope, parts, 'left')} where ${conditions.whereReading} ${most}
    ), extent as materialized (select count(*) <= ${few} as is_few from gathered), total as (
      select count(*)::integer as total, case when count(m.net_revenue) = count(*) then sum(m.net_revenue) end as net,
        case when count(m.contribution) = count(*) then sum(m.contribution) end as contribution from (
          select g.net_revenue, g.contribution from gathered g where ${isFew}
          union all
          select f.net_revenue, f.contribution ${rowsOf(scope, parts, 'left')} where not ${isFew} and ${conditions.whereReading}) m
    ), ${page(sql`${gatheredIds(parts, isFew)} union all ${orderedIds(scope, parts, sql`not ${isFew}`)}`)}`
}

/** The gathered rows in order. */
function gatheredIds({ order, input }: PageParts, when: RawBuilder<unknown>): RawBuilder<unknown> {
  const gathered = { ...order, key: sql.raw('g.sort_key') }
  const id = sql.raw('g.account_id')
  const piece = (rows: Piece) => sql`
    (select g.account_id, g.sort_key from gathered g where ${when} and ${rows.where} ${rows.by} limit ${input.limit + 1})`
  return sql`${piece(keyedRows(gathered, id))} union all ${piece(keylessRows(gathered, id))}`
}

/** Sums as kept with the set; accounts that came since have bought nothing and are counted. */
function storedTotal(scope: ReadScope, { id, totals }: FigureSet, input: ListInput): RawBuilder<unknown> {
  const net = totals.netUnknown > 0 ? null : totals.net
  const contribution = totals.contributionUnknown > 0 ? null : totals.contribution
  const count =
    input.buyingOnly === false
      ? sql`(select count(*) from mainstay.account_figure f where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${id})`
      : sql`${totals.buying}`
  return sql`select ${count}::integer as total, ${net}::numeric as net, ${contribution}::numeric as contribution`
}

/** All rows in order: those with a key first, by an index where there is one; the rest is looked for only when a page reaches it. */
function orderedIds(scope: ReadScope, parts: PageParts, when: RawBuilder<unknown>): RawBuilder<unknown> {
  const { conditions, order, input } = parts
  const id = sql.raw('f.account_id')
  const piece = (from: RawBuilder<unknown>, rows: Piece) => sql`
    (select f.account_id, ${order.key} as sort_key ${from}
    where ${when} and ${order.isIndexed ? conditions.where : conditions.whereReading} and ${rows.where} ${rows.by} limit ${input.limit + 1})`
  const keyed = piece(rowsOf(scope, parts, 'inner'), keyedRows(order, id))
  return sql`${keyed} union all ${piece(rowsOf(scope, parts, 'left'), keylessRows(order, id))}`
}

/** The figures, with what the conditions and the order read beside them; `left` keeps those that have no such thing. */
function rowsOf(scope: ReadScope, { conditions, order, day }: PageParts, kind: 'left' | 'inner'): RawBuilder<unknown> {
  const scores =
    conditions.readsScores || order.source === 'score'
      ? joinScore(scope, conditions.readsScores ? 'inner' : kind)
      : sql``
  return sql`from mainstay.account_figure f ${scores} ${order.source === 'tier' ? joinTier(day, kind) : sql``}`
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
