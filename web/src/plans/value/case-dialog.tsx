import { Modal, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { localToday } from '../shared/local-today.ts'
import { tellSaved } from '../shared/tell-saved.ts'
import { useCaseChanges } from './api/value-changes.ts'
import { readValueNow } from './api/value-queries.ts'
import {
  CASE_FIELDS,
  type CaseContent,
  type CaseDraft,
  caseContentOf,
  caseDraftOf,
  caseFieldWords,
  faultsOfCase,
  newCase,
} from './case-draft.ts'
import { FormButtons, FormNotes } from './form-notes.tsx'
import { text } from './text.ts'
import { BENEFICIARIES, type Beneficiary, MOST_YEARS, type ValueCase } from './types.ts'
import { type Editor, useEditor } from './use-editor.ts'
import classes from './value-form.module.css'

const words = text.caseDialog
const LABELS: Readonly<Record<keyof CaseContent, string>> = {
  title: words.title,
  note: words.note,
  startsOn: words.startsOn,
  years: words.years,
  discountRate: words.rate,
}

export interface CaseDialogProps {
  readonly planId: string
  /** The case to change, or for whom a new one is. */
  readonly subject: ValueCase | Beneficiary
  readonly seesMargins: boolean
  readonly onAdded: (added: ValueCase) => void
  readonly onClose: () => void
}

/** A new case begins where the next year does: most are written for the plans of next year. */
function nextYear(): string {
  return `${Number(localToday(new Date()).slice(0, 4)) + 1}-01`
}

function useCaseEditor({ planId, subject, onAdded, onClose }: CaseDialogProps) {
  const changes = useCaseChanges(planId)
  const known = typeof subject === 'string' ? null : subject
  const beneficiary = typeof subject === 'string' ? subject : subject.beneficiary
  return useEditor<CaseDraft, CaseContent, ValueCase>({
    keptAs: `value-case-${planId}-${known?.id ?? `new-${beneficiary}`}`,
    first: newCase(beneficiary, nextYear()),
    seen: known && { version: known.version, draft: caseDraftOf(known) },
    fields: CASE_FIELDS,
    contentOf: caseContentOf,
    faultsOf: faultsOfCase,
    add: (content, { draft, key }) => changes.add({ ...content, beneficiary: draft.beneficiary }, key),
    change: (version, content) => changes.change({ id: known?.id ?? '', version }, content),
    readNow: async () => {
      const theirs = (await readValueNow(planId)).cases.find(({ id }) => id === known?.id)
      return theirs ? { version: theirs.version, draft: caseDraftOf(theirs), authorName: theirs.authorName } : null
    },
    onSaved: (saved, before) => {
      if (before === null) {
        showNotice(text.added(saved.title))
        onAdded(saved)
      } else {
        tellSaved(text.saved(saved.title), before, (known) => changes.change(saved, known))
      }
    },
    onClose,
  })
}

/** Asks what a case is about, over which years, and at which rate; or changes that. */
export function CaseDialog(props: CaseDialogProps) {
  const { subject, onClose } = props
  const isNew = typeof subject === 'string'
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={isNew ? words.addTitle : words.changeTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': text.form.close }}
    >
      <CaseForm {...props} isNew={isNew} />
    </Modal>
  )
}

function CaseForm(props: CaseDialogProps & { readonly isNew: boolean }) {
  const editor = useCaseEditor(props)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    editor.save()
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <FormNotes
        editor={editor}
        labels={LABELS}
        wordsOf={(draft, field) => caseFieldWords(draft, CASE_FIELDS.find((one) => one === field) ?? 'title')}
      />
      {props.isNew && props.seesMargins ? <BeneficiaryChoice editor={editor} /> : null}
      <CaseFields editor={editor} />
      <FormButtons isNew={props.isNew} isBusy={editor.isBusy} onCancel={props.onClose} />
    </form>
  )
}

interface FieldsProps {
  readonly editor: Editor<CaseDraft>
}

function BeneficiaryChoice({ editor }: FieldsProps) {
  return (
    <Radio.Group
      label={words.beneficiary}
      value={editor.draft.beneficiary}
      onChange={(value) => editor.type({ beneficiary: value === 'us' ? 'us' : 'customer' })}
    >
      <div className={classes.choices}>
        {BENEFICIARIES.map((one) => (
          <Radio key={one} value={one} label={text.empty[one]} description={text.beneficiaryHint[one]} />
        ))}
      </div>
    </Radio.Group>
  )
}

function CaseFields({ editor: { draft, errors, type } }: FieldsProps) {
  const years = Array.from({ length: MOST_YEARS }, (_, year) => String(year + 1))
  return (
    <>
      <TextInput
        required
        data-autofocus
        maxLength={200}
        label={words.title}
        description={words.titleHint}
        value={draft.title}
        error={errors.fields.title}
        onChange={(event) => type({ title: event.currentTarget.value })}
      />
      <div className={classes.three}>
        <TextInput
          required
          type="month"
          label={words.startsOn}
          description={words.startsHint}
          value={draft.startsOn}
          error={errors.fields.startsOn}
          onChange={(event) => type({ startsOn: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.years}
          description={words.yearsHint(MOST_YEARS)}
          data={years}
          value={draft.years}
          error={errors.fields.years}
          onChange={(event) => type({ years: event.currentTarget.value })}
        />
        <TextInput
          required
          inputMode="decimal"
          label={words.rate}
          description={words.rateHint}
          value={draft.rate}
          error={errors.fields.discountRate}
          onChange={(event) => type({ rate: event.currentTarget.value })}
        />
      </div>
      <Textarea
        autosize
        minRows={2}
        maxLength={2_000}
        label={words.note}
        description={words.noteHint}
        value={draft.note}
        error={errors.fields.note}
        onChange={(event) => type({ note: event.currentTarget.value })}
      />
    </>
  )
}
