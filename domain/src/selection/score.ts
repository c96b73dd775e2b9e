import { anchorPoints, type CriteriaSetContent, type Criterion, totalWeight } from '../program/index.ts'
import {
  type AccountEvidence,
  type EvidenceBasis,
  type GateOutcome,
  passGate,
  type Reading,
  readCriterion,
} from './evidence.ts'

/**
 * How an account stands in the ranking: ranked among all with enough evidence; behind them for want of evidence (or of an
 * answer at a gate); or behind all, since it fails a gate.
 */
export const STANDINGS = ['ranked', 'not_enough_evidence', 'gate_failed'] as const
export type Standing = (typeof STANDINGS)[number]

/**
 * What one criterion brings to an account's score. `weightShare` is of the whole set's weight, `evidencedShare` of the
 * weight with evidence; `toScore` are points of the score and add up to it. Null points: no evidence.
 */
export interface CriterionContribution {
  readonly key: string
  readonly weightShare: number
  readonly evidencedShare: number
  readonly raw: number | null
  readonly points: number | null
  readonly toScore: number | null
  readonly basis: EvidenceBasis
}

/** An account's score (0 to 100, null without any evidence), how much of the weight it rests on, and how it came about. */
export interface AccountScore {
  readonly accountId: string
  readonly score: number | null
  readonly confidence: number
  readonly hasEnoughEvidence: boolean
  readonly contributions: readonly CriterionContribution[]
  readonly gates: readonly GateOutcome[]
  readonly standing: Standing
}

/**
 * Scores an account as of a day ("2024-03-31").
 * Score = weighted mean of the points, over the criteria with evidence; so a missing criterion takes the account's own
 * mean, and weighs on the confidence instead. Confidence = share of the weight with evidence, stale evidence counting
 * half. Below the set's minimum confidence, or with an unanswered gate, the account lacks evidence; a failed gate comes
 * before everything. Weighted sum over fixed anchors, so the score does not depend on which other accounts there are.
 */
export function scoreAccount(criteriaSet: CriteriaSetContent, evidence: AccountEvidence, asOf: string): AccountScore {
  const read = criteriaSet.criteria.map((criterion) => ({
    criterion,
    reading: readCriterion(criterion, evidence, asOf),
  }))
  const whole = totalWeight(criteriaSet.criteria)
  const evidenced = totalWeight(read.filter(({ reading }) => reading.raw !== null).map(({ criterion }) => criterion))
  let sum = 0
  let firm = 0
  const contributions = read.map(({ criterion, reading }) => {
    const points = reading.raw === null ? null : anchorPoints(criterion.anchors, reading.raw)
    sum += criterion.weight * (points ?? 0)
    firm += criterion.weight * reading.strength
    return contributionOf({ criterion, reading, points, whole, evidenced })
  })
  const score = evidenced > 0 ? sum / evidenced : null
  const confidence = whole > 0 ? firm / whole : 0
  const hasEnoughEvidence = score !== null && confidence >= criteriaSet.minimumConfidence
  const gates = criteriaSet.gates.map((gate) => passGate(gate, evidence, asOf))
  const standing = standingOf(hasEnoughEvidence, gates)
  return { accountId: evidence.accountId, score, confidence, hasEnoughEvidence, contributions, gates, standing }
}

/**
 * Ranks scored accounts: those ranked first, then those without enough evidence, then those that failed a gate; within
 * each by score, highest first; equal scores keep the order given.
 */
export function rankAccounts(scores: readonly AccountScore[]): readonly AccountScore[] {
  return [...scores].sort((one, other) => {
    const byStanding = STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing)
    if (byStanding !== 0 || one.score === other.score) return byStanding
    return (other.score ?? -1) - (one.score ?? -1)
  })
}

function contributionOf(part: {
  readonly criterion: Criterion
  readonly reading: Reading
  readonly points: number | null
  readonly whole: number
  readonly evidenced: number
}): CriterionContribution {
  const { criterion, reading, points, whole, evidenced } = part
  return {
    key: criterion.key,
    weightShare: whole > 0 ? criterion.weight / whole : 0,
    evidencedShare: points === null || evidenced === 0 ? 0 : criterion.weight / evidenced,
    raw: reading.raw,
    points,
    toScore: points === null || evidenced === 0 ? null : (criterion.weight * points) / evidenced,
    basis: reading.basis,
  }
}

function standingOf(hasEnoughEvidence: boolean, gates: readonly GateOutcome[]): Standing {
  if (gates.some(({ status }) => status === 'failed')) return 'gate_failed'
  return hasEnoughEvidence && gates.every(({ status }) => status === 'passed') ? 'ranked' : 'not_enough_evidence'
}
