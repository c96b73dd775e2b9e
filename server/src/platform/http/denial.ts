import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { statusOf } from './status.ts'

/** What a request asked for, as the interface describes it: never what was typed, but for names of things. */
export interface Asked {
  /** Id of the route in the contract, such as "accounts.create"; the address of a door beside it. */
  readonly route: string
  readonly method: string
  /** Path with its parameters as names: "/workspaces/{workspace}/accounts". */
  readonly path: string
  /** Permission the route demands; null where being signed in is enough. */
  readonly permission: string | null
  readonly workspace: string | null
  /** What the path named beside the workspace, such as { accountId: "12" }. */
  readonly subject: Readonly<Record<string, string>>
}

/** Who a request turned out to come from. Without an actor they have no access to the workspace they asked for. */
interface Caller {
  readonly personId: string
  readonly actor: Actor | null
  readonly asked: Asked
}

/** A signed-in person who asked for what is not theirs. */
export interface Denial extends Caller {
  readonly code: string
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
  const isOutside = caller.actor === null && caller.asked.workspace !== null
  const isDenied = statusOf(code)?.status === 403 || (isOutside && code === 'http/not-found')
  return isDenied ? { ...caller, code, address: request.ip, requestId: request.id } : null
}

const LONGEST_NAME = 80
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u

/** The values that a request gave for the parameters in a path, the workspace aside; what cannot be stored is left out. */
export function subjectOf(path: string, given: unknown): Record<string, string> {
  const values = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
  const names = [...path.matchAll(/\{([A-Za-z]+)\}|:([A-Za-z]+)/g)].map((match) => match[1] ?? match[2] ?? '')
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name]
      const isNamed = name !== 'workspace' && typeof value === 'string' && !UNSTORABLE.test(value)
      return isNamed ? [[name, value.slice(0, LONGEST_NAME)]] : []
    }),
  )
}
