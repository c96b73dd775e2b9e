import { type Figure, insufficient } from '../kernel/index.ts'
import { type BootstrapSetting, bootstrapMean } from './bootstrap.ts'
import type { Estimate } from './intervals.ts'
import { CALIPER, type Matching, matchAccounts, startingLikenesses } from './matching.ts'
import {
  comparePairs,
  type MeasureComparison,
  type OutcomeColumn,
  type OutcomeMeasure,
  type OutcomeVerdict,
  verdictOn,
} from './outcome-comparison.ts'
import { correlate } from './predictive-strength.ts'

/** Fewest accounts for setting collaboration beside growth. */
export const FEWEST_FOR_COLLABORATION = 20

/** An outcome over three equal spans, money per year: two before the accounts became key, one after. NaN unknown. */
export interface ProgramOutcome extends OutcomeColumn {
  readonly earlier: Float64Array
}

/**
 * What the program is asked about: indices of key accounts and of others that may serve as counterparts, how they stood
 * before, what became of them, and segments if counterparts must come from the same one.
 */
export interface ProgramQuestion {
  readonly keyAccounts: readonly number[]
  readonly others: readonly number[]
  readonly spend: Float64Array
  readonly trend: Float64Array
  readonly segment?: ArrayLike<number>
  readonly outcomes: readonly ProgramOutcome[]
  readonly setting: BootstrapSetting
}

/** Key accounts against their own trend: how much more they changed than in the span before, per account and year. */
export interface OwnTrend {
  readonly measure: OutcomeMeasure
  readonly accounts: number
  readonly changeBefore: Figure
  readonly changeAfter: Figure
  readonly difference: Figure<Estimate>
  readonly verdict: OutcomeVerdict
}

/** What the program shows for itself. */
export interface ProgramResult {
  readonly matching: Matching
  readonly againstMatched: readonly MeasureComparison[]
  readonly againstOwnTrend: readonly OwnTrend[]
}

/**
 * What has the program brought? Difference in differences: the change of key accounts less the change of accounts that were
 * alike in spend and trend when they became key, in money per account and in growth; and less the key accounts' own change
 * in the span before. Intervals by bootstrap, pairs and accounts drawn whole. Being alike at the start takes regression to
 * the mean out; it does not take out whatever else the company saw in the accounts it chose.
 */
export function programResult(question: ProgramQuestion): ProgramResult {
  const { keyAccounts, others, spend, trend, segment, outcomes, setting } = question
  const matching = matchAccounts({
    treated: keyAccounts,
    controls: others,
    likenesses: startingLikenesses(spend, trend),
    caliper: CALIPER,
    reuse: 'once',
    ...(segment ? { segment } : {}),
  })
  const pairs = matching.pairs.map(({ treated, control }) => [treated, control] as const)
  return {
    matching,
    againstMatched: outcomes.map((column) => comparePairs(column, pairs, setting)),
    againstOwnTrend: outcomes.map((column) => ownTrend(column, keyAccounts, setting)),
  }
}

function ownTrend(column: ProgramOutcome, accounts: readonly number[], setting: BootstrapSetting): OwnTrend {
  const changes = accounts
    .map((account) => {
      const middle = column.before[account] ?? Number.NaN
      const before = middle - (column.earlier[account] ?? Number.NaN)
      const after = (column.after[account] ?? Number.NaN) - middle
      return { before, after, difference: after - before }
    })
    .filter(({ difference }) => !Number.isNaN(difference))
  const difference = bootstrapMean(
    changes.map((change) => change.difference),
    setting,
  )
  return {
    measure: column.measure,
    accounts: changes.length,
    changeBefore: meanOf(changes.map(({ before }) => before)),
    changeAfter: meanOf(changes.map(({ after }) => after)),
    difference,
    verdict: verdictOn(difference),
  }
}

function meanOf(values: readonly number[]): Figure {
  if (values.length === 0) return insufficient('selection/no-outcomes')
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, status: 'ok', reasons: [] }
}

/** Collaboration beside growth: the accounts counted, the mean share outside sales, and the rank correlation of the two. */
export interface CollaborationResult {
  readonly accounts: number
  readonly meanShare: Figure
  readonly correlation: Figure<Estimate>
}

/**
 * Do accounts grow more where more than sales works for them? `share` is, per account, the part of actions (or of scores)
 * that come from outside sales, 0 to 1; `growth` what followed; NaN unknown. Rank correlation with its interval, which is
 * no proof of cause; from 20 accounts.
 */
export function collaborationBesideGrowth(share: Float64Array, growth: Float64Array): CollaborationResult {
  const known = Array.from(share).filter(
    (value, account) => !Number.isNaN(value) && !Number.isNaN(growth[account] ?? Number.NaN),
  )
  const { accounts, correlation } = correlate(share, growth)
  const isEnough = accounts >= FEWEST_FOR_COLLABORATION
  return {
    accounts,
    meanShare: meanOf(known),
    correlation: isEnough ? correlation : insufficient('selection/too-few-for-collaboration'),
  }
}
