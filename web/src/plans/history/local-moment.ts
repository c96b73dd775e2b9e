import { quarterBefore } from '@mainstay/domain/plans'

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

const DAY_LENGTH = '2026-10-31'.length

/** The moment that a quarterly review looks back to, at the same time of day as the reader's clock has it now. */
export function lastReviewBefore(now: number): string {
  const local = toLocalMoment(new Date(now).toISOString())
  return new Date(`${quarterBefore(local.slice(0, DAY_LENGTH))}${local.slice(DAY_LENGTH)}`).toISOString()
}
