import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { PlanHeader } from '../../api.ts'

export type PlanSections = Awaited<ReturnType<typeof client.plans.listPlanSections>>
type OfPlan = Pick<PlanHeader, 'id' | 'version'>

/** Sections of a plan, and those it could take over. */
export function usePlanSections({ id }: Pick<PlanHeader, 'id'>) {
  return useQuery(api.plans.listPlanSections.queryOptions({ input: inWorkspace({ id }) }))
}

/** Also after a refusal: somebody may have been faster. */
function useRefresh() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

export function useAddSections() {
  const refresh = useRefresh()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version, keys }: OfPlan & { readonly keys: readonly string[] }) =>
      client.plans.addPlanSections(inWorkspace({ id, keys: [...keys] }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

export function useRemoveSection() {
  const refresh = useRefresh()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ id, version, key }: OfPlan & { readonly key: string }) =>
      client.plans.removePlanSection(inWorkspace({ id, key }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}
