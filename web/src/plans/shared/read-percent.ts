import { readTypedAmount } from '@mainstay/domain/plans'

/** A fraction as the digits of a percentage, for an input: 0.125 becomes 12.5. */
export function percentText(fraction: number | null | undefined): string {
  return fraction === null || fraction === undefined ? '' : String(Number((fraction * 100).toFixed(4)))
}

/**
 * A percentage as a fraction; null when empty, undefined when it is none. What could be two numbers is the one of them that
 * can be meant: 7.125 % and never 7125 %.
 */
export function readPercent(written: string, lowest = 0): number | null | undefined {
  const typed = readTypedAmount(written.replace('%', ''))
  if (typed.kind === 'empty') return null
  const readings = typed.kind === 'amount' ? [typed.amount] : typed.kind === 'ambiguous' ? typed.readings : []
  const fractions = readings
    .map((reading) => Number((Number(reading) / 100).toFixed(6)))
    .filter((fraction) => fraction >= lowest && fraction <= 1)
  return fractions.length === 1 ? fractions[0] : undefined
}
