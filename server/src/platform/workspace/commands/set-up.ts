import type pg from 'pg'
import { askLibrary, passCookies } from '../../auth/forward.ts'
import { hashNewPassword } from '../../auth/password.ts'
import { isSetupCode } from '../../auth/setup-code.ts'
import type { SignIn } from '../../auth/sign-in.ts'
import { takeTry } from '../../auth/throttled.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CallContext } from '../../http/call.ts'
import { Refused } from '../../refusal.ts'
import { adoptWorkspaces, createPerson, foundWorkspace } from '../founding.ts'

export const nobody = { workspaceId: null, personId: null, visibility: null, unit: null } as const

export interface SetUpInput {
  readonly code: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly workspaceName: string
  readonly workspaceSlug: string
  readonly reportingCurrency: string
}

/** The first run: with the code from the console, the first person becomes owner of the first workspace, signed in. */
export async function setUp(signIn: SignIn, context: CallContext, input: SetUpInput) {
  const attempt = { purpose: 'set-up', address: context.request.ip, account: null } as const
  await takeTry(signIn, context, attempt)
  try {
    await refuseWrongCode(signIn.pool, input.code)
  } catch (error) {
    await signIn.record({ event: 'set-up-refused', address: context.request.ip, requestId: context.request.id })
    throw error
  }
  const passwordHash = await hashNewPassword(input.password, input.email)
  const personId = await inTransaction(signIn.pool, { context: nobody }, ({ client }) =>
    foundInstallation(client, context, { ...input, passwordHash }),
  )
  await signIn.throttle.forgive(attempt)
  await signIn.record({
    event: 'set-up',
    personId,
    email: input.email,
    address: context.request.ip,
    requestId: context.request.id,
  })
  await signInBrowser(signIn, context, input)
  return { workspace: input.workspaceSlug }
}

type Queries = Pick<pg.ClientBase, 'query'>

/** Once with a plain look before the costly hash of the password, once more under the lock. */
async function refuseWrongCode(db: Queries, code: string, lock = ''): Promise<void> {
  const { rows } = await db.query<{ setup_code_hash: string | null; setup_completed_at: Date | null }>(
    `select i.setup_code_hash, i.setup_completed_at from mainstay.installation i ${lock}`,
  )
  const people = await db.query('select 1 from identity.person p limit 1')
  const row = rows[0]
  if (!row || row.setup_completed_at !== null || people.rows.length > 0) throw new Refused('session/setup-closed')
  if (!isSetupCode(code, row.setup_code_hash)) throw new Refused('session/setup-code-wrong')
}

async function foundInstallation(
  client: Queries,
  context: CallContext,
  input: SetUpInput & { readonly passwordHash: string },
): Promise<string> {
  await refuseWrongCode(client, input.code, 'for update')
  const id = await createPerson(client, input)
  const founder = { id, name: input.name, requestId: context.request.id, address: context.request.ip }
  const adopted = await adoptWorkspaces(client, founder)
  if (!adopted.includes(input.workspaceSlug)) {
    const plan = { slug: input.workspaceSlug, name: input.workspaceName, reportingCurrency: input.reportingCurrency }
    if ((await foundWorkspace(client, founder, plan)) === null) throw new Refused('session/slug-taken')
  }
  await client.query('update mainstay.installation i set setup_completed_at = now(), setup_code_hash = null')
  return id
}

/** Gives the browser its session cookie. Should that fail, the person simply signs in by hand. */
export async function signInBrowser(
  signIn: SignIn,
  context: CallContext,
  who: { readonly email: string; readonly password: string },
): Promise<void> {
  const answer = await askLibrary(await signIn.library(), context.request, '/sign-in/email', {
    email: who.email,
    password: who.password,
  })
  if (!answer.ok) return
  passCookies(context.reply, answer.cookies)
  await signIn.record({
    event: 'sign-in',
    personId: answer.personId,
    email: who.email,
    address: context.request.ip,
    requestId: context.request.id,
  })
}
