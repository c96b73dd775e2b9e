import { anchorPoints, type Criterion } from '../program/index.ts'
import type { AccountScore } from './score.ts'
import type { ScoreSpread } from './score-spread.ts'

/** Where the line is drawn: the best so many accounts, or all at or above a score. */
export type Cut =
  | { readonly kind: 'places'; readonly places: number }
  | { readonly kind: 'score'; readonly score: number }

/**
 * What a disagreement about one account on one criterion could do to the list, everything else as it is: the account's
 * score and rank if the rater who scored it worst for it, or the one who scored it best, were right. `rankEffect`: places
 * between the two.
 */
export interface Disagreement {
  readonly accountId: string
  readonly criterionKey: string
  readonly range: number
  readonly worstScore: number
  readonly bestScore: number
  readonly worstRank: number
  readonly bestRank: number
  readonly rankEffect: number
  readonly crossesCut: boolean
}

/**
 * The disagreements that matter, the most important first: those that could carry their account across the cut, then by
 * the number of places they could move it, then by the range of the scores. An account's score with another level =
 * (weight x points of the other criteria with evidence + weight x points of that level) / (weight with evidence). Ranks
 * are among the accounts that are ranked; an account that still lacks evidence is placed as if it were one of them, since
 * settling may make it so. Accounts that fail a gate have nothing to win; only criteria on which raters differ count.
 */
export function disagreementsThatMatter(question: {
  readonly criteria: readonly Criterion[]
  readonly scores: readonly AccountScore[]
  readonly spreads: readonly ScoreSpread[]
  readonly cut: Cut
}): readonly Disagreement[] {
  const { criteria, scores, spreads, cut } = question
  const byAccount = new Map(scores.map((score) => [score.accountId, score]))
  const ranked = Float64Array.from(
    scores.flatMap(({ standing, score }) => (standing === 'ranked' && score !== null ? [score] : [])),
  ).sort()
  return spreads
    .flatMap((spread): Disagreement[] => {
      const account = byAccount.get(spread.accountId)
      if (!account || account.standing === 'gate_failed' || spread.range === 0) return []
      const current = account.standing === 'ranked' ? account.score : null
      const ends = [spread.lowest, spread.highest].map((raw) => scoreWith({ criteria, account, spread, raw }))
      const [low, high] = [ends[0] ?? null, ends[1] ?? null]
      if (low === null || high === null) return []
      return [disagreementOf({ spread, current, ends: [low, high], ranked, cut })]
    })
    .sort(
      (one, other) =>
        Number(other.crossesCut) - Number(one.crossesCut) ||
        other.rankEffect - one.rankEffect ||
        other.range - one.range,
    )
}

function disagreementOf(part: {
  readonly spread: ScoreSpread
  readonly current: number | null
  readonly ends: readonly [number, number]
  readonly ranked: Float64Array
  readonly cut: Cut
}): Disagreement {
  const { spread, current, ends, ranked, cut } = part
  const worstScore = Math.min(...ends)
  const bestScore = Math.max(...ends)
  const worstRank = rankOf(worstScore, current, ranked)
  const bestRank = rankOf(bestScore, current, ranked)
  const isInside = (score: number, rank: number): boolean =>
    cut.kind === 'places' ? rank <= cut.places : score >= cut.score
  return {
    accountId: spread.accountId,
    criterionKey: spread.criterionKey,
    range: spread.range,
    worstScore,
    bestScore,
    worstRank,
    bestRank,
    rankEffect: worstRank - bestRank,
    crossesCut: isInside(bestScore, bestRank) !== isInside(worstScore, worstRank),
  }
}

/** The account's score if the criterion stood at a raw level; null when the set has no such criterion with weight. */
function scoreWith(part: {
  readonly criteria: readonly Criterion[]
  readonly account: AccountScore
  readonly spread: ScoreSpread
  readonly raw: number
}): number | null {
  const { criteria, account, spread, raw } = part
  const points = new Map(account.contributions.map((one) => [one.key, one.points]))
  let sum = 0
  let evidenced = 0
  for (const { key, weight, anchors } of criteria) {
    const earned = key === spread.criterionKey ? anchorPoints(anchors, raw) : (points.get(key) ?? null)
    if (earned === null) continue
    sum += weight * earned
    evidenced += weight
  }
  const isKnown = criteria.some(({ key }) => key === spread.criterionKey)
  return isKnown && evidenced > 0 ? sum / evidenced : null
}

/** The rank of a score among the others: 1 + how many of them score higher; the account's own present score is no other. */
function rankOf(score: number, current: number | null, ranked: Float64Array): number {
  const higher = ranked.length - firstAbove(ranked, score)
  return 1 + higher - (current !== null && current > score ? 1 : 0)
}

function firstAbove(sorted: Float64Array, score: number): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? 0) > score) to = middle
    else from = middle + 1
  }
  return from
}
