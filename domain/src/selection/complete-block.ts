import type { Ratings } from './rating-table.ts'

/** Raters and units (as positions in the table) such that every rater rated every unit; `isWhole`: nobody was left out. */
export interface CompleteBlock {
  readonly raters: readonly number[]
  readonly units: readonly number[]
  readonly isWhole: boolean
}

/** Beyond so many raters only those with the most ratings are combined, since every combination is tried. */
const MOST_RATERS_COMBINED = 12

/**
 * The largest part of a table of raters by units without a gap: of all combinations of two or more raters the one with
 * the most ratings, on a draw the one with more raters. Exact for up to twelve raters; of more, the twelve with the most
 * ratings are considered. Null when no two raters share a unit. Raters without any rating are no part of the table.
 */
export function largestCompleteBlock(ratings: Ratings): CompleteBlock | null {
  const active = ratings
    .map((row, rater) => ({ rater, given: row.filter((value) => value !== null).length }))
    .filter(({ given }) => given > 0)
  const raters = [...active]
    .sort((one, other) => other.given - one.given || one.rater - other.rater)
    .slice(0, MOST_RATERS_COMBINED)
    .map(({ rater }) => rater)
  const masks = masksOfUnits(ratings, raters)
  const unitsPerMask = countBy(masks)
  let best = { mask: 0, size: 0, cells: 0 }
  for (let mask = 1; mask < 1 << raters.length; mask += 1) {
    const size = bitsIn(mask)
    if (size < 2) continue
    const cells = size * unitsCovering(unitsPerMask, mask)
    if (cells > best.cells || (cells === best.cells && cells > 0 && size > best.size)) best = { mask, size, cells }
  }
  if (best.cells === 0) return null
  const chosen = raters.filter((_, index) => (best.mask & (1 << index)) !== 0).sort((one, other) => one - other)
  const units = masks.flatMap((mask, unit) => ((mask & best.mask) === best.mask ? [unit] : []))
  const ratedUnits = masks.filter((mask) => mask !== 0).length
  return { raters: chosen, units, isWhole: chosen.length === active.length && units.length === ratedUnits }
}

function masksOfUnits(ratings: Ratings, raters: readonly number[]): readonly number[] {
  const units = ratings.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: units }, (_, unit) =>
    raters.reduce((mask, rater, index) => ((ratings[rater]?.[unit] ?? null) === null ? mask : mask | (1 << index)), 0),
  )
}

function countBy(masks: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const mask of masks) counts.set(mask, (counts.get(mask) ?? 0) + 1)
  return counts
}

function unitsCovering(unitsPerMask: ReadonlyMap<number, number>, mask: number): number {
  let units = 0
  for (const [covered, count] of unitsPerMask) if ((covered & mask) === mask) units += count
  return units
}

function bitsIn(mask: number): number {
  let bits = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) bits += 1
  return bits
}
