import type { RandomSource } from '../kernel/index.ts'

/**
 * One draw of weights that add up to 1 from a Dirichlet distribution. A parameter of 1 for each makes every mixture of
 * weights equally likely; larger parameters draw towards their own proportions; 0 leaves a criterion out.
 */
export function drawWeights(random: RandomSource, parameters: readonly number[], into: Float64Array): void {
  let sum = 0
  for (let index = 0; index < into.length; index += 1) {
    const parameter = parameters[index] ?? 0
    const drawn = parameter > 0 ? drawGamma(random, parameter) : 0
    into[index] = drawn
    sum += drawn
  }
  for (let index = 0; index < into.length; index += 1) into[index] = sum > 0 ? (into[index] ?? 0) / sum : 0
}

/** A draw between 0 and 1, never 0, so that its logarithm exists. */
function drawOpen(random: RandomSource): number {
  return 1 - random()
}

/** A standard normal draw. Source: Box and Muller 1958. */
export function drawNormal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(drawOpen(random))) * Math.cos(2 * Math.PI * random())
}

/** A gamma draw of scale 1. Source: Marsaglia and Tsang 2000, with their lift for parameters below 1. */
function drawGamma(random: RandomSource, parameter: number): number {
  if (parameter === 1) return -Math.log(drawOpen(random))
  if (parameter < 1) return drawGamma(random, parameter + 1) * drawOpen(random) ** (1 / parameter)
  const shift = parameter - 1 / 3
  const scale = 1 / Math.sqrt(9 * shift)
  for (;;) {
    const normal = drawNormal(random)
    const cube = (1 + scale * normal) ** 3
    if (cube <= 0) continue
    if (Math.log(drawOpen(random)) < (normal * normal) / 2 + shift - shift * cube + shift * Math.log(cube)) {
      return shift * cube
    }
  }
}
