/** Evidence older than this many months is stale: it still counts in the score, half in the confidence, and is marked. */
export const STALE_AFTER_MONTHS = 12

/** How much of its weight stale evidence brings to the confidence, against 1 for fresh evidence. */
export const STALE_STRENGTH = 0.5

/** Whole months from a plain date to another ("2024-01-31" to "2024-02-29" is none yet); 0 when it lies ahead. */
export function ageInMonths(date: string, asOf: string): number {
  const months = monthsOf(asOf) - monthsOf(date) - (asOf.slice(8, 10) < date.slice(8, 10) ? 1 : 0)
  return Math.max(0, months)
}

/** Is evidence of this date older than twelve months? To the day: a year ago today is not yet stale. */
export function isStale(date: string, asOf: string): boolean {
  const years = STALE_AFTER_MONTHS / 12
  const limit = `${String(Number(asOf.slice(0, 4)) - years).padStart(4, '0')}${asOf.slice(4, 10)}`
  return date < limit
}

/** How much of its weight evidence of this date brings to the confidence: 1 when fresh, a half when stale. */
export function strengthOf(date: string, asOf: string): number {
  return isStale(date, asOf) ? STALE_STRENGTH : 1
}

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
}
