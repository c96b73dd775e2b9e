import { type Figure, notApplicable, sumAmounts } from '../kernel/index.ts'
import { type AmountEntry, shareIndex } from './entries.ts'
import { divide } from './figure-math.ts'

/** The share of the total that people expect of "the few" when they say 80/20. */
export const PARETO_SHARE = 0.8

/** Guards against a product such as 0.07 * 100 landing a hair above the whole number it stands for. */
const COUNT_TOLERANCE = 1e-9

/** How few accounts carry a given share of the total. */
export interface AccountsForShare {
  readonly accounts: number
  readonly shareOfAccounts: number
}

/**
 * What the largest accounts bring together: the largest ceil(fraction * n) accounts as a fraction of the total.
 * "20 % of the customers bring 80 %" is something to test per company, not a law. Refused for fewer than two accounts,
 * negative values (use the whale curve) or a total at or below zero; degraded for fewer than ten accounts.
 */
export function paretoShare(entries: readonly AmountEntry[], fraction: number): Figure {
  if (!(fraction >= 0 && fraction <= 1)) return notApplicable('economics/fraction-out-of-range')
  const accounts = Math.ceil(fraction * entries.length - COUNT_TOLERANCE)
  return shareIndex(entries, (ranked, total) =>
    divide(sumAmounts(ranked.slice(0, accounts).map((entry) => entry.amount)), total),
  )
}

/**
 * The smallest number of accounts that together reach a share of the total (80 % when not said otherwise), and what
 * fraction of all accounts that is. Refusals as for `paretoShare`.
 */
export function accountsForShare(entries: readonly AmountEntry[], share = PARETO_SHARE): Figure<AccountsForShare> {
  if (!(share >= 0 && share <= 1)) return notApplicable('economics/fraction-out-of-range')
  return shareIndex(entries, (ranked, total) => {
    let accounts = 0
    let cumulative = 0n
    for (const entry of ranked) {
      if (divide(cumulative, total) >= share - COUNT_TOLERANCE) break
      cumulative += entry.amount
      accounts += 1
    }
    return { accounts, shareOfAccounts: accounts / entries.length }
  })
}
