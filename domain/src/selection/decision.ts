import { accept, type Result, refuse } from '../kernel/index.ts'
import { isWrittenReason, MINIMUM_REASON_LENGTH, OUT_OF_PROGRAM, type TierScheme } from '../program/index.ts'

/**
 * A decision about an account: in a tier, or out of the program, with the reason, who decided, from when it holds and when
 * it was taken. Decisions are added, never changed. `overCapacityReason` says why the tier was filled beyond its places.
 */
export interface TierDecision {
  readonly accountId: string
  readonly tier: string
  readonly reason: string
  readonly deciderId: string
  readonly effectiveDate: string
  readonly decidedAt: string
  readonly overCapacityReason: string | null
}

export type DecisionRefusal =
  | 'selection/reason-required'
  | 'selection/unknown-tier'
  | 'selection/same-tier'
  | 'selection/effective-date-before-last'
  | 'selection/tier-full'

/** What a decision is held against: the scheme, the account's last decision, and the places other accounts take in the tier. */
export interface DecisionSituation {
  readonly scheme: TierScheme
  readonly last: TierDecision | null
  readonly placesTaken: number
}

/**
 * Takes a decision. Refuses one without a written reason (at least ten characters), a tier the scheme does not have, the
 * tier the account is in already, an effective date before that of the last decision, and a full tier unless a written
 * reason for exceeding it is given: no silent favors. An account nobody has decided about may be decided out.
 */
export function decide(situation: DecisionSituation, decision: TierDecision): Result<TierDecision, DecisionRefusal> {
  const { scheme, last, placesTaken } = situation
  const { accountId, tier, reason, effectiveDate } = decision
  if (!isWrittenReason(reason)) return refuse('selection/reason-required', { accountId, fewest: MINIMUM_REASON_LENGTH })
  const place = scheme.tiers.find(({ key }) => key === tier)
  if (!place && tier !== OUT_OF_PROGRAM) return refuse('selection/unknown-tier', { accountId, tier })
  if (last?.tier === tier) return refuse('selection/same-tier', { accountId, tier, since: last.effectiveDate })
  if (last && effectiveDate < last.effectiveDate) {
    return refuse('selection/effective-date-before-last', { accountId, effectiveDate, last: last.effectiveDate })
  }
  const isFull = place !== undefined && placesTaken >= place.capacity
  if (isFull && !isWrittenReason(decision.overCapacityReason)) {
    return refuse('selection/tier-full', { accountId, tier, capacity: place.capacity, placesTaken })
  }
  return accept({
    ...decision,
    reason: reason.trim(),
    overCapacityReason: isFull ? (decision.overCapacityReason?.trim() ?? null) : null,
  })
}

/**
 * The decision that holds for an account on a day: the one with the latest effective date not after that day; of the same
 * effective date, the one taken last. Null when none holds yet.
 */
export function decisionOn(history: readonly TierDecision[], date: string): TierDecision | null {
  let holding: TierDecision | null = null
  for (const decision of history) {
    if (decision.effectiveDate <= date && (!holding || !isBefore(decision, holding))) holding = decision
  }
  return holding
}

/** The tier an account is in on a day, null when it is out of the program or nobody has decided yet. */
export function currentTier(history: readonly TierDecision[], date: string): string | null {
  const tier = decisionOn(history, date)?.tier ?? OUT_OF_PROGRAM
  return tier === OUT_OF_PROGRAM ? null : tier
}

/** How many accounts have a place in a tier on a day, from the decisions about all of them; one account may be left out. */
export function placesTakenIn(question: {
  readonly decisions: readonly TierDecision[]
  readonly tier: string
  readonly date: string
  readonly exceptAccountId: string | null
}): number {
  const holding = new Map<string, TierDecision>()
  for (const decision of question.decisions) {
    const before = holding.get(decision.accountId)
    if (decision.effectiveDate > question.date) continue
    if (!before || !isBefore(decision, before)) holding.set(decision.accountId, decision)
  }
  return [...holding.values()].filter(
    ({ accountId, tier }) => tier === question.tier && accountId !== question.exceptAccountId,
  ).length
}

function isBefore(one: TierDecision, other: TierDecision): boolean {
  if (one.effectiveDate !== other.effectiveDate) return one.effectiveDate < other.effectiveDate
  return one.decidedAt < other.decidedAt
}
