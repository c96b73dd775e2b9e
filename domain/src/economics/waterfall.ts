import { type Amount, type Figure, insufficient } from '../kernel/index.ts'
import { multiplyAmount } from './exact.ts'
import { addFigures, combineFigures, fractionOf, subtractFigures } from './figure-math.ts'

/**
 * Sums over the invoice lines of one account and period, in one currency. Deductions and costs are positive when they
 * take money away. `known(0n)` means "there were none"; an unknown figure means nobody knows.
 */
export interface PriceToNetSums {
  /** What the invoices say, after the discounts printed on them. */
  readonly invoiceValue: Figure<Amount>
  /** Difference between list value and invoice value. */
  readonly onInvoiceDiscounts: Figure<Amount>
  readonly rebates: Figure<Amount>
  readonly promotions: Figure<Amount>
  readonly paymentTerms: Figure<Amount>
  readonly freightAllowance: Figure<Amount>
  readonly freeGoods: Figure<Amount>
  readonly costOfGoods: Figure<Amount>
  readonly costToServe: Figure<Amount>
  readonly dedicatedTeam: Figure<Amount>
  readonly capitalCharge: Figure<Amount>
}

/** A deduction of the waterfall, by the name of the sum it comes from. */
export type WaterfallDeduction = Exclude<keyof PriceToNetSums, 'invoiceValue'>

/** A level of the waterfall: what is left after the deductions above it. */
export type WaterfallLevel =
  | 'listValue'
  | 'invoicePrice'
  | 'netRevenue'
  | 'grossMargin'
  | 'contribution'
  | 'economicProfit'

/** One step from list value down to economic profit. A deduction's amount is positive when it takes money away. */
export type WaterfallStep =
  | { readonly kind: 'level'; readonly id: WaterfallLevel; readonly amount: Figure<Amount> }
  | { readonly kind: 'deduction'; readonly id: WaterfallDeduction; readonly amount: Figure<Amount> }

/** The price-to-net waterfall with the rates that managers ask for. */
export interface Waterfall {
  readonly steps: readonly WaterfallStep[]
  readonly levels: Readonly<Record<WaterfallLevel, Figure<Amount>>>
  /** Net revenue as a fraction of list value. */
  readonly priceRealization: Figure
  /** Gross margin as a fraction of net revenue. */
  readonly grossMarginRate: Figure
  /** Contribution after cost to serve as a fraction of net revenue. */
  readonly contributionRate: Figure
}

/** Deductions made after the invoice; what is left is the pocket price, our net revenue. */
const OFF_INVOICE = ['rebates', 'promotions', 'paymentTerms', 'freightAllowance', 'freeGoods'] as const

const STAGES: readonly { readonly level: WaterfallLevel; readonly deductions: readonly WaterfallDeduction[] }[] = [
  { level: 'invoicePrice', deductions: ['onInvoiceDiscounts'] },
  { level: 'netRevenue', deductions: OFF_INVOICE },
  { level: 'grossMargin', deductions: ['costOfGoods'] },
  { level: 'contribution', deductions: ['costToServe'] },
  { level: 'economicProfit', deductions: ['dedicatedTeam', 'capitalCharge'] },
]

/**
 * Where the money of an account goes, from list price to what is left for the owners.
 *
 * List value - on-invoice discounts = invoice price; - rebates, promotions, payment terms, freight allowance and free
 * goods = net revenue; - cost of goods = gross margin; - cost to serve = contribution; - dedicated team and capital
 * charge = economic profit. Every level equals the level above minus the deductions between, to the last decimal.
 * A level below an unknown deduction is unknown, never 0; an unknown discount hides only the list value.
 * Rates are fractions and are refused when their base is at or below zero.
 * Source: price waterfall (Marn and Rosiello, HBR 1992) extended by cost to serve.
 */
export function priceToNetWaterfall(sums: PriceToNetSums): Waterfall {
  const levels = waterfallLevels(sums)
  return {
    steps: [
      { kind: 'level', id: 'listValue', amount: levels.listValue },
      ...STAGES.flatMap(({ level, deductions }): WaterfallStep[] => [
        ...deductions.map((id): WaterfallStep => ({ kind: 'deduction', id, amount: sums[id] })),
        { kind: 'level', id: level, amount: levels[level] },
      ]),
    ],
    levels,
    priceRealization: fractionOf(levels.netRevenue, levels.listValue, 'economics/list-value-not-positive'),
    grossMarginRate: fractionOf(levels.grossMargin, levels.netRevenue, 'economics/net-revenue-not-positive'),
    contributionRate: fractionOf(levels.contribution, levels.netRevenue, 'economics/net-revenue-not-positive'),
  }
}

function waterfallLevels(sums: PriceToNetSums): Record<WaterfallLevel, Figure<Amount>> {
  const invoicePrice = sums.invoiceValue
  const netRevenue = subtractFigures(invoicePrice, ...OFF_INVOICE.map((id) => sums[id]))
  const grossMargin = subtractFigures(netRevenue, sums.costOfGoods)
  const contribution = subtractFigures(grossMargin, sums.costToServe)
  return {
    listValue: addFigures(invoicePrice, sums.onInvoiceDiscounts),
    invoicePrice,
    netRevenue,
    grossMargin,
    contribution,
    economicProfit: subtractFigures(contribution, sums.dedicatedTeam, sums.capitalCharge),
  }
}

/** What an account ties up on average over the period, and what that costs a year. */
export interface CapitalEmployed {
  /** Weighted average cost of capital as a fraction a year (0.09). */
  readonly annualRate: number
  readonly months: number
  readonly averageReceivables: Figure<Amount>
  readonly dedicatedInventory: Figure<Amount>
  readonly customerPrepayments: Figure<Amount>
}

/**
 * The price of the money an account ties up: annual rate * (receivables + dedicated inventory - prepayments) * months / 12.
 * Negative when the customer finances us. Unknown when any balance is unknown or the rate or period makes no sense.
 */
export function capitalCharge(capital: CapitalEmployed): Figure<Amount> {
  const { annualRate, months } = capital
  if (!Number.isFinite(annualRate) || annualRate < 0 || !Number.isFinite(months) || months <= 0) {
    return insufficient('economics/capital-rate-missing')
  }
  const employed = subtractFigures(
    addFigures(capital.averageReceivables, capital.dedicatedInventory),
    capital.customerPrepayments,
  )
  return combineFigures([employed], ([amount = 0n]) => multiplyAmount(amount, (annualRate * months) / 12))
}
