import { type Amount, MONEY_DECIMALS } from '@mainstay/domain/kernel'

/**
 * Amounts of many accounts: whole major units and the decimals after them apart, both as integers that a double holds
 * exactly. Units that are no number stand for an unknown amount.
 */
export interface MoneyColumn {
  readonly units: Float64Array
  readonly parts: Float64Array
}

/** An amount in the same two pieces. */
export interface SplitAmount {
  readonly units: number
  readonly parts: number
}

const PARTS_PER_UNIT = 10n ** BigInt(MONEY_DECIMALS)

export function moneyColumn(capacity: number): MoneyColumn {
  return { units: new Float64Array(capacity).fill(Number.NaN), parts: new Float64Array(capacity) }
}

/** Keeps a decimal of the database; false where the two pieces cannot hold it exactly. */
export function writeMoney({ units, parts }: MoneyColumn, position: number, text: string | null): boolean {
  if (text === null) {
    units[position] = Number.NaN
    parts[position] = 0
    return true
  }
  const point = text.indexOf('.')
  const whole = Number(point === -1 ? text : text.slice(0, point))
  const decimals = point === -1 ? 0 : readDecimals(text.slice(point + 1))
  if (!Number.isSafeInteger(whole) || decimals === null) return false
  units[position] = whole
  parts[position] = text.startsWith('-') ? -decimals : decimals
  return true
}

function readDecimals(digits: string): number | null {
  const kept = digits.length > MONEY_DECIMALS ? digits.replace(/0+$/, '') : digits
  return kept.length > MONEY_DECIMALS ? null : Number(kept.padEnd(MONEY_DECIMALS, '0'))
}

export function splitAmount(amount: Amount): SplitAmount {
  const whole = amount / PARTS_PER_UNIT
  return { units: Number(whole), parts: Number(amount - whole * PARTS_PER_UNIT) }
}

export function joinAmount({ units, parts }: SplitAmount): Amount {
  return BigInt(units) * PARTS_PER_UNIT + BigInt(parts)
}

/** Below zero, zero or above, as one amount is less than, equal to or more than another. */
export function compareMoney(column: MoneyColumn, position: number, { units, parts }: SplitAmount): number {
  const difference = (column.units[position] ?? 0) - units
  return difference === 0 ? (column.parts[position] ?? 0) - parts : difference
}

/** The sum over the positions that a mask leaves: null when one of them is unknown, or when there is none. */
export function sumMoney({ units, parts }: MoneyColumn, mask: Uint8Array): Amount | null | 'too large' {
  let [wholes, decimals, size, count] = [0, 0, 0, 0]
  for (let position = 0; position < mask.length; position++) {
    if (mask[position] === 0) continue
    const whole = units[position] ?? Number.NaN
    // Adding on what is no number would stay no number; leaving at once is faster.
    if (Number.isNaN(whole)) return null
    wholes += whole
    size += Math.abs(whole)
    decimals += parts[position] ?? 0
    count++
  }
  if (count === 0) return null
  return size <= Number.MAX_SAFE_INTEGER && Number.isSafeInteger(decimals)
    ? joinAmount({ units: wholes, parts: decimals })
    : 'too large'
}
