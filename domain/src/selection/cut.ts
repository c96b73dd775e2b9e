import { type ScoreMatrix, scoreMatrix } from './rank.ts'
import { STANDINGS } from './score.ts'

/** A list to be tested: the evidence, one weight per column, the least confidence, and the places up to the cut. */
export interface CutQuestion {
  readonly matrix: ScoreMatrix
  readonly weights: readonly number[]
  readonly minimumConfidence: number
  readonly places: number
}

const RANKED = STANDINGS.indexOf('ranked')

/** Each weight as a share of all of them; all 0 when no weight is above 0. */
export function sharesOf(weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (whole > 0 ? weight / whole : 0))
}

/** Scores of the accounts that are ranked under a question's weights; NaN for every other account. */
export function rankedScores(question: CutQuestion): Float64Array {
  const { scores, confidence } = scoreMatrix(question.matrix, question.weights)
  const { gates } = question.matrix
  for (let account = 0; account < scores.length; account += 1) {
    const isRanked = (gates?.[account] ?? RANKED) === RANKED && (confidence[account] ?? 0) >= question.minimumConfidence
    if (!isRanked) scores[account] = Number.NaN
  }
  return scores
}

/**
 * Who has a place: 1 per account among the first `places` of the ranked, otherwise 0. The same accounts as the first of
 * `rankMatrix`, equal scores by index, found without sorting them all.
 */
export function accountsInside(question: CutQuestion): Uint8Array {
  return markTopScores(rankedScores(question), question.places)
}

/** Marks the highest scores with 1, as many as there are places; equal scores by index, NaN never. */
export function markTopScores(scores: Float64Array, places: number): Uint8Array {
  const inside = new Uint8Array(scores.length)
  const cells = scores.filter((score) => !Number.isNaN(score))
  const lowest = cells.length <= places ? Number.NEGATIVE_INFINITY : nthLargest(cells, cells.length, places)
  let free = Math.min(places, cells.length)
  for (let account = 0; account < scores.length; account += 1) {
    if ((scores[account] ?? Number.NaN) > lowest) {
      inside[account] = 1
      free -= 1
    }
  }
  for (let account = 0; account < scores.length && free > 0; account += 1) {
    if (scores[account] !== lowest) continue
    inside[account] = 1
    free -= 1
  }
  return inside
}

/**
 * The n-th largest of the first `length` cells (1 is the largest; infinite when n is below 1), by quickselect: work grows
 * in proportion to the cells, which it reorders. None of them is NaN.
 */
export function nthLargest(cells: Float64Array, length: number, n: number): number {
  if (n < 1) return Number.POSITIVE_INFINITY
  const place = length - n
  let from = 0
  let to = length - 1
  while (from < to) {
    const pivot = cells[(from + to) >> 1] ?? 0
    let left = from
    let right = to
    while (left <= right) {
      while ((cells[left] ?? 0) < pivot) left += 1
      while ((cells[right] ?? 0) > pivot) right -= 1
      if (left > right) break
      const held = cells[left] ?? 0
      cells[left] = cells[right] ?? 0
      cells[right] = held
      left += 1
      right -= 1
    }
    if (place <= right) to = right
    else if (place >= left) from = left
    else break
  }
  return cells[place] ?? Number.NEGATIVE_INFINITY
}
