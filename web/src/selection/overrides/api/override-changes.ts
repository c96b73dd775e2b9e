import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

/** Whatever is done about an override may show anywhere an account is shown; also after a refusal somebody was faster. */
function useRefresh() {
  const queryClient = useQueryClient()
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.selection.key() })
    void queryClient.invalidateQueries({ queryKey: api.portfolio.key() })
  }
}

export interface OverrideWish {
  readonly accountId: string
  readonly tier: string
  readonly reason: string
  readonly expiresOn: string
}

/** Asks for an exception from the scores. */
export function useAskOverride() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (wish: OverrideWish) => client.selection.askOverride(inWorkspace({ ...wish })),
    onSuccess: refresh,
  })
}

export interface OverrideReply {
  readonly id: string
  readonly version: number
  readonly answer: 'grant' | 'refuse'
  readonly note: string
  readonly overCapacityReason?: string
}

/** Grants or refuses what somebody else asked for. */
export function useAnswerOverride() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ version, ...reply }: OverrideReply) =>
      client.selection.answerOverride(inWorkspace({ ...reply }), { context: { version } }),
    onSettled: refresh,
  })
}

/** Withdraws what one asked for, or ends what is in force. */
export function useEndOverride() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ version, ...rest }: { readonly id: string; readonly version: number; readonly reason: string }) =>
      client.selection.endOverride(inWorkspace({ ...rest }), { context: { version } }),
    onSettled: refresh,
  })
}

/** Changes whether exceptions need a second person. */
export function useChangePolicy() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ version, needsSecondPerson }: { readonly version: number; readonly needsSecondPerson: boolean }) =>
      client.selection.changeExceptionPolicy(inWorkspace({ needsSecondPerson }), { context: { version } }),
    onSettled: refresh,
  })
}
