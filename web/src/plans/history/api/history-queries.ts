import type { PlanApproval } from '@mainstay/contract/plans-approval'
import type {
  HistoryPart,
  PlanComparison,
  PlanDifference,
  PlanSnapshot,
  PlanTurn,
} from '@mainstay/contract/plans-history'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

export type { HistoryPart, PlanApproval, PlanComparison, PlanDifference, PlanSnapshot, PlanTurn }

/** Submissions and kept moments of a plan. */
export function useHistory(planId: string) {
  return useQuery(api.plans.readPlanHistory.queryOptions({ input: inWorkspace({ planId }) }))
}

/** The latest submission. */
export function useApproval(planId: string) {
  return useQuery(api.plans.readPlanApproval.queryOptions({ input: inWorkspace({ planId }) }))
}

/** What changed from a kept moment to another, or to now. */
export function useComparison(planId: string, from: string, to: string) {
  return useQuery(api.plans.comparePlan.queryOptions({ input: inWorkspace({ planId, from, to }) }))
}

export function useSnapshot(planId: string, id: string) {
  return useQuery(api.plans.readPlanSnapshot.queryOptions({ input: inWorkspace({ planId, id }) }))
}

const CHANGES_AT_ONCE = 20

/** Who did what in a plan, the latest first. */
export function useChanges(planId: string) {
  return useInfiniteQuery(
    api.plans.listPlanChanges.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ id: planId, limit: CHANGES_AT_ONCE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}
