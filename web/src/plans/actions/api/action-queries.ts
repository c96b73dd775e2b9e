import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { PlanAction } from '../types.ts'

const PAGE = 100
const MOST_PEOPLE = 200
const FIRST = undefined as string | undefined

/** Every action of a plan, with the status report. */
export function useActions(planId: string) {
  return useQuery(api.plans.readActions.queryOptions({ input: inWorkspace({ planId }) }))
}

/** An action as it is at this moment. */
export function readActionNow(planId: string, id: string): Promise<PlanAction> {
  return client.plans.readAction(inWorkspace({ planId, id }))
}

/** People of the workspace who can own an action; asked only by those who may see them. */
export function usePeople(isWanted: boolean) {
  return useQuery({
    ...api.workspace.listMembers.queryOptions({ input: inWorkspace({ limit: MOST_PEOPLE }) }),
    enabled: isWanted,
  })
}

/** Objectives with their key results, for what an action serves. */
export function useGoals(planId: string, isWanted: boolean) {
  return useQuery({
    ...api.plans.readObjectives.queryOptions({ input: inWorkspace({ planId }) }),
    enabled: isWanted,
  })
}

export type WorkShown = 'open' | 'snoozed' | 'done'

/** My actions over all accounts, page by page. */
export function useMyWork(show: WorkShown) {
  return useInfiniteQuery(
    api.plans.listMyWork.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ show, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined,
    }),
  )
}

/** What would move if this person handed the plan over. */
export function useHandOver(planId: string, fromPersonId: string) {
  return useQuery({
    ...api.plans.readHandOver.queryOptions({ input: inWorkspace({ planId, fromPersonId }) }),
    enabled: fromPersonId !== '',
  })
}

/** Whether one has a calendar address. */
export function useCalendarFeed() {
  return useQuery(api.plans.readCalendarFeed.queryOptions({ input: inWorkspace({}) }))
}
