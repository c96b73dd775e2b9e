import { type Amount, parseAmount } from '../kernel/index.ts'
import type { AmountEntry } from './entries.ts'

/** Money for tests, written as a person would: money('1200.50'). */
export function money(text: string | number): Amount {
  const amount = parseAmount(String(text))
  if (amount === null) throw new Error(`not an amount: ${text}`)
  return amount
}

/** Accounts A01, A02 ... with the given amounts, in this order. */
export function accountsWith(...amounts: readonly (string | number)[]): readonly AmountEntry[] {
  return amounts.map((amount, index) => ({ id: `A${String(index + 1).padStart(2, '0')}`, amount: money(amount) }))
}
