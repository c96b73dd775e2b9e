import { useQuery } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { PlanHeader } from '../../api.ts'
import { teamOptions } from '../../team/api/team-queries.ts'
import type { BuyingPart } from '../types.ts'

export function buyingOptions(planId: string) {
  return api.plans.readBuying.queryOptions({ input: inWorkspace({ planId }) })
}

/** What the customer buys, with the way there on both sides. */
export function useBuying(planId: string) {
  return useQuery(buyingOptions(planId))
}

/** The part as it is at this moment, not as it was when the page asked last. */
export function readBuyingNow(planId: string): Promise<BuyingPart> {
  return client.plans.readBuying(inWorkspace({ planId }))
}

/** Who can be named for a step: the team of the plan, unless its section is hidden from the reader. */
export function useTeamOf(plan: PlanHeader) {
  const isHidden = !plan.sections.some(({ part }) => part === 'team')
  const { data } = useQuery({ ...teamOptions(plan.id), enabled: !isHidden })
  return { data, isHidden }
}
