// How to use: a change answered 412 (`isStale(error)` of stale.ts). Keep what was typed, read the item anew, and show
//   <ConflictNote changedBy={theirs.authorName} fields={[{ label: 'Text', mine: draft.text, theirs: theirs.text }]}
//     isBusy={change.isPending} onKeepMine={() => save(draft, theirs.version)} onTakeTheirs={() => close()} />
// in place of the form, or above it. Only fields that differ are shown; `onKeepMine` saves over the version just read.
import { Button } from '@mantine/core'
import { useId } from 'react'
import classes from './shared.module.css'
import { text } from './text.ts'

export interface ConflictField {
  readonly label: string
  /** As people read it: the name of a choice, a written date. */
  readonly mine: string
  readonly theirs: string
}

export interface ConflictNoteProps {
  readonly fields: readonly ConflictField[]
  /** Who changed it, where that is known. */
  readonly changedBy?: string | undefined
  readonly isBusy?: boolean | undefined
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
}

const words = text.conflict

/** Two versions of one item side by side, and the choice which stays. */
export function ConflictNote({ fields, changedBy, isBusy = false, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  const titleId = useId()
  const differing = fields.filter(({ mine, theirs }) => mine.trim() !== theirs.trim())
  return (
    <div role="alert" aria-labelledby={titleId} className={classes.conflict}>
      <p id={titleId} className={classes.conflictTitle}>
        {changedBy === undefined ? words.title : words.changedBy(changedBy)}
      </p>
      <p className={classes.muted}>{differing.length === 0 ? words.same : words.sentence}</p>
      {differing.map((field) => (
        <Versions key={field.label} {...field} />
      ))}
      <div className={classes.buttons}>
        <Button onClick={onTakeTheirs} disabled={isBusy}>
          {words.takeTheirs}
        </Button>
        <Button variant="filled" loading={isBusy} onClick={onKeepMine}>
          {words.keepMine}
        </Button>
      </div>
    </div>
  )
}

function Versions({ label, mine, theirs }: ConflictField) {
  return (
    <dl className={classes.versions} aria-label={label}>
      <div>
        <dt>{`${label} · ${words.mine}`}</dt>
        <dd>{mine.trim() || words.empty}</dd>
      </div>
      <div>
        <dt>{`${label} · ${words.theirs}`}</dt>
        <dd>{theirs.trim() || words.empty}</dd>
      </div>
    </dl>
  )
}
