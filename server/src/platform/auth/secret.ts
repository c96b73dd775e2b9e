import { randomBytes } from 'node:crypto'
import type pg from 'pg'

export class SecretFault extends Error {
  override name = 'SecretFault'
}

/**
 * The secret that signs cookies and encrypts second factors: the configured one, or 32 random bytes made once and kept
 * in the database. Two processes that start at the same moment end up with the same one.
 */
export async function loadSecret(pool: pg.Pool, configured: string | null): Promise<string> {
  const kept = await ensureInstallation(pool)
  return configured ?? kept
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
