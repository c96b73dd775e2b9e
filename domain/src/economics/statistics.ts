/** Equally spaced observations, oldest first. */
export type Series = readonly number[] | Float64Array

/** Scale factor that makes the median absolute deviation estimate the standard deviation of normal data. */
export const NORMAL_CONSISTENCY = 1.4826

const SERIES_LIMIT = 2
const SQRT_PI = Math.sqrt(Math.PI)
const PRECISION = 1e-16
const CONTINUED_FRACTION_DEPTH = 120

/**
 * Complementary error function, for the far tails that trend tests need: relative error below 1e-12.
 * Near zero by the series with positive terms, further out by the continued fraction.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  return x < SERIES_LIMIT ? 1 - erfSeries(x) : erfcFraction(x)
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; term > sum * PRECISION; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum
}

function erfcFraction(x: number): number {
  if (x > 27) return 0
  let tail = x
  for (let depth = CONTINUED_FRACTION_DEPTH; depth > 0; depth--) tail = x + depth / 2 / tail
  return Math.exp(-x * x) / (SQRT_PI * tail)
}

/** Probability that a standard normal value is at most z. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2
}

/** Two-sided p value of a standard normal test statistic. */
export function twoSidedPValue(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2)
}

/** Middle value (mean of the middle two for an even count); null for no values. */
export function median(values: Series): number | null {
  return values.length === 0 ? null : medianInPlace(Float64Array.from(values), values.length)
}

/** Quantile by linear interpolation between order statistics (type 7), share from 0 to 1; null for no values. */
export function quantile(values: Series, share: number): number | null {
  if (values.length === 0 || !(share >= 0 && share <= 1)) return null
  const sorted = Float64Array.from(values).sort()
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const low = sorted[below] ?? 0
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (position - below) * (high - low)
}

/** Median absolute deviation from the median; null for no values. */
export function medianAbsoluteDeviation(values: Series): number | null {
  const center = median(values)
  if (center === null) return null
  return median(Float64Array.from(values, (value) => Math.abs(value - center)))
}

/** Mean; null for no values. */
export function mean(values: Series): number | null {
  if (values.length === 0) return null
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** Median of the first `length` cells; reorders them. For inner loops: allocates nothing. The length is above zero. */
export function medianInPlace(cells: Float64Array, length: number): number {
  const upper = length >> 1
  const high = selectInPlace(cells, length, upper)
  if (length % 2 === 1) return high
  let low = Number.NEGATIVE_INFINITY
  for (let i = 0; i < upper; i++) {
    const value = cells[i] ?? 0
    if (value > low) low = value
  }
  return (low + high) / 2
}

/** Moves the value of the given rank to its place, with nothing greater before it (quickselect), and returns it. */
function selectInPlace(cells: Float64Array, length: number, rank: number): number {
  let from = 0
  let to = length - 1
  while (from < to) {
    const pivot = cells[(from + to) >> 1] ?? 0
    let left = from
    let right = to
    while (left <= right) {
      while ((cells[left] ?? 0) < pivot) left++
      while ((cells[right] ?? 0) > pivot) right--
      if (left > right) break
      const held = cells[left] ?? 0
      cells[left++] = cells[right] ?? 0
      cells[right--] = held
    }
    if (rank <= right) to = right
    else if (rank >= left) from = left
    else break
  }
  return cells[rank] ?? 0
}
