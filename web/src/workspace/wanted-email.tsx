import { Button } from '@mantine/core'
import { inWorkspace } from '../client/index.ts'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { type Member, useDecideEmail } from './api/people.ts'
import { text } from './text.ts'
import classes from './workspace.module.css'

/** A member's wish for another mail address, for whoever has to vouch for it; nothing where there is none. */
export function WantedEmail({ member }: { member: Member }) {
  const decide = useDecideEmail()
  const { personId, name, wantedEmail } = member
  if (wantedEmail === null) return null
  const answer = (decision: 'approve' | 'decline') =>
    decide.mutate(inWorkspace({ personId, email: wantedEmail, decision }), {
      onSuccess: () => showNotice(decision === 'approve' ? text.emailApproved(name, wantedEmail) : text.emailDeclined),
      onError: (error) => showFailure(error),
    })
  return (
    <div className={classes.wish}>
      <p>{text.wantsEmailNote(name, wantedEmail)}</p>
      <div className={classes.buttons}>
        <Button loading={decide.isPending} onClick={() => answer('decline')}>
          {text.declineEmail}
        </Button>
        <Button loading={decide.isPending} onClick={() => answer('approve')}>
          {text.approveEmail}
        </Button>
      </div>
    </div>
  )
}
