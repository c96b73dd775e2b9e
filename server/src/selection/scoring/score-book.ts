import { anchorPoints, type CriteriaSetContent } from '@mainstay/domain/program'
import {
  type AccountScore,
  type MatrixRanking,
  passGate,
  rankMatrix,
  readCriterion,
  type ScoreMatrix,
  STANDINGS,
  type Standing,
} from '@mainstay/domain/selection'
import type { ProgramCriteriaSet } from '../../program/index.ts'
import type { CandidateEvidence } from './evidence-store.ts'

/** Everything scored under one criteria set, laid out by criterion, so that other weights need no new reading. */
export interface ScoreBook {
  readonly criteriaSet: ProgramCriteriaSet
  readonly accountIds: readonly string[]
  readonly positionOf: ReadonlyMap<string, number>
  readonly matrix: ScoreMatrix
  /** Raw values by criterion, NaN without evidence. */
  readonly raw: readonly Float64Array[]
  /** Net revenue of the period, NaN where unknown. */
  readonly spend: Float64Array
  /** Names of the gates an account fails, by position; most fail none. */
  readonly failedGates: ReadonlyMap<number, readonly string[]>
  /** The ranking under the set's own weights. */
  readonly ranking: MatrixRanking
  /** Rank by position, from 1. */
  readonly ranks: Uint32Array
  /** Median points by criterion over the accounts with evidence. */
  readonly medians: ReadonlyMap<string, number>
  readonly accountsWithEvidence: readonly number[]
}

const RANKED = STANDINGS.indexOf('ranked')
const GATE_PASSED = RANKED
const GATE_UNKNOWN = STANDINGS.indexOf('not_enough_evidence')
const GATE_FAILED = STANDINGS.indexOf('gate_failed')

/** Scores every candidate under a criteria set as of a day. */
export function buildScoreBook(
  criteriaSet: ProgramCriteriaSet,
  candidates: readonly CandidateEvidence[],
  today: string,
): ScoreBook {
  const { content } = criteriaSet
  const columns = content.criteria.map(({ key }) => ({
    key,
    points: new Float64Array(candidates.length).fill(Number.NaN),
    strength: new Float64Array(candidates.length),
    raw: new Float64Array(candidates.length).fill(Number.NaN),
  }))
  content.criteria.forEach((criterion, index) => {
    const column = columns[index]
    if (!column) return
    const isJudged = criterion.source.kind === 'judged'
    candidates.forEach(({ evidence }, position) => {
      if (isJudged && evidence.judgements.length === 0) return
      const reading = readCriterion(criterion, evidence, today)
      if (reading.raw === null) return
      column.raw[position] = reading.raw
      column.points[position] = anchorPoints(criterion.anchors, reading.raw)
      column.strength[position] = reading.strength
    })
  })
  const { gates, failedGates } = readGates(content, candidates, today)
  const matrix = { accounts: candidates.length, columns: columns.map(({ raw: _raw, ...column }) => column), gates }
  const ranking = rankMatrix(matrix, weightsOf(content), content.minimumConfidence)
  return {
    criteriaSet,
    accountIds: candidates.map(({ evidence }) => evidence.accountId),
    positionOf: new Map(candidates.map(({ evidence }, position) => [evidence.accountId, position])),
    matrix,
    raw: columns.map(({ raw }) => raw),
    spend: Float64Array.from(candidates, ({ spend }) => spend ?? Number.NaN),
    failedGates,
    ranking,
    ranks: ranksOf(ranking.order),
    medians: new Map(columns.flatMap(({ key, points }) => medianEntry(key, points))),
    accountsWithEvidence: columns.map(({ points }) => points.filter((value) => !Number.isNaN(value)).length),
  }
}

export function weightsOf(content: CriteriaSetContent): readonly number[] {
  return content.criteria.map(({ weight }) => weight)
}

export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length)
  order.forEach((position, index) => {
    ranks[position] = index + 1
  })
  return ranks
}

function readGates(content: CriteriaSetContent, candidates: readonly CandidateEvidence[], today: string) {
  const gates = new Uint8Array(candidates.length).fill(GATE_PASSED)
  const failedGates = new Map<number, readonly string[]>()
  if (content.gates.length === 0) return { gates: null, failedGates }
  candidates.forEach(({ evidence }, position) => {
    const outcomes = content.gates.map((gate) => ({ name: gate.name, status: passGate(gate, evidence, today).status }))
    const failed = outcomes.filter(({ status }) => status === 'failed').map(({ name }) => name)
    if (failed.length > 0) {
      gates[position] = GATE_FAILED
      failedGates.set(position, failed)
    } else if (outcomes.some(({ status }) => status === 'unknown')) gates[position] = GATE_UNKNOWN
  })
  return { gates, failedGates }
}

function medianEntry(key: string, points: Float64Array): [string, number][] {
  const sorted = points.filter((value) => !Number.isNaN(value)).sort()
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) return []
  return [[key, sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2]]
}

/** The score of an account, null without any evidence. */
export function scoreAt(ranking: MatrixRanking, position: number): number | null {
  const score = ranking.scores[position]
  return score === undefined || Number.isNaN(score) ? null : score
}

export function isRanked(ranking: MatrixRanking, position: number): boolean {
  return ranking.standing[position] === RANKED
}

const NOT_READ = { kind: 'missing', reasons: [] } as const

/**
 * Reads accounts' scores off a book, with points and shares; the evidence behind them is read only when an account is
 * explained.
 */
export function scoreReader(book: ScoreBook): (position: number) => AccountScore {
  const { ranking, matrix, raw } = book
  const weights = weightsOf(book.criteriaSet.content)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return (position) => {
    let evidenced = 0
    for (const [index, column] of matrix.columns.entries()) {
      if (!Number.isNaN(column.points[position])) evidenced += weights[index] ?? 0
    }
    return {
      accountId: book.accountIds[position] ?? '',
      score: scoreAt(ranking, position),
      confidence: ranking.confidence[position] ?? 0,
      hasEnoughEvidence: isRanked(ranking, position),
      contributions: matrix.columns.map(({ key, points }, index) => {
        const weight = weights[index] ?? 0
        const earned = points[position] ?? Number.NaN
        const isMissing = Number.isNaN(earned) || evidenced === 0
        return {
          key,
          weightShare: whole > 0 ? weight / whole : 0,
          evidencedShare: isMissing ? 0 : weight / evidenced,
          raw: isMissing ? null : (raw[index]?.[position] ?? null),
          points: isMissing ? null : earned,
          toScore: isMissing ? null : (weight * earned) / evidenced,
          basis: NOT_READ,
        }
      }),
      gates: [],
      standing: standingAt(ranking, position),
    }
  }
}

function standingAt(ranking: MatrixRanking, position: number): Standing {
  return STANDINGS[ranking.standing[position] ?? 0] ?? 'ranked'
}

/** Points each criterion adds to an account's score under the weights given; null without evidence. */
export function contributionsAt(matrix: ScoreMatrix, weights: readonly number[], position: number): (number | null)[] {
  const points = matrix.columns.map((column) => column.points[position] ?? Number.NaN)
  const evidenced = weights.reduce((sum, weight, index) => (Number.isNaN(points[index]) ? sum : sum + weight), 0)
  return points.map((earned, index) =>
    Number.isNaN(earned) || evidenced === 0 ? null : ((weights[index] ?? 0) * earned) / evidenced,
  )
}
