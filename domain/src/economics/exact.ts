import type { Amount } from '../kernel/index.ts'

/** Decimals kept of a quantity, a minute count or a fraction when it meets money. */
const FIXED_DECIMALS = 9
const FIXED_SCALE = 10 ** FIXED_DECIMALS

/** One whole unit of a fixed-point number. */
export const FIXED_ONE = 10n ** BigInt(FIXED_DECIMALS)

/**
 * A finite number as a whole count of billionths, so that sums no longer depend on their order.
 * Digits past the ninth decimal are rounded away, half away from zero.
 */
export function toFixedPoint(value: number): bigint {
  const whole = Math.trunc(value)
  return BigInt(whole) * FIXED_ONE + BigInt(Math.round((value - whole) * FIXED_SCALE))
}

/** A count of billionths as a floating number, for display and ratios only. */
export function fromFixedPoint(value: bigint): number {
  const whole = value / FIXED_ONE
  return Number(whole) + Number(value - whole * FIXED_ONE) / FIXED_SCALE
}

/** `amount * numerator / denominator`, half rounded away from zero to the last kept decimal. The denominator is above zero. */
export function scaleAmount(amount: Amount, numerator: bigint, denominator: bigint): Amount {
  const product = amount * numerator
  const half = denominator / 2n
  return (product < 0n ? product - half : product + half) / denominator
}

/** An amount times a fraction or count (0.09 of 180,000.00), the factor taken to nine decimals. */
export function multiplyAmount(amount: Amount, factor: number): Amount {
  return scaleAmount(amount, toFixedPoint(factor), FIXED_ONE)
}
