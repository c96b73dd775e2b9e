import { type Anchor, anchorPoints, type CriteriaSetContent, type Criterion, MEASURES } from '../program/index.ts'
import type { AccountEvidence, GateOutcome } from './evidence.ts'
import { type AccountScore, type CriterionContribution, scoreAccount } from './score.ts'

/** Scores are compared to this precision, so that a value computed to reach the cut does reach it. */
const TOLERANCE = 1e-9

/**
 * How one criterion alone could lift an account over the cut. `neededRaw` is the raw value nearest to the present one that
 * does it, null when not even the best value would; `bestScore` is what the best value would bring. `shareOfSpan` is the
 * distance to go as a share of the whole scale. For missing evidence the distance is from the worst anchor.
 */
export interface Lever {
  readonly key: string
  readonly isMissing: boolean
  readonly currentRaw: number | null
  readonly neededRaw: number | null
  readonly neededPoints: number | null
  readonly shareOfSpan: number | null
  readonly bestScore: number
  readonly confidenceAfter: number
}

/** What stands between an account and the cut: gates not passed, evidence short, and the levers, the least way first. */
export interface ChangeNeeded {
  readonly score: number | null
  readonly isOverCut: boolean
  readonly gap: number | null
  readonly hasEnoughEvidence: boolean
  readonly openGates: readonly GateOutcome[]
  readonly levers: readonly Lever[]
}

/**
 * What would have to change for the account to score at least the cut: for each criterion, the others as they are, the
 * points p with (sum of weight x points of the others + weight x p) / (weight with evidence) = cut, turned back into a
 * raw value through the anchors; judged levels and counts in whole steps. Evidence that is missing would add its weight.
 * Sorted by the share of the scale to go, those that cannot do it alone last; no levers when it is over the cut already.
 */
export function whatWouldHaveToChange(question: {
  readonly criteriaSet: CriteriaSetContent
  readonly evidence: AccountEvidence
  readonly asOf: string
  readonly cutScore: number
}): ChangeNeeded {
  const { criteriaSet, evidence, asOf, cutScore } = question
  const account = scoreAccount(criteriaSet, evidence, asOf)
  const { score, hasEnoughEvidence } = account
  const isOverCut = score !== null && score >= cutScore
  const levers = isOverCut
    ? []
    : criteriaSet.criteria.map((criterion, index) => leverOf({ criterion, index, account, criteriaSet, cutScore }))
  return {
    score,
    isOverCut,
    gap: score === null ? null : Math.max(0, cutScore - score),
    hasEnoughEvidence,
    openGates: account.gates.filter(({ status }) => status !== 'passed'),
    levers: levers.sort(
      (one, other) =>
        (one.shareOfSpan ?? Number.MAX_VALUE) - (other.shareOfSpan ?? Number.MAX_VALUE) ||
        other.bestScore - one.bestScore,
    ),
  }
}

interface LeverQuestion {
  readonly criterion: Criterion
  readonly index: number
  readonly account: AccountScore
  readonly criteriaSet: CriteriaSetContent
  readonly cutScore: number
}

function leverOf({ criterion, index, account, criteriaSet, cutScore }: LeverQuestion): Lever {
  const { key, weight, anchors } = criterion
  const own = account.contributions[index]
  const currentRaw = own?.raw ?? null
  let others = 0
  let evidenced = weight
  criteriaSet.criteria.forEach((other, position) => {
    const points = account.contributions[position]?.points ?? null
    if (position === index || points === null) return
    others += other.weight * points
    evidenced += other.weight
  })
  const neededPoints = weight > 0 ? (cutScore * evidenced - others) / weight : Number.POSITIVE_INFINITY
  const start = currentRaw ?? worstRaw(anchors)
  const reached = nearestRawReaching(anchors, neededPoints, start)
  const neededRaw = reached === null ? null : inWholeSteps(criterion, reached, { start, neededPoints })
  return {
    key,
    isMissing: currentRaw === null,
    currentRaw,
    neededRaw,
    neededPoints: weight > 0 ? neededPoints : null,
    shareOfSpan: neededRaw === null ? null : Math.abs(neededRaw - start) / spanOf(anchors),
    bestScore: evidenced > 0 ? (others + weight * bestPoints(anchors)) / evidenced : 0,
    confidenceAfter: confidenceWith(account, own),
  }
}

function confidenceWith(account: AccountScore, own: CriterionContribution | undefined): number {
  if (!own) return account.confidence
  if (own.basis.kind === 'missing') return account.confidence + own.weightShare
  return account.confidence + (own.basis.isStale ? own.weightShare / 2 : 0)
}

/** The raw value nearest to `start` that earns at least the points; null when none does. Points may rise and fall. */
function nearestRawReaching(anchors: readonly Anchor[], points: number, start: number): number | null {
  if (anchorPoints(anchors, start) >= points) return start
  const candidates: number[] = []
  anchors.forEach((anchor, index) => {
    if (anchor.points >= points - TOLERANCE) candidates.push(anchor.raw)
    const before = anchors[index - 1]
    if (!before || before.points < points === anchor.points < points) return
    const share = (points - before.points) / (anchor.points - before.points)
    candidates.push(before.raw + (anchor.raw - before.raw) * share)
  })
  if (candidates.length === 0) return null
  return candidates.reduce((best, raw) => (Math.abs(raw - start) < Math.abs(best - start) ? raw : best))
}

/** Judged levels and counts move in whole steps: the next whole value further on, if it still earns the points. */
function inWholeSteps(
  criterion: Criterion,
  raw: number,
  { start, neededPoints }: { readonly start: number; readonly neededPoints: number },
): number | null {
  const { source, anchors } = criterion
  const isWhole = source.kind === 'judged' || MEASURES[source.measure].unit === 'count'
  if (!isWhole || raw === start) return raw
  const whole = raw > start ? Math.ceil(raw - TOLERANCE) : Math.floor(raw + TOLERANCE)
  return anchorPoints(anchors, whole) >= neededPoints - TOLERANCE ? whole : null
}

function bestPoints(anchors: readonly Anchor[]): number {
  return Math.max(...anchors.map(({ points }) => points))
}

function worstRaw(anchors: readonly Anchor[]): number {
  return (
    anchors.reduce<Anchor | null>((worst, one) => (worst && worst.points <= one.points ? worst : one), null)?.raw ?? 0
  )
}

function spanOf(anchors: readonly Anchor[]): number {
  return (anchors.at(-1)?.raw ?? 1) - (anchors[0]?.raw ?? 0)
}
