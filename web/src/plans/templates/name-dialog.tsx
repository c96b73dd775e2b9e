import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import classes from '../plans.module.css'
import { type Template, useDraftTemplate } from './templates.ts'
import { text } from './text.ts'

export interface NameDialogProps {
  /** The template whose sections are taken; null for an empty one. */
  readonly copyOf: Pick<Template, 'id' | 'name'> | null
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

/** Names a template that is begun, and what it is for. */
export function NameDialog({ copyOf, onClose, onDone }: NameDialogProps) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Template['kind']>('account')
  const draft = useDraftTemplate()
  const errors = draft.error ? toFormErrors(draft.error, ['name']) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    draft.mutate(
      { name, kind, copyOf: copyOf?.id ?? null },
      {
        onSuccess: ({ id }) => {
          showNotice(text.drafted)
          onClose()
          onDone(id)
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={copyOf ? text.copyTitle(copyOf.name) : text.createTitle}
      closeButtonProps={{ 'aria-label': text.closeDialog }}
    >
      <form onSubmit={submit} noValidate className={classes.form}>
        {errors?.form ? (
          <p className={classes.refused} role="alert">
            {errors.form}
          </p>
        ) : null}
        <TextInput
          data-autofocus
          required
          label={text.name}
          maxLength={120}
          value={name}
          error={errors?.fields.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {copyOf ? null : (
          <NativeSelect
            label={text.kind}
            value={kind}
            data={[
              { value: 'account', label: text.kinds.account },
              { value: 'unit', label: text.kinds.unit },
            ]}
            onChange={(event) => setKind(event.currentTarget.value === 'unit' ? 'unit' : 'account')}
          />
        )}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" loading={draft.isPending}>
            {text.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
