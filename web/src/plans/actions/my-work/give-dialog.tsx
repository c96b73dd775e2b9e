import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../../kit/api/api-error.ts'
import { showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { isKept } from '../../offline/send-or-keep.ts'
import { NOBODY, type OwnerDraft, ownerFault, ownerOf } from '../action-form.ts'
import classes from '../actions.module.css'
import { useHandActionOver } from '../api/action-changes.ts'
import { OwnerField } from '../owner-field.tsx'
import { RefusalNote } from '../refusal-note.tsx'
import { text } from '../text.ts'
import type { WorkDialogProps } from './snooze-dialog.tsx'

const words = text.give

/** Gives one action to somebody else, with a word. */
export function GiveDialog({ action, onClose }: WorkDialogProps) {
  const give = useHandActionOver()
  const [owner, setOwner] = useState<OwnerDraft>({ ...NOBODY, kind: 'member' })
  const [note, setNote] = useState('')
  const [faults, setFaults] = useState<{ readonly owner?: string; readonly note?: string }>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const person = ownerFault(owner)
    const found = {
      ...(person === undefined ? {} : { owner: person }),
      ...(note.trim() === '' ? { note: words.noteMissing } : {}),
    }
    setFaults(found)
    const to = ownerOf(owner)
    if (Object.keys(found).length > 0 || to === null) return
    give.mutate(
      { at: action, to, note: note.trim() },
      {
        onSuccess: (given) => {
          showNotice(words.done(action.title, given.owner?.name ?? ''))
          onClose()
        },
        onError: (error) => (isKept(error) ? onClose() : undefined),
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(action.title)}
      closeButtonProps={{ 'aria-label': text.form.close }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <OwnerField owner={owner} allows="somebody" error={faults.owner} onChange={setOwner} />
        <Textarea
          label={words.note}
          required
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          error={faults.note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <RefusalNote title={words.failed} sentence={give.error ? toProblem(give.error).detail : null} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button type="submit" variant="filled" loading={give.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
