import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { PlanHeader } from '../../api.ts'

/** Also after a refusal: somebody may have been faster. */
function useRefresh() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

export type BeginInput = Omit<Parameters<typeof client.plans.beginPlan>[0], 'workspace'>

export function useBeginPlan() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: BeginInput) => client.plans.beginPlan(inWorkspace({ ...input })),
    onSuccess: () => void refresh(),
  })
}

export interface PlanEdit {
  readonly title?: string
  readonly scope?: string
  readonly parentId?: string | null
}

/** Another title, unit or place. */
export function useChangePlan() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version, ...edit }: PlanEdit & { readonly id: string; readonly version: number }) =>
      client.plans.changePlan(inWorkspace({ id, ...edit }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

type Step = 'rollPlanForward' | 'activatePlan' | 'reopenPlan' | 'putBackPlanDraft'

/** A step in the life of a plan that needs no words. */
export function usePlanStep(step: Step) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: Pick<PlanHeader, 'id' | 'version'>) =>
      client.plans[step](inWorkspace({ id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

/** Deletes a draft that was begun by mistake. */
export function useDeleteDraft() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: Pick<PlanHeader, 'id' | 'version'>) =>
      client.plans.deletePlanDraft(inWorkspace({ id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

export function useClosePlan() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version, reason }: Pick<PlanHeader, 'id' | 'version'> & { readonly reason: string }) =>
      client.plans.closePlan(inWorkspace({ id, reason }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}
