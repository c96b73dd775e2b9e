const TWO_DIGITS = 2

/** Whether a chosen value is a moment, and neither "now" nor something kept. */
export function isMoment(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(value)
}

/** A moment as a field for day and time shows it, in the reader's own time, to the minute. */
export function toLocalMoment(moment: string): string {
  const at = new Date(moment)
  const pad = (number: number) => String(number).padStart(TWO_DIGITS, '0')
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** The moment that such a field means; null while it is half written. */
export function fromLocalMoment(local: string): string | null {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

const WEEK_MILLISECONDS = 7 * 24 * 60 * 60 * 1_000
const MINUTE_MILLISECONDS = 60 * 1_000

/** Where a comparison begins that nobody has chosen: a week ago, or when the plan had just been begun. */
export function usualBeginning(knownSince: string, now: number): string {
  const begun = new Date(knownSince).getTime() + MINUTE_MILLISECONDS
  return new Date(Math.min(now, Math.max(begun, now - WEEK_MILLISECONDS))).toISOString()
}

const QUARTER_MONTHS = 3

/** The same time of day three months before, on the last day of that month where it is shorter. */
export function quarterBefore(now: number): string {
  const at = new Date(now)
  const day = at.getDate()
  at.setDate(1)
  at.setMonth(at.getMonth() - QUARTER_MONTHS)
  const last = new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate()
  at.setDate(Math.min(day, last))
  return at.toISOString()
}
