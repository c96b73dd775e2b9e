import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { client, inWorkspace, useAccess } from '../client/index.ts'
import { showUndo } from '../kit/feedback/undo-toast.tsx'
import { type SearchSchema, useUrlState } from '../kit/routing/use-url-state.ts'
import { StateEmpty } from '../kit/states/states.tsx'
import { DataTable } from '../kit/table/data-table.tsx'
import { type Member, useMembers } from './api/people.ts'
import { InvitationList } from './invitation-list.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { memberColumns } from './member-columns.tsx'
import { MemberDialog } from './member-dialog.tsx'
import { draftOf } from './member-draft.ts'
import { SettingsFrame } from './settings-frame.tsx'
import { text } from './text.ts'

interface PeopleState {
  readonly find: string
  readonly person: string | undefined
}

const schema: SearchSchema<PeopleState> = {
  safeParse(input) {
    const { find = '', person } = input as { find?: unknown; person?: unknown }
    return { success: true, data: { find: String(find), person: typeof person === 'string' ? person : undefined } }
  },
}

function fits(member: Member, find: string): boolean {
  const wanted = find.trim().toLowerCase()
  return `${member.name} ${member.email}`.toLowerCase().includes(wanted)
}

/** Everybody in the workspace, what each may do and see, and who is invited. */
export function PeoplePage() {
  const { may } = useAccess()
  const query = useMembers()
  const [{ find, person }, setState] = useUrlState(schema)
  const [isInviting, setInviting] = useState(false)
  const members = query.data?.pages.flatMap((page) => page.rows) ?? []
  const shown = members.filter((member) => fits(member, find))
  const open = members.find((member) => member.personId === person)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query

  useEffect(() => {
    // Names are sought among all people, so the pages that are still missing are fetched.
    if ((find !== '' || person !== undefined) && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [find, person, hasNextPage, isFetchingNextPage, fetchNextPage])

  const readAgain = async (personId: string) => {
    const fresh = await refetch()
    return fresh.data?.pages.flatMap((page) => page.rows).find((member) => member.personId === personId)
  }
  const saved = (now: Member, before: Member) => {
    setState({ person: undefined })
    showUndo({
      message: text.saved(now.name),
      undo: async () => {
        await client.workspace.changeMember(inWorkspace({ personId: now.personId, ...draftOf(before) }), {
          context: { version: now.version },
        })
        await refetch()
      },
    })
  }
  return (
    <SettingsFrame
      tab="people"
      height="fill"
      actions={
        may('people:manage') ? (
          <Button variant="filled" onClick={() => setInviting(true)}>
            {text.invite}
          </Button>
        ) : null
      }
    >
      <InvitationList isAllowed={may('people:manage')} />
      <DataTable
        label={text.members}
        rowName={text.member}
        rows={shown}
        columns={memberColumns}
        rowKey={(member) => member.personId}
        onOpenRow={(member) => setState({ person: member.personId }, 'push')}
        total={find === '' ? query.data?.pages[0]?.total : shown.length}
        paging={{ hasNextPage, isFetchingNextPage, fetchNextPage }}
        state={
          query.error
            ? { kind: 'failed', error: query.error, onRetry: () => void refetch() }
            : { kind: query.isPending ? 'loading' : 'ready' }
        }
        toolbar={
          <TextInput
            placeholder={text.find}
            aria-label={text.find}
            value={find}
            onChange={(event) => setState({ find: event.currentTarget.value })}
          />
        }
        empty={<StateEmpty title={text.noneFound} sentence={text.noneFoundNote} />}
      />
      {open ? (
        <MemberDialog
          key={open.personId}
          member={open}
          members={members}
          readAgain={readAgain}
          onSaved={saved}
          onClose={() => setState({ person: undefined })}
        />
      ) : null}
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </SettingsFrame>
  )
}
