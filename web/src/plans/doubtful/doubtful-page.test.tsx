import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aStatement, PLAN_ID } from '../record-fixtures.ts'

const PAGE = '/plans/doubtful'
const aDoubtful = (changes: object = {}) => ({
  ...aStatement({ freshness: 'doubtful', doubtfulFrom: '2026-09-01' }),
  sectionTitle: 'Pressures',
  fieldLabel: null,
  plan: { id: PLAN_ID, title: 'Plan for Harbour', account: { id: '7', code: 'K7', name: 'Harbour' } },
  ...changes,
})

beforeEach(() => notifications.clean())

it('shows what is doubtful with its plan, and takes it off the list when it is still true', async () => {
  let rows = [
    aDoubtful(),
    aDoubtful({ id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d0a', content: 'Three plants', fieldLabel: 'Plants' }),
  ]
  const { calls } = startFakeServer({
    'session.read': () => aSession(),
    'plans.listDoubtfulStatements': () => ({ rows, nextCursor: null, total: rows.length }),
    'plans.renewStatement': () => {
      rows = rows.slice(1)
      return aStatement({ version: 2 })
    },
  })
  const { user } = await openPage([plans], PAGE)
  const list = await screen.findByRole('list', { name: 'Doubtful statements' })
  expect(list.textContent).toContain('Plan for Harbour · Harbour · Pressures')
  expect(list.textContent).toContain('Pressures · Plants')
  expect(within(list).getAllByRole('link')[0]?.getAttribute('href')).toContain(`/plans/${PLAN_ID}?part=situation`)
  await user.click(await within(list).findByRole('button', { name: 'Still true: Freight costs have doubled.' }))
  await waitFor(() => expect(screen.queryByText('Freight costs have doubled.')).toBeNull())
  expect(screen.getByText('Three plants')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.renewStatement')?.ifMatch).toBe('"1"')
}, 20_000)

it('goes on page by page, and lets readers only read', async () => {
  startFakeServer({
    'session.read': () => fakeSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['plans:read'] })] }),
    'plans.listDoubtfulStatements': ({ input }) =>
      input.cursor === 'next'
        ? {
            rows: [aDoubtful({ id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d0b', content: 'Second page' })],
            nextCursor: null,
            total: 2,
          }
        : { rows: [aDoubtful()], nextCursor: 'next', total: 2 },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('Second page')).toBeDefined()
  expect(screen.queryByRole('button', { name: /^Still true/ })).toBeNull()
}, 20_000)

it('says so when nothing is doubtful', async () => {
  startFakeServer({
    'session.read': () => aSession(),
    'plans.listDoubtfulStatements': () => ({ rows: [], nextCursor: null, total: 0 }),
  })
  await openPage([plans], PAGE)
  expect(await screen.findByText('Nothing is doubtful')).toBeDefined()
}, 20_000)
