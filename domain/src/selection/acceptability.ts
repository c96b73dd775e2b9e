import { type RandomSource, seededRandom } from '../kernel/index.ts'
import { type CutQuestion, nthLargest, sharesOf } from './cut.ts'
import { INTERVAL_LEVEL, wilsonInterval } from './intervals.ts'
import { drawWeights } from './weight-draws.ts'
import { layOutScores } from './weighted-scores.ts'

/**
 * Which weights are drawn: every mixture of the criteria equally likely, or mixtures around the weights chosen. There the
 * concentration, above 0, says how close: a share s varies with variance s (1 - s) / (concentration + 1).
 */
export type WeightSpace =
  | { readonly kind: 'every_mixture' }
  | { readonly kind: 'around_chosen'; readonly concentration: number }

/** How to draw: the seed that makes a result repeatable, and the space of weights. */
export interface AcceptabilitySetting {
  readonly seed: number
  readonly space: WeightSpace
}

/**
 * What the draws say, per account by index: the share of draws in which it has a place, with the interval of that share
 * at `level`; the share of draws in which it is ranked at all; and its mean rank over those (NaN when never ranked).
 */
export interface Acceptability {
  readonly draws: number
  readonly level: number
  readonly seed: number
  readonly space: WeightSpace
  readonly insideShare: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly rankedShare: Float64Array
  readonly meanRank: Float64Array
}

/** A run of draws that can be taken in slices: the same seed gives the same result however it is sliced. */
export interface AcceptabilityRun {
  readonly run: (draws: number) => void
  readonly drawn: () => number
  readonly result: () => Acceptability
}

/** Bins of the score, 0 to 100, by which ranks are counted: scores in one bin (0.024 points) share their mean rank. */
const BINS = 4096
const BINS_PER_POINT = BINS / 100

/**
 * Rank acceptability: would the account still have a place if others had chosen the weights? Weights are drawn many times,
 * all accounts are scored and cut each time by the rule of scoring (missing evidence, least confidence and gates included),
 * and the share of draws with a place is counted. Criteria of weight 0 stay out. Work per draw grows in proportion to
 * accounts times criteria. Source: stochastic multicriteria acceptability analysis, Lahdelma and Salminen 2001.
 */
export function createAcceptability(question: CutQuestion, setting: AcceptabilitySetting): AcceptabilityRun {
  const random = seededRandom(setting.seed)
  const count = counterOf(question, random, parametersOf(question.weights, setting.space))
  return {
    run: (draws) => {
      for (let draw = 0; draw < draws; draw += 1) count.draw()
    },
    drawn: () => count.tally.draws,
    result: () => resultOf(count.tally, setting),
  }
}

interface Tally {
  draws: number
  readonly inside: Uint32Array
  readonly ranked: Uint32Array
  readonly rankSum: Float64Array
}

function parametersOf(weights: readonly number[], space: WeightSpace): readonly number[] {
  if (space.kind === 'every_mixture') return weights.map((weight) => (weight > 0 ? 1 : 0))
  return sharesOf(weights).map((share) => share * space.concentration)
}

function counterOf(
  question: CutQuestion,
  random: RandomSource,
  parameters: readonly number[],
): { readonly draw: () => void; readonly tally: Tally } {
  const { accounts, columns } = question.matrix
  const { scores, scoresUnder } = layOutScores(question.matrix, question.minimumConfidence)
  const weights = new Float64Array(columns.length)
  const bins = createBins(accounts)
  const tally: Tally = {
    draws: 0,
    inside: new Uint32Array(accounts),
    ranked: new Uint32Array(accounts),
    rankSum: new Float64Array(accounts),
  }
  const draw = () => {
    drawWeights(random, parameters, weights)
    scoresUnder(weights)
    bins.fill(scores)
    bins.addRanks(tally)
    addInside({ scores, places: question.places, lowest: bins.lowestInside(scores, question.places) }, tally.inside)
    tally.draws += 1
  }
  return { draw, tally }
}

function addInside(
  cut: { readonly scores: Float64Array; readonly places: number; readonly lowest: number },
  inside: Uint32Array,
): void {
  const { scores, lowest } = cut
  let free = cut.places
  for (let account = 0; account < scores.length; account += 1) {
    if (!((scores[account] ?? Number.NaN) > lowest)) continue
    inside[account] = (inside[account] ?? 0) + 1
    free -= 1
  }
  for (let account = 0; account < scores.length && free > 0; account += 1) {
    if (scores[account] !== lowest) continue
    inside[account] = (inside[account] ?? 0) + 1
    free -= 1
  }
}

interface Bins {
  readonly fill: (scores: Float64Array) => void
  readonly addRanks: (tally: Tally) => void
  /** The score of the last account inside; minus infinity when every ranked account has a place. */
  readonly lowestInside: (scores: Float64Array, places: number) => number
}

function createBins(accounts: number): Bins {
  const NONE = BINS
  const binOf = new Uint16Array(accounts)
  const counts = new Uint32Array(BINS)
  const meanRanks = new Float64Array(BINS)
  const cells = new Float64Array(accounts)
  const fill = (scores: Float64Array) => {
    counts.fill(0)
    for (let account = 0; account < accounts; account += 1) {
      const score = scores[account] ?? Number.NaN
      const bin = Number.isNaN(score) ? NONE : Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS_PER_POINT)))
      binOf[account] = bin
      if (bin !== NONE) counts[bin] = (counts[bin] ?? 0) + 1
    }
  }
  const addRanks = (tally: Tally) => {
    let above = 0
    for (let bin = BINS - 1; bin >= 0; bin -= 1) {
      const count = counts[bin] ?? 0
      meanRanks[bin] = above + (count + 1) / 2
      above += count
    }
    for (let account = 0; account < accounts; account += 1) {
      const bin = binOf[account] ?? NONE
      if (bin === NONE) continue
      tally.ranked[account] = (tally.ranked[account] ?? 0) + 1
      tally.rankSum[account] = (tally.rankSum[account] ?? 0) + (meanRanks[bin] ?? 0)
    }
  }
  const lowestInside = (scores: Float64Array, places: number) => {
    let free = places
    let bin = BINS - 1
    while (bin >= 0 && (counts[bin] ?? 0) < free) {
      free -= counts[bin] ?? 0
      bin -= 1
    }
    if (bin < 0) return Number.NEGATIVE_INFINITY
    let length = 0
    for (let account = 0; account < accounts; account += 1) {
      if (binOf[account] !== bin) continue
      cells[length] = scores[account] ?? 0
      length += 1
    }
    return nthLargest(cells, length, free)
  }
  return { fill, addRanks, lowestInside }
}

function resultOf(tally: Tally, { seed, space }: AcceptabilitySetting): Acceptability {
  const { draws, inside, ranked } = tally
  const low = new Float64Array(inside.length)
  const high = new Float64Array(inside.length).fill(1)
  inside.forEach((count, account) => {
    if (draws === 0) return
    const interval = wilsonInterval(count, draws)
    low[account] = interval.low
    high[account] = interval.high
  })
  const share = (count: number) => (draws > 0 ? count / draws : 0)
  return {
    draws,
    level: INTERVAL_LEVEL,
    seed,
    space,
    insideShare: Float64Array.from(inside, share),
    low,
    high,
    rankedShare: Float64Array.from(ranked, share),
    meanRank: tally.rankSum.map((sum, account) => sum / (ranked[account] ?? 0)),
  }
}
