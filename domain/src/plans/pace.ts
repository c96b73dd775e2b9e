const DAY_MILLISECONDS = 86_400_000
/** How far behind its time a grade may lie and still be on track, and still be only at risk. */
export const ON_TRACK_SLACK = 0.1
export const AT_RISK_SLACK = 0.25
const HAIR = 1e-9

export type Pace = 'on_track' | 'at_risk' | 'off_track'

/** First and last day of something, "YYYY-MM-DD". */
export interface DateSpan {
  readonly startsOn: string
  readonly endsOn: string
}

/**
 * Part of its time that is over on a day, from 0 to 1: days since the first day / days from the first to the last. Null
 * before it begins, when nothing is expected of it yet; 1 from the last day on.
 */
export function expectedProgress({ startsOn, endsOn }: DateSpan, today: string): number | null {
  if (today < startsOn) return null
  if (today >= endsOn) return 1
  return daysBetween(startsOn, today) / daysBetween(startsOn, endsOn)
}

/**
 * Pace of something with a grade: on track when the grade lies at most 0.1 below the part of the time that is over, at
 * risk down to 0.25 below, off track beyond. Null without a grade and before it begins.
 */
export function paceOf(grade: number | null, expected: number | null): Pace | null {
  if (grade === null || expected === null) return null
  if (grade >= expected - ON_TRACK_SLACK - HAIR) return 'on_track'
  return grade >= expected - AT_RISK_SLACK - HAIR ? 'at_risk' : 'off_track'
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS
}
