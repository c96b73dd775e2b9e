import { tabId } from '../../client/index.ts'
import type { Problem } from '../../kit/api/api-error.ts'
import { waitSentence } from './text.ts'

type Bag = Readonly<Record<string, unknown>>

/** A refusal of the sign-in door, in the shape that every form of the application shows. */
export class SignInRefused extends Error implements Problem {
  override name = 'SignInRefused'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string | null
  readonly errors: Problem['errors']
  /** Seconds until trying again can help; null when waiting does not matter. */
  readonly retryAfterSeconds: number | null

  constructor(response: Response, body: Bag) {
    const facts = isBag(body.facts) ? body.facts : {}
    const seconds = Number(facts.retryAfterSeconds ?? response.headers.get('retry-after') ?? Number.NaN)
    const wait = response.status === 429 && Number.isFinite(seconds) ? Math.max(1, seconds) : null
    const code = wordOf(body.code) ?? 'unexpected'
    const detail = wait === null ? (wordOf(body.detail) ?? '') : waitSentence(Math.ceil(wait / 60))
    super(detail)
    this.status = response.status
    this.code = code
    this.title = detail
    this.detail = detail
    this.requestId = wordOf(body.requestId) ?? response.headers.get('x-request-id')
    this.errors = listOf(body.errors).filter(isBag).map(readField)
    this.retryAfterSeconds = wait
  }
}

function isBag(candidate: unknown): candidate is Bag {
  return typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate)
}

function wordOf(candidate: unknown): string | null {
  return typeof candidate === 'string' && candidate !== '' ? candidate : null
}

function listOf(candidate: unknown): readonly unknown[] {
  return Array.isArray(candidate) ? candidate : []
}

function readField(entry: Bag): Problem['errors'][number] {
  return { path: wordOf(entry.path) ?? '', code: wordOf(entry.code) ?? 'invalid', message: wordOf(entry.message) ?? '' }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}

async function post(path: string, input: object = {}): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-mainstay-tab': tabId },
    body: JSON.stringify(input),
  })
  const body = await bodyOf(response)
  if (!response.ok) throw new SignInRefused(response, isBag(body) ? body : {})
  return body
}

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** Signs in with a password; the answer says whether a second factor is still to come. */
export async function signIn({ email, password }: Credentials): Promise<'signed-in' | 'second-factor'> {
  const answer = await post('sign-in/email', { email: email.trim(), password })
  return isBag(answer) && answer.twoFactorRedirect === true ? 'second-factor' : 'signed-in'
}

export type FactorForm = 'app' | 'backup'

/** The second step: six digits of the app, or one of the backup codes. */
export async function verifySecondFactor(code: string, form: FactorForm): Promise<void> {
  if (form === 'app') await post('two-factor/verify-totp', { code: code.replaceAll(/\D/g, '') })
  else await post('two-factor/verify-backup-code', { code: code.trim() })
}

export async function signOut(): Promise<void> {
  await post('sign-out')
}

export interface PasswordChange {
  readonly currentPassword: string
  readonly newPassword: string
}

/** Sets a new password; the server ends every other session. */
export async function changePassword(change: PasswordChange): Promise<void> {
  await post('change-password', change)
}

export interface FactorSetup {
  /** The address an authenticator app reads. */
  readonly uri: string
  /** The same secret for typing by hand. */
  readonly secret: string
  readonly backupCodes: readonly string[]
}

function textsOf(candidate: unknown): string[] {
  return listOf(candidate).filter((entry) => typeof entry === 'string')
}

/** Makes a second factor; it counts only once `confirmSecondFactor` has proven that the app knows it. */
export async function startSecondFactor(password: string): Promise<FactorSetup> {
  const answer = await post('two-factor/enable', { password })
  const uri = isBag(answer) ? (wordOf(answer.totpURI) ?? '') : ''
  return {
    uri,
    secret: new URLSearchParams(uri.split('?')[1] ?? '').get('secret') ?? '',
    backupCodes: isBag(answer) ? textsOf(answer.backupCodes) : [],
  }
}

export async function confirmSecondFactor(code: string): Promise<void> {
  await verifySecondFactor(code, 'app')
}

export async function stopSecondFactor(password: string): Promise<void> {
  await post('two-factor/disable', { password })
}

/** Fresh backup codes; those before no longer work. */
export async function makeBackupCodes(password: string): Promise<readonly string[]> {
  const answer = await post('two-factor/generate-backup-codes', { password })
  return isBag(answer) ? textsOf(answer.backupCodes) : []
}
