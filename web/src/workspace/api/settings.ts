import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type client, inWorkspace } from '../../client/index.ts'

export type Settings = Awaited<ReturnType<typeof client.workspace.readSettings>>

/** Name, currency and rules of the workspace. */
export function useSettings() {
  return useQuery(api.workspace.readSettings.queryOptions({ input: inWorkspace({}) }))
}

/** Whether amounts are imported, which fixes the reporting currency. */
export function useHasLedger() {
  const state = useQuery(api.ledger.state.queryOptions({ input: inWorkspace({}) }))
  return (state.data?.lines ?? 0) > 0
}

/** Changes the rules; carries the version that was seen. */
export function useChangeSettings(version: number) {
  const queryClient = useQueryClient()
  return useMutation(
    api.workspace.changeSettings.mutationOptions({
      context: { version },
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: api.workspace.key() }),
          queryClient.invalidateQueries({ queryKey: api.session.read.key() }),
        ]),
    }),
  )
}
