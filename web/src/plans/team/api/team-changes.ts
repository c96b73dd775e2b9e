import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import { memberName } from '../../shared/member-names.ts'
import type { PersonDraft } from '../person-draft.ts'
import { text } from '../text.ts'
import type { PlanPerson } from './team-queries.ts'

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
  const queryClient = useQueryClient()
  const refresh = useRefresh()
  const labelOf = ({ personId, name, function: what }: PersonDraft) =>
    text.kept((personId === null ? name : (memberName(queryClient, personId) ?? name)) || what)
  return useKeptMutation<PersonWish, PlanPerson>({
    deeds: ({ over, draft, takesOver }) => {
      const says = { planId, ...draft, takesOver }
      const label = labelOf(draft)
      return over === null
        ? [{ route: 'addPlanPerson', input: says, version: null, label }]
        : [{ route: 'changePlanPerson', input: { ...says, id: over.id }, version: over.version, label }]
    },
    onSuccess: () => void refresh(),
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
