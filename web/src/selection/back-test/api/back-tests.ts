import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { BackTestGroup, SelectionRun } from '../types.ts'

const PAGE = 50
const LOOK_AGAIN_MILLISECONDS = 700

export interface BackTestRequest {
  readonly criteriaSetIds: string[]
  readonly asOf: string
  readonly months: 12 | 24
  readonly places: number
}

/** Which past days can be asked about. */
export function useBackTestReach() {
  return useQuery(api.selection.readBackTestReach.queryOptions({ input: inWorkspace({}) }))
}

/** Back-tests asked so far, newest first. */
export function useBackTests() {
  return useInfiniteQuery(
    api.selection.listBackTests.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: 10, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

export function isUnderWay({ status }: Pick<SelectionRun, 'status'>): boolean {
  return status === 'queued' || status === 'running'
}

/** How far a question is; looked at again until it has ended. */
export function useBackTestRun(id: string) {
  return useQuery({
    ...api.selection.readRun.queryOptions({ input: inWorkspace({ id }) }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_AGAIN_MILLISECONDS : false),
  })
}

/** The answer, once it is there. An answer never changes. */
export function useBackTest(id: string) {
  return useQuery({
    ...api.selection.readBackTest.queryOptions({ input: inWorkspace({ id }) }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface AccountsQuestion {
  readonly id: string
  readonly group: BackTestGroup
  readonly set: number
}

/** Who was picked, or whom the picks were held against, page by page. */
export function useBackTestAccounts({ id, group, set }: AccountsQuestion) {
  return useInfiniteQuery(
    api.selection.listBackTestAccounts.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ id, group, set, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

/** Asks a question of the past. */
export function useStartBackTest() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (request: BackTestRequest) => client.selection.startBackTest(inWorkspace({ ...request })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.selection.listBackTests.key() }),
  })
}

/** Stops a question that is under way. */
export function useStopBackTest() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => client.selection.cancelRun(inWorkspace({ id })),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.selection.readRun.key() })
      void queryClient.invalidateQueries({ queryKey: api.selection.listBackTests.key() })
    },
  })
}
