import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { copyName, openNotes } from '../texts/local-copies.ts'
import { dropUnsent, stuckNotes, type UnsentNotes } from '../texts/unsent-marks.ts'
import { readNow, saidBy, subjectOf } from './deeds.ts'
import { emptyAll } from './keep-emptying.ts'
import classes from './offline.module.css'
import { dropDeed, type Sender, sendOver, type Waiting, waitingOf } from './outbox.ts'
import { onChange } from './outbox-news.ts'
import { patchCached } from './patch-cached.ts'
import { senderOf } from './send-or-keep.ts'
import { text } from './text.ts'

interface Backlog {
  readonly changes: readonly Waiting[]
  readonly notes: readonly UnsentNotes[]
}

const NOTHING: Backlog = { changes: [], notes: [] }

function useBacklog(sender: Sender | null): Backlog {
  const [backlog, setBacklog] = useState(NOTHING)
  const { workspace, personId } = sender ?? {}
  useEffect(() => {
    if (workspace === undefined || personId === undefined) return
    let isGone = false
    const look = async () => {
      const changes = await waitingOf({ workspace, personId })
      const notes = await stuckNotes(workspace, personId)
      if (!isGone) setBacklog({ changes, notes })
    }
    void look()
    const again = () => void look()
    const stop = onChange(again)
    window.addEventListener('online', again)
    window.addEventListener('offline', again)
    return () => {
      isGone = true
      stop()
      window.removeEventListener('online', again)
      window.removeEventListener('offline', again)
    }
  }, [workspace, personId])
  return backlog
}

/** What waits for the network, and what could not be taken as it was. Nothing of both, nothing is shown. */
export function WaitingChanges() {
  const queryClient = useQueryClient()
  const sender = senderOf(queryClient)
  const { changes, notes } = useBacklog(sender)
  const waiting = changes.filter(({ outcome }) => outcome.kind === 'waiting')
  const unsettled = changes.filter(({ outcome }) => outcome.kind !== 'waiting')
  const many = waiting.length + notes.length
  if (sender === null || many + unsettled.length === 0) return null
  return (
    <section className={classes.waiting} aria-label={text.keptTitle}>
      {many > 0 ? (
        <p className={classes.head}>
          <b role="status">{text.title(many)}</b> <span>{text.sending}</span>
          <QuietButton onClick={() => void emptyAll(queryClient, sender)}>{text.sendNow}</QuietButton>
        </p>
      ) : null}
      <ul className={classes.list}>
        {waiting.map((change) => (
          <Row key={change.key} change={change} sender={sender} />
        ))}
        {notes.map((unsent) => (
          <NotesRow key={copyName(unsent)} unsent={unsent} />
        ))}
      </ul>
      {unsettled.length > 0 ? (
        <p className={classes.head} role="alert">
          <b>{text.unsettled(unsettled.length)}</b> <span>{text.settle}</span>
        </p>
      ) : null}
      <ul className={classes.list}>
        {unsettled.map((change) => (
          <Row key={change.key} change={change} sender={sender} />
        ))}
      </ul>
    </section>
  )
}

/** Notes that are open are dropped where they are written. */
function NotesRow({ unsent }: { readonly unsent: UnsentNotes }) {
  const label = text.notes(unsent.title)
  return (
    <li>
      <span className={classes.words}>{label}</span>
      {openNotes.has(copyName(unsent)) ? null : (
        <QuietButton aria-label={text.dropOf(label)} onClick={() => void dropUnsent(unsent)}>
          {text.drop}
        </QuietButton>
      )}
    </li>
  )
}

interface RowProps {
  readonly change: Waiting
  readonly sender: Sender
}

function Row({ change, sender }: RowProps) {
  const queryClient = useQueryClient()
  const { deed, key, outcome, before } = change
  const [theirs, setTheirs] = useState<Awaited<ReturnType<typeof readNow>>>(null)
  const drop = async () => {
    const subject = subjectOf(deed)
    if (subject !== null) patchCached(queryClient, subject, before)
    await dropDeed(sender, key)
    showNotice(text.dropped(deed.label))
    await queryClient.invalidateQueries({ queryKey: api.plans.key() })
    await emptyAll(queryClient, sender)
  }
  const compare = () => readNow(deed).then(setTheirs, (error: unknown) => showFailure(error, text.failed))
  const keepMine = async () => {
    if (theirs === null) return
    await sendOver(sender, key, theirs.version)
    await emptyAll(queryClient, sender)
  }
  return (
    <li>
      <span className={classes.words}>{deed.label}</span>
      {outcome.kind === 'refused' ? <span className={classes.reason}>{outcome.sentence}</span> : null}
      {outcome.kind === 'conflict' ? <span className={classes.reason}>{text.conflict}</span> : null}
      {outcome.kind === 'conflict' && theirs === null ? (
        <QuietButton aria-label={text.compareOf(deed.label)} onClick={() => void compare()}>
          {text.compare}
        </QuietButton>
      ) : null}
      <QuietButton aria-label={text.dropOf(deed.label)} onClick={() => void drop()}>
        {text.drop}
      </QuietButton>
      {theirs === null ? null : (
        <ConflictNote
          fields={conflictFields(saidBy(deed), theirs)}
          onKeepMine={() => void keepMine()}
          onTakeTheirs={() => void drop()}
        />
      )}
    </li>
  )
}

function conflictFields(mine: Readonly<Record<string, unknown>>, theirs: Readonly<Record<string, unknown>>) {
  return Object.entries(mine).flatMap(([key, value]) => {
    const label = text.fields[key]
    if (label === undefined) return []
    // The reason of a state is the thing's own word for it.
    const other = key === 'reason' ? theirs.stateReason : theirs[key]
    return [{ label, mine: inWords(value), theirs: inWords(other) }]
  })
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'object') return 'name' in value && typeof value.name === 'string' ? value.name : text.member
  return String(value).replaceAll('_', ' ')
}
