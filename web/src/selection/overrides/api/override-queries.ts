import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'
import type { OverrideGroup } from '../types.ts'

const PAGE = 25
const nextOf = (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined
const FIRST = undefined as string | undefined

/** Overrides of one kind, newest first; of one account if given. */
export function useOverrides(state: OverrideGroup) {
  return useInfiniteQuery(
    api.selection.listOverrides.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ state, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
  )
}

/** What somebody asks for an account at this moment; at most one is open. */
export function useAskedFor(accountId: string, isWanted: boolean) {
  return useQuery({
    ...api.selection.listOverrides.queryOptions({
      input: inWorkspace({ state: 'asked' as const, accountId, limit: 1 }),
    }),
    enabled: isWanted,
  })
}

/** What accounts taken in against the scores did afterwards. */
export function useOutcomes() {
  return useInfiniteQuery(
    api.selection.listOverrideOutcomes.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
  )
}

/** Exceptions beside what the scores picked, in money. */
export function useOverrideRecord() {
  return useQuery(api.selection.readOverrideRecord.queryOptions({ input: inWorkspace({}) }))
}

/** Whether exceptions need a second person here. */
export function useExceptionPolicy() {
  return useQuery(api.selection.readExceptionPolicy.queryOptions({ input: inWorkspace({}) }))
}
