import { recordSecurity } from '../../auth/security-log.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import { type CallContext, personOf } from '../../http/call.ts'
import { asPerson, recordEverywhere, traceOf } from '../everywhere.ts'

/** One's own name, as everybody sees it from now on; what was written under the old one stays as it was. */
export async function changeName(signIn: SignIn, context: CallContext, name: string) {
  const person = personOf(context)
  if (name === person.name) return { name }
  await asPerson(signIn.pool, person.id, async (handle) => {
    const { client } = handle
    const changed = await client.query<{ before: string }>(
      `update identity.person p set name = $2, "updatedAt" = now() from identity.person old
       where p.id = $1 and old.id = p.id returning old.name as before`,
      [person.id, name],
    )
    const before = { name: changed.rows[0]?.before ?? person.name }
    const options = { person, doer: person, trace: traceOf(context) }
    await recordEverywhere(handle, options, { action: 'workspace.rename-member', before, after: { name } })
    await recordSecurity(client, signIn.secret, {
      event: 'name-changed',
      personId: person.id,
      address: context.request.ip,
      requestId: context.request.id,
    })
  })
  return { name }
}
