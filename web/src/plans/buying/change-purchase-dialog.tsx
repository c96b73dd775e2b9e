import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { changedFields } from '../shared/merged-form.ts'
import { tellSaved } from '../shared/tell-saved.ts'
import { useMergingSave } from '../shared/use-merging-save.ts'
import { useBuyingCalls } from './api/buying-changes.ts'
import { readBuyingNow } from './api/buying-queries.ts'
import { ClassChoice } from './begin-form.tsx'
import classes from './buying.module.css'
import { text } from './text.ts'
import type { BuyClass, Purchase } from './types.ts'

const words = text.change
const FIELDS = ['title', 'buyClass', 'note', 'decisionOn']

interface Fields {
  readonly title: string
  readonly buyClass: BuyClass
  readonly note: string
  readonly decisionOn: string | null
}
type PurchaseForm = { readonly [Field in keyof Fields]: Fields[Field] }

function formOf({ title, buyClass, note, decisionOn }: Purchase): PurchaseForm {
  return { title, buyClass, note, decisionOn }
}

export interface PurchaseDialogProps {
  readonly planId: string
  readonly purchase: Purchase
  readonly onClose: () => void
}

function useChangeForm({ planId, purchase, onClose }: PurchaseDialogProps) {
  const calls = useBuyingCalls(planId)
  // What the fields began with: others may change it while it is open, and that must not move under the hands.
  const [base, setBase] = useState(purchase)
  const [form, setForm] = useState(() => formOf(purchase))
  const saving = useMergingSave<Purchase, PurchaseForm, Purchase>({
    formOf,
    fields: FIELDS,
    send: calls.change,
    readNow: async () => (await readBuyingNow(planId)).purchases.find(({ id }) => id === purchase.id),
    onSaved: (saved, before) => {
      tellSaved(words.saved, before, (known) => calls.change(saved, known))
      onClose()
    },
  })
  return {
    form,
    saving,
    change: (patch: Partial<PurchaseForm>) => setForm((known) => ({ ...known, ...patch })),
    isChanged: changedFields(formOf(base), form).length > 0,
    save: () => saving.save(base, form),
    keepMine: (theirs: Purchase) => saving.saveOver(base, theirs, form),
    takeTheirs: (theirs: Purchase) => {
      setBase(theirs)
      setForm(formOf(theirs))
      saving.forget()
    },
  }
}

/** What they buy, how new it is, when they decide, and a note. */
export function ChangePurchaseDialog(props: PurchaseDialogProps) {
  const { onClose } = props
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const editor = useChangeForm(props)
  const { form, saving, change, isChanged } = editor
  const errors: Readonly<Record<string, string>> = saving.state.kind === 'refused' ? saving.state.errors.fields : {}
  const leave = () => (isChanged ? setAsksToDiscard(true) : onClose())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isChanged) editor.save()
    else onClose()
  }
  return (
    <Modal opened size="lg" onClose={leave} title={words.title} closeButtonProps={{ 'aria-label': words.close }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <ChangeNote editor={editor} />
        <TextInput
          label={text.begin.name}
          required
          data-autofocus
          maxLength={200}
          value={form.title}
          error={errors.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={text.begin.decisionOn}
          value={form.decisionOn ?? ''}
          error={errors.decisionOn}
          onChange={(event) => change({ decisionOn: event.currentTarget.value || null })}
        />
        <ClassChoice value={form.buyClass} onChange={(buyClass) => change({ buyClass })} />
        <Textarea
          label={text.begin.note}
          autosize
          minRows={2}
          maxLength={2_000}
          value={form.note}
          error={errors.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        {asksToDiscard && isChanged ? (
          <div role="alert" className={classes.refused}>
            {words.unsaved}{' '}
            <Button size="xs" onClick={onClose}>
              {words.discard}
            </Button>
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={leave}>{words.cancel}</Button>
          <Button type="submit" variant="filled" loading={saving.state.kind === 'saving'}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Why it is not saved yet, with the next step. */
function ChangeNote({ editor }: { readonly editor: ReturnType<typeof useChangeForm> }) {
  const locale = useLocale()
  const { state } = editor.saving
  if (state.kind === 'gone' || (state.kind === 'refused' && state.errors.form !== null)) {
    return (
      <div role="alert" className={classes.refused}>
        <b>{words.refused}</b> {state.kind === 'gone' ? words.gone : state.errors.form}
      </div>
    )
  }
  if (state.kind !== 'clash') return null
  const { theirs } = state
  const mine = editor.form
  const newest = formOf(theirs)
  const dayOf = ({ decisionOn }: PurchaseForm) => (decisionOn === null ? words.none : formatDate(decisionOn, locale))
  return (
    <ConflictNote
      fields={[
        { label: text.begin.name, mine: mine.title, theirs: newest.title },
        { label: text.begin.decisionOn, mine: dayOf(mine), theirs: dayOf(newest) },
        {
          label: text.begin.buyClass,
          mine: text.classes[mine.buyClass],
          theirs: text.classes[newest.buyClass],
        },
        { label: text.begin.note, mine: mine.note, theirs: newest.note },
      ]}
      onKeepMine={() => editor.keepMine(theirs)}
      onTakeTheirs={() => editor.takeTheirs(theirs)}
    />
  )
}
