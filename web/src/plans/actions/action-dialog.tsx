import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import type { PlanHeader } from '../api.ts'
import { isKept } from '../offline/send-or-keep.ts'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { isStale } from '../shared/stale.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { conflictFields } from './action-conflict.ts'
import { ActionFields, NeedsField } from './action-fields.tsx'
import { type ActionDraft, type ActionFaults, changedNeeds, draftOf, faultsOf, patchOf } from './action-form.ts'
import { ActionMarks } from './action-marks.tsx'
import classes from './actions.module.css'
import { useChangeAction, usePutActionBack, useRemoveAction } from './api/action-changes.ts'
import { readActionNow, usePeople } from './api/action-queries.ts'
import { RefusalNote } from './refusal-note.tsx'
import { text } from './text.ts'
import type { PlanAction } from './types.ts'

const words = text.form

export interface ActionDialogProps {
  readonly plan: PlanHeader
  readonly action: PlanAction
  readonly mayWrite: boolean
  readonly onClose: () => void
}

/** An action with all it says. What was typed stays when it is refused, or somebody else was faster. */
export function ActionDialog({ plan, action, mayWrite, onClose }: ActionDialogProps) {
  return (
    <Modal opened onClose={onClose} title={words.edit} size="lg" closeButtonProps={{ 'aria-label': words.close }}>
      <div className={classes.marks}>
        <Tag>{text.states[action.state]}</Tag>
        <ActionMarks action={action} />
      </div>
      {action.stateReason === '' ? null : <p className={classes.reason}>{action.stateReason}</p>}
      {mayWrite ? (
        <ActionForm plan={plan} action={action} onClose={onClose} />
      ) : (
        <ReadOnlyAction plan={plan} action={action} />
      )}
    </Modal>
  )
}

function ReadOnlyAction({ plan, action }: Pick<ActionDialogProps, 'plan' | 'action'>) {
  return (
    <fieldset disabled className={classes.readOnly}>
      <legend>{words.readOnly}</legend>
      <ActionFields plan={plan} draft={draftOf(action)} faults={{}} onChange={() => undefined} />
    </fieldset>
  )
}

/** Saves what differs from what was opened; after a conflict, over the version that was just read. */
function useActionSave(action: PlanAction, onClose: () => void) {
  const [base, setBase] = useState(action)
  const [draft, setDraft] = useState<ActionDraft>(draftOf(action))
  const [theirs, setTheirs] = useState<PlanAction | null>(null)
  const change = useChangeAction()
  const save = (over: PlanAction) => {
    const patch = patchOf(draftOf(over), draft)
    const needs = changedNeeds(draftOf(over), draft)
    if (Object.keys(patch).length === 0 && needs === null) return onClose()
    change.mutate(
      { at: over, patch, needs },
      {
        onSuccess: () => {
          showNotice(words.saved)
          onClose()
        },
        onError: async (error) => {
          if (isKept(error)) return onClose()
          const now = await readActionNow(action.planId, action.id).catch(() => null)
          if (now === null) return
          if (isStale(error)) setTheirs(now)
          else setBase(now)
        },
      },
    )
  }
  return {
    draft,
    theirs,
    isBusy: change.isPending,
    refused: change.error && !isStale(change.error) ? toProblem(change.error).detail : null,
    edit: (patch: Partial<ActionDraft>) => setDraft((known) => ({ ...known, ...patch })),
    save: () => save(base),
    keepMine: () => {
      if (theirs === null) return
      setBase(theirs)
      setTheirs(null)
      save(theirs)
    },
  }
}

function ActionForm({ plan, action, onClose }: Omit<ActionDialogProps, 'mayWrite'>) {
  const editing = useActionSave(action, onClose)
  const people = usePeople(true)
  const [faults, setFaults] = useState<ActionFaults>({})
  const nameOf = (id: string) => people.data?.rows.find(({ personId }) => personId === id)?.name ?? id
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOf(editing.draft)
    setFaults(found)
    if (Object.keys(found).length === 0) editing.save()
  }
  if (editing.theirs) {
    return (
      <ConflictNote
        fields={conflictFields(editing.draft, editing.theirs, nameOf)}
        isBusy={editing.isBusy}
        onKeepMine={editing.keepMine}
        onTakeTheirs={onClose}
      />
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <ActionFields plan={plan} draft={editing.draft} faults={faults} onChange={editing.edit} />
      <NeedsField
        planId={plan.id}
        actionId={action.id}
        needs={editing.draft.needs}
        onChange={(needs) => editing.edit({ needs })}
      />
      <Textarea
        label={words.evidence}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={editing.draft.evidence}
        onChange={(event) => editing.edit({ evidence: event.currentTarget.value })}
      />
      <RefusalNote title={words.refused} sentence={editing.refused} />
      <div className={classes.buttons}>
        <RemoveButton action={action} onClose={onClose} />
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" variant="filled" loading={editing.isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

function RemoveButton({ action, onClose }: Pick<ActionDialogProps, 'action' | 'onClose'>) {
  const remove = useRemoveAction()
  const putBack = usePutActionBack()
  const takeOut = () =>
    tellAfter(remove.mutateAsync(action), {
      onSuccess: (removed) => {
        showUndo({ message: words.removed(action.title), undo: () => putBack(removed) })
        onClose()
      },
      onError: (error) => showFailure(error, words.refused),
    })
  return (
    <Button className={classes.atStart} loading={remove.isPending} onClick={takeOut}>
      {words.remove}
    </Button>
  )
}
