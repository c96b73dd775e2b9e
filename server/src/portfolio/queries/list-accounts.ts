import type { portfolioRow } from '@mainstay/contract/portfolio'
import type { z } from 'zod'
import { findNamed } from '../../accounts/index.ts'
import { type FigureSet, moneyText } from '../../economics/index.ts'
import { encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ProgramStanding } from '../../selection/index.ts'
import type { ColumnKeeper } from '../columns/column-keeper.ts'
import { scan } from '../columns/scan.ts'
import { type AccountRow, type ListInput, listStatement, rowsStatement } from './list-statement.ts'
import { conditionsOf, readTiers } from './portfolio-filter.ts'
import { orderOf } from './portfolio-order.ts'

export type PortfolioRow = z.infer<typeof portfolioRow>

export interface ListContext {
  readonly set: FigureSet
  /** Business day that tells which tiers are in force. */
  readonly day: string
  /** What the scores propose, by account. */
  readonly proposals: ProgramStanding['proposals']
  /** Where lists are found without the database, if anywhere. */
  readonly columns?: ColumnKeeper
}

/** What was found: the rows of the page, and what is said of all that match. */
interface Page {
  readonly rows: readonly AccountRow[]
  /** Where the next page begins; null after the last one. */
  readonly next: { readonly key: string | null; readonly accountId: string } | null
  readonly total: number
  readonly sums: { readonly netRevenue: string | null; readonly contribution: string | null }
}

/** One page of the portfolio table in any order, with the number and the sums of all rows that match. */
export async function listAccounts(scope: ReadScope, context: ListContext, input: ListInput) {
  const page = (await pageFromColumns(scope, context, input)) ?? (await pageFromDatabase(scope, context, input))
  const { proposals, set } = context
  return {
    rows: page.rows.map((row) => presentRow(row, { proposals, seesMargins: scope.actor.seesMargins })),
    nextCursor: page.next && encodeCursor(input.sort, [page.next.key, page.next.accountId]),
    total: page.total,
    period: set.period,
    sums: page.sums,
  }
}

async function pageFromDatabase(scope: ReadScope, { set, day }: ListContext, input: ListInput): Promise<Page> {
  const named = input.query ? await findNamed(scope, input.query) : null
  const { rows } = await listStatement(scope, { set, day, named }, input).execute(scope.db)
  const [first] = rows
  // The sums come also with an empty page, in a row without an account.
  const found = rows.filter((row) => row.position !== null)
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page,
    next: found.length > input.limit && last ? { key: last.sort_value, accountId: last.account_id } : null,
    total: first?.total ?? 0,
    sums: { netRevenue: moneyText(first?.net ?? null), contribution: moneyText(first?.contribution_sum ?? null) },
  }
}

/**
 * The same page found in the columns that the program keeps, its rows then read as any others. Null where an index of
 * the database leads straight to it, or where the columns cannot tell.
 */
async function pageFromColumns(scope: ReadScope, context: ListContext, input: ListInput): Promise<Page | null> {
  const { columns, set, day } = context
  const conditions = conditionsOf(scope, { setId: set.id, day, named: null }, input)
  const order = orderOf(scope, input.sort, input.cursor)
  if (!columns || (conditions.isPlain && order.isIndexed)) return null
  const needsTiers = input.tiers !== undefined || order.source === 'tier'
  const tiers = needsTiers ? await readTiers(scope, day) : null
  const needsScores = conditions.readsScores || order.source === 'score'
  const found = await columns.answer({ scope, set, needsScores }, ({ figures, scores }) =>
    scan({ figures, scores, tiers }, { filter: input, order, limit: input.limit }),
  )
  if (found === null) return null
  const ids = found.entries.map(({ accountId }) => accountId)
  const { rows } = await rowsStatement(scope, { set, day }, ids).execute(scope.db)
  return {
    rows,
    next: found.hasMore ? (found.entries.at(-1) ?? null) : null,
    total: found.total,
    sums: conditions.isPlain ? keptSums(set) : found.sums,
  }
}

/** Sums over all accounts, as kept with the set. */
function keptSums({ totals }: FigureSet): Page['sums'] {
  return {
    netRevenue: totals.netUnknown > 0 ? null : moneyText(totals.net),
    contribution: totals.contributionUnknown > 0 ? null : moneyText(totals.contribution),
  }
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

function presentRow(row: AccountRow, { proposals, seesMargins }: Viewing): PortfolioRow {
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
