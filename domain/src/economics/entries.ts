import { type Amount, degraded, type Figure, insufficient, known, notApplicable, sumAmounts } from '../kernel/index.ts'

/** What one account (or group) brings: revenue or contribution of one period in one currency. */
export interface AmountEntry {
  readonly id: string
  readonly amount: Amount
}

/** Below this many accounts a concentration index says less than the list itself. */
export const FEW_ACCOUNTS = 10

/** Largest first; equal amounts in the order of their ids, so that a ranking is the same on every run. */
export function rankEntries(entries: readonly AmountEntry[]): readonly AmountEntry[] {
  return [...entries].sort((a, b) => {
    if (a.amount !== b.amount) return a.amount > b.amount ? -1 : 1
    return compareIds(a.id, b.id)
  })
}

/** Order of ids by code unit, independent of any language setting. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Sum of all entries. */
export function totalOf(entries: readonly AmountEntry[]): Amount {
  return sumAmounts(entries.map((entry) => entry.amount))
}

/**
 * A share-of-total index over ranked entries. Insufficient below two accounts, not applicable with negative values or
 * a total at or below zero, degraded below ten accounts.
 */
export function shareIndex<Value>(
  entries: readonly AmountEntry[],
  calculate: (ranked: readonly AmountEntry[], total: Amount) => Value,
): Figure<Value> {
  if (entries.length < 2) return insufficient('economics/too-few-accounts')
  const total = totalOf(entries)
  const obstacle = shareIndexObstacle(entries, total)
  if (obstacle) return notApplicable(obstacle)
  const value = calculate(rankEntries(entries), total)
  return entries.length < FEW_ACCOUNTS ? degraded(value, 'economics/few-accounts') : known(value)
}

function shareIndexObstacle(entries: readonly AmountEntry[], total: Amount): string | null {
  if (entries.some((entry) => entry.amount < 0n)) return 'economics/negative-values'
  return total <= 0n ? 'economics/total-not-positive' : null
}
