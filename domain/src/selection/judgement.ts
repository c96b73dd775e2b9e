import { accept, type Result, refuse } from '../kernel/index.ts'
import type { Criterion } from '../program/index.ts'
import { ageInMonths, isStale } from './age.ts'

/** One person's judgement of an account on a judged criterion, a whole number from 1 to 5. Date as "2024-03-31". */
export interface Judgement {
  readonly criterionKey: string
  readonly score: number
  readonly authorId: string
  readonly date: string
  readonly comment: string | null
}

/** A judgement that counts, with its age at the day of scoring. */
export interface DatedJudgement extends Judgement {
  readonly ageInMonths: number
  readonly isStale: boolean
}

/** What the judgements on one criterion say together. `spread` is the highest less the lowest; the newest gives the date. */
export interface JudgementSummary {
  readonly mean: number
  readonly spread: number
  readonly date: string
  readonly isStale: boolean
  readonly staleCount: number
  readonly judgements: readonly DatedJudgement[]
}

export type JudgementRefusal =
  | 'selection/criterion-not-judged'
  | 'selection/judgement-out-of-range'
  | 'selection/judgement-in-future'

/**
 * Takes a judgement. Refuses a criterion the set does not have or takes from the ledger, anything but a whole number from
 * 1 to 5, and a date after today.
 */
export function recordJudgement(
  criteria: readonly Criterion[],
  judgement: Judgement,
  today: string,
): Result<Judgement, JudgementRefusal> {
  const { criterionKey, score, date } = judgement
  if (criteria.find(({ key }) => key === criterionKey)?.source.kind !== 'judged') {
    return refuse('selection/criterion-not-judged', { criterionKey })
  }
  if (!(Number.isInteger(score) && score >= 1 && score <= 5)) {
    return refuse('selection/judgement-out-of-range', { criterionKey, lowest: 1, highest: 5 })
  }
  if (date > today) return refuse('selection/judgement-in-future', { date, today })
  return accept(judgement)
}

/**
 * Sums up the judgements on one criterion as of a day: the latest of each author counts (of the same day, the one listed
 * last), and the result is the plain mean over authors. Judgements dated after that day are left out. Together they are
 * stale when every one of them is. Null when nobody has judged.
 */
export function summarizeJudgements(
  judgements: readonly Judgement[],
  criterionKey: string,
  asOf: string,
): JudgementSummary | null {
  const latest = latestByAuthor(judgements.filter((one) => one.criterionKey === criterionKey && one.date <= asOf))
  if (latest.length === 0) return null
  const dated = latest.map(
    (one): DatedJudgement => ({ ...one, ageInMonths: ageInMonths(one.date, asOf), isStale: isStale(one.date, asOf) }),
  )
  const scores = dated.map(({ score }) => score)
  const staleCount = dated.filter((one) => one.isStale).length
  return {
    mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    spread: Math.max(...scores) - Math.min(...scores),
    date:
      dated
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? asOf,
    isStale: staleCount === dated.length,
    staleCount,
    judgements: dated,
  }
}

function latestByAuthor(judgements: readonly Judgement[]): readonly Judgement[] {
  const latest = new Map<string, Judgement>()
  for (const judgement of judgements) {
    const before = latest.get(judgement.authorId)
    if (!before || before.date <= judgement.date) latest.set(judgement.authorId, judgement)
  }
  return [...latest.values()]
}
