import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { localToday } from '../shared/local-today.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { type PurchaseEnding, useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import type { PurchaseDialogProps } from './change-purchase-dialog.tsx'
import { text } from './text.ts'
import type { Purchase } from './types.ts'

const words = text.end
const ENDS = ['won', 'lost', 'set_aside'] as const
const FEWEST_CHARACTERS = 3

type Faults = Partial<Record<'on' | 'reason', string>>

function faultsOf({ on, reason }: PurchaseEnding): Faults {
  return {
    ...(on === '' ? { on: words.onMissing } : {}),
    ...(reason.trim().length < FEWEST_CHARACTERS ? { reason: words.reasonShort } : {}),
  }
}

/** How a purchase ended, on which day and why. */
export function EndPurchaseDialog({ planId, purchase, onClose }: PurchaseDialogProps) {
  const calls = useBuyingCalls(planId)
  const end = useBuyingDeed((ending: PurchaseEnding) => calls.end(purchase, ending))
  const kept = useKeptDraft<PurchaseEnding>(`purchase-end-${purchase.id}`)
  const draft = kept.value ?? { status: 'won' as const, on: localToday(new Date()), reason: '' }
  const [faults, setFaults] = useState<Faults>({})
  const refused = end.error ? toFormErrors(end.error, ['status', 'on', 'reason']) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOf(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const onSuccess = (ended: Purchase) => {
      kept.forget()
      showUndo({
        message: words.done(purchase.title, text.statuses[draft.status]),
        undo: () => calls.reopen(ended),
      })
      onClose()
    }
    end.mutate({ ...draft, reason: draft.reason.trim() }, { onSuccess })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(purchase.title)}
      closeButtonProps={{ 'aria-label': text.change.close }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <Radio.Group
          label={words.status}
          value={draft.status}
          error={refused?.fields.status}
          onChange={(chosen) => kept.keep({ ...draft, status: ENDS.find((one) => one === chosen) ?? draft.status })}
        >
          <div className={classes.radios}>
            {ENDS.map((one) => (
              <Radio key={one} value={one} label={words.statuses[one]} />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          type="date"
          label={words.on}
          required
          value={draft.on}
          error={faults.on ?? refused?.fields.on}
          onChange={(event) => kept.keep({ ...draft, on: event.currentTarget.value })}
        />
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={draft.reason}
          error={faults.reason ?? refused?.fields.reason}
          onChange={(event) => kept.keep({ ...draft, reason: event.currentTarget.value })}
        />
        {refused?.form ? (
          <div role="alert" className={classes.refused}>
            <b>{words.refused}</b> {refused.form}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.change.cancel}</Button>
          <Button type="submit" variant="filled" loading={end.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
