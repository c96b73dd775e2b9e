import type { portfolioFilter } from '@mainstay/contract/portfolio'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export type PortfolioFilter = Omit<z.infer<typeof portfolioFilter>, 'buyingOnly'> & {
  readonly buyingOnly?: boolean | undefined
}

/** What a condition or an order reads beside the figures themselves. */
export type Source = 'score' | 'tier'

export interface Conditions {
  readonly where: RawBuilder<unknown>
  readonly sources: ReadonlySet<Source>
  /** True when the only condition is whether an account bought. */
  readonly isPlain: boolean
}

/** The tier of accounts nobody has put into one. */
export const NO_TIER = 'out'

/** Conditions of the portfolio table over the figures `f`. Whoever may not see margins may not ask by them either. */
export function conditionsOf(scope: ReadScope, setId: string, filter: PortfolioFilter): Conditions {
  if (filter.losesMoney !== undefined && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  const narrow = [...textConditions(filter), ...amountConditions(filter)]
  const sources = new Set<Source>()
  if (filter.tiers !== undefined) {
    sources.add('tier')
    narrow.push(sql`coalesce(t.tier, ${NO_TIER}) = any(${listOf(filter.tiers)})`)
  }
  if (filter.scoreFrom !== undefined) {
    sources.add('score')
    narrow.push(sql`s.score >= ${filter.scoreFrom}`)
  }
  const base = [
    sql`f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${setId}`,
    ...(filter.buyingOnly === false ? [] : [sql`f.lines > 0`]),
  ]
  return { where: sql.join([...base, ...narrow], sql` and `), sources, isPlain: narrow.length === 0 }
}

function textConditions(filter: PortfolioFilter): RawBuilder<unknown>[] {
  const oneOf = (column: string, values: string | undefined) =>
    values === undefined ? [] : [sql`${sql.ref(column)} = any(${listOf(values)})`]
  return [
    ...(filter.query ? [sql`f.search_text like ${containing(filter.query)}`] : []),
    ...oneOf('f.outlook', filter.outlooks),
    ...oneOf('f.segment', filter.segments),
    ...oneOf('f.country', filter.countries),
    ...oneOf('f.unit', filter.units),
  ]
}

function amountConditions(filter: PortfolioFilter): RawBuilder<unknown>[] {
  return [
    ...(filter.netRevenueFrom === undefined ? [] : [sql`f.net_revenue >= ${filter.netRevenueFrom}::numeric`]),
    ...(filter.netRevenueTo === undefined ? [] : [sql`f.net_revenue <= ${filter.netRevenueTo}::numeric`]),
    ...(filter.losesMoney === undefined
      ? []
      : [sql`coalesce(f.contribution, f.gross_margin) ${sql.raw(filter.losesMoney ? '<' : '>=')} 0`]),
  ]
}

/** Several values of a filter, joined by commas. */
function listOf(values: string): string[] {
  return values.split(',').map((value) => value.trim())
}

function containing(query: string): string {
  return `%${query.toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`)}%`
}

/** Scores of the published criteria set, as `s`. */
export function joinScore(scope: ReadScope, kind: 'left' | 'inner'): RawBuilder<unknown> {
  return sql`${sql.raw(kind)} join mainstay.account_score s on s.workspace_id = f.workspace_id and s.account_id = f.account_id
    and s.criteria_set_id = ${publishedSet(scope)}`
}

/** The criteria in force. */
export function publishedSet(scope: ReadScope): RawBuilder<unknown> {
  return sql`(select c.id from mainstay.criteria_set c where c.workspace_id = ${scope.workspaceId} and c.status = 'published')`
}

/** The tier each account is in on a day, as `t`: few rows, however many accounts. */
export function joinTier(day: string): RawBuilder<unknown> {
  return sql`left join mainstay.tiers_on(${day}::date) t on t.account_id = f.account_id`
}
