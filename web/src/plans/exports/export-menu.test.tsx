import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeReply, refusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import type { PlanHeader } from '../api.ts'
import { aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import { PlanExportMenu } from './export-menu.tsx'

const door = `GET /api/workspaces/acme/plans/${PLAN_ID}/export`
const section = (key: string, changes: Partial<PlanHeader['sections'][number]>): PlanHeader['sections'][number] => ({
  key,
  title: key,
  help: '',
  part: 'statements',
  audience: 'plan',
  fields: [],
  freshMonths: 12,
  ...changes,
})
const PLAN = aPlanHeader({
  sections: [
    section('Profile', { audience: 'customer' }),
    section('Pressures', {}),
    section('Attack plan', { part: 'actions', audience: 'customer' }),
  ],
})

function pageWith(plan: PlanHeader): AreaModule {
  return {
    id: 'plans',
    navigation: [],
    commands: [],
    routes: [{ path: '/plans/$planId', load: async () => () => <PlanExportMenu plan={plan} /> }],
  }
}

function open(plan = PLAN) {
  return openPage([pageWith(plan)], `/plans/${PLAN_ID}`)
}

/** Collects what is asked of the door. */
function serve(permissions = ['plans:read', 'portfolio:export', 'margins:read']): URLSearchParams[] {
  URL.createObjectURL = vi.fn(() => 'blob:plan')
  URL.revokeObjectURL = vi.fn()
  const asked: URLSearchParams[] = []
  startFakeServer({
    'session.read': () => fakeSession({ workspaces: [anAccess({ permissions })] }),
    'plans.readMasterSlide': () => ({ masterSlide: null }),
    [door]: ({ query }) => {
      asked.push(query)
      return new FakeReply(200, 'file')
    },
  })
  return asked
}

it('makes the review deck in one step', async () => {
  const asked = serve()
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: /Review deck/, hidden: true }))
  expect(await screen.findByText('plan.pptx is ready.')).toBeDefined()
  expect(asked.map(String)).toEqual(['format=pptx&audience=internal'])
})

it('says on whose master the deck will be made, and nothing of it for other files', async () => {
  serve()
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: /Choose what goes out/, hidden: true }))
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findByText(/On a plain master/)).toBeDefined()
  await user.selectOptions(within(dialog).getByLabelText('As'), 'docx')
  expect(within(dialog).queryByText(/master/)).toBeNull()
})

it('sends the customer only sections that are marked for them, and says what they do not get', async () => {
  const asked = serve()
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: /Choose what goes out/, hidden: true }))
  const dialog = await screen.findByRole('dialog')
  await user.selectOptions(within(dialog).getByLabelText('As'), 'docx')
  await user.click(within(dialog).getByRole('radio', { name: 'The customer' }))
  expect(within(dialog).getByRole('region', { name: /does not get to read/ }).textContent).toContain('margins')
  const pressures = within(dialog).getByRole<HTMLInputElement>('checkbox', {
    name: /Pressures \(not for the customer\)/,
  })
  expect([pressures.disabled, pressures.checked]).toEqual([true, false])
  await user.click(within(dialog).getByRole('checkbox', { name: 'Attack plan' }))
  await user.click(within(dialog).getByRole('button', { name: 'Make the file' }))
  expect(await screen.findByText('plan.docx is ready.')).toBeDefined()
  expect(asked.map(String)).toEqual(['format=docx&audience=customer&sections=Profile'])
})

it('makes nothing without a section, and the whole plan as JSON', async () => {
  const asked = serve(['plans:read', 'portfolio:export'])
  const { user } = await open(aPlanHeader({ sections: [section('Pressures', {})] }))
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: /Choose what goes out/, hidden: true }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/Margins and costs are left out/)).toBeDefined()
  await user.click(within(dialog).getByRole('radio', { name: 'The customer' }))
  expect(within(dialog).getByText(/No section of this plan is marked for the customer/)).toBeDefined()
  const send = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Make the file' })
  expect(send.disabled).toBe(true)
  await user.selectOptions(within(dialog).getByLabelText('As'), 'json')
  expect(send.disabled).toBe(false)
  await user.click(send)
  expect(await screen.findByText('plan.json is ready.')).toBeDefined()
  expect(asked.map(String)).toEqual(['format=json&audience=internal'])
})

it('keeps the choice and says the way out when the file cannot be made', async () => {
  serve()
  startFakeServer({
    'session.read': () => fakeSession({ workspaces: [anAccess({ permissions: ['plans:read', 'portfolio:export'] })] }),
    [door]: () => refusal(409, 'print/no-browser', 'There is no browser to print with.'),
  })
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: /Choose what goes out/, hidden: true }))
  const dialog = await screen.findByRole('dialog')
  await user.selectOptions(within(dialog).getByLabelText('As'), 'pdf')
  await user.click(within(dialog).getByRole('button', { name: 'Make the file' }))
  expect(await screen.findByText(/There is no browser to print with/)).toBeDefined()
  expect(within(dialog).getByLabelText<HTMLSelectElement>('As').value).toBe('pdf')
})

it('shows nothing to people who may not take plans out', async () => {
  serve(['plans:read'])
  await open()
  expect(screen.queryByRole('button', { name: 'Export' })).toBeNull()
})

it('keeps its name for readers where a phone shows its sign alone', async () => {
  serve()
  open()
  const button = await screen.findByRole('button', { name: 'Export' })
  expect(button.getAttribute('aria-label')).toBe('Export')
  expect(button.querySelector('[class*="buttonWord"]')?.textContent).toBe('Export')
})
