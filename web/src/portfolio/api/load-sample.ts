import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../client/index.ts'

/** Starts the import of the sample company. */
export function useLoadSample() {
  const queryClient = useQueryClient()
  return useMutation(
    api.ledger.loadSample.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.ledger.key() }),
    }),
  )
}
