import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type client, inWorkspace } from '../../client/index.ts'

export type ApiKey = Awaited<ReturnType<typeof client.workspace.listApiKeys>>['rows'][number]

/** API keys of the workspace, page by page. */
export function useApiKeys() {
  return useInfiniteQuery(
    api.workspace.listApiKeys.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: 100, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
}

function useSettle() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.workspace.listApiKeys.key() })
}

export function useCreateKey() {
  const onSuccess = useSettle()
  return useMutation(api.workspace.createApiKey.mutationOptions({ onSuccess }))
}

export function useRevokeKey() {
  const onSuccess = useSettle()
  return useMutation(api.workspace.revokeApiKey.mutationOptions({ onSuccess }))
}
