import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import '../api-description/describe.ts'
import type { SignedInPerson } from '../http/call.ts'
import { Refused } from '../refusal.ts'
import { readSessionToken, sessionCookieName } from './cookies.ts'
import { askLibrary, type LibraryAnswer, passCookies } from './forward.ts'
import { LONGEST_PASSWORD, refuseWeakPassword, SHORTEST_PASSWORD } from './password.ts'
import type { SecurityEvent } from './security-log.ts'
import { findSession } from './session-store.ts'
import type { SignIn } from './sign-in.ts'
import type { Purpose } from './throttle.ts'
import { takeTry } from './throttled.ts'
import { hashToken, normalizeEmail } from './tokens.ts'

const BODY_LIMIT = 16_384

const email = z.email().max(254)
const password = z.string().min(1).max(LONGEST_PASSWORD)
const code = z.string().trim().min(6).max(40)
const confirmed = z.object({ password })

interface Call {
  readonly signIn: SignIn
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly body: Readonly<Record<string, string>>
  /** Whoever was signed in before this call. */
  readonly person: SignedInPerson | null
}

interface AuthRoute {
  readonly path: string
  readonly summary: string
  readonly body: z.ZodObject
  readonly guard: 'public' | 'signed-in'
  /** What a wrong try counts against. */
  readonly tries: { readonly purpose: Purpose; readonly account: (call: Call) => string | null } | null
  readonly failed: SecurityEvent | null
  readonly done: SecurityEvent | ((answer: GoodAnswer, call: Call) => SecurityEvent)
  readonly before?: (call: Call) => Promise<void>
  /** Sent to the library beside the body. */
  readonly also?: object
  readonly after?: (call: Call, answer: GoodAnswer) => Promise<void>
}

type GoodAnswer = Extract<LibraryAnswer, { ok: true }>

const ofPerson = (call: Call) => call.person?.id ?? null

/** The only addresses of the library that can be reached. There is none that creates a person. */
const ROUTES: readonly AuthRoute[] = [
  {
    path: '/sign-in/email',
    summary: 'Sign in; answers { twoFactorRedirect: true } when a second factor is still needed',
    body: z.object({ email, password }),
    guard: 'public',
    tries: { purpose: 'sign-in', account: (call) => normalizeEmail(call.body.email ?? '') },
    failed: 'sign-in-failed',
    done: (answer) => (answer.body.twoFactorRedirect === true ? 'second-factor-asked' : 'sign-in'),
  },
  {
    path: '/sign-out',
    summary: 'Sign out of this browser',
    body: z.object({}),
    guard: 'public',
    tries: null,
    failed: null,
    done: 'sign-out',
    after: async (call) => void call.reply.header('clear-site-data', '"storage"'),
  },
  {
    path: '/change-password',
    summary: 'Change the password; ends every other session',
    body: z.object({ currentPassword: password, newPassword: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD) }),
    guard: 'signed-in',
    tries: { purpose: 'password', account: ofPerson },
    failed: 'password-change-failed',
    done: 'password-changed',
    before: (call) => refuseWeakPassword(call.body.newPassword ?? '', call.person?.email ?? null),
    also: { revokeOtherSessions: true },
  },
  {
    path: '/two-factor/enable',
    summary: 'Begin to use a second factor: answers the address for an authenticator app and the backup codes',
    body: confirmed,
    guard: 'signed-in',
    tries: { purpose: 'password', account: ofPerson },
    failed: 'second-factor-failed',
    done: 'second-factor-asked',
    also: { method: 'totp' },
  },
  {
    path: '/two-factor/verify-totp',
    summary: 'Prove the second factor with a code of the authenticator app; at first use this switches it on',
    body: z.object({ code }),
    guard: 'public',
    tries: { purpose: 'second-factor', account: ofPerson },
    failed: 'second-factor-failed',
    done: (_answer, call) => (call.person ? 'second-factor-enabled' : 'sign-in'),
    after: refuseReplay,
  },
  {
    path: '/two-factor/verify-backup-code',
    summary: 'Prove the second factor with a backup code, which is used up',
    body: z.object({ code }),
    guard: 'public',
    tries: { purpose: 'second-factor', account: ofPerson },
    failed: 'second-factor-failed',
    done: 'backup-code-used',
  },
  {
    path: '/two-factor/generate-backup-codes',
    summary: 'New backup codes; the old ones end',
    body: confirmed,
    guard: 'signed-in',
    tries: { purpose: 'password', account: ofPerson },
    failed: 'second-factor-failed',
    done: 'backup-codes-made',
  },
  {
    path: '/two-factor/disable',
    summary: 'Stop using a second factor',
    body: confirmed,
    guard: 'signed-in',
    tries: { purpose: 'password', account: ofPerson },
    failed: 'second-factor-failed',
    done: 'second-factor-disabled',
  },
]

/** Mounts sign-in at /api/auth: small bodies, JSON only, the same errors as everywhere. */
export function signInDoor(signIn: SignIn): (app: FastifyInstance) => void {
  return (app) => {
    for (const route of ROUTES) {
      const described = { tag: 'sign-in', summary: route.summary, guard: route.guard, body: route.body }
      app.post(`/api/auth${route.path}`, { bodyLimit: BODY_LIMIT, config: { described } }, (request, reply) =>
        answer(route, signIn, request, reply),
      )
    }
  }
}

async function answer(
  route: AuthRoute,
  signIn: SignIn,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = readBody(route, request)
  const person = await personOf(signIn, request)
  if (route.guard === 'signed-in' && !person) throw new Refused('http/not-signed-in')
  const call: Call = { signIn, request, reply, body, person }
  const attempt = route.tries
    ? { purpose: route.tries.purpose, address: request.ip, account: route.tries.account(call) }
    : null
  if (attempt) await takeTry(signIn, call, attempt)
  await route.before?.(call)
  const given = await askLibrary(await signIn.library(), request, route.path, { ...body, ...route.also })
  if (!given.ok) return refuse(route, call, given)
  await route.after?.(call, given)
  if (attempt) await signIn.throttle.forgive(attempt)
  const event = typeof route.done === 'string' ? route.done : route.done(given, call)
  await note(call, event, given.personId)
  passCookies(reply, given.cookies)
  return reply.send(given.body)
}

async function refuse(route: AuthRoute, call: Call, given: Extract<LibraryAnswer, { ok: false }>): Promise<never> {
  if (route.failed) await note(call, route.failed, null)
  if (given.retryAfterSeconds !== null) call.reply.header('retry-after', String(given.retryAfterSeconds))
  throw new Refused(given.code)
}

function note(call: Call, event: SecurityEvent, personId: string | null): Promise<void> {
  return call.signIn.record({
    event,
    personId: personId ?? call.person?.id ?? null,
    email: call.body.email ?? null,
    address: call.request.ip,
    requestId: call.request.id,
  })
}

function readBody(route: AuthRoute, request: FastifyRequest): Record<string, string> {
  const type = request.headers['content-type']
  if (type !== undefined && !/^application\/json\b/i.test(type)) throw new Refused('http/unsupported-media')
  const parsed = route.body.safeParse(request.body ?? {})
  if (parsed.success) return parsed.data as Record<string, string>
  const fields = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: issue.message,
  }))
  throw new Refused('http/invalid', {}, fields)
}

async function personOf(signIn: SignIn, request: FastifyRequest): Promise<SignedInPerson | null> {
  const token = readSessionToken(request.headers.cookie, sessionCookieName(signIn.config), signIn.secret)
  return token === null ? null : findSession(signIn.pool, token, signIn.now())
}

/** A code of the authenticator app works once. The library accepts it again within its window; this does not. */
async function refuseReplay(call: Call, given: GoodAnswer): Promise<void> {
  if (given.personId === null) return
  const inserted = await call.signIn.pool.query(
    'insert into identity.used_code (person_id, code_hash) values ($1, $2) on conflict do nothing',
    [given.personId, hashToken(`${call.signIn.secret}|${call.body.code}`)],
  )
  if ((inserted.rowCount ?? 0) > 0) return
  if (!call.person && given.token !== null) {
    await call.signIn.pool.query('delete from identity.session s where s.token = $1', [given.token])
  }
  await note(call, 'second-factor-replayed', given.personId)
  throw new Refused('session/wrong-code')
}
