import { type CutQuestion, sharesOf } from './cut.ts'
import { STANDINGS } from './score.ts'

/** Which way a criterion's share of the weight moves. */
export type WeightDirection = 'more' | 'less'

/** Per account under the present weights: weighted points, weight with evidence, and confidence, of a whole weight of 1. */
export interface PresentTotals {
  readonly points: Float64Array
  readonly evidenced: Float64Array
  readonly confidence: Float64Array
}

/**
 * How every score moves when one criterion's share moves by a distance d while the others keep their proportions:
 * score = (points + pointsSlope * d) / (evidenced + evidencedSlope * d). An account is ranked from `from` to `until`
 * (infinite: never, always); `reach` is the farthest distance there is.
 */
export interface ScorePaths {
  readonly points: Float64Array
  readonly pointsSlope: Float64Array
  readonly evidenced: Float64Array
  readonly evidencedSlope: Float64Array
  readonly from: Float64Array
  readonly until: Float64Array
  readonly reach: number
}

const RANKED = STANDINGS.indexOf('ranked')
/** Differences of confidence or weight below this are rounding. */
const ROUNDING = 1e-12

/** Adds up each account's points, evidenced weight and confidence under the present weights. */
export function presentTotals(question: CutQuestion): PresentTotals {
  const { accounts, columns } = question.matrix
  const shares = sharesOf(question.weights)
  const points = new Float64Array(accounts)
  const evidenced = new Float64Array(accounts)
  const confidence = new Float64Array(accounts)
  columns.forEach((column, index) => {
    const share = shares[index] ?? 0
    for (let account = 0; account < accounts; account += 1) {
      const earned = column.points[account] ?? Number.NaN
      if (Number.isNaN(earned)) continue
      points[account] = (points[account] ?? 0) + share * earned
      evidenced[account] = (evidenced[account] ?? 0) + share
      confidence[account] = (confidence[account] ?? 0) + share * (column.strength?.[account] ?? 1)
    }
  })
  return { points, evidenced, confidence }
}

/**
 * The paths of all scores along one criterion. `present` holds today's ranked scores (NaN: not ranked). A share of the
 * whole weight cannot move, since the others have no proportions then.
 */
export function pathsAlong(
  question: CutQuestion,
  course: { readonly column: number; readonly direction: WeightDirection },
  now: { readonly totals: PresentTotals; readonly ranked: Float64Array },
): ScorePaths {
  const { accounts, columns, gates } = question.matrix
  const column = columns[course.column]
  const share = sharesOf(question.weights)[course.column] ?? 0
  const factor = (course.direction === 'more' ? 1 : -1) / (1 - share)
  const reach = course.direction === 'more' ? 1 - share : share
  const { points, evidenced, confidence } = now.totals
  const pointsSlope = new Float64Array(accounts)
  const evidencedSlope = new Float64Array(accounts)
  const from = new Float64Array(accounts).fill(Number.POSITIVE_INFINITY)
  const until = new Float64Array(accounts).fill(Number.POSITIVE_INFINITY)
  for (let account = 0; account < accounts; account += 1) {
    const earned = column?.points[account] ?? Number.NaN
    const hasEvidence = !Number.isNaN(earned)
    const strength = hasEvidence ? (column?.strength?.[account] ?? 1) : 0
    const ownEvidenced = evidenced[account] ?? 0
    pointsSlope[account] = ((hasEvidence ? earned : 0) - (points[account] ?? 0)) * factor
    evidencedSlope[account] = ((hasEvidence ? 1 : 0) - ownEvidenced) * factor
    if ((gates?.[account] ?? RANKED) !== RANKED) continue
    const line = {
      spare: (confidence[account] ?? 0) - question.minimumConfidence,
      slope: (strength - (confidence[account] ?? 0)) * factor,
      reach,
    }
    if (Number.isNaN(now.ranked[account])) from[account] = entryDistance(line)
    else {
      from[account] = 0
      const losesAll = ownEvidenced + (evidencedSlope[account] ?? 0) * reach < ROUNDING
      until[account] = Math.min(exitDistance(line), losesAll ? reach : Number.POSITIVE_INFINITY)
    }
  }
  return { points, pointsSlope, evidenced, evidencedSlope, from, until, reach }
}

/** An account's score at a distance; where its evidence runs out, the score it had on the way there. */
export function scoreAlong(paths: ScorePaths, account: number, distance: number): number {
  const points = paths.points[account] ?? 0
  const evidenced = paths.evidenced[account] ?? 0
  const below = evidenced + (paths.evidencedSlope[account] ?? 0) * distance
  if (below > ROUNDING) return (points + (paths.pointsSlope[account] ?? 0) * distance) / below
  return evidenced > ROUNDING
    ? points / evidenced
    : (paths.pointsSlope[account] ?? 0) / (paths.evidencedSlope[account] ?? 1)
}

interface ConfidenceLine {
  /** Confidence less the least confidence, and how it changes with the distance. */
  readonly spare: number
  readonly slope: number
  readonly reach: number
}

function entryDistance({ spare, slope, reach }: ConfidenceLine): number {
  if (slope <= ROUNDING) return Number.POSITIVE_INFINITY
  const distance = Math.max(0, -spare / slope)
  return distance <= reach ? distance : Number.POSITIVE_INFINITY
}

function exitDistance({ spare, slope, reach }: ConfidenceLine): number {
  if (slope >= -ROUNDING || spare + slope * reach >= -ROUNDING) return Number.POSITIVE_INFINITY
  return Math.max(0, -spare / slope)
}
