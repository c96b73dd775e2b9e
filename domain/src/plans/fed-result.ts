import { marginKnowledge, shareOfWallet } from '../economics/index.ts'
import {
  type Amount,
  degraded,
  type Figure,
  insufficient,
  known,
  lastDay,
  type Month,
  type MonthSpan,
  monthOfDate,
  spanEnding,
  sumAmounts,
} from '../kernel/index.ts'
import type { DateSpan } from './pace.ts'

/** Figures of the ledger that a key result can follow. */
export type FedSource =
  | 'net_revenue'
  | 'gross_margin'
  | 'contribution'
  | 'invoice_lines'
  | 'products_bought'
  | 'share_of_wallet'
/** Months that a value covers: from the objective's first month on, or always the last twelve. */
export type FedWindow = 'period_to_date' | 'last_12_months'

export interface FedMeasure {
  readonly source: FedSource
  /** Only what was sold of one product line; null for everything. */
  readonly productLine: string | null
  readonly window: FedWindow
}

/** What is known of each source: how its values are written, who may see them, and whether product lines have it. */
export const FED_SOURCES: Readonly<
  Record<
    FedSource,
    { readonly format: 'money' | 'number' | 'share'; readonly isMargin: boolean; readonly byProductLine: boolean }
  >
> = {
  net_revenue: { format: 'money', isMargin: false, byProductLine: true },
  gross_margin: { format: 'money', isMargin: true, byProductLine: true },
  contribution: { format: 'money', isMargin: true, byProductLine: false },
  invoice_lines: { format: 'number', isMargin: false, byProductLine: true },
  products_bought: { format: 'number', isMargin: false, byProductLine: true },
  share_of_wallet: { format: 'share', isMargin: false, byProductLine: false },
}

const YEAR_MONTHS = 12
/** One whole thing, in the ten decimals that amounts keep. */
const ONE = 10n ** 10n
const SHARE_PRECISION = 1e10

/** What was invoiced in a month, in reporting currency, by product line (null where a line has none). */
export interface LedgerMonth {
  readonly month: Month
  readonly productLine: string | null
  readonly lines: number
  /** Lines whose currency has no rate: amounts of such a month are unknown. */
  readonly linesWithoutRate: number
  readonly net: Amount
  /** Net revenue of the lines that have a cost, and that cost. */
  readonly netWithCost: Amount
  readonly cost: Amount
}

/** What the ledger knows of an account. */
export interface LedgerFacts {
  /** Day of the last invoice of the whole ledger, "YYYY-MM-DD". */
  readonly upTo: string
  readonly months: readonly LedgerMonth[]
  /** What serving cost by month; null where something that was done has no price. */
  readonly service: readonly { readonly month: Month; readonly cost: Amount | null }[]
  /** Months in which anybody has counted what serving takes, for any account. */
  readonly countedMonths: ReadonlySet<Month>
  /** Products with net sales above zero in a month. */
  readonly products: readonly {
    readonly month: Month
    readonly productLine: string | null
    readonly productId: string
  }[]
  /** Estimates of what the companies of the account spend in a year; null where its currency has no rate. */
  readonly wallets: readonly {
    readonly companyId: string
    readonly year: number
    readonly estimatedOn: string
    readonly base: Amount | null
  }[]
}

/** A value of the ledger on a day, and the months it covers. */
export interface FedReading extends MonthSpan {
  readonly on: string
  readonly value: Figure<Amount>
}

/**
 * What the ledger gives for a key result at the end of every month from the objective's first to its last, as far as the
 * ledger reaches, oldest first. The window is in whole months: from the first month of the objective, or the twelve that
 * end with the month. The last reading is of the ledger's last day when that lies before the end of its month. None
 * where the ledger ends before the objective begins.
 */
export function fedReadings(measure: FedMeasure, objective: DateSpan, facts: LedgerFacts): FedReading[] {
  const first = monthOfDate(objective.startsOn)
  const last = Math.min(monthOfDate(objective.endsOn), monthOfDate(facts.upTo))
  const readings: FedReading[] = []
  for (let month = first; month <= last; month++) {
    const span = measure.window === 'period_to_date' ? { from: first, to: month } : spanEnding(month, YEAR_MONTHS)
    const on = month === monthOfDate(facts.upTo) ? facts.upTo : lastDay(month)
    readings.push({ ...span, on, value: fedValue(measure, span, facts) })
  }
  return readings
}

/**
 * One figure of the ledger over a span of months, in reporting currency, as a count, or as a fraction. Unknown, never 0,
 * where a rate (`economics/rate-missing`), the cost of more than 5 % of revenue (`economics/cost-missing`), the counts or
 * prices of serving (`economics/no-cost-to-serve`) or the wallet (`economics/wallet-missing`) is not known; no invoice at
 * all is 0. A product counts once however often it was bought.
 */
export function fedValue(
  { source, productLine }: Pick<FedMeasure, 'source' | 'productLine'>,
  span: MonthSpan,
  facts: LedgerFacts,
): Figure<Amount> {
  const isMeant = (row: { readonly month: Month; readonly productLine: string | null }) =>
    isWithin(row.month, span) && (productLine === null || row.productLine === productLine)
  const rows = facts.months.filter(isMeant)
  switch (source) {
    case 'invoice_lines':
      return known(countOf(rows.reduce((total, row) => total + row.lines, 0)))
    case 'products_bought':
      return known(countOf(new Set(facts.products.filter(isMeant).map(({ productId }) => productId)).size))
    case 'net_revenue':
      return netRevenue(rows)
    case 'gross_margin':
      return grossMargin(rows)
    case 'contribution':
      return contribution(rows, span, facts)
    case 'share_of_wallet':
      return walletShare(netRevenue(rows), span, facts)
  }
}

function netRevenue(rows: readonly LedgerMonth[]): Figure<Amount> {
  if (rows.some((row) => row.linesWithoutRate > 0)) return insufficient('economics/rate-missing')
  return known(sumAmounts(rows.map((row) => row.net)))
}

function grossMargin(rows: readonly LedgerMonth[]): Figure<Amount> {
  const net = netRevenue(rows)
  if (net.value === null) return net
  const netWithCost = sumAmounts(rows.map((row) => row.netWithCost))
  const knowledge = marginKnowledge({ netWithCost, net: net.value })
  if (knowledge.value === null) return insufficient(...knowledge.reasons)
  const margin = netWithCost - sumAmounts(rows.map((row) => row.cost))
  return knowledge.reasons.length > 0 ? degraded(margin, ...knowledge.reasons) : known(margin)
}

function contribution(rows: readonly LedgerMonth[], span: MonthSpan, facts: LedgerFacts): Figure<Amount> {
  const margin = grossMargin(rows)
  if (margin.value === null) return margin
  const isCounted = [...facts.countedMonths].some((month) => isWithin(month, span))
  const service = facts.service.filter(({ month }) => isWithin(month, span))
  const costs = service.map(({ cost }) => cost).filter((cost) => cost !== null)
  if (!isCounted || costs.length < service.length) return insufficient('economics/no-cost-to-serve')
  return { ...margin, value: margin.value - sumAmounts(costs) }
}

/** By each company's latest year among the estimates made by the end of the span, over all its categories. */
function walletShare(net: Figure<Amount>, span: MonthSpan, facts: LedgerFacts): Figure<Amount> {
  if (net.value === null) return net
  const day = lastDay(span.to)
  const estimates = facts.wallets.filter(({ estimatedOn }) => estimatedOn <= day)
  const latest = new Map<string, number>()
  for (const { companyId, year } of estimates) latest.set(companyId, Math.max(year, latest.get(companyId) ?? year))
  const used = estimates.filter(({ companyId, year }) => latest.get(companyId) === year)
  if (used.length === 0) return insufficient('economics/wallet-missing')
  const bases = used.map(({ base }) => base).filter((base) => base !== null)
  if (bases.length < used.length) return insufficient('economics/rate-missing')
  const { base } = shareOfWallet({ ourNet: net.value, low: null, base: sumAmounts(bases), high: null }).share
  return { ...base, value: base.value === null ? null : BigInt(Math.round(base.value * SHARE_PRECISION)) }
}

function isWithin(month: Month, { from, to }: MonthSpan): boolean {
  return from <= month && month <= to
}

function countOf(things: number): Amount {
  return BigInt(things) * ONE
}
