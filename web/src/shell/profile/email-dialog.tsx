import { Button, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client, sessionOptions } from '../../client/index.ts'
import { Refusal } from '../entry/entry-card.tsx'
import { checks, useEntryForm } from '../entry/form.ts'
import { PasswordField } from '../entry/password-field.tsx'
import classes from './profile.module.css'
import { text } from './text.ts'

export interface EmailDialogProps {
  /** With the new address where it holds at once; with null where it has to be confirmed first. */
  readonly onDone: (changedTo: string | null) => void
  readonly onClose: () => void
}

/** Asks for another mail address, with the password. */
export function EmailDialog({ onDone, onClose }: EmailDialogProps) {
  const { data } = useQuery(sessionOptions())
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { email: '', password: '' },
    check: ({ email, password }) => ({ email: checks.email(email), password: checks.needed(password, text.password) }),
    send: async ({ email, password }) => {
      const answer = await client.session.askEmailChange({ email: email.trim(), password })
      onDone(answer.change === null ? answer.email : null)
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.changeEmail} size="sm" closeButtonProps={{ 'aria-label': text.close }}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.muted}>{data?.sendsMail ? text.emailByLink : text.emailByApproval}</p>
        <Refusal>{errors.form}</Refusal>
        <TextInput
          label={text.newEmail}
          type="email"
          value={values.email}
          autoComplete="email"
          maxLength={254}
          data-autofocus
          error={errors.fields.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <PasswordField
          label={text.password}
          use="present"
          value={values.password}
          error={errors.fields.password}
          onChange={(password) => set({ password })}
        />
        <div className={classes.buttons}>
          <Button type="submit" variant="filled" loading={isBusy}>
            {text.askEmail}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}
