import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../../kit/api/api-error.ts'
import { showUndo } from '../../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../../kit/format/date.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { isKept } from '../../offline/send-or-keep.ts'
import { localToday } from '../../shared/local-today.ts'
import classes from '../actions.module.css'
import { sendSnooze, useRefreshPlans, useSnoozeAction } from '../api/action-changes.ts'
import { RefusalNote } from '../refusal-note.tsx'
import { text } from '../text.ts'
import type { MyAction } from '../types.ts'

const words = text.snooze

export interface WorkDialogProps {
  readonly action: MyAction
  readonly onClose: () => void
}

/** Until when, and why it can wait. */
export function SnoozeDialog({ action, onClose }: WorkDialogProps) {
  const locale = useLocale()
  const today = localToday(new Date())
  const snooze = useSnoozeAction()
  const refresh = useRefreshPlans()
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [faults, setFaults] = useState<{ readonly until?: string; readonly reason?: string }>({})
  const refused = snooze.error ? toFormErrors(snooze.error, ['until', 'reason']) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = {
      ...(until <= today ? { until: words.untilMissing } : {}),
      ...(reason.trim() === '' ? { reason: words.reasonMissing } : {}),
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return
    snooze.mutate(
      { at: action, until, reason: reason.trim() },
      {
        onSuccess: (asleep) => {
          const back = { at: asleep, until: action.snoozedUntil, reason: action.snoozeReason }
          const undo = () => sendSnooze(back).then(refresh)
          showUndo({ message: words.done(action.title, formatDate(until, locale)), undo })
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
        <TextInput
          type="date"
          label={words.until}
          required
          data-autofocus
          min={today}
          value={until}
          error={faults.until ?? refused?.fields.until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Textarea
          label={words.reason}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={faults.reason ?? refused?.fields.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <RefusalNote title={words.failed} sentence={refused?.form ?? null} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button type="submit" variant="filled" loading={snooze.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
