import { addDays, daysBetween } from '../../program/index.ts'
import { gradeColor } from '../grading.ts'
import { type DateSpan, expectedProgress, paceOf } from '../pace.ts'

/** Days on which what a rule waits for is the case: from the first one until, and without, the last; null: still. */
export interface RuleDays {
  readonly from: string
  readonly until: string | null
}

const HAIR = 1e-9

/**
 * The days on which a date lies within so many days: from `days` before it up to the day itself. It ends earlier, on
 * `overOn`, where the thing is done, closed or gone by then.
 */
export function daysBefore(date: string, days: number, overOn: string | null): RuleDays[] {
  return whereAny({ from: addDays(date, -days), until: earlier(addDays(date, 1), overOn) })
}

/** The days on which something has lasted for so many days since `since`; until `overOn`, when it ended. */
export function daysLasting(since: string, days: number, overOn: string | null): RuleDays[] {
  return whereAny({ from: addDays(since, days), until: overOn })
}

/**
 * The quiet times of a plan: between two touches that lie more than `days` apart, from so many days after the one up to
 * the next. `touches` are the days on which somebody changed something, the first one that of its beginning. Each quiet
 * time names the touch before it.
 */
export function quietDays(touches: readonly string[], days: number): (RuleDays & { readonly since: string })[] {
  const sorted = [...new Set(touches)].sort()
  return sorted.flatMap((since, index) =>
    daysLasting(since, days, sorted[index + 1] ?? null).map((quiet) => ({ ...quiet, since })),
  )
}

/** How far a key result had come from a day on, from 0 to 1. */
export interface GradeStep {
  readonly on: string
  readonly grade: number
}

/**
 * The days on which a key result is red (below 0.4) and off track, that is, more than 0.25 behind the time that is over.
 * A result that has hardly begun is low and red without being late; that calls for nothing. Before the first reading there
 * is no grade and so no color. Ends with the objective's last day; nothing is said of days after `upTo` but that it goes on.
 */
export function redDays(steps: readonly GradeStep[], span: DateSpan, upTo: string): RuleDays[] {
  const found: { from: string; until: string | null }[] = []
  for (const [index, { on, grade }] of steps.entries()) {
    const next = steps[index + 1]?.on ?? null
    const from =
      gradeColor(grade) === 'red' ? firstOffTrack(grade, span, { from: on, to: next ?? addDays(upTo, 1) }) : null
    if (from === null) continue
    const before = found.at(-1)
    if (before?.until === from) before.until = next
    else found.push({ from, until: next })
  }
  return daysWithin(found, { from: span.startsOn, until: addDays(span.endsOn, 1) })
}

/** First day of a stretch on which a grade that stays is off track; the time that is over only grows. */
function firstOffTrack(grade: number, span: DateSpan, { from, to }: { from: string; to: string }): string | null {
  const isOff = (day: string) => paceOf(grade, expectedProgress(span, day)) === 'off_track'
  let [low, high] = [0, (daysBetween(from, to) ?? 0) - 1]
  if (high < 0 || !isOff(addDays(from, high))) return null
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isOff(addDays(from, middle))) high = middle
    else low = middle + 1
  }
  return addDays(from, low)
}

/**
 * The days on which a key result has not moved forward for so many days: its grade was not above the best one before,
 * counted from 0 on the objective's first day, and it is not at 1. A result that nobody reads does not move. Ends with the
 * objective's last day.
 */
export function stalledDays(steps: readonly GradeStep[], { span, days }: { span: DateSpan; days: number }): RuleDays[] {
  const moves = [{ on: span.startsOn, grade: 0 }]
  for (const step of steps) {
    if (step.grade > (moves.at(-1)?.grade ?? 0) + HAIR) {
      moves.push({ on: later(step.on, span.startsOn), grade: step.grade })
    }
  }
  const over = addDays(span.endsOn, 1)
  return moves.flatMap(({ on, grade }, index) =>
    grade >= 1 - HAIR ? [] : daysLasting(on, days, earlier(over, moves[index + 1]?.on ?? null)),
  )
}

/** The part of some days that lies within the life of their plan, or of anything else that begins and ends. */
export function daysWithin(all: readonly RuleDays[], life: RuleDays): RuleDays[] {
  return all.flatMap(({ from, until }) =>
    whereAny({
      from: later(from, life.from),
      until: until === null ? life.until : earlier(until, life.until),
    }),
  )
}

/** Whether it is the case on a day. */
export function holdsOn(all: readonly RuleDays[], day: string): boolean {
  return all.some(({ from, until }) => from <= day && (until === null || day < until))
}

/** The first day from `from` to `to`, both counted, on which it is the case; null where there is none. */
export function firstDayHeld(all: readonly RuleDays[], { from, to }: { from: string; to: string }): string | null {
  const inside = daysWithin(all, { from, until: addDays(to, 1) }).map((days) => days.from)
  return inside.sort()[0] ?? null
}

function whereAny(days: RuleDays): RuleDays[] {
  return days.until !== null && days.until <= days.from ? [] : [days]
}

function later(day: string, other: string): string {
  return day < other ? other : day
}

function earlier(day: string, other: string | null): string {
  return other !== null && other < day ? other : day
}
