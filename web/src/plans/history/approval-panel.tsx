import { Button } from '@mantine/core'
import { useState } from 'react'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import { useWithdrawApproval } from './api/history-changes.ts'
import type { PlanApproval } from './api/history-queries.ts'
import { APPROVAL_TONES } from './approval-badge.tsx'
import classes from './history.module.css'
import { SubmitDialog } from './submit-dialog.tsx'
import { text } from './text.ts'

const words = text.approval
const LONGEST_LIST = 5

export interface ApprovalPanelProps {
  readonly planId: string
  /** The latest first. */
  readonly approvals: readonly PlanApproval[]
  readonly maySubmit: boolean
  readonly onCompare: (snapshotId: string) => void
}

/** Where the approval stands, what to do next, and what was answered before. */
export function ApprovalPanel({ planId, approvals, maySubmit, onCompare }: ApprovalPanelProps) {
  const [isSubmitting, setSubmitting] = useState(false)
  const [latest, ...earlier] = approvals
  const isOpen = latest?.state === 'waiting'
  const submit =
    maySubmit && !isOpen ? (
      <Button variant="filled" onClick={() => setSubmitting(true)}>
        {words.submit}
      </Button>
    ) : undefined
  return (
    <Panel title={words.title} actions={submit}>
      {latest ? (
        <Submission planId={planId} approval={latest} onCompare={onCompare} />
      ) : (
        <p className={classes.lead}>
          {words.next.none} {maySubmit ? null : words.next.noneOther}
        </p>
      )}
      {earlier.length > 0 ? (
        <details className={classes.earlier}>
          <summary>{words.earlier}</summary>
          {earlier.map((approval) => (
            <div key={approval.id} className={classes.submission}>
              <Head approval={approval} />
              <Answers approval={approval} />
            </div>
          ))}
        </details>
      ) : null}
      {isSubmitting ? <SubmitDialog planId={planId} onClose={() => setSubmitting(false)} /> : null}
    </Panel>
  )
}

function nextStep({ state, awaitsYou, answers }: PlanApproval): string {
  if (state !== 'waiting') return words.next[state]
  if (awaitsYou) return words.next.awaitsYou
  const names = answers.filter(({ answer }) => answer === null).map(({ name }) => name)
  return words.next.waiting(
    names.length > LONGEST_LIST ? `${names.slice(0, LONGEST_LIST).join(', ')} …` : names.join(', '),
  )
}

function Head({ approval }: { approval: PlanApproval }) {
  return (
    <p className={classes.line}>
      <Tag tone={APPROVAL_TONES[approval.state]}>{words.states[approval.state]}</Tag>
      <span>{words.submittedBy(approval.submittedBy.name)}</span>
      <span className={classes.muted}>
        <DateText value={approval.submittedAt} form="instant" />
      </span>
    </p>
  )
}

function Answers({ approval }: { approval: PlanApproval }) {
  return (
    <>
      {approval.note === '' ? null : <p className={classes.quoted}>{approval.note}</p>}
      <ul className={classes.answers}>
        {approval.answers.map((answer) => (
          <li key={answer.personId}>
            <b>{answer.name}</b> {words.answers[answer.answer ?? 'awaited']}
            {answer.answeredAt === null ? null : (
              <span className={classes.muted}>
                {' '}
                <DateText value={answer.answeredAt} form="instant" />
              </span>
            )}
            {answer.hasLeft && answer.answer === null ? <span className={classes.muted}> · {words.left}</span> : null}
            {answer.reason === '' ? null : <p className={classes.quoted}>{answer.reason}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}

interface SubmissionProps {
  readonly planId: string
  readonly approval: PlanApproval
  readonly onCompare: (snapshotId: string) => void
}

function Submission({ planId, approval, onCompare }: SubmissionProps) {
  const [answer, setAnswer] = useState<'approved' | 'changes_asked' | null>(null)
  const withdraw = useWithdrawApproval(planId)
  const takeBack = () =>
    withdraw.mutate(approval, {
      onSuccess: () => showNotice(words.withdrawn),
      onError: (error) => showFailure(error),
    })
  return (
    <>
      <Head approval={approval} />
      <p className={classes.lead}>{nextStep(approval)}</p>
      <Answers approval={approval} />
      <div className={classes.deeds}>
        {approval.awaitsYou ? (
          <>
            <Button variant="filled" onClick={() => setAnswer('approved')}>
              {words.approve}
            </Button>
            <Button onClick={() => setAnswer('changes_asked')}>{words.askChanges}</Button>
          </>
        ) : null}
        {approval.state === 'waiting' ? (
          <Button onClick={() => onCompare(approval.submittedSnapshotId)}>{words.changedSince}</Button>
        ) : null}
        {approval.mayWithdraw ? (
          <Button onClick={takeBack} loading={withdraw.isPending}>
            {words.withdraw}
          </Button>
        ) : null}
      </div>
      {answer ? (
        <AnswerDialog planId={planId} approval={approval} answer={answer} onClose={() => setAnswer(null)} />
      ) : null}
    </>
  )
}
