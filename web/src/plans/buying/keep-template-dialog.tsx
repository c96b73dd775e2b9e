import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useBuyingCalls, useBuyingDeed } from './api/buying-changes.ts'
import classes from './buying.module.css'
import type { PurchaseDialogProps } from './change-purchase-dialog.tsx'
import { sameTemplate } from './fit-rules.ts'
import { text } from './text.ts'
import type { BuyingTemplate } from './types.ts'

const words = text.keep

export interface KeepTemplateDialogProps extends PurchaseDialogProps {
  readonly templates: readonly BuyingTemplate[]
}

/** Keeps how this customer buys, for the next purchase; the same name makes the next version. */
export function KeepTemplateDialog({ planId, purchase, templates, onClose }: KeepTemplateDialogProps) {
  const calls = useBuyingCalls(planId)
  const keep = useBuyingDeed((name: string) => calls.keepTemplate(purchase.id, name))
  const [name, setName] = useState(purchase.template?.name ?? purchase.title.slice(0, 120))
  const [isTried, setTried] = useState(false)
  const known = sameTemplate(templates, name)
  const refused = keep.error ? toFormErrors(keep.error, ['name']) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '') return
    keep.mutate(name.trim(), {
      onSuccess: (kept) => {
        showNotice(words.done(kept.name, kept.number))
        onClose()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': text.change.close }}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.muted}>{words.sentence}</p>
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={120}
          value={name}
          error={isTried && name.trim() === '' ? words.missing : refused?.fields.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p aria-live="polite" className={classes.muted}>
          {known ? words.known(known.number + 1) : ''}
        </p>
        {refused?.form ? (
          <div role="alert" className={classes.refused}>
            <b>{words.refused}</b> {refused.form}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.change.cancel}</Button>
          <Button type="submit" variant="filled" loading={keep.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
