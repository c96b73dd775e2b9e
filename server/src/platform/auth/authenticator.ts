import type { FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Config } from '../config/config.ts'
import type { ActorAnswer, Authenticator, SignedInPerson } from '../http/call.ts'
import { keyAsActor } from './access.ts'
import { readSessionToken, sessionCookieName } from './cookies.ts'
import { findKey, noteKeyUse, readKey } from './key-store.ts'
import { loadMembership } from './membership.ts'
import { findSession } from './session-store.ts'

export interface AuthenticatorOptions {
  readonly pool: pg.Pool
  readonly config: Config
  readonly secret: string
  readonly now: () => Date
}

/**
 * Persons by their session cookie, programs by their API key. Everything is read from the database at every call, so
 * that whatever is revoked, disabled or changed counts from the next request on.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { pool, config, secret, now } = options
  const cookieName = sessionCookieName(config)
  const personOf = async (request: FastifyRequest): Promise<SignedInPerson | null> => {
    if (request.headers.authorization !== undefined) return null
    const token = readSessionToken(request.headers.cookie, cookieName, secret)
    return token === null ? null : findSession(pool, token, now())
  }
  return {
    personOf,
    actorOf: async (request, slug) => {
      if (request.headers.authorization !== undefined) return actorOfKey(options, request.headers.authorization, slug)
      const person = await personOf(request)
      if (!person) return { kind: 'not_signed_in' }
      const membership = await loadMembership(pool, slug, person)
      if (!membership) return { kind: 'no_access', personId: person.id }
      if (membership.requiresTwoFactor && !person.hasTwoFactor)
        return { kind: 'two_factor_required', personId: person.id }
      return { kind: 'actor', actor: membership.actor }
    },
  }
}

async function actorOfKey(options: AuthenticatorOptions, header: string, slug: string): Promise<ActorAnswer> {
  const { pool, now } = options
  const text = readKey(header)
  const key = text === null ? null : await findKey(pool, text, now())
  if (!key) return { kind: 'not_signed_in' }
  if (key.workspace_slug !== slug) return { kind: 'no_access', personId: key.person_id }
  const membership = await loadMembership(pool, slug, { id: key.person_id, name: key.person_name })
  if (!membership) return { kind: 'no_access', personId: key.person_id }
  if (membership.requiresTwoFactor && !key.has_two_factor)
    return { kind: 'two_factor_required', personId: key.person_id }
  await noteKeyUse(pool, key, now())
  return { kind: 'actor', actor: keyAsActor(membership.actor, key) }
}
