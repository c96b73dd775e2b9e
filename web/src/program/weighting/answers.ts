import {
  BEST_SWING,
  DIRECT_TOTAL,
  largestSizeIn,
  normalizeWeights,
  PAIRWISE_SCALE_TOP,
  type PairwisePriorities,
  pairsOf,
  pairwiseFaults,
  RANDOM_INDEX_TABLES,
  readWeights,
  type WeightShare,
  wholePointWeights,
} from '@mainstay/domain/program'
import type { Answers, Method, OwnAnswers, PairwiseAnswers, PointAnswers } from './types.ts'

export type Pair = readonly [string, string]

/** What answers say as they stand: a share for each criterion once they are whole, and what is still in the way. */
export interface Standing {
  readonly shares: readonly WeightShare[] | null
  readonly priorities: PairwisePriorities | null
  readonly obstacle: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null
}

export function noAnswers(method: Method): OwnAnswers {
  if (method === 'pairwise') return { method, comparisons: [], table: 'saaty_2005' }
  return { method, weights: [] }
}

/** Answers without criteria that the draft no longer has, so that what remains can be completed. */
export function answersFor(keys: readonly string[], answers: Answers): OwnAnswers | null {
  const known = new Set(keys)
  switch (answers.method) {
    case 'aside':
      return null
    case 'pairwise':
      return {
        ...answers,
        comparisons: answers.comparisons.filter(({ item, against }) => known.has(item) && known.has(against)),
      }
    default:
      return { ...answers, weights: answers.weights.filter(({ key }) => known.has(key)) }
  }
}

export function standingOf(keys: readonly string[], answers: OwnAnswers): Standing {
  const result = readWeights(keys, answers)
  if (result.ok) {
    return { shares: result.value.shares, priorities: result.value.comparisons?.priorities ?? null, obstacle: null }
  }
  const { code, detail } = result.refusal
  return { shares: null, priorities: null, obstacle: { code, facts: detail } }
}

export function pointsOf({ weights }: PointAnswers, key: string): number | null {
  return weights.find((weight) => weight.key === key)?.value ?? null
}

export function withPoints(answers: PointAnswers, key: string, value: number | null): PointAnswers {
  const others = answers.weights.filter((weight) => weight.key !== key)
  return { ...answers, weights: value === null ? others : [...others, { key, value }] }
}

export function sumOf({ weights }: PointAnswers): number {
  return weights.reduce((sum, { value }) => sum + value, 0)
}

/** The same proportions in whole points that add up to 100, or with the highest swing at 100; null where a value lacks. */
export function evenedOut(keys: readonly string[], answers: PointAnswers): PointAnswers | null {
  const given = keys.flatMap((key) => {
    const value = pointsOf(answers, key)
    return value === null ? [] : [{ key, value }]
  })
  if (given.length < keys.length) return null
  if (answers.method === 'direct') {
    const shares = normalizeWeights(given)
    return shares.ok ? { ...answers, weights: [...wholePointWeights(shares.value)] } : null
  }
  const highest = Math.max(...given.map(({ value }) => value))
  if (!(highest > 0)) return null
  const weights = given.map(({ key, value }) => ({ key, value: Math.round((value / highest) * BEST_SWING) }))
  return { ...answers, weights }
}

/** How far points are from 100; above 0 is too much. */
export function excessOf(answers: PointAnswers): number {
  return sumOf(answers) - DIRECT_TOTAL
}

/** How many times the first of a pair matters as much as the second; null: not compared. */
export function comparisonOf({ comparisons }: PairwiseAnswers, [item, against]: Pair): number | null {
  for (const one of comparisons) {
    if (one.item === item && one.against === against) return one.value
    if (one.item === against && one.against === item) return 1 / one.value
  }
  return null
}

export function withComparison(answers: PairwiseAnswers, [item, against]: Pair, value: number | null): PairwiseAnswers {
  const others = answers.comparisons.filter(
    (one) => !((one.item === item && one.against === against) || (one.item === against && one.against === item)),
  )
  return { ...answers, comparisons: value === null ? others : [...others, { item, against, value }] }
}

export function missingPairs(keys: readonly string[], { comparisons }: PairwiseAnswers): readonly Pair[] {
  return pairwiseFaults(keys, comparisons).flatMap(({ code, item, against }): Pair[] =>
    code === 'program/pairwise-pair-missing' && item !== null && against !== null ? [[item, against]] : [],
  )
}

export function allPairs(keys: readonly string[]): readonly Pair[] {
  return pairsOf(keys)
}

/** So many criteria can be compared in pairs: beyond, no table tells whether the comparisons fit together. */
export const MOST_COMPARED = Math.max(
  ...(Object.keys(RANDOM_INDEX_TABLES) as PairwiseAnswers['table'][]).map(largestSizeIn),
)

/** A value of the scale as a step from -8 (the second matters extremely more) over 0 (equally) to 8. */
export function stepOf(value: number): number {
  return value >= 1 ? Math.round(value) - 1 : 1 - Math.round(1 / value)
}

export function valueOfStep(step: number): number {
  return step >= 0 ? step + 1 : 1 / (1 - step)
}

export const MOST_STEPS = PAIRWISE_SCALE_TOP - 1
