import { numberFormatter } from './formatters.ts'
import { formatCompact, formatNumber, MINUS, type NumberStyle } from './number.ts'

const NO_BREAK_SPACE = '\u00a0'
const DECIMAL = /^-?\d+(\.\d+)?$/

/** An amount as it crosses the wire ("-1234.50") or already as a number for pictures. */
export type MoneyValue = string | number

/** The amount as a number, for pictures and compact text only, never for sums. */
export function moneyToNumber(amount: MoneyValue): number {
  return typeof amount === 'number' ? amount : Number(amount)
}

export interface MoneyStyle extends NumberStyle {
  readonly currency?: string | undefined
}

/** Short money: "34.63 M USD", "288 k" where the currency stands in the heading. */
export function formatMoneyCompact(amount: MoneyValue, style: MoneyStyle = {}): string {
  return withCurrency(formatCompact(moneyToNumber(amount), style), style.currency)
}

/** Full money to the cent, exact for any size because the digits are never read as a floating number. */
export function formatMoneyFull(amount: MoneyValue, style: MoneyStyle = {}): string {
  if (typeof amount === 'number' || !DECIMAL.test(amount)) {
    return withCurrency(formatNumber(moneyToNumber(amount), { ...style, decimals: 2 }), style.currency)
  }
  const parts = numberFormatter(style.locale, 2, style.sign).formatToParts(amount as Intl.StringNumericLiteral)
  return withCurrency(parts.map((part) => (part.type === 'minusSign' ? MINUS : part.value)).join(''), style.currency)
}

function withCurrency(digits: string, currency: string | undefined): string {
  return currency === undefined ? digits : `${digits}${NO_BREAK_SPACE}${currency}`
}
