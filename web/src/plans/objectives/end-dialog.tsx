import { GRADE_DECIMALS } from '@mainstay/domain/plans'
import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { useCloseObjective, useDropObjective, useReopenObjective } from './api/objective-changes.ts'
import { plainNumber } from './form.ts'
import { FormFailure } from './form-failure.tsx'
import classes from './objectives.module.css'
import { text } from './text.ts'
import { type PlanObjective, shownFigures } from './types.ts'

const words = text.end
const FEWEST_CHARACTERS = 3

export interface EndDialogProps {
  readonly planId: string
  readonly objective: PlanObjective
  readonly deed: 'close' | 'drop'
  readonly onClose: () => void
}

/** Closes an objective with a grade, or gives it up; both with a reason. */
export function EndDialog({ planId, objective, deed, onClose }: EndDialogProps) {
  const locale = useLocale()
  const close = useCloseObjective(planId)
  const drop = useDropObjective(planId)
  const reopen = useReopenObjective(planId)
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [faults, setFaults] = useState<{ readonly grade?: string; readonly reason?: string }>({})
  const { id, version, title } = objective
  const computed = shownFigures(objective)?.grade ?? null
  const deedOf = deed === 'close' ? close : drop
  const refused = deedOf.error === null ? null : toFormErrors(deedOf.error, ['reason', 'grade'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = typed.trim() === '' ? null : Number(plainNumber(typed) ?? Number.NaN)
    const found = {
      ...(reason.trim().length < FEWEST_CHARACTERS ? { reason: words.reasonShort } : {}),
      ...(given === null || (given >= 0 && given <= 1) ? {} : { grade: words.badGrade }),
    }
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const onSuccess = (ended: PlanObjective) => {
      const message = deed === 'close' ? text.closed(title) : text.dropped(title)
      showUndo({ message, undo: () => reopen.mutateAsync({ id, version: ended.version }) })
      onClose()
    }
    if (deed === 'close') close.mutate({ id, version, reason: reason.trim(), grade: given }, { onSuccess })
    else drop.mutate({ id, version, reason: reason.trim() }, { onSuccess })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={deed === 'close' ? words.closeTitle(title) : words.dropTitle(title)}
      closeButtonProps={{ 'aria-label': text.cancel }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.muted}>{deed === 'close' ? words.closeLead : words.dropLead}</p>
        {deed === 'close' ? (
          <TextInput
            label={words.grade}
            description={
              computed === null
                ? words.gradeNeeded
                : words.gradeHint(formatNumber(computed, { locale, decimals: GRADE_DECIMALS }))
            }
            required={computed === null}
            inputMode="decimal"
            value={typed}
            error={faults.grade ?? refused?.fields.grade}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <Textarea
          label={words.reason}
          required
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          value={reason}
          error={faults.reason ?? refused?.fields.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {refused?.form ? <FormFailure sentence={refused.form} /> : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" loading={deedOf.isPending}>
            {deed === 'close' ? text.close : text.drop}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
