import { useQuery } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'

/** All versions of the criteria, newest first. */
export function useCriteriaSets() {
  return useQuery(api.program.listCriteriaSets.queryOptions({ input: inWorkspace({}) }))
}

/** One version; nothing is asked while the id is not known. */
export function useCriteriaSet(id: string | null | undefined) {
  return useQuery({
    ...api.program.readCriteriaSet.queryOptions({ input: inWorkspace({ id: id ?? '' }) }),
    enabled: Boolean(id),
  })
}

/** What economics can measure for a criterion. */
export function useMeasures() {
  return useQuery(
    api.program.listMeasures.queryOptions({ input: inWorkspace({}), staleTime: Number.POSITIVE_INFINITY }),
  )
}

/** Tiers with thresholds and capacity. */
export function useTierScheme() {
  return useQuery(api.program.readTierScheme.queryOptions({ input: inWorkspace({}) }))
}
