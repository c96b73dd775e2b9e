import { Button, MultiSelect, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { usePlanReaders, type Words } from './api/comment-queries.ts'
import classes from './comments.module.css'
import { text } from './text.ts'

const words = text.form
const LONGEST = 4_000

export interface CommentFormProps {
  readonly planId: string
  readonly value: Words
  readonly onChange: (value: Words) => void
  readonly onSubmit: () => void
  readonly onCancel?: (() => void) | undefined
  readonly submitLabel: string
  readonly isBusy: boolean
  /** Why the last attempt did not work. */
  readonly error: unknown
  /** Members who cannot be told: the writer. */
  readonly without: string | undefined
}

/** Words and whom to tell; both stay when it is refused. */
export function CommentForm(props: CommentFormProps) {
  const { planId, value, onChange, onSubmit, onCancel, submitLabel, isBusy, error, without } = props
  const readers = usePlanReaders(planId)
  const [isEmpty, setEmpty] = useState(false)
  const refused = error === null ? null : toFormErrors(error, ['content'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const hasNothing = value.content.trim() === ''
    setEmpty(hasNothing)
    if (!hasNothing) onSubmit()
  }
  const people = (readers.data?.rows ?? []).filter(({ personId }) => personId !== without)
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Textarea
        label={words.label}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={LONGEST}
        value={value.content}
        error={isEmpty ? words.empty : refused?.fields.content}
        onChange={(event) => onChange({ ...value, content: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
      <MultiSelect
        label={words.mentions}
        description={words.mentionsHint}
        searchable
        limit={50}
        data={people.map(({ personId, name }) => ({ value: personId, label: name }))}
        value={value.mentionIds.filter((id) => people.some(({ personId }) => personId === id))}
        nothingFoundMessage={words.nobody}
        onChange={(mentionIds) => onChange({ ...value, mentionIds })}
      />
      {refused?.form ? (
        <div role="alert" className={classes.refused}>
          <b>{words.failed}</b> {refused.form}
        </div>
      ) : null}
      <div className={classes.buttons}>
        {onCancel ? <Button onClick={onCancel}>{words.cancel}</Button> : null}
        <Button type="submit" variant="filled" loading={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
