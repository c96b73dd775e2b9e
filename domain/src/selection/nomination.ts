import { anchorPoints, type CriteriaSetContent, type Criterion } from '../program/index.ts'
import type { MatrixRanking, ScoreMatrix } from './rank.ts'
import { reasonsForScore, type ScoreReason } from './reasons.ts'
import { type AccountScore, STANDINGS } from './score.ts'

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
export type CandidateKind = 'over_cut' | 'within_reach' | 'worth_asking'

/** An account worth pursuing, by its position in the matrix, with its score if all missing evidence were at its best. */
export interface Candidate {
  readonly position: number
  readonly kind: CandidateKind
  readonly optimisticScore: number
}

/** The list, best first, and how many accounts were looked at and left out, by reason. */
export interface CandidateList {
  readonly candidates: readonly Candidate[]
  readonly considered: number
  readonly withoutEvidence: number
  readonly gateFailed: number
  readonly outOfReach: number
}

/** What a candidate brings and what is not known about it; strengths the best first. */
export interface CandidateDetail {
  readonly strengths: readonly ScoreReason[]
  readonly missing: readonly MissingEvidence[]
}

const KINDS: readonly CandidateKind[] = ['over_cut', 'within_reach', 'worth_asking']
const RANKED = STANDINGS.indexOf('ranked')
const GATE_FAILED = STANDINGS.indexOf('gate_failed')

/**
 * The accounts worth pursuing among those that are not key. Over the cut takes enough evidence and passed gates; an
 * account over the cut without them is worth asking about. Optimistic score = the weighted mean if every missing
 * criterion had its best anchor's points. Ordered by kind, then by score (those worth asking about by optimistic score
 * times confidence, so that blank pages do not lead), then by position. Left out: no evidence at all, a failed gate, out
 * of reach. Work grows in proportion to accounts times criteria.
 */
export function candidatesWorthPursuing(question: {
  readonly criteriaSet: CriteriaSetContent
  readonly matrix: ScoreMatrix
  readonly ranking: MatrixRanking
  readonly keyPositions: ReadonlySet<number>
  readonly cutScore: number
}): CandidateList {
  const { criteriaSet, matrix, ranking, keyPositions, cutScore } = question
  const optimistic = optimisticScores(criteriaSet, matrix)
  const counts = { considered: 0, withoutEvidence: 0, gateFailed: 0, outOfReach: 0 }
  const found: { readonly candidate: Candidate; readonly order: number; readonly weight: number }[] = []
  for (let position = 0; position < matrix.accounts; position += 1) {
    if (keyPositions.has(position)) continue
    counts.considered += 1
    const score = ranking.scores[position] ?? Number.NaN
    const standing = ranking.standing[position]
    if (Number.isNaN(score)) counts.withoutEvidence += 1
    else if (standing === GATE_FAILED) counts.gateFailed += 1
    else {
      const optimisticScore = optimistic[position] ?? score
      const kind = kindOf({ score, optimisticScore, cutScore, isRanked: standing === RANKED })
      if (!kind) counts.outOfReach += 1
      else {
        const weight = kind === 'worth_asking' ? optimisticScore * (ranking.confidence[position] ?? 0) : score
        found.push({ candidate: { position, kind, optimisticScore }, order: KINDS.indexOf(kind), weight })
      }
    }
  }
  found.sort((one, other) => one.order - other.order || other.weight - one.weight)
  return { candidates: found.map(({ candidate }) => candidate), ...counts }
}

/**
 * Why a candidate stands where it stands: what lifts it above the median account, and the evidence it lacks with the score
 * that evidence alone could bring it to, the most promising first.
 */
export function describeCandidate(
  criteriaSet: CriteriaSetContent,
  account: AccountScore,
  medians: ReadonlyMap<string, number>,
): CandidateDetail {
  return {
    strengths: reasonsForScore(account, medians).filter(({ toScore }) => toScore > 0),
    missing: missingEvidence(criteriaSet, account),
  }
}

function kindOf(one: {
  readonly score: number
  readonly optimisticScore: number
  readonly cutScore: number
  readonly isRanked: boolean
}): CandidateKind | null {
  const { score, optimisticScore, cutScore, isRanked } = one
  if (isRanked) {
    if (score >= cutScore) return 'over_cut'
    if (cutScore - score <= WITHIN_REACH_POINTS) return 'within_reach'
  }
  return optimisticScore >= cutScore ? 'worth_asking' : null
}

function optimisticScores(criteriaSet: CriteriaSetContent, matrix: ScoreMatrix): Float64Array {
  const sums = new Float64Array(matrix.accounts)
  let whole = 0
  criteriaSet.criteria.forEach((criterion, index) => {
    const points = matrix.columns[index]?.points
    const best = bestPoints(criterion)
    whole += criterion.weight
    for (let position = 0; position < matrix.accounts; position += 1) {
      const own = points?.[position] ?? Number.NaN
      sums[position] = (sums[position] ?? 0) + criterion.weight * (Number.isNaN(own) ? best : own)
    }
  })
  return sums.map((sum) => (whole > 0 ? sum / whole : 0))
}

function bestPoints({ anchors }: Criterion): number {
  return Math.max(...anchors.map(({ raw }) => anchorPoints(anchors, raw)))
}

function missingEvidence(criteriaSet: CriteriaSetContent, account: AccountScore): readonly MissingEvidence[] {
  return account.contributions
    .flatMap(({ key, weightShare, points }, index) => {
      const criterion = criteriaSet.criteria[index]
      if (points !== null || !criterion) return []
      return [{ key, weightShare, scoreAtBest: scoreWithBest(criteriaSet, account, index) }]
    })
    .sort((one, other) => other.scoreAtBest - one.scoreAtBest)
}

/** The score with one missing criterion at its best anchor; the others that are missing stay out of the mean. */
function scoreWithBest(criteriaSet: CriteriaSetContent, account: AccountScore, best: number): number {
  let sum = 0
  let evidenced = 0
  criteriaSet.criteria.forEach((criterion, index) => {
    const points = account.contributions[index]?.points ?? (index === best ? bestPoints(criterion) : null)
    if (points === null) return
    sum += criterion.weight * points
    evidenced += criterion.weight
  })
  return evidenced > 0 ? sum / evidenced : 0
}
