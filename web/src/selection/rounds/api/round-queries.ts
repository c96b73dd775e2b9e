import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

const PAGE = 100
/** Rows with all scores behind every cell are long. */
const RESULT_PAGE = 50
const LOOK_MILLISECONDS = 15_000

/** Rounds one leads or scores in, newest first, page by page. */
export function useRounds() {
  return useInfiniteQuery(
    api.selection.listRounds.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

/** Whoever leads an open round sees its progress move. */
export function useRound(id: string) {
  return useQuery({
    ...api.selection.readRound.queryOptions({ input: inWorkspace({ id }) }),
    refetchInterval: ({ state }) => (state.data?.mayLead && state.data.status === 'open' ? LOOK_MILLISECONDS : false),
  })
}

/** Read once: from then on the sheet on screen is the newer one. */
export function useSheet(id: string) {
  return useQuery({
    ...api.selection.readSheet.queryOptions({ input: inWorkspace({ id }) }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export function useRoundResults(id: string) {
  return useQuery(api.selection.readRoundResults.queryOptions({ input: inWorkspace({ id }) }))
}

/** Scores and spread by account, page by page. */
export function useResultRows(id: string) {
  return useInfiniteQuery(
    api.selection.listRoundResults.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ id, limit: RESULT_PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

export function useInfluence(id: string) {
  return useQuery(api.selection.readRoundInfluence.queryOptions({ input: inWorkspace({ id }) }))
}

/** People of the workspace, to choose raters from. */
export function useMembers() {
  return useQuery(api.workspace.listMembers.queryOptions({ input: inWorkspace({ limit: 200 }) }))
}
