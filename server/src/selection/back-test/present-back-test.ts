import type { backTestAnswer } from '@mainstay/contract/selection-back-test'
import type { Figure } from '@mainstay/domain/kernel'
import {
  type BackTestReason,
  type Estimate,
  FEWEST_FOR_INTERVAL,
  type GroupOutcome,
  type MeasureComparison,
  type OutcomeDifference,
  type OutcomeMeasure,
  type PredictiveStrength,
} from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { RunAnswer } from '../runs/run-table.ts'
import type { BackTestAsk, StoredBackTest, StoredSetTest } from './stored-back-test.ts'

type Answer = z.infer<typeof backTestAnswer>
type SetTestAnswer = Answer['tests'][number]
type Measures = SetTestAnswer['comparisons'][number]['measures']
type MeasureAnswer = NonNullable<Measures['netRevenue']>
type PredictorAnswer = SetTestAnswer['criteria'][number]

/** Sums of all accounts are for those who see all accounts; others get what a group of some size did on the whole. */
export type SumsShown = 'sums' | 'no_sums'

export function presentBackTest(
  stored: StoredBackTest,
  ask: BackTestAsk,
  show: { readonly run: RunAnswer; readonly sums: SumsShown },
): Answer {
  const { tests, sideBySide, accounts: _accounts, booksChange, ...facts } = stored
  return {
    ...facts,
    run: show.run,
    asOf: ask.asOf,
    months: ask.months,
    places: ask.places,
    seed: ask.seed,
    tests: tests.map((test) => presentTest(test, show.sums)),
    sideBySide: sideBySide && {
      shared: sideBySide.shared,
      verdict: sideBySide.verdict,
      reasons: sideBySide.reasons.map(presentReason),
      measures: presentMeasures(sideBySide.measures, show.sums),
    },
    showsSums: show.sums === 'sums',
    booksChange: (show.sums === 'sums' && booksChange) || null,
  }
}

function presentTest(test: StoredSetTest, sums: SumsShown): SetTestAnswer {
  const { id, name, number, status } = test.criteriaSet
  const named = new Map(test.criterionNames.map((criterion) => [criterion.key, criterion]))
  const predictor = (strength: PredictiveStrength): PredictorAnswer => ({
    key: strength.key,
    name: named.get(strength.key)?.name ?? strength.key,
    weightShare: named.get(strength.key)?.weightShare ?? null,
    accounts: strength.accounts,
    correlation: presentEstimate(strength.correlation),
    adjustedP: strength.adjustedP,
    verdict: strength.verdict,
  })
  return {
    criteriaSet: { id, name, number, status },
    picks: test.picks,
    candidates: test.candidates,
    left: test.left,
    verdict: test.verdict,
    verdictAgainst: test.verdictAgainst,
    reasons: test.reasons.map(presentReason),
    comparisons: test.comparisons.map((comparison) => ({
      against: comparison.against,
      accounts: comparison.accounts,
      shared: comparison.shared,
      verdict: comparison.verdict,
      reasons: comparison.reasons.map(presentReason),
      measures: presentMeasures(comparison.measures, sums),
    })),
    matching: test.matching && { ...test.matching, balance: test.matching.balance.map((one) => ({ ...one })) },
    startingSpend: test.startingSpend && predictor(test.startingSpend),
    criteria: test.criteria.map(predictor),
  }
}

function presentReason(reason: BackTestReason): SetTestAnswer['reasons'][number] {
  return { ...reason }
}

function presentMeasures(measures: readonly MeasureComparison[], sums: SumsShown): Measures {
  const one = (measure: OutcomeMeasure) => {
    const found = measures.find((comparison) => comparison.measure === measure)
    return found ? presentMeasure(found, sums) : null
  }
  return { netRevenue: one('net_revenue'), grossMargin: one('gross_margin'), contribution: one('contribution') }
}

function presentMeasure(comparison: MeasureComparison, sums: SumsShown): MeasureAnswer {
  const { picks, others } = comparison
  // What a handful of accounts did, hidden ones among them, would tell of the single account.
  const isLarge = Math.min(picks.accounts, others.accounts) >= FEWEST_FOR_INTERVAL
  const shown = sums === 'sums' ? 'all' : isLarge ? 'shares' : 'nothing'
  return {
    picks: presentGroup(picks, shown),
    others: presentGroup(others, shown),
    change: presentMoneyDifference(comparison.change, shown),
    growth: presentDifference(comparison.growth, shown),
    typicalGrowth: presentDifference(comparison.typicalGrowth, shown),
    beatsLots: shown === 'nothing' ? null : (comparison.beats?.growth ?? null),
  }
}

type Shown = 'all' | 'shares' | 'nothing'

const HIDDEN: { value: null; status: 'not_applicable'; reasons: string[] } = {
  value: null,
  status: 'not_applicable',
  reasons: ['selection/sums-of-hidden-accounts'],
}

function presentGroup(group: GroupOutcome, shown: Shown): MeasureAnswer['picks'] {
  const { accounts, unknown } = group
  const hasSums = shown === 'all'
  return {
    accounts,
    unknown,
    before: hasSums ? moneyOf(group.before) : null,
    after: hasSums ? moneyOf(group.after) : null,
    changePerAccount: hasSums ? mapFigure(group.changePerAccount, moneyOf) : HIDDEN,
    growth: shown === 'nothing' ? HIDDEN : mapFigure(group.growth, (value) => value),
    typicalGrowth: shown === 'nothing' ? HIDDEN : mapFigure(group.typicalGrowth, (value) => value),
  }
}

function presentMoneyDifference({ difference, verdict }: OutcomeDifference, shown: Shown): MeasureAnswer['change'] {
  if (shown !== 'all') return { difference: HIDDEN, verdict }
  const inMoney = ({ value, low, high, level }: Estimate) => {
    return { value: moneyOf(value), low: moneyOf(low), high: moneyOf(high), level }
  }
  return { difference: mapFigure(difference, inMoney), verdict }
}

function presentDifference({ difference, verdict }: OutcomeDifference, shown: Shown): MeasureAnswer['growth'] {
  return { difference: shown === 'nothing' ? HIDDEN : presentEstimate(difference), verdict }
}

function presentEstimate(figure: Figure<Estimate>) {
  return mapFigure(figure, (estimate) => ({ ...estimate }))
}

function mapFigure<Value, Shape>(figure: Figure<Value>, present: (value: Value) => Shape) {
  const { value, status, reasons } = figure
  return { value: value === null ? null : present(value), status, reasons: [...reasons] }
}

/** Sums of a test are statistics of floating numbers; cents are all they are good for. */
export function moneyOf(value: number): string {
  return value.toFixed(2)
}
