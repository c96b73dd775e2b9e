import { contract } from '@mainstay/contract/contract'
import { notifications } from '@mantine/notifications'
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, type FakeCall, refusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { anAccess, aSession } from '../client/fixtures/sessions.ts'
import { openApp } from '../shell/fixtures/open-app.tsx'

const ann = {
  personId: 'p1',
  name: 'Ann Bell',
  email: 'ann@acme.test',
  role: 'owner',
  visibility: 'all',
  unit: null,
  seesMargins: true,
  status: 'active',
  hasTwoFactor: true,
  lastSeenAt: null,
  version: 1,
}
const bo = {
  ...ann,
  personId: 'p2',
  name: 'Bo Lund',
  email: 'bo@acme.test',
  role: 'viewer',
  seesMargins: false,
  version: 4,
}

const page = (rows: object[]) => ({ rows, nextCursor: null, total: rows.length })
const noInvitations = () => answer(contract.workspace.listInvitations, page([]))

beforeEach(() => {
  window.localStorage.clear()
  notifications.clean()
})

describe('the people of a workspace', () => {
  it('are listed with role and sight, and one of them is found by name', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann, bo])),
      'GET /api/workspaces/acme/invitations': noInvitations,
    })
    const user = await openApp('/w/acme/settings/people')
    expect(await screen.findByText('Bo Lund')).toBeDefined()
    await user.type(screen.getByLabelText('Find a person'), 'ann')
    await screen.findByText('1 member')
    expect(screen.queryByText('Bo Lund')).toBeNull()
    expect(window.location.pathname + window.location.search).toBe('/w/acme/settings/people?find=ann')
  })

  it('change role with the version that was seen, and only what was changed is sent', async () => {
    let seen: FakeCall | undefined
    startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann, bo])),
      'GET /api/workspaces/acme/invitations': noInvitations,
      'PATCH /api/workspaces/acme/members/p2': (request) => {
        seen = request
        return answer(contract.workspace.changeMember, { ...bo, role: 'contributor', version: 5 })
      },
    })
    const user = await openApp('/w/acme/settings/people?person=p2')
    await user.selectOptions(await screen.findByLabelText('Role'), 'contributor')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Bo Lund: saved.')).toBeDefined()
    expect(seen?.ifMatch).toBe('"4"')
    expect(seen?.body).toEqual({ role: 'contributor' })
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDefined()
  })

  it('keep their last owner: the reason stands there and what was chosen stays', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann, bo])),
      'GET /api/workspaces/acme/invitations': noInvitations,
      'PATCH /api/workspaces/acme/members/p1': () =>
        refusal(409, 'workspace/last-owner', 'A workspace keeps at least one owner; make somebody else owner first.'),
    })
    const user = await openApp('/w/acme/settings/people?person=p1')
    expect(await screen.findByText(/The only active owner/)).toBeDefined()
    await user.selectOptions(screen.getByLabelText('Role'), 'viewer')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect((await screen.findByRole('alert')).textContent).toContain('keeps at least one owner')
    expect((screen.getByLabelText('Role') as HTMLSelectElement).value).toBe('viewer')
  })

  it('show both versions when somebody else was faster, and save over the newer one only when told', async () => {
    let now = bo
    const versions: (string | null)[] = []
    startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann, now])),
      'GET /api/workspaces/acme/invitations': noInvitations,
      'PATCH /api/workspaces/acme/members/p2': ({ ifMatch, body }) => {
        versions.push(ifMatch)
        if (ifMatch === '"4"') {
          now = { ...bo, role: 'program_lead', version: 5 }
          return refusal(412, 'http/version-stale', 'Somebody changed this in the meantime.')
        }
        return answer(contract.workspace.changeMember, { ...now, ...body, version: 6 })
      },
    })
    const user = await openApp('/w/acme/settings/people?person=p2')
    await user.selectOptions(await screen.findByLabelText('Role'), 'contributor')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const row = (await screen.findByRole('rowheader', { name: 'Role' })).closest('tr') as HTMLElement
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['Program lead', 'Contributor'])
    await user.click(screen.getByRole('button', { name: 'Save mine' }))
    expect(await screen.findByText('Bo Lund: saved.')).toBeDefined()
    expect(versions).toEqual(['"4"', '"5"'])
  })

  it('cannot be granted more than the one who grants has', async () => {
    startFakeServer({
      'GET /api/session': () => aSession({ workspaces: [anAccess({ role: 'program_lead', seesMargins: false })] }),
      'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann, bo])),
      'GET /api/workspaces/acme/invitations': noInvitations,
    })
    await openApp('/w/acme/settings/people?person=p2')
    const owner = (await screen.findByRole('option', { name: 'Owner' })) as HTMLOptionElement
    expect(owner.disabled).toBe(true)
    expect((screen.getByRole('switch', { name: /Costs and margins/ }) as HTMLInputElement).disabled).toBe(true)
  })
})

describe('an invitation', () => {
  it('shows its link once, and the form stays as it was when refused', async () => {
    let tries = 0
    const server = startFakeServer({
      'GET /api/session': () => aSession(),
      'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann])),
      'GET /api/workspaces/acme/invitations': noInvitations,
      'POST /api/workspaces/acme/invitations': () => {
        tries += 1
        if (tries === 1) return refusal(409, 'workspace/already-member', 'This person is a member already.')
        return answer(contract.workspace.invite, {
          id: '0190b1de-0000-7000-8000-000000000001',
          email: 'cy@acme.test',
          role: 'account_manager',
          visibility: 'all',
          unit: null,
          seesMargins: false,
          invitedBy: 'Ann Bell',
          expiresAt: '2026-11-28T10:00:00.000Z',
          createdAt: '2026-11-21T10:00:00.000Z',
          link: 'https://mainstay.test/invitation/secret',
        })
      },
    })
    const user = await openApp('/w/acme/settings/people')
    await user.click(await screen.findByRole('button', { name: 'Invite' }))
    await user.click(await screen.findByLabelText('Mail address'))
    await user.paste('cy@acme.test')
    await user.click(screen.getByRole('button', { name: 'Make the invitation' }))
    expect((await screen.findByRole('alert')).textContent).toBe('This person is a member already.')
    expect((screen.getByLabelText('Mail address') as HTMLInputElement).value).toBe('cy@acme.test')
    await user.click(screen.getByRole('button', { name: 'Make the invitation' }))
    expect(((await screen.findByLabelText('Link')) as HTMLInputElement).value).toBe(
      'https://mainstay.test/invitation/secret',
    )
    expect(server.bodies['POST /api/workspaces/acme/invitations']).toEqual({
      email: 'cy@acme.test',
      role: 'account_manager',
      visibility: 'all',
      unit: null,
      seesMargins: false,
    })
  })
})

it('the navigation and the tabs show only what the person may open', async () => {
  startFakeServer({
    'GET /api/session': () => aSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['people:read'] })] }),
    'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page([ann])),
  })
  await openApp('/w/acme/settings/people')
  expect(await screen.findByText('Ann Bell')).toBeDefined()
  expect(screen.queryByRole('link', { name: 'API keys' })).toBeNull()
  expect(screen.queryByRole('link', { name: 'Audit' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull()
})
