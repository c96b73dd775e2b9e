import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'
import type { CandidateKind } from '../types.ts'

const PAGE = 100
const FEW = 25
const FIRST = undefined as string | undefined
const nextOf = (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined
const at = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor })

/** Accounts in no tier that are worth pursuing, the best first. */
export function useCandidates({ kind, query }: { readonly kind: CandidateKind | undefined; readonly query: string }) {
  return useInfiniteQuery({
    ...api.selection.listCandidates.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({
          limit: PAGE,
          ...at(cursor),
          ...(kind === undefined ? {} : { kind }),
          ...(query === '' ? {} : { query }),
        }),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
    placeholderData: keepPreviousData,
  })
}

/** Accounts that people put forward, newest first. */
export function useNominations(state: 'open' | 'answered') {
  return useInfiniteQuery(
    api.selection.listNominations.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ state, limit: FEW, ...at(cursor) }),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
  )
}

/** Key accounts that do not earn their tier; only for people who see margins. */
export function useOverInvestments(isWanted: boolean) {
  return useInfiniteQuery({
    ...api.selection.listOverInvestments.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: FEW, ...at(cursor) }),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
    enabled: isWanted,
  })
}
