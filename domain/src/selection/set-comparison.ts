import { type BackTestReason, reasonsAgainst } from './back-test-limits.ts'
import {
  type AsOfSet,
  type BackTestQuestion,
  candidatesOf,
  countShared,
  headline,
  levelFor,
  picksOf,
  requireAsOf,
  settingOf,
  withLeavers,
} from './back-test-question.ts'
import { compareGroups, type MeasureComparison, type OutcomeVerdict } from './outcome-comparison.ts'

/** Two sets on the same past: what the picks of the one became against those of the other, and how many they share. */
export interface SetComparison {
  readonly picks: readonly number[]
  readonly otherPicks: readonly number[]
  readonly shared: number
  readonly measures: readonly MeasureComparison[]
  readonly verdict: OutcomeVerdict
  readonly reasons: readonly BackTestReason[]
}

/**
 * Holds two sets side by side on the same past, shared picks cancelling out; "better" speaks of the question's own set.
 * The same limits and the same guard against later knowledge as in `backTest`.
 */
export function compareSets(question: BackTestQuestion, other: AsOfSet): SetComparison {
  requireAsOf(question, question.set)
  requireAsOf(question, other)
  const picks = picksOf(question.set)
  const otherPicks = picksOf(other)
  const limits = reasonsAgainst({
    history: question.history,
    places: Math.max(question.set.places, other.places),
    picks: Math.min(picks.length, otherPicks.length),
    candidates: candidatesOf(question.start).length,
  })
  const isOver = question.history.monthsAfter >= question.history.horizonMonths
  const setting = settingOf(question, levelFor(question.setsTested))
  const measures = isOver
    ? question.outcomes.map((column) =>
        compareGroups(withLeavers(column, question.hasLeft), { picks, others: otherPicks }, setting),
      )
    : []
  const verdict = limits.length > 0 ? 'no_conclusion' : headline(measures)
  return { picks, otherPicks, shared: countShared(picks, otherPicks), measures, verdict, reasons: limits }
}
