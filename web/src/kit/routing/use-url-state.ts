import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** What a Zod object schema offers, as far as the address needs it: every key must have a default or be optional. */
export interface SearchSchema<State> {
  safeParse(input: unknown):
    | { readonly success: true; readonly data: State }
    | {
        readonly success: false
        readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }
      }
}

type Search = Readonly<Record<string, unknown>>

/** Reads the state out of the address; what is wrong there falls back to its default instead of breaking the page. */
export function readSearch<State extends object>(schema: SearchSchema<State>, search: Search): State {
  const outcome = schema.safeParse(search)
  if (outcome.success) return outcome.data
  const wrong = new Set(outcome.error.issues.map((issue) => String(issue.path[0])))
  const repaired = schema.safeParse(Object.fromEntries(Object.entries(search).filter(([key]) => !wrong.has(key))))
  if (repaired.success) return repaired.data
  const empty = schema.safeParse({})
  if (empty.success) return empty.data
  throw new TypeError('a search schema must accept an empty address')
}

/** Leaves out of the address what is the default anyway, so that links stay short. */
export function writeSearch<State extends object>(
  schema: SearchSchema<State>,
  search: Search,
  patch: Partial<State>,
): Search {
  const defaults: Search = Object.fromEntries(Object.entries(readSearch(schema, {})))
  const merged: Search = { ...search, ...patch }
  return Object.fromEntries(
    Object.entries(merged).filter(([key, value]) => {
      if (value === undefined || value === null || value === '') return false
      return !(key in defaults) || JSON.stringify(defaults[key]) !== JSON.stringify(value)
    }),
  )
}

export type SetUrlState<State> = (patch: Partial<State>, history?: 'replace' | 'push') => void

/** Filters, sorting and the open tab, kept in the address. Replaces the entry unless asked to push one. */
export function useUrlState<State extends object>(schema: SearchSchema<State>): [State, SetUrlState<State>] {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const state = useMemo(() => readSearch(schema, search), [schema, search])
  const setState = useCallback<SetUrlState<State>>(
    (patch, history = 'replace') => {
      void navigate({
        to: '.',
        search: (previous: Search) => writeSearch(schema, previous, patch),
        replace: history === 'replace',
        resetScroll: false,
      })
    },
    [navigate, schema],
  )
  return [state, setState]
}

/** A parameter of the address ("$accountId"); empty where the pattern has none of that name. */
export function useRouteParameter(name: string): string {
  const parameters: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  return parameters[name] ?? ''
}
