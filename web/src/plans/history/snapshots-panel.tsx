import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { useTakeSnapshot } from './api/history-changes.ts'
import { type PlanSnapshot, useSnapshot } from './api/history-queries.ts'
import classes from './history.module.css'
import { text } from './text.ts'

const words = text.snapshots
const TONES: Readonly<Record<PlanSnapshot['kind'], TagTone>> = {
  by_hand: 'neutral',
  submitted: 'caution',
  approved: 'gain',
}

export interface SnapshotsPanelProps {
  readonly planId: string
  readonly snapshots: readonly PlanSnapshot[]
  readonly mayWrite: boolean
  readonly onCompare: (snapshotId: string) => void
}

/** Moments of the plan that are kept, the latest first. */
export function SnapshotsPanel({ planId, snapshots, mayWrite, onCompare }: SnapshotsPanelProps) {
  const [isTaking, setTaking] = useState(false)
  const [shown, setShown] = useState<PlanSnapshot | null>(null)
  const take = mayWrite ? <Button onClick={() => setTaking(true)}>{words.take}</Button> : undefined
  return (
    <Panel title={words.title} subtitle={words.note} actions={snapshots.length > 0 ? take : undefined}>
      {snapshots.length === 0 ? (
        <StateEmpty title={words.empty} sentence={words.emptySentence} action={take} />
      ) : (
        <ul className={classes.list} aria-label={words.title}>
          {snapshots.map((snapshot) => (
            <li key={snapshot.id} className={classes.snapshot}>
              <p className={classes.line}>
                <b>{words.number(snapshot.number)}</b>
                <Tag tone={TONES[snapshot.kind]}>{words.kinds[snapshot.kind]}</Tag>
                <span className={classes.muted}>
                  <DateText value={snapshot.takenAt} form="instant" /> {words.by(snapshot.takenByName)}
                </span>
              </p>
              {snapshot.reason === '' ? null : <p className={classes.quoted}>{snapshot.reason}</p>}
              <div className={classes.deeds}>
                <Button size="compact-xs" onClick={() => onCompare(snapshot.id)}>
                  {words.compare}
                </Button>
                <Button size="compact-xs" onClick={() => setShown(snapshot)}>
                  {words.show}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {isTaking ? <TakeDialog planId={planId} onClose={() => setTaking(false)} /> : null}
      {shown ? <ContentDialog planId={planId} snapshot={shown} onClose={() => setShown(null)} /> : null}
    </Panel>
  )
}

const FEWEST_CHARACTERS = 3

function TakeDialog({ planId, onClose }: { planId: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const take = useTakeSnapshot(planId)
  const refused = take.error === null ? null : toFormErrors(take.error, ['reason'])
  const send = (event: FormEvent) => {
    event.preventDefault()
    const tooShort = reason.trim().length < FEWEST_CHARACTERS
    setShort(tooShort)
    if (tooShort) return
    take.mutate(reason.trim(), {
      onSuccess: ({ number }) => {
        showNotice(words.taken(number))
        onClose()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={words.takeTitle} closeButtonProps={{ 'aria-label': words.cancel }}>
      <form className={classes.form} onSubmit={send} noValidate>
        <TextInput
          label={words.reason}
          required
          maxLength={500}
          data-autofocus
          value={reason}
          error={isShort ? words.reasonShort : (refused?.fields.reason ?? refused?.form)}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="filled" loading={take.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface ContentDialogProps {
  readonly planId: string
  readonly snapshot: PlanSnapshot
  readonly onClose: () => void
}

/** A kept moment as far as the reader may see it. */
function ContentDialog({ planId, snapshot, onClose }: ContentDialogProps) {
  const content = useSnapshot(planId, snapshot.id)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.contentTitle(words.told[snapshot.kind](snapshot.takenByName))}
      closeButtonProps={{ 'aria-label': words.cancel }}
    >
      <QueryGate query={content}>
        {({ lists }) =>
          lists.map((list) => (
            <section key={list.key} className={classes.kept}>
              <h3>{list.title}</h3>
              {list.items.length === 0 ? <p className={classes.muted}>{words.emptyList}</p> : null}
              {list.items.map((item) => (
                <details key={item.id}>
                  <summary>{item.label}</summary>
                  <dl className={classes.fields}>
                    {item.fields.map((field) => (
                      <div key={field.key}>
                        <dt>{field.label}</dt>
                        <dd>{field.value}</dd>
                      </div>
                    ))}
                  </dl>
                </details>
              ))}
            </section>
          ))
        }
      </QueryGate>
    </Modal>
  )
}
