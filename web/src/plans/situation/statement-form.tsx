import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useAccess } from '../../client/index.ts'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { amountHint } from '../shared/read-amount.ts'
import type { PlanField } from './api/statement-queries.ts'
import classes from './situation.module.css'
import type { StatementDraft } from './statement-draft.ts'
import { text } from './text.ts'
import type { StatementEditor } from './use-statement-editor.ts'

const words = text.form

export interface StatementFormProps {
  readonly editor: StatementEditor
  /** Null for a statement of its own. */
  readonly field: PlanField | null
}

/** Writes a statement or the value of a field, in place. */
export function StatementForm({ editor, field }: StatementFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('textarea, input, select')?.focus()
  }, [])
  if (editor.theirs) return <StatementConflict editor={editor} label={field?.label ?? words.content} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    editor.save()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') editor.close()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.save()
  }
  return (
    <form ref={form} className={classes.form} onSubmit={submit} onKeyDown={press} noValidate>
      {editor.errors.form ? (
        <p role="alert" className={classes.refused}>
          {editor.errors.form}
        </p>
      ) : null}
      <ContentInput editor={editor} field={field} />
      <Evidence editor={editor} />
      <div className={classes.formButtons}>
        <span className={classes.muted}>{words.keys}</span>
        {editor.isUnsaved ? <Button onClick={editor.discard}>{words.discard}</Button> : null}
        <Button onClick={editor.close}>{words.close}</Button>
        <Button type="submit" variant="filled" loading={editor.isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

const MOST_CHARACTERS = 20_000

function ContentInput({ editor, field }: StatementFormProps) {
  const locale = useLocale()
  const { currency } = useAccess()
  const shared = {
    label: field?.label ?? words.content,
    description: field?.help || undefined,
    error: editor.errors.fields.content,
    required: true,
    value: editor.draft.content,
  }
  const kind = field?.kind ?? 'text'
  const type = (content: string) => editor.type({ content })
  if (kind === 'text') {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={14}
        maxLength={MOST_CHARACTERS}
        onChange={(event) => type(event.currentTarget.value)}
      />
    )
  }
  if (kind === 'choice') {
    const choices = (field?.choices ?? []).map((choice) => ({ value: choice, label: choice }))
    return (
      <NativeSelect
        {...shared}
        data={[{ value: '', label: words.choose }, ...choices]}
        onChange={(event) => type(event.currentTarget.value)}
      />
    )
  }
  const isDate = kind === 'date'
  return (
    <TextInput
      {...shared}
      type={isDate ? 'date' : 'text'}
      inputMode={isDate ? undefined : 'decimal'}
      description={
        (kind === 'money' ? amountHint(shared.value, { locale, currency }) : undefined) ?? shared.description
      }
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

/** Of which day, from where, and how certain. */
function Evidence({ editor }: { readonly editor: StatementEditor }) {
  const { draft, errors, type } = editor
  return (
    <div className={classes.evidence}>
      <TextInput
        type="date"
        label={words.asOf}
        title={words.asOfHint}
        required
        value={draft.asOf}
        error={errors.fields.asOf}
        onChange={(event) => type({ asOf: event.currentTarget.value })}
      />
      <TextInput
        label={words.source}
        placeholder={words.sourceHint}
        maxLength={500}
        required={draft.isConfirmed}
        value={draft.source}
        error={errors.fields.source}
        onChange={(event) => type({ source: event.currentTarget.value })}
      />
      <Radio.Group
        label={words.certainty}
        value={draft.isConfirmed ? 'confirmed' : 'assumed'}
        onChange={(value) => type({ isConfirmed: value === 'confirmed' })}
      >
        <div className={classes.choices}>
          <Radio value="assumed" label={words.assumed} />
          <Radio value="confirmed" label={words.confirmed} />
        </div>
      </Radio.Group>
    </div>
  )
}

export interface StatementConflictProps {
  readonly editor: StatementEditor
  readonly label: string
}

/** What was typed beside what stands there now, or beside nothing where it was taken out. */
export function StatementConflict({ editor, label }: StatementConflictProps) {
  const locale = useLocale()
  const theirs = editor.theirs?.statement ?? null
  const certainty = (draft: StatementDraft) => (draft.isConfirmed ? words.confirmed : words.assumed)
  const { draft } = editor
  const evidence =
    theirs === null
      ? []
      : [
          { label: words.asOf, mine: formatDate(draft.asOf, locale), theirs: formatDate(theirs.asOf, locale) },
          { label: words.source, mine: draft.source, theirs: theirs.source },
          { label: words.certainty, mine: certainty(draft), theirs: certainty(theirs) },
        ]
  return (
    <ConflictNote
      changedBy={theirs?.authorName}
      fields={[{ label, mine: draft.content, theirs: theirs?.content ?? words.gone }, ...evidence]}
      isBusy={editor.isBusy}
      onKeepMine={editor.keepMine}
      onTakeTheirs={editor.discard}
    />
  )
}
