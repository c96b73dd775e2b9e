import type { Amount } from '../kernel/index.ts'
import { sumPairsById } from './retention.ts'

/** Net revenue of an account in two periods, in reporting currency. */
export interface BridgeEntry {
  readonly id: string
  readonly before: Amount
  /** The later period as reported, at its own exchange rates. */
  readonly after: Amount
  /** The later period at the rates of the earlier one; left out when there is no currency effect. */
  readonly afterAtStartRates?: Amount
}

/** Where growth came from: start + the changes = end, to the last decimal. */
export interface GrowthBridge {
  readonly start: Amount
  readonly lostAccounts: Amount
  readonly contraction: Amount
  readonly expansion: Amount
  readonly newAccounts: Amount
  readonly currencyEffect: Amount
  readonly end: Amount
  readonly counts: Readonly<Record<BridgeMovement, number>>
}

/** What an account did between the two periods. */
export type BridgeMovement = 'lostAccounts' | 'contraction' | 'expansion' | 'newAccounts' | 'unchanged'

/**
 * Explains the change of revenue between two periods by accounts lost (nothing or net credits now), shrunk, grown and
 * won (nothing or net credits before), each at the exchange rates of the earlier period, and by currency (the later
 * period at its own rates minus at the earlier rates). Changes are signed: what was lost is negative. Rows with the
 * same id are added first, so it works per account or per group.
 */
export function growthBridge(entries: readonly BridgeEntry[]): GrowthBridge {
  const atStartRates = sumPairsById(
    entries.map(({ id, before, after, afterAtStartRates }) => ({ id, before, after: afterAtStartRates ?? after })),
  )
  const sums = { lostAccounts: 0n, contraction: 0n, expansion: 0n, newAccounts: 0n, unchanged: 0n }
  const counts = { lostAccounts: 0, contraction: 0, expansion: 0, newAccounts: 0, unchanged: 0 }
  for (const { before, after } of atStartRates) {
    const movement = movementOf(before, after)
    sums[movement] += after - before
    counts[movement] += 1
  }
  const { lostAccounts, contraction, expansion, newAccounts } = sums
  let start = 0n
  let end = 0n
  let currencyEffect = 0n
  for (const { before, after, afterAtStartRates } of entries) {
    start += before
    end += after
    currencyEffect += after - (afterAtStartRates ?? after)
  }
  return { start, lostAccounts, contraction, expansion, newAccounts, currencyEffect, end, counts }
}

function movementOf(before: Amount, after: Amount): BridgeMovement {
  if (after === before) return 'unchanged'
  if (before > 0n && after <= 0n) return 'lostAccounts'
  if (before <= 0n && after > 0n) return 'newAccounts'
  return after < before ? 'contraction' : 'expansion'
}
