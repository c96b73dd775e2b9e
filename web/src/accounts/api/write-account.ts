import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../client/index.ts'

/** Creates an account; lists and facets are read anew. */
export function useCreateAccount() {
  const queryClient = useQueryClient()
  return useMutation(
    api.accounts.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.accounts.key() }),
    }),
  )
}

/** Changes an account under the version the person saw; names stand in every area, so all of them are read anew. */
export function useChangeAccount(version: number) {
  const queryClient = useQueryClient()
  return useMutation(
    api.accounts.change.mutationOptions({
      context: { version },
      onSuccess: () =>
        Promise.all(
          [api.accounts.key(), api.economics.key(), api.portfolio.key()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        ),
    }),
  )
}
