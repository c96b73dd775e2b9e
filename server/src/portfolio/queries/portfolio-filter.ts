import type { portfolioFilter } from '@mainstay/contract/portfolio'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { NamedAccounts } from '../../accounts/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export type PortfolioFilter = Omit<z.infer<typeof portfolioFilter>, 'buyingOnly'> & {
  readonly buyingOnly?: boolean | undefined
}

/** What an order reads beside the figures themselves. */
export type Source = 'score' | 'tier'

export interface Conditions {
  readonly where: RawBuilder<unknown>
  /**
   * The same, worded so that no index of buying accounts alone fits: reading most of the accounts is twice as fast from
   * the index that covers all columns, which the planner does not see.
   */
  readonly whereReading: RawBuilder<unknown>
  readonly readsScores: boolean
  /** True when the only condition is whether an account bought. */
  readonly isPlain: boolean
}

/** The tier of accounts nobody has put into one. */
export const NO_TIER = 'out'

interface Ground {
  readonly setId: string
  readonly day: string
  /** Accounts with the wanted text, if that has been asked for. */
  readonly named: NamedAccounts | null
}

/** Conditions of the portfolio table over the figures `f`. Whoever may not see margins may not ask by them either. */
export function conditionsOf(scope: ReadScope, ground: Ground, filter: PortfolioFilter): Conditions {
  if (filter.losesMoney !== undefined && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  const narrow = [
    ...namedConditions(ground.named),
    ...textConditions(filter),
    ...amountConditions(filter),
    ...(filter.tiers === undefined ? [] : [inTiers(listOf(filter.tiers), ground.day)]),
    ...(filter.scoreFrom === undefined ? [] : [sql`s.score >= ${filter.scoreFrom}`]),
  ]
  const inSet = sql`f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${ground.setId}`
  const buying = (condition: RawBuilder<unknown>) => (filter.buyingOnly === false ? [] : [condition])
  return {
    where: sql.join([inSet, ...buying(sql`f.lines > 0`), ...narrow], sql` and `),
    whereReading: sql.join([inSet, ...buying(sql`(f.lines > 0) is true`), ...narrow], sql` and `),
    readsScores: filter.scoreFrom !== undefined,
    isPlain: narrow.length === 0 && !filter.query,
  }
}

function namedConditions(named: NamedAccounts | null): RawBuilder<unknown>[] {
  if (named === null) return []
  return [
    named.kind === 'few' ? sql`f.account_id = any(${named.ids}::bigint[])` : sql`f.search_text like ${named.pattern}`,
  ]
}

/** As many letters as the cut copies of texts have; a wanted text that is longer is compared with the whole as well. */
const KEY_LETTERS = 100

function textConditions(filter: PortfolioFilter): RawBuilder<unknown>[] {
  const oneOf = (column: 'segment' | 'country' | 'unit', values: string | undefined) => {
    if (values === undefined) return []
    const wanted = listOf(values)
    const byKey = sql`${sql.ref(`f.${column}_key`)} = any(array(select left(v, ${KEY_LETTERS}) from unnest(${wanted}::text[]) v))`
    const isCut = wanted.some((value) => value.length >= KEY_LETTERS)
    return isCut ? [byKey, sql`${sql.ref(`f.${column}`)} = any(${wanted})`] : [byKey]
  }
  return [
    ...(filter.outlooks === undefined ? [] : [sql`f.outlook = any(${listOf(filter.outlooks)})`]),
    ...oneOf('segment', filter.segments),
    ...oneOf('country', filter.countries),
    ...oneOf('unit', filter.units),
  ]
}

/** Few accounts are in a tier: the others are all but those. */
function inTiers(tiers: readonly string[], day: string): RawBuilder<unknown> {
  const held = sql`select t.account_id from mainstay.tiers_on(${day}::date) t`
  if (!tiers.includes(NO_TIER)) return sql`f.account_id in (${held} where t.tier = any(${tiers}))`
  return sql`f.account_id not in (${held} where not t.tier = any(${tiers}))`
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
export function listOf(values: string): string[] {
  return values.split(',').map((value) => value.trim())
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

/** The tier of every account that is in one on a day. */
export async function readTiers(scope: ReadScope, day: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ account_id: string; tier: string }>`
    select t.account_id, t.tier from mainstay.tiers_on(${day}::date) t`.execute(scope.db)
  return new Map(rows.map(({ account_id, tier }) => [account_id, tier]))
}

/** The tier each account is in on a day, as `t`: few rows, however many accounts. */
export function joinTier(day: string, kind: 'left' | 'inner' = 'left'): RawBuilder<unknown> {
  return sql`${sql.raw(kind)} join mainstay.tiers_on(${day}::date) t on t.account_id = f.account_id`
}
