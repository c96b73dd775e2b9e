import { contract } from '@mainstay/contract/contract'
import { notifications } from '@mantine/notifications'
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, refusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { aSession } from '../../client/fixtures/sessions.ts'
import { openApp } from '../fixtures/open-app.tsx'

const noSessions = () => answer(contract.session.listSessions, { rows: [] })
const noChange = () => answer(contract.session.readEmailChange, { change: null })
const ASK = 'POST /api/person/email-change'
const waiting = { email: 'ann@new.test', waitsFor: 'link', expiresAt: '2026-11-23T10:00:00.000Z' }

function profile(more: Parameters<typeof startFakeServer>[0] = {}) {
  return startFakeServer({
    'GET /api/session': () => aSession(),
    'GET /api/sessions': noSessions,
    'GET /api/person/email-change': noChange,
    ...more,
  })
}

beforeEach(() => {
  window.localStorage.clear()
  notifications.clean()
})

describe('one’s own name', () => {
  it('is changed in a dialog that starts with the present one', async () => {
    const server = profile({ 'PATCH /api/person': () => answer(contract.session.changeName, { name: 'Ann Winter' }) })
    const user = await openApp('/w/acme/profile')
    await user.click(await screen.findByRole('button', { name: 'Change your name' }))
    const field = within(await screen.findByRole('dialog')).getByLabelText('Name')
    expect((field as HTMLInputElement).value).toBe('Ann Bell')
    await user.clear(field)
    await user.type(field, 'Ann Winter')
    await user.click(screen.getByRole('button', { name: 'Save the name' }))
    expect(await screen.findByText('Your name is changed.')).toBeDefined()
    expect(server.bodies['PATCH /api/person']).toEqual({ name: 'Ann Winter' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('one’s own mail address', () => {
  const fill = async (user: Awaited<ReturnType<typeof openApp>>, password = 'four unrelated words') => {
    await user.click(await screen.findByRole('button', { name: 'Change your mail address' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByLabelText('New mail address'), 'ann@new.test')
    await user.type(dialog.getByLabelText('Your password'), password)
    await user.click(dialog.getByRole('button', { name: 'Change the mail address' }))
    return dialog
  }

  it('waits for the link where mail is sent, and the wish can be taken back', async () => {
    let change: typeof waiting | null = null
    const server = profile({
      'GET /api/session': () => aSession({ sendsMail: true }),
      'GET /api/person/email-change': () => answer(contract.session.readEmailChange, { change }),
      [ASK]: () => {
        change = waiting
        return answer(contract.session.askEmailChange, { email: 'ann@acme.test', change })
      },
      'DELETE /api/person/email-change': () => {
        change = null
        return answer(contract.session.dropEmailChange, { isDropped: true })
      },
    })
    const user = await openApp('/w/acme/profile')
    const dialog = await fill(user)
    expect(dialog.getByText(/We send a link to the new address/)).toBeDefined()
    expect(await screen.findByText(/The change to ann@new\.test waits for the link/)).toBeDefined()
    expect(server.bodies[ASK]).toEqual({ email: 'ann@new.test', password: 'four unrelated words' })
    await user.click(screen.getByRole('button', { name: 'Take it back' }))
    expect(await screen.findByText('The change is taken back.')).toBeDefined()
    expect(screen.queryByText(/waits for the link/)).toBeNull()
  })

  it('says who confirms it where no mail is sent', async () => {
    const change = { ...waiting, waitsFor: 'approval' }
    profile({
      'GET /api/person/email-change': () => answer(contract.session.readEmailChange, { change }),
    })
    const user = await openApp('/w/acme/profile')
    expect(await screen.findByText(/waits for an owner or program lead/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Change your mail address' }))
    expect(await screen.findByText(/An owner or program lead confirms the change/)).toBeDefined()
  })

  it('keeps what was typed when the password is wrong', async () => {
    profile({ [ASK]: () => refusal(403, 'session/wrong-password', 'The password is wrong.') })
    const user = await openApp('/w/acme/profile')
    const dialog = await fill(user, 'wrong one')
    expect(await dialog.findByText('The password is wrong.')).toBeDefined()
    expect((dialog.getByLabelText('New mail address') as HTMLInputElement).value).toBe('ann@new.test')
  })
})

describe('a link that was sent', () => {
  const nobody = () => aSession({ person: null, workspaces: [], sendsMail: true })
  const CONFIRM = 'POST /api/email-changes/abc'

  it('confirms the new address with a click, whoever is signed in', async () => {
    const server = startFakeServer({
      'GET /api/session': nobody,
      [CONFIRM]: () => answer(contract.session.confirmEmailChange, { email: 'ann@new.test' }),
    })
    const user = await openApp('/confirm-email/abc')
    const button = await screen.findByRole('button', { name: 'Confirm' })
    expect(server.asked).not.toContain(CONFIRM)
    await user.click(button)
    expect(await screen.findByText(/ann@new\.test is your mail address now/)).toBeDefined()
  })

  it('says so when it no longer works', async () => {
    startFakeServer({
      'GET /api/session': nobody,
      [CONFIRM]: () => refusal(404, 'session/email-change-invalid', 'This link is used.'),
    })
    const user = await openApp('/confirm-email/abc')
    await user.click(await screen.findByRole('button', { name: 'Confirm' }))
    expect(await screen.findByText(/This link no longer works/)).toBeDefined()
  })

  it('can be asked for by whoever forgot their password, where mail is sent', async () => {
    const ROUTE = 'POST /api/password-resets'
    const server = startFakeServer({
      'GET /api/session': nobody,
      [ROUTE]: () => answer(contract.session.askPasswordReset, { isAsked: true }),
    })
    const user = await openApp('/sign-in')
    await user.click(await screen.findByRole('link', { name: 'Forgot your password?' }))
    await user.type(await screen.findByLabelText('Mail address'), 'ann@acme.test')
    await user.click(screen.getByRole('button', { name: 'Send the link' }))
    expect(await screen.findByText(/If ann@acme\.test has an account here/)).toBeDefined()
    expect(server.bodies[ROUTE]).toEqual({ email: 'ann@acme.test' })
  })

  it('is made by somebody else where no mail is sent', async () => {
    startFakeServer({ 'GET /api/session': () => aSession({ person: null, workspaces: [] }) })
    await openApp('/forgotten-password')
    expect(await screen.findByText(/No mail is sent from here/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Send the link' })).toBeNull()
  })
})
