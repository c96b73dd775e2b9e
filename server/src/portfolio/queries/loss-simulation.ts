import { type AccountResult, loseAccounts } from '@mainstay/domain/economics'
import { type Amount, type Figure, insufficient, known } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { amountOf, type FigureSet, moneyText, presentMoney } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { marginFigure, usualMeasure } from './measures.ts'

interface LostRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly net: string | null
  readonly margin: string | null
}

/** What remains when these accounts go. The rest of the book enters the domain's rule as one more account. */
export async function simulateLoss(scope: ReadScope, set: FigureSet, accountIds: readonly string[]) {
  const { measure } = usualMeasure(set)
  const column = sql.raw(measure === 'contribution' ? 'f.contribution' : 'f.gross_margin')
  const ids = [...new Set(accountIds)]
  const { rows } = await sql<LostRow>`
    select f.account_id as id, f.code, a.name, f.net_revenue::text as net, ${column}::text as margin
    from mainstay.account_figure f
    join mainstay.account a on a.workspace_id = f.workspace_id and a.id = f.account_id
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.account_id = any(${ids}::bigint[])
    order by f.net_revenue desc nulls last, f.account_id`.execute(scope.db)
  if (rows.length < ids.length) throw new Refused('http/not-found')
  const book = { net: amountOf(set.totals.net), margin: marginFigure(set.totals, measure) }
  const lost = rows.map(resultOf)
  const rest = restOfBook(book, lost)
  const isKnown = rows.every((row) => row.net !== null) && set.totals.netUnknown === 0
  const simulation = loseAccounts([...lost, rest], ids)
  const money = (figure: Figure<Amount>) => (figure.value === null ? null : presentMoney(figure.value))
  return {
    period: set.period,
    lost: rows.map(({ id, code, name, net, margin }) => ({
      id,
      code,
      name,
      netRevenue: moneyText(net),
      contribution: moneyText(margin),
    })),
    netRevenue: isKnown ? money(simulation.netRevenue.before) : null,
    netRevenueAfter: isKnown ? money(simulation.netRevenue.remaining) : null,
    netRevenueShare: isKnown ? simulation.netRevenue.shareLost.value : null,
    contribution: money(simulation.contribution.before),
    contributionAfter: money(simulation.contribution.remaining),
    contributionMeasure: measure,
  }
}

function resultOf(row: LostRow): AccountResult {
  return {
    id: row.id,
    netRevenue: amountOf(row.net ?? '0'),
    contribution:
      row.margin === null ? insufficient<Amount>('economics/contribution-unknown') : known(amountOf(row.margin)),
  }
}

function restOfBook(book: { net: Amount; margin: Figure<Amount> }, lost: readonly AccountResult[]): AccountResult {
  const sum = (pick: (account: AccountResult) => Amount) => lost.reduce((total, account) => total + pick(account), 0n)
  const net = book.net - sum((account) => account.netRevenue)
  const margin = book.margin
  if (margin.value === null) return { id: 'rest', netRevenue: net, contribution: margin }
  const left = margin.value - sum((account) => account.contribution.value ?? 0n)
  return { id: 'rest', netRevenue: net, contribution: { ...margin, value: left } }
}
