import { contract } from '@mainstay/contract/contract'
import { notifications } from '@mantine/notifications'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, type FakeCall, FakeRefusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { anAccess, aSession } from '../client/fixtures/sessions.ts'
import { createQueryClient } from '../kit/api/query-client.ts'
import { AppProviders } from '../shell/app-providers.tsx'
import type { Account } from './api/account-queries.ts'
import { EditAccountDialog } from './edit-account.tsx'

const stored: Account = {
  id: '7',
  code: 'AW7',
  name: 'Harbour',
  parent: null,
  group: { id: '7', code: 'AW7', name: 'Harbour' },
  companiesInGroup: 1,
  segment: 'Retail',
  unit: null,
  city: 'London',
  region: null,
  country: 'GB',
  employees: 40,
  annualSales: null,
  annualSalesCurrency: null,
  yearOpened: null,
  attributes: {},
  version: 4,
  createdAt: '2026-01-10T09:00:00Z',
  updatedAt: '2026-01-10T09:00:00Z',
}
/** What somebody else has made of it meanwhile. */
const theirs: Account = { ...stored, city: 'Leeds', segment: 'Wholesale', version: 5 }

function serve(change: (call: FakeCall) => unknown) {
  return startFakeServer({
    'GET /api/session': () =>
      aSession({ workspaces: [anAccess({ permissions: ['accounts:read', 'accounts:write'] })] }),
    'GET /api/workspaces/acme/account-facets': () =>
      answer(contract.accounts.facets, { segments: [], countries: [], units: [] }),
    'GET /api/workspaces/acme/accounts/7': () => answer(contract.accounts.read, { ...theirs, children: [], team: [] }),
    'accounts.change': change,
  })
}

/** Refuses whoever has not seen the fifth version. */
const onlyOfFive = ({ ifMatch, input }: FakeCall) => {
  if (ifMatch !== '"5"') throw new FakeRefusal(412, 'http/version-stale')
  const { id: _, workspace: __, ...fields } = input
  return { ...theirs, ...fields, version: 6 }
}

function open() {
  window.history.replaceState(null, '', '/w/acme/accounts/7')
  render(
    <AppProviders queryClient={createQueryClient()}>
      <EditAccountDialog account={stored} isOpen onClose={() => undefined} />
    </AppProviders>,
  )
  return userEvent.setup()
}

beforeEach(() => {
  // Notices live outside of the page and would stay from the test before.
  notifications.clean()
  window.sessionStorage.clear()
  window.localStorage.clear()
})

describe('an account that two people change at once', () => {
  it('shows both versions, keeps what only one of them changed, and saves the choice over the newer', async () => {
    const server = serve(onlyOfFive)
    const user = open()
    const city = await screen.findByLabelText('City')
    await user.clear(city)
    await user.type(city, 'Bristol')
    await user.click(screen.getByRole('button', { name: 'Save' }))

    const conflict = within(await screen.findByRole('alert'))
    const chosen = (name: string) => (conflict.getByRole('radio', { name }) as HTMLInputElement).checked
    expect(chosen('City: Yours, Bristol')).toBe(true)
    expect(chosen('City: Theirs, stored now, Leeds')).toBe(false)
    // Only they touched the segment: their value stands unless one says otherwise.
    expect(chosen('Segment: Theirs, stored now, Wholesale')).toBe(true)

    await user.click(conflict.getByRole('button', { name: 'Save this choice' }))
    await waitFor(() => expect(server.calls.filter(({ name }) => name === 'accounts.change')).toHaveLength(2))
    const last = server.calls.findLast(({ name }) => name === 'accounts.change')
    expect(last?.ifMatch).toBe('"5"')
    expect(last?.body).toEqual({ city: 'Bristol' })
  })

  it('can give way to the other field by field', async () => {
    const server = serve(onlyOfFive)
    const user = open()
    const city = await screen.findByLabelText('City')
    await user.clear(city)
    await user.type(city, 'Bristol')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const conflict = within(await screen.findByRole('alert'))
    await user.click(conflict.getByRole('radio', { name: 'City: Theirs, stored now, Leeds' }))
    await user.click(conflict.getByRole('radio', { name: 'Segment: Yours, Retail' }))
    await user.click(conflict.getByRole('button', { name: 'Save this choice' }))
    await waitFor(() => expect(server.calls.filter(({ name }) => name === 'accounts.change')).toHaveLength(2))
    expect(server.calls.findLast(({ name }) => name === 'accounts.change')?.body).toEqual({ segment: 'Retail' })
  })

  it('sends only what was changed, and keeps what was typed when it is refused', async () => {
    const server = serve(() => {
      throw new FakeRefusal(400, 'http/invalid', {
        errors: [{ path: 'name', code: 'too_long', message: 'The name is too long.' }],
      })
    })
    const user = open()
    const name = await screen.findByLabelText(/^Name/)
    await user.type(name, ' & Sons')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('The name is too long.')).toBeDefined()
    expect((screen.getByLabelText(/^Name/) as HTMLInputElement).value).toBe('Harbour & Sons')
    const [call] = server.calls.filter((made) => made.name === 'accounts.change')
    expect([call?.ifMatch, call?.body]).toEqual(['"4"', { name: 'Harbour & Sons' }])
  })
})
