import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'

export interface JudgementRequest {
  readonly id: string
  readonly criterionKey: string
  readonly score: number
  readonly comment: string | null
}

/** Gives a judged score; scores and rankings are asked for anew. */
export function useJudgeAccount() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (request: JudgementRequest) => client.selection.judge(inWorkspace({ ...request })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.selection.key() }),
  })
}
