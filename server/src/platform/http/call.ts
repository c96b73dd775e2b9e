import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { Refused } from '../refusal.ts'
import type { CallOrigin, ReadScope, UseCases, WriteScope } from '../use-case.ts'

/** A signed-in person, before any workspace is chosen. */
export interface SignedInPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly hasTwoFactor: boolean
  readonly sessionId: string
}

/** How a caller proves who they are; the auth module provides it. */
export interface Authenticator {
  /** The person of the session cookie, or null. API keys are no persons. */
  personOf(request: FastifyRequest): Promise<SignedInPerson | null>
  /** The actor in a workspace, by cookie or API key; null when they have no access there. */
  actorOf(request: FastifyRequest, workspaceSlug: string): Promise<ActorAnswer>
}

export type ActorAnswer =
  | { readonly kind: 'actor'; readonly actor: Actor }
  | { readonly kind: 'not_signed_in' }
  | { readonly kind: 'no_access'; readonly personId: string }
  | { readonly kind: 'two_factor_required'; readonly personId: string }

/** What a route handler receives. `actor` is there once the guard has let the call through. */
export interface CallContext {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly authenticator: Authenticator
  readonly useCases: UseCases
  actor: Actor | null
  person: SignedInPerson | null
  origin: CallOrigin
}

export function actorOf(context: CallContext): Actor {
  if (!context.actor) throw new Refused('http/not-signed-in')
  return context.actor
}

export function personOf(context: CallContext): SignedInPerson {
  if (!context.person) throw new Refused('http/not-signed-in')
  return context.person
}

export function read<Value>(context: CallContext, work: (scope: ReadScope) => Promise<Value>): Promise<Value> {
  return context.useCases.read(actorOf(context), work)
}

export function command<Value>(context: CallContext, work: (scope: WriteScope) => Promise<Value>): Promise<Value> {
  return context.useCases.command(actorOf(context), context.origin, work)
}
