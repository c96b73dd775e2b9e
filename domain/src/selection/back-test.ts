import { type BackTestReason, FEWEST_PICKS, reasonsAgainst } from './back-test-limits.ts'
import {
  type BackTestQuestion,
  candidatesOf,
  countShared,
  headline,
  indicesOf,
  levelFor,
  picksOf,
  requireAsOf,
  settingOf,
  withLeavers,
} from './back-test-question.ts'
import { FEWEST_FOR_INTERVAL } from './bootstrap.ts'
import { compareWithChance } from './chance-comparison.ts'
import { markTopScores } from './cut.ts'
import { CALIPER, type Matching, matchAccounts, startingLikenesses } from './matching.ts'
import {
  compareGroups,
  comparePairs,
  type MeasureComparison,
  type OutcomeColumn,
  type OutcomeVerdict,
} from './outcome-comparison.ts'
import {
  type Correlation,
  correlate,
  type PredictiveStrength,
  strengthsOfCorrelations,
  symmetricGrowthOf,
} from './predictive-strength.ts'

/** Shares of the work: done when matches are found, and when all comparisons are made; the rest is the criteria. */
const MATCHING_SHARE = 0.02
const COMPARISONS_SHARE = 0.7

/** Whom the picks are held against. */
export type BackTestRival = 'largest' | 'chosen' | 'matched' | 'chance'

/** The picks against one rival, measure by measure; the verdict is that on growth of the first measure. */
export interface RivalComparison {
  readonly against: BackTestRival
  readonly accounts: number
  readonly shared: number
  readonly measures: readonly MeasureComparison[]
  readonly verdict: OutcomeVerdict
  readonly reasons: readonly BackTestReason[]
}

/** What a set would have been worth: its picks (indices), each comparison, each criterion, and what to say in the end. */
export interface BackTest {
  readonly asOf: string
  readonly horizonMonths: number
  readonly level: number
  readonly picks: readonly number[]
  readonly candidates: number
  readonly left: number
  readonly comparisons: readonly RivalComparison[]
  readonly matching: Matching | null
  readonly criteria: readonly PredictiveStrength[]
  readonly startingSpend: PredictiveStrength | null
  readonly verdict: OutcomeVerdict
  readonly verdictAgainst: BackTestRival | null
  readonly reasons: readonly BackTestReason[]
}

/**
 * Tests a criteria set on the company's own past: on what was known by a day the set picks its accounts, and what became
 * of them is held against the largest by spend, what the company chose, accounts alike in spend and trend, and lots drawn.
 * Accounts that left count with nought. The verdict is that against matched accounts, where regression to the mean is
 * taken out, else (fewer than 20, or fewer than half of the picks matched) that against
 * chance. The more sets were tried, the wider the intervals (Bonferroni). Concludes nothing,
 * and says what is missing, with too few accounts or too little history. Throws when evidence was not known by the day.
 */
export function backTest(question: BackTestQuestion): BackTest {
  const steps = backTestSteps(question)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/**
 * The same test in steps, for whoever has other work between them: each step gives the share done so far (0 to 1), and the
 * end gives the test. One step is one measure against one rival, or one criterion.
 */
export function* backTestSteps(question: BackTestQuestion): Generator<number, BackTest> {
  requireAsOf(question, question.set)
  const { asOf, history, set, start } = question
  const candidates = candidatesOf(start)
  const picks = picksOf(set)
  const level = levelFor(question.setsTested)
  const limits = reasonsAgainst({ history, places: set.places, picks: picks.length, candidates: candidates.length })
  const base = { asOf, horizonMonths: history.horizonMonths, level, picks, candidates: candidates.length }
  if (history.monthsAfter < history.horizonMonths) return { ...base, ...withoutOutcomes(limits) }
  const outcomes = question.outcomes.map((column) => withLeavers(column, question.hasLeft))
  yield 0
  const matching = matchingOf(question, picks, candidates)
  yield MATCHING_SHARE
  const comparisons = yield* compareAll(question, { outcomes, picks, candidates, matching, level, limits })
  const [startingSpend, ...criteria] = yield* strengthsOf(question, outcomes[0], candidates)
  const decisive = decisiveOf(comparisons, picks.length)
  const isConcluded = decisive !== undefined && decisive.verdict !== 'no_conclusion'
  return {
    ...base,
    left: candidates.filter((account) => question.hasLeft[account] === 1).length,
    comparisons,
    matching,
    criteria,
    startingSpend: startingSpend ?? null,
    verdict: decisive?.verdict ?? 'no_conclusion',
    verdictAgainst: isConcluded ? decisive.against : null,
    reasons: [
      ...(isConcluded ? [] : (decisive?.reasons ?? limits)),
      ...cautionsOf(question, { matching, level, decisive }),
    ],
  }
}

function matchingOf({ start }: BackTestQuestion, picks: readonly number[], candidates: readonly number[]): Matching {
  return matchAccounts({
    treated: picks,
    controls: candidates,
    likenesses: startingLikenesses(start.spend, start.trend),
    caliper: CALIPER,
    reuse: 'once',
    ...(start.segment ? { segment: start.segment } : {}),
  })
}

function withoutOutcomes(reasons: readonly BackTestReason[]) {
  const nothing = { left: 0, comparisons: [], matching: null, criteria: [], startingSpend: null }
  return { ...nothing, verdict: 'no_conclusion', verdictAgainst: null, reasons } as const
}

interface Asked {
  readonly outcomes: readonly OutcomeColumn[]
  readonly picks: readonly number[]
  readonly candidates: readonly number[]
  readonly matching: Matching
  readonly level: number
  readonly limits: readonly BackTestReason[]
}

interface Rival {
  readonly against: BackTestRival
  readonly accounts: number
  readonly shared: number
  compare(column: OutcomeColumn): MeasureComparison
}

function* compareAll(question: BackTestQuestion, asked: Asked): Generator<number, readonly RivalComparison[]> {
  const rivals = rivalsOf(question, asked)
  const comparisons: RivalComparison[] = []
  for (const { compare, ...rival } of rivals) {
    const measures: MeasureComparison[] = []
    for (const column of asked.outcomes) {
      measures.push(compare(column))
      const done = comparisons.length + measures.length / asked.outcomes.length
      yield (COMPARISONS_SHARE * done) / rivals.length
    }
    comparisons.push(rivalComparison({ ...rival, measures }, asked.limits))
  }
  return comparisons
}

function rivalsOf(question: BackTestQuestion, asked: Asked): readonly Rival[] {
  const { picks, candidates, matching } = asked
  const setting = settingOf(question, asked.level)
  const pairs = matching.pairs.map(({ treated, control }) => [treated, control] as const)
  const group = (against: BackTestRival, others: readonly number[]): Rival => {
    const compare = (column: OutcomeColumn) => compareGroups(column, { picks, others }, setting)
    return { against, accounts: others.length, shared: countShared(picks, others), compare }
  }
  return [
    group('largest', indicesOf(markTopScores(question.start.spend, question.set.places))),
    ...(question.chosen ? [group('chosen', question.chosen.accounts)] : []),
    {
      against: 'matched',
      accounts: pairs.length,
      shared: 0,
      compare: (column) => comparePairs(column, pairs, setting),
    },
    {
      against: 'chance',
      accounts: candidates.length,
      shared: picks.length,
      compare: (column) => compareWithChance(column, { picks, candidates }, setting),
    },
  ]
}

function rivalComparison(
  comparison: Omit<RivalComparison, 'verdict' | 'reasons'>,
  limits: readonly BackTestReason[],
): RivalComparison {
  const { against, accounts, measures } = comparison
  const needed = against === 'matched' ? FEWEST_PICKS : FEWEST_FOR_INTERVAL
  const own: BackTestReason[] = []
  if (accounts < needed) own.push({ code: 'selection/rival-too-small', found: accounts, needed })
  else if (headline(measures) === 'no_conclusion') own.push({ code: 'selection/growth-undefined' })
  const reasons = [...limits, ...own]
  return { ...comparison, verdict: reasons.length > 0 ? 'no_conclusion' : headline(measures), reasons }
}

/** Matched accounts where most picks have one and they allow a conclusion, else chance. */
function decisiveOf(comparisons: readonly RivalComparison[], picks: number): RivalComparison | undefined {
  const matched = comparisons.find(({ against }) => against === 'matched')
  const isMatched = matched && matched.verdict !== 'no_conclusion' && matched.accounts * 2 >= picks
  return isMatched ? matched : comparisons.find(({ against }) => against === 'chance')
}

function* strengthsOf(
  question: BackTestQuestion,
  revenue: OutcomeColumn | undefined,
  candidates: readonly number[],
): Generator<number, readonly PredictiveStrength[]> {
  if (!revenue) return []
  const growth = symmetricGrowthOf(revenue.before, revenue.after)
  const among = new Float64Array(growth.length).fill(Number.NaN)
  for (const account of candidates) among[account] = growth[account] ?? Number.NaN
  const criteria = question.set.matrix.columns.map(({ key, points }) => ({ key, values: points }))
  const predictors = [{ key: 'starting_spend', values: question.start.spend }, ...criteria]
  const correlations: Correlation[] = []
  for (const { key, values } of predictors) {
    correlations.push({ key, ...correlate(values, among) })
    yield COMPARISONS_SHARE + ((1 - COMPARISONS_SHARE) * correlations.length) / predictors.length
  }
  return strengthsOfCorrelations(correlations)
}

function cautionsOf(
  question: BackTestQuestion,
  found: { readonly matching: Matching; readonly level: number; readonly decisive: RivalComparison | undefined },
): readonly BackTestReason[] {
  const { matching, level, decisive } = found
  const typical = decisive?.measures[0]?.typicalGrowth.verdict
  const isTypicalOnly = decisive?.verdict === 'no_difference_shown' && (typical === 'better' || typical === 'worse')
  const unmatched = matching.unmatched.length
  return [
    { code: 'selection/regression-to-the-mean' },
    ...(isTypicalOnly ? [{ code: 'selection/typical-account-differs', verdict: typical } as const] : []),
    ...(matching.isBalanced ? [] : [{ code: 'selection/matches-unbalanced' } as const]),
    ...(unmatched > 0 ? [{ code: 'selection/picks-without-match', found: unmatched } as const] : []),
    ...(question.setsTested > 1
      ? [{ code: 'selection/several-sets-tested', found: question.setsTested, level } as const]
      : []),
  ]
}
