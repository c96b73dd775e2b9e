import { type Amount, amountToNumber, degraded, type Figure, known, notApplicable } from '../kernel/index.ts'

const SEVERITY = { ok: 0, degraded: 1, not_applicable: 2, insufficient_data: 3 } as const

/**
 * Calculates with figures and keeps their doubts: the result carries the worst status and the reasons behind it,
 * and has a value only when every input has one. Unknown in, unknown out; never 0.
 */
export function combineFigures<Value, Outcome>(
  figures: readonly Figure<Value>[],
  calculate: (values: readonly Value[]) => Outcome,
): Figure<Outcome> {
  const worst = figures.reduce((status, figure) => Math.max(status, SEVERITY[figure.status]), 0)
  const reasons = [
    ...new Set(figures.filter((figure) => SEVERITY[figure.status] === worst).flatMap((figure) => figure.reasons)),
  ]
  const values = figures.map((figure) => figure.value).filter((value) => value !== null)
  if (worst === SEVERITY.insufficient_data || values.length < figures.length) {
    return { value: null, status: worst === SEVERITY.not_applicable ? 'not_applicable' : 'insufficient_data', reasons }
  }
  const outcome = calculate(values)
  return worst === SEVERITY.ok ? known(outcome) : degraded(outcome, ...reasons)
}

/** First amount minus all the others; unknown when any of them is unknown. */
export function subtractFigures(from: Figure<Amount>, ...deductions: readonly Figure<Amount>[]): Figure<Amount> {
  return combineFigures([from, ...deductions], (amounts) =>
    amounts.reduce((left, amount, index) => (index === 0 ? amount : left - amount), 0n),
  )
}

/** Sum of amounts; unknown when any of them is unknown. */
export function addFigures(...figures: readonly Figure<Amount>[]): Figure<Amount> {
  return combineFigures(figures, (amounts) => amounts.reduce((sum, amount) => sum + amount, 0n))
}

/** Part as a fraction of a whole; not applicable, for the given reason, when the whole is at or below zero. */
export function fractionOf(part: Figure<Amount>, whole: Figure<Amount>, reason: string): Figure {
  if (whole.value !== null && whole.value <= 0n) return notApplicable(reason)
  return combineFigures([part, whole], ([numerator = 0n, denominator = 1n]) => divide(numerator, denominator))
}

/** Ratio of two amounts as a floating number; the caller has ruled out a zero denominator. */
export function divide(numerator: Amount, denominator: Amount): number {
  return amountToNumber(numerator) / amountToNumber(denominator)
}
