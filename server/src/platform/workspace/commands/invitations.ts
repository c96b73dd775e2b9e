import { randomUUID } from 'node:crypto'
import type { Role, Visibility } from '@mainstay/domain/accounts'
import type pg from 'pg'
import { hashToken, newToken, normalizeEmail } from '../../auth/tokens.ts'
import { withdrawMail } from '../../mail/mail-states.ts'
import { Refused } from '../../refusal.ts'
import type { WriteScope } from '../../use-case.ts'
import { INVITATION_LETTER, invitationLetter } from '../letters.ts'
import { readSettings } from '../queries/settings.ts'
import { refuseGrant } from '../standing.ts'

const DAYS = 7

export interface InviteInput {
  readonly email: string
  readonly role: Role
  readonly visibility: Visibility
  readonly unit: string | null
  readonly seesMargins: boolean
}

export interface Links {
  /** Address people use, without a slash at the end. */
  readonly base: string
  readonly now: Date
}

/** Invites a person by a link that is shown once and works for seven days. A former open invitation ends. */
export async function invite(scope: WriteScope, input: InviteInput, links: Links) {
  refuseGrant(scope.actor, input)
  const email = normalizeEmail(input.email)
  await refuseMember(scope, email)
  const token = newToken()
  const id = randomUUID()
  const expiresAt = new Date(links.now.getTime() + DAYS * 86_400_000)
  const former = await scope.db
    .updateTable('mainstay.invitation as i')
    .set({ revoked_at: links.now })
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.email', '=', email)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .returning('i.id')
    .execute()
  const ended = former.map((row) => row.id)
  await withdrawMail(scope.client, { letter: INVITATION_LETTER, subjectIds: ended }, links.now)
  const row = await scope.db
    .insertInto('mainstay.invitation')
    .values({
      workspace_id: scope.workspaceId,
      id,
      email,
      role: input.role,
      visibility: input.visibility,
      unit: input.unit,
      sees_margins: input.seesMargins,
      token_hash: hashToken(token),
      invited_by: scope.actor.name,
      expires_at: expiresAt,
      accepted_at: null,
      revoked_at: null,
    })
    .returning('created_at')
    .executeTakeFirstOrThrow()
  const standing = { role: input.role, visibility: input.visibility, unit: input.unit, seesMargins: input.seesMargins }
  await scope.record({
    action: 'workspace.invite',
    subjectType: 'invitation',
    subjectId: id,
    after: { email, ...standing },
  })
  const link = `${links.base}/invitation/${token}`
  const { name: workspace } = await readSettings(scope)
  const posted = await scope.sendMail({
    to: { address: email },
    letter: invitationLetter({ workspace, invitedBy: scope.actor.name, link, expiresAt }),
    about: { subjectType: 'invitation', subjectId: id },
    uselessAfter: expiresAt,
  })
  const waiting = { status: 'waiting', attempts: 0, fault: null, at: links.now.toISOString() } as const
  return {
    id,
    email,
    ...standing,
    invitedBy: scope.actor.name,
    mail: posted === 'off' ? null : waiting,
    expiresAt: expiresAt.toISOString(),
    createdAt: row.created_at.toISOString(),
    link,
  }
}

async function refuseMember(scope: WriteScope, email: string): Promise<void> {
  const known = await scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select('m.person_id')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('p.email', '=', email)
    .executeTakeFirst()
  if (known) throw new Refused('workspace/already-member')
}

export async function revokeInvitation(scope: WriteScope, id: string, now: Date) {
  const row = await scope.db
    .updateTable('mainstay.invitation as i')
    .set({ revoked_at: now })
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', id)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .returning('i.email')
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  await withdrawMail(scope.client, { letter: INVITATION_LETTER, subjectIds: [id] }, now)
  await scope.record({
    action: 'workspace.revoke-invitation',
    subjectType: 'invitation',
    subjectId: id,
    before: { email: row.email },
  })
  return { id }
}

export interface OpenInvitation {
  readonly workspaceId: number
  readonly workspaceSlug: string
  readonly workspaceName: string
  readonly reportingCurrency: string
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly visibility: Visibility
  readonly unit: string | null
  readonly seesMargins: boolean
}

/** The open invitation of a link; enters its workspace for the rest of the caller's transaction. */
export async function findInvitation(
  client: Pick<pg.ClientBase, 'query'>,
  token: string,
  now: Date,
): Promise<OpenInvitation> {
  const found = await client.query<{ workspace_id: number; id: string }>(
    'select i.workspace_id, i.id from mainstay.invitation_by_token($1) i',
    [hashToken(token)],
  )
  const key = found.rows[0]
  if (!key) throw new Refused('session/invitation-invalid')
  await client.query("select set_config('mainstay.workspace_id', $1, true)", [String(key.workspace_id)])
  const { rows } = await client.query<OpenInvitation>(
    `select w.id as "workspaceId", w.slug as "workspaceSlug", w.name as "workspaceName", w.reporting_currency as "reportingCurrency",
       i.id, i.email, i.role, i.visibility, i.unit, i.sees_margins as "seesMargins"
     from mainstay.invitation i join mainstay.workspace w on w.id = i.workspace_id
     where i.workspace_id = $1 and i.id = $2 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $3`,
    [key.workspace_id, key.id, now],
  )
  if (!rows[0]) throw new Refused('session/invitation-invalid')
  return rows[0]
}
