import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionOptions } from '../../client/index.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { signIn } from '../api/sign-in.ts'
import { leaveFor } from '../session/leave.ts'
import { safeReturn } from '../session/where-to.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { PasswordField } from './password-field.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'
import { text } from './text.ts'

const start = { email: '', password: '' }

/** Where mail is sent, whoever forgot their password helps themselves. */
function Forgotten() {
  const { data } = useQuery(sessionOptions())
  return data?.sendsMail ? <AppLink href={paths.forgottenPassword()}>{text.forgottenLink}</AppLink> : text.forgotten
}

/** Mail address and password, then the second factor where there is one, then back to where the person wanted to go. */
export function SignInPage() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const [step, setStep] = useState<'password' | 'second-factor'>('password')
  const goOn = () => leaveFor(safeReturn(search.return) ?? '/')
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start,
    check: ({ email, password }) => ({ email: checks.email(email), password: checks.needed(password, text.password) }),
    send: async (credentials) => {
      const outcome = await signIn(credentials)
      if (outcome === 'second-factor') setStep('second-factor')
      else goOn()
    },
  })
  if (step === 'second-factor') return <SecondFactorForm onDone={goOn} onStartOver={() => setStep('password')} />
  return (
    <EntryCard title={text.signInTitle} foot={<Forgotten />}>
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
        <PasswordField
          label={text.password}
          use="present"
          value={values.password}
          error={errors.fields.password}
          onChange={(password) => set({ password })}
        />
        <Button type="submit" variant="filled" loading={isBusy}>
          {text.signIn}
        </Button>
      </form>
    </EntryCard>
  )
}
