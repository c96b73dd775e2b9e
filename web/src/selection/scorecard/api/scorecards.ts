import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { FeltSide, ScorecardScheme } from '../types.ts'

const PAGE = 100

export function useScorecard(accountId: string) {
  return useQuery(api.selection.readScorecard.queryOptions({ input: inWorkspace({ id: accountId }) }))
}

export function useScorecardScheme() {
  return useQuery(api.selection.readScorecardScheme.queryOptions({ input: inWorkspace({}) }))
}

/** Accounts that people scored; only for people who see margins. */
export function useScorecards(felt: FeltSide | undefined, isWanted: boolean) {
  return useInfiniteQuery({
    ...api.selection.listScorecards.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({
          limit: PAGE,
          ...(cursor === undefined ? {} : { cursor }),
          ...(felt === undefined ? {} : { felt }),
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    enabled: isWanted,
  })
}

function useRefresh() {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: api.selection.key() })
}

/** Says how profitable an account is felt to be. */
export function useScoreProfitability(accountId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (given: { readonly score: number; readonly comment: string | null }) =>
      client.selection.scoreProfitability(inWorkspace({ id: accountId, ...given })),
    onSuccess: refresh,
  })
}

export type SchemeChange = Pick<ScorecardScheme, 'shares' | 'reason' | 'cohort' | 'valueCriteria' | 'addOnLines'>

export function useChangeScheme(version: number) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (change: SchemeChange) =>
      client.selection.changeScorecardScheme(inWorkspace({ ...change }), { context: { version } }),
    onSettled: refresh,
  })
}
