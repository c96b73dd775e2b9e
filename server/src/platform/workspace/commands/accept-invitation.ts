import type { Actor } from '../../access/actor.ts'
import { permissionsOfRow } from '../../auth/access.ts'
import { hashNewPassword } from '../../auth/password.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import { takeTry } from '../../auth/throttled.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CallContext } from '../../http/call.ts'
import { Refused } from '../../refusal.ts'
import { noOrigin, type WriteScope } from '../../use-case.ts'
import { createPerson } from '../founding.ts'
import { findInvitation, type OpenInvitation } from './invitations.ts'
import { nobody, signInBrowser } from './set-up.ts'

export interface AcceptInput {
  readonly token: string
  readonly name?: string | undefined
  readonly password?: string | undefined
}

/** Whoever joins: somebody who exists already and is signed in, or a new person with name and password. */
type Joiner =
  | { readonly kind: 'known'; readonly id: string; readonly name: string }
  | { readonly kind: 'new'; readonly name: string; readonly passwordHash: string }

/** What a link offers, to whoever holds it. */
export async function readInvitation(signIn: SignIn, context: CallContext, token: string) {
  const attempt = { purpose: 'invitation', address: context.request.ip, account: null } as const
  await takeTry(signIn, context, attempt)
  const found = await inTransaction(signIn.pool, { context: nobody, mode: 'read only' }, ({ client }) =>
    findInvitation(client, token, signIn.now()),
  )
  await signIn.throttle.forgive(attempt)
  return {
    workspaceName: found.workspaceName,
    email: found.email,
    role: found.role,
    isKnownPerson: (await personIdOf(signIn, found.email)) !== null,
  }
}

/** Joins a workspace with the standing the invitation names; the link ends with it. */
export async function acceptInvitation(signIn: SignIn, context: CallContext, input: AcceptInput) {
  const attempt = { purpose: 'invitation', address: context.request.ip, account: null } as const
  await takeTry(signIn, context, attempt)
  const offer = await inTransaction(signIn.pool, { context: nobody, mode: 'read only' }, ({ client }) =>
    findInvitation(client, input.token, signIn.now()),
  )
  await signIn.throttle.forgive(attempt)
  const joiner = await joinerOf(signIn, context, offer, input)
  const actor = actorOfJoiner(offer, joiner)
  const origin = { ...noOrigin, requestId: context.request.id, sourceAddress: context.request.ip }
  const personId = await context.useCases.command(actor, origin, (scope) => join(scope, offer, joiner, signIn.now()))
  await signIn.record({
    event: 'invitation-accepted',
    personId,
    email: offer.email,
    address: context.request.ip,
    requestId: context.request.id,
  })
  if (joiner.kind === 'new' && input.password) {
    await signInBrowser(signIn, context, { email: offer.email, password: input.password })
  }
  return { workspace: offer.workspaceSlug, email: offer.email }
}

async function personIdOf(signIn: SignIn, email: string): Promise<string | null> {
  const { rows } = await signIn.pool.query<{ id: string }>('select p.id from identity.person p where p.email = $1', [
    email,
  ])
  return rows[0]?.id ?? null
}

async function joinerOf(
  signIn: SignIn,
  context: CallContext,
  offer: OpenInvitation,
  input: AcceptInput,
): Promise<Joiner> {
  const knownId = await personIdOf(signIn, offer.email)
  const { person } = context
  if (person && person.id !== knownId) throw new Refused('session/wrong-person')
  if (person) return { kind: 'known', id: person.id, name: person.name }
  if (knownId !== null) throw new Refused('session/known-person')
  if (!input.name) {
    throw new Refused('http/invalid', {}, [{ path: 'name', code: 'required', message: 'a new person needs a name' }])
  }
  if (!input.password) throw new Refused('session/password-required')
  return { kind: 'new', name: input.name, passwordHash: await hashNewPassword(input.password, offer.email) }
}

/** Acts under their own name from the first moment; the id of a new person is not known yet. */
function actorOfJoiner(offer: OpenInvitation, joiner: Joiner): Actor {
  return {
    kind: 'person',
    id: joiner.kind === 'known' ? joiner.id : `invitation ${offer.id}`,
    name: joiner.name,
    workspaceId: offer.workspaceId,
    workspaceSlug: offer.workspaceSlug,
    reportingCurrency: offer.reportingCurrency,
    role: offer.role,
    visibility: offer.visibility,
    unit: offer.unit,
    seesMargins: offer.seesMargins,
    permissions: permissionsOfRow({ role: offer.role, visibility: offer.visibility, sees_margins: offer.seesMargins }),
  }
}

async function join(scope: WriteScope, offer: OpenInvitation, joiner: Joiner, now: Date): Promise<string> {
  const taken = await scope.db
    .updateTable('mainstay.invitation as i')
    .set({ accepted_at: now })
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', offer.id)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .returning('i.id')
    .executeTakeFirst()
  if (!taken) throw new Refused('session/invitation-invalid')
  const personId =
    joiner.kind === 'known' ? joiner.id : await createPerson(scope.client, { ...joiner, email: offer.email })
  const member = await scope.db
    .insertInto('mainstay.membership')
    .values({
      workspace_id: scope.workspaceId,
      person_id: personId,
      role: offer.role,
      visibility: offer.visibility,
      unit: offer.unit,
      sees_margins: offer.seesMargins,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'person_id']).doNothing())
    .returning('person_id')
    .executeTakeFirst()
  if (!member) throw new Refused('workspace/already-member')
  await scope.record({
    action: 'workspace.join',
    subjectType: 'member',
    subjectId: personId,
    after: { role: offer.role, visibility: offer.visibility, unit: offer.unit, seesMargins: offer.seesMargins },
  })
  return personId
}
