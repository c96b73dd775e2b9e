import { normalCdf, quantile } from '../economics/index.ts'
import { type Figure, insufficient, known, notApplicable, seededRandom } from '../kernel/index.ts'
import { type Estimate, INTERVAL_LEVEL, reachOf } from './intervals.ts'

/** Fewest accounts a bootstrap interval is given for: below, resampling the same few says little about others. */
export const FEWEST_FOR_INTERVAL = 10
/** How often a sample is drawn anew. */
export const BOOTSTRAP_DRAWS = 1000

/** How to resample: the seed that makes it repeatable, how often, and the level of the interval. */
export interface BootstrapSetting {
  readonly seed: number
  readonly draws?: number
  readonly level?: number
}

/**
 * A sample of accounts in one or more strata, each resampled within itself. A row holds an account's amounts; `statistic`
 * makes the figure from the sums of all rows, column by column (NaN where it is undefined). `accounts` is the size of the
 * smallest group compared.
 */
export interface Sample {
  readonly strata: readonly (readonly (readonly number[])[])[]
  readonly accounts: number
  readonly statistic: (sums: Float64Array) => number
}

/** Share of draws that may leave the figure undefined before it is given up. */
const UNDEFINED_LIMIT = 0.01

/**
 * A figure with its interval by bootstrap: the accounts are drawn with replacement, again and again, and the figure is made
 * anew; the interval runs between percentiles of the draws, set wider for few accounts. (Corrections for bias and skew were
 * tried on planted pasts with amounts of very unequal size; there they held the truth less often.) Refuses under ten
 * accounts, and where the figure is undefined. The same seed gives the same interval. Source: Efron 1979, Hesterberg 2015.
 */
export function bootstrapInterval(sample: Sample, setting: BootstrapSetting): Figure<Estimate> {
  if (sample.accounts < FEWEST_FOR_INTERVAL) return insufficient('selection/too-few-for-interval')
  const flat = flatten(sample)
  const value = sample.statistic(flat.sums)
  if (!Number.isFinite(value)) return notApplicable('selection/start-not-positive')
  const level = setting.level ?? INTERVAL_LEVEL
  const wanted = setting.draws ?? BOOTSTRAP_DRAWS
  const drawn = drawStatistics(flat, sample.statistic, { seed: setting.seed, draws: wanted }).filter(Number.isFinite)
  if (drawn.length < wanted * (1 - UNDEFINED_LIMIT)) return notApplicable('selection/start-not-positive')
  const tail = normalCdf(-smallSampleReach(level, sample.accounts))
  return known({ value, low: quantile(drawn, tail) ?? value, high: quantile(drawn, 1 - tail) ?? value, level })
}

/** The mean of values with its interval. */
export function bootstrapMean(values: readonly number[], setting: BootstrapSetting): Figure<Estimate> {
  const statistic = (sums: Float64Array) => (sums[0] ?? 0) / values.length
  return bootstrapInterval({ strata: [values.map((value) => [value])], accounts: values.length, statistic }, setting)
}

/** The mean of one group less the mean of another, the groups having nobody in common. */
export function bootstrapDifference(
  one: readonly number[],
  other: readonly number[],
  setting: BootstrapSetting,
): Figure<Estimate> {
  const statistic = (sums: Float64Array) => (sums[0] ?? 0) / one.length - (sums[1] ?? 0) / other.length
  const strata = [one.map((value) => [value, 0]), other.map((value) => [0, value])]
  return bootstrapInterval({ strata, accounts: Math.min(one.length, other.length), statistic }, setting)
}

/** The mean of the differences of pairs, such as accounts and their counterparts, each pair drawn as one. */
export function bootstrapPairedDifference(
  pairs: readonly (readonly [number, number])[],
  setting: BootstrapSetting,
): Figure<Estimate> {
  return bootstrapMean(
    pairs.map(([one, other]) => one - other),
    setting,
  )
}

/** The ratio of two sums, such as revenue after to revenue before; undefined where the lower sum is not above nought. */
export function bootstrapRatio(
  pairs: readonly (readonly [top: number, bottom: number])[],
  setting: BootstrapSetting,
): Figure<Estimate> {
  const statistic = (sums: Float64Array) => ratio(sums[0] ?? 0, sums[1] ?? 0)
  return bootstrapInterval({ strata: [pairs], accounts: pairs.length, statistic }, setting)
}

/** A ratio of sums, NaN where the lower is not above nought. */
export function ratio(top: number, bottom: number): number {
  return bottom > 0 ? top / bottom : Number.NaN
}

interface FlatStratum {
  readonly rows: Float64Array
  readonly count: number
}

interface FlatSample {
  readonly strata: readonly FlatStratum[]
  readonly width: number
  readonly sums: Float64Array
}

function flatten({ strata }: Sample): FlatSample {
  const width = strata.find((rows) => rows.length > 0)?.[0]?.length ?? 0
  const sums = new Float64Array(width)
  const flat = strata.map((rows): FlatStratum => {
    const cells = new Float64Array(rows.length * width)
    rows.forEach((row, index) => {
      cells.set(row, index * width)
    })
    return { rows: cells, count: rows.length }
  })
  for (const { rows } of flat) {
    for (let cell = 0; cell < rows.length; cell += 1) sums[cell % width] = (sums[cell % width] ?? 0) + (rows[cell] ?? 0)
  }
  return { strata: flat, width, sums }
}

function drawStatistics(
  { strata, width }: FlatSample,
  statistic: Sample['statistic'],
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Float64Array {
  const random = seededRandom(seed)
  const sums = new Float64Array(width)
  return Float64Array.from({ length: draws }, () => {
    sums.fill(0)
    for (const { rows, count } of strata) {
      for (let row = 0; row < count; row += 1) {
        const start = Math.floor(random() * count) * width
        for (let column = 0; column < width; column += 1) {
          sums[column] = (sums[column] ?? 0) + (rows[start + column] ?? 0)
        }
      }
    }
    return statistic(sums)
  })
}

/**
 * Standard errors to reach out to: resampling few accounts understates how much they vary, so that the reach is that of
 * Student's t (by its expansion around the normal), and wider by the missing degree of freedom.
 */
function smallSampleReach(level: number, accounts: number): number {
  const z = reachOf(level)
  const freedom = accounts - 1
  const student = z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  return student * Math.sqrt(accounts / freedom)
}
