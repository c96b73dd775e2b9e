import type { SignIn } from '../../auth/sign-in.ts'
import { normalizeEmail } from '../../auth/tokens.ts'
import { Refused } from '../../refusal.ts'
import type { CallOrigin, WriteScope } from '../../use-case.ts'
import { readMember } from '../queries/members.ts'
import { moveTo } from './email-change.ts'
import { refuseReset } from './passwords.ts'

export interface DecideInput {
  readonly personId: string
  /** The address the decision is about: should the wish have changed meanwhile, nothing happens. */
  readonly email: string
  readonly decision: 'approve' | 'decline'
}

interface WishRow {
  email: string
  session_id: string | null
}

/** Where no mail proves an address, somebody who could reset the person's password anyway vouches for it. */
export async function decideEmailChange(scope: WriteScope, signIn: SignIn, origin: CallOrigin, input: DecideInput) {
  await refuseReset(scope, input.personId)
  const before = await readMember(scope, input.personId)
  const { rows } = await scope.client.query<WishRow>(
    `delete from identity.email_change c where c.person_id = $1 and c.email = $2 and c.token_hash is null and c.expires_at > $3
     returning c.email, c.session_id`,
    [input.personId, normalizeEmail(input.email), signIn.now()],
  )
  const wish = rows[0]
  if (!wish) throw new Refused('http/not-found')
  const person = { id: before.personId, name: before.name, email: before.email }
  if (input.decision === 'approve') {
    const { id, name } = scope.actor
    const trace = { requestId: origin.requestId, sourceAddress: origin.sourceAddress, tab: origin.tab }
    await moveTo(scope, { signIn, person, email: wish.email, doer: { id, name }, trace, keepSession: wish.session_id })
  } else {
    await scope.record({
      action: 'workspace.decline-email-change',
      subjectType: 'member',
      subjectId: person.id,
      before: { email: person.email },
      after: { email: person.email, declined: wish.email },
    })
  }
  return readMember(scope, person.id)
}
