import type { Figure } from '@mainstay/domain/kernel'

/** A value that may be missing: plain, null, or a figure that says how far it can be trusted. */
export type MaybeFigure<Value> = Value | null | undefined | Figure<Value>

export interface ReadFigure<Value> {
  readonly value: Value | null
  readonly status: Figure<Value>['status']
  readonly reasons: readonly string[]
}

function isFigure<Value>(candidate: unknown): candidate is Figure<Value> {
  return typeof candidate === 'object' && candidate !== null && 'status' in candidate && 'reasons' in candidate
}

/** Brings a value of any of the accepted shapes into one: missing becomes "insufficient data", never zero. */
export function readFigure<Value extends string | number>(source: MaybeFigure<Value>): ReadFigure<Value> {
  if (source === null || source === undefined) return { value: null, status: 'insufficient_data', reasons: [] }
  if (isFigure<Value>(source)) return source
  return { value: source, status: 'ok', reasons: [] }
}
