import { readAmount } from './read-amount.ts'

/** A fraction as the digits of a percentage, for an input: 0.125 becomes 12.5. */
export function percentText(fraction: number | null | undefined): string {
  return fraction === null || fraction === undefined ? '' : String(Number((fraction * 100).toFixed(4)))
}

/** A percentage as a fraction; null when empty, undefined when it is none. */
export function readPercent(written: string, lowest = 0): number | null | undefined {
  const amount = readAmount(written.replace('%', ''))
  if (amount === null || amount === undefined) return amount
  const fraction = Number((Number(amount) / 100).toFixed(6))
  return fraction >= lowest && fraction <= 1 ? fraction : undefined
}
