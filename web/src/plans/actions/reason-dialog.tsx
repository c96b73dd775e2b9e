import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import classes from './actions.module.css'
import { takeMoveBack, useMoveAction, useRefreshPlans } from './api/action-changes.ts'
import { RefusalNote } from './refusal-note.tsx'
import { text } from './text.ts'
import type { PlanAction } from './types.ts'

const words = text.move

export interface ReasonDialogProps {
  readonly action: PlanAction
  readonly state: 'blocked' | 'dropped'
  readonly onClose: () => void
}

/** Blocked and dropped say why. */
export function ReasonDialog({ action, state, onClose }: ReasonDialogProps) {
  const move = useMoveAction()
  const refresh = useRefreshPlans()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFault(reason.trim() === '' ? words.reasonMissing : null)
    if (reason.trim() === '') return
    move.mutate(
      { at: action, state, reason: reason.trim() },
      {
        onSuccess: (moved) => {
          const message = words.moved(action.title, text.states[state])
          showUndo({ message, undo: () => takeMoveBack(moved, action).then(refresh) })
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
      title={words[state](action.title)}
      closeButtonProps={{ 'aria-label': text.form.close }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <Textarea
          label={words.reason}
          required
          data-autofocus
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          error={fault}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <RefusalNote title={words.failed} sentence={move.error ? toProblem(move.error).detail : null} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button type="submit" variant="filled" loading={move.isPending}>
            {words.save[state]}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
