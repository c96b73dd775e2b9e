import { Refused } from '../refusal.ts'

/** Where the next page of a keyset-ordered list begins: the sort and the last row's keys, opaque to callers. */
export function encodeCursor(sort: string, keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')
}

/** Reads a cursor back; refuses one made for another sort, or tampered with. */
export function decodeCursor(
  cursor: string | undefined,
  sort: string,
  keyCount: number,
): (string | number | null)[] | null {
  if (cursor === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts[0] === sort && parts.length === keyCount + 1 && parts.slice(1).every(isKey))
      return parts.slice(1) as (string | number | null)[]
  } catch {
    // falls through to the refusal
  }
  throw new Refused('http/cursor-invalid')
}

function isKey(value: unknown): boolean {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
}
