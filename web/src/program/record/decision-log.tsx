import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { useDecisionLog } from './api/council.ts'
import { DecisionDialog } from './decision-form.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { CouncilDecision } from './types.ts'

interface EntryProps {
  readonly entry: CouncilDecision
  /** Null where entries are only read. */
  readonly onCorrect: ((entry: CouncilDecision) => void) | null
}

function linkText({ kind, label }: CouncilDecision['links'][number]): string {
  return text.log.links[kind](label ?? text.log.hiddenLink)
}

function LogEntryRow({ entry, onCorrect }: EntryProps) {
  const locale = useLocale()
  const { corrects, correctedBy, meeting } = entry
  const remarks = [
    `${formatDate(entry.decidedOn, locale)}, ${entry.decidedBy}`,
    meeting ? text.log.inMeeting(meeting.title, formatDate(meeting.heldOn, locale)) : null,
    ...entry.links.map(linkText),
    text.log.recorded(entry.recordedBy, formatDate(entry.recordedAt, locale)),
  ].filter((remark) => remark !== null)
  return (
    <li className={classes.entry} data-corrected={correctedBy !== null}>
      <div className={classes.entryHead}>
        <span className={classes.number}>{entry.number}</span>
        <b className={classes.prose}>{entry.decision}</b>
        {corrects ? <Tag tone="accent">{text.log.corrects(corrects.number)}</Tag> : null}
        {correctedBy ? <Tag tone="caution">{text.log.correctedBy(correctedBy.number)}</Tag> : null}
        {onCorrect && !correctedBy ? (
          <QuietButton aria-label={text.log.correctOf(entry.number)} onClick={() => onCorrect(entry)}>
            {text.log.correct}
          </QuietButton>
        ) : null}
      </div>
      <p className={classes.prose}>{entry.reason}</p>
      <span className={classes.muted}>{remarks.join(' · ')}</span>
    </li>
  )
}

export interface DecisionListProps {
  /** The part of one meeting, or null for all of it. */
  readonly meetingId: string | null
  readonly onCorrect: EntryProps['onCorrect']
}

/** Entries of the log, latest first. */
export function DecisionList({ meetingId, onCorrect }: DecisionListProps) {
  const log = useDecisionLog(meetingId)
  return (
    <>
      <QueryGate query={log}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) return <StateEmpty title={text.log.emptyTitle} sentence={text.log.emptySentence} />
          return (
            <ul className={classes.entries}>
              {rows.map((entry) => (
                <LogEntryRow key={entry.id} entry={entry} onCorrect={onCorrect} />
              ))}
            </ul>
          )
        }}
      </QueryGate>
      {log.hasNextPage ? (
        <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {text.meetings.more}
        </Button>
      ) : null}
    </>
  )
}

/** The whole log, with the way to add to it. */
export function DecisionLogPanel({ today }: { today: string }) {
  const mayWrite = useAccess().may('program:write')
  const [writing, setWriting] = useState<{ corrects: CouncilDecision | null } | null>(null)
  const record = (
    <Button variant="filled" onClick={() => setWriting({ corrects: null })}>
      {text.log.record}
    </Button>
  )
  return (
    <Panel title={text.council.tabs.decisions} subtitle={text.log.note} actions={mayWrite ? record : undefined}>
      <DecisionList meetingId={null} onCorrect={mayWrite ? (corrects) => setWriting({ corrects }) : null} />
      {writing ? (
        <DecisionDialog meeting={null} corrects={writing.corrects} today={today} onClose={() => setWriting(null)} />
      ) : null}
    </Panel>
  )
}
