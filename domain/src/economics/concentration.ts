import { type Amount, degraded, type Figure, insufficient, known, notApplicable, sumAmounts } from '../kernel/index.ts'
import { type AmountEntry, rankEntries, shareIndex, totalOf } from './entries.ts'
import { combineFigures, divide, fractionOf } from './figure-math.ts'

/** The group sizes a board asks about: the largest, the largest five, ten and twenty. */
export const TOP_COUNTS: readonly number[] = [1, 5, 10, 20]

/** What the largest accounts hold together. */
export interface TopShare {
  readonly accounts: number
  readonly amount: Amount
  readonly share: Figure
}

/**
 * Herfindahl-Hirschman index of dependence: sum of squared shares, from 1 / n (all alike) to 1 (one account).
 * Refused for fewer than two accounts, negative values or a total at or below zero; degraded for fewer than ten.
 */
export function herfindahlIndex(entries: readonly AmountEntry[]): Figure {
  return shareIndex(entries, (ranked, total) => ranked.reduce((sum, { amount }) => sum + divide(amount, total) ** 2, 0))
}

/** How many accounts of equal size would give the same dependence: 1 / Herfindahl index. */
export function effectiveAccounts(entries: readonly AmountEntry[]): Figure {
  return combineFigures([herfindahlIndex(entries)], ([index = 1]) => 1 / index)
}

/**
 * What the largest 1, 5, 10 and 20 accounts bring, in money and as a fraction of the total; fewer accounts than asked
 * give all there are. The share is refused when the total is at or below zero, and degraded when some accounts are
 * negative, because it can then pass 1.
 */
export function topShares(
  entries: readonly AmountEntry[],
  counts: readonly number[] = TOP_COUNTS,
): readonly TopShare[] {
  const ranked = rankEntries(entries)
  const total = totalOf(entries)
  const hasNegative = entries.some(({ amount }) => amount < 0n)
  return counts.map((accounts) => {
    const amount = sumAmounts(ranked.slice(0, accounts).map((entry) => entry.amount))
    return { accounts, amount, share: topShare({ amount, total, hasNegative }) }
  })
}

function topShare({ amount, total, hasNegative }: { amount: Amount; total: Amount; hasNegative: boolean }): Figure {
  if (total <= 0n) return notApplicable('economics/total-not-positive')
  const share = divide(amount, total)
  return hasNegative ? degraded(share, 'economics/negative-values') : known(share)
}

/** An account in the loss simulation. Its contribution may be unknown. */
export interface AccountResult {
  readonly id: string
  readonly netRevenue: Amount
  readonly contribution: Figure<Amount>
}

/** One measure before and after the loss. */
export interface LossByMeasure {
  readonly before: Figure<Amount>
  readonly lost: Figure<Amount>
  readonly remaining: Figure<Amount>
  /** Lost amount as a fraction of the amount before. Negative when losing the accounts would leave us better off. */
  readonly shareLost: Figure
}

/** What is left after losing some accounts. */
export interface LossSimulation {
  readonly accountsLost: number
  readonly accountsRemaining: number
  /** Ids that are no account of the book. */
  readonly unknownIds: readonly string[]
  readonly netRevenue: LossByMeasure
  readonly contribution: LossByMeasure
}

/** Least share of net revenue whose contribution must be known before a sum over accounts may be shown (with its doubt). */
export const CONTRIBUTION_KNOWN_MINIMUM = 0.95

/**
 * "What if we lose these?": net revenue and contribution of the book before, lost and left. Assumes that an account's
 * own costs go with it and nothing else changes. Where the contribution of some accounts is unknown, sums leave them
 * out and are degraded as long as the known ones hold 95 % of net revenue; below that they are unknown.
 * Shares are refused when the amount before is at or below zero.
 */
export function loseAccounts(entries: readonly AccountResult[], ids: Iterable<string>): LossSimulation {
  const asked = new Set(ids)
  const lost = entries.filter((entry) => asked.has(entry.id))
  const remaining = entries.filter((entry) => !asked.has(entry.id))
  const present = new Set(lost.map((entry) => entry.id))
  return {
    accountsLost: lost.length,
    accountsRemaining: remaining.length,
    unknownIds: [...asked].filter((id) => !present.has(id)),
    netRevenue: lossOf(lost, remaining, sumNetRevenue),
    contribution: lossOf(lost, remaining, sumContribution),
  }
}

function lossOf(
  lost: readonly AccountResult[],
  remaining: readonly AccountResult[],
  sum: (entries: readonly AccountResult[]) => Figure<Amount>,
): LossByMeasure {
  const before = sum([...lost, ...remaining])
  const lostSum = sum(lost)
  return {
    before,
    lost: lostSum,
    remaining: sum(remaining),
    shareLost: fractionOf(lostSum, before, 'economics/total-not-positive'),
  }
}

function sumNetRevenue(entries: readonly AccountResult[]): Figure<Amount> {
  return known(sumAmounts(entries.map((entry) => entry.netRevenue)))
}

function sumContribution(entries: readonly AccountResult[]): Figure<Amount> {
  const certain = entries.filter((entry) => entry.contribution.value !== null)
  const sum = sumAmounts(certain.map((entry) => entry.contribution.value ?? 0n))
  if (certain.length < entries.length) {
    const covered = sumAmounts(certain.map((entry) => entry.netRevenue))
    const net = sumAmounts(entries.map((entry) => entry.netRevenue))
    const isEnough = net > 0n && divide(covered, net) >= CONTRIBUTION_KNOWN_MINIMUM
    return isEnough ? degraded(sum, 'economics/contribution-unknown') : insufficient('economics/contribution-unknown')
  }
  const doubts = new Set(certain.flatMap((entry) => entry.contribution.reasons))
  return doubts.size > 0 ? degraded(sum, ...doubts) : known(sum)
}
