import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type FactorForm, verifySecondFactor } from '../api/sign-in.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { text } from './text.ts'

export interface SecondFactorFormProps {
  readonly onDone: () => void
  readonly onStartOver: () => void
}

function CodeForm({ form, onDone }: { form: FactorForm; onDone: () => void }) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { code: '' },
    check: ({ code }) => ({ code: checks.needed(code, form === 'app' ? text.factorCode : text.backupCode) }),
    send: async ({ code }) => {
      await verifySecondFactor(code, form)
      onDone()
    },
  })
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <Refusal>{errors.form}</Refusal>
      <TextInput
        label={form === 'app' ? text.factorCode : text.backupCode}
        value={values.code}
        autoComplete={form === 'app' ? 'one-time-code' : 'off'}
        inputMode={form === 'app' ? 'numeric' : 'text'}
        spellCheck={false}
        maxLength={40}
        autoFocus
        error={errors.fields.code}
        onChange={(event) => set({ code: event.currentTarget.value })}
      />
      <Button type="submit" variant="filled" loading={isBusy}>
        {text.verify}
      </Button>
    </form>
  )
}

/** After the password: the code of the app, or a backup code when the telephone is not at hand. */
export function SecondFactorForm({ onDone, onStartOver }: SecondFactorFormProps) {
  const [form, setForm] = useState<FactorForm>('app')
  const other = form === 'app' ? 'backup' : 'app'
  return (
    <EntryCard
      title={text.factorTitle}
      lead={form === 'app' ? text.factorLead : text.backupLead}
      foot={
        <button type="button" onClick={onStartOver}>
          {text.startOver}
        </button>
      }
    >
      <CodeForm key={form} form={form} onDone={onDone} />
      <p className={classes.lead}>
        <button type="button" className={classes.textButton} onClick={() => setForm(other)}>
          {form === 'app' ? text.useBackup : text.useApp}
        </button>
      </p>
    </EntryCard>
  )
}
