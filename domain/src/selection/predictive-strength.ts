import { benjaminiHochberg, FALSE_DISCOVERY_RATE } from '../economics/index.ts'
import { type Figure, known } from '../kernel/index.ts'
import { type Estimate, INTERVAL_LEVEL, rankCorrelationInterval } from './intervals.ts'
import { typicalGrowthOf } from './outcome-comparison.ts'
import { spearman } from './spend-bias.ts'

/** Fewest accounts with evidence for saying whether a criterion predicts anything. */
export const FEWEST_FOR_PREDICTION = 30
/** A rank correlation that surely lies within a tenth of nought is as good as none. */
export const NEGLIGIBLE_CORRELATION = 0.1

/**
 * What a criterion said of the years after: more growth, less growth, surely next to nothing, nothing that can be shown
 * with so many accounts, or too few accounts to ask.
 */
export type PredictiveVerdict =
  | 'predicts_growth'
  | 'predicts_decline'
  | 'predicts_nothing'
  | 'not_shown'
  | 'too_few_accounts'

/** A criterion's rank correlation with later growth, its p value after adjustment for the number of criteria, and the verdict. */
export interface PredictiveStrength {
  readonly key: string
  readonly accounts: number
  readonly correlation: Figure<Estimate>
  readonly adjustedP: number | null
  readonly verdict: PredictiveVerdict
}

/** Something known at the start that may predict: points of a criterion, or spend; NaN unknown. */
export interface Predictor {
  readonly key: string
  readonly values: Float64Array
}

/**
 * Growth that also counts accounts that left or began: 2 (after - before) / (|after| + |before|), from -2 to 2; NaN where
 * both are nought or one is unknown.
 */
export function symmetricGrowthOf(before: Float64Array, after: Float64Array): Float64Array {
  return before.map((start, account) => {
    const end = after[account] ?? Number.NaN
    return start === 0 && end === 0 ? Number.NaN : typicalGrowthOf(start, end)
  })
}

/**
 * Which criteria predicted growth? Spearman's correlation of each with the growth that followed, with its interval by
 * Fisher's transformation. Shown are only correlations that remain after Benjamini and Hochberg's adjustment for asking
 * about many criteria at once (false discoveries at most one in twenty); next to nothing is a correlation whose whole
 * interval lies within 0.1 of nought. Under 30 accounts nothing is said.
 */
export function predictiveStrengths(
  predictors: readonly Predictor[],
  growth: Float64Array,
): readonly PredictiveStrength[] {
  return strengthsOfCorrelations(predictors.map(({ key, values }) => ({ key, ...correlate(values, growth) })))
}

/** What a predictor's values and the growth that followed have in common; `p` is null where it cannot be said. */
export interface Correlation {
  readonly key: string
  readonly accounts: number
  readonly correlation: Figure<Estimate>
  readonly p: number | null
}

/** The strengths of predictors that were correlated one by one: adjusted for all of them, with the verdict on each. */
export function strengthsOfCorrelations(asked: readonly Correlation[]): readonly PredictiveStrength[] {
  const tested = asked.filter(({ p }) => p !== null)
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p ?? 1))
  return asked.map((one): PredictiveStrength => {
    const { key, accounts, correlation } = one
    const index = tested.indexOf(one)
    const adjustedP = index < 0 ? null : (adjusted[index] ?? null)
    return { key, accounts, correlation, adjustedP, verdict: verdictOf(accounts, correlation, adjustedP) }
  })
}

/** The rank correlation of two columns with its interval, over the accounts where both are known. */
export function correlate(one: Float64Array, other: Float64Array): Omit<Correlation, 'key'> {
  let accounts = 0
  one.forEach((value, account) => {
    if (!Number.isNaN(value) && !Number.isNaN(other[account] ?? Number.NaN)) accounts += 1
  })
  const figure = spearman(one, other)
  if (figure.value === null) return { accounts, correlation: { ...figure, value: null }, p: null }
  const { low, high, p } = rankCorrelationInterval(figure.value, accounts)
  return { accounts, correlation: known({ value: figure.value, low, high, level: INTERVAL_LEVEL }), p }
}

function verdictOf(accounts: number, correlation: Figure<Estimate>, adjustedP: number | null): PredictiveVerdict {
  if (accounts < FEWEST_FOR_PREDICTION) return 'too_few_accounts'
  const estimate = correlation.value
  if (!estimate || adjustedP === null) return 'not_shown'
  if (estimate.low > -NEGLIGIBLE_CORRELATION && estimate.high < NEGLIGIBLE_CORRELATION) return 'predicts_nothing'
  if (adjustedP > FALSE_DISCOVERY_RATE) return 'not_shown'
  return estimate.value > 0 ? 'predicts_growth' : 'predicts_decline'
}
