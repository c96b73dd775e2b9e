import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { useRefreshCriteria } from '../../api/criteria-changes.ts'
import type { Answers } from '../types.ts'

/** One's own weights for a version and, once given, the group's. */
export function useWeighting(id: string) {
  return useQuery(api.program.readWeighting.queryOptions({ input: inWorkspace({ id }) }))
}

export interface OwnWeights {
  readonly id: string
  readonly version: number
  readonly answers: Answers
  readonly isGiven: boolean
}

/** Keeps or gives one's own weights, unless another window of one's own was faster. */
export function saveOwnWeights({ id, version, answers, isGiven }: OwnWeights) {
  return client.program.saveWeights(inWorkspace({ id, answers, isGiven }), { context: { version } })
}

/** After weights are given everything about the weighing is asked for anew. */
export function useRefreshWeighting(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.program.readWeighting.key() })
}

export interface GroupWeightsRequest {
  readonly id: string
  readonly version: number
  readonly weights: { key: string; value: number }[]
  readonly reason: string
}

/** Gives the draft the weights of the group as they were seen. */
export function useApplyWeights() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: ({ id, version, weights, reason }: GroupWeightsRequest) =>
      client.program.applyWeights(inWorkspace({ id, weights, reason }), { context: { version } }),
    onSuccess: () => void refresh(),
  })
}

/** Gives the draft the weights it had before the group's. */
export function useUndoWeights() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      client.program.undoWeights(inWorkspace({ id }), { context: { version } }),
    onSuccess: () => void refresh(),
  })
}

/** The order by score beside that of other methods. */
export function useSecondOpinions(criteriaSetId: string) {
  return useQuery(api.selection.readSecondOpinions.queryOptions({ input: inWorkspace({ criteriaSetId, limit: 10 }) }))
}
