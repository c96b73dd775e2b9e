import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, doorPath, inWorkspace } from '../../../client/index.ts'
import type { SheetServer } from '../sheet/sheet-store.ts'
import type { SheetPreview } from '../types.ts'

/** How a sheet on screen reaches the server. */
export function sheetServer(roundId: string): SheetServer {
  return {
    save: (cells) => client.selection.saveScores(inWorkspace({ id: roundId, cells: [...cells] })),
    read: async () => (await client.selection.readSheet(inWorkspace({ id: roundId }))).cells,
  }
}

/** Looks through a filled sheet; nothing is saved by it. */
async function previewSheet(roundId: string, file: Blob): Promise<SheetPreview> {
  const reply = await fetch(doorPath(`selection/rounds/${roundId}/sheet/preview`), {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
  const body: unknown = await reply.json()
  if (!reply.ok) throw body
  return body as SheetPreview
}

export function usePreviewSheet(roundId: string) {
  return useMutation({ mutationFn: (file: Blob) => previewSheet(roundId, file) })
}

/** Asks for progress and lists anew once somebody stops scoring. */
export function useRefreshRounds(): () => void {
  const queryClient = useQueryClient()
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.selection.listRounds.key() })
    void queryClient.invalidateQueries({ queryKey: api.selection.readRound.key() })
  }
}

export function fileAddress(roundId: string, door: 'sheet' | 'results', format: 'csv' | 'xlsx'): string {
  return `${doorPath(`selection/rounds/${roundId}/${door}/export`)}?format=${format}`
}
