import { Button, NativeSelect } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { inWorkspace, useAccess } from '../client/index.ts'
import { showFailure, showUndo } from '../kit/feedback/undo-toast.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import classes from './accounts.module.css'
import type { AccountDetail, TeamMember } from './api/account-queries.ts'
import { membersOptions, useAssignTeamMember, useRemoveTeamMember } from './api/change-team.ts'
import { text } from './text.ts'

const words = text.team
type Duty = TeamMember['duty']
const DUTIES: readonly Duty[] = ['account_manager', 'executive_sponsor', 'team_member']

/** Our people on an account, with a way to add one and to take one off. */
export function TeamList({ account }: { account: AccountDetail }) {
  const access = useAccess()
  const assign = useAssignTeamMember()
  const remove = useRemoveTeamMember()
  const mayChange = access.may('accounts:team')
  const takeOff = ({ personId, name, duty }: TeamMember) =>
    remove.mutate(inWorkspace({ id: account.id, personId }), {
      onError: (error) => showFailure(error),
      onSuccess: () =>
        showUndo({
          message: words.removed(name),
          undo: () => assign.mutateAsync(inWorkspace({ id: account.id, personId, duty })),
        }),
    })
  return (
    <>
      {account.team.length === 0 ? <p className={classes.muted}>{words.empty}</p> : null}
      <ul className={classes.team}>
        {account.team.map((member) => (
          <li key={member.personId} className={classes.teamItem}>
            <span>
              {member.name} <span className={classes.muted}>{words.duties[member.duty]}</span>
            </span>
            {mayChange ? (
              <QuietButton aria-label={words.remove(member.name)} onClick={() => takeOff(member)}>
                <IconX size={13} aria-hidden />
              </QuietButton>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange ? <AddMember account={account} onAdd={assign} /> : null}
    </>
  )
}

interface AddMemberProps {
  readonly account: AccountDetail
  readonly onAdd: ReturnType<typeof useAssignTeamMember>
}

function AddMember({ account, onAdd }: AddMemberProps) {
  const members = useQuery(membersOptions())
  const [personId, setPersonId] = useState('')
  const [duty, setDuty] = useState<Duty>('account_manager')
  const free = (members.data?.rows ?? []).filter(
    (member) => member.status === 'active' && !account.team.some((known) => known.personId === member.personId),
  )
  if (free.length === 0) return null
  const add = () =>
    onAdd.mutate(inWorkspace({ id: account.id, personId, duty }), {
      onSuccess: () => setPersonId(''),
      onError: (error) => showFailure(error),
    })
  return (
    <div className={classes.teamForm}>
      <NativeSelect
        label={words.person}
        value={personId}
        onChange={(event) => setPersonId(event.currentTarget.value)}
        data={[{ value: '', label: '' }, ...free.map((member) => ({ value: member.personId, label: member.name }))]}
      />
      <NativeSelect
        label={words.duty}
        value={duty}
        onChange={(event) => setDuty(DUTIES.find((known) => known === event.currentTarget.value) ?? 'team_member')}
        data={DUTIES.map((known) => ({ value: known, label: words.duties[known] }))}
      />
      <Button disabled={personId === ''} loading={onAdd.isPending} onClick={add}>
        {words.add}
      </Button>
    </div>
  )
}
