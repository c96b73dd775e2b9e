import { contract } from '@mainstay/contract/contract'
import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answer, refusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, nobody } from '../../client/fixtures/sessions.ts'
import { openApp } from '../fixtures/open-app.tsx'
import { leaveFor } from '../session/leave.ts'

vi.mock('../session/leave.ts', async (original) => ({
  ...(await original<typeof import('../session/leave.ts')>()),
  leaveFor: vi.fn(),
}))

beforeEach(() => {
  window.localStorage.clear()
  vi.mocked(leaveFor).mockClear()
})

const typedIn = (label: string | RegExp) => (screen.getByLabelText(label) as HTMLInputElement).value

/** As from a password manager; typing every letter takes long where the machine is busy. */
async function write(user: UserEvent, field: HTMLElement, words: string): Promise<void> {
  await user.click(field)
  await user.paste(words)
}

describe('the first run', () => {
  const fresh = () => aSession({ ...nobody, setupRequired: true })
  const fill = async (user: UserEvent) => {
    await write(user, await screen.findByLabelText('One-time code'), 'K7QF2-AAAAA')
    await write(user, screen.getByLabelText('Your name'), 'Ann Bell')
    await write(user, screen.getByLabelText('Mail address'), 'ann@acme.test')
    await write(user, screen.getByLabelText('Password'), 'four unrelated words here')
    await write(user, screen.getByLabelText('Company or division'), 'Müller & Söhne')
  }

  it('makes the visitor the owner of a workspace named after the company and welcomes them there', async () => {
    const server = startFakeServer({
      'GET /api/session': fresh,
      'POST /api/setup': () => answer(contract.session.setUp, { workspace: 'muller-sohne' }),
    })
    const user = await openApp('/w/anything/portfolio')
    await fill(user)
    expect(typedIn('Short name in addresses')).toBe('muller-sohne')
    await user.click(screen.getByRole('button', { name: 'Create the workspace' }))
    await vi.waitFor(() => expect(leaveFor).toHaveBeenCalledWith('/w/muller-sohne/welcome'))
    expect(server.bodies['POST /api/setup']).toMatchObject({
      code: 'K7QF2-AAAAA',
      email: 'ann@acme.test',
      workspaceSlug: 'muller-sohne',
      reportingCurrency: 'USD',
    })
  })

  it('keeps what was typed when the code is wrong, and says so at the code', async () => {
    startFakeServer({
      'GET /api/session': fresh,
      'POST /api/setup': () => refusal(403, 'session/setup-code-wrong', 'The code is not the one printed.'),
    })
    const user = await openApp('/')
    await fill(user)
    await user.click(screen.getByRole('button', { name: 'Create the workspace' }))
    expect(await screen.findByText('The code is not the one printed.')).toBeDefined()
    expect(screen.getByLabelText('One-time code').getAttribute('aria-invalid')).toBe('true')
    expect(typedIn('Password')).toBe('four unrelated words here')
    expect(typedIn('Company or division')).toBe('Müller & Söhne')
    expect(leaveFor).not.toHaveBeenCalled()
  })

  it('lists every missing field at once without asking the server', async () => {
    const server = startFakeServer({ 'GET /api/session': fresh })
    const user = await openApp('/')
    await user.click(await screen.findByRole('button', { name: 'Create the workspace' }))
    expect(screen.getByText('One-time code is needed.')).toBeDefined()
    expect(screen.getByText('This is not a mail address.')).toBeDefined()
    expect(screen.getByText('A password needs at least 8 characters.')).toBeDefined()
    expect(server.asked).toEqual(['GET /api/session'])
  })

  it('leaves a short name alone once somebody typed one', async () => {
    startFakeServer({ 'GET /api/session': fresh })
    const user = await openApp('/')
    await write(user, await screen.findByLabelText('Company or division'), 'Acme')
    await user.clear(screen.getByLabelText('Short name in addresses'))
    await write(user, screen.getByLabelText('Short name in addresses'), 'bikes')
    await write(user, screen.getByLabelText('Company or division'), ' Corporation')
    expect(typedIn('Short name in addresses')).toBe('bikes')
  })
})

describe('signing in', () => {
  const signIn = async (address: string) => {
    const user = await openApp(address)
    await write(user, await screen.findByLabelText('Mail address'), 'ann@acme.test')
    await write(user, screen.getByLabelText('Password'), 'four unrelated words here')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    return user
  }

  it('leads back to the page that was wanted', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'POST /api/auth/sign-in/email': () => ({ status: 200, body: { redirect: false, user: { id: 'p1' } } }),
    })
    await signIn('/w/acme/accounts?sort=name')
    await vi.waitFor(() => expect(leaveFor).toHaveBeenCalledWith('/w/acme/accounts?sort=name'))
  })

  it('never leads to another site', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'POST /api/auth/sign-in/email': () => ({ status: 200, body: {} }),
    })
    await signIn('/sign-in?return=//evil.test')
    await vi.waitFor(() => expect(leaveFor).toHaveBeenCalledWith('/'))
  })

  it('says that the password is wrong and keeps the mail address', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'POST /api/auth/sign-in/email': () =>
        refusal(401, 'session/wrong-credentials', 'The mail address or the password is wrong.'),
    })
    await signIn('/sign-in')
    expect((await screen.findByRole('alert')).textContent).toBe('The mail address or the password is wrong.')
    expect(typedIn('Mail address')).toBe('ann@acme.test')
    expect(leaveFor).not.toHaveBeenCalled()
  })

  it('says how long to wait after too many tries', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'POST /api/auth/sign-in/email': () =>
        refusal(429, 'http/too-many-requests', 'Too many requests.', { facts: { retryAfterSeconds: 840 } }),
    })
    await signIn('/sign-in')
    expect((await screen.findByRole('alert')).textContent).toBe('Too many wrong tries. Try again in 14 minutes.')
  })

  it('asks for the second factor, takes a wrong code kindly, and lets a backup code in', async () => {
    let tries = 0
    const server = startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'POST /api/auth/sign-in/email': () => ({ status: 200, body: { twoFactorRedirect: true } }),
      'POST /api/auth/two-factor/verify-totp': () => {
        tries += 1
        return refusal(401, 'session/wrong-code', 'The code is wrong or was used already.')
      },
      'POST /api/auth/two-factor/verify-backup-code': () => ({ status: 200, body: {} }),
    })
    const user = await signIn('/sign-in?return=/w/acme/tiers')
    await user.type(await screen.findByLabelText('Code'), '123 456{Enter}')
    expect(await screen.findByText('The code is wrong or was used already.')).toBeDefined()
    expect(server.bodies['POST /api/auth/two-factor/verify-totp']).toEqual({ code: '123456' })
    expect(tries).toBe(1)
    await user.click(screen.getByRole('button', { name: 'Use a backup code instead' }))
    await user.type(screen.getByLabelText('Backup code'), 'abcde-fghij{Enter}')
    await vi.waitFor(() => expect(leaveFor).toHaveBeenCalledWith('/w/acme/tiers'))
  })
})

describe('an invitation link', () => {
  const offer = (isKnownPerson: boolean) => () =>
    answer(contract.session.readInvitation, {
      workspaceName: 'Acme',
      email: 'bo@acme.test',
      role: 'account_manager',
      isKnownPerson,
    })

  it('lets a new person in with a name and a password', async () => {
    const server = startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'GET /api/invitations/*': offer(false),
      'POST /api/invitations/*/acceptance': () =>
        answer(contract.session.acceptInvitation, { workspace: 'acme', email: 'bo@acme.test' }),
    })
    const user = await openApp('/invitation/secret-token')
    expect(await screen.findByRole('heading', { name: 'Join Acme' })).toBeDefined()
    await user.type(screen.getByLabelText('Your name'), 'Bo Lund')
    await user.type(screen.getByLabelText('Password'), 'four unrelated words here')
    await user.click(screen.getByRole('button', { name: 'Join' }))
    await vi.waitFor(() => expect(leaveFor).toHaveBeenCalledWith('/w/acme'))
    expect(server.bodies['POST /api/invitations/secret-token/acceptance']).toMatchObject({ name: 'Bo Lund' })
  })

  it('asks somebody known to sign in first and to come back', async () => {
    startFakeServer({ 'GET /api/session': () => aSession(nobody), 'GET /api/invitations/*': offer(true) })
    await openApp('/invitation/secret-token')
    const link = await screen.findByRole('link', { name: 'Go to sign in' })
    expect(link.getAttribute('href')).toBe('/sign-in?return=%2Finvitation%2Fsecret-token')
  })

  it('tells somebody else who is signed in that it is not for them', async () => {
    startFakeServer({ 'GET /api/session': () => aSession(), 'GET /api/invitations/*': offer(true) })
    await openApp('/invitation/secret-token')
    expect(await screen.findByText(/signed in as ann@acme.test/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Join' })).toBeNull()
  })

  it('that is used or expired says whom to ask', async () => {
    startFakeServer({
      'GET /api/session': () => aSession(nobody),
      'GET /api/invitations/*': () => refusal(404, 'session/invitation-invalid', 'This invitation is used.'),
    })
    await openApp('/invitation/old')
    expect(await screen.findByRole('heading', { name: 'This invitation no longer works' })).toBeDefined()
  })
})

it('a password link sets a new password once', async () => {
  const server = startFakeServer({
    'GET /api/session': () => aSession(nobody),
    'POST /api/password-resets/*': () => answer(contract.session.setNewPassword, { email: 'ann@acme.test' }),
  })
  const user = await openApp('/reset-password/secret-token')
  await user.type(await screen.findByLabelText('New password'), 'four unrelated words here{Enter}')
  expect(await screen.findByText('The new password holds. Sign in with it.')).toBeDefined()
  expect(server.bodies['POST /api/password-resets/secret-token']).toEqual({ password: 'four unrelated words here' })
})

describe('somebody with several workspaces', () => {
  const several = () =>
    aSession({ workspaces: [anAccess(), anAccess({ slug: 'globex', name: 'Globex', role: 'viewer' })] })

  it('chooses one', async () => {
    startFakeServer({ 'GET /api/session': several })
    await openApp('/')
    expect((await screen.findByRole('link', { name: /Globex/ })).getAttribute('href')).toBe('/w/globex')
    expect(screen.getByRole('link', { name: /Acme/ }).textContent).toContain('Owner')
  })

  it('is told that an address leads to none of theirs', async () => {
    startFakeServer({ 'GET /api/session': several })
    await openApp('/w/secret/portfolio')
    expect(await screen.findByText(/no workspace "secret" for you/)).toBeDefined()
  })

  it('comes back to the last one', async () => {
    window.localStorage.setItem('mainstay-workspace', 'globex')
    startFakeServer({ 'GET /api/session': several })
    await openApp('/')
    expect(window.location.pathname).toMatch(/^\/w\/globex/)
  })
})

it('somebody in no workspace is told what to do', async () => {
  startFakeServer({ 'GET /api/session': () => aSession({ workspaces: [] }) })
  const user = await openApp('/')
  expect(await screen.findByText('You are in no workspace')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Create a workspace' }))
  expect(leaveFor).toHaveBeenCalledWith('/workspaces/new')
})
