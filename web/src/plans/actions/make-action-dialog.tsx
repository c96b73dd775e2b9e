import { Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { type PlanHeader, usePlan } from '../api.ts'
import { isKept } from '../offline/send-or-keep.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { ActionFields } from './action-fields.tsx'
import {
  type ActionDraft,
  type ActionFaults,
  EMPTY_DRAFT,
  faultsOf,
  type ServesDraft,
  valuesOf,
} from './action-form.ts'
import classes from './actions.module.css'
import { useCreateAction, useRemoveAction } from './api/action-changes.ts'
import { RefusalNote } from './refusal-note.tsx'
import { text } from './text.ts'
import type { ActionCause } from './types.ts'

const words = text.form

export interface MakeActionDialogProps {
  readonly planId: string
  /** What in the plan leads to it. */
  readonly cause?: ActionCause | undefined
  /** To begin with. */
  readonly title?: string | undefined
  readonly objectiveId?: string | undefined
  readonly onClose: () => void
}

/** Makes an action, out of something else in the plan or by itself. Shown as long as it is mounted. */
export function MakeActionDialog(props: MakeActionDialogProps) {
  const plan = usePlan(props.planId)
  return (
    <Modal opened onClose={props.onClose} title={words.add} size="lg" closeButtonProps={{ 'aria-label': words.close }}>
      <QueryGate query={plan}>{(header) => <NewActionForm {...props} plan={header} />}</QueryGate>
    </Modal>
  )
}

function NewActionForm({
  plan,
  cause,
  title,
  objectiveId,
  onClose,
}: MakeActionDialogProps & { readonly plan: PlanHeader }) {
  const create = useCreateAction(plan.id)
  const remove = useRemoveAction()
  const serves: ServesDraft = objectiveId === undefined ? '' : `objective ${objectiveId}`
  // Escape closes what was begun; opened again it is still there.
  const kept = useKeptDraft<ActionDraft>(`new-action-${plan.id}-${cause?.id ?? objectiveId ?? ''}`)
  const draft = kept.value ?? { ...EMPTY_DRAFT, title: title ?? '', serves }
  const end = () => {
    kept.forget()
    onClose()
  }
  const [faults, setFaults] = useState<ActionFaults>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOf(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    create.mutate(
      { ...valuesOf(draft), cause: cause ?? null },
      {
        onSuccess: (added) => {
          showUndo({ message: words.added(added.title), undo: () => remove.mutateAsync(added) })
          end()
        },
        onError: (error) => (isKept(error) ? end() : undefined),
      },
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <ActionFields
        plan={plan}
        draft={draft}
        faults={faults}
        onChange={(change) => kept.keep({ ...draft, ...change })}
      />
      <RefusalNote title={words.refused} sentence={create.error ? toProblem(create.error).detail : null} />
      <div className={classes.buttons}>
        <Button onClick={end}>{words.cancel}</Button>
        <Button type="submit" variant="filled" loading={create.isPending}>
          {words.create}
        </Button>
      </div>
    </form>
  )
}
