import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { text } from '../text.ts'
import type { PlanStatement } from './statement-queries.ts'

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
  return () => void queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

interface StatementSave {
  readonly over: Over | null
  readonly draft: StatementDraft
}

/** Writes over a statement, or a new one where there is none. */
export function useSaveStatement({ planId, sectionKey, fieldKey }: Place) {
  return useKeptMutation<StatementSave, PlanStatement>({
    deeds: ({ over, draft }) => {
      const label = text.kept(draft.content)
      return over === null
        ? [{ route: 'addStatement', input: { planId, sectionKey, fieldKey, ...draft }, version: null, label }]
        : [{ route: 'changeStatement', input: { planId, id: over.id, ...draft }, version: over.version, label }]
    },
    onSuccess: useRefresh(),
  })
}

/** Says that a statement holds as of a day. */
export function useRenewStatement(planId: string) {
  return useKeptMutation<Over & { readonly asOf: string; readonly name: string }, PlanStatement>({
    deeds: ({ id, version, asOf, name }) => [
      { route: 'renewStatement', input: { planId, id, asOf }, version, label: text.of(text.stillTrue, name) },
    ],
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
