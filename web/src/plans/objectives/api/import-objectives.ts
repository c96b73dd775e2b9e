import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'

/** What a sheet of objectives would bring. */
export function usePreviewObjectives(planId: string) {
  return useMutation({
    mutationFn: (pasted: string) => client.plans.previewObjectiveImport(inWorkspace({ planId, pasted })),
  })
}

/** Takes the good lines of a sheet as objectives and key results. */
export function useImportObjectives(planId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (pasted: string) => client.plans.importObjectives(inWorkspace({ planId, pasted })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.plans.key() }),
  })
}
