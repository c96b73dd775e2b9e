import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeReply, startFakeServer } from '../../client/fixtures/fake-server.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { quietHouse } from '../lifecycle/fixtures.ts'
import { MasterSlidePanel } from './master-slide-panel.tsx'
import type { MasterSlide } from './master-slide-queries.ts'

const SLIDE: MasterSlide = {
  name: 'Company 2026.pptx',
  bytes: 120_000,
  width: 10,
  height: 7.5,
  layouts: ['Start', 'Content', ''],
  titleLayout: 'Start',
  contentLayout: 'Content',
  fonts: { headings: 'Georgia', text: 'Verdana' },
  colors: [
    { name: 'accent1', value: '4472C4' },
    { name: 'accent2', value: null },
  ],
  pictures: 2,
  uploadedByName: 'Ann Bell',
  uploadedAt: '2026-11-20T10:00:00Z',
  version: 3,
}

function pageFor(mayManage: boolean): AreaModule {
  return {
    id: 'plans',
    navigation: [],
    commands: [],
    routes: [{ path: '/plans', load: async () => () => <MasterSlidePanel mayManage={mayManage} /> }],
  }
}

async function choose(user: Awaited<ReturnType<typeof openPage>>['user'], file: File) {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no field for the file')
  await user.upload(input, file)
}

it('takes a presentation and shows what decks take of it', async () => {
  let stored: MasterSlide | null = null
  const { calls } = startFakeServer({
    ...quietHouse,
    'plans.readMasterSlide': () => ({ masterSlide: stored }),
    'PUT /api/workspaces/acme/plan-master-slide': () => {
      stored = SLIDE
      return new FakeReply(200, { masterSlide: SLIDE })
    },
  })
  const { user } = await openPage([pageFor(true)], '/plans')
  const give = await screen.findByRole<HTMLButtonElement>('button', { name: 'Use it for decks' })
  expect(give.disabled).toBe(true)
  await choose(user, new File(['{}'], 'Company 2026.pptx'))
  await user.click(give)
  const facts = await screen.findByLabelText('Company 2026.pptx')
  for (const said of [
    '10 by 7.5 inches',
    'Start; Content; without a name',
    'Georgia for titles',
    'accent 1 #4472C4',
    'mixed',
  ])
    expect(facts.textContent).toContain(said)
  expect(calls.some(({ name }) => name.startsWith('PUT'))).toBe(true)
}, 15_000)

it('says why a file is refused, and keeps the one before', async () => {
  startFakeServer({
    ...quietHouse,
    'plans.readMasterSlide': () => ({ masterSlide: SLIDE }),
    'PUT /api/workspaces/acme/plan-master-slide': () =>
      new FakeReply(422, { code: 'plans/master-slide-macros', detail: 'This presentation holds macros.' }),
  })
  const { user } = await openPage([pageFor(true)], '/plans')
  await screen.findByLabelText('Company 2026.pptx')
  await choose(user, new File(['{}'], 'Bad.pptx'))
  await user.click(screen.getByRole('button', { name: 'Use it instead' }))
  expect(await screen.findByText('This presentation holds macros.')).toBeDefined()
  expect(screen.getByLabelText('Company 2026.pptx')).toBeDefined()
}, 15_000)

it('refuses a file that is too large before it is sent', async () => {
  const { calls } = startFakeServer({ ...quietHouse, 'plans.readMasterSlide': () => ({ masterSlide: null }) })
  const { user } = await openPage([pageFor(true)], '/plans')
  const give = await screen.findByRole<HTMLButtonElement>('button', { name: 'Use it for decks' })
  await choose(user, new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'Large.pptx'))
  expect(await screen.findByText(/larger than 20 MB/)).toBeDefined()
  expect(give.disabled).toBe(true)
  expect(calls.some(({ name }) => name.startsWith('PUT'))).toBe(false)
}, 15_000)

it('is removed only after it was asked for, at the version that was seen', async () => {
  let stored: MasterSlide | null = SLIDE
  const { calls } = startFakeServer({
    ...quietHouse,
    'plans.readMasterSlide': () => ({ masterSlide: stored }),
    'plans.removeMasterSlide': () => {
      stored = null
      return { masterSlide: null }
    },
  })
  const { user } = await openPage([pageFor(true)], '/plans')
  await user.click(await screen.findByRole('button', { name: 'Remove' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove it' }))
  expect(await screen.findByText(/Decks are made on a plain master/)).toBeDefined()
  await waitFor(() =>
    expect(calls.filter(({ name }) => name === 'plans.removeMasterSlide').map(({ ifMatch }) => ifMatch)).toEqual([
      '"3"',
    ]),
  )
}, 15_000)

it('is shown to those who may not change it, without the means to', async () => {
  startFakeServer({ ...quietHouse, 'plans.readMasterSlide': () => ({ masterSlide: SLIDE }) })
  await openPage([pageFor(false)], '/plans')
  await screen.findByLabelText('Company 2026.pptx')
  expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  expect(document.querySelector('input[type=file]')).toBeNull()
}, 15_000)
