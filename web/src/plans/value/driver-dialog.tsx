import { Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import type { PlanHeader } from '../api.ts'
import { tellSaved } from '../shared/tell-saved.ts'
import { useDriverChanges } from './api/value-changes.ts'
import { readValueNow } from './api/value-queries.ts'
import {
  DRIVER_FIELDS,
  type DriverContent,
  type DriverDraft,
  driverContentOf,
  driverDraftOf,
  driverFieldWords,
  faultsOfDriver,
  newDriver,
} from './driver-draft.ts'
import { DriverProof } from './driver-proof.tsx'
import { FormButtons, FormNotes } from './form-notes.tsx'
import { text } from './text.ts'
import { type DriverKind, KINDS, type ValueCase, type ValueDriver } from './types.ts'
import { type Editor, useEditor } from './use-editor.ts'
import classes from './value-form.module.css'
import { fitYears } from './years-draft.ts'
import { YearsGrid } from './years-grid.tsx'

const words = text.driverDialog
const LABELS: Readonly<Record<keyof DriverContent, string>> = {
  kind: words.kind,
  name: words.name,
  method: words.method,
  baseline: words.baseline,
  source: words.source,
  evidence: words.evidence,
  ownerId: words.owner,
  probability: words.probability,
  attribution: words.attribution,
  years: text.grid.amounts,
}

export interface DriverDialogProps {
  readonly plan: PlanHeader
  readonly valueCase: ValueCase
  readonly currency: string
  /** The driver to change, or what a new one is. */
  readonly subject: ValueDriver | DriverKind
  readonly onClose: () => void
}

function useDriverEditor({ plan, valueCase, subject, onClose }: DriverDialogProps) {
  const changes = useDriverChanges(plan.id)
  const known = typeof subject === 'string' ? null : subject
  const place = known?.id ?? `${valueCase.id}-${typeof subject === 'string' ? subject : ''}`
  const driverIn = (cases: readonly ValueCase[]) =>
    cases.flatMap(({ drivers }) => drivers).find(({ id }) => id === known?.id)
  // What was typed before the case got more or fewer years is still kept.
  const fitted = (draft: DriverDraft) => ({ ...draft, years: fitYears(draft.years, valueCase.years) })
  return useEditor<DriverDraft, DriverContent, ValueCase>({
    keptAs: `value-driver-${place}`,
    first: newDriver(typeof subject === 'string' ? subject : subject.kind, valueCase.years),
    seen: known && { version: known.version, draft: driverDraftOf(known) },
    fields: DRIVER_FIELDS,
    contentOf: (draft) => driverContentOf(fitted(draft)),
    faultsOf: (draft) => faultsOfDriver(fitted(draft)),
    add: (content, { key }) => changes.add(valueCase.id, content, key),
    change: (version, content) => changes.change({ id: known?.id ?? '', version }, content),
    readNow: async () => {
      const theirs = driverIn((await readValueNow(plan.id)).cases)
      return theirs ? { version: theirs.version, draft: driverDraftOf(theirs), authorName: theirs.authorName } : null
    },
    onSaved: (saved, before) => {
      const now = driverIn([saved])
      if (before === null || now === undefined) showNotice(text.added(saved.drivers.at(-1)?.name ?? saved.title))
      else tellSaved(text.saved(now.name), before, (known) => changes.change(now, known))
    },
    onClose,
  })
}

/** Asks for a benefit or a cost: how it comes about, how firm it is, and its amounts by year. */
export function DriverDialog(props: DriverDialogProps) {
  const { subject, onClose } = props
  const title = typeof subject === 'string' ? words.addTitle[subject] : words.changeTitle[subject.kind]
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': text.form.close }}
    >
      <DriverForm {...props} />
    </Modal>
  )
}

function DriverForm(props: DriverDialogProps) {
  const editor = useDriverEditor(props)
  const { plan, valueCase, currency, subject, onClose } = props
  const { draft, errors, type } = editor
  const submit = (event: FormEvent) => {
    event.preventDefault()
    editor.save()
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <FormNotes
        editor={editor}
        labels={LABELS}
        wordsOf={(one, field) => driverFieldWords(one, DRIVER_FIELDS.find((known) => known === field) ?? 'name')}
      />
      <DriverWhat editor={editor} isNew={typeof subject === 'string'} />
      <YearsGrid
        currency={currency}
        startsOn={valueCase.startsOn}
        years={fitYears(draft.years, valueCase.years)}
        faults={errors.fields}
        onChange={(years) => type({ years })}
      />
      <DriverProof plan={plan} editor={editor} />
      <FormButtons isNew={typeof subject === 'string'} isBusy={editor.isBusy} onCancel={onClose} />
    </form>
  )
}

interface WhatProps {
  readonly editor: Editor<DriverDraft>
  readonly isNew: boolean
}

/** What it is called and how the amount comes about. */
function DriverWhat({ editor: { draft, errors, type }, isNew }: WhatProps) {
  return (
    <>
      {isNew ? null : (
        <SegmentedControl
          size="xs"
          aria-label={words.kind}
          data={KINDS.map((value) => ({ value, label: text.kindOne[value] }))}
          value={draft.kind}
          onChange={(value) => type({ kind: value === 'cost' ? 'cost' : 'benefit' })}
        />
      )}
      <TextInput
        required
        data-autofocus
        maxLength={200}
        label={words.name}
        description={words.nameHint[draft.kind]}
        value={draft.name}
        error={errors.fields.name}
        onChange={(event) => type({ name: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={1}
        maxLength={1_000}
        label={words.method}
        description={words.methodHint}
        value={draft.method}
        error={errors.fields.method}
        onChange={(event) => type({ method: event.currentTarget.value })}
      />
    </>
  )
}
