import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

function useRefresh() {
  const queryClient = useQueryClient()
  // Also after a refusal: somebody was faster then.
  return () => queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

export interface SeenApproval {
  readonly id: string
  readonly version: number
}

export function useSubmitPlan(planId: string) {
  return useMutation({
    mutationFn: (wish: { approverIds: string[]; note: string }) =>
      client.plans.submitPlan(inWorkspace({ planId, ...wish })),
    onSettled: useRefresh(),
  })
}

export interface GivenAnswer extends SeenApproval {
  readonly answer: 'approved' | 'changes_asked'
  readonly reason: string
}

export function useAnswerApproval(planId: string) {
  return useMutation({
    mutationFn: ({ version, ...answer }: GivenAnswer) =>
      client.plans.answerPlanApproval(inWorkspace({ planId, ...answer }), { context: { version } }),
    onSettled: useRefresh(),
  })
}

export function useWithdrawApproval(planId: string) {
  return useMutation({
    mutationFn: ({ id, version }: SeenApproval) =>
      client.plans.withdrawPlanApproval(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: useRefresh(),
  })
}

export function useTakeSnapshot(planId: string) {
  return useMutation({
    mutationFn: (reason: string) => client.plans.takePlanSnapshot(inWorkspace({ planId, reason })),
    onSettled: useRefresh(),
  })
}

/** Takes a change back, where nothing came after it. */
export function useUndoChange(planId: string) {
  return useMutation({
    mutationFn: (changeId: string) => client.plans.undoPlanChange(inWorkspace({ id: planId, changeId })),
    onSettled: useRefresh(),
  })
}
