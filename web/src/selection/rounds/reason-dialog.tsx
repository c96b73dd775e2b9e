import { Button, Modal, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import classes from './rounds.module.css'
import { text } from './text.ts'

const FEWEST_CHARACTERS = 10

export interface ReasonDialogProps {
  readonly title: string
  readonly sentence: ReactNode
  readonly label?: string
  readonly confirmLabel: string
  /** Without a need for a reason there is none to write. */
  readonly isReasonNeeded?: boolean
  readonly isBusy: boolean
  readonly error: unknown
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
}

/** Asks before a deed, with the reason where it needs one. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, sentence, label = text.dialog.reason, confirmLabel, isReasonNeeded = true, isBusy, error } = props
  const [reason, setReason] = useState('')
  const isWritten = !isReasonNeeded || reason.trim().length >= FEWEST_CHARACTERS
  return (
    <Modal opened onClose={props.onClose} title={title}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isWritten) props.onConfirm(reason.trim())
        }}
      >
        <div>{sentence}</div>
        {isReasonNeeded ? (
          <Textarea
            label={label}
            description={text.dialog.reasonHint}
            value={reason}
            maxLength={1000}
            autosize
            minRows={2}
            required
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
        {error ? (
          <p role="alert" className={classes.notice} data-tone="loss">
            {toProblem(error).detail}
          </p>
        ) : null}
        <div className={classes.formButtons}>
          <Button onClick={props.onClose}>{text.dialog.cancel}</Button>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isWritten}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
