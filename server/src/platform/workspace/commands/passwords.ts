import type { Role, Visibility } from '@mainstay/domain/accounts'
import { hashNewPassword } from '../../auth/password.ts'
import { recordSecurity } from '../../auth/security-log.ts'
import { endSessions } from '../../auth/session-store.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import { takeTry } from '../../auth/throttled.ts'
import { hashToken, newToken } from '../../auth/tokens.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CallContext } from '../../http/call.ts'
import { Refused } from '../../refusal.ts'
import type { WriteScope } from '../../use-case.ts'
import { passwordLetter } from '../letters.ts'
import { refuseAbove, refuseTakeover, type Standing } from '../standing.ts'
import type { Links } from './invitations.ts'
import { nobody } from './set-up.ts'

const LINK_MILLISECONDS = 3_600_000

/** A one-time link with which a member sets a new password. It never signs in and never switches off a second factor. */
export async function makePasswordReset(scope: WriteScope, signIn: SignIn, personId: string, links: Links) {
  await refuseReset(scope, personId)
  const token = newToken()
  const expiresAt = new Date(links.now.getTime() + LINK_MILLISECONDS)
  await scope.client.query('delete from identity.password_reset r where r.person_id = $1 and r.used_at is null', [
    personId,
  ])
  await scope.client.query(
    'insert into identity.password_reset (token_hash, person_id, made_by, expires_at) values ($1, $2, $3, $4)',
    [hashToken(token), personId, scope.actor.id, expiresAt],
  )
  await scope.record({ action: 'workspace.reset-password', subjectType: 'member', subjectId: personId })
  await recordSecurity(scope.client, signIn.secret, {
    event: 'password-reset-made',
    personId,
    address: null,
    requestId: null,
  })
  const link = `${links.base}/reset-password/${token}`
  const posted = await scope.sendMail({
    to: { personId },
    letter: passwordLetter({ madeBy: scope.actor.name, link, expiresAt }),
    about: { subjectType: 'member', subjectId: personId },
    uselessAfter: expiresAt,
  })
  return { link, expiresAt: expiresAt.toISOString(), isMailed: posted !== 'off' }
}

/** Refuses power over the sign-in of a member to whoever does not stand at least as high, everywhere. */
export async function refuseReset(scope: WriteScope, personId: string): Promise<void> {
  // A key must not turn into the sign-in of a person, which may do more than it.
  if (scope.actor.kind === 'api_key') throw new Refused('http/not-allowed')
  const standing = await standingOf(scope, personId)
  refuseTakeover(scope.actor, standing)
  const { role } = standing
  const { rows } = await scope.client.query<{ allowed: boolean }>(
    'select mainstay.outranks_everywhere($1, $2) as allowed',
    [scope.actor.id, personId],
  )
  if (!rows[0]?.allowed) throw new Refused('workspace/role-above-own', { role })
}

async function standingOf(scope: WriteScope, personId: string): Promise<Standing> {
  const row = await scope.db
    .selectFrom('mainstay.membership as m')
    .select(['m.role', 'm.visibility', 'm.unit', 'm.sees_margins'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return {
    role: row.role as Role,
    visibility: row.visibility as Visibility,
    unit: row.unit,
    seesMargins: row.sees_margins,
  }
}

/** Ends every open session of a member. */
export async function revokeMemberSessions(scope: WriteScope, signIn: SignIn, personId: string) {
  refuseAbove(scope.actor, (await standingOf(scope, personId)).role)
  const revoked = await endSessions(scope.client, personId, null)
  await scope.record({
    action: 'workspace.revoke-sessions',
    subjectType: 'member',
    subjectId: personId,
    after: { revoked },
  })
  await recordSecurity(scope.client, signIn.secret, {
    event: 'sessions-revoked',
    personId,
    address: null,
    requestId: null,
  })
  return { revoked }
}

/** Sets the password the link was made for, once, and ends every session of its owner. */
export async function setNewPassword(
  signIn: SignIn,
  context: CallContext,
  input: { readonly token: string; readonly password: string },
) {
  const attempt = { purpose: 'password-reset', address: context.request.ip, account: null } as const
  await takeTry(signIn, context, attempt)
  const link = await findLink(signIn, input.token)
  const hash = await hashNewPassword(input.password, link.email)
  await inTransaction(signIn.pool, { context: nobody }, async ({ client }) => {
    const used = await client.query(
      'update identity.password_reset r set used_at = $2 where r.token_hash = $1 and r.used_at is null and r.expires_at > $2',
      [hashToken(input.token), signIn.now()],
    )
    if (used.rowCount !== 1) throw new Refused('session/reset-invalid')
    await client.query(
      `update identity.credential c set password = $2, "updatedAt" = now() where c."userId" = $1 and c."providerId" = 'credential'`,
      [link.personId, hash],
    )
    await endSessions(client, link.personId, null)
    await recordSecurity(client, signIn.secret, {
      event: 'password-reset-used',
      personId: link.personId,
      email: link.email,
      address: context.request.ip,
      requestId: context.request.id,
    })
  })
  await signIn.throttle.forgive(attempt)
  return { email: link.email }
}

async function findLink(signIn: SignIn, token: string): Promise<{ personId: string; email: string }> {
  const { rows } = await signIn.pool.query<{ personId: string; email: string }>(
    `select r.person_id as "personId", p.email from identity.password_reset r join identity.person p on p.id = r.person_id
     where r.token_hash = $1 and r.used_at is null and r.expires_at > $2`,
    [hashToken(token), signIn.now()],
  )
  if (!rows[0]) throw new Refused('session/reset-invalid')
  return rows[0]
}
