import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client, inWorkspace } from '../client/index.ts'
import { toFormErrors, toProblem } from '../kit/api/api-error.ts'
import { showUndo } from '../kit/feedback/undo-toast.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { AccountFields } from './account-fields.tsx'
import { type AccountForm, changedFields, formOf, WIRE_FIELDS, wireFields } from './account-form.ts'
import classes from './accounts.module.css'
import { type Account, accountOptions } from './api/account-queries.ts'
import { useChangeAccount } from './api/write-account.ts'
import { EditConflict } from './edit-conflict.tsx'
import { text } from './text.ts'
import { useDraft } from './use-draft.ts'

const STALE = 412
const words = text.edit

export interface EditAccountDialogProps {
  readonly account: Account
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Edits an account. Typed text survives a refusal, a closed dialog and a change by somebody else. */
export function EditAccountDialog({ account, isOpen, onClose }: EditAccountDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.title(account.name)}
      size="lg"
      closeButtonProps={{ 'aria-label': text.close }}
    >
      <EditAccount account={account} onClose={onClose} />
    </Modal>
  )
}

function EditAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const queryClient = useQueryClient()
  const draft = useDraft(account.id, formOf(account), account.version)
  const [theirs, setTheirs] = useState<Account | null>(null)
  const change = useChangeAccount(theirs?.version ?? draft.version)
  const isStale = change.error !== null && toProblem(change.error).status === STALE
  const errors = change.error && !isStale ? toFormErrors(change.error, WIRE_FIELDS) : { fields: {}, form: null }

  const save = (form: AccountForm, over: AccountForm) => {
    const fields = changedFields(over, form)
    if (fields.length === 0) {
      draft.forget()
      onClose()
      return
    }
    change.mutate(inWorkspace({ id: account.id, ...wireFields(form, fields) }), {
      onSuccess: (saved) => {
        draft.forget()
        onClose()
        const back = inWorkspace({ id: account.id, ...wireFields(over, fields) })
        showUndo({
          message: words.done(saved.name),
          undo: async () => {
            await client.accounts.change(back, { context: { version: saved.version } })
            await queryClient.invalidateQueries()
          },
        })
      },
      onError: async (error) => {
        if (toProblem(error).status !== STALE) return
        setTheirs(await queryClient.fetchQuery({ ...accountOptions(account.id), staleTime: 0 }))
      },
    })
  }

  if (theirs) {
    return (
      <EditConflict
        base={draft.base}
        yours={draft.form}
        theirs={formOf(theirs)}
        isBusy={change.isPending}
        onCancel={onClose}
        onSave={(form) => save(form, formOf(theirs))}
      />
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(draft.form, draft.base)
  }
  return (
    <form onSubmit={submit} noValidate>
      {draft.isRestored ? (
        <div className={classes.restored} role="status">
          {words.restored} <QuietButton onClick={draft.forget}>{words.discard}</QuietButton>
        </div>
      ) : null}
      {errors.form ? (
        <p className={classes.refused} role="alert">
          {errors.form}
        </p>
      ) : null}
      <AccountFields form={draft.form} onChange={draft.type} errors={errors.fields} selfId={account.id} />
      <div className={classes.buttons}>
        {changedFields(draft.base, draft.form).length === 0 ? (
          <span className={classes.remark}>{words.nothing}</span>
        ) : null}
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
