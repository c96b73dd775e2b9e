import { known } from '@mainstay/domain/kernel'
import { quadrantOf } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { type FigureSet, moneyText } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readMatrixAxes } from '../../selection/index.ts'
import { joinScore, joinTier } from './portfolio-filter.ts'

interface BubbleRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly attractiveness: number
  readonly strength: number
  readonly net: string | null
  readonly loses: boolean | null
  readonly tier: string | null
}

/** Attractiveness by our strength, the largest accounts first. */
export async function readMatrix(scope: ReadScope, set: FigureSet, { limit, day }: { limit: number; day: string }) {
  const { axes, midpoints } = await readMatrixAxes(scope)
  const { rows } = await sql<BubbleRow>`
    select f.account_id as id, f.code, a.name, s.attractiveness, s.strength, f.net_revenue::text as net,
      coalesce(f.contribution, f.gross_margin) < 0 as loses, t.tier
    from mainstay.account_figure f
    join mainstay.account a on a.workspace_id = f.workspace_id and a.id = f.account_id
    ${joinScore(scope, 'inner')}
    ${joinTier(day)}
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.lines > 0
      and s.attractiveness is not null and s.strength is not null
    order by f.net_revenue desc nulls last, f.account_id limit ${limit}`.execute(scope.db)
  const { rows: without } = await sql<{ accounts: number }>`
    select count(*)::integer as accounts from mainstay.account_figure f ${joinScore(scope, 'left')}
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.lines > 0
      and (s.attractiveness is null or s.strength is null)`.execute(scope.db)
  return {
    period: set.period,
    midpoints,
    axes,
    bubbles: rows.map((row) => ({
      account: { id: row.id, code: row.code, name: row.name },
      attractiveness: row.attractiveness,
      strength: row.strength,
      netRevenue: moneyText(row.net),
      losesMoney: row.loses,
      tier: row.tier,
      quadrant:
        quadrantOf({ attractiveness: known(row.attractiveness), strength: known(row.strength) }, midpoints) ??
        'streamline',
    })),
    accountsWithoutEvidence: without[0]?.accounts ?? 0,
  }
}
