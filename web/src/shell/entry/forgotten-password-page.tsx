import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, sessionOptions } from '../../client/index.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { text } from './text.ts'

function AskForm({ onAsked }: { onAsked: (email: string) => void }) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { email: '' },
    check: ({ email }) => ({ email: checks.email(email) }),
    send: async ({ email }) => {
      await client.session.askPasswordReset({ email: email.trim() })
      onAsked(email.trim())
    },
  })
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <Refusal>{errors.form}</Refusal>
      <TextInput
        label={text.email}
        type="email"
        value={values.email}
        autoComplete="username"
        maxLength={254}
        autoFocus
        error={errors.fields.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <Button type="submit" variant="filled" loading={isBusy}>
        {text.forgottenSubmit}
      </Button>
    </form>
  )
}

/** Sends whoever forgot their password a link, where mail is sent at all. */
export function ForgottenPasswordPage() {
  const { data } = useQuery(sessionOptions())
  const [asked, setAsked] = useState<string | null>(null)
  const isOff = data?.sendsMail === false
  const lead = isOff ? text.forgottenOff : asked === null ? text.forgottenLead : text.forgottenDone(asked)
  return (
    <EntryCard
      title={text.forgottenTitle}
      lead={lead}
      foot={<AppLink href={paths.signIn()}>{text.goToSignIn}</AppLink>}
    >
      {asked === null && !isOff ? <AskForm onAsked={setAsked} /> : null}
    </EntryCard>
  )
}
