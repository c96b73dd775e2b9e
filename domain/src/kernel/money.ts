/** Decimals of a major unit that an amount keeps: enough that converting a million lines loses less than a cent. */
export const MONEY_DECIMALS = 10
const UNITS_PER_MAJOR = 10n ** BigInt(MONEY_DECIMALS)
const AMOUNT_PATTERN = /^([+-])?(\d+)(?:\.(\d+))?$/

/** An exact amount of money: an integer count of 1/10,000,000,000 of the currency's major unit. Rounded only for display. */
export type Amount = bigint

/** Reads a plain decimal ("-1234.5600"), exactly; null when it is no such number or has more than ten decimals. */
export function parseAmount(text: string): Amount | null {
  const match = AMOUNT_PATTERN.exec(text)
  if (!match) return null
  const decimals = (match[3] ?? '').replace(/0+$/, '')
  if (decimals.length > MONEY_DECIMALS) return null
  const units = BigInt(match[2] ?? '0') * UNITS_PER_MAJOR + BigInt(decimals.padEnd(MONEY_DECIMALS, '0'))
  return match[1] === '-' ? -units : units
}

/** Writes an amount with a fixed number of decimals (0 to 10), half rounded away from zero. */
export function formatAmount(amount: Amount, decimals = 2): string {
  const step = 10n ** BigInt(MONEY_DECIMALS - decimals)
  const magnitude = amount < 0n ? -amount : amount
  const rounded = (magnitude + step / 2n) / step
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const sign = amount < 0n && rounded !== 0n ? '-' : ''
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`
}

/** The amount as a floating number of major units, for ratios, statistics and charts only, never for sums of money. */
export function amountToNumber(amount: Amount): number {
  const whole = amount / UNITS_PER_MAJOR
  return Number(whole) + Number(amount - whole * UNITS_PER_MAJOR) / Number(UNITS_PER_MAJOR)
}

/** Sums amounts exactly; the sum of none is zero. */
export function sumAmounts(amounts: Iterable<Amount>): Amount {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/** Ratio of two amounts as a floating fraction; null when the denominator is zero or below. */
export function ratioOfAmounts(numerator: Amount, denominator: Amount): number | null {
  return denominator <= 0n ? null : amountToNumber(numerator) / amountToNumber(denominator)
}
