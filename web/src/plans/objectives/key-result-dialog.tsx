import { Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { changesOf } from '../shared/merged-form.ts'
import { isStale } from '../shared/stale.ts'
import { useChangeKeyResult, useCreateKeyResult } from './api/objective-changes.ts'
import {
  draftOfKeyResult,
  emptyKeyResult,
  type Faults,
  faultsOfKeyResult,
  type KeyResultDraft,
  keyResultOf,
} from './form.ts'
import { FormFailure } from './form-failure.tsx'
import { KeyResultFields, type Span } from './key-result-fields.tsx'
import classes from './objectives.module.css'
import { text } from './text.ts'
import type { KeyResult } from './types.ts'

const FIELDS = ['title', 'start', 'target', 'weight', 'unit', 'direction', 'measure']
const words = text.form

interface DialogProps {
  readonly planId: string
  readonly span: Span
  readonly onClose: () => void
}

/** Adds a key result to an objective. */
export function AddKeyResultDialog({ planId, objectiveId, span, onClose }: DialogProps & { objectiveId: string }) {
  const create = useCreateKeyResult(planId)
  const [draft, setDraft] = useState(emptyKeyResult)
  const [faults, setFaults] = useState<Faults>({})
  const refused = create.error === null ? null : toFormErrors(create.error, FIELDS)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOfKeyResult(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    create.mutate(
      { id: objectiveId, ...keyResultOf(draft) },
      {
        onSuccess: () => {
          showNotice(text.saved)
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.keyResult.addTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': text.cancel }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <KeyResultFields
          planId={planId}
          span={span}
          draft={draft}
          faults={{ ...refused?.fields, ...faults }}
          onChange={(patch) => setDraft((known) => ({ ...known, ...patch }))}
        />
        {refused?.form ? <FormFailure sentence={refused.form} /> : null}
        <SaveButtons isBusy={create.isPending} onClose={onClose} />
      </form>
    </Modal>
  )
}

/** Changes a key result. When somebody else was faster both versions are shown. */
export function EditKeyResultDialog({ planId, result, span, onClose }: DialogProps & { result: KeyResult }) {
  const change = useChangeKeyResult(planId)
  const [opened] = useState(result)
  const [draft, setDraft] = useState(() => draftOfKeyResult(result))
  const [faults, setFaults] = useState<Faults>({})
  const isConflict = isStale(change.error)
  const refused = change.error === null || isConflict ? null : toFormErrors(change.error, FIELDS)
  const save = (version: number) => {
    const found = faultsOfKeyResult(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const changes = changesOf(keyResultOf(draftOfKeyResult(opened)), keyResultOf(draft))
    change.mutate(
      { id: result.id, version, ...changes },
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
    <Modal
      opened
      onClose={onClose}
      title={text.keyResult.editTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': text.cancel }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {isConflict ? (
          <ConflictNote
            fields={conflictFields(draft, draftOfKeyResult(result))}
            isBusy={change.isPending}
            onKeepMine={() => save(result.version)}
            onTakeTheirs={onClose}
          />
        ) : null}
        <KeyResultFields
          planId={planId}
          span={span}
          draft={draft}
          faults={{ ...refused?.fields, ...faults }}
          onChange={(patch) => setDraft((known) => ({ ...known, ...patch }))}
        />
        {refused?.form ? <FormFailure sentence={refused.form} /> : null}
        {isConflict ? null : <SaveButtons isBusy={change.isPending} onClose={onClose} />}
      </form>
    </Modal>
  )
}

function SaveButtons({ isBusy, onClose }: { readonly isBusy: boolean; readonly onClose: () => void }) {
  return (
    <div className={classes.buttons}>
      <Button onClick={onClose}>{text.cancel}</Button>
      <Button type="submit" variant="filled" loading={isBusy}>
        {text.save}
      </Button>
    </div>
  )
}

function conflictFields(mine: KeyResultDraft, theirs: KeyResultDraft) {
  const field = (label: string, write: (draft: KeyResultDraft) => string) => ({
    label,
    mine: write(mine),
    theirs: write(theirs),
  })
  const sourceOf = ({ source }: KeyResultDraft) => (source === 'typed' ? text.source.typed : text.source.names[source])
  return [
    field(words.krTitle, ({ title }) => title),
    field(words.start, ({ start }) => start),
    field(words.target, ({ target }) => target),
    field(words.unit, ({ unit }) => unit),
    field(words.reach, ({ kind }) => words.reaches[kind]),
    field(words.ambition, ({ ambition }) => text.ambitions[ambition]),
    field(words.weight, ({ weight }) => weight),
    field(words.source, sourceOf),
    field(words.productLine, ({ productLine }) => productLine),
    field(words.window, ({ window }) => text.source.windows[window]),
  ]
}
