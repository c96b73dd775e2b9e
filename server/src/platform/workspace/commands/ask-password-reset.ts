import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { recordSecurity } from '../../auth/security-log.ts'
import { takeTry } from '../../auth/throttled.ts'
import { hashToken, newToken, normalizeEmail } from '../../auth/tokens.ts'
import { Refused } from '../../refusal.ts'
import { asPerson } from '../everywhere.ts'
import { passwordLetter } from '../letters.ts'
import type { AskOptions } from './email-change.ts'

const LINK_MILLISECONDS = 3_600_000
const PAUSE_BETWEEN_MILLISECONDS = 300_000
/** Longer than the work for a known person takes, so that the time does not tell who is known. */
const ANSWER_MILLISECONDS = 250

/** Sends whoever forgot their password a link, if they exist. The answer is the same, and takes as long, if they do not. */
export async function askPasswordReset(options: AskOptions, input: { readonly email: string }) {
  const { signIn, context, mailer } = options
  if (!mailer.isOn) throw new Refused('session/no-mail')
  const email = normalizeEmail(input.email)
  await takeTry(signIn, context, { purpose: 'mail', address: context.request.ip, account: email })
  await Promise.all([sendLink(options, email), pause(ANSWER_MILLISECONDS)])
  return { isAsked: true as const }
}

async function sendLink({ signIn, context, mailer, links }: AskOptions, email: string): Promise<void> {
  const person = await personOfAddress(signIn.pool, email)
  await recordSecurity(signIn.pool, signIn.secret, {
    event: 'password-reset-asked',
    personId: person,
    email,
    address: context.request.ip,
    requestId: context.request.id,
  })
  if (person === null) return
  const token = newToken()
  const expiresAt = new Date(links.now.getTime() + LINK_MILLISECONDS)
  await asPerson(signIn.pool, person, async ({ client }) => {
    // One mail in five minutes is enough for who asks, and little for who is pestered.
    const made = await client.query(
      `insert into identity.password_reset (token_hash, person_id, made_by, expires_at)
       select $1, $2, $2, $3 where not exists (select 1 from identity.password_reset r
         where r.person_id = $2 and r.made_by = $2 and r.expires_at > $4)`,
      [hashToken(token), person, expiresAt, new Date(expiresAt.getTime() - PAUSE_BETWEEN_MILLISECONDS)],
    )
    if (made.rowCount !== 1) return
    await mailer.post(client, null, {
      to: { personId: person },
      letter: passwordLetter({ madeBy: null, link: `${links.base}/reset-password/${token}`, expiresAt }),
      about: { subjectType: 'person', subjectId: person },
      uselessAfter: expiresAt,
    })
  })
}

async function personOfAddress(pool: pg.Pool, email: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select p.id from identity.person p where p.email = $1', [email])
  return rows[0]?.id ?? null
}
