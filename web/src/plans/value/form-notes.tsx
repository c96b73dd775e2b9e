import { Button } from '@mantine/core'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { useSaidAtHead } from '../shared/use-said-at-head.ts'
import { text } from './text.ts'
import type { Editor, Theirs } from './use-editor.ts'
import classes from './value-form.module.css'

const words = text.form

export interface FormNotesProps<Draft> {
  readonly editor: Editor<Draft>
  /** Fields by name, with the words that stand over them. */
  readonly labels: Readonly<Record<string, string>>
  readonly wordsOf: (draft: Draft, field: string) => string
}

/** Why it is not saved yet, with the next step. What was typed stays in the fields meanwhile. */
export function FormNotes<Draft>({ editor, labels, wordsOf }: FormNotesProps<Draft>) {
  const { state, errors, isRestored } = editor
  const isSaid = state.kind === 'clash' || state.kind === 'gone' || (state.kind === 'refused' && errors.form !== null)
  const notes = useSaidAtHead(isSaid ? state : null)
  const versions = (theirs: Theirs<Draft>, fields: readonly string[]) =>
    fields.map((field) => ({
      label: labels[field] ?? field,
      mine: wordsOf(editor.draft, field),
      theirs: wordsOf(theirs.draft, field),
    }))
  return (
    <div ref={notes} tabIndex={-1} className={classes.notes}>
      {isRestored && state.kind === 'idle' ? (
        <div role="status" className={classes.status}>
          {words.restored} <QuietButton onClick={editor.startOver}>{words.startOver}</QuietButton>
        </div>
      ) : null}
      {errors.form === null ? null : (
        <div role="alert" className={classes.notice}>
          <b>{words.refused}</b> {errors.form}
        </div>
      )}
      {state.kind === 'gone' ? (
        <div role="alert" className={classes.notice}>
          <p>{words.gone}</p>
          <Button onClick={editor.addAnew}>{words.addAnew}</Button>
        </div>
      ) : null}
      {state.kind === 'clash' ? (
        <ConflictNote
          changedBy={state.theirs.authorName}
          fields={versions(state.theirs, state.mine)}
          onKeepMine={() => editor.keepMine(state.theirs)}
          onTakeTheirs={editor.discard}
        />
      ) : null}
    </div>
  )
}

export interface FormButtonsProps {
  readonly isNew: boolean
  readonly isBusy: boolean
  readonly onCancel: () => void
}

export function FormButtons({ isNew, isBusy, onCancel }: FormButtonsProps) {
  return (
    <div className={classes.buttons}>
      <Button onClick={onCancel}>{words.cancel}</Button>
      <Button type="submit" variant="filled" loading={isBusy}>
        {isNew ? words.add : words.save}
      </Button>
    </div>
  )
}
