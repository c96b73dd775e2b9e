import { type AsOfMatrix, dayOfDate, factsOfMatrix, requireKnownBy } from './as-of.ts'
import type { HistoryReach } from './back-test-limits.ts'
import type { BootstrapSetting } from './bootstrap.ts'
import { accountsInside, type CutQuestion } from './cut.ts'
import { INTERVAL_LEVEL } from './intervals.ts'
import type { MeasureComparison, OutcomeColumn, OutcomeVerdict } from './outcome-comparison.ts'

/** A criteria set on the evidence of a past day, which carries its knowledge dates. */
export interface AsOfSet extends CutQuestion {
  readonly matrix: AsOfMatrix
}

/**
 * How accounts stood on the day: spend of the year up to it (NaN: no customer yet), trend (for example that year's growth
 * over the one before; NaN unknown), the last day on which a fact behind either became known, and segments if matches must
 * come from the same one.
 */
export interface StartingPoint {
  readonly spend: Float64Array
  readonly trend: Float64Array
  readonly knownOn: Int32Array
  readonly segment?: ArrayLike<number>
}

/** What the company itself had chosen by the day; `knownOn` is the day of each choice. */
export interface ChosenAccounts {
  readonly accounts: readonly number[]
  readonly knownOn: readonly string[]
}

/**
 * A question to one's own past. Outcomes are of the months after the day; `hasLeft` marks accounts that bought nothing in
 * them, whose outcomes count as nought. `setsTested`: how many sets have been tried on this past, this one included.
 */
export interface BackTestQuestion {
  readonly asOf: string
  readonly history: HistoryReach
  readonly set: AsOfSet
  readonly start: StartingPoint
  readonly chosen: ChosenAccounts | null
  readonly outcomes: readonly OutcomeColumn[]
  readonly hasLeft: Uint8Array
  readonly setsTested: number
  readonly seed: number
  readonly draws?: number
}

/** The intervals never get wider than this, however many sets were tried: draws do not reach farther. */
const WIDEST_LEVEL = 0.995

/** The verdict on a comparison as a whole: that on growth of the first measure. */
export function headline(measures: readonly MeasureComparison[]): OutcomeVerdict {
  return measures[0]?.growth.verdict ?? 'no_conclusion'
}

/** Lets a question pass only if nothing in it, and nothing in the set, became known after its day; throws otherwise. */
export function requireAsOf(question: BackTestQuestion, set: AsOfSet): void {
  const { asOf, start, chosen } = question
  const chosenOn = Int32Array.from(chosen?.knownOn ?? [], dayOfDate)
  requireKnownBy(asOf, [
    ...factsOfMatrix(set.matrix),
    // Nothing spent is no fact, so it needs no day.
    { about: 'starting_spend', knownOn: start.knownOn, isKnown: (account) => Math.abs(start.spend[account] ?? 0) > 0 },
    { about: 'chosen', knownOn: chosenOn, isKnown: () => true },
  ])
}

/** The level of intervals when several sets were tried on the same past (Bonferroni). */
export function levelFor(setsTested: number): number {
  return Math.min(WIDEST_LEVEL, 1 - (1 - INTERVAL_LEVEL) / Math.max(1, setsTested))
}

/** How the question wants its samples drawn. */
export function settingOf(question: BackTestQuestion, level: number): BootstrapSetting {
  return { seed: question.seed, level, ...(question.draws === undefined ? {} : { draws: question.draws }) }
}

/** An outcome with nought after for the accounts that left, instead of unknown: they count. */
export function withLeavers(column: OutcomeColumn, hasLeft: Uint8Array): OutcomeColumn {
  return { ...column, after: column.after.map((amount, account) => (hasLeft[account] === 1 ? 0 : amount)) }
}

/** Accounts that could have been picked: those whose starting spend is known. */
export function candidatesOf({ spend }: StartingPoint): readonly number[] {
  const candidates: number[] = []
  spend.forEach((amount, account) => {
    if (!Number.isNaN(amount)) candidates.push(account)
  })
  return candidates
}

/** The accounts a set gives a place, as indices. */
export function picksOf(set: AsOfSet): readonly number[] {
  return indicesOf(accountsInside(set))
}

/** The indices of marked accounts. */
export function indicesOf(marks: Uint8Array): readonly number[] {
  const indices: number[] = []
  marks.forEach((mark, account) => {
    if (mark === 1) indices.push(account)
  })
  return indices
}

/** How many accounts two lists have in common. */
export function countShared(one: readonly number[], other: readonly number[]): number {
  const known = new Set(other)
  return one.filter((account) => known.has(account)).length
}
