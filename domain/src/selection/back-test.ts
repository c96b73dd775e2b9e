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
import { type PredictiveStrength, predictiveStrengths, symmetricGrowthOf } from './predictive-strength.ts'

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
  requireAsOf(question, question.set)
  const { asOf, history, set, start } = question
  const candidates = candidatesOf(start)
  const picks = picksOf(set)
  const level = levelFor(question.setsTested)
  const limits = reasonsAgainst({ history, places: set.places, picks: picks.length, candidates: candidates.length })
  const base = { asOf, horizonMonths: history.horizonMonths, level, picks, candidates: candidates.length }
  if (history.monthsAfter < history.horizonMonths) return { ...base, ...withoutOutcomes(limits) }
  const outcomes = question.outcomes.map((column) => withLeavers(column, question.hasLeft))
  const matching = matchAccounts({
    treated: picks,
    controls: candidates,
    likenesses: startingLikenesses(start.spend, start.trend),
    caliper: CALIPER,
    reuse: 'once',
    ...(start.segment ? { segment: start.segment } : {}),
  })
  const comparisons = compareAll(question, { outcomes, picks, candidates, matching, level, limits })
  const [startingSpend, ...criteria] = strengthsOf(question, outcomes[0], candidates)
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

function compareAll(question: BackTestQuestion, asked: Asked): readonly RivalComparison[] {
  const { outcomes, picks, candidates, matching } = asked
  const setting = settingOf(question, asked.level)
  const largest = indicesOf(markTopScores(question.start.spend, question.set.places))
  const pairs = matching.pairs.map(({ treated, control }) => [treated, control] as const)
  const groupRival = (against: BackTestRival, others: readonly number[]) => {
    const measures = outcomes.map((column) => compareGroups(column, { picks, others }, setting))
    const shared = countShared(picks, others)
    return rivalComparison({ against, accounts: others.length, shared, measures }, asked.limits)
  }
  const chance = outcomes.map((column) => compareWithChance(column, { picks, candidates }, setting))
  return [
    groupRival('largest', largest),
    ...(question.chosen ? [groupRival('chosen', question.chosen.accounts)] : []),
    rivalComparison(
      {
        against: 'matched',
        accounts: pairs.length,
        shared: 0,
        measures: outcomes.map((column) => comparePairs(column, pairs, setting)),
      },
      asked.limits,
    ),
    rivalComparison(
      { against: 'chance', accounts: candidates.length, shared: picks.length, measures: chance },
      asked.limits,
    ),
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

function strengthsOf(
  question: BackTestQuestion,
  revenue: OutcomeColumn | undefined,
  candidates: readonly number[],
): readonly PredictiveStrength[] {
  if (!revenue) return []
  const growth = symmetricGrowthOf(revenue.before, revenue.after)
  const among = new Float64Array(growth.length).fill(Number.NaN)
  for (const account of candidates) among[account] = growth[account] ?? Number.NaN
  const criteria = question.set.matrix.columns.map(({ key, points }) => ({ key, values: points }))
  return predictiveStrengths([{ key: 'starting_spend', values: question.start.spend }, ...criteria], among)
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
