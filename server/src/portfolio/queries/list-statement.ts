import { type RawBuilder, sql } from 'kysely'
import type { NamedAccounts } from '../../accounts/index.ts'
import type { FigureSet } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredReason } from '../../selection/index.ts'
import {
  type Conditions,
  conditionsOf,
  joinScore,
  joinTier,
  type PortfolioFilter,
  publishedSet,
} from './portfolio-filter.ts'
import { keyedRows, keylessRows, type Order, orderOf, type Piece } from './portfolio-order.ts'

export interface ListInput extends PortfolioFilter {
  readonly sort: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What the portfolio table shows of an account, as it lies in the database. */
export interface AccountRow {
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
  readonly outlook: 'growing' | 'flat' | 'declining' | 'at_risk' | 'too_little_history' | null
  readonly outlook_change: number | null
  readonly last_month: string | null
}

export interface ListRow extends AccountRow {
  readonly position: string | null
  readonly sort_value: string | null
  readonly total: number
  readonly net: string | null
  readonly contribution_sum: string | null
}

const ROW_COLUMNS = sql.raw(`f.account_id, f.code, a.name, a.city, a.country, a.segment, a.unit, t.tier,
  s.score, s.rank, s.confidence, s.reasons, f.net_revenue, f.net_revenue_before, f.growth, f.gross_margin, f.gross_margin_rate,
  f.cost_to_serve, f.contribution, f.contribution_rate, f.wallet_share, d.quarters, f.outlook, f.outlook_change, f.last_month`)

/** Matching rows up to which gathering them is cheaper than following an index. */
const FEW = 8_000

export interface StatementContext {
  readonly set: FigureSet
  /** Business day that tells which tiers are in force. */
  readonly day: string
  /** Accounts with the wanted text, if that has been asked for. */
  readonly named: NamedAccounts | null
  readonly few?: number
}

/** The statement behind the portfolio table. */
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
    ${joinBeside(scope, day)}
    order by p.position`
}

/** The rows of a page that is known already, in its order. */
export function rowsStatement(
  scope: ReadScope,
  { set, day }: Pick<StatementContext, 'set' | 'day'>,
  accountIds: readonly string[],
): RawBuilder<AccountRow> {
  return sql<AccountRow>`
    select ${ROW_COLUMNS}
    from unnest(${accountIds}::bigint[]) with ordinality p (account_id, position)
    join mainstay.account_figure f on f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.account_id = p.account_id
    join mainstay.account a on a.workspace_id = f.workspace_id and a.id = f.account_id
    ${joinBeside(scope, day)}
    order by p.position`
}

/** What is shown beside the figures `f`: the quarters as `d`, the score as `s`, the tier as `t`. */
function joinBeside(scope: ReadScope, day: string): RawBuilder<unknown> {
  return sql`
    left join lateral (select x.quarters from mainstay.account_figure_detail x
      where x.workspace_id = f.workspace_id and x.figure_set_id = f.figure_set_id and x.account_id = f.account_id limit 1) d on true
    left join lateral (select y.score, y.rank, y.confidence, y.reasons from mainstay.account_score y
      where y.workspace_id = f.workspace_id and y.account_id = f.account_id and y.criteria_set_id = ${publishedSet(scope)} limit 1) s on true
    ${joinTier(day)}`
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
