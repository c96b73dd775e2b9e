import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { readEnvironment } from '../config/env.ts'

const SHORTEST = 32

export class SecretFault extends Error {
  override name = 'SecretFault'
}

/**
 * The secret that signs cookies and encrypts second factors: MAINSTAY_SECRET, or 32 random bytes made once and kept in
 * the database. Two processes that start at the same moment end up with the same one.
 */
export async function loadSecret(pool: pg.Pool): Promise<string> {
  const given = readEnvironment().MAINSTAY_SECRET
  if (given !== undefined && given !== '') {
    if (given.length < SHORTEST) throw new SecretFault(`MAINSTAY_SECRET must have at least ${SHORTEST} characters`)
    await ensureInstallation(pool)
    return given
  }
  return ensureInstallation(pool)
}

async function ensureInstallation(pool: pg.Pool): Promise<string> {
  const known = await pool.query<{ secret: string }>('select i.secret from mainstay.installation i')
  if (known.rows[0]) return known.rows[0].secret
  await pool.query('insert into mainstay.installation (secret) values ($1) on conflict do nothing', [
    randomBytes(32).toString('base64url'),
  ])
  const { rows } = await pool.query<{ secret: string }>('select i.secret from mainstay.installation i')
  if (!rows[0]) throw new SecretFault('the installation has no secret')
  return rows[0].secret
}
