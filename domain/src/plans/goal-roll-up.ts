import type { Amount } from '../kernel/index.ts'
import type { BridgeKind, GoalMeasure, PeriodDays } from './goals.ts'

/** What an amount of a plan is: its goal, or a part of the way there. A base is never added up: the ledger knows the whole. */
export type PlannedPart = 'goal' | Exclude<BridgeKind, 'base'>

/** One amount that one plan has set for one of its own periods. */
export interface PlannedAmount extends PeriodDays {
  readonly planId: string
  readonly measure: GoalMeasure
  readonly part: PlannedPart
  readonly amount: Amount
}

/** The amounts of the plans below, gathered into the periods of the plan above. */
export interface AmountsBelow {
  /** Sum of what lies below, for a period in the order given; null where no plan below says anything. */
  readonly below: (periodIndex: number, measure: GoalMeasure, part: PlannedPart) => Amount | null
  /** Amounts of periods that do not lie within one period of the plan above: added nowhere. */
  readonly notCounted: readonly PlannedAmount[]
}

/**
 * Adds up what the plans below another have set, at any depth. Every plan holds its own amounts only, so each amount
 * counts once: what belongs to a period of the plan above is its own amount and those below whose period lies within it.
 * An amount whose period reaches over an edge is named, not split.
 */
export function rollUpAmounts(periods: readonly PeriodDays[], amounts: readonly PlannedAmount[]): AmountsBelow {
  const sums = new Map<string, Amount>()
  const notCounted: PlannedAmount[] = []
  for (const entry of amounts) {
    const index = periods.findIndex((period) => isWithin(entry, period))
    if (index < 0) {
      notCounted.push(entry)
      continue
    }
    const key = keyOf(index, entry.measure, entry.part)
    sums.set(key, (sums.get(key) ?? 0n) + entry.amount)
  }
  return { below: (index, measure, part) => sums.get(keyOf(index, measure, part)) ?? null, notCounted }
}

function isWithin(inner: PeriodDays, outer: PeriodDays): boolean {
  return inner.startsOn >= outer.startsOn && inner.endsOn <= outer.endsOn
}

function keyOf(index: number, measure: GoalMeasure, part: PlannedPart): string {
  return `${index} ${measure} ${part}`
}

/** Sum of two amounts where null means that nothing was said; null only when neither says anything. */
export function addSaid(left: Amount | null, right: Amount | null): Amount | null {
  if (left === null) return right
  return right === null ? left : left + right
}
