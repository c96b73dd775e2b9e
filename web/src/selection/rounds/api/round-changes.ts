import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { RoundDetail } from '../types.ts'

export type RoundStep = 'openRound' | 'closeRound'

export interface PlanRequest {
  readonly name: string
  readonly criteriaSetId: string
  readonly opensOn: string
  readonly deadline: string
  readonly criteria: { criterionKey: string; functions: string[] }[]
}

export interface PlanPatch {
  readonly name?: string
  readonly opensOn?: string
  readonly deadline?: string
  readonly closing?: 'by_hand' | 'automatic'
  readonly reminderDays?: number[]
  readonly criteria?: { criterionKey: string; functions: string[] }[]
  readonly raters?: { personId: string; function: string }[]
  readonly accountIds?: string[]
  readonly codes?: string[]
}

/** Puts what the server answered in the place of what is shown, and asks for everything else of selection anew. */
function useAdoptRound(): (detail: RoundDetail) => void {
  const queryClient = useQueryClient()
  return (detail) => {
    queryClient.setQueryData(api.selection.readRound.queryKey({ input: inWorkspace({ id: detail.id }) }), detail)
    void queryClient.invalidateQueries({ queryKey: api.selection.listRounds.key() })
  }
}

export function usePlanRound() {
  const adopt = useAdoptRound()
  return useMutation({
    mutationFn: (request: PlanRequest) => client.selection.createRound(inWorkspace({ ...request })),
    onSuccess: adopt,
  })
}

export function useChangeRound(round: RoundDetail) {
  const adopt = useAdoptRound()
  return useMutation({
    mutationFn: (patch: PlanPatch) =>
      client.selection.changeRound(inWorkspace({ id: round.id, ...patch }), { context: { version: round.version } }),
    onSuccess: adopt,
  })
}

/** Opening and closing: what takes nothing but the version one saw. */
export function useStepRound(round: RoundDetail) {
  const adopt = useAdoptRound()
  return useMutation({
    mutationFn: (step: RoundStep) =>
      client.selection[step](inWorkspace({ id: round.id }), { context: { version: round.version } }),
    onSuccess: adopt,
  })
}

export function useExtendRound(round: RoundDetail) {
  const adopt = useAdoptRound()
  return useMutation({
    mutationFn: (deadline: string) =>
      client.selection.extendRound(inWorkspace({ id: round.id, deadline }), { context: { version: round.version } }),
    onSuccess: adopt,
  })
}

/** Calling off, or taking up again: what takes a reason. */
export function useReasonedStep(round: RoundDetail, step: 'cancelRound' | 'reopenRound') {
  const adopt = useAdoptRound()
  return useMutation({
    mutationFn: (reason: string) =>
      client.selection[step](inWorkspace({ id: round.id, reason }), { context: { version: round.version } }),
    onSuccess: adopt,
  })
}

export function useRemindRaters(round: RoundDetail) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () =>
      client.selection.remindRaters(inWorkspace({ id: round.id }), { context: { version: round.version } }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.selection.readRound.key() }),
  })
}

export interface SettleRequest {
  readonly accountId: string
  readonly criterionKey: string
  readonly score: number
  readonly note: string
  readonly replaces: string | null
}

export function useSettleScore(roundId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (request: SettleRequest) => client.selection.settleScore(inWorkspace({ id: roundId, ...request })),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: api.selection.readRoundResults.key() })
      void queryClient.invalidateQueries({ queryKey: api.selection.listRoundResults.key() })
    },
  })
}

export function useTakeOver(round: RoundDetail) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (openReason: string | null) =>
      client.selection.takeRoundOver(inWorkspace({ id: round.id, openReason }), {
        context: { version: round.version },
      }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.selection.key() }),
  })
}
