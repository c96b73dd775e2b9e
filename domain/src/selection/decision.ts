import { accept, type Result, refuse } from '../kernel/index.ts'
import { isWrittenReason, MINIMUM_REASON_LENGTH, OUT_OF_PROGRAM, type TierScheme } from '../program/index.ts'

/**
 * A decision about an account: in a tier, or out of the program, with the reason, who decided, from when it holds and when
 * it was taken. Decisions are added, never changed. `overCapacityReason` says why the tier was filled beyond its places.
 * One that `expiresOn` a day holds up to that day only; then what held before it holds again, by itself.
 */
export interface TierDecision {
  readonly accountId: string
  readonly tier: string
  readonly reason: string
  readonly deciderId: string
  readonly effectiveDate: string
  readonly expiresOn: string | null
  readonly decidedAt: string
  readonly overCapacityReason: string | null
}

export type DecisionRefusal =
  | 'selection/reason-required'
  | 'selection/unknown-tier'
  | 'selection/same-tier'
  | 'selection/effective-date-before-last'
  | 'selection/expiry-before-start'
  | 'selection/tier-full'

/** What a decision is held against: the scheme, all decisions about the account, and the places others take in the tier. */
export interface DecisionSituation {
  readonly scheme: TierScheme
  readonly history: readonly TierDecision[]
  readonly placesTaken: number
}

/**
 * Takes a decision. Refuses one without a written reason (at least ten characters), a tier the scheme does not have, the
 * tier the account is in for good already, an effective date before that of the latest decision, an expiry before it
 * begins, and a full tier unless a written reason for exceeding it is given: no silent favors. An account nobody has
 * decided about may be decided out.
 */
export function decide(situation: DecisionSituation, decision: TierDecision): Result<TierDecision, DecisionRefusal> {
  const { scheme, placesTaken } = situation
  const { accountId, tier, reason, effectiveDate, expiresOn } = decision
  if (!isWrittenReason(reason)) return refuse('selection/reason-required', { accountId, fewest: MINIMUM_REASON_LENGTH })
  const place = scheme.tiers.find(({ key }) => key === tier)
  if (!place && tier !== OUT_OF_PROGRAM) return refuse('selection/unknown-tier', { accountId, tier })
  if (expiresOn !== null && expiresOn < effectiveDate) {
    return refuse('selection/expiry-before-start', { accountId, effectiveDate, expiresOn })
  }
  const clash = clashWithHistory(situation.history, decision)
  if (clash) return clash
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

/** One that expires may be extended or made for good: that changes something, though not the tier. */
function clashWithHistory(history: readonly TierDecision[], { accountId, tier, effectiveDate }: TierDecision) {
  const dates = history.map((one) => one.effectiveDate).sort()
  const last = dates.at(-1) ?? ''
  if (effectiveDate < last) {
    return refuse('selection/effective-date-before-last' as const, { accountId, effectiveDate, last })
  }
  const holding = decisionOn(history, effectiveDate)
  if (holding?.tier !== tier || holding.expiresOn !== null) return null
  return refuse('selection/same-tier' as const, { accountId, tier, since: holding.effectiveDate })
}

/** Has the decision begun by that day, and not yet expired? */
function isInForce(decision: TierDecision, date: string): boolean {
  return decision.effectiveDate <= date && (decision.expiresOn === null || date <= decision.expiresOn)
}

/**
 * The decision that holds for an account on a day: of those begun and not expired, the one with the latest effective
 * date; of the same effective date, the one taken last. Null when none holds.
 */
export function decisionOn(history: readonly TierDecision[], date: string): TierDecision | null {
  let holding: TierDecision | null = null
  for (const decision of history) {
    if (isInForce(decision, date) && (!holding || !isBefore(decision, holding))) holding = decision
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
    if (!isInForce(decision, question.date)) continue
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
