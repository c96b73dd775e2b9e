import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'

const PAGE = 100

/** Why an account scores as it does. */
export function useScore(accountId: string) {
  return useQuery(api.selection.explain.queryOptions({ input: inWorkspace({ id: accountId }) }))
}

/** Judged scores of an account, newest first. */
export function useJudgements(accountId: string) {
  return useQuery(api.selection.listJudgements.queryOptions({ input: inWorkspace({ id: accountId }) }))
}

/** Tiers with places taken and proposed moves. */
export function useTiers() {
  return useQuery(api.selection.readTiers.queryOptions({ input: inWorkspace({}) }))
}

/** A first wording of the reason for a decision about one account. */
export function useSuggestion(accountId: string | undefined) {
  return useQuery({
    ...api.selection.suggest.queryOptions({ input: inWorkspace({ accountId: accountId ?? '', limit: 1 }) }),
    enabled: accountId !== undefined,
  })
}

/** Moves between tiers that the scores propose, page by page. */
export function useProposals() {
  return useInfiniteQuery(
    api.selection.listProposals.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

/** Decisions, newest first; of one tier if given. */
export function useDecisions(tier: string | undefined) {
  return useInfiniteQuery(
    api.selection.listDecisions.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({
          limit: PAGE,
          ...(cursor === undefined ? {} : { cursor }),
          ...(tier === undefined ? {} : { tier }),
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}
