import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'
import type { CriteriaDefinition, CriteriaSet, Tier } from '../types.ts'

/** After a change of the criteria every list of versions and every ranking is asked for anew. */
export function useRefreshCriteria(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: api.program.key() }),
      queryClient.invalidateQueries({ queryKey: api.selection.key() }),
    ])
  }
}

export interface DraftRequest {
  readonly name: string
  /** Version to begin from; null for the starter set. */
  readonly from: string | null
}

/** Makes a new draft from the starter set or an earlier version. */
export function useDraftCriteria() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: (request: DraftRequest) => client.program.draftCriteriaSet(inWorkspace({ ...request })),
    onSuccess: () => void refresh(),
  })
}

export interface ChangeRequest {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly definition: CriteriaDefinition
}

/** Replaces the definition of a draft, unless somebody else changed it since. */
export function saveCriteria({ id, version, name, definition }: ChangeRequest): Promise<CriteriaSet> {
  return client.program.changeCriteriaSet(inWorkspace({ id, name, definition }), { context: { version } })
}

export function usePublishCriteria() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: ({ set, reason }: { set: CriteriaSet; reason: string }) =>
      client.program.publishCriteriaSet(inWorkspace({ id: set.id, reason }), { context: { version: set.version } }),
    onSuccess: () => void refresh(),
  })
}

export function useRetireCriteria() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: (set: CriteriaSet) =>
      client.program.retireCriteriaSet(inWorkspace({ id: set.id }), { context: { version: set.version } }),
    onSuccess: () => void refresh(),
  })
}

export function useDeleteDraft() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: (set: CriteriaSet) =>
      client.program.deleteDraft(inWorkspace({ id: set.id }), { context: { version: set.version } }),
    onSuccess: () => void refresh(),
  })
}

/** Brings a deleted draft back: a new draft with the same name and content. */
export async function restoreDraft(set: CriteriaSet): Promise<CriteriaSet> {
  const fresh = await client.program.draftCriteriaSet(inWorkspace({ name: set.name, from: null }))
  return saveCriteria({ id: fresh.id, version: fresh.version, name: set.name, definition: set.definition })
}

/** Changes the tiers, unless somebody else changed them since. */
export function useChangeTierScheme() {
  const refresh = useRefreshCriteria()
  return useMutation({
    mutationFn: ({ tiers, version }: { tiers: Tier[]; version: number }) =>
      client.program.changeTierScheme(inWorkspace({ tiers }), { context: { version } }),
    onSuccess: () => void refresh(),
  })
}
