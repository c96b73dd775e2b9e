import { type Amount, type Figure, sumAmounts } from '../kernel/index.ts'
import { type AmountEntry, shareIndex } from './entries.ts'
import { combineFigures, divide } from './figure-math.ts'

/** A point of the Lorenz curve: the smallest accounts up to this share of accounts hold this share of the value. */
export interface LorenzPoint {
  readonly shareOfAccounts: number
  readonly shareOfValue: number
}

/**
 * How unevenly value is spread: running share of value from the smallest account to the largest, starting at (0, 0)
 * and ending at (1, 1). Refused for fewer than two accounts, negative values or a total at or below zero.
 */
export function lorenzCurve(entries: readonly AmountEntry[]): Figure<readonly LorenzPoint[]> {
  return shareIndex(entries, (ranked, total) => {
    let cumulative: Amount = 0n
    const points = ranked.toReversed().map(({ amount }, index) => {
      cumulative += amount
      return { shareOfAccounts: (index + 1) / ranked.length, shareOfValue: divide(cumulative, total) }
    })
    return [{ shareOfAccounts: 0, shareOfValue: 0 }, ...points]
  })
}

/**
 * Gini index of inequality, 0 (all alike) to (n - 1) / n (one account has everything): with values ascending,
 * sum of (2i - n - 1) * value i / (n * total). Refused for negative values, where it can exceed 1 and means nothing;
 * also for fewer than two accounts or a total at or below zero. Degraded for fewer than ten accounts.
 */
export function gini(entries: readonly AmountEntry[]): Figure {
  return shareIndex(entries, (ranked, total) => {
    const accounts = ranked.length
    const weighted = sumAmounts(ranked.map(({ amount }, index) => BigInt(accounts - 1 - 2 * index) * amount))
    return divide(weighted, total * BigInt(accounts))
  })
}

/** Gini index corrected for a small number of accounts: Gini * n / (n - 1), 0 to 1. Refusals as for `gini`. */
export function giniCorrected(entries: readonly AmountEntry[]): Figure {
  return combineFigures([gini(entries)], ([index = 0]) => (index * entries.length) / (entries.length - 1))
}
