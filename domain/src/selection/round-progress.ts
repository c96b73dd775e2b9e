import { addDays, daysBetween } from '../program/index.ts'
import { criteriaFor } from './round-scoring.ts'
import type { ScoringRound } from './scoring-round.ts'

/** How far one rater is: what is due (accounts times own criteria) and what is answered. */
export interface RaterProgress {
  readonly raterId: string
  readonly function: string
  readonly due: number
  readonly done: number
}

/** How far a round is, as counts only: progress tells nothing of what was scored. */
export interface RoundProgress {
  readonly due: number
  readonly done: number
  readonly share: number
  readonly raters: readonly RaterProgress[]
  readonly daysLeft: number
  readonly isOverdue: boolean
}

/** A reminder that is due: to whom, how much is open, days to the deadline (below 0: past it). */
export interface DueReminder {
  readonly raterId: string
  readonly open: number
  readonly daysLeft: number
}

/**
 * The progress of a round on a day, from how many answers each rater has given. Counts are all it takes, so that whoever
 * leads the round can follow it without any score being read. Answers of people who are no raters count nothing.
 */
export function roundProgress(round: ScoringRound, answers: ReadonlyMap<string, number>, today: string): RoundProgress {
  const raters = round.raters.map(
    (rater): RaterProgress => ({
      raterId: rater.raterId,
      function: rater.function,
      due: criteriaFor(round, rater.raterId).length * round.accountIds.length,
      done: answers.get(rater.raterId) ?? 0,
    }),
  )
  const due = raters.reduce((sum, rater) => sum + rater.due, 0)
  const done = raters.reduce((sum, rater) => sum + rater.done, 0)
  const daysLeft = daysBetween(today, round.deadline) ?? 0
  const isOverdue = round.status === 'open' && daysLeft < 0
  return { due, done, share: due > 0 ? done / due : 0, raters, daysLeft, isOverdue }
}

/**
 * The reminders due on a day: for an open round, every rater with open answers who has had no reminder since the last
 * reminder day that has come (so many days before the deadline), nor today. None once the deadline has passed: then the
 * round's lead decides to extend or to close. `lastReminded` holds the day of each rater's last reminder.
 */
export function remindersDue(question: {
  readonly round: ScoringRound
  readonly progress: RoundProgress
  readonly lastReminded: ReadonlyMap<string, string>
  readonly today: string
}): readonly DueReminder[] {
  const { round, progress, lastReminded, today } = question
  if (round.status !== 'open' || today < round.opensOn || progress.daysLeft < 0) return []
  const mark = round.reminderDays
    .map((days) => addDays(round.deadline, -days))
    .filter((day) => day <= today)
    .sort()
    .at(-1)
  if (mark === undefined) return []
  return progress.raters
    .filter(({ raterId, due, done }) => done < due && (lastReminded.get(raterId) ?? '') < mark)
    .map(({ raterId, due, done }) => ({ raterId, open: due - done, daysLeft: progress.daysLeft }))
}
