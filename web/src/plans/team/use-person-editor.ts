import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, inWorkspace } from '../../client/index.ts'
import { type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { isStale } from '../shared/stale.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { type Seen, useSavePerson } from './api/team-changes.ts'
import { type PlanPerson, teamOptions } from './api/team-queries.ts'
import { draftOf, type PersonDraft } from './person-draft.ts'
import { text } from './text.ts'

const NO_ERRORS: FormErrors = { fields: {}, form: null }
const FIELDS = ['personId', 'name', 'function', 'duty', 'task', 'isInner']

interface Typed {
  readonly draft: PersonDraft
  readonly over: Seen | null
}

export interface PersonEditing {
  readonly planId: string
  /** Null: somebody new. */
  readonly person: PlanPerson | null
  /** What a new one begins with. */
  readonly first: PersonDraft
  readonly onClose: () => void
}

function isGone(error: unknown): boolean {
  return error !== null && toProblem(error).code === 'plans/removed'
}

/** Writes somebody of the team. What is typed survives a refusal, a closed dialog and a change by somebody else. */
export function usePersonEditor({ planId, person, first, onClose }: PersonEditing) {
  const queryClient = useQueryClient()
  const kept = useKeptDraft<Typed>(`person-${planId}-${person?.id ?? `new-${first.side}`}`)
  const [isRestored] = useState(kept.value !== null)
  const [theirs, setTheirs] = useState<{ readonly person: PlanPerson | null } | null>(null)
  const save = useSavePerson(planId)
  const draft = kept.value?.draft ?? (person === null ? first : draftOf(person))
  const over = kept.value ? kept.value.over : person && { id: person.id, version: person.version }
  const isInConflict = isStale(save.error) || isGone(save.error)
  const isHeld = save.error !== null && toProblem(save.error).code === 'plans/accountable-held'

  const takeBack = async (before: PlanPerson, { id, version }: Seen) => {
    const back = { planId, id, ...draftOf(before) }
    await client.plans.changePlanPerson(inWorkspace(back), { context: { version } })
    await queryClient.invalidateQueries({ queryKey: api.plans.key() })
  }
  const discard = () => {
    kept.forget()
    onClose()
  }
  const send = (target: Seen | null, before: PlanPerson | null, takesOver: boolean) =>
    save.mutate(
      { over: target, draft, takesOver },
      {
        onSuccess: (saved) => {
          discard()
          if (before === null || saved.id !== before.id || takesOver) showNotice(text.saved(saved.name))
          else showUndo({ message: text.saved(saved.name), undo: () => takeBack(before, saved) })
        },
        onError: async (error) => {
          if (isKept(error)) return discard()
          if (!isStale(error) && !isGone(error)) return
          const team = await queryClient.fetchQuery({ ...teamOptions(planId), staleTime: 0 })
          setTheirs({ person: team.people.find(({ id }) => id === target?.id) ?? null })
        },
      },
    )

  return {
    draft,
    theirs,
    /** Somebody else is accountable already. */
    isHeld,
    isRestored: isRestored && kept.value !== null,
    isBusy: save.isPending,
    errors: save.error === null || isInConflict || isHeld ? NO_ERRORS : toFormErrors(save.error, FIELDS),
    type: (patch: Partial<PersonDraft>) => kept.keep({ draft: { ...draft, ...patch }, over }),
    discard,
    save: () => send(over, person, false),
    takeOver: () => send(over, person, true),
    /** Over the version just seen, or anew where they were taken out. */
    keepMine: () => {
      const seen = theirs?.person ?? null
      const next = seen && { id: seen.id, version: seen.version }
      // Refused for another reason, the form comes back over what has been seen by now.
      kept.keep({ draft, over: next })
      setTheirs(null)
      send(next, seen, false)
    },
  }
}

export type PersonEditor = ReturnType<typeof usePersonEditor>
