import type pg from 'pg'
import { isPresentPassword } from '../../auth/password.ts'
import { recordSecurity, type SecurityEvent } from '../../auth/security-log.ts'
import { endSessions } from '../../auth/session-store.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import { takeTry } from '../../auth/throttled.ts'
import { hashToken, newToken, normalizeEmail } from '../../auth/tokens.ts'
import type { TransactionHandle } from '../../db/transaction.ts'
import { type CallContext, personOf, type SignedInPerson } from '../../http/call.ts'
import { withdrawMail } from '../../mail/mail-states.ts'
import type { Mailer } from '../../mail/mailer.ts'
import { Refused } from '../../refusal.ts'
import { asPerson, type Doer, type Person, recordEverywhere, type Trace, traceOf } from '../everywhere.ts'
import { CONFIRM_EMAIL_LETTER, confirmEmailLetter, emailChangeAskedLetter, emailChangedLetter } from '../letters.ts'
import type { Links } from './invitations.ts'

const LINK_MILLISECONDS = 24 * 3_600_000
const APPROVAL_MILLISECONDS = 14 * 86_400_000
const UNIQUE_VIOLATION = '23505'

type Queries = Pick<pg.ClientBase, 'query'>

export interface PendingChange {
  readonly email: string
  readonly waitsFor: 'link' | 'approval'
  readonly expiresAt: string
}

interface PendingRow {
  email: string
  is_link: boolean
  expires_at: Date
}

/** The change that waits, as the person themselves may know it. */
export async function readEmailChange(signIn: SignIn, context: CallContext) {
  return { change: await pendingOf(signIn.pool, personOf(context).id, signIn.now()) }
}

async function pendingOf(db: Queries, personId: string, now: Date): Promise<PendingChange | null> {
  const { rows } = await db.query<PendingRow>(
    `select c.email, c.token_hash is not null as is_link, c.expires_at from identity.email_change c
     where c.person_id = $1 and c.expires_at > $2`,
    [personId, now],
  )
  const row = rows[0]
  return row
    ? { email: row.email, waitsFor: row.is_link ? 'link' : 'approval', expiresAt: row.expires_at.toISOString() }
    : null
}

export interface AskOptions {
  readonly signIn: SignIn
  readonly context: CallContext
  readonly mailer: Mailer
  readonly links: Links
}

/**
 * Asks for another mail address, with the password. Where mail is sent, the new address has to be confirmed from its
 * own mailbox. Where none is, whoever manages people everywhere the person is decides; somebody who is that already
 * changes at once, since nobody stands above them.
 */
export async function askEmailChange(
  options: AskOptions,
  input: { readonly email: string; readonly password: string },
) {
  const { signIn, context, mailer } = options
  const person = personOf(context)
  const email = normalizeEmail(input.email)
  await proveIdentity(signIn, context, input.password)
  if (email === normalizeEmail(person.email)) throw new Refused('session/email-unchanged')
  if (mailer.isOn) {
    await takeTry(signIn, context, { purpose: 'mail', address: context.request.ip, account: person.id })
    await sendLink(options, person, email)
  } else if (await managesThemselves(signIn.pool, person.id)) {
    await asPerson(signIn.pool, person.id, (handle) =>
      moveTo(handle, { signIn, person, email, doer: person, trace: traceOf(context), keepSession: person.sessionId }),
    )
    return { email, change: null }
  } else {
    await awaitApproval(options, person, email)
  }
  return { email: person.email, change: await pendingOf(signIn.pool, person.id, signIn.now()) }
}

async function proveIdentity(signIn: SignIn, context: CallContext, password: string): Promise<void> {
  const person = personOf(context)
  const attempt = { purpose: 'password', address: context.request.ip, account: person.id } as const
  await takeTry(signIn, context, attempt)
  const isRight = await isPresentPassword(signIn.pool, person.id, password)
  if (isRight === null) throw new Refused('session/no-password')
  if (!isRight) {
    await note(signIn, 'email-change-failed', { personId: person.id, trace: traceOf(context) })
    throw new Refused('session/wrong-password')
  }
  await signIn.throttle.forgive(attempt)
}

function note(
  signIn: SignIn,
  event: SecurityEvent,
  about: { readonly personId: string; readonly trace: Trace; readonly db?: Queries; readonly email?: string },
): Promise<void> {
  const { personId, trace, email = null } = about
  const fact = { event, personId, email, address: trace.sourceAddress, requestId: trace.requestId }
  return recordSecurity(about.db ?? signIn.pool, signIn.secret, fact)
}

async function managesThemselves(db: Queries, personId: string): Promise<boolean> {
  const { rows } = await db.query<{ allowed: boolean }>('select mainstay.outranks_everywhere($1, $1) as allowed', [
    personId,
  ])
  return rows[0]?.allowed ?? false
}

/** An address that belongs to somebody else gets no mail, and the answer does not tell. */
async function sendLink({ signIn, context, mailer, links }: AskOptions, person: SignedInPerson, email: string) {
  const token = newToken()
  const expiresAt = new Date(links.now.getTime() + LINK_MILLISECONDS)
  await asPerson(signIn.pool, person.id, async ({ client }) => {
    await withdrawMail(client, { letter: CONFIRM_EMAIL_LETTER, subjectIds: [person.id] }, links.now)
    await keepWish(client, { person, email, tokenHash: hashToken(token), expiresAt })
    await note(signIn, 'email-change-asked', { personId: person.id, trace: traceOf(context), db: client, email })
    const about = { subjectType: 'person', subjectId: person.id }
    await mailer.post(client, null, { to: { personId: person.id }, letter: emailChangeAskedLetter(), about })
    const taken = await client.query('select 1 from identity.person p where p.email = $1', [email])
    if (taken.rows.length > 0) return
    const letter = confirmEmailLetter({ link: `${links.base}/confirm-email/${token}`, expiresAt })
    await mailer.post(client, null, { to: { address: email }, letter, about, uselessAfter: expiresAt })
  })
}

async function awaitApproval({ signIn, context, links }: AskOptions, person: SignedInPerson, email: string) {
  const expiresAt = new Date(links.now.getTime() + APPROVAL_MILLISECONDS)
  await asPerson(signIn.pool, person.id, async (handle) => {
    const trace = traceOf(context)
    await keepWish(handle.client, { person, email, tokenHash: null, expiresAt })
    await note(signIn, 'email-change-asked', { personId: person.id, trace, db: handle.client, email })
    const fact = { action: 'workspace.ask-email-change', before: { email: person.email }, after: { email } } as const
    await recordEverywhere(handle, { person, doer: person, trace }, fact)
  })
}

interface Wish {
  readonly person: SignedInPerson
  readonly email: string
  readonly tokenHash: string | null
  readonly expiresAt: Date
}

/** One wish at a time: a new one takes the place of the one before. */
async function keepWish(client: Queries, wish: Wish): Promise<void> {
  await client.query(
    `insert into identity.email_change as c (person_id, email, token_hash, session_id, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (person_id) do update set email = excluded.email, token_hash = excluded.token_hash,
       session_id = excluded.session_id, expires_at = excluded.expires_at, created_at = now()`,
    [wish.person.id, wish.email, wish.tokenHash, wish.person.sessionId, wish.expiresAt],
  )
}

export async function dropEmailChange(signIn: SignIn, context: CallContext) {
  const person = personOf(context)
  const dropped = await signIn.pool.query('delete from identity.email_change c where c.person_id = $1', [person.id])
  await withdrawMail(signIn.pool, { letter: CONFIRM_EMAIL_LETTER, subjectIds: [person.id] }, signIn.now())
  const isDropped = (dropped.rowCount ?? 0) > 0
  if (isDropped) await note(signIn, 'email-change-dropped', { personId: person.id, trace: traceOf(context) })
  return { isDropped }
}

interface ConfirmedRow {
  id: string
  name: string
  old_email: string
  email: string
  session_id: string | null
}

/** The link from the new mailbox: proof that the person reads it. Works whoever is signed in, or nobody. */
export async function confirmEmailChange(options: Omit<AskOptions, 'links'>, token: string) {
  const { signIn, context, mailer } = options
  const attempt = { purpose: 'email-change', address: context.request.ip, account: null } as const
  await takeTry(signIn, context, attempt)
  const email = await asPerson(signIn.pool, '', async (handle) => {
    const { rows } = await handle.client.query<ConfirmedRow>(
      `delete from identity.email_change c using identity.person p
       where p.id = c.person_id and c.token_hash = $1 and c.expires_at > $2
       returning p.id, p.name, p.email as old_email, c.email, c.session_id`,
      [hashToken(token), signIn.now()],
    )
    const row = rows[0]
    if (!row) throw new Refused('session/email-change-invalid')
    const person = { id: row.id, name: row.name, email: row.old_email }
    const move = {
      signIn,
      person,
      email: row.email,
      doer: person,
      trace: traceOf(context),
      keepSession: row.session_id,
    }
    await moveTo(handle, move)
    const about = { subjectType: 'person', subjectId: person.id }
    await mailer.post(handle.client, null, {
      to: { address: row.old_email },
      letter: emailChangedLetter({ to: row.email }),
      about,
    })
    return row.email
  })
  await signIn.throttle.forgive(attempt)
  return { email }
}

export interface Move {
  readonly signIn: SignIn
  readonly person: Person
  readonly email: string
  readonly doer: Doer
  readonly trace: Trace
  /** The session that asked with the password; every other one ends. */
  readonly keepSession: string | null
}

/** The new address holds from now on: it signs in, and what was sent to the old one opens nothing any more. */
export async function moveTo(handle: TransactionHandle, move: Move): Promise<void> {
  const { client } = handle
  const { person, email, signIn, trace } = move
  try {
    await client.query(`update identity.person p set email = $2, "updatedAt" = now() where p.id = $1`, [
      person.id,
      email,
    ])
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)
      throw new Refused('session/email-taken')
    throw error
  }
  await client.query('delete from identity.email_change c where c.person_id = $1', [person.id])
  await client.query('delete from identity.password_reset r where r.person_id = $1 and r.used_at is null', [person.id])
  await endSessions(client, person.id, move.keepSession)
  const fact = { action: 'workspace.change-email', before: { email: person.email }, after: { email } } as const
  await recordEverywhere(handle, { person, doer: move.doer, trace }, fact)
  await note(signIn, 'email-changed', { personId: person.id, trace, db: client, email })
}
