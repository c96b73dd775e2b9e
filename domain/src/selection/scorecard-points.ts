import { type Amount, degraded, type Figure, insufficient, known } from '../kernel/index.ts'
import type { ScorecardPart } from './scorecard-weights.ts'

/** Fewest months of the ledger behind the profit of the last twelve. */
export const SCORECARD_MONTHS = 12

/** A score that a seller assigned to an account's profitability, from 1 (poor) to 5. */
export interface AssignedScore {
  readonly raterId: string
  readonly score: number
}

/** What an account buys beside the product itself, each as a fraction (0 to 1), null where unknown. */
export interface AddOnShares {
  readonly upsell: number | null
  readonly supportSubscriptions: number | null
  readonly renewals: number | null
}

/**
 * What is known of one account. Profit is net contribution (or gross margin, so marked) of the last twelve months in
 * money; breadth the product lines bought of those they could buy; values the judged levels 1 to 5 of fit with ours.
 */
export interface ScorecardInput {
  readonly accountId: string
  readonly profit: Figure<Amount>
  readonly months: number
  readonly assigned: readonly AssignedScore[]
  readonly breadth: { readonly bought: number; readonly within: number } | null
  readonly values: readonly number[]
  readonly addOns: AddOnShares
}

/** The profit that counts: with less than twelve months of the ledger behind it, none. */
export function profitOf({ profit, months }: ScorecardInput): Figure<Amount> {
  return months < SCORECARD_MONTHS ? insufficient('selection/less-than-twelve-months') : profit
}

/** The place of each profit among the others: the share of them that is lower, in percent, equals counting half. */
export function percentileRanks(profits: readonly Figure<Amount>[]): readonly Figure[] {
  const sorted = profits
    .flatMap(({ value }) => (value === null ? [] : [value]))
    .sort((one, other) => (one < other ? -1 : Number(one > other)))
  const first = new Map<Amount, number>()
  const count = new Map<Amount, number>()
  sorted.forEach((value, position) => {
    if (!first.has(value)) first.set(value, position)
    count.set(value, (count.get(value) ?? 0) + 1)
  })
  return profits.map(({ value, status, reasons }): Figure => {
    if (value === null) return { value: null, status, reasons }
    if (sorted.length < 2) return insufficient('selection/no-comparison')
    const below = first.get(value) ?? 0
    const equal = (count.get(value) ?? 1) - 1
    const rank = (100 * (below + equal / 2)) / (sorted.length - 1)
    return { value: rank, status, reasons }
  })
}

/** The points (0 to 100) of every part of an account's scorecard, given those of its profit. */
export function pointsOf(input: ScorecardInput, profit: Figure): Readonly<Record<ScorecardPart, Figure>> {
  return {
    profit,
    assigned: levelPoints(
      input.assigned.map(({ score }) => score),
      'selection/not-assigned',
    ),
    breadth: breadthPoints(input.breadth),
    values: levelPoints(input.values, 'selection/values-not-judged'),
    addOns: addOnPoints(input.addOns),
  }
}

function levelPoints(levels: readonly number[], missing: string): Figure {
  if (levels.length === 0) return insufficient(missing)
  const points = 25 * (levels.reduce((sum, level) => sum + level, 0) / levels.length - 1)
  return levels.length === 1 ? degraded(points, 'selection/one-rater') : known(points)
}

function breadthPoints(breadth: ScorecardInput['breadth']): Figure {
  if (!breadth || breadth.within <= 0) return insufficient('selection/breadth-unknown')
  return known(100 * Math.min(1, breadth.bought / breadth.within))
}

function addOnPoints({ upsell, supportSubscriptions, renewals }: AddOnShares): Figure {
  const shares = [upsell, supportSubscriptions, renewals].filter((share) => share !== null)
  if (shares.length === 0) return insufficient('selection/add-ons-unknown')
  const points = (100 * shares.reduce((sum, share) => sum + Math.min(1, Math.max(0, share)), 0)) / shares.length
  return shares.length === 3 ? known(points) : degraded(points, 'selection/add-ons-in-part')
}
