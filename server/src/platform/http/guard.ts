import type { RouteMeta } from '@mainstay/contract/route'
import type { Permission } from '@mainstay/domain/accounts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, mayDo } from '../access/actor.ts'
import { Refused } from '../refusal.ts'
import { spendAllowance } from './allowance.ts'
import type { Authenticator, CallContext } from './call.ts'
import { type Asked, noteCaller, subjectOf } from './denial.ts'
import { confidentialPaths, redactMargins } from './redact.ts'

export interface GuardedProcedure {
  readonly '~orpc': {
    readonly meta: RouteMeta
    readonly route: { readonly method?: string; readonly path?: string }
    readonly outputSchema?: unknown
  }
}

interface GuardOptions {
  readonly context: CallContext
  readonly input: unknown
  readonly path: readonly string[]
  readonly procedure: GuardedProcedure
  next(): Promise<unknown>
}

/**
 * Stands before every route: who is calling, may they, did they send what a change needs; and behind it: hides what the
 * caller may not see and names the version of what was answered.
 */
export async function guardRoute(options: GuardOptions): Promise<unknown> {
  const { context, procedure } = options
  const { guard, effect } = procedure['~orpc'].meta
  if (!guard) throw new Error(`route ${options.path.join('.')} declares no guard`)
  await admit(context, guard, options)
  if (effect === 'changes' && context.origin.ifMatch === null) throw new Refused('http/version-required')
  if (effect === 'creates' || effect === 'changes') claimKey(context, options)
  const output = await options.next()
  if (context.actor && !context.actor.seesMargins && procedure['~orpc'].outputSchema) {
    redactMargins(output, confidentialPaths(procedure['~orpc'].outputSchema as z.ZodType))
  }
  if (hasVersion(output)) context.reply.header('etag', `"${output.version}"`)
  return output
}

async function admit(
  context: CallContext,
  guard: NonNullable<RouteMeta['guard']>,
  options: GuardOptions,
): Promise<void> {
  const { input } = options
  const { method = '', path = '' } = options.procedure['~orpc'].route
  const route = { route: options.path.join('.'), method, path, subject: subjectOf(path, input) }
  if (guard === 'public' || guard === 'signed-in') {
    const person = await context.authenticator.personOf(context.request)
    context.person = person
    if (guard === 'signed-in' && !person) throw new Refused('http/not-signed-in')
    const asked = { ...route, permission: null, workspace: null }
    if (!person) return
    noteCaller(context.request, { personId: person.id, actor: null, asked })
    return spendAllowance(context.request, person.id)
  }
  const slug = isRecord(input) && typeof input.workspace === 'string' ? input.workspace : ''
  const wanted = { workspace: slug, permission: guard, route }
  context.actor = await admitActor(context.authenticator, context.request, wanted)
}

export interface Wanted {
  readonly workspace: string
  readonly permission: Permission
  /** Which route of the contract asks; a door beside it is known by its address. */
  readonly route?: Pick<Asked, 'route' | 'method' | 'path' | 'subject'>
}

/** Who calls in this workspace, if they may; for the doors beside the contract too, which stream. */
export async function admitActor(
  authenticator: Authenticator,
  request: FastifyRequest,
  wanted: Wanted,
): Promise<Actor> {
  const answer = await authenticator.actorOf(request, wanted.workspace)
  if (answer.kind === 'not_signed_in') throw new Refused('http/not-signed-in')
  const actor = answer.kind === 'actor' ? answer.actor : null
  const personId = answer.kind === 'actor' ? answer.actor.id : answer.personId
  const { workspace, permission } = wanted
  noteCaller(request, { personId, actor, asked: { ...(wanted.route ?? doorOf(request)), workspace, permission } })
  await spendAllowance(request, personId)
  if (answer.kind === 'two_factor_required') throw new Refused('http/two-factor-required')
  // A workspace one has no access to does not exist.
  if (answer.kind === 'no_access') throw new Refused('http/not-found')
  if (!mayDo(answer.actor, wanted.permission)) throw new Refused('http/not-allowed')
  return answer.actor
}

function doorOf(request: FastifyRequest): Pick<Asked, 'route' | 'method' | 'path' | 'subject'> {
  const path = request.routeOptions.url ?? ''
  return { route: path, method: request.method, path, subject: subjectOf(path, request.params) }
}

function claimKey(context: CallContext, options: GuardOptions): void {
  const key = context.request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return
  context.origin = {
    ...context.origin,
    idempotency: { endpoint: options.path.join('.'), key: key.slice(0, 255), request: requestOf(context, options) },
  }
}

/** What must come again for the first answer to be given again; the same words over another version are another request. */
function requestOf({ origin }: CallContext, { input }: GuardOptions): unknown {
  return origin.ifMatch === null ? input : { input, ifMatch: origin.ifMatch }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function hasVersion(output: unknown): output is { version: number } {
  return isRecord(output) && typeof output.version === 'number'
}
