import type { PlanText, TextBlock } from '@mainstay/contract/plans-texts'
import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

export type { PlanText, TextBlock }

/** The notes of every section of a plan that this reader may see. */
export function useTexts(planId: string) {
  return useQuery(api.plans.readPlanTexts.queryOptions({ input: inWorkspace({ planId }) }))
}
