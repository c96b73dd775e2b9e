/** Expected share of false alarms among all alarms that a portfolio accepts. */
export const FALSE_DISCOVERY_RATE = 0.05

/**
 * Adjusts p values of many tests so that "adjusted p at most 5 %" keeps the expected share of false alarms among the
 * alarms at 5 %: the i-th smallest of m becomes min over j >= i of p_j * m / j, at most 1. Returned in the order
 * given; never below the original and never turning two around. P values are fractions from 0 to 1.
 * Source: Benjamini and Hochberg 1995.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const tests = pValues.length
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1))
  const adjusted = new Array<number>(tests).fill(1)
  let smallest = 1
  for (let rank = tests; rank >= 1; rank--) {
    const index = order[rank - 1] ?? 0
    smallest = Math.min(smallest, ((pValues[index] ?? 1) * tests) / rank)
    adjusted[index] = smallest
  }
  return adjusted
}
