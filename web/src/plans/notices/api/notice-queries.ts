import type { PlanNotice, PlanStance } from '@mainstay/contract/plans-notices'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

export type { PlanNotice, PlanStance }

const PAGE = 50
const FIRST = undefined as string | undefined

/** What the reader was told, the latest first. */
export function useNotices() {
  return useInfiniteQuery(
    api.plans.listPlanNotices.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
}

/** Marks some or all as read. */
export function useMarkNotices() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (ids: string[] | 'all') => client.plans.markPlanNotices(inWorkspace({ ids })),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.plans.listPlanNotices.key() })
      void queryClient.invalidateQueries({ queryKey: api.plans.countPlanNotices.key() })
    },
  })
}

export function useStance(planId: string) {
  return useQuery(api.plans.readPlanStance.queryOptions({ input: inWorkspace({ planId }) }))
}

export function useSetStance(planId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (stance: PlanStance) => client.plans.setPlanStance(inWorkspace({ planId, stance })),
    onSuccess: (answer) =>
      queryClient.setQueryData(api.plans.readPlanStance.queryKey({ input: inWorkspace({ planId }) }), answer),
  })
}
