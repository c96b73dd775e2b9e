import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, mayDo } from '../access/actor.ts'
import type { DoorDescription } from '../api-description/describe.ts'
import type { AreaContext } from '../area.ts'
import { Refused } from '../refusal.ts'
import { admitActor } from './guard.ts'

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

/** What a door says of itself and who may pass it, in one: for the route, the description of the interface and admission. */
export function describedDoor(described: DoorDescription): {
  readonly config: { readonly described: DoorDescription }
} {
  return { config: { described } }
}

/**
 * Lets a caller through who has every permission that the door declares, as the guard of the contract does; a door stands
 * outside the contract because it streams.
 */
export async function admitToDoor(area: Pick<AreaContext, 'authenticator'>, request: FastifyRequest): Promise<Actor> {
  const guard = request.routeOptions.config.described?.guard
  if (guard === undefined || typeof guard === 'string')
    throw new Error(`${request.routeOptions.url} names no permission`)
  const [first, ...others] = guard
  const { workspace } = request.params as { workspace: string }
  const actor = await admitActor(area.authenticator, request, { workspace, permission: first })
  if (!others.every((permission) => mayDo(actor, permission))) throw new Refused('http/not-allowed')
  return actor
}

/** What the address asks for; all wrong fields are named at once. */
export function parseQuery<Query>(schema: z.ZodType<Query>, request: FastifyRequest): Query {
  const parsed = schema.safeParse(request.query)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
  throw new Refused('http/invalid', {}, fields)
}

/** Sends what is written while it is read, as a file of that name. */
export function sendFile(
  reply: FastifyReply,
  file: { readonly name: string; readonly format: keyof typeof MEDIA_TYPES },
  content: Readable,
): FastifyReply {
  return reply
    .header('content-type', MEDIA_TYPES[file.format])
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${file.name}.${file.format}"`)
    .send(content)
}
