import { contract } from '@mainstay/contract/contract'
import { notifications } from '@mantine/notifications'
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, refusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { aSession } from '../client/fixtures/sessions.ts'
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
const bo = { ...ann, personId: 'p2', name: 'Bo Lund', email: 'bo@acme.test', role: 'viewer', seesMargins: false }
const invitation = {
  id: '0f0f0f0f-0000-4000-8000-000000000000',
  email: 'eva@acme.test',
  role: 'viewer',
  visibility: 'all',
  unit: null,
  seesMargins: false,
  invitedBy: 'Ann Bell',
  expiresAt: '2026-11-27T10:00:00.000Z',
  createdAt: '2026-11-20T10:00:00.000Z',
}
const mail = { status: 'sent', attempts: 1, fault: null, at: '2026-11-20T10:00:01.000Z' }
const page = (rows: object[]) => ({ rows, nextCursor: null, total: rows.length })
const people = (rows: object[], invitations: object[] = []) => ({
  'GET /api/session': () => aSession(),
  'GET /api/workspaces/acme/members': () => answer(contract.workspace.listMembers, page(rows)),
  'GET /api/workspaces/acme/invitations': () => answer(contract.workspace.listInvitations, page(invitations)),
})

beforeEach(() => {
  window.localStorage.clear()
  notifications.clean()
})

describe('an open invitation', () => {
  it('says whether its mail went out, and what to do when it did not', async () => {
    const failed = { ...mail, status: 'failed', fault: 'EENVELOPE 550' }
    const waiting = { ...mail, status: 'waiting', attempts: 2, fault: 'ECONNREFUSED' }
    startFakeServer(
      people(
        [ann],
        [
          { ...invitation, mail },
          { ...invitation, id: invitation.id.replace('0f', '1f'), email: 'fay@acme.test', mail: failed },
          { ...invitation, id: invitation.id.replace('0f', '2f'), email: 'gus@acme.test', mail: waiting },
          { ...invitation, id: invitation.id.replace('0f', '3f'), email: 'hal@acme.test', mail: null },
        ],
      ),
    )
    await openApp('/w/acme/settings/people')
    const rowOf = async (email: string) => (await screen.findByText(email)).closest('li')?.textContent ?? ''
    expect(await rowOf('eva@acme.test')).toContain('mail sent')
    expect(await rowOf('fay@acme.test')).toMatch(/mail not delivered.*EENVELOPE 550.*make a new link/)
    expect(await rowOf('gus@acme.test')).toMatch(/mail on its way.*tried 2 times.*ECONNREFUSED/)
    expect(await rowOf('hal@acme.test')).not.toContain('mail')
  })

  it.each([
    [mail, /on its way to eva@acme\.test/],
    [null, /No mail is sent from here\. Copy the link/],
  ])('tells its maker how the link reaches the person', async (made, sentence) => {
    startFakeServer({
      ...people([ann]),
      'POST /api/workspaces/acme/invitations': () => ({
        status: 201,
        body: answer(contract.workspace.invite, { ...invitation, mail: made, link: 'https://m.test/invitation/x' })
          .body,
      }),
    })
    const user = await openApp('/w/acme/settings/people')
    await user.click(await screen.findByRole('button', { name: 'Invite' }))
    await user.type(await screen.findByLabelText('Mail address'), 'eva@acme.test')
    await user.click(screen.getByRole('button', { name: 'Make the invitation' }))
    expect(await screen.findByText(sentence)).toBeDefined()
    expect(screen.getByDisplayValue('https://m.test/invitation/x')).toBeDefined()
  })
})

describe('a member who wants another mail address', () => {
  const wish = { ...bo, wantedEmail: 'bo@new.test' }
  const ROUTE = 'POST /api/workspaces/acme/members/p2/email-change'

  it('is confirmed by whoever manages people', async () => {
    const server = startFakeServer({
      ...people([ann, wish]),
      [ROUTE]: () => answer(contract.workspace.decideEmailChange, { ...bo, email: 'bo@new.test' }),
    })
    const user = await openApp('/w/acme/settings/people')
    expect(await screen.findByText('wants bo@new.test')).toBeDefined()
    await user.click(screen.getByText('Bo Lund'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Confirm the address' }))
    expect(await screen.findByText('Bo Lund signs in as bo@new.test now.')).toBeDefined()
    expect(server.bodies[ROUTE]).toEqual({ email: 'bo@new.test', decision: 'approve' })
  })

  it('stays as they are when the address is taken', async () => {
    startFakeServer({
      ...people([ann, wish]),
      [ROUTE]: () => refusal(409, 'session/email-taken', 'A person with this mail address exists already.'),
    })
    const user = await openApp('/w/acme/settings/people?person=p2')
    await user.click(await screen.findByRole('button', { name: 'Confirm the address' }))
    expect(await screen.findByText(/A person with this mail address exists already/)).toBeDefined()
  })
})
