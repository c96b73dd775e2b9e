import type { QueryClient } from '@tanstack/react-query'
import { api } from '../../client/index.ts'

type Bag = Readonly<Record<string, unknown>>

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is made of parts, such as an owner, is not sent in the shape in which it is answered. */
function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

/**
 * Shows a change that is kept for later on everything that is on the screen: wherever the thing of this id stands in an
 * answer, its values are replaced. Gives what stood there before.
 */
export function patchCached(queryClient: QueryClient, id: string, values: Bag): Bag {
  let before: Bag = {}
  const patched = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const next = value.map(patched)
      return next.some((each, at) => each !== value[at]) ? next : value
    }
    if (!isBag(value)) return value
    const known =
      value.id === id ? Object.keys(values).filter((key) => isPlain(values[key]) && isPlain(value[key])) : []
    if (known.length > 0) {
      before = Object.fromEntries(known.map((key) => [key, value[key]]))
      return { ...value, ...Object.fromEntries(known.map((key) => [key, values[key]])) }
    }
    const entries = Object.entries(value).map(([key, child]): [string, unknown] => [key, patched(child)])
    return entries.some(([key, child]) => child !== value[key]) ? Object.fromEntries(entries) : value
  }
  queryClient.setQueriesData({ queryKey: api.plans.key() }, patched)
  return before
}
