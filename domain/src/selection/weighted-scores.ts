import type { ScoreMatrix } from './rank.ts'
import { STANDINGS } from './score.ts'

/**
 * The evidence of all accounts laid out account by account, so that the scores of many draws of weights come fast.
 * `scoresUnder` fills in the scores of the ranked, NaN for the others.
 */
export interface WeightedScores {
  readonly scores: Float64Array
  readonly scoresUnder: (weights: Float64Array) => void
}

const RANKED = STANDINGS.indexOf('ranked')

/** Lays a matrix out for many draws. Accounts that lack the same evidence share one sum of the weights they have. */
export function layOutScores(matrix: ScoreMatrix, minimumConfidence: number): WeightedScores {
  const { accounts, columns } = matrix
  const width = columns.length
  const points = new Float64Array(accounts * width)
  const { patternOf, patterns } = evidencePatterns(matrix)
  columns.forEach((column, index) => {
    for (let account = 0; account < accounts; account += 1) {
      const earned = column.points[account] ?? Number.NaN
      points[account * width + index] = Number.isNaN(earned) ? 0 : earned
    }
  })
  const scores = new Float64Array(accounts)
  const divisors = new Float64Array(patterns.length)
  const scoresUnder = (weights: Float64Array) => {
    patterns.forEach((pattern, index) => {
      divisors[index] = divisorOf(pattern, weights, minimumConfidence)
    })
    for (let account = 0; account < accounts; account += 1) {
      const start = account * width
      let sum = 0
      for (let index = 0; index < width; index += 1) sum += (weights[index] ?? 0) * (points[start + index] ?? 0)
      scores[account] = sum / (divisors[patternOf[account] ?? 0] ?? Number.NaN)
    }
  }
  return { scores, scoresUnder }
}

/** Which criteria have evidence, and how strong; null behind a gate. */
type Pattern = readonly number[] | null

function evidencePatterns(matrix: ScoreMatrix): { readonly patternOf: Uint32Array; readonly patterns: Pattern[] } {
  const patternOf = new Uint32Array(matrix.accounts)
  const patterns: Pattern[] = []
  const known = new Map<string, number>()
  for (let account = 0; account < matrix.accounts; account += 1) {
    const isBehindGate = (matrix.gates?.[account] ?? RANKED) !== RANKED
    const strengths = matrix.columns.map(({ points, strength }) =>
      Number.isNaN(points[account]) ? -1 : (strength?.[account] ?? 1),
    )
    const key = isBehindGate ? 'gate' : strengths.join()
    const found = known.get(key)
    patternOf[account] = found ?? patterns.length
    if (found !== undefined) continue
    known.set(key, patterns.length)
    patterns.push(isBehindGate ? null : strengths)
  }
  return { patternOf, patterns }
}

/** The weight with evidence, NaN where that is none or too little to be ranked. */
function divisorOf(pattern: Pattern, weights: Float64Array, minimumConfidence: number): number {
  if (pattern === null) return Number.NaN
  let evidenced = 0
  let confidence = 0
  let whole = 0
  pattern.forEach((strength, index) => {
    const weight = weights[index] ?? 0
    whole += weight
    if (strength < 0) return
    evidenced += weight
    confidence += weight * strength
  })
  return evidenced > 0 && confidence / whole >= minimumConfidence ? evidenced : Number.NaN
}
