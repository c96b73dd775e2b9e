import type { Permission } from '@mainstay/domain/accounts'
import type { z } from 'zod'

/** What a caller must be allowed, all of it. */
export type DoorPermissions = readonly [Permission, ...Permission[]]

/** What a door outside the contract says of itself, for the OpenAPI document and the page made of it. */
export interface DoorDescription {
  readonly tag: string
  readonly summary: string
  /** Permissions, all of which are needed and which admission reads here; else "signed-in" or "public". */
  readonly guard: DoorPermissions | 'signed-in' | 'public'
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Media type a body has when it is not JSON. */
  readonly bodyType?: string
  readonly answer?: z.ZodType
  /** Media type of the answer when it is not JSON. */
  readonly answerType?: string
}

// A door adds `config: { described: { ... } }` to its route.
declare module 'fastify' {
  interface FastifyContextConfig {
    described?: DoorDescription
  }
}
