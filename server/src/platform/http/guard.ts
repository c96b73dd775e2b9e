import type { RouteMeta } from '@mainstay/contract/route'
import type { Permission } from '@mainstay/domain/accounts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, mayDo } from '../access/actor.ts'
import { Refused } from '../refusal.ts'
import type { Authenticator, CallContext } from './call.ts'
import { noteCaller } from './denial.ts'
import { confidentialPaths, redactMargins } from './redact.ts'

export interface GuardedProcedure {
  readonly '~orpc': { readonly meta: RouteMeta; readonly outputSchema?: unknown }
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
  await admit(context, guard, options.input)
  if (effect === 'changes' && context.origin.ifMatch === null) throw new Refused('http/version-required')
  if (effect === 'creates') claimKey(context, options)
  const output = await options.next()
  if (context.actor && !context.actor.seesMargins && procedure['~orpc'].outputSchema) {
    redactMargins(output, confidentialPaths(procedure['~orpc'].outputSchema as z.ZodType))
  }
  if (hasVersion(output)) context.reply.header('etag', `"${output.version}"`)
  return output
}

async function admit(context: CallContext, guard: NonNullable<RouteMeta['guard']>, input: unknown): Promise<void> {
  if (guard === 'public' || guard === 'signed-in') {
    context.person = await context.authenticator.personOf(context.request)
    if (guard === 'signed-in' && !context.person) throw new Refused('http/not-signed-in')
    if (context.person) noteCaller(context.request, { personId: context.person.id, isOutside: false })
    return
  }
  const slug = isRecord(input) && typeof input.workspace === 'string' ? input.workspace : ''
  context.actor = await admitActor(context.authenticator, context.request, { workspace: slug, permission: guard })
}

/** Who calls in this workspace, if they may; for the doors beside the contract too, which stream. */
export async function admitActor(
  authenticator: Authenticator,
  request: FastifyRequest,
  wanted: { readonly workspace: string; readonly permission: Permission },
): Promise<Actor> {
  const answer = await authenticator.actorOf(request, wanted.workspace)
  if (answer.kind === 'not_signed_in') throw new Refused('http/not-signed-in')
  const personId = answer.kind === 'actor' ? answer.actor.id : answer.personId
  noteCaller(request, { personId, isOutside: answer.kind === 'no_access' })
  if (answer.kind === 'two_factor_required') throw new Refused('http/two-factor-required')
  // A workspace one has no access to does not exist.
  if (answer.kind === 'no_access') throw new Refused('http/not-found')
  if (!mayDo(answer.actor, wanted.permission)) throw new Refused('http/not-allowed')
  return answer.actor
}

function claimKey(context: CallContext, options: GuardOptions): void {
  const key = context.request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return
  context.origin = {
    ...context.origin,
    idempotency: { endpoint: options.path.join('.'), key: key.slice(0, 255), request: options.input },
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function hasVersion(output: unknown): output is { version: number } {
  return isRecord(output) && typeof output.version === 'number'
}
