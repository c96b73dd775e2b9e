import type { AnyRouter } from '@orpc/server'

interface Address {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

/** Which methods each address knows, to tell a wrong method from a wrong address. */
export interface Methods {
  add(method: string, path: string): void
  /** The methods of the address; empty when there is no such address. */
  at(path: string): readonly string[]
}

export function createMethods(): Methods {
  const addresses = new Map<string, Address>()
  return {
    add: (method, path) => {
      const known = addresses.get(path) ?? { pattern: patternOf(path), methods: new Set() }
      known.methods.add(method)
      addresses.set(path, known)
    },
    at: (path) => [
      ...new Set([...addresses.values()].flatMap(({ pattern, methods }) => (pattern.test(path) ? [...methods] : []))),
    ],
  }
}

/** `/a/{id}` and `/a/:id` alike: one part of a path each. */
function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (/^(:|\{)/.test(part) ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('/')}/?$`)
}

/** Every route of the contract, as its implementation carries it. */
export function addContract(methods: Methods, router: AnyRouter, prefix: string): void {
  for (const inner of Object.values(router as Record<string, unknown>)) {
    if (typeof inner !== 'object' || inner === null) continue
    const route = (inner as { '~orpc'?: { route?: { method?: string; path?: string } } })['~orpc']?.route
    if (route?.method && route.path) methods.add(route.method, `${prefix}${route.path}`)
    else if (!('~orpc' in inner)) addContract(methods, inner as AnyRouter, prefix)
  }
}
