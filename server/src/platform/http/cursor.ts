import { Refused } from '../refusal.ts'

/** Where the next page of a keyset-ordered list begins: the sort and the last row's keys, opaque to callers. */
export function encodeCursor(sort: string, keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')
}

type Key = string | number | null

const isStorable = (value: Key) => typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))
const matches = (pattern: RegExp) => (value: Key) => value !== null && pattern.test(String(value))

/** What each kind of key may look like, so that whatever passes is also good to the database. */
const KINDS = {
  text: (value: Key) => typeof value === 'string' && isStorable(value),
  id: matches(/^\d{1,18}$/),
  uuid: matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  date: (value: Key) => matches(/^[1-9]\d{3}-\d{2}-\d{2}$/)(value) && isDate(String(value)),
  moment: (value: Key) =>
    matches(/^[1-9]\d{3}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2}){0,2}$/)(value) &&
    isDate(String(value).slice(0, 10)),
  /** An exact number of the database; sums without a value sort as infinite. */
  number: matches(/^-?(\d{1,200}(\.\d{1,200})?(e[+-]?\d{1,2})?|Infinity)$/i),
  /** Checked by the list itself. */
  any: isStorable,
} as const

export type KeyKind = keyof typeof KINDS

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Reads a cursor back; refuses one made for another sort, or tampered with. */
export function decodeCursor(
  cursor: string | undefined,
  sort: string,
  kinds: readonly KeyKind[],
): (string | number | null)[] | null {
  if (cursor === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts[0] === sort && parts.length === kinds.length + 1) {
      const keys: unknown[] = parts.slice(1)
      if (keys.every((key, index) => isKey(key) && KINDS[kinds[index] ?? 'any'](key))) return keys as Key[]
    }
  } catch {
    // falls through to the refusal
  }
  throw new Refused('http/cursor-invalid')
}

function isKey(value: unknown): value is Key {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
}
