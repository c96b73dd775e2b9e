import { type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { activeRaters, type Ratings, ratingsByUnit } from './rating-table.ts'

/** What a difference between two ratings counts: none or all, by order, by distance, or by distance against size. */
export type AgreementMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/** At or above this alpha scores can be relied on. */
export const RELIABLE_AGREEMENT = 0.8
/** Below this alpha the raters do not mean the same by the anchors. */
export const LOWEST_AGREEMENT = 0.667
/** Fewest units rated by two or more for an alpha. */
export const FEWEST_UNITS = 5

/** What to make of an agreement: rely on the scores, take them as tentative, or talk about the anchors first. */
export type AgreementReading = 'rely' | 'tentative' | 'discuss'

/** Krippendorff's alpha with the disagreement observed and expected by chance, and what it rests on. */
export interface Agreement {
  readonly metric: AgreementMetric
  readonly alpha: Figure
  readonly reading: AgreementReading | null
  readonly observed: number | null
  readonly expected: number | null
  readonly raters: number
  readonly units: number
  readonly pairableRatings: number
}

/**
 * How far raters agree: Krippendorff's alpha = 1 - observed / expected disagreement, from a table of raters by units in
 * which ratings may be missing. 1: perfect; 0: as by chance; below 0: worse. Units with fewer than two ratings count
 * nothing. Unknown for fewer than two raters or five units; undefined when all ratings are equal, since nothing then
 * shows that the raters can tell accounts apart. The ratio metric takes no negative ratings. Read: 0.80 and more can be
 * relied on, 0.667 to 0.80 is tentative, below it the anchors need discussion.
 */
export function krippendorffAlpha(ratings: Ratings, metric: AgreementMetric): Agreement {
  const units = ratingsByUnit(ratings).filter((unit) => unit.length >= 2)
  const raters = activeRaters(ratings)
  const pairableRatings = units.reduce((sum, unit) => sum + unit.length, 0)
  const rests = { metric, raters, units: units.length, pairableRatings }
  const without = (alpha: Figure): Agreement => ({ ...rests, alpha, reading: null, observed: null, expected: null })
  if (raters < 2) return without(insufficient(raters === 0 ? 'selection/not-judged' : 'selection/one-rater'))
  if (units.length < FEWEST_UNITS) return without(insufficient('selection/fewer-than-five-common-units'))
  const values = [...new Set(units.flat())].sort((one, other) => one - other)
  if (metric === 'ratio' && (values[0] ?? 0) < 0) return without(notApplicable('selection/ratio-of-negative-ratings'))
  const position = new Map(values.map((value, index) => [value, index]))
  const coincidences = coincidencesOf(units, position)
  const { observed, expected } = disagreements(values, coincidences, metric)
  if (expected === 0) return { ...without(notApplicable('selection/all-equal')), observed, expected }
  const alpha = 1 - observed / expected
  return { ...rests, alpha: known(alpha), reading: readAgreement(alpha), observed, expected }
}

/** What to make of an alpha: at least 0.80 rely, at least 0.667 tentative, below discuss. */
export function readAgreement(alpha: number): AgreementReading {
  if (alpha >= RELIABLE_AGREEMENT) return 'rely'
  return alpha >= LOWEST_AGREEMENT ? 'tentative' : 'discuss'
}

/** How often two raters of the same unit gave value i and value j; each unit counts with the number of its ratings. */
function coincidencesOf(
  units: readonly (readonly number[])[],
  position: ReadonlyMap<number, number>,
): readonly Float64Array[] {
  const table = Array.from({ length: position.size }, () => new Float64Array(position.size))
  for (const unit of units) {
    const counts = new Map<number, number>()
    for (const value of unit) {
      const at = position.get(value) ?? 0
      counts.set(at, (counts.get(at) ?? 0) + 1)
    }
    for (const [row, rowCount] of counts) {
      for (const [column, columnCount] of counts) {
        const pairs = row === column ? rowCount * (rowCount - 1) : rowCount * columnCount
        const line = table[row]
        if (line) line[column] = (line[column] ?? 0) + pairs / (unit.length - 1)
      }
    }
  }
  return table
}

function disagreements(
  values: readonly number[],
  coincidences: readonly Float64Array[],
  metric: AgreementMetric,
): { readonly observed: number; readonly expected: number } {
  const counts = coincidences.map((line) => line.reduce((sum, count) => sum + count, 0))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const distance = squaredDistance(values, counts, metric)
  let observed = 0
  let expected = 0
  for (let row = 0; row < values.length; row += 1) {
    for (let column = row + 1; column < values.length; column += 1) {
      const squared = distance(row, column)
      observed += 2 * (coincidences[row]?.[column] ?? 0) * squared
      expected += 2 * (counts[row] ?? 0) * (counts[column] ?? 0) * squared
    }
  }
  return { observed: observed / total, expected: expected / (total * (total - 1)) }
}

function squaredDistance(
  values: readonly number[],
  counts: readonly number[],
  metric: AgreementMetric,
): (lower: number, higher: number) => number {
  if (metric === 'nominal') return () => 1
  const below = runningSums(counts)
  return (lower, higher) => {
    const low = values[lower] ?? 0
    const high = values[higher] ?? 0
    if (metric === 'interval') return (high - low) ** 2
    if (metric === 'ratio') return ((high - low) / (high + low)) ** 2
    const between = (below[higher + 1] ?? 0) - (below[lower] ?? 0)
    return (between - ((counts[lower] ?? 0) + (counts[higher] ?? 0)) / 2) ** 2
  }
}

function runningSums(counts: readonly number[]): readonly number[] {
  const sums = [0]
  for (const count of counts) sums.push((sums.at(-1) ?? 0) + count)
  return sums
}
