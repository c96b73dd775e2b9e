import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { copyName, openNotes } from '../texts/local-copies.ts'
import { dropUnsent, stuckNotes, type UnsentNotes } from '../texts/unsent-marks.ts'
import { conflictFields } from './conflict-fields.ts'
import { subjectsOf } from './deeds.ts'
import { emptyAll } from './keep-emptying.ts'
import classes from './offline.module.css'
import { dropDeed, type Sender, sendOver, sharesThing, type Waiting, waitingOf } from './outbox.ts'
import { onChange } from './outbox-news.ts'
import { type Found, readNow } from './read-now.ts'
import { senderOf } from './send-or-keep.ts'
import { showBefore, showDeed } from './show-deed.ts'
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
  const [theirs, setTheirs] = useState<Found>(null)
  const drop = async () => {
    await dropDeed(sender, key)
    showBefore(queryClient, deed, before)
    // What was done to the same thing later still stands.
    for (const other of await waitingOf(sender)) if (sharesThing(deed, other.deed)) showDeed(queryClient, other.deed)
    showNotice(text.dropped(deed.label))
    await queryClient.invalidateQueries({ queryKey: api.plans.key() })
    await emptyAll(queryClient, sender)
  }
  const compare = () =>
    readNow(deed).then(
      (found) => (found === null ? showNotice(text.gone) : setTheirs(found)),
      (error: unknown) => showFailure(error, text.failed),
    )
  const keepMine = async () => {
    if (theirs === null) return
    await sendOver(sender, key, theirs.version)
    await emptyAll(queryClient, sender)
  }
  const isOfOne = subjectsOf(deed).length < 2
  return (
    <li>
      <span className={classes.words}>{deed.label}</span>
      <Reason outcome={outcome} isOfOne={isOfOne} />
      {outcome.kind === 'conflict' && isOfOne && theirs === null ? (
        <QuietButton aria-label={text.compareOf(deed.label)} onClick={() => void compare()}>
          {text.compare}
        </QuietButton>
      ) : null}
      <QuietButton aria-label={text.dropOf(deed.label)} onClick={() => void drop()}>
        {text.drop}
      </QuietButton>
      {theirs === null ? null : (
        <ConflictNote
          fields={conflictFields(deed, theirs)}
          onKeepMine={() => void keepMine()}
          onTakeTheirs={() => void drop()}
        />
      )}
    </li>
  )
}

interface ReasonProps {
  readonly outcome: Waiting['outcome']
  readonly isOfOne: boolean
}

/** Why it could not be taken: of several things, what the server says of each. */
function Reason({ outcome, isOfOne }: ReasonProps) {
  if (outcome.kind === 'waiting') return null
  const { faults = [] } = outcome
  const isTold = faults.length > 0 && !(outcome.kind === 'conflict' && isOfOne)
  const several = isOfOne ? text.conflict : text.conflictOfSeveral
  return (
    <>
      <span className={classes.reason}>{outcome.kind === 'refused' ? outcome.sentence : several}</span>
      {isTold ? (
        <ul className={classes.faults}>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
