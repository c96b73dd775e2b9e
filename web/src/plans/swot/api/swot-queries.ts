import { useQuery } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { SwotPart, SwotViewpoint, TowsStrategy } from '../types.ts'

/** Items of both viewpoints, the highest first. */
export function useSwot(planId: string) {
  return useQuery(api.plans.readSwot.queryOptions({ input: inWorkspace({ planId }) }))
}

/** The part as it is at this moment, not as it was when the page asked last. */
export function readSwotNow(planId: string): Promise<SwotPart> {
  return client.plans.readSwot(inWorkspace({ planId }))
}

export interface PairFilter {
  readonly viewpoint: SwotViewpoint
  readonly strategy: TowsStrategy | undefined
  readonly state: 'open' | 'chosen' | 'dismissed'
  readonly limit: number
}

/** Pairs in their order; those shown stay on the screen while more are fetched. */
export function useTowsPairs(planId: string, { strategy, ...filter }: PairFilter) {
  return useQuery({
    ...api.plans.listTowsPairs.queryOptions({
      input: inWorkspace({ planId, ...filter, ...(strategy === undefined ? {} : { strategy }) }),
    }),
    placeholderData: (before) => before,
  })
}
