import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../client/index.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { changePassword } from '../api/sign-in.ts'
import { Refusal } from '../entry/entry-card.tsx'
import { checks, useEntryForm } from '../entry/form.ts'
import { PasswordField } from '../entry/password-field.tsx'
import { text as entryText } from '../entry/text.ts'
import classes from './profile.module.css'
import { text } from './text.ts'

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { currentPassword: '', newPassword: '' },
    check: ({ currentPassword, newPassword }) => ({
      currentPassword: checks.needed(currentPassword, entryText.password),
      newPassword: checks.password(newPassword),
    }),
    send: async (change) => {
      await changePassword(change)
      onDone()
    },
  })
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <p className={classes.muted}>{text.passwordLead}</p>
      <Refusal>{errors.form}</Refusal>
      <PasswordField
        label={text.current}
        use="present"
        value={values.currentPassword}
        error={errors.fields.currentPassword}
        onChange={(currentPassword) => set({ currentPassword })}
      />
      <PasswordField
        label={text.next}
        use="new"
        value={values.newPassword}
        error={errors.fields.newPassword}
        onChange={(newPassword) => set({ newPassword })}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {text.save}
        </Button>
      </div>
    </form>
  )
}

/** Changes the password; a fresh form appears when it is done. */
export function PasswordPanel() {
  const [round, setRound] = useState(0)
  const queryClient = useQueryClient()
  const done = () => {
    setRound(round + 1)
    showNotice(text.saved)
    void queryClient.invalidateQueries({ queryKey: api.session.listSessions.key() })
  }
  return (
    <Panel title={text.passwordTitle}>
      <PasswordForm key={round} onDone={done} />
    </Panel>
  )
}
