import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { useMeeting, useMeetings } from './api/council.ts'
import { DecisionDialog } from './decision-form.tsx'
import { DecisionList } from './decision-log.tsx'
import { MeetingDialog } from './meeting-form.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { Meeting, MeetingDetail } from './types.ts'

function MeetingRow({ meeting, onOpen }: { meeting: Meeting; onOpen: (id: string) => void }) {
  const locale = useLocale()
  const functions = meeting.functions.map((one) => text.council.functions[one]).join(', ')
  return (
    <li className={classes.entry}>
      <div className={classes.entryHead}>
        <b>{meeting.title}</b>
        <span className={classes.muted}>{formatDate(meeting.heldOn, locale)}</span>
        <QuietButton aria-label={`${text.meetings.show}: ${meeting.title}`} onClick={() => onOpen(meeting.id)}>
          {text.meetings.show}
        </QuietButton>
      </div>
      <span className={classes.muted}>
        {[text.meetings.present(meeting.attendees), functions, text.meetings.decisions(meeting.decisions)]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </li>
  )
}

interface MeetingProps {
  readonly meeting: MeetingDetail
  readonly mayWrite: boolean
  readonly onEdit: () => void
  readonly onDecide: () => void
}

function MeetingBody({ meeting, mayWrite, onEdit, onDecide }: MeetingProps) {
  return (
    <div className={classes.form}>
      <p>
        {meeting.attendees
          .map(({ name, function: seat }) => `${name} (${text.council.functions[seat]})`)
          .join(', ') || <span className={classes.muted}>{text.council.nobody}</span>}
      </p>
      <p className={classes.prose}>
        {meeting.minutes || <span className={classes.muted}>{text.meetings.noMinutes}</span>}
      </p>
      <DecisionList meetingId={meeting.id} onCorrect={null} />
      {mayWrite ? (
        <div className={classes.buttons}>
          <Button onClick={onEdit}>{text.meetings.edit}</Button>
          <Button variant="filled" onClick={onDecide}>
            {text.meetings.decide}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

interface MeetingViewProps {
  readonly id: string
  readonly today: string
  readonly mayWrite: boolean
  readonly onClose: () => void
}

/** One meeting: read first, changed or decided upon from there. */
function MeetingView({ id, today, mayWrite, onClose }: MeetingViewProps) {
  const meeting = useMeeting(id)
  const locale = useLocale()
  const [step, setStep] = useState<'read' | 'edit' | 'decide'>('read')
  const back = () => setStep('read')
  if (step === 'edit' && meeting.data) return <MeetingDialog known={meeting.data} today={today} onClose={back} />
  if (step === 'decide' && meeting.data) {
    return <DecisionDialog meeting={meeting.data} corrects={null} today={today} onClose={back} />
  }
  const title = meeting.data ? text.log.inMeeting(meeting.data.title, formatDate(meeting.data.heldOn, locale)) : ''
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': text.meetings.close }}>
      <QueryGate query={meeting}>
        {(data) => (
          <MeetingBody
            meeting={data}
            mayWrite={mayWrite}
            onEdit={() => setStep('edit')}
            onDecide={() => setStep('decide')}
          />
        )}
      </QueryGate>
    </Modal>
  )
}

/** Every meeting of the council, latest first. */
export function MeetingsPanel({ today }: { today: string }) {
  const meetings = useMeetings()
  const mayWrite = useAccess().may('program:write')
  const [open, setOpen] = useState<string | null>(null)
  const [isRecording, setRecording] = useState(false)
  const record = (
    <Button variant="filled" onClick={() => setRecording(true)}>
      {text.meetings.record}
    </Button>
  )
  return (
    <Panel title={text.council.tabs.meetings} actions={mayWrite ? record : undefined}>
      <QueryGate query={meetings}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) {
            return <StateEmpty title={text.meetings.emptyTitle} sentence={text.meetings.emptySentence} />
          }
          return (
            <ul className={classes.entries}>
              {rows.map((meeting) => (
                <MeetingRow key={meeting.id} meeting={meeting} onOpen={setOpen} />
              ))}
            </ul>
          )
        }}
      </QueryGate>
      {meetings.hasNextPage ? (
        <Button loading={meetings.isFetchingNextPage} onClick={() => void meetings.fetchNextPage()}>
          {text.meetings.more}
        </Button>
      ) : null}
      {isRecording ? <MeetingDialog known={null} today={today} onClose={() => setRecording(false)} /> : null}
      {open ? <MeetingView id={open} today={today} mayWrite={mayWrite} onClose={() => setOpen(null)} /> : null}
    </Panel>
  )
}
