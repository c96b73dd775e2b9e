import { Button } from '@mantine/core'
import { inWorkspace } from '../client/index.ts'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { type Invitation, useInvitations, useWithdraw } from './api/people.ts'
import { MailTag } from './mail-tag.tsx'
import { text } from './text.ts'
import classes from './workspace.module.css'

function Row({ invitation }: { invitation: Invitation }) {
  const withdraw = useWithdraw()
  const run = () =>
    withdraw.mutate(inWorkspace({ id: invitation.id }), {
      onSuccess: () => showNotice(text.withdrawn),
      onError: (error) => showFailure(error),
    })
  return (
    <li className={classes.invitation}>
      <span>
        {invitation.email}{' '}
        <span className={classes.muted}>
          {text.roles[invitation.role]}, {text.invitedBy(invitation.invitedBy)}{' '}
          <DateText value={invitation.expiresAt} />
        </span>{' '}
        <MailTag mail={invitation.mail} noteClass={classes.muted} />
      </span>
      <Button loading={withdraw.isPending} aria-label={text.withdrawOf(invitation.email)} onClick={run}>
        {text.withdraw}
      </Button>
    </li>
  )
}

/** Invitations that wait to be taken up; nothing at all where there are none. */
export function InvitationList({ isAllowed }: { isAllowed: boolean }) {
  const { data } = useInvitations(isAllowed)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <Panel title={text.invitations} subtitle={String(data?.pages[0]?.total ?? rows.length)}>
      <ul className={classes.invitations}>
        {rows.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Panel>
  )
}
