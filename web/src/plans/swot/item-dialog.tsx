import { Button, Modal } from '@mantine/core'
import { type FormEvent, useDeferredValue, useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import type { PlanHeader } from '../api.ts'
import { isKept } from '../offline/send-or-keep.ts'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { changedFields } from '../shared/merged-form.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { tellSaved } from '../shared/tell-saved.ts'
import { type SaveState, useMergingSave } from '../shared/use-merging-save.ts'
import { useAddItem, useChangeItem, usePutBackItem, useRemoveItem } from './api/swot-changes.ts'
import { readSwotNow } from './api/swot-queries.ts'
import { ItemFields } from './item-fields.tsx'
import { formOf, ITEM_FIELDS, type ItemForm } from './item-form.ts'
import { ItemOutcome } from './item-outcome.tsx'
import { ItemSettling } from './item-settling.tsx'
import { fieldWords } from './item-words.ts'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotItem } from './types.ts'

const words = text.dialog

export interface ItemDialogProps {
  readonly plan: PlanHeader
  readonly item: SwotItem
  readonly onClose: () => void
}

/** Takes the item out and offers the way back. */
function useTakeOut(planId: string, onClose: () => void) {
  const remove = useRemoveItem(planId)
  const putBack = usePutBackItem(planId)
  const takeOut = ({ id, version, text: itemWords }: SwotItem) =>
    tellAfter(remove.mutateAsync({ id, version }), {
      onSuccess: (removed) => {
        onClose()
        showUndo({ message: words.removed(itemWords), undo: () => putBack(removed) })
      },
      onError: (error) => showFailure(error, words.refused),
    })
  return { takeOut, isTakingOut: remove.isPending }
}

interface SaveNoteProps {
  readonly planId: string
  readonly state: SaveState<SwotItem>
  readonly mine: ItemForm
  readonly onKeepMine: (theirs: SwotItem) => void
  readonly onTakeTheirs: (theirs: SwotItem) => void
  readonly onClose: () => void
}

/** Why it is not saved yet, with the next step. What was typed stays in the fields meanwhile. */
function SaveNote({ planId, state, mine, onKeepMine, onTakeTheirs, onClose }: SaveNoteProps) {
  const locale = useLocale()
  const add = useAddItem(planId)
  if (state.kind === 'refused' && state.errors.form !== null) {
    return (
      <div role="alert" className={classes.notice}>
        <b>{words.refused}</b> {state.errors.form}
      </div>
    )
  }
  if (state.kind === 'gone') {
    const anew = () =>
      add.mutate(mine, {
        onSuccess: () => {
          showNotice(words.addedAnew)
          onClose()
        },
        onError: (error) => (isKept(error) ? onClose() : showFailure(error, words.refused)),
      })
    return (
      <div role="alert" className={classes.notice}>
        <p>{words.gone}</p>
        <Button loading={add.isPending} onClick={anew}>
          {words.addAnew}
        </Button>
      </div>
    )
  }
  if (state.kind !== 'clash') return null
  const { theirs } = state
  const newest = formOf(theirs)
  return (
    <ConflictNote
      fields={ITEM_FIELDS.map((field) => ({
        label: text.fields[field],
        mine: fieldWords(mine, field, locale),
        theirs: fieldWords(newest, field, locale),
      }))}
      onKeepMine={() => onKeepMine(theirs)}
      onTakeTheirs={() => onTakeTheirs(theirs)}
    />
  )
}

/** An item with everything that is known of it, to be changed, settled, taken out, or made something of. */
export function ItemDialog({ plan, item, onClose }: ItemDialogProps) {
  const planId = plan.id
  // What the fields began with: others may change the item while it is open, and that must not move under the hands.
  const [base, setBase] = useState(item)
  const [form, setForm] = useState<ItemForm>(() => formOf(item))
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  // The fields stand at once; what is below them follows.
  const showsRest = useDeferredValue(true, false)
  const change = useChangeItem(planId)
  const send = ({ id, version }: SwotItem, changes: Partial<ItemForm>) => change.mutateAsync({ id, version, changes })
  const { state, save, saveOver, forget } = useMergingSave<SwotItem, ItemForm, SwotItem>({
    formOf,
    fields: ITEM_FIELDS,
    send,
    readNow: async () => (await readSwotNow(planId)).items.find(({ id }) => id === item.id),
    onSaved: (saved, before) => {
      tellSaved(words.saved, before, (known) => send(saved, known))
      onClose()
    },
    onKept: onClose,
  })
  const { takeOut, isTakingOut } = useTakeOut(planId, onClose)
  const isChanged = changedFields(formOf(base), form).length > 0
  const leave = () => (isChanged ? setAsksToDiscard(true) : onClose())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isChanged) save(base, form)
    else onClose()
  }
  const takeTheirs = (theirs: SwotItem) => {
    setBase(theirs)
    setForm(formOf(theirs))
    forget()
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={leave}
      title={words.title[item.kind]}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <SaveNote
          planId={planId}
          state={state}
          mine={form}
          onKeepMine={(theirs) => saveOver(base, theirs, form)}
          onTakeTheirs={takeTheirs}
          onClose={onClose}
        />
        <ItemFields
          form={form}
          errors={state.kind === 'refused' ? state.errors.fields : {}}
          onChange={(patch) => setForm((known) => ({ ...known, ...patch }))}
        />
        {asksToDiscard && isChanged ? (
          <div role="alert" className={classes.notice}>
            {words.unsaved}{' '}
            <Button size="xs" onClick={onClose}>
              {words.discard}
            </Button>
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button variant="subtle" loading={isTakingOut} onClick={() => takeOut(item)}>
            {words.remove}
          </Button>
          <Button onClick={leave}>{words.cancel}</Button>
          <Button type="submit" variant="filled" loading={state.kind === 'saving'}>
            {words.save}
          </Button>
        </div>
      </form>
      {showsRest ? (
        <>
          <ItemSettling planId={planId} item={item} onDone={onClose} />
          <ItemOutcome item={item} planId={planId} />
        </>
      ) : null}
    </Modal>
  )
}
