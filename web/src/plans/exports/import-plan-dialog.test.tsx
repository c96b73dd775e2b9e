import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeReply, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { PLAN_ID } from '../record-fixtures.ts'
import type { PlanImportAnswer } from './api/import-plan.ts'
import { ImportPlanDialog } from './import-plan-dialog.tsx'

const HARBOUR = { id: '7', code: 'K7', name: 'Harbour' }
const GOOD: PlanImportAnswer = {
  account: HARBOUR,
  title: 'Plan for Harbour',
  counts: [
    { what: 'actions', count: 4 },
    { what: 'goals', count: 0 },
  ],
  faults: [],
  notes: ['It becomes a draft; authors and days stay as they are in the file.'],
  planId: null,
}
const BAD: PlanImportAnswer = {
  ...GOOD,
  faults: [
    {
      path: 'content.goals.currency',
      value: 'CHF',
      message: 'the amounts are not in EUR',
      wayOut: 'Convert the amounts in the file.',
    },
  ],
}

const page: AreaModule = {
  id: 'plans',
  navigation: [],
  commands: [],
  routes: [
    { path: '/plans', load: async () => () => <ImportPlanDialog onClose={() => undefined} /> },
    { path: '/plans/$planId', load: async () => () => <p>the new plan</p> },
  ],
}

function serve(preview: PlanImportAnswer): URLSearchParams[] {
  const made: URLSearchParams[] = []
  startFakeServer({
    'session.read': () =>
      fakeSession({ workspaces: [anAccess({ permissions: ['plans:read', 'plans:manage', 'accounts:read'] })] }),
    'accounts.search': () => ({ accounts: [{ ...HARBOUR, city: null, country: null }], people: [] }),
    'POST /api/workspaces/acme/plan-imports/preview': () => new FakeReply(200, preview),
    'POST /api/workspaces/acme/plan-imports': ({ query }) => {
      made.push(query)
      return new FakeReply(201, { ...GOOD, planId: PLAN_ID })
    },
  })
  return made
}

async function choose(content: string) {
  const { user } = await openPage([page], '/plans')
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByLabelText('Account'), 'Har')
  await user.click(await screen.findByRole('option', { name: /Harbour/, hidden: true }))
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no field for the file')
  await user.upload(input, new File([content], 'plan.json', { type: 'application/json' }))
  return { user, dialog, send: within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Make the draft' }) }
}

it('shows what the file would make before it makes it', async () => {
  const made = serve(GOOD)
  const { user, dialog, send } = await choose('{}')
  expect((await within(dialog).findByRole('region', { name: 'What would be made' })).textContent).toContain('4 actions')
  expect(made).toEqual([])
  await user.type(within(dialog).getByLabelText('Title'), 'Second start')
  await user.click(send)
  expect(await screen.findByText('the new plan')).toBeDefined()
  expect(made.map(String)).toEqual(['account=K7&title=Second+start'])
}, 15_000)

it('says where, what and the way out when something is in the way, and makes nothing', async () => {
  const made = serve(BAD)
  const { dialog, send } = await choose('{}')
  const alert = await within(dialog).findByRole('alert')
  expect(alert.textContent).toContain('content.goals.currency: the amounts are not in EUR. There: “CHF”. Convert')
  expect(send.disabled).toBe(true)
  expect(made).toEqual([])
}, 15_000)

it('asks for another file where the first is no JSON', async () => {
  serve(GOOD)
  const { dialog, send } = await choose('hello')
  expect(await within(dialog).findByText(/This file is not JSON/)).toBeDefined()
  expect(send.disabled).toBe(true)
}, 15_000)
