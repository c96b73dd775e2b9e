import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { isStale } from '../shared/stale.ts'
import { useAnswerApproval } from './api/history-changes.ts'
import type { PlanApproval } from './api/history-queries.ts'
import classes from './history.module.css'
import { text } from './text.ts'

const words = text.answer
const FEWEST_CHARACTERS = 10

export interface AnswerDialogProps {
  readonly planId: string
  /** As it stands now: after a refusal because of a newer version, the newer one. */
  readonly approval: PlanApproval
  readonly answer: 'approved' | 'changes_asked'
  readonly onClose: () => void
}

/** Asks for the reason of an answer; what was typed stays when it is refused. */
export function AnswerDialog({ planId, approval, answer, onClose }: AnswerDialogProps) {
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const send = useAnswerApproval(planId)
  const isApproval = answer === 'approved'
  const isLate = isStale(send.error)
  const refused = send.error === null || isLate ? null : toFormErrors(send.error, ['reason'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const tooShort = !isApproval && reason.trim().length < FEWEST_CHARACTERS
    setShort(tooShort)
    if (tooShort) return
    const given = { id: approval.id, version: approval.version, answer, reason: reason.trim() }
    send.mutate(given, {
      onSuccess: () => {
        showNotice(isApproval ? words.approved : words.asked)
        onClose()
      },
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={isApproval ? words.approveTitle : words.askTitle}
      closeButtonProps={{ 'aria-label': words.cancel }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.lead}>{isApproval ? words.approveLead : words.askLead}</p>
        <Textarea
          label={isApproval ? words.remark : words.reason}
          required={!isApproval}
          autosize
          minRows={3}
          maxLength={2_000}
          data-autofocus
          value={reason}
          error={isShort ? words.short : refused?.fields.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {refused?.form || isLate ? (
          <div role="alert" className={classes.refused}>
            <b>{words.failed}</b> {isLate ? words.stale : refused?.form}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="filled" loading={send.isPending}>
            {isApproval ? text.approval.approve : text.approval.askChanges}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
