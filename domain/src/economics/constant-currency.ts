import { type Amount, type Figure, insufficient, known, MONEY_DECIMALS } from '../kernel/index.ts'
import { compareIds } from './entries.ts'
import { scaleAmount } from './exact.ts'

/** An amount in some currency (ISO 4217 code). */
export interface CurrencyAmount {
  readonly currency: string
  readonly amount: Amount
}

/** Reporting-currency price of one unit of each currency, exact to ten decimals like any amount. */
export type FixedRates = ReadonlyMap<string, Amount>

/** A sum in reporting currency, and what stood in its way. */
export interface FixedRateTotal {
  readonly total: Figure<Amount>
  readonly missingCurrencies: readonly string[]
}

const ONE = 10n ** BigInt(MONEY_DECIMALS)

/**
 * Sums amounts of several currencies at one fixed set of rates, so that two periods can be compared without the
 * movement of exchange rates. Each currency is summed first and converted once. Unknown, not short, when a currency
 * has no rate above zero; a currency whose amounts are all zero needs none.
 */
export function convertAtFixedRates(amounts: Iterable<CurrencyAmount>, rates: FixedRates): FixedRateTotal {
  const sums = new Map<string, Amount>()
  for (const { currency, amount } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amount)
  let total = 0n
  const missingCurrencies: string[] = []
  for (const [currency, sum] of sums) {
    const rate = rates.get(currency) ?? 0n
    if (rate > 0n) total += scaleAmount(sum, rate, ONE)
    else if (sum !== 0n) missingCurrencies.push(currency)
  }
  if (missingCurrencies.length === 0) return { total: known(total), missingCurrencies }
  return { total: insufficient('economics/rate-missing'), missingCurrencies: missingCurrencies.sort(compareIds) }
}
