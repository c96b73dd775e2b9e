import { Button, Modal, TextInput } from '@mantine/core'
import { client } from '../../client/index.ts'
import { Refusal } from '../entry/entry-card.tsx'
import { checks, useEntryForm } from '../entry/form.ts'
import classes from './profile.module.css'
import { text } from './text.ts'

export interface NameDialogProps {
  readonly name: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Changes one's own name. */
export function NameDialog({ name, onDone, onClose }: NameDialogProps) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { name },
    check: (draft) => ({ name: checks.needed(draft.name, text.name) }),
    send: async (draft) => {
      await client.session.changeName(draft)
      onDone()
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.changeName} size="sm" closeButtonProps={{ 'aria-label': text.close }}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <p className={classes.muted}>{text.changeNameNote}</p>
        <Refusal>{errors.form}</Refusal>
        <TextInput
          label={text.name}
          value={values.name}
          autoComplete="name"
          maxLength={120}
          data-autofocus
          error={errors.fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <div className={classes.buttons}>
          <Button type="submit" variant="filled" loading={isBusy}>
            {text.saveName}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}
