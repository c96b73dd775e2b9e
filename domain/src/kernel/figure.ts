/**
 * How far a computed figure can be trusted.
 * `ok`: every input was there. `degraded`: usable, but see the reasons. `insufficient_data`: not enough input.
 * `not_applicable`: the method does not apply to this input (for example a ratio with revenue at or below zero).
 */
export type FigureStatus = 'ok' | 'degraded' | 'insufficient_data' | 'not_applicable'

/**
 * A computed figure that can say "unknown". The value is null unless the status is `ok` or `degraded`;
 * it is never 0 for unknown and never NaN or infinite. Reasons are stable codes that the screen translates.
 */
export interface Figure<Value = number> {
  readonly value: Value | null
  readonly status: FigureStatus
  readonly reasons: readonly string[]
}

/** A figure whose every input was there. */
export function known<Value>(value: Value): Figure<Value> {
  return { value, status: 'ok', reasons: [] }
}

/** A usable figure with reservations, each named by a reason code. */
export function degraded<Value>(value: Value, ...reasons: string[]): Figure<Value> {
  return { value, status: 'degraded', reasons }
}

/** No figure: there is not enough input; the reasons say what is missing. */
export function insufficient<Value = number>(...reasons: string[]): Figure<Value> {
  return { value: null, status: 'insufficient_data', reasons }
}

/** No figure: the method does not apply to this input; the reasons say why. */
export function notApplicable<Value = number>(...reasons: string[]): Figure<Value> {
  return { value: null, status: 'not_applicable', reasons }
}
