import { canChangeAccess, refuseLastOwnerRemoval } from '@mainstay/domain/accounts'
import { Button, Modal, Switch } from '@mantine/core'
import { useAccess } from '../client/index.ts'
import { AccessFields } from './access-fields.tsx'
import type { Member } from './api/people.ts'
import { ConflictTable } from './conflict-table.tsx'
import { MemberActions } from './member-actions.tsx'
import { differences } from './member-draft.ts'
import { text } from './text.ts'
import { useMemberEdit } from './use-member-edit.ts'
import { WantedEmail } from './wanted-email.tsx'
import classes from './workspace.module.css'

export interface MemberDialogProps {
  readonly member: Member
  /** Everybody known so far, to tell the only owner. */
  readonly members: readonly Member[]
  readonly readAgain: (personId: string) => Promise<Member | undefined>
  readonly onSaved: (saved: Member, before: Member) => void
  readonly onClose: () => void
}

function isLastOwner(members: readonly Member[], personId: string): boolean {
  const present = members.map((other) => ({
    id: other.personId,
    role: other.role,
    isActive: other.status === 'active',
  }))
  return !refuseLastOwnerRemoval(present, { memberId: personId, role: null }).ok
}

function Notice({ lastOwner, isAbove }: { lastOwner: boolean; isAbove: boolean }) {
  if (isAbove) return <p className={classes.note}>{text.aboveOwn}</p>
  return lastOwner ? <p className={classes.note}>{text.lastOwner}</p> : null
}

/** One member: role, sight, margins, access; and what can be done about their sign-in. */
export function MemberDialog({ member, members, readAgain, onSaved, onClose }: MemberDialogProps) {
  const { workspace, may } = useAccess()
  const edit = useMemberEdit({ member, readAgain: () => readAgain(member.personId), onSaved })
  const isAbove = workspace ? !canChangeAccess(workspace, member, member) : false
  const isLocked = isAbove || !may('people:manage')
  return (
    <Modal opened onClose={onClose} title={member.name} closeButtonProps={{ 'aria-label': text.close }}>
      {isLocked ? null : <WantedEmail member={member} />}
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          edit.save()
        }}
      >
        <p className={classes.muted}>{member.email}</p>
        <Notice lastOwner={isLastOwner(members, member.personId)} isAbove={isAbove && may('people:manage')} />
        {edit.errors.form ? (
          <p className={classes.refusal} role="alert">
            {edit.errors.form}
          </p>
        ) : null}
        <AccessFields value={edit.draft} onChange={edit.set} errors={edit.errors.fields} isLocked={isLocked} />
        <Switch
          label={text.statuses.active}
          description={text.statusNote}
          checked={edit.draft.status === 'active'}
          disabled={isLocked}
          onChange={(event) => edit.set({ status: event.currentTarget.checked ? 'active' : 'disabled' })}
        />
        {edit.theirs ? <ConflictTable fields={differences(edit.theirs, edit.draft)} /> : null}
        {isLocked ? null : (
          <div className={classes.buttons}>
            {edit.theirs ? (
              <Button onClick={edit.takeTheirs}>{text.takeTheirs}</Button>
            ) : (
              <Button onClick={onClose}>{text.cancel}</Button>
            )}
            <Button type="submit" variant="filled" disabled={!edit.hasChanges} loading={edit.isBusy}>
              {edit.theirs ? text.keepMine : text.save}
            </Button>
          </div>
        )}
      </form>
      {isLocked ? null : <MemberActions member={member} />}
    </Modal>
  )
}
