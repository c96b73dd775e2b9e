import type pg from 'pg'
import { Refused } from '../refusal.ts'
import { type CommonPasswords, commonPasswords } from './common-passwords.ts'
import { normalizeEmail } from './tokens.ts'

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 128

/** Refuses passwords that are guessed first: those on the list, and the person's own mail address. */
export async function refuseWeakPassword(
  password: string,
  email: string | null,
  common?: CommonPasswords,
): Promise<void> {
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
    throw new Refused('session/password-required')
  }
  const plain = password.toLowerCase()
  const isOwnAddress =
    email !== null && (plain === normalizeEmail(email) || plain === normalizeEmail(email).split('@')[0])
  if (isOwnAddress || (common ?? (await commonPasswords())).has(password))
    throw new Refused('session/password-too-common')
}

/** Hash of a password that may be kept: scrypt with a salt of its own. */
export async function hashNewPassword(password: string, email: string | null): Promise<string> {
  await refuseWeakPassword(password, email)
  const { hashPassword } = await import('better-auth/crypto')
  return hashPassword(password)
}

/** Whether this is the person's present password; null when their account has none. */
export async function isPresentPassword(
  db: Pick<pg.ClientBase, 'query'>,
  personId: string,
  password: string,
): Promise<boolean | null> {
  const { rows } = await db.query<{ password: string | null }>(
    `select c.password from identity.credential c where c."userId" = $1 and c."providerId" = 'credential'`,
    [personId],
  )
  const hash = rows[0]?.password ?? null
  if (hash === null) return null
  const { verifyPassword } = await import('better-auth/crypto')
  return verifyPassword({ hash, password })
}
