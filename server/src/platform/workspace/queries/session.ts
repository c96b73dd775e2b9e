import type { AccessRow } from '../../auth/access.ts'
import { permissionsOfRow } from '../../auth/access.ts'
import { endSession, endSessions, listSessions } from '../../auth/session-store.ts'
import { isSetupOpen } from '../../auth/setup-code.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import { inTransaction } from '../../db/transaction.ts'
import { type CallContext, personOf, type SignedInPerson } from '../../http/call.ts'
import { Refused } from '../../refusal.ts'

/** Who is calling, and where they may go. */
export async function readSession(signIn: SignIn, context: CallContext) {
  const { person } = context
  return {
    setupRequired: person === null && (await isSetupOpen(signIn.pool)),
    person: person && { id: person.id, name: person.name, email: person.email, hasTwoFactor: person.hasTwoFactor },
    workspaces: person ? await workspacesOf(signIn, person) : [],
    databaseNotice: signIn.databaseNotice,
    sendsMail: signIn.config.mail !== null,
  }
}

async function workspacesOf(signIn: SignIn, person: SignedInPerson) {
  const context = { workspaceId: null, personId: person.id, visibility: null, unit: null }
  const rows = await inTransaction(signIn.pool, { context, mode: 'read only' }, async ({ client }) => {
    const result = await client.query<AccessRow>(
      `select w.id as workspace_id, w.slug, w.name, w.reporting_currency, w.requires_two_factor, m.role, m.visibility, m.unit, m.sees_margins
       from mainstay.membership m join mainstay.workspace w on w.id = m.workspace_id
       where m.person_id = $1 and m.status = 'active' order by lower(w.name), w.slug`,
      [person.id],
    )
    return result.rows
  })
  return rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    reportingCurrency: row.reporting_currency,
    role: row.role,
    visibility: row.visibility,
    seesMargins: row.sees_margins,
    permissions: [...permissionsOfRow(row)],
    requiresTwoFactor: row.requires_two_factor,
  }))
}

/** Where I am signed in. */
export async function listMySessions(signIn: SignIn, context: CallContext) {
  const person = personOf(context)
  const rows = await listSessions(signIn.pool, person.id, signIn.now())
  return {
    rows: rows.map((row) => ({
      id: row.id,
      isCurrent: row.id === person.sessionId,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      address: row.address,
      agent: row.agent,
    })),
  }
}

export async function revokeMySession(signIn: SignIn, context: CallContext, id: string) {
  const person = personOf(context)
  if (!(await endSession(signIn.pool, person.id, id))) throw new Refused('http/not-found')
  await signIn.record({
    event: 'session-revoked',
    personId: person.id,
    address: context.request.ip,
    requestId: context.request.id,
  })
  return { id }
}

export async function revokeMyOtherSessions(signIn: SignIn, context: CallContext) {
  const person = personOf(context)
  const revoked = await endSessions(signIn.pool, person.id, person.sessionId)
  await signIn.record({
    event: 'sessions-revoked',
    personId: person.id,
    address: context.request.ip,
    requestId: context.request.id,
  })
  return { revoked }
}
