import type { Calendar } from './calendar.ts'
import { type Chance, chanceFor, elementAt } from './chance.ts'
import type { Customer } from './customers.ts'
import type { SampleCurrency } from './exchange-rates.ts'
import type { Invoice } from './invoice.ts'
import { PROFILES } from './profiles.ts'

/** What a customer spends in a year on what we sell, from anybody, in whole units of its currency. */
export interface WalletEstimate {
  readonly customerCode: string
  readonly year: number
  readonly low: number
  readonly base: number
  readonly high: number
  readonly source: WalletSource
  readonly estimateDate: string
  readonly currency: SampleCurrency
}

/** Where an estimate comes from, the most reliable first. */
export type WalletSource = 'customer_disclosed' | 'procurement_data' | 'model' | 'sales_guess'

const SOURCES: readonly WalletSource[] = ['customer_disclosed', 'procurement_data', 'model', 'sales_guess']
/** How far low and high lie from the base. */
const SPREADS: Readonly<Record<WalletSource, number>> = {
  customer_disclosed: 0.06,
  procurement_data: 0.14,
  model: 0.32,
  sales_guess: 0.48,
}
const WALLET_TOPIC = 8
const STALE_SHARE = 0.12
const TOO_LOW_SHARE = 0.015
const SMALLEST_YEARLY_NET = 15_000
const RECENT_DAYS = 330

/** Net sales of the last twelve months by customer code, in cents of the customer's currency. */
export function lastYearNet(invoices: readonly Invoice[], calendar: Calendar): Map<string, number> {
  const from = calendar.months.at(-12)?.firstDay ?? 0
  const net = new Map<string, number>()
  for (const { day, customer, lines } of invoices) {
    if (day < from) continue
    const code = customer.company.code
    const amount = lines.reduce((sum, line) => sum + line.netAmount, 0)
    net.set(code, (net.get(code) ?? 0) + amount)
  }
  return net
}

/**
 * Estimates for about half of the larger customers, always for all companies of a group or none. A few are old, a few
 * are lower than what we sell and therefore wrong, as in life.
 */
export function sampleWallets(
  seed: number,
  customers: readonly Customer[],
  ledger: { readonly net: ReadonlyMap<string, number>; readonly calendar: Calendar },
): WalletEstimate[] {
  return customers.flatMap((customer, index) => {
    const { company } = customer
    const account = chanceFor(seed, WALLET_TOPIC, company.plan.rank)
    const isKnown = account.happens(company.plan.profile === 'gem' ? 0.85 : 0.55)
    const net = ledger.net.get(company.code) ?? 0
    if (!isKnown || net <= 0 || company.plan.yearlyNet < SMALLEST_YEARLY_NET) return []
    return [drawWallet(chanceFor(seed, WALLET_TOPIC, 1000 + index), customer, { net, calendar: ledger.calendar })]
  })
}

function drawWallet(
  chance: Chance,
  customer: Customer,
  facts: { readonly net: number; readonly calendar: Calendar },
): WalletEstimate {
  const { company } = customer
  const [leastMultiple, greatestMultiple] = PROFILES[company.plan.profile].walletMultiple
  const source = elementAt(SOURCES, chance.pickWeighted(company.plan.rank <= 40 ? [3, 3, 3, 1] : [1, 1, 5, 3]))
  const multiple = chance.happens(TOO_LOW_SHARE) ? 0.7 : chance.between(leastMultiple, greatestMultiple)
  const base = roundWallet((facts.net / 100) * multiple)
  const day = drawDay(chance, facts.calendar)
  return {
    customerCode: company.code,
    year: Number(day.slice(0, 4)),
    low: roundWallet(base * (1 - SPREADS[source])),
    base,
    high: roundWallet(base * (1 + SPREADS[source] * chance.between(1, 1.5))),
    source,
    estimateDate: day,
    currency: company.country.currency,
  }
}

function drawDay(chance: Chance, calendar: Calendar): string {
  const last = calendar.days.length - 1
  const day = chance.happens(STALE_SHARE) ? chance.whole(20, last - 640) : chance.whole(last - RECENT_DAYS, last - 10)
  return elementAt(calendar.days, day).date
}

/** Nobody knows a wallet to the unit: rounded to hundreds, and to thousands above a hundred thousand. */
function roundWallet(amount: number): number {
  const step = amount > 100_000 ? 1000 : 100
  return Math.max(step, Math.round(amount / step) * step)
}

/** Rows of customer_code, year, low, base, high, source, estimate_date, currency. */
export function* walletRows(wallets: readonly WalletEstimate[]): Iterable<string[]> {
  for (const wallet of wallets) {
    yield [
      wallet.customerCode,
      String(wallet.year),
      `${wallet.low}.00`,
      `${wallet.base}.00`,
      `${wallet.high}.00`,
      wallet.source,
      wallet.estimateDate,
      wallet.currency,
    ]
  }
}
