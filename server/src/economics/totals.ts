import { sql } from 'kysely'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'

/** The sums over all accounts of an answer that one may see. Money as exact decimals; unknown accounts are counted, not guessed. */
export interface BookTotals {
  /** Accounts with at least one line in the period. */
  readonly buying: number
  readonly accounts: number
  readonly lines: number
  readonly linesWithoutRate: number
  readonly net: string
  readonly netBefore: string
  readonly netUnknown: number
  readonly netBeforeUnknown: number
  readonly margin: string
  /** Net revenue of the accounts whose margin is known. */
  readonly marginNet: string
  readonly marginUnknown: number
  readonly marginDegraded: number
  readonly contribution: string
  readonly contributionNet: string
  readonly contributionUnknown: number
  readonly costToServeKnown: number
  readonly outlooks: Readonly<Record<string, number>>
}

/** Adds up the figures of a set, over the accounts the caller may see. */
export async function sumFigures(scope: ReadScope, setId: string): Promise<BookTotals> {
  const { rows } = await sql<BookTotals>`
    select count(*) filter (where f.lines > 0)::integer as "buying", count(*)::integer as "accounts",
      coalesce(sum(f.lines), 0)::integer as "lines", coalesce(sum(f.lines_without_rate), 0)::integer as "linesWithoutRate",
      coalesce(sum(f.net_revenue), 0)::text as "net", coalesce(sum(f.net_revenue_before), 0)::text as "netBefore",
      count(*) filter (where f.net_revenue is null)::integer as "netUnknown",
      count(*) filter (where f.net_revenue_before is null)::integer as "netBeforeUnknown",
      coalesce(sum(f.gross_margin), 0)::text as "margin",
      coalesce(sum(f.net_revenue) filter (where f.gross_margin is not null), 0)::text as "marginNet",
      count(*) filter (where f.gross_margin is null and f.lines > 0)::integer as "marginUnknown",
      count(*) filter (where f.gross_margin is not null and f.costed_share < 1)::integer as "marginDegraded",
      coalesce(sum(f.contribution), 0)::text as "contribution",
      coalesce(sum(f.net_revenue) filter (where f.contribution is not null), 0)::text as "contributionNet",
      count(*) filter (where f.contribution is null and f.lines > 0)::integer as "contributionUnknown",
      count(*) filter (where f.cost_to_serve is not null)::integer as "costToServeKnown",
      jsonb_build_object('growing', count(*) filter (where f.outlook = 'growing'), 'flat', count(*) filter (where f.outlook = 'flat'),
        'declining', count(*) filter (where f.outlook = 'declining'), 'at_risk', count(*) filter (where f.outlook = 'at_risk'),
        'too_little_history', count(*) filter (where f.outlook = 'too_little_history')) as "outlooks"
    from mainstay.account_figure f
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${setId}`.execute(scope.db)
  const [row] = rows
  if (!row) throw new Error('an aggregate without grouping gave no row')
  return row
}

/** Keeps the sums with the set, for callers who see every account. */
export async function storeTotals(scope: WriteScope, setId: string): Promise<void> {
  const totals = await sumFigures(scope, setId)
  await sql`
    update mainstay.figure_set s set totals = ${JSON.stringify(totals)}::jsonb
    where s.workspace_id = ${scope.workspaceId} and s.id = ${setId}`.execute(scope.db)
}
