import { type Amount, degraded, type Figure, known, notApplicable, sumAmounts } from '../kernel/index.ts'
import { type AmountEntry, rankEntries } from './entries.ts'
import { divide } from './figure-math.ts'

/** A total at or below this many percent of the sum of all gains and losses is too near zero to express shares of it. */
export const NEAR_ZERO_PERCENT = 1n
/** Fewer accounts than this make a list, not a curve. */
export const WHALE_CURVE_MINIMUM_ACCOUNTS = 5
/** Share of cost to serve that must have found its account before the downward slope can be believed. */
export const WHALE_CURVE_MINIMUM_COVERAGE = 0.7

/** One account on the whale curve: its place from the most to the least profitable, and the running total. */
export interface WhalePoint {
  readonly rank: number
  readonly id: string
  readonly amount: Amount
  readonly cumulative: Amount
}

/** How profit builds up and is eaten again from the best account to the worst. */
export interface WhaleCurve {
  readonly total: Amount
  readonly points: readonly WhalePoint[]
  /** The highest point: after this many accounts, this much money, as this share of the total (2.3 = 230 %). */
  readonly peak: { readonly rank: number; readonly amount: Amount; readonly share: Figure }
  /** Money that the accounts after the peak eat: peak - total. */
  readonly eroded: Amount
  readonly lossMaking: { readonly accounts: number; readonly amount: Amount }
  /** Whether shares of the total may be drawn beside money. */
  readonly shareAxis: 'money_and_share' | 'money_only'
}

/**
 * Who makes the profit and who eats it: accounts from most to least profitable with their running total. The peak is
 * what we would earn without the accounts after it. Ties go by id. Use contribution after cost to serve; on gross
 * margin the curve seldom turns down. Shares of the total are refused (money only) when the total is at or below zero
 * or within 1 % of the sum of all absolute amounts. The peak share is degraded for fewer than five accounts and when
 * less than 70 % of the cost to serve has found its account. Source: Kaplan and Narayanan 2001.
 */
export function whaleCurve(entries: readonly AmountEntry[], costToServeCoverage: Figure = known(1)): WhaleCurve {
  const points = cumulate(rankEntries(entries))
  const total = points.at(-1)?.cumulative ?? 0n
  const losses = entries.filter((entry) => entry.amount < 0n).map((entry) => entry.amount)
  const peak = highestPoint(points)
  const obstacle = shareObstacle(entries, total)
  const share = peakShare(obstacle, () => divide(peak.amount, total), peakDoubts(entries, costToServeCoverage))
  return {
    total,
    points,
    peak: { ...peak, share },
    eroded: peak.amount - total,
    lossMaking: { accounts: losses.length, amount: sumAmounts(losses) },
    shareAxis: obstacle === null ? 'money_and_share' : 'money_only',
  }
}

function cumulate(ranked: readonly AmountEntry[]): readonly WhalePoint[] {
  let cumulative = 0n
  return ranked.map(({ id, amount }, index) => {
    cumulative += amount
    return { rank: index + 1, id, amount, cumulative }
  })
}

/** The first highest point; rank 0 when already the best account loses money. */
function highestPoint(points: readonly WhalePoint[]): { rank: number; amount: Amount } {
  let peak = { rank: 0, amount: 0n }
  for (const { rank, cumulative } of points) {
    if (cumulative > peak.amount) peak = { rank, amount: cumulative }
  }
  return peak
}

function shareObstacle(entries: readonly AmountEntry[], total: Amount): string | null {
  if (total <= 0n) return 'economics/total-not-positive'
  const turnover = sumAmounts(entries.map(({ amount }) => (amount < 0n ? -amount : amount)))
  return total * 100n > turnover * NEAR_ZERO_PERCENT ? null : 'economics/total-near-zero'
}

function peakShare(obstacle: string | null, share: () => number, doubts: readonly string[]): Figure {
  if (obstacle !== null) return notApplicable(obstacle)
  return doubts.length > 0 ? degraded(share(), ...doubts) : known(share())
}

function peakDoubts(entries: readonly AmountEntry[], coverage: Figure): readonly string[] {
  const isCoverageLow = coverage.value === null || coverage.value < WHALE_CURVE_MINIMUM_COVERAGE
  return [
    ...(entries.length < WHALE_CURVE_MINIMUM_ACCOUNTS ? ['economics/few-accounts'] : []),
    ...(isCoverageLow ? ['economics/cost-to-serve-coverage-low'] : []),
  ]
}
