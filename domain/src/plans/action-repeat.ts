import { addDays, addMonths, daysBetween } from '../program/index.ts'

/** Comes again every so many weeks or months. */
export interface ActionRepeat {
  readonly every: number
  readonly unit: 'week' | 'month'
}

/** A recurring action that is done. Dates are `YYYY-MM-DD`. */
export interface DoneOccurrence {
  readonly repeat: ActionRepeat
  /** Due date of the first of the series, from which all are counted; null when it had none. */
  readonly anchor: string | null
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly doneOn: string
}

/** When the next one is to be begun and done. */
export interface NextOccurrence {
  readonly anchor: string
  readonly startsOn: string | null
  readonly dueOn: string
}

/**
 * The next occurrence of a recurring action: the first day of its rhythm after both its due date and the day it was
 * done, so that what was done very late does not leave a trail of overdue copies. The rhythm is counted from the first
 * due date: the 31st stays the last of the month after a February. Without a due date it is counted from the day it was
 * done. The start keeps its distance from the due date.
 */
export function nextOccurrence(done: DoneOccurrence): NextOccurrence {
  const anchor = done.anchor ?? done.dueOn ?? done.doneOn
  const after = done.dueOn !== null && done.dueOn > done.doneOn ? done.dueOn : done.doneOn
  const dueOn = firstAfter(anchor, done.repeat, after)
  const lead = done.startsOn !== null && done.dueOn !== null ? daysBetween(done.startsOn, done.dueOn) : null
  return { anchor, dueOn, startsOn: lead === null ? null : addDays(dueOn, -Math.max(0, lead)) }
}

function firstAfter(anchor: string, repeat: ActionRepeat, after: string): string {
  const daysPerStep = repeat.every * (repeat.unit === 'week' ? 7 : 28)
  // A month has at least 28 days, so this many steps may overshoot but never lie short of the step before the wanted one.
  let step = Math.max(1, Math.floor((daysBetween(anchor, after) ?? 0) / daysPerStep) + 1)
  while (step > 1 && dayOf(anchor, repeat, step - 1) > after) step -= 1
  return dayOf(anchor, repeat, step)
}

function dayOf(anchor: string, repeat: ActionRepeat, step: number): string {
  const count = repeat.every * step
  return repeat.unit === 'week' ? addDays(anchor, count * 7) : addMonths(anchor, count)
}
