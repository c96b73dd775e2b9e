import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, inWorkspace } from '../../client/index.ts'
import { type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { localToday } from '../shared/local-today.ts'
import { isStale } from '../shared/stale.ts'
import { keptNames, useKeptDraft } from '../shared/use-kept-draft.ts'
import { type Over, type Place, useSaveStatement } from './api/statement-changes.ts'
import {
  type PlanStatement,
  type StatementSection,
  type StatementsPart,
  statementsOptions,
} from './api/statement-queries.ts'
import { draftOf, type StatementDraft } from './statement-draft.ts'
import { text } from './text.ts'

const NO_ERRORS: FormErrors = { fields: {}, form: null }

/** What was typed, and what it was typed over: null where there was nothing. */
interface Typed {
  readonly draft: StatementDraft
  readonly over: Over | null
}

const NEW = 'new'

function draftsOf({ planId, sectionKey }: Omit<Place, 'fieldKey'>): string {
  return `statement-${planId}-${sectionKey}-`
}

/** Statements of a section that somebody took out while they were being changed here: what was typed is still kept. */
export function orphanedDrafts(place: Omit<Place, 'fieldKey'>, { section, statements }: StatementSection): string[] {
  const known = new Set([NEW, ...section.fields.map(({ key }) => key), ...statements.map(({ id }) => id)])
  return keptNames(draftsOf(place)).filter((id) => !known.has(id))
}

function isConflict(error: unknown): boolean {
  const known = ['plans/field-filled', 'plans/removed']
  return isStale(error) || (error !== null && known.includes(toProblem(error).code))
}

/** The statement that stands now where somebody was faster; null where it was taken out. */
function theirsIn(part: StatementsPart, { sectionKey, fieldKey }: Place, over: Over | null): PlanStatement | null {
  const section = part.sections.find((candidate) => candidate.section.key === sectionKey)
  const all = [...(section?.values ?? []), ...(section?.statements ?? [])]
  return all.find((statement) => (over === null ? statement.fieldKey === fieldKey : statement.id === over.id)) ?? null
}

/**
 * Writes one statement or the value of one field. What is typed survives a refusal, a closed form, a reload, and a change
 * by somebody else, which is shown beside it.
 */
export function useStatementEditor(
  place: Place,
  statement: PlanStatement | null,
  draftId = place.fieldKey ?? statement?.id ?? NEW,
) {
  const queryClient = useQueryClient()
  const kept = useKeptDraft<Typed>(`${draftsOf(place)}${draftId}`)
  const [isOpen, setOpen] = useState(false)
  const [hasClosed, setClosed] = useState(false)
  const [theirs, setTheirs] = useState<{ readonly statement: PlanStatement | null } | null>(null)
  const save = useSaveStatement(place)
  const draft = kept.value?.draft ?? draftOf(statement, localToday(new Date()))
  const over = kept.value ? kept.value.over : statement && { id: statement.id, version: statement.version }
  const isInConflict = isConflict(save.error)

  const close = () => {
    setOpen(false)
    setClosed(true)
    setTheirs(null)
    save.reset()
  }
  const discard = () => {
    kept.forget()
    close()
  }
  const offerUndo = (before: PlanStatement | null, saved: PlanStatement) => {
    if (before === null || saved.id !== before.id || saved.version === before.version) return
    const back = { planId: place.planId, id: saved.id, ...draftOf(before, '') }
    showUndo({
      message: text.saved,
      undo: async () => {
        await client.plans.changeStatement(inWorkspace(back), { context: { version: saved.version } })
        await queryClient.invalidateQueries()
      },
    })
  }
  const send = (target: Over | null, before: PlanStatement | null) =>
    save.mutate(
      { over: target, draft },
      {
        onSuccess: (saved) => {
          discard()
          offerUndo(before, saved)
        },
        onError: async (error) => {
          if (isKept(error)) return discard()
          if (!isConflict(error)) return
          const part = await queryClient.fetchQuery({ ...statementsOptions(place.planId), staleTime: 0 })
          setTheirs({ statement: theirsIn(part, place, target) })
        },
      },
    )

  return {
    draft,
    theirs,
    isOpen,
    /** The form was open before: the button that opened it takes the focus back. */
    hasClosed,
    isUnsaved: kept.value !== null,
    isBusy: save.isPending,
    errors: save.error === null || isInConflict ? NO_ERRORS : toFormErrors(save.error, ['content', 'asOf', 'source']),
    open: () => setOpen(true),
    close,
    discard,
    type: (patch: Partial<StatementDraft>) => kept.keep({ draft: { ...draft, ...patch }, over }),
    save: () => send(over, statement),
    /** Over the version just seen, or anew where it was taken out. */
    keepMine: () => {
      const seen = theirs?.statement ?? null
      const next = seen && { id: seen.id, version: seen.version }
      // Refused for another reason, the form comes back over what has been seen by now.
      kept.keep({ draft, over: next })
      setTheirs(null)
      send(next, seen)
    },
  }
}

export type StatementEditor = ReturnType<typeof useStatementEditor>
