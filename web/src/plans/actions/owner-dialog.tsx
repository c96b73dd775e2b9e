import { Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ownerDraftOf, ownerFault, ownerOf } from './action-form.ts'
import classes from './actions.module.css'
import { OwnerField } from './owner-field.tsx'
import { text } from './text.ts'
import type { NewOwner, PlanAction } from './types.ts'

export interface OwnerDialogProps {
  readonly action: PlanAction
  readonly onSave: (owner: NewOwner | null) => void
  readonly onClose: () => void
}

/** Another owner for one action. */
export function OwnerDialog({ action, onSave, onClose }: OwnerDialogProps) {
  const [owner, setOwner] = useState(ownerDraftOf(action.owner))
  const [fault, setFault] = useState<string | undefined>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = ownerFault(owner)
    setFault(found)
    if (found !== undefined) return
    onSave(ownerOf(owner))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.list.ownerOf(action.title)}
      closeButtonProps={{ 'aria-label': text.form.close }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <OwnerField owner={owner} allows="nobody" error={fault} onChange={setOwner} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button type="submit" variant="filled">
            {text.form.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
