import { anchorPoints, type CriteriaSetContent } from '../program/index.ts'
import type { AccountEvidence } from './evidence.ts'
import { medianPoints, reasonsForScore, type ScoreReason } from './reasons.ts'
import { type AccountScore, scoreAccount } from './score.ts'

/** How far below the cut an account may be and still be worth pursuing, in points of score. */
export const WITHIN_REACH_POINTS = 10

/** Evidence an account lacks, and its score if that evidence alone were found at its best. */
export interface MissingEvidence {
  readonly key: string
  readonly weightShare: number
  readonly scoreAtBest: number
}

/**
 * Why an account is worth pursuing: it scores over the cut already; it is within ten points of it; or it could get over
 * it if the missing evidence were found and good.
 */
export type NominationKind = 'over_cut' | 'within_reach' | 'worth_asking'

/** A non-key account worth pursuing. `distance` to the cut in points (at or below 0: over it); strengths the best first. */
export interface Nomination {
  readonly accountId: string
  readonly kind: NominationKind
  readonly score: number
  readonly distance: number
  readonly confidence: number
  readonly optimisticScore: number
  readonly strengths: readonly ScoreReason[]
  readonly missing: readonly MissingEvidence[]
}

/** The list, best first, and how many accounts were looked at and left out, by reason. */
export interface NominationList {
  readonly nominations: readonly Nomination[]
  readonly considered: number
  readonly withoutEvidence: number
  readonly gateFailed: number
  readonly outOfReach: number
}

const KINDS: readonly NominationKind[] = ['over_cut', 'within_reach', 'worth_asking']

/**
 * The accounts worth pursuing among those that are not key, with reasons. Over the cut takes enough evidence and passed
 * gates; an account over the cut without them is worth asking about. Optimistic score = the weighted mean if every
 * missing criterion had its best anchor's points. Ordered by kind, then by score (those worth asking about by optimistic
 * score times confidence, so that blank pages do not lead). Left out: no evidence at all, a failed gate, out of reach.
 */
export function candidatesWorthPursuing(question: {
  readonly criteriaSet: CriteriaSetContent
  readonly accounts: readonly AccountEvidence[]
  readonly keyAccountIds: ReadonlySet<string>
  readonly asOf: string
  readonly cutScore: number
  readonly most: number
}): NominationList {
  const { criteriaSet, accounts, keyAccountIds, asOf, cutScore, most } = question
  const all = accounts.map((evidence) => scoreAccount(criteriaSet, evidence, asOf))
  const medians = medianPoints(all)
  const counts = { considered: 0, withoutEvidence: 0, gateFailed: 0, outOfReach: 0 }
  const found: { readonly kind: NominationKind; readonly account: AccountScore; readonly weight: number }[] = []
  for (const account of all) {
    if (keyAccountIds.has(account.accountId)) continue
    counts.considered += 1
    if (account.score === null) counts.withoutEvidence += 1
    else if (account.standing === 'gate_failed') counts.gateFailed += 1
    else {
      const optimistic = optimisticScore(criteriaSet, account)
      const kind = kindOf(account, optimistic, cutScore)
      if (!kind) counts.outOfReach += 1
      else
        found.push({ kind, account, weight: kind === 'worth_asking' ? optimistic * account.confidence : account.score })
    }
  }
  const nominations = found
    .sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || other.weight - one.weight)
    .slice(0, most)
    .map(({ kind, account }): Nomination => {
      const score = account.score ?? 0
      return {
        accountId: account.accountId,
        kind,
        score,
        distance: cutScore - score,
        confidence: account.confidence,
        optimisticScore: optimisticScore(criteriaSet, account),
        strengths: reasonsForScore(account, medians).filter(({ toScore }) => toScore > 0),
        missing: missingEvidence(criteriaSet, account),
      }
    })
  return { nominations, ...counts }
}

function kindOf(account: AccountScore, optimistic: number, cutScore: number): NominationKind | null {
  const score = account.score ?? 0
  if (account.standing === 'ranked') {
    if (score >= cutScore) return 'over_cut'
    if (cutScore - score <= WITHIN_REACH_POINTS) return 'within_reach'
  }
  return optimistic >= cutScore ? 'worth_asking' : null
}

function optimisticScore(criteriaSet: CriteriaSetContent, account: AccountScore): number {
  const missing = new Set(account.contributions.filter(({ points }) => points === null).map(({ key }) => key))
  return scoreWithBest(criteriaSet, account, missing)
}

function missingEvidence(criteriaSet: CriteriaSetContent, account: AccountScore): readonly MissingEvidence[] {
  return account.contributions
    .filter(({ points }) => points === null)
    .map(({ key, weightShare }) => ({
      key,
      weightShare,
      scoreAtBest: scoreWithBest(criteriaSet, account, new Set([key])),
    }))
    .sort((one, other) => other.scoreAtBest - one.scoreAtBest)
}

/** The score with some of the missing criteria at their best anchor; those left missing stay out of the mean. */
function scoreWithBest(criteriaSet: CriteriaSetContent, account: AccountScore, best: ReadonlySet<string>): number {
  let sum = 0
  let evidenced = 0
  criteriaSet.criteria.forEach(({ key, weight, anchors }, index) => {
    const own = account.contributions[index]?.points ?? null
    const points = own ?? (best.has(key) ? Math.max(...anchors.map(({ raw }) => anchorPoints(anchors, raw))) : null)
    if (points === null) return
    sum += weight * points
    evidenced += weight
  })
  return evidenced > 0 ? sum / evidenced : 0
}
