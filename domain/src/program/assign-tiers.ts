import { rankByScore, type TierScheme, tierAtRank, tierRank } from './tiers.ts'

/** An account as the proposal sees it, in rank order. A null score: not enough evidence to say anything. */
export interface RankedAccount {
  readonly accountId: string
  readonly score: number | null
  readonly currentTier: string | null
}

/**
 * Why a tier is proposed:
 * above entry and a place free; above entry but no place; held between exit and entry; allowed to stay but no place;
 * below the exit of the tier it was in; below entry and in no tier so far; not enough evidence, so nothing changes.
 */
export type TierReason =
  | 'above_entry_place_free'
  | 'above_entry_no_place'
  | 'held_between_exit_and_entry'
  | 'held_no_place'
  | 'below_exit'
  | 'below_entry'
  | 'not_enough_evidence'

/** A proposal for one account, never a decision. `missedTier` is the tier it earned but found full. */
export interface TierProposal {
  readonly accountId: string
  readonly score: number | null
  readonly currentTier: string | null
  readonly proposedTier: string | null
  readonly missedTier: string | null
  readonly reason: TierReason
}

interface Candidate extends RankedAccount {
  readonly currentRank: number
  placedRank: number | null
  missedRank: number | null
}

/**
 * Proposes a tier for every account, in the order given (the ranking). From the highest tier down: those already in it,
 * or above it, who score at least its exit keep a place; places left go to those who score at least its entry, both in
 * rank order. Nobody is proposed beyond capacity; who finds a tier full is considered for the next. An account without
 * enough evidence keeps its tier: a missing review is no reason to move anybody.
 */
export function assignTiers(ranked: readonly RankedAccount[], scheme: TierScheme): readonly TierProposal[] {
  const candidates = ranked.map(
    (account): Candidate => ({
      ...account,
      currentRank: tierRank(scheme, account.currentTier),
      placedRank: null,
      missedRank: null,
    }),
  )
  scheme.tiers.forEach((tier, rank) => {
    const qualified = candidates.filter(
      (candidate) => candidate.placedRank === null && qualifies(candidate, rank, scheme),
    )
    const holders = qualified.filter(({ currentRank }) => currentRank <= rank)
    const entrants = qualified.filter(({ currentRank }) => currentRank > rank)
    const inLine = [...holders, ...entrants]
    for (const candidate of inLine.slice(0, tier.capacity)) candidate.placedRank = rank
    for (const candidate of inLine.slice(tier.capacity)) candidate.missedRank ??= rank
  })
  return candidates.map((candidate) => proposalFor(candidate, scheme))
}

function qualifies({ score, currentRank }: Candidate, rank: number, scheme: TierScheme): boolean {
  if (score === null) return currentRank <= rank
  return rankByScore(scheme, currentRank, score) <= rank
}

function proposalFor(candidate: Candidate, scheme: TierScheme): TierProposal {
  const { accountId, score, currentTier, missedRank } = candidate
  return {
    accountId,
    score,
    currentTier,
    proposedTier: candidate.placedRank === null ? null : tierAtRank(scheme, candidate.placedRank),
    missedTier: missedRank === null ? null : tierAtRank(scheme, missedRank),
    reason: reasonFor(candidate, scheme),
  }
}

function reasonFor({ score, currentRank, placedRank, missedRank }: Candidate, scheme: TierScheme): TierReason {
  if (score === null) return missedRank === null ? 'not_enough_evidence' : 'held_no_place'
  if (missedRank !== null) {
    return score >= (scheme.tiers[missedRank]?.enterScore ?? 0) ? 'above_entry_no_place' : 'held_no_place'
  }
  const rank = placedRank ?? scheme.tiers.length
  if (rank > currentRank) return 'below_exit'
  const tier = scheme.tiers[rank]
  if (!tier) return 'below_entry'
  return score >= tier.enterScore ? 'above_entry_place_free' : 'held_between_exit_and_entry'
}
