import { degraded, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { FEWEST_UNITS } from './agreement.ts'
import { type CompleteBlock, largestCompleteBlock } from './complete-block.ts'
import { activeRaters, type Ratings } from './rating-table.ts'

/** The mean squares of a two-way layout: between units, within units, between raters, and what is left. */
export interface MeanSquares {
  readonly betweenUnits: number
  readonly withinUnits: number
  readonly betweenRaters: number
  readonly residual: number
}

/**
 * One coefficient for each reading of who the raters are: another rater for every unit (1), raters drawn from many (2),
 * these raters and no others (3).
 */
export interface IntraclassByModel {
  readonly oneWay: Figure
  readonly randomRaters: Figure
  readonly fixedRaters: Figure
}

/** Intraclass correlations of one rater's score and of the raters' average, and the block of the table they rest on. */
export interface IntraclassCorrelation {
  readonly single: IntraclassByModel
  readonly average: IntraclassByModel
  readonly meanSquares: MeanSquares
  readonly block: CompleteBlock
}

/**
 * How much of the difference between scores lies between the accounts rather than between the raters (Shrout and Fleiss
 * 1979, ICC 1, 2 and 3 with their averages). Takes a table of raters by units. It needs every rater on every unit: where
 * ratings are missing, the largest complete block stands in and the figure is marked. Unknown with fewer than two raters
 * or five units in that block.
 */
export function intraclassCorrelation(ratings: Ratings): Figure<IntraclassCorrelation> {
  const raters = activeRaters(ratings)
  if (raters < 2) return insufficient(raters === 0 ? 'selection/not-judged' : 'selection/one-rater')
  const block = largestCompleteBlock(ratings)
  if (!block || block.units.length < FEWEST_UNITS) return insufficient('selection/no-complete-block')
  const rows = block.raters.map((rater) => block.units.map((unit) => ratings[rater]?.[unit] ?? 0))
  const meanSquares = meanSquaresOf(rows)
  const correlation = { ...coefficients(meanSquares, rows), meanSquares, block }
  return block.isWhole ? known(correlation) : degraded(correlation, 'selection/incomplete-ratings')
}

function meanSquaresOf(rows: readonly (readonly number[])[]): MeanSquares {
  const raters = rows.length
  const units = rows[0]?.length ?? 0
  const raterMeans = rows.map(meanOf)
  const unitMeans = Array.from({ length: units }, (_, unit) => meanOf(rows.map((row) => row[unit] ?? 0)))
  const grand = meanOf(raterMeans)
  const between = raters * sumOf(unitMeans.map((mean) => (mean - grand) ** 2))
  const amongRaters = units * sumOf(raterMeans.map((mean) => (mean - grand) ** 2))
  let within = 0
  let residual = 0
  rows.forEach((row, rater) => {
    row.forEach((value, unit) => {
      const unitMean = unitMeans[unit] ?? 0
      within += (value - unitMean) ** 2
      residual += (value - unitMean - (raterMeans[rater] ?? 0) + grand) ** 2
    })
  })
  return {
    betweenUnits: between / (units - 1),
    withinUnits: within / (units * (raters - 1)),
    betweenRaters: amongRaters / (raters - 1),
    residual: residual / ((units - 1) * (raters - 1)),
  }
}

function coefficients(
  { betweenUnits: bms, withinUnits: wms, betweenRaters: jms, residual: ems }: MeanSquares,
  rows: readonly (readonly number[])[],
): { readonly single: IntraclassByModel; readonly average: IntraclassByModel } {
  const k = rows.length
  const n = rows[0]?.length ?? 1
  return {
    single: {
      oneWay: share(bms - wms, bms + (k - 1) * wms),
      randomRaters: share(bms - ems, bms + (k - 1) * ems + (k * (jms - ems)) / n),
      fixedRaters: share(bms - ems, bms + (k - 1) * ems),
    },
    average: {
      oneWay: share(bms - wms, bms),
      randomRaters: share(bms - ems, bms + (jms - ems) / n),
      fixedRaters: share(bms - ems, bms),
    },
  }
}

/** A ratio of variances that vanish by rounding alone says nothing. */
function share(part: number, whole: number): Figure {
  return whole > 1e-12 ? known(part / whole) : notApplicable('selection/all-equal')
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length
}
