import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { quietHouse, sessionOf, TEMPLATE_ID } from '../lifecycle/fixtures.ts'
import { moved, putBack } from './sections.ts'
import type { Section, Template } from './templates.ts'

const PAGE = `/plans/templates?id=${TEMPLATE_ID}`

function aSection(key: string, changes: Partial<Section> = {}): Section {
  return { key, title: key, help: '', part: 'statements', audience: 'plan', fields: [], freshMonths: 12, ...changes }
}

function aTemplate(changes: Partial<Template> = {}): Template {
  return {
    id: TEMPLATE_ID,
    familyId: '3f0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31',
    number: 2,
    name: 'Full plan',
    status: 'draft',
    tier: null,
    kind: 'account',
    sections: [aSection('Profile'), aSection('Risks', { audience: 'inner' })],
    plans: 0,
    faults: [],
    updatedAt: '2026-11-20T10:00:00Z',
    version: 1,
    ...changes,
  }
}

const withTemplates = (...rows: Template[]) => ({ ...quietHouse, 'plans.listPlanTemplates': () => ({ rows }) })

it('moves, adds and removes sections of a draft, saves by itself and offers undo', async () => {
  let stored = aTemplate()
  const { calls } = startFakeServer({
    ...quietHouse,
    'plans.listPlanTemplates': () => ({ rows: [stored] }),
    'plans.changePlanTemplate': ({ body }) => {
      stored = { ...stored, ...(body as Partial<Template>), version: stored.version + 1 }
      return stored
    },
  })
  const { user } = await openPage([plans], PAGE)
  const titles = () => stored.sections.map(({ title }) => title)
  await user.click(await screen.findByRole('button', { name: 'Move Risks up' }))
  await waitFor(() => expect(titles()).toEqual(['Risks', 'Profile']), { timeout: 5_000 })
  await user.click(screen.getByRole('button', { name: 'Add a section' }))
  await user.click(screen.getByRole('button', { name: 'Remove Risks' }))
  await waitFor(() => expect(titles()).toEqual(['Profile', 'New section']), { timeout: 5_000 })
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(titles()).toEqual(['Risks', 'Profile', 'New section']), { timeout: 5_000 })
  const sent = calls.filter(({ name }) => name === 'plans.changePlanTemplate').map(({ ifMatch }) => ifMatch)
  expect(sent).toEqual(sent.map((_, index) => `"${index + 1}"`))
}, 20_000)

it('gives a section fields, with answers to choose from', async () => {
  let stored = aTemplate({ sections: [aSection('Profile')] })
  startFakeServer({
    ...quietHouse,
    'plans.listPlanTemplates': () => ({ rows: [stored] }),
    'plans.changePlanTemplate': ({ body }) => {
      stored = { ...stored, ...(body as Partial<Template>), version: stored.version + 1 }
      return stored
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Change Profile' }))
  await user.click(screen.getByRole('button', { name: 'Add a field' }))
  const group = await screen.findByRole('group', { name: 'New field' })
  await user.selectOptions(within(group).getByRole('combobox', { name: 'Kind' }), 'choice')
  await user.type(within(group).getByRole('textbox', { name: 'Answers, one a line' }), 'Yes{Enter}No')
  await user.click(within(group).getByRole('checkbox', { name: 'Required' }))
  await waitFor(
    () =>
      expect(stored.sections[0]?.fields).toMatchObject([{ kind: 'choice', choices: ['Yes', 'No'], isRequired: true }]),
    { timeout: 5_000 },
  )
}, 20_000)

it('shows both versions when somebody else changed the draft, and sends mine over theirs only when told to', async () => {
  const theirs = aTemplate({ name: 'Their name', version: 2 })
  const { calls } = startFakeServer({
    ...withTemplates(aTemplate()),
    'plans.readPlanTemplate': () => theirs,
    'plans.changePlanTemplate': ({ ifMatch, body }) => {
      if (ifMatch !== '"2"') throw new FakeRefusal(412, 'http/version-stale')
      return { ...theirs, ...(body as Partial<Template>), version: 3 }
    },
  })
  const { user } = await openPage([plans], PAGE)
  const name = await screen.findByRole('textbox', { name: 'Name' })
  await user.type(name, ' mine')
  expect(await screen.findByText('Their name')).toBeDefined()
  expect((name as HTMLInputElement).value).toBe('Full plan mine')
  await user.click(screen.getByRole('button', { name: 'Keep mine' }))
  expect(await screen.findByText('Saved')).toBeDefined()
  expect(calls.filter(({ name: call }) => call === 'plans.changePlanTemplate').at(-1)?.body.name).toBe('Full plan mine')
}, 20_000)

it('says what stands in the way of using a draft', async () => {
  const faults = [{ path: 'sections.1.part', code: 'plans/part-twice', message: 'They would show twice.' }]
  startFakeServer(withTemplates(aTemplate({ faults })))
  await openPage([plans], PAGE)
  expect(await screen.findByText(/Risks: They would show twice\./)).toBeDefined()
  expect((screen.getByRole('button', { name: 'Use this version' }) as HTMLButtonElement).disabled).toBe(true)
}, 20_000)

it('shows a version in use without letting it be changed, and makes the next one from it', async () => {
  const active = aTemplate({ status: 'active', plans: 4 })
  const next = aTemplate({ id: '4f0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31', number: 3 })
  const { calls } = startFakeServer({
    ...quietHouse,
    'plans.listPlanTemplates': () => ({ rows: [active, next] }),
    'plans.revisePlanTemplate': () => next,
  })
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText('in use, 4 plans')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Remove Risks' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Make a new version' }))
  expect(await screen.findByRole('button', { name: 'Use this version' })).toBeDefined()
  expect(calls.some(({ name }) => name === 'plans.revisePlanTemplate')).toBe(true)
}, 20_000)

it('lets people who only read look at templates and change none', async () => {
  startFakeServer({ ...withTemplates(aTemplate()), 'session.read': sessionOf('plans:read') })
  await openPage([plans], PAGE)
  expect(await screen.findByText('draft, 0 plans')).toBeDefined()
  for (const name of ['New template', 'Copy', 'Use this version', 'Make a new version']) {
    expect(screen.queryByRole('button', { name })).toBeNull()
  }
}, 20_000)

it('moves within the list and never out of it', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  expect(putBack(['a'], 5, 'z')).toEqual(['a', 'z'])
  expect(putBack(['a', 'b'], 1, 'z')).toEqual(['a', 'z', 'b'])
})
