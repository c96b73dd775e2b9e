import { anchorPoints, type CriteriaSetContent } from '../program/index.ts'
import { type AccountEvidence, passGate, readCriterion } from './evidence.ts'
import { STANDINGS } from './score.ts'
import { orderByScore } from './score-order.ts'

/**
 * One criterion over all accounts: points 0 to 100, NaN where there is no evidence; strength 1 for fresh and 0.5 for
 * stale evidence, null when all of it is fresh.
 */
export interface ScoreColumn {
  readonly key: string
  readonly points: Float64Array
  readonly strength: Float64Array | null
}

/** The evidence of all accounts by criterion, ready to be weighed. Gates per account: 0 passed, 1 unanswered, 2 failed. */
export interface ScoreMatrix {
  readonly accounts: number
  readonly columns: readonly ScoreColumn[]
  readonly gates: Uint8Array | null
}

/** Per account the score (NaN without evidence) and the confidence (0 to 1). */
export interface MatrixScores {
  readonly scores: Float64Array
  readonly confidence: Float64Array
}

/** The ranking of all accounts: `order` holds account indices, best first; `standing` indices into `STANDINGS`. */
export interface MatrixRanking extends MatrixScores {
  readonly order: Uint32Array
  readonly standing: Uint8Array
}

const RANKED = STANDINGS.indexOf('ranked')
const NOT_ENOUGH_EVIDENCE = STANDINGS.indexOf('not_enough_evidence')
const GATE_FAILED = STANDINGS.indexOf('gate_failed')

/** Lays the evidence of all accounts out by criterion, once, so that weights can then be moved without reading it again. */
export function buildScoreMatrix(
  criteriaSet: CriteriaSetContent,
  accounts: readonly AccountEvidence[],
  asOf: string,
): ScoreMatrix {
  const columns = criteriaSet.criteria.map((criterion): ScoreColumn => {
    const points = new Float64Array(accounts.length)
    const strength = new Float64Array(accounts.length)
    accounts.forEach((evidence, index) => {
      const reading = readCriterion(criterion, evidence, asOf)
      points[index] = reading.raw === null ? Number.NaN : anchorPoints(criterion.anchors, reading.raw)
      strength[index] = reading.strength
    })
    return { key: criterion.key, points, strength }
  })
  const gates = Uint8Array.from(accounts, (evidence) => {
    const outcomes = criteriaSet.gates.map((gate) => passGate(gate, evidence, asOf).status)
    if (outcomes.includes('failed')) return GATE_FAILED
    return outcomes.includes('unknown') ? NOT_ENOUGH_EVIDENCE : RANKED
  })
  return { accounts: accounts.length, columns, gates }
}

/**
 * Scores every account at once with the weights given, one per column (0 leaves a criterion out). Same rule and same
 * result as `scoreAccount`; work grows in proportion to accounts times criteria.
 */
export function scoreMatrix(matrix: ScoreMatrix, weights: ArrayLike<number>): MatrixScores {
  const scores = new Float64Array(matrix.accounts)
  const confidence = new Float64Array(matrix.accounts)
  const evidenced = new Float64Array(matrix.accounts)
  let whole = 0
  matrix.columns.forEach((column, index) => {
    const weight = weights[index] ?? 0
    whole += weight
    addColumn(column, weight, { scores, confidence, evidenced })
  })
  for (let account = 0; account < matrix.accounts; account += 1) {
    scores[account] = (scores[account] ?? 0) / (evidenced[account] ?? 0)
    confidence[account] = whole > 0 ? (confidence[account] ?? 0) / whole : 0
  }
  return { scores, confidence }
}

/**
 * Ranks every account at once: those with enough evidence by score, then those without, then those that failed a gate.
 * Equal scores keep the order of the accounts, so the same input always gives the same ranking.
 */
export function rankMatrix(matrix: ScoreMatrix, weights: ArrayLike<number>, minimumConfidence: number): MatrixRanking {
  const { scores, confidence } = scoreMatrix(matrix, weights)
  const standing = new Uint8Array(matrix.accounts)
  for (let account = 0; account < matrix.accounts; account += 1) {
    const gate = matrix.gates?.[account] ?? RANKED
    const isEnough = !Number.isNaN(scores[account]) && (confidence[account] ?? 0) >= minimumConfidence
    standing[account] = isEnough ? gate : Math.max(gate, NOT_ENOUGH_EVIDENCE)
  }
  return { order: orderByScore(standing, scores), scores, confidence, standing }
}

function addColumn(
  column: ScoreColumn,
  weight: number,
  totals: MatrixScores & { readonly evidenced: Float64Array },
): void {
  const { points, strength } = column
  const { scores, confidence, evidenced } = totals
  for (let account = 0; account < points.length; account += 1) {
    const earned = points[account] ?? Number.NaN
    if (Number.isNaN(earned)) continue
    scores[account] = (scores[account] ?? 0) + weight * earned
    evidenced[account] = (evidenced[account] ?? 0) + weight
    confidence[account] = (confidence[account] ?? 0) + weight * (strength?.[account] ?? 1)
  }
}
