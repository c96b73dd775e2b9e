import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import shared from '../selection.module.css'
import { useAnswerNomination } from './api/candidate-changes.ts'
import { text } from './text.ts'
import type { Nomination } from './types.ts'

const FEWEST_CHARACTERS = 10
const words = text.nominations

export interface AnswerNominationDialogProps {
  readonly nomination: Nomination
  readonly answer: 'take_up' | 'decline'
  readonly onClose: () => void
}

/** Takes a nomination up or declines it, with a note. */
export function AnswerNominationDialog({ nomination, answer, onClose }: AnswerNominationDialogProps) {
  const reply = useAnswerNomination()
  const [note, setNote] = useState('')
  const [isTooShort, setTooShort] = useState(false)
  const { id, version, account } = nomination
  const isTakenUp = answer === 'take_up'
  const refused = reply.error === null ? null : toFormErrors(reply.error, ['note'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isShort = note.trim().length < FEWEST_CHARACTERS
    setTooShort(isShort)
    if (isShort) return
    reply.mutate(
      { id, version, answer, note: note.trim() },
      {
        onSuccess: () => {
          showNotice(isTakenUp ? words.doneTakenUp(account.name) : words.doneDeclined(account.name))
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={isTakenUp ? words.takeUpTitle(account.name) : words.declineTitle(account.name)}
      closeButtonProps={{ 'aria-label': text.nominate.cancel }}
    >
      <form className={shared.form} onSubmit={submit} noValidate>
        <Textarea
          label={words.answerNote}
          description={words.noteHint}
          required
          autosize
          minRows={3}
          maxLength={1000}
          data-autofocus
          value={note}
          error={isTooShort ? text.nominate.tooShort : refused?.fields.note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {refused?.form ? (
          <div role="alert" className={shared.notice} data-tone="loss">
            <b>{words.failed}</b>
            <div>{refused.form}</div>
          </div>
        ) : null}
        <div className={shared.formButtons}>
          <Button onClick={onClose}>{text.nominate.cancel}</Button>
          <Button type="submit" variant="filled" loading={reply.isPending}>
            {isTakenUp ? words.takeUp : words.decline}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
