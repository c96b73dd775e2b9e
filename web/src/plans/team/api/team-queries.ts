import type { PlanPerson, TeamPart } from '@mainstay/contract/plans-team'
import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

export type { PlanPerson, TeamPart }

/** Everybody with a duty in a plan. */
export function teamOptions(planId: string) {
  return api.plans.readTeamPart.queryOptions({ input: inWorkspace({ planId }) })
}

export function useTeam(planId: string) {
  return useQuery(teamOptions(planId))
}
