import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'

export interface DecisionRequest {
  readonly accountIds: string[]
  readonly tier: string
  readonly reason: string
  readonly effectiveDate: string
  readonly overCapacityReason?: string
}

/** Decides the tier of one or several accounts, all or none. */
export function useDecideTier() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (request: DecisionRequest) => client.selection.decide(inWorkspace({ ...request })),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.selection.key() })
      void queryClient.invalidateQueries({ queryKey: api.portfolio.key() })
    },
  })
}
