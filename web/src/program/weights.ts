/** Brings whole weights to a sum of 100 and keeps their proportions as well as whole numbers can; none falls below 1. */
export function normalizeWeights(weights: readonly number[], target = 100): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum <= 0 || weights.length === 0 || weights.length > target) return [...weights]
  const exact = weights.map((weight) => (weight * target) / sum)
  const whole = exact.map((weight) => Math.max(1, Math.floor(weight)))
  const byRemainder = exact
    .map((weight, index) => ({ index, remainder: weight - Math.floor(weight) }))
    .toSorted((one, other) => other.remainder - one.remainder || one.index - other.index)
  let missing = target - whole.reduce((total, weight) => total + weight, 0)
  for (let turn = 0; missing > 0; turn += 1) {
    const next = byRemainder[turn % byRemainder.length]
    if (next) whole[next.index] = (whole[next.index] ?? 0) + 1
    missing -= 1
  }
  for (; missing < 0; missing += 1) {
    const largest = whole.indexOf(Math.max(...whole))
    whole[largest] = (whole[largest] ?? 1) - 1
  }
  return whole
}
