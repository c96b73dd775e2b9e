import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { inWorkspace } from '../client/index.ts'
import { toFormErrors } from '../kit/api/api-error.ts'
import { showNotice } from '../kit/feedback/undo-toast.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import { AccountFields } from './account-fields.tsx'
import { type AccountForm, changedFields, EMPTY_FORM, WIRE_FIELDS, wireFields } from './account-form.ts'
import classes from './accounts.module.css'
import { useCreateAccount } from './api/write-account.ts'
import { text } from './text.ts'

const words = text.create

/** Creates an account by hand and opens it. What was typed stays when the server refuses. */
export function CreateAccountDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [form, setForm] = useState<AccountForm>(EMPTY_FORM)
  const create = useCreateAccount()
  const goTo = useGoTo()
  const errors = create.error ? toFormErrors(create.error, WIRE_FIELDS) : { fields: {}, form: null }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = wireFields(form, changedFields(EMPTY_FORM, form))
    create.mutate(inWorkspace({ ...given, name: form.name, code: form.code.trim() }), {
      onSuccess: (account) => {
        setForm(EMPTY_FORM)
        onClose()
        showNotice(words.done(account.name))
        goTo(paths.account(account.id))
      },
    })
  }

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.title}
      size="lg"
      closeButtonProps={{ 'aria-label': text.close }}
    >
      <form onSubmit={submit} noValidate>
        {errors.form ? (
          <p className={classes.refused} role="alert">
            {errors.form}
          </p>
        ) : null}
        <AccountFields form={form} onChange={setForm} errors={errors.fields}>
          <div className={classes.wide}>
            <TextInput
              data-autofocus
              required
              label={text.fields.code}
              description={text.fields.codeHint}
              value={form.code}
              error={errors.fields.code}
              onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
            />
          </div>
        </AccountFields>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" loading={create.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
