import { rankByScore, type TierScheme, tierAtRank, tierRank } from './tiers.ts'

/**
 * Where an account stands between two reviews: its tier (null: out), how many reviews in a row spoke for moving the same
 * way and the least far tier they agreed on, and how many reviews were missed since the last one.
 */
export interface TierStanding {
  readonly tier: string | null
  readonly streak: { readonly towards: string | null; readonly reviews: number } | null
  readonly missedReviews: number
}

/** The scheme and how many reviews in a row must agree before an account moves (a whole number, at least 1). */
export interface ReviewRule {
  readonly scheme: TierScheme
  readonly consecutiveReviews: number
}

/** The standing of an account that has just been put in a tier. */
export function standingIn(tier: string | null): TierStanding {
  return { tier, streak: null, missedReviews: 0 }
}

/**
 * The standing after one more review. An account rises only when so many reviews in a row score at or above the entry of
 * a higher tier, and falls only when so many in a row score below the exit of its own; one review the other way starts
 * the count anew. When the reviews disagree how far, it moves the least far. A missed review (null) holds the tier and
 * is counted, so that its age can be shown. Buffer between entry and exit as usual in index construction.
 */
export function nextTierWithHysteresis(rule: ReviewRule, standing: TierStanding, score: number | null): TierStanding {
  if (score === null) return { ...standing, missedReviews: standing.missedReviews + 1 }
  const { scheme } = rule
  const current = tierRank(scheme, standing.tier)
  const target = rankByScore(scheme, current, score)
  if (target === current) return standingIn(standing.tier)
  const agreed = agreedRank(rule, standing, target)
  const reviews = 1 + (agreed.continues ? (standing.streak?.reviews ?? 0) : 0)
  const towards = tierAtRank(scheme, agreed.rank)
  if (reviews >= rule.consecutiveReviews) return standingIn(towards)
  return { tier: standing.tier, streak: { towards, reviews }, missedReviews: 0 }
}

function agreedRank(
  { scheme }: ReviewRule,
  standing: TierStanding,
  target: number,
): { readonly rank: number; readonly continues: boolean } {
  if (!standing.streak) return { rank: target, continues: false }
  const current = tierRank(scheme, standing.tier)
  const before = tierRank(scheme, standing.streak.towards)
  if (before < current !== target < current) return { rank: target, continues: false }
  return { rank: target < current ? Math.max(before, target) : Math.min(before, target), continues: true }
}
