import { growthRate, marginDilution, priceToNetWaterfall, shareOfWallet } from '@mainstay/domain/economics'
import { type Amount, degraded, type Figure, insufficient, known, notApplicable } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { FigureSet } from '../figure-set.ts'
import type { StoredOutlook } from '../outlook-store.ts'
import { YEAR_MONTHS } from '../period.ts'
import { amountOf, moneyText, presentFigure, presentMoney } from '../present.ts'
import {
  companiesOf,
  type MixRow,
  readActivities,
  readMonths,
  readPriceToNet,
  readProductMix,
  readWalletSource,
} from './account-facts.ts'

/** A wallet estimate older than this many days is shown as stale. */
const WALLET_FRESH_DAYS = 400

interface FigureRow {
  readonly id: string
  readonly net: string | null
  readonly before: string | null
  readonly margin: string | null
  readonly costed_share: number | null
  readonly cost_to_serve: string | null
  readonly contribution: string | null
  readonly lines: number
  readonly wallet_low: string | null
  readonly wallet_base: string | null
  readonly wallet_high: string | null
  readonly wallet_estimated_on: string | null
  readonly outlook: 'growing' | 'flat' | 'declining' | 'at_risk' | 'too_little_history' | null
  readonly evidence: StoredOutlook | null
}

interface AccountFigures {
  readonly net: Figure<Amount>
  readonly before: Figure<Amount>
  readonly margin: Figure<Amount>
  readonly costToServe: Figure<Amount>
  readonly contribution: Figure<Amount>
}

/** What an account earns us. By group, the top of the account's group answers for all its companies. */
export async function readAccountEconomics(scope: ReadScope, set: FigureSet, ask: { id: string; today: string }) {
  const row = await findFigures(scope, set, ask.id)
  const figures = figuresOf(row)
  const waterfall = priceToNetWaterfall(
    await readPriceToNet(scope, set, { id: row.id, margin: figures.margin, costToServe: figures.costToServe }),
  )
  const mix = await readProductMix(scope, set, row.id)
  const activities = await readActivities(scope, set, row.id)
  return {
    period: set.period,
    netRevenue: presentFigure(figures.net),
    netRevenueBefore: presentFigure(figures.before),
    growth: presentFigure(growthOf(figures)),
    grossMargin: presentFigure(figures.margin),
    grossMarginRate: presentFigure(rateOf(figures.margin, figures.net)),
    costToServe: presentFigure(figures.costToServe),
    contribution: presentFigure(figures.contribution),
    contributionRate: presentFigure(rateOf(figures.contribution, figures.net)),
    rank: await readRank(scope, set, row.id),
    waterfall: waterfall.steps.map(({ id, kind, amount }) => {
      const { value, status, reasons } = presentFigure(amount)
      return { key: id, kind, amount: value, status, reasons }
    }),
    months: (await readMonths(scope, set, row.id)).map((month) => ({
      month: month.month,
      netRevenue: moneyText(month.net),
      grossMargin: moneyText(month.margin),
      contribution: moneyText(month.contribution),
    })),
    productMix: mix.map((line) => presentMix(line, figures.net)),
    activities: activities.map(({ cost, ...activity }) => ({ ...activity, cost: moneyText(cost) })),
    companies: await readCompanies(scope, set, row.id),
    wallet: await presentWallet(scope, set, { row, net: figures.net, today: ask.today }),
    outlook:
      row.outlook && row.evidence ? { ...row.evidence, class: row.outlook, reasons: [...row.evidence.reasons] } : null,
    dilution: dilutionOf(set, figures),
  }
}

async function findFigures(scope: ReadScope, set: FigureSet, id: string): Promise<FigureRow> {
  const subject = set.question.basis === 'group' ? sql.raw('a.group_id') : sql.raw('a.id')
  const { rows } = await sql<FigureRow>`
    select f.account_id as id, f.net_revenue::text as net, f.net_revenue_before::text as before, f.gross_margin::text as margin, f.costed_share,
      f.cost_to_serve::text as cost_to_serve, f.contribution::text as contribution, f.lines,
      f.wallet_low::text as wallet_low, f.wallet_base::text as wallet_base, f.wallet_high::text as wallet_high, f.wallet_estimated_on,
      f.outlook, d.outlook_evidence as evidence
    from mainstay.account a
    join mainstay.account_figure f on f.workspace_id = a.workspace_id and f.figure_set_id = ${set.id} and f.account_id = ${subject}
    left join mainstay.account_figure_detail d on d.workspace_id = f.workspace_id and d.figure_set_id = f.figure_set_id and d.account_id = f.account_id
    where a.workspace_id = ${scope.workspaceId} and a.id = ${id}::bigint`.execute(scope.db)
  const row = rows[0]
  if (!row) throw new Refused('http/not-found')
  return row
}

function figuresOf(row: FigureRow): AccountFigures {
  const orMissing = (text: string | null, reason: string): Figure<Amount> =>
    text === null ? insufficient(reason) : known(amountOf(text))
  const isPartlyCosted = row.margin !== null && row.costed_share !== null && row.costed_share < 1
  const marginReason = row.net === null ? 'economics/rate-missing' : 'economics/cost-missing'
  const doubtful = (text: string | null, reason: string) => {
    const figure = orMissing(text, reason)
    return figure.value !== null && isPartlyCosted ? degraded(figure.value, 'economics/cost-missing') : figure
  }
  return {
    net: orMissing(row.net, 'economics/rate-missing'),
    before: orMissing(row.before, 'economics/rate-missing'),
    margin: doubtful(row.margin, marginReason),
    costToServe: orMissing(row.cost_to_serve, 'economics/no-cost-to-serve'),
    contribution: doubtful(row.contribution, row.margin === null ? marginReason : 'economics/no-cost-to-serve'),
  }
}

function growthOf({ net, before }: AccountFigures): Figure {
  if (net.value === null || before.value === null) return insufficient('economics/rate-missing')
  return growthRate(before.value, net.value)
}

function rateOf(part: Figure<Amount>, net: Figure<Amount>): Figure {
  if (part.value === null) return insufficient(...part.reasons)
  if (net.value === null || net.value <= 0n) return notApplicable('economics/net-revenue-not-positive')
  const rate = Number(part.value) / Number(net.value)
  return part.reasons.length > 0 ? degraded(rate, ...part.reasons) : known(rate)
}

async function readRank(scope: ReadScope, set: FigureSet, id: string) {
  const { rows } = await sql<{ by_net: number | null; by_contribution: number | null; accounts: number }>`
    select case when own.lines > 0 and own.net_revenue is not null then 1 + count(*) filter (where f.net_revenue > own.net_revenue) end::integer as by_net,
      case when own.lines > 0 and coalesce(own.contribution, own.gross_margin) is not null then
        1 + count(*) filter (where coalesce(f.contribution, f.gross_margin) > coalesce(own.contribution, own.gross_margin)) end::integer as by_contribution,
      count(*)::integer as accounts
    from mainstay.account_figure own
    left join mainstay.account_figure f on f.workspace_id = own.workspace_id and f.figure_set_id = own.figure_set_id and f.lines > 0
    where own.workspace_id = ${scope.workspaceId} and own.figure_set_id = ${set.id} and own.account_id = ${id}::bigint
    group by own.lines, own.net_revenue, own.contribution, own.gross_margin`.execute(scope.db)
  const [row] = rows
  return {
    byNetRevenue: row?.by_net ?? null,
    byContribution: row?.by_contribution ?? null,
    accounts: set.totals.buying,
  }
}

function presentMix(line: MixRow, net: Figure<Amount>) {
  const amount = line.net === null ? null : amountOf(line.net)
  const costed = line.costed === null ? null : amountOf(line.costed)
  const isCosted = costed !== null && costed === amount && costed > 0n && line.cost !== null
  return {
    productLine: line.product_line,
    category: line.category,
    netRevenue: moneyText(line.net),
    netRevenueBefore: moneyText(line.before),
    share: amount !== null && net.value !== null && net.value > 0n ? Number(amount) / Number(net.value) : null,
    grossMarginRate: isCosted ? Number(costed - amountOf(line.cost ?? '0')) / Number(costed) : null,
  }
}

async function readCompanies(scope: ReadScope, set: FigureSet, id: string) {
  if (set.question.basis === 'company') return []
  const { rows } = await sql<{
    id: string
    code: string
    name: string
    net: string | null
    contribution: string | null
  }>`
    select a.id, a.code, a.name, f.net_revenue::text as net, coalesce(f.contribution, f.gross_margin)::text as contribution
    from mainstay.account a
    left join mainstay.figure_set s on s.workspace_id = a.workspace_id and s.basis = 'company' and s.rates = ${set.question.rates}
      and s.comparison = ${set.question.comparison} and s.ledger_revision = ${set.period.ledgerRevision}
      and s.from_month = ${`${set.period.from}-01`}::date and s.to_month = ${`${set.period.to}-01`}::date
    left join mainstay.account_figure f on f.workspace_id = a.workspace_id and f.figure_set_id = s.id and f.account_id = a.id
    where a.workspace_id = ${scope.workspaceId} and ${companiesOf('group', id)}
    order by f.net_revenue desc nulls last, a.id`.execute(scope.db)
  return rows.map(({ net, contribution, ...company }) => ({
    ...company,
    netRevenue: moneyText(net),
    contribution: moneyText(contribution),
  }))
}

interface WalletAsk {
  readonly row: FigureRow
  readonly net: Figure<Amount>
  readonly today: string
}

/** Share of wallet by the domain's rule; the net revenue of a period that is no year is brought to one. */
async function presentWallet(scope: ReadScope, set: FigureSet, { row, net, today }: WalletAsk) {
  if (row.wallet_base === null || row.wallet_estimated_on === null) return null
  const months = BigInt(set.question.to - set.question.from + 1)
  const wallet = { low: textAmount(row.wallet_low), base: amountOf(row.wallet_base), high: textAmount(row.wallet_high) }
  const ourNet = net.value === null ? null : (net.value * BigInt(YEAR_MONTHS)) / months
  const found = ourNet === null ? null : shareOfWallet({ ourNet, ...wallet })
  const share = found?.share.base ?? insufficient('economics/rate-missing')
  const isAnnualized = months !== BigInt(YEAR_MONTHS)
  const headRoom = found?.headRoom.base.value ?? null
  const age = (Date.parse(today) - Date.parse(row.wallet_estimated_on)) / DAY_MILLISECONDS
  return {
    low: moneyText(row.wallet_low),
    base: presentMoney(wallet.base),
    high: moneyText(row.wallet_high),
    estimatedOn: row.wallet_estimated_on,
    source: await readWalletSource(scope, set, row.id),
    shareLow: found?.share.low.value ?? null,
    shareBase: share.value,
    shareHigh: found?.share.high.value ?? null,
    headroom: headRoom === null ? null : presentMoney(headRoom),
    status: isAnnualized && share.status === 'ok' ? 'degraded' : share.status,
    reasons: [...share.reasons, ...(isAnnualized ? ['economics/annualized'] : [])],
    isStale: age > WALLET_FRESH_DAYS,
  }
}

const DAY_MILLISECONDS = 86_400_000

function textAmount(text: string | null): Amount | null {
  return text === null ? null : amountOf(text)
}

/** Against the rest of the book: by contribution where it is known for the account, else by gross margin. */
function dilutionOf({ totals }: FigureSet, figures: AccountFigures) {
  const byContribution = figures.contribution.value !== null && totals.contributionUnknown === 0
  const unknown = byContribution ? 0 : totals.marginUnknown
  const book = byContribution ? totals.contribution : totals.margin
  const found = marginDilution({
    accountNet: figures.net.value ?? 0n,
    accountMargin: byContribution ? figures.contribution : figures.margin,
    bookNet: amountOf(unknown > 0 ? totals.marginNet : totals.net),
    bookMargin: unknown > 0 ? degraded(amountOf(book), 'economics/cost-missing') : known(amountOf(book)),
  })
  return {
    accountRate: found.accountRate.value,
    restOfBookRate: found.restRate.value,
    points: found.rateGap.value,
    costToBook: found.moneyCost.value === null ? null : presentMoney(found.moneyCost.value),
  }
}
