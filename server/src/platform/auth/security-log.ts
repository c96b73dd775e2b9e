import type pg from 'pg'
import { keyedHash, normalizeEmail } from './tokens.ts'

/** What may happen around sign-in, from a closed list. */
export type SecurityEvent =
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-in-throttled'
  | 'sign-out'
  | 'second-factor-asked'
  | 'second-factor-failed'
  | 'second-factor-enabled'
  | 'second-factor-disabled'
  | 'second-factor-replayed'
  | 'backup-codes-made'
  | 'backup-code-used'
  | 'password-changed'
  | 'password-change-failed'
  | 'password-reset-made'
  | 'password-reset-used'
  | 'session-revoked'
  | 'sessions-revoked'
  | 'set-up'
  | 'set-up-refused'
  | 'invitation-accepted'
  | 'name-changed'
  | 'email-change-asked'
  | 'email-change-failed'
  | 'email-change-dropped'
  | 'email-changed'
  | 'password-reset-asked'
  | 'access.denied'

export interface SecurityFact {
  readonly event: SecurityEvent
  readonly personId?: string | null
  readonly email?: string | null
  readonly address: string | null
  readonly requestId: string | null
}

/** Writes one row about a sign-in matter; awaited before the answer leaves. Mail addresses are kept as keyed hashes only. */
export async function recordSecurity(
  db: Pick<pg.ClientBase, 'query'>,
  secret: string,
  fact: SecurityFact,
): Promise<void> {
  const emailHash = fact.email ? keyedHash(secret, normalizeEmail(fact.email)) : null
  await db.query(
    'insert into mainstay.security_entry (event, person_id, email_hash, source_address, request_id) values ($1, $2, $3, $4, $5)',
    [fact.event, fact.personId ?? null, emailHash, fact.address, fact.requestId],
  )
}
