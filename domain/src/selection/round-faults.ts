import { daysBetween, isCalendarDate } from '../program/index.ts'
import type { RoundCriterion, ScoringRound } from './scoring-round.ts'

export type RoundFaultCode =
  | 'selection/round-without-candidates'
  | 'selection/round-candidate-twice'
  | 'selection/round-without-criteria'
  | 'selection/round-criterion-twice'
  | 'selection/round-criterion-not-judged'
  | 'selection/round-without-raters'
  | 'selection/round-rater-twice'
  | 'selection/round-criterion-nobody-may-score'
  | 'selection/round-rater-nothing-to-score'
  | 'selection/round-date-invalid'
  | 'selection/round-deadline-in-past'
  | 'selection/round-deadline-before-opening'
  | 'selection/round-reminder-out-of-range'

/** One thing wrong with a round: where ("raters.2") and what. */
export interface RoundFault {
  readonly path: string
  readonly code: RoundFaultCode
}

/** A round that may be held, but whose results will say less. */
export interface RoundCaution {
  readonly code: 'selection/round-one-rater' | 'selection/round-one-function' | 'selection/round-criterion-one-rater'
  readonly criterionKey: string | null
}

/** Earliest reminder, in days before the deadline. */
export const EARLIEST_REMINDER_DAYS = 60

/**
 * Everything wrong with a planned round, all at once: no candidates, criteria or raters, any of them twice, a criterion
 * that the set does not judge or that nobody of the raters' functions may score, a rater with nothing to score, a date
 * that is none, a deadline in the past or before the opening, a reminder outside 0 to 60 whole days.
 */
export function roundFaults(
  round: ScoringRound,
  { today, judgedCriteria }: { readonly today: string; readonly judgedCriteria: readonly string[] },
): readonly RoundFault[] {
  return [
    ...listFaults('accountIds', round.accountIds, {
      none: 'selection/round-without-candidates',
      twice: 'selection/round-candidate-twice',
    }),
    ...listFaults(
      'criteria',
      round.criteria.map(({ criterionKey }) => criterionKey),
      { none: 'selection/round-without-criteria', twice: 'selection/round-criterion-twice' },
    ),
    ...listFaults(
      'raters',
      round.raters.map(({ raterId }) => raterId),
      { none: 'selection/round-without-raters', twice: 'selection/round-rater-twice' },
    ),
    ...assignmentFaults(round, judgedCriteria),
    ...dateFaults(round, today),
    ...round.reminderDays.flatMap((days, index): readonly RoundFault[] =>
      Number.isInteger(days) && days >= 0 && days <= EARLIEST_REMINDER_DAYS
        ? []
        : [{ path: `reminderDays.${index}`, code: 'selection/round-reminder-out-of-range' }],
    ),
  ]
}

/**
 * What will make a round say less than it could: a single rater (no agreement can be told), raters of one function only
 * (the others will not stand behind the list), a criterion that only one of the raters may score.
 */
export function roundCautions(round: ScoringRound): readonly RoundCaution[] {
  if (round.raters.length === 1) return [{ code: 'selection/round-one-rater', criterionKey: null }]
  const functions = new Set(round.raters.map((rater) => rater.function))
  const cautions: RoundCaution[] =
    functions.size === 1 ? [{ code: 'selection/round-one-function', criterionKey: null }] : []
  for (const criterion of round.criteria) {
    if (ratersOf(round, criterion) !== 1) continue
    cautions.push({ code: 'selection/round-criterion-one-rater', criterionKey: criterion.criterionKey })
  }
  return cautions
}

function listFaults(
  path: string,
  keys: readonly string[],
  codes: { readonly none: RoundFaultCode; readonly twice: RoundFaultCode },
): readonly RoundFault[] {
  if (keys.length === 0) return [{ path, code: codes.none }]
  const seen = new Set<string>()
  return keys.flatMap((key, index) => {
    const isTwice = seen.has(key)
    seen.add(key)
    return isTwice ? [{ path: `${path}.${index}`, code: codes.twice }] : []
  })
}

function assignmentFaults(round: ScoringRound, judgedCriteria: readonly string[]): readonly RoundFault[] {
  const faults: RoundFault[] = []
  round.criteria.forEach((criterion, index) => {
    if (!judgedCriteria.includes(criterion.criterionKey)) {
      faults.push({ path: `criteria.${index}`, code: 'selection/round-criterion-not-judged' })
    } else if (round.raters.length > 0 && ratersOf(round, criterion) === 0) {
      faults.push({ path: `criteria.${index}.functions`, code: 'selection/round-criterion-nobody-may-score' })
    }
  })
  round.raters.forEach((rater, index) => {
    const hasWork = round.criteria.some(({ functions }) => functions.includes(rater.function))
    if (hasWork || round.criteria.length === 0) return
    faults.push({ path: `raters.${index}`, code: 'selection/round-rater-nothing-to-score' })
  })
  return faults
}

function dateFaults({ opensOn, deadline }: ScoringRound, today: string): readonly RoundFault[] {
  const invalid = Object.entries({ opensOn, deadline }).filter(([, date]) => !isCalendarDate(date))
  if (invalid.length > 0) return invalid.map(([path]) => ({ path, code: 'selection/round-date-invalid' }))
  const faults: RoundFault[] = []
  if (deadline < today) faults.push({ path: 'deadline', code: 'selection/round-deadline-in-past' })
  if ((daysBetween(opensOn, deadline) ?? 0) < 0) {
    faults.push({ path: 'deadline', code: 'selection/round-deadline-before-opening' })
  }
  return faults
}

function ratersOf(round: ScoringRound, { functions }: RoundCriterion): number {
  return round.raters.filter((rater) => functions.includes(rater.function)).length
}
