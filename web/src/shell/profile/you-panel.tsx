import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, useAccess } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { StateLoading } from '../../kit/states/states.tsx'
import { roleNames } from '../entry/text.ts'
import { EmailDialog } from './email-dialog.tsx'
import { NameDialog } from './name-dialog.tsx'
import classes from './profile.module.css'
import { text } from './text.ts'

/** A change of mail address that has been asked for and does not hold yet. */
function WaitingEmail() {
  const queryClient = useQueryClient()
  const { data } = useQuery(api.session.readEmailChange.queryOptions())
  const drop = useMutation(
    api.session.dropEmailChange.mutationOptions({
      onSuccess: () => showNotice(text.emailDropped),
      onError: (error) => showFailure(error),
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.session.readEmailChange.key() }),
    }),
  )
  const change = data?.change
  if (!change) return null
  const sentence = change.waitsFor === 'link' ? text.emailWaitsLink : text.emailWaitsApproval
  return (
    <div className={classes.waiting} role="status">
      <p>
        {sentence(change.email)} <DateText value={change.expiresAt} form="instant" />.
      </p>
      <Button loading={drop.isPending} onClick={() => drop.mutate(undefined)}>
        {text.dropEmail}
      </Button>
    </div>
  )
}

function Facts() {
  const { person, workspace } = useAccess()
  if (!person) return <StateLoading lines={3} />
  return (
    <dl className={classes.facts}>
      <dt>{text.name}</dt>
      <dd>{person.name}</dd>
      <dt>{text.email}</dt>
      <dd>{person.email}</dd>
      {workspace ? (
        <>
          <dt>{text.role}</dt>
          <dd>{roleNames[workspace.role]}</dd>
        </>
      ) : null}
    </dl>
  )
}

/** One's own name and mail address, and what one is here. */
export function YouPanel() {
  const { person } = useAccess()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'name' | 'email' | null>(null)
  const close = () => setOpen(null)
  const settle = (message: string | null) => {
    close()
    if (message !== null) showNotice(message)
    void queryClient.invalidateQueries({ queryKey: api.session.key() })
  }
  return (
    <Panel title={text.you}>
      <Facts />
      <WaitingEmail />
      <div className={classes.buttons}>
        <Button disabled={!person} onClick={() => setOpen('name')}>
          {text.changeName}
        </Button>
        <Button disabled={!person} onClick={() => setOpen('email')}>
          {text.changeEmail}
        </Button>
      </div>
      {open === 'name' && person ? (
        <NameDialog name={person.name} onClose={close} onDone={() => settle(text.nameSaved)} />
      ) : null}
      {open === 'email' ? (
        <EmailDialog onClose={close} onDone={(changedTo) => settle(changedTo ? text.emailChanged(changedTo) : null)} />
      ) : null}
    </Panel>
  )
}
