import { type Amount, type Figure, formatAmount, parseAmount } from '@mainstay/domain/kernel'

/** Decimals of money on the wire: more than any currency needs, so that nothing is rounded twice. */
const WIRE_DECIMALS = 4

const KEPT = /^(-?\d+\.\d{10})(\d)\d*$/

/** Reads a decimal of the database, rounded to the ten decimals that money keeps. */
export function amountOf(text: string): Amount {
  const long = KEPT.exec(text)
  const amount = parseAmount(long?.[1] ?? text)
  if (amount === null) throw new RangeError('the database gave something that is no amount')
  if (Number(long?.[2] ?? 0) < 5) return amount
  return text.startsWith('-') ? amount - 1n : amount + 1n
}

export function presentMoney(amount: Amount): string {
  return formatAmount(amount, WIRE_DECIMALS)
}

/** Money of the database for the wire; unknown stays unknown. */
export function moneyText(text: string | null): string | null {
  return text === null ? null : presentMoney(amountOf(text))
}

/** A figure for the wire. */
export function presentFigure(figure: Figure): { value: number | null; status: Figure['status']; reasons: string[] }
export function presentFigure(figure: Figure<Amount>): {
  value: string | null
  status: Figure['status']
  reasons: string[]
}
export function presentFigure(figure: Figure<Amount | number>) {
  const value = typeof figure.value === 'bigint' ? presentMoney(figure.value) : figure.value
  return { value, status: figure.status, reasons: [...figure.reasons] }
}
