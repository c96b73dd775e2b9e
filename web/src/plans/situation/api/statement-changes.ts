import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { StatementDraft } from '../statement-draft.ts'

/** What is being written over: an id with the version that was seen. */
export interface Over {
  readonly id: string
  readonly version: number
}

export interface Place {
  readonly planId: string
  readonly sectionKey: string
  readonly fieldKey: string | null
}

function useRefresh() {
  const queryClient = useQueryClient()
  // Also after a refusal: somebody was faster then.
  return () => queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

/** Writes over a statement, or a new one where there is none. */
export function useSaveStatement({ planId, sectionKey, fieldKey }: Place) {
  return useMutation({
    mutationFn: ({ over, draft }: { readonly over: Over | null; readonly draft: StatementDraft }) =>
      over === null
        ? client.plans.addStatement(inWorkspace({ planId, sectionKey, fieldKey, ...draft }))
        : client.plans.changeStatement(inWorkspace({ planId, id: over.id, ...draft }), {
            context: { version: over.version },
          }),
    onSuccess: useRefresh(),
  })
}

/** Says that a statement holds as of a day. */
export function useRenewStatement(planId: string) {
  return useMutation({
    mutationFn: ({ id, version, asOf }: Over & { readonly asOf: string }) =>
      client.plans.renewStatement(inWorkspace({ planId, id, asOf }), { context: { version } }),
    onSettled: useRefresh(),
  })
}

/** Takes a statement out. */
export function useRemoveStatement(planId: string) {
  return useMutation({
    mutationFn: ({ id, version }: Over) =>
      client.plans.removeStatement(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: useRefresh(),
  })
}

/** Puts a statement back that was taken out. */
export function useRestoreStatement(planId: string) {
  return useMutation({
    mutationFn: ({ id, version }: Over) =>
      client.plans.restoreStatement(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: useRefresh(),
  })
}
