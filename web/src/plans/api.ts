import type { PlanHeader } from '@mainstay/contract/plans'
import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../client/index.ts'

export type { PlanHeader }

export function usePlan(id: string, isWanted = true) {
  return useQuery({ ...api.plans.readPlan.queryOptions({ input: inWorkspace({ id }) }), enabled: isWanted })
}
