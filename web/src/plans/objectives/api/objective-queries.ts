import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

const MOST_PEOPLE = 200

/** Every objective of a plan with its key results. */
export function useObjectives(planId: string) {
  return useQuery(api.plans.readObjectives.queryOptions({ input: inWorkspace({ planId }) }))
}

/** What the ledger can feed key results from. */
export function useSources(planId: string, isWanted: boolean) {
  return useQuery({
    ...api.plans.listKeyResultSources.queryOptions({ input: inWorkspace({ planId }) }),
    enabled: isWanted,
  })
}

/** People of the workspace who can own an objective; asked only by those who may see them. */
export function useMembers(isWanted: boolean) {
  return useQuery({
    ...api.workspace.listMembers.queryOptions({ input: inWorkspace({ limit: MOST_PEOPLE }) }),
    enabled: isWanted,
  })
}
