import { Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { changesOf } from '../shared/merged-form.ts'
import { isStale } from '../shared/stale.ts'
import { useChangeObjective } from './api/objective-changes.ts'
import { draftOfObjective, type Faults, faultsOfObjective, type ObjectiveDraft, objectiveOf } from './form.ts'
import { FormFailure } from './form-failure.tsx'
import { ObjectiveFields } from './objective-fields.tsx'
import classes from './objectives.module.css'
import { text } from './text.ts'
import type { PlanObjective } from './types.ts'

const FIELDS = ['title', 'why', 'owner', 'startsOn', 'endsOn']
const words = text.form

export interface EditObjectiveDialogProps {
  readonly planId: string
  /** As it stands now: while the dialog is open others may change it. */
  readonly objective: PlanObjective
  readonly onClose: () => void
}

/** Changes what an objective says. When somebody else was faster both versions are shown. */
export function EditObjectiveDialog({ planId, objective, onClose }: EditObjectiveDialogProps) {
  const change = useChangeObjective(planId)
  const [opened] = useState(objective)
  const [draft, setDraft] = useState(() => draftOfObjective(objective))
  const [faults, setFaults] = useState<Faults>({})
  const isConflict = isStale(change.error)
  const refused = change.error === null || isConflict ? null : toFormErrors(change.error, FIELDS)
  const save = (version: number) => {
    const found = faultsOfObjective(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const changes = changesOf(objectiveOf(draftOfObjective(opened)), objectiveOf(draft))
    change.mutate(
      { id: objective.id, version, ...changes },
      {
        onSuccess: () => {
          showNotice(text.saved)
          onClose()
        },
      },
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(opened.version)
  }
  return (
    <Modal opened onClose={onClose} title={words.editTitle} size="lg" closeButtonProps={{ 'aria-label': text.cancel }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {isConflict ? (
          <ConflictNote
            fields={conflictFields(draft, draftOfObjective(objective))}
            isBusy={change.isPending}
            onKeepMine={() => save(objective.version)}
            onTakeTheirs={onClose}
          />
        ) : null}
        <ObjectiveFields
          draft={draft}
          faults={{ ...refused?.fields, ...faults }}
          onChange={(patch) => setDraft((known) => ({ ...known, ...patch }))}
        />
        {refused?.form ? <FormFailure sentence={refused.form} /> : null}
        {isConflict ? null : (
          <div className={classes.buttons}>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="filled" loading={change.isPending}>
              {text.save}
            </Button>
          </div>
        )}
      </form>
    </Modal>
  )
}

function conflictFields(mine: ObjectiveDraft, theirs: ObjectiveDraft) {
  const field = (label: string, write: (draft: ObjectiveDraft) => string) => ({
    label,
    mine: write(mine),
    theirs: write(theirs),
  })
  return [
    field(words.title, ({ title }) => title),
    field(words.why, ({ why }) => why),
    field(words.startsOn, ({ startsOn }) => startsOn),
    field(words.endsOn, ({ endsOn }) => endsOn),
    field(words.kind, ({ kind }) => text.kinds[kind]),
    field(words.ambition, ({ ambition }) => text.ambitions[ambition]),
    field(words.ownerKind, ({ ownerKind, ownerName }) => `${words.owners[ownerKind]} ${ownerName}`),
  ]
}
