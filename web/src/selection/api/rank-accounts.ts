import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'

const PAGE = 100
/** What-if answers are worth little once the slider has moved on. */
const KEEP_MILLISECONDS = 20_000

export interface RankQuestion {
  /** Undefined: the criteria in force. */
  readonly criteriaSetId: string | undefined
  /** Undefined: the weights of the set. */
  readonly weights: Readonly<Record<string, number>> | undefined
  readonly query: string
  /** Left out while a slider moves: it costs more than the ranking itself. */
  readonly spendBias: 'with' | 'without'
}

/** The ranking, page by page. A new question stops the one before; its answer stays on screen until the new one is there. */
export function useRanking({ criteriaSetId, weights, query, spendBias }: RankQuestion) {
  return useInfiniteQuery({
    ...api.selection.rank.infiniteOptions({
      input: (offset: number) =>
        inWorkspace({
          offset,
          limit: PAGE,
          spendBias,
          ...(criteriaSetId === undefined ? {} : { criteriaSetId }),
          ...(weights === undefined ? {} : { weights: { ...weights } }),
          ...(query === '' ? {} : { query }),
        }),
      initialPageParam: 0,
      getNextPageParam: (page, pages) => {
        const read = pages.reduce((sum, { rows }) => sum + rows.length, 0)
        return page.rows.length > 0 && read < page.total ? read : undefined
      },
    }),
    placeholderData: keepPreviousData,
    gcTime: KEEP_MILLISECONDS,
  })
}
