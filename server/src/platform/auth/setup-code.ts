import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { loadSecret } from './secret.ts'
import { hashToken, isSameText } from './tokens.ts'

/** Digits and letters that cannot be mistaken for one another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 25
const GROUP = 5

/** 125 random bits, in groups for reading aloud: K7QF2-... */
function newSetupCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length] ?? '0')
  const groups = Array.from({ length: LENGTH / GROUP }, (_, index) =>
    letters.slice(index * GROUP, (index + 1) * GROUP).join(''),
  )
  return groups.join('-')
}

/** Forgives small letters, spaces, and letters that look like digits. */
function normalize(code: string): string {
  return code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
}

/** While nobody exists: makes a fresh one-time code for the console, and forgets the one before. Null once set up. */
export async function prepareSetup(pool: pg.Pool): Promise<string | null> {
  await loadSecret(pool, null)
  const code = newSetupCode()
  const result = await pool.query(
    `update mainstay.installation i set setup_code_hash = $1
     where i.setup_completed_at is null and not exists (select 1 from identity.person p)`,
    [hashToken(normalize(code))],
  )
  return (result.rowCount ?? 0) > 0 ? code : null
}

/** Whether somebody may still create the first workspace. */
export async function isSetupOpen(db: Pick<pg.ClientBase, 'query'>): Promise<boolean> {
  const { rows } = await db.query<{ open: boolean }>(
    `select not exists (select 1 from identity.person p)
       and not exists (select 1 from mainstay.installation i where i.setup_completed_at is not null) as open`,
  )
  return rows[0]?.open ?? false
}

export function isSetupCode(given: string, storedHash: string | null): boolean {
  return isSameText(hashToken(normalize(given)), storedHash ?? '') && storedHash !== null
}
