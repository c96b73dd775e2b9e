import { Button, Modal } from '@mantine/core'
import { Refusal } from '../entry/entry-card.tsx'
import { checks, useEntryForm } from '../entry/form.ts'
import { PasswordField } from '../entry/password-field.tsx'
import classes from './profile.module.css'
import { text } from './text.ts'

export interface PasswordFormProps {
  readonly note: string
  readonly onConfirm: (password: string) => Promise<void>
  readonly onCancel: () => void
}

/** Asks for the password before a deed that whoever sits at an open screen must not be able to do. */
export function PasswordConfirmForm({ note, onConfirm, onCancel }: PasswordFormProps) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { password: '' },
    check: ({ password }) => ({ password: checks.needed(password, text.password) }),
    send: ({ password }) => onConfirm(password),
  })
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <p>{note}</p>
      <Refusal>{errors.form}</Refusal>
      <PasswordField
        label={text.password}
        use="present"
        autoFocus
        value={values.password}
        error={errors.fields.password}
        onChange={(password) => set({ password })}
      />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={isBusy}>
          {text.continue}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  )
}

export interface PasswordDialogProps {
  readonly title: string
  readonly note: string
  readonly onConfirm: (password: string) => Promise<void>
  readonly onClose: () => void
}

/** The same in a dialog of its own. */
export function PasswordDialog({ title, note, onConfirm, onClose }: PasswordDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': text.close }}>
      <PasswordConfirmForm note={note} onConfirm={onConfirm} onCancel={onClose} />
    </Modal>
  )
}
