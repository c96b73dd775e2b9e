import { shareOfWallet } from '@mainstay/domain/economics'
import {
  amountToNumber,
  degraded,
  type Figure,
  insufficient,
  known,
  notApplicable,
  parseAmount,
} from '@mainstay/domain/kernel'
import type { MeasureKey } from '@mainstay/domain/program'
import type { MeasuredEvidence } from '@mainstay/domain/selection'

/** What economics says of one account in the default period; null when it has no row there. */
export interface FigureRow {
  readonly netRevenue: number | null
  readonly netRevenueBefore: number | null
  readonly grossMarginBefore: number | null
  readonly grossMarginRate: number | null
  readonly costedShare: number | null
  readonly contribution: number | null
  readonly contributionRate: number | null
  readonly growth: number | null
  readonly activeMonths: number
  readonly productLines: number
  /** Months from the first purchase to the end of the period; null when the account never bought. */
  readonly monthsWithUs: number | null
  readonly wallet: {
    readonly ourNet: string
    readonly low: string | null
    readonly base: string
    readonly high: string | null
  } | null
  readonly walletEstimatedOn: string | null
  readonly slopePerYear: number | null
}

const MONTHS_PER_YEAR = 12
const NEVER_BOUGHT = insufficient('selection/no-purchases')
const NO_CONVERSION = insufficient('economics/rate-missing')
const NO_COST = insufficient('economics/cost-missing')
const NO_REVENUE = notApplicable('economics/net-revenue-not-positive')

/** How each measure is read off the figures of an account that has bought at least once. */
const READERS: Readonly<Record<MeasureKey, (row: FigureRow) => Figure>> = {
  net_revenue_12m: (row) => orMissing(row.netRevenue, NO_CONVERSION),
  contribution_amount: (row) => orMissing(row.contribution, insufficient('economics/contribution-unknown')),
  contribution_rate: (row) => contributionRate(row),
  gross_margin_rate: (row) => grossMarginRate(row),
  margin_change: (row) => marginChange(row),
  growth_12m: (row) => orMissing(row.growth, insufficient('economics/start-not-positive')),
  trend_slope: (row) => orMissing(perMonth(row.slopePerYear), insufficient('economics/history-too-short')),
  wallet_headroom_share: (row) => headroom(row).share,
  wallet_headroom_amount: (row) => headroom(row).amount,
  product_breadth: (row) => known(row.productLines),
  order_regularity: (row) => known(row.activeMonths),
  retention_years: (row) => orMissing(perYear(row.monthsWithUs), NEVER_BOUGHT),
}

/**
 * The evidence of one account for the measures asked for. Figures of the ledger count as of the day of scoring, however
 * old the ledger: they are the present state of what we know, and ageing them would push every account aside at once.
 * A wallet estimate ages from its own date.
 */
export function measuredEvidence(
  row: FigureRow | null,
  keys: readonly MeasureKey[],
  today: string,
): Partial<Record<MeasureKey, MeasuredEvidence>> {
  if (!row) return {}
  const measures: Partial<Record<MeasureKey, MeasuredEvidence>> = {}
  for (const key of keys) {
    const figure = row.monthsWithUs === null && !isWallet(key) ? NEVER_BOUGHT : READERS[key]?.(row)
    if (figure) measures[key] = { figure, asOf: (isWallet(key) ? row.walletEstimatedOn : null) ?? today }
  }
  return measures
}

export function isWallet(key: string): boolean {
  return key.startsWith('wallet_')
}

function orMissing(value: number | null, otherwise: Figure): Figure {
  return value === null ? otherwise : known(value)
}

function perMonth(slopePerYear: number | null): number | null {
  return slopePerYear === null ? null : slopePerYear / MONTHS_PER_YEAR
}

function perYear(months: number | null): number | null {
  return months === null ? null : months / MONTHS_PER_YEAR
}

function hasRevenue(row: FigureRow): boolean {
  return row.netRevenue === null || row.netRevenue > 0
}

/** Where the cost to serve is unknown the gross margin rate stands in, and says so. */
function contributionRate(row: FigureRow): Figure {
  if (!hasRevenue(row)) return NO_REVENUE
  if (row.contributionRate !== null) return known(row.contributionRate)
  const standIn = grossMarginRate(row)
  return standIn.value === null
    ? standIn
    : degraded(standIn.value, ...standIn.reasons, 'selection/gross-margin-stands-in')
}

function grossMarginRate(row: FigureRow): Figure {
  if (!hasRevenue(row)) return NO_REVENUE
  if (row.grossMarginRate === null) return row.netRevenue === null ? NO_CONVERSION : NO_COST
  return row.costedShare === null || row.costedShare >= 1
    ? known(row.grossMarginRate)
    : degraded(row.grossMarginRate, 'economics/cost-missing')
}

function marginChange(row: FigureRow): Figure {
  const now = grossMarginRate(row)
  if (now.value === null) return now
  const { netRevenueBefore, grossMarginBefore } = row
  if (netRevenueBefore === null || netRevenueBefore <= 0) return insufficient('economics/start-not-positive')
  if (grossMarginBefore === null) return NO_COST
  return { ...now, value: now.value - grossMarginBefore / netRevenueBefore }
}

function headroom({ wallet }: FigureRow): { readonly share: Figure; readonly amount: Figure } {
  if (!wallet) {
    const missing = insufficient('economics/wallet-missing')
    return { share: missing, amount: missing }
  }
  const amountOf = (text: string | null) => (text === null ? null : parseAmount(text))
  const { share, headRoom } = shareOfWallet({
    ourNet: parseAmount(wallet.ourNet) ?? 0n,
    low: amountOf(wallet.low),
    base: amountOf(wallet.base),
    high: amountOf(wallet.high),
  })
  const amount = headRoom.base
  return {
    share: { ...share.base, value: share.base.value === null ? null : 1 - share.base.value },
    amount: { ...amount, value: amount.value === null ? null : amountToNumber(amount.value) },
  }
}
