import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import shared from '../selection.module.css'
import { useNominate } from './api/candidate-changes.ts'
import classes from './candidates.module.css'
import { text } from './text.ts'

const FEWEST_CHARACTERS = 10

export interface NominateFormProps {
  readonly account: { readonly id: string; readonly name: string }
  readonly onDone: () => void
}

/** Puts an account forward with a reason. What was typed stays when it is refused. */
export function NominateForm({ account, onDone }: NominateFormProps) {
  const nominate = useNominate()
  const [reason, setReason] = useState('')
  const [isTooShort, setTooShort] = useState(false)
  const refused = nominate.error === null ? null : toFormErrors(nominate.error, ['reason'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isShort = reason.trim().length < FEWEST_CHARACTERS
    setTooShort(isShort)
    if (isShort) return
    nominate.mutate(
      { accountId: account.id, reason: reason.trim() },
      {
        onSuccess: () => {
          showNotice(text.nominate.done(account.name))
          onDone()
        },
      },
    )
  }
  return (
    <form className={shared.form} onSubmit={submit} noValidate>
      <p className={classes.lead}>{text.nominate.lead}</p>
      <Textarea
        label={text.nominate.reason}
        description={text.nominate.reasonHint}
        required
        autosize
        minRows={3}
        maxLength={2000}
        data-autofocus
        value={reason}
        error={isTooShort ? text.nominate.tooShort : refused?.fields.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused?.form ? (
        <div role="alert" className={shared.notice} data-tone="loss">
          <b>{text.nominate.refused}</b>
          <div>{refused.form}</div>
        </div>
      ) : null}
      <div className={shared.formButtons}>
        <Button onClick={onDone}>{text.nominate.cancel}</Button>
        <Button type="submit" variant="filled" loading={nominate.isPending}>
          {text.nominate.send}
        </Button>
      </div>
    </form>
  )
}
