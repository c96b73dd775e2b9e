import { KEY_SCOPES, type KeyScope } from '@mainstay/domain/accounts'
import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { inWorkspace } from '../client/index.ts'
import { type FormErrors, toFormErrors } from '../kit/api/api-error.ts'
import { useCreateKey } from './api/keys.ts'
import { SecretOnce } from './secret-once.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

const FIELDS = ['name', 'scopes', 'days']
const NOTHING: FormErrors = { fields: {}, form: null }

interface KeyDraft {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly days: string
}

function check({ name, scopes }: KeyDraft): FormErrors | null {
  const fields = {
    ...(name.trim() === '' ? { name: text.keyNameNeeded } : {}),
    ...(scopes.length === 0 ? { scopes: text.keyScopesNeeded } : {}),
  }
  return Object.keys(fields).length > 0 ? { fields, form: null } : null
}

function ScopeFields({ scopes, onChange }: { scopes: readonly KeyScope[]; onChange: (scopes: KeyScope[]) => void }) {
  return (
    <div className={classes.checks}>
      {KEY_SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          size="xs"
          label={text.scopes[scope]}
          description={text.scopeNotes[scope]}
          checked={scopes.includes(scope)}
          onChange={(event) =>
            onChange(
              KEY_SCOPES.filter((known) => (known === scope ? event.currentTarget.checked : scopes.includes(known))),
            )
          }
        />
      ))}
    </div>
  )
}

/** What the key is for, what it may do and how long; then the key itself, this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState<KeyDraft>({ name: '', scopes: ['read'], days: '90' })
  const [errors, setErrors] = useState(NOTHING)
  const create = useCreateKey()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = check(draft)
    setErrors(wrong ?? NOTHING)
    if (wrong) return
    create.mutate(inWorkspace({ name: draft.name.trim(), scopes: [...draft.scopes], days: Number(draft.days) }), {
      onError: (error) => setErrors(toFormErrors(error, FIELDS)),
    })
  }
  if (create.data) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={text.keyReady}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': text.close }}
      >
        <SecretOnce label={text.key} value={create.data.key}>
          {text.keyNote}
        </SecretOnce>
      </Modal>
    )
  }
  return (
    <Modal opened onClose={onClose} title={text.newKey} closeButtonProps={{ 'aria-label': text.close }}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.muted}>{text.keysLead}</p>
        {errors.form ? (
          <p className={classes.refusal} role="alert">
            {errors.form}
          </p>
        ) : null}
        <TextInput
          label={text.keyName}
          value={draft.name}
          maxLength={80}
          data-autofocus
          error={errors.fields.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <fieldset className={classes.section}>
          <legend>{text.keyScopes}</legend>
          <ScopeFields scopes={draft.scopes} onChange={(scopes) => setDraft({ ...draft, scopes })} />
          {errors.fields.scopes ? (
            <p className={classes.refusal} role="alert">
              {errors.fields.scopes}
            </p>
          ) : null}
        </fieldset>
        <NativeSelect
          label={text.keyDays}
          value={draft.days}
          error={errors.fields.days}
          onChange={(event) => setDraft({ ...draft, days: event.currentTarget.value })}
          data={Object.entries(text.days).map(([value, label]) => ({ value, label }))}
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" loading={create.isPending}>
            {text.keyCreate}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
