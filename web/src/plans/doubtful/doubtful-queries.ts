import { useInfiniteQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'

const PAGE = 50
const FIRST = undefined as string | undefined

/** Statements of all open plans that are too old to be trusted, the longest doubtful first. */
export function useDoubtfulStatements() {
  return useInfiniteQuery(
    api.plans.listDoubtfulStatements.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}
