import type { SignIn } from '../../auth/sign-in.ts'
import { inTransaction } from '../../db/transaction.ts'
import { type CallContext, personOf } from '../../http/call.ts'
import { Refused } from '../../refusal.ts'
import { foundWorkspace } from '../founding.ts'
import { nobody } from './set-up.ts'

/** A further workspace, owned by whoever creates it. */
export async function createWorkspace(
  signIn: SignIn,
  context: CallContext,
  input: { readonly slug: string; readonly name: string; readonly reportingCurrency: string },
) {
  const person = personOf(context)
  const founder = { id: person.id, name: person.name, requestId: context.request.id, address: context.request.ip }
  await inTransaction(signIn.pool, { context: nobody }, async ({ client }) => {
    if ((await foundWorkspace(client, founder, input)) === null) throw new Refused('session/slug-taken')
  })
  return { workspace: input.slug }
}
