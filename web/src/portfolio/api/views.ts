import type { savedView } from '@mainstay/contract/workspace'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { api, client, inWorkspace } from '../../client/index.ts'

export type SavedView = z.infer<typeof savedView>

const SCREEN = 'portfolio'

export function viewsOptions() {
  return api.workspace.listViews.queryOptions({ input: inWorkspace({ screen: SCREEN }) })
}

function useRefreshViews() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: api.workspace.listViews.key() })
}

export interface NewView {
  readonly name: string
  readonly isShared: boolean
  readonly definition: Record<string, unknown>
}

export function useSaveView() {
  const refresh = useRefreshViews()
  return useMutation({
    mutationFn: (view: NewView) => client.workspace.saveView(inWorkspace({ screen: SCREEN, ...view })),
    onSuccess: refresh,
  })
}

export function useChangeView() {
  const refresh = useRefreshViews()
  return useMutation({
    mutationFn: ({ view, definition }: { view: SavedView; definition: Record<string, unknown> }) =>
      client.workspace.changeView(inWorkspace({ id: view.id, definition }), { context: { version: view.version } }),
    onSuccess: refresh,
  })
}

export function useDeleteView() {
  const refresh = useRefreshViews()
  return useMutation({
    mutationFn: (view: SavedView) =>
      client.workspace.deleteView(inWorkspace({ id: view.id }), { context: { version: view.version } }),
    onSuccess: refresh,
  })
}
