import type { KeyScope } from '@mainstay/domain/accounts'
import type pg from 'pg'
import { hashToken, newToken } from './tokens.ts'

const MARK = 'mst_'
const PREFIX_LENGTH = 12
const TOUCH_SECONDS = 60

export interface KeyRow {
  readonly workspace_slug: string
  readonly workspace_id: number
  readonly id: string
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly person_id: string
  readonly person_name: string
  readonly has_two_factor: boolean
  readonly expires_at: Date
  readonly last_used_at: Date | null
  readonly revoked_at: Date | null
}

/** A new key: the text shown once, the part of it that may be shown later, and the hash that is kept. */
export function newKey(): { readonly key: string; readonly prefix: string; readonly hash: string } {
  const key = `${MARK}${newToken()}`
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: hashToken(key) }
}

/** The key of an Authorization header; null when the header is none of ours. */
export function readKey(header: string | undefined): string | null {
  const match = /^Bearer (mst_[A-Za-z0-9_-]{43})$/.exec(header ?? '')
  return match?.[1] ?? null
}

/** A key that is neither withdrawn nor expired. */
export async function findKey(pool: pg.Pool, key: string, now: Date): Promise<KeyRow | null> {
  const { rows } = await pool.query<KeyRow>({
    name: 'api_key_by_hash',
    text: `select k.workspace_slug, k.workspace_id, k.id, k.name, k.scopes, k.person_id, k.person_name,
             coalesce(k.has_two_factor, false) as has_two_factor, k.expires_at, k.last_used_at, k.revoked_at
           from mainstay.api_key_by_hash($1) k`,
    values: [hashToken(key)],
  })
  const row = rows[0]
  if (!row || row.revoked_at !== null || row.expires_at.getTime() <= now.getTime()) return null
  return row
}

/** Notes that a key is in use, at most once a minute. */
export async function noteKeyUse(pool: pg.Pool, key: KeyRow, now: Date): Promise<void> {
  if (key.last_used_at !== null && now.getTime() - key.last_used_at.getTime() < TOUCH_SECONDS * 1000) return
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('mainstay.workspace_id', $1, true)", [String(key.workspace_id)])
    await client.query('update mainstay.api_key k set last_used_at = $2 where k.id = $1', [key.id, now])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
