import { type Amount, formatAmount, MONEY_DECIMALS } from '@mainstay/domain/kernel'

/** A value for the wire: exact, without noughts that say nothing. */
export function writeValue(value: Amount | string): string {
  const text = typeof value === 'bigint' ? formatAmount(value, MONEY_DECIMALS) : value
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
