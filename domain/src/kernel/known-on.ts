/** One state of a thing in the books, and the day on which it was written down; null where it was there from the beginning. */
export interface Noting<T> {
  readonly notedOn: string | null
  readonly value: T
}

/**
 * What the books of a day say of one thing, so that a question about the past is answered by what was known then and
 * not by what was corrected since: the last state that had been written down by the end of the day. A thing that came
 * into the books only later reads as at the end of the day on which it came in, so that slips mended the same day do
 * not count as history.
 *
 * `notings` in the order in which they were written down, the present state last; days as YYYY-MM-DD. Null where
 * nothing was ever written down. A rule of our own: statements of record distinguish the day something holds for from
 * the day it became known (bitemporal reading), and none says how to read what arrived late.
 */
export function asKnownOn<T>(notings: readonly Noting<T>[], day: string): T | null {
  const first = notings[0]
  if (!first) return null
  const cameIn = first.notedOn ?? ''
  const limit = cameIn > day ? cameIn : day
  let held = first
  for (const noting of notings) if ((noting.notedOn ?? '') <= limit) held = noting
  return held.value
}
