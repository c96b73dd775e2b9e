import type { FastifyRequest } from 'fastify'
import { statusOf } from './status.ts'

/** Who a request turned out to come from, and whether they asked for a workspace that is not theirs. */
interface Caller {
  readonly personId: string
  readonly isOutside: boolean
}

/** A signed-in person who asked for what is not theirs. */
export interface Denial {
  readonly personId: string
  readonly address: string
  readonly requestId: string
}

const callers = new WeakMap<FastifyRequest, Caller>()

export function noteCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller)
}

/** What there is to record of a refused request; null for every other refusal. Sign-in keeps its own record. */
export function denialOf(request: FastifyRequest, code: string): Denial | null {
  const caller = callers.get(request)
  if (!caller || code.startsWith('session/')) return null
  const isDenied = statusOf(code)?.status === 403 || (caller.isOutside && code === 'http/not-found')
  return isDenied ? { personId: caller.personId, address: request.ip, requestId: request.id } : null
}
