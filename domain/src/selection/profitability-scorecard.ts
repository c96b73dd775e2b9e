import { type Amount, degraded, type Figure, insufficient, known } from '../kernel/index.ts'
import { type PerceptionGap, perceptionGaps } from './perception-gap.ts'
import { type AssignedScore, percentileRanks, pointsOf, profitOf, type ScorecardInput } from './scorecard-points.ts'
import { SCORECARD_PARTS, type ScorecardPart, type ScorecardWeights } from './scorecard-weights.ts'

/** One part of a scorecard: its points (0 to 100, unknown where there is no evidence), and the share it had in the score. */
export interface ScorecardLine {
  readonly part: ScorecardPart
  readonly points: Figure
  readonly shareUsed: number
}

/** The scores sellers assigned: their mean (1 to 5), how many, and the sample's standard deviation (null for one). */
export interface AssignedSummary {
  readonly mean: number | null
  readonly count: number
  readonly lowest: number | null
  readonly highest: number | null
  readonly standardDeviation: number | null
}

/** The profitability scorecard of an account: profit in money, the parts, the score (0 to 100) and felt against measured. */
export interface ProfitabilityScorecard {
  readonly accountId: string
  readonly profit: Figure<Amount>
  readonly assigned: AssignedSummary
  readonly lines: readonly ScorecardLine[]
  readonly score: Figure
  readonly gap: PerceptionGap
}

/**
 * The scorecards of a cohort (the accounts of one tier, or all of them). Profit points = the share of the other accounts
 * that earn less, in percent, equals counting half; so more money never lowers them and a loss stays a loss in money
 * beside them. Assigned points = (mean - 1) / 4 x 100; breadth and add-ons in percent; values as assigned. Score = sum of
 * share x points; parts without evidence leave their share to the others and mark the score, as do fewer than two
 * sellers. Without profit there is no score: feeling alone does not make one. Method after seed 000, limits our own.
 */
export function profitabilityScorecards(
  cohort: readonly ScorecardInput[],
  weights: ScorecardWeights,
): readonly ProfitabilityScorecard[] {
  const profitPoints = percentileRanks(cohort.map(profitOf))
  const parts = cohort.map((input, index) => pointsOf(input, profitPoints[index] ?? insufficient()))
  const gaps = perceptionGaps(
    cohort.map((input, index) => ({
      profit: profitOf(input).value,
      measured: parts[index]?.profit.value ?? null,
      felt: parts[index]?.assigned.value ?? null,
    })),
  )
  return cohort.map((input, index): ProfitabilityScorecard => {
    const points = parts[index] ?? pointsOf(input, insufficient())
    return {
      accountId: input.accountId,
      profit: input.profit,
      assigned: summarize(input.assigned),
      ...scoreOf(points, weights),
      gap: gaps[index] ?? { points: null, felt: 'unknown', ranks: null, money: null },
    }
  })
}

function scoreOf(
  points: Readonly<Record<ScorecardPart, Figure>>,
  { shares }: ScorecardWeights,
): Pick<ProfitabilityScorecard, 'lines' | 'score'> {
  const present = SCORECARD_PARTS.filter((part) => points[part].value !== null)
  const total = present.reduce((sum, part) => sum + shares[part], 0)
  const lines = SCORECARD_PARTS.map((part): ScorecardLine => {
    const isUsed = points[part].value !== null && total > 0
    return { part, points: points[part], shareUsed: isUsed ? shares[part] / total : 0 }
  })
  if (points.profit.value === null) {
    return { lines, score: insufficient('selection/profit-unknown', ...points.profit.reasons) }
  }
  if (total <= 0) return { lines, score: insufficient('selection/no-evidence') }
  const value = lines.reduce((sum, line) => sum + line.shareUsed * (line.points.value ?? 0), 0)
  const weighed = SCORECARD_PARTS.filter((part) => shares[part] > 0)
  const reasons = [...new Set(weighed.flatMap((part) => points[part].reasons))]
  return { lines, score: reasons.length > 0 ? degraded(value, ...reasons) : known(value) }
}

function summarize(assigned: readonly AssignedScore[]): AssignedSummary {
  const scores = assigned.map(({ score }) => score)
  const count = scores.length
  if (count === 0) return { mean: null, count, lowest: null, highest: null, standardDeviation: null }
  const mean = scores.reduce((sum, score) => sum + score, 0) / count
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0)
  return {
    mean,
    count,
    lowest: Math.min(...scores),
    highest: Math.max(...scores),
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : null,
  }
}
