import { contract } from '@mainstay/contract/contract'
import { vi } from 'vitest'
import type { z } from 'zod'

type Bag = Readonly<Record<string, unknown>>
export interface FakeCall {
  readonly name: string
  readonly input: Bag
  readonly headers: Headers
  readonly signal: AbortSignal
}
export type FakeHandler = (call: FakeCall) => unknown

/** A refusal as the server writes it. */
export class FakeRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly extra: Bag
  constructor(status: number, code: string, extra: Bag = {}) {
    super(code)
    this.status = status
    this.code = code
    this.extra = extra
  }
}

interface Definition {
  readonly route: { readonly method?: string; readonly path?: string; readonly successStatus?: number }
  readonly inputSchema?: z.ZodType
  readonly outputSchema?: z.ZodType
}

interface Door {
  readonly name: string
  readonly definition: Definition
  readonly pattern: RegExp
}

const doors: readonly Door[] = Object.entries(contract).flatMap(([area, routes]) =>
  Object.entries(routes).map(([route, procedure]) => {
    const definition = (procedure as unknown as { '~orpc': Definition })['~orpc']
    const path = (definition.route.path ?? '').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    return { name: `${area}.${route}`, definition, pattern: new RegExp(`^/api${path}$`) }
  }),
)

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

function refuse(refusal: FakeRefusal): Response {
  const { status, code, extra } = refusal
  return answer(status, {
    type: `/problems/${code}`,
    title: code,
    status,
    code,
    detail: code,
    requestId: 'r-1',
    ...extra,
  })
}

async function inputOf(request: Request, door: Door): Promise<Bag> {
  const url = new URL(request.url)
  const body: unknown =
    request.method === 'GET' || request.method === 'DELETE' ? {} : await request.json().catch(() => ({}))
  return { ...Object.fromEntries(url.searchParams), ...(body as Bag), ...door.pattern.exec(url.pathname)?.groups }
}

/** Answers every call out of the handlers, checked both ways by the contract's own schemas. */
export function startFakeServer(handlers: Readonly<Record<string, FakeHandler>>): { calls: FakeCall[] } {
  const calls: FakeCall[] = []
  vi.stubGlobal('fetch', async (target: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(target, init)
    const { pathname } = new URL(request.url)
    const door = doors.find(
      ({ definition, pattern }) => definition.route.method === request.method && pattern.test(pathname),
    )
    const handler = door && handlers[door.name]
    if (!door || !handler) return refuse(new FakeRefusal(404, 'http/not-found'))
    const input = (door.definition.inputSchema?.parse(await inputOf(request, door)) ?? {}) as Bag
    const call = { name: door.name, input, headers: request.headers, signal: request.signal }
    calls.push(call)
    try {
      const output = await handler(call)
      return answer(door.definition.route.successStatus ?? 200, door.definition.outputSchema?.parse(output) ?? output)
    } catch (error) {
      if (error instanceof FakeRefusal) return refuse(error)
      throw error
    }
  })
  return { calls }
}

/** Somebody who may do everything in the workspace "acme". */
export function fakeSession(permissions: readonly string[] = everything) {
  return {
    setupRequired: false,
    person: { id: 'p1', name: 'Ada Muster', email: 'ada@example.com', hasTwoFactor: false },
    workspaces: [
      {
        slug: 'acme',
        name: 'Acme',
        reportingCurrency: 'USD',
        role: 'owner',
        visibility: 'all',
        seesMargins: true,
        permissions: [...permissions],
        requiresTwoFactor: false,
      },
    ],
    databaseNotice: null,
  }
}

const everything = [
  'ledger:read',
  'ledger:import',
  'ledger:undo',
  'program:read',
  'program:write',
  'program:publish',
  'selection:read',
  'selection:judge',
  'selection:decide',
]
