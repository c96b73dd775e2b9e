import { Button } from '@mantine/core'
import { useState } from 'react'
import { inWorkspace } from '../client/index.ts'
import { ConfirmDialog } from '../kit/feedback/confirm-dialog.tsx'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { type Member, useEndSessions, useResetLink } from './api/people.ts'
import { MailTag } from './mail-tag.tsx'
import { SecretOnce } from './secret-once.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

/** What can be done about a member's sign-in: end their sessions, give them a link for a new password. */
export function MemberActions({ member }: { member: Member }) {
  const [isAsking, setAsking] = useState(false)
  const endSessions = useEndSessions()
  const reset = useResetLink()
  const input = inWorkspace({ personId: member.personId })
  const end = () =>
    endSessions.mutate(input, {
      onSuccess: ({ revoked }) => showNotice(text.sessionsDone(revoked)),
      onError: (error) => showFailure(error),
      onSettled: () => setAsking(false),
    })
  return (
    <div className={classes.form}>
      <hr className={classes.rule} />
      <div className={classes.buttons}>
        <Button onClick={() => setAsking(true)}>{text.sessions}</Button>
        <Button
          loading={reset.isPending}
          onClick={() => reset.mutate(input, { onError: (error) => showFailure(error) })}
        >
          {text.reset}
        </Button>
      </div>
      {reset.data ? (
        <SecretOnce label={text.resetTitle(member.name)} value={reset.data.link}>
          {reset.data.isMailed ? text.resetMailed : text.resetNote}{' '}
          <DateText value={reset.data.expiresAt} form="instant" />.
        </SecretOnce>
      ) : null}
      {member.mail ? (
        <p>
          {text.resetMail} <DateText value={member.mail.at} form="instant" />:{' '}
          <MailTag mail={member.mail} noteClass={classes.muted} />
        </p>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        title={text.sessionsQuestion(member.name)}
        confirmLabel={text.sessions}
        isBusy={endSessions.isPending}
        onConfirm={end}
        onCancel={() => setAsking(false)}
      >
        {text.sessionsNote}
      </ConfirmDialog>
    </div>
  )
}
