import { Button } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../client/index.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { useRouteParameter } from '../../kit/routing/use-url-state.ts'
import { paths } from '../../paths.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { PasswordField } from './password-field.tsx'
import { text } from './text.ts'

/** Where a one-time link for a new password leads. */
export function ResetPasswordPage() {
  const token = useRouteParameter('token')
  const [isDone, setDone] = useState(false)
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { password: '' },
    check: ({ password }) => ({ password: checks.password(password) }),
    send: async ({ password }) => {
      await client.session.setNewPassword({ token, password })
      setDone(true)
    },
  })
  if (isDone) {
    return (
      <EntryCard title={text.resetTitle} lead={text.resetDone}>
        <p className={classes.form}>
          <AppLink href={paths.signIn()}>{text.goToSignIn}</AppLink>
        </p>
      </EntryCard>
    )
  }
  return (
    <EntryCard title={text.resetTitle} lead={text.resetLead}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <Refusal>{errors.form}</Refusal>
        <PasswordField
          label={text.newPassword}
          use="new"
          value={values.password}
          error={errors.fields.password}
          onChange={(password) => set({ password })}
        />
        <Button type="submit" variant="filled" loading={isBusy}>
          {text.resetSubmit}
        </Button>
      </form>
    </EntryCard>
  )
}
