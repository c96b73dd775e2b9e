import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

export function goalsOptions(planId: string) {
  return api.plans.readPlanGoals.queryOptions({ input: inWorkspace({ planId }) })
}

/** Goals of a plan with the bridge from today and what the ledger says so far. */
export function useGoals(planId: string) {
  return useQuery(goalsOptions(planId))
}
