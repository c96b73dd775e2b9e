import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../../client/index.ts'

export function whiteSpaceOptions(planId: string) {
  return api.plans.readWhiteSpace.queryOptions({ input: inWorkspace({ planId }) })
}

/** The grid of a plan with what the ledger says to it. */
export function useWhiteSpace(planId: string) {
  return useQuery(whiteSpaceOptions(planId))
}

/** Companies and product lines that the grid does not have yet. */
export function useProposal(planId: string) {
  return useQuery(api.plans.readWhiteSpaceProposal.queryOptions({ input: inWorkspace({ planId }) }))
}
