const PRECISION = 1e-12
const MOST_STEPS = 10_000

/** The share of weight each item gets, in the order of the matrix, adding up to 1, and the principal eigenvalue. */
export interface PrincipalVector {
  readonly weights: readonly number[]
  readonly lambdaMax: number
}

/**
 * The principal eigenvector of a positive matrix by power iteration, until no weight moves by more than 1e-12; lambda is
 * the mean of the product over the weight. For reciprocal comparisons the weights are Saaty's priorities.
 */
export function principalVector(values: readonly (readonly number[])[]): PrincipalVector {
  const size = values.length
  let weights = values.map(() => 1 / size)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = shares(productOf(values, weights))
    const moved = next.reduce((most, weight, index) => Math.max(most, Math.abs(weight - (weights[index] ?? 0))), 0)
    weights = next
    if (moved <= PRECISION) break
  }
  const product = productOf(values, weights)
  const lambdaMax = product.reduce((sum, value, index) => sum + value / (weights[index] ?? 1), 0) / size
  return { weights, lambdaMax }
}

/** How far the principal eigenvalue exceeds the number of items, per item more than one: (lambda - n) / (n - 1). */
export function consistencyIndexOf(lambdaMax: number, size: number): number {
  return size <= 2 ? 0 : Math.max(0, (lambdaMax - size) / (size - 1))
}

/** The consistency index against a random index; 0 where the random index is 0 (one or two items). */
export function consistencyRatioOf(lambdaMax: number, size: number, index: number): number {
  return index === 0 ? 0 : consistencyIndexOf(lambdaMax, size) / index
}

function productOf(values: readonly (readonly number[])[], weights: readonly number[]): readonly number[] {
  return values.map((line) => line.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0))
}

function shares(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  return values.map((value) => value / total)
}
