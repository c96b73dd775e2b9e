import type { FastifyReply, FastifyRequest } from 'fastify'
import { ADDRESS_HEADER } from './address-header.ts'
import type { Library } from './library.ts'

/** What the library answered: its body without session tokens, or the code of its refusal. */
export type LibraryAnswer =
  | {
      readonly ok: true
      readonly body: Readonly<Record<string, unknown>>
      readonly personId: string | null
      readonly token: string | null
      readonly cookies: readonly string[]
    }
  | { readonly ok: false; readonly code: string; readonly retryAfterSeconds: number | null }

const PASSED_ON = ['cookie', 'origin', 'referer', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']
const LOCK_SECONDS = 900

const REFUSALS: Readonly<Record<string, string>> = {
  MISSING_OR_NULL_ORIGIN: 'session/browser-only',
  INVALID_EMAIL_OR_PASSWORD: 'session/wrong-credentials',
  INVALID_EMAIL: 'session/wrong-credentials',
  PASSWORD_TOO_LONG: 'session/wrong-credentials',
  INVALID_PASSWORD: 'session/wrong-password',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'session/wrong-password',
  INVALID_CODE: 'session/wrong-code',
  INVALID_BACKUP_CODE: 'session/wrong-code',
  INVALID_TWO_FACTOR_COOKIE: 'session/second-factor-expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'session/second-factor-expired',
  ACCOUNT_TEMPORARILY_LOCKED: 'http/too-many-requests',
  TOTP_ALREADY_ENABLED: 'session/second-factor-state',
  TOTP_NOT_ENABLED: 'session/second-factor-state',
  TWO_FACTOR_NOT_ENABLED: 'session/second-factor-state',
  BACKUP_CODES_NOT_ENABLED: 'session/second-factor-state',
}

/** Asks the library one thing on behalf of a browser. The caller's address is the proven one, never a header of theirs. */
export async function askLibrary(
  library: Library,
  request: FastifyRequest,
  path: string,
  body: object,
): Promise<LibraryAnswer> {
  const headers = new Headers({ 'content-type': 'application/json', [ADDRESS_HEADER]: request.ip })
  for (const name of PASSED_ON) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const url = `${request.protocol}://${request.host}/api/auth${path}`
  const response = await library.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
  const text = await response.text()
  const parsed = parseRecord(text)
  if (!response.ok) return refusalOf(response.status, typeof parsed.code === 'string' ? parsed.code : '')
  const user = parsed.user
  const personId = isRecord(user) && typeof user.id === 'string' ? user.id : null
  const { token, ...rest } = parsed
  return {
    ok: true,
    body: rest,
    personId,
    token: typeof token === 'string' ? token : null,
    cookies: response.headers.getSetCookie(),
  }
}

function refusalOf(status: number, libraryCode: string): LibraryAnswer {
  const known = REFUSALS[libraryCode]
  if (known) return { ok: false, code: known, retryAfterSeconds: status === 429 ? LOCK_SECONDS : null }
  if (status === 401) return { ok: false, code: 'http/not-signed-in', retryAfterSeconds: null }
  if (status === 403) return { ok: false, code: 'http/cross-site', retryAfterSeconds: null }
  if (status >= 500) return { ok: false, code: 'http/internal', retryAfterSeconds: null }
  return { ok: false, code: 'http/malformed', retryAfterSeconds: null }
}

function parseRecord(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function passCookies(reply: FastifyReply, cookies: readonly string[]): void {
  if (cookies.length > 0) reply.header('set-cookie', [...cookies])
}
