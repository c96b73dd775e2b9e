import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'

const FEW = 10

export function useProgramResultReach() {
  return useQuery(api.selection.readProgramResultReach.queryOptions({ input: inWorkspace({}) }))
}

/** The answer, once it is there. An answer never changes. */
export function useProgramResult(id: string) {
  return useQuery({
    ...api.selection.readProgramResult.queryOptions({ input: inWorkspace({ id }) }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Questions asked so far, newest first. */
export function useProgramResultRuns() {
  return useInfiniteQuery(
    api.selection.listRuns.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ kind: 'program_result' as const, limit: FEW, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

export function useStartProgramResult() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (question: { readonly since: string; readonly months: 12 | 24 }) =>
      client.selection.startProgramResult(inWorkspace({ ...question })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.selection.listRuns.key() }),
  })
}
