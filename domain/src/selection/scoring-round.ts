export type RoundStatus = 'planned' | 'open' | 'closed' | 'reconciled' | 'cancelled'

/** A person who scores, and the function of the company the person speaks for ("finance"). */
export interface RoundRater {
  readonly raterId: string
  readonly function: string
}

/** A judged criterion of the round and the functions that may score it. */
export interface RoundCriterion {
  readonly criterionKey: string
  readonly functions: readonly string[]
}

/**
 * A round in which several functions score candidates without seeing each other's scores. Dates as "2024-03-31"; the
 * deadline day itself still counts. Reminders go out so many days before the deadline.
 */
export interface ScoringRound {
  readonly status: RoundStatus
  readonly opensOn: string
  readonly deadline: string
  readonly accountIds: readonly string[]
  readonly criteria: readonly RoundCriterion[]
  readonly raters: readonly RoundRater[]
  readonly reminderDays: readonly number[]
}
