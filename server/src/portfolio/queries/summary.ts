import { growthRate } from '@mainstay/domain/economics'
import { type Amount, type Figure, insufficient, notApplicable } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { type FigureSet, presentFigure, presentMoney } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ProgramStanding } from '../../selection/index.ts'
import { readConcentration } from './concentration.ts'
import { marginFigure, measureColumn, netFigure, usualMeasure } from './measures.ts'
import { pairsOfSet, readRetentionFigures } from './retention.ts'
import { amountsOfSet, readCurve } from './whale-curve.ts'

const OUTLOOKS = ['growing', 'flat', 'declining', 'at_risk', 'too_little_history'] as const
const LARGEST = 10

/** The six figures of the portfolio. */
export async function readSummary(scope: ReadScope, set: FigureSet, standing: ProgramStanding) {
  const { totals } = set
  const { measure } = usualMeasure(set)
  const net = netFigure(totals, totals.net, totals.netUnknown)
  const before = netFigure(totals, totals.netBefore, totals.netBeforeUnknown)
  const margin = marginFigure(totals, measure)
  const curve = await readCurve(scope, amountsOfSet(scope, set, measure))
  const kept = await readRetentionFigures(scope, pairsOfSet(scope, set))
  const concentration = await readConcentration(scope, amountsOfSet(scope, set, 'net_revenue'))
  return {
    period: set.period,
    netRevenue: presentFigure(net),
    netRevenueGrowth: presentFigure(withDoubts([before, net], (from, to) => growthRate(from, to))),
    margin: { measure, amount: presentFigure(margin), rate: presentFigure(rateOf(margin, net)) },
    lossMaking: {
      accounts: curve.lossMaking.accounts,
      of: curve.accounts,
      amount: presentMoney(curve.lossMaking.amount),
      measure,
    },
    retention: { nrr: presentFigure(kept.nrr), grr: presentFigure(kept.grr), lost: kept.lost, cohort: kept.cohort },
    concentration: {
      topTenShare: presentFigure(
        concentration.topShares.find((top) => top.accounts === LARGEST)?.share ??
          insufficient('economics/too-few-accounts'),
      ),
      topTenLossMaking: await countLosersOfLargest(scope, set),
    },
    keyAccounts: {
      accounts: standing.keyAccounts,
      places: standing.places,
      proposedIn: standing.proposedIn,
      proposedOut: standing.proposedOut,
    },
    outlooks: OUTLOOKS.map((name) => ({ class: name, accounts: totals.outlooks[name] ?? 0 })),
    linesWithoutRate: totals.linesWithoutRate,
  }
}

function withDoubts(
  [first, second]: readonly [Figure<Amount>, Figure<Amount>],
  calculate: (first: Amount, second: Amount) => Figure,
): Figure {
  if (first.value === null || second.value === null) return insufficient(...first.reasons, ...second.reasons)
  const figure = calculate(first.value, second.value)
  const doubts = [...new Set([...first.reasons, ...second.reasons])]
  return figure.value === null || doubts.length === 0 ? figure : { ...figure, status: 'degraded', reasons: doubts }
}

function rateOf(margin: Figure<Amount>, net: Figure<Amount>): Figure {
  return withDoubts([margin, net], (part, whole) =>
    whole > 0n
      ? { value: Number(part) / Number(whole), status: 'ok', reasons: [] }
      : notApplicable('economics/net-revenue-not-positive'),
  )
}

async function countLosersOfLargest(scope: ReadScope, set: FigureSet): Promise<number> {
  const { rows } = await sql<{ losing: number }>`
    select count(*) filter (where l.amount < 0)::integer as losing from (
      select ${measureColumn(usualMeasure(set).measure)} as amount from mainstay.account_figure f
      where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.lines > 0 and f.net_revenue is not null
      order by f.net_revenue desc, f.account_id limit ${sql.lit(LARGEST)}) l`.execute(scope.db)
  return rows[0]?.losing ?? 0
}
