import type { StoredYear } from '../value/tables.ts'

/** The values of a row as text. */
export type KeptValues = Readonly<Record<string, string | null>>

/** The amounts of a driver, kept as the text of what stood in its column. */
export function storedYearsOf(value: string | null | undefined): StoredYear[] {
  return value ? (JSON.parse(value) as StoredYear[]) : []
}

/** A row before and after a deed; null where there was none. */
export interface KeptRow {
  readonly table: string
  readonly id: string
  readonly before: KeptValues | null
  readonly after: KeptValues | null
}

export function numberOf(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

/** One of the values that the column holds. */
export function oneOf<Value extends string>(values: readonly Value[], value: string | null | undefined): Value {
  const found = values.find((one) => one === value)
  if (found === undefined) throw new Error(`a kept row says "${value}", which its column cannot hold`)
  return found
}
