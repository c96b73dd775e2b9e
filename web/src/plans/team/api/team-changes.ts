import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { PersonDraft } from '../person-draft.ts'

/** Somebody with the version that was seen. */
export interface Seen {
  readonly id: string
  readonly version: number
}

function useRefresh() {
  const queryClient = useQueryClient()
  // Also after a refusal: somebody was faster then.
  return () => queryClient.invalidateQueries({ queryKey: api.plans.key() })
}

export interface PersonWish {
  /** Null: somebody new. */
  readonly over: Seen | null
  readonly draft: PersonDraft
  /** Whoever is accountable gives way. */
  readonly takesOver: boolean
}

/** Gives somebody a duty, or changes what is said of them. */
export function useSavePerson(planId: string) {
  return useMutation({
    mutationFn: ({ over, draft, takesOver }: PersonWish) =>
      over === null
        ? client.plans.addPlanPerson(inWorkspace({ planId, ...draft, takesOver }))
        : client.plans.changePlanPerson(inWorkspace({ planId, id: over.id, ...draft, takesOver }), {
            context: { version: over.version },
          }),
    onSuccess: useRefresh(),
  })
}

export function useRemovePerson(planId: string) {
  return useMutation({
    mutationFn: ({ id, version }: Seen) =>
      client.plans.removePlanPerson(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: useRefresh(),
  })
}

export function useRestorePerson(planId: string) {
  return useMutation({
    mutationFn: ({ id, version }: Seen) =>
      client.plans.restorePlanPerson(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: useRefresh(),
  })
}
