import { type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { type MatrixRanking, rankMatrix, type ScoreMatrix, scoreMatrix } from './rank.ts'
import { STANDINGS } from './score.ts'
import { orderByScore } from './score-order.ts'

/** Above this rank correlation between score and spend the selection mostly follows size. */
export const RANK_CORRELATION_LIMIT = 0.8
/** Above this share of the weight on size criteria the selection leans on size by design. */
export const SIZE_WEIGHT_LIMIT = 0.25
/** Fewest accounts for a rank correlation. */
export const FEWEST_FOR_CORRELATION = 5

const RANKED = STANDINGS.indexOf('ranked')

/** A warning with the value that gave rise to it and the limit it passed. */
export interface SpendBiasWarning {
  readonly code: 'selection/score-follows-spend' | 'selection/weight-on-size'
  readonly value: number
  readonly limit: number
}

/**
 * How far size decides. `wouldNotQualify` holds indices of accounts that have a place now and would lose it with the size
 * criteria hidden, and with the influence of spend taken out of the score, best ranked first.
 */
export interface SpendBias {
  readonly rankCorrelation: Figure
  readonly sizeWeightShare: number
  readonly warnings: readonly SpendBiasWarning[]
  readonly wouldNotQualify: { readonly sizeHidden: readonly number[]; readonly spendRemoved: readonly number[] }
}

/** The ranking in question: columns and weights, which criteria are size, current spend (NaN unknown), places up to the cut. */
export interface SpendBiasQuestion {
  readonly matrix: ScoreMatrix
  readonly weights: readonly number[]
  readonly isSize: readonly boolean[]
  readonly spend: Float64Array
  readonly minimumConfidence: number
  readonly places: number
}

/**
 * Does size decide? Three views, over the accounts that are ranked: the rank correlation of score and current spend
 * (warning above 0.8); the share of weight on size criteria (warning above 25 %); and who keeps a place only by size, once
 * with the size criteria left out, once with spend removed from the score: score less its straight-line dependence on the
 * rank of spend, where that dependence is positive. Accounts of unknown spend keep their score.
 */
export function spendBias(question: SpendBiasQuestion): SpendBias {
  const { matrix, weights, isSize, spend, minimumConfidence, places } = question
  const ranking = rankMatrix(matrix, weights, minimumConfidence)
  const scores = ranking.scores.map((score, account) => (ranking.standing[account] === RANKED ? score : Number.NaN))
  const rankCorrelation = spearman(scores, spend)
  const total = sum(weights)
  const onSize = sum(weights.filter((_, index) => isSize[index]))
  const sizeWeightShare = total > 0 ? onSize / total : 0
  const withoutSize = weights.map((weight, index) => (isSize[index] ? 0 : weight))
  return {
    rankCorrelation,
    sizeWeightShare,
    warnings: warningsFor(rankCorrelation.value, sizeWeightShare),
    wouldNotQualify: {
      sizeHidden: onSize > 0 ? dropOuts(ranking, scoreMatrix(matrix, withoutSize).scores, places) : [],
      spendRemoved: dropOuts(ranking, withoutSpend(scores, spend), places),
    },
  }
}

/**
 * Spearman's rank correlation: the linear correlation of the ranks, ties sharing their average rank. Pairs with an
 * unknown (NaN) side are left out. Not enough data below five pairs; not applicable when one side is all equal.
 */
export function spearman(one: ArrayLike<number>, other: ArrayLike<number>): Figure {
  const left = new Float64Array(one.length)
  const right = new Float64Array(one.length)
  let pairs = 0
  for (let index = 0; index < one.length; index += 1) {
    const first = one[index] ?? Number.NaN
    const second = other[index] ?? Number.NaN
    if (Number.isNaN(first) || Number.isNaN(second)) continue
    left[pairs] = first
    right[pairs] = second
    pairs += 1
  }
  if (pairs < FEWEST_FOR_CORRELATION) return insufficient('selection/fewer-than-five-accounts')
  const spread = moments(ranksOf(left.subarray(0, pairs)), ranksOf(right.subarray(0, pairs)))
  if (spread.left === 0 || spread.right === 0) return notApplicable('selection/all-equal')
  return known(Math.min(1, Math.max(-1, spread.covariance / Math.sqrt(spread.left * spread.right))))
}

/** Ranks from 1 (lowest value), equal values sharing the average of their ranks. */
export function averageRanks(values: readonly number[]): readonly number[] {
  return Array.from(ranksOf(Float64Array.from(values)))
}

/** The same for large columns: sorted by digits, so that the work grows only with the number of values. */
function ranksOf(values: Float64Array): Float64Array {
  const order = orderByScore(new Uint8Array(values.length), values)
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] ?? 0]
    let end = start
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === value) end += 1
    // The order runs from the highest value down.
    const rank = order.length - (start + end) / 2
    for (let position = start; position <= end; position += 1) ranks[order[position] ?? 0] = rank
    start = end + 1
  }
  return ranks
}

function warningsFor(correlation: number | null, share: number): readonly SpendBiasWarning[] {
  const warnings: SpendBiasWarning[] = []
  if (correlation !== null && correlation > RANK_CORRELATION_LIMIT) {
    warnings.push({ code: 'selection/score-follows-spend', value: correlation, limit: RANK_CORRELATION_LIMIT })
  }
  if (share > SIZE_WEIGHT_LIMIT) {
    warnings.push({ code: 'selection/weight-on-size', value: share, limit: SIZE_WEIGHT_LIMIT })
  }
  return warnings
}

function dropOuts(ranking: MatrixRanking, scores: Float64Array, places: number): readonly number[] {
  const standing = ranking.standing.map((group, account) =>
    group === RANKED && Number.isNaN(scores[account]) ? RANKED + 1 : group,
  )
  const stays = new Set<number>()
  for (const account of orderByScore(standing, scores)) {
    if (stays.size >= places || standing[account] !== RANKED) break
    stays.add(account)
  }
  return Array.from(ranking.order.subarray(0, places)).filter(
    (account) => ranking.standing[account] === RANKED && !stays.has(account),
  )
}

function withoutSpend(scores: Float64Array, spend: Float64Array): Float64Array {
  const accounts = new Uint32Array(scores.length)
  const spent = new Float64Array(scores.length)
  const scored = new Float64Array(scores.length)
  let count = 0
  for (let account = 0; account < scores.length; account += 1) {
    const score = scores[account] ?? Number.NaN
    const amount = spend[account] ?? Number.NaN
    if (Number.isNaN(score) || Number.isNaN(amount)) continue
    accounts[count] = account
    spent[count] = amount
    scored[count] = score
    count += 1
  }
  const ranks = ranksOf(spent.subarray(0, count))
  const { covariance, left } = moments(ranks, scored.subarray(0, count))
  const slope = left > 0 ? Math.max(0, covariance / left) : 0
  const middle = (count + 1) / 2
  const result = scores.slice()
  for (let index = 0; index < count; index += 1) {
    result[accounts[index] ?? 0] = (scored[index] ?? 0) - slope * ((ranks[index] ?? 0) - middle)
  }
  return result
}

function moments(
  one: Float64Array,
  other: Float64Array,
): { readonly covariance: number; readonly left: number; readonly right: number } {
  const meanOne = sum(one) / one.length
  const meanOther = sum(other) / other.length
  let covariance = 0
  let left = 0
  let right = 0
  for (let index = 0; index < one.length; index += 1) {
    const x = (one[index] ?? 0) - meanOne
    const y = (other[index] ?? 0) - meanOther
    covariance += x * y
    left += x * x
    right += y * y
  }
  return { covariance, left, right }
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let index = 0; index < values.length; index += 1) total += values[index] ?? 0
  return total
}
