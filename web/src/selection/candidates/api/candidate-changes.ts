import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

function useRefresh() {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: api.selection.key() })
}

/** Puts an account forward. */
export function useNominate() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (wish: { readonly accountId: string; readonly reason: string }) =>
      client.selection.nominate(inWorkspace({ ...wish })),
    onSuccess: refresh,
  })
}

export interface NominationReply {
  readonly id: string
  readonly version: number
  readonly answer: 'take_up' | 'decline'
  readonly note: string
}

/** Takes a nomination up, or declines it. */
export function useAnswerNomination() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ version, ...reply }: NominationReply) =>
      client.selection.answerNomination(inWorkspace({ ...reply }), { context: { version } }),
    onSettled: refresh,
  })
}
