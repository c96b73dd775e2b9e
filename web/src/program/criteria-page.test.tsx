import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeRefusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { fakeSession } from '../client/fixtures/sessions.ts'
import { openPage } from '../ledger/fixtures/open-page.tsx'
import { program } from './index.ts'
import type { CriteriaSet, Criterion } from './types.ts'

const ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31'

const criterion = (key: string, name: string, weight: number): Criterion => ({
  key,
  name,
  definition: `What ${name} means.`,
  weight,
  isSize: false,
  source: {
    kind: 'measured',
    measure: 'growth_12m',
    anchors: [
      { raw: 0, points: 0 },
      { raw: 1, points: 100 },
    ],
  },
})

const draft: CriteriaSet = {
  id: ID,
  name: 'Key account criteria',
  number: 2,
  status: 'draft',
  definition: {
    criteria: [criterion('margin', 'Margin', 60), criterion('growth', 'Growth', 40)],
    gates: [],
    minimumConfidence: 0.3,
    axes: { strength: [] },
  },
  faults: [],
  needsPublishReason: true,
  sizeWeightShare: 0,
  isStarter: false,
  publishReason: null,
  publishedAt: null,
  publishedBy: null,
  retiredAt: null,
  weightSource: null,
  version: 4,
  updatedAt: '2026-11-01T10:00:00Z',
}
const measure = {
  key: 'growth_12m',
  name: 'Growth',
  unit: 'fraction',
  meaning: 'More than before.',
  isSize: false,
  needsMargins: false,
}

/** A server that keeps one draft; `touch` is somebody else at work on it. */
function serveDraft() {
  let stored = draft
  const check = (headers: Headers) => {
    if (headers.get('if-match') !== `"${stored.version}"`) throw new FakeRefusal(412, 'http/version-stale')
  }
  const server = startFakeServer({
    'session.read': () => fakeSession(),
    'program.listMeasures': () => ({ measures: [measure] }),
    'program.listCriteriaSets': () => ({ rows: [stored] }),
    'program.readCriteriaSet': () => stored,
    'program.changeCriteriaSet': ({ input, headers }) => {
      check(headers)
      stored = {
        ...stored,
        name: String(input.name),
        definition: input.definition as never,
        version: stored.version + 1,
      }
      return stored
    },
    'program.publishCriteriaSet': ({ input, headers }) => {
      check(headers)
      stored = {
        ...stored,
        status: 'published',
        publishReason: String(input.reason),
        publishedAt: '2026-11-21T10:00:00Z',
      }
      return stored
    },
  })
  const touch = () => {
    const criteria = stored.definition.criteria.map((entry) => ({ ...entry, weight: 50 }))
    stored = { ...stored, definition: { ...stored.definition, criteria }, version: stored.version + 1 }
  }
  return { ...server, touch, read: () => stored }
}

it('publishes an unusual number of criteria only with a written reason', async () => {
  const { calls, read } = serveDraft()
  const { user } = await openPage([program], '/program/criteria')
  await user.click(await screen.findByRole('button', { name: 'Publish' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  await user.click(within(dialog).getByRole('button', { name: 'Publish', hidden: true }))
  expect(await within(dialog).findByText('Write at least 10 characters.')).toBeDefined()
  expect(calls.some(({ name }) => name === 'program.publishCriteriaSet')).toBe(false)
  await user.type(
    within(dialog).getByRole('textbox', { name: 'Why so few or so many criteria?', hidden: true }),
    'Two criteria are all we can measure yet.',
  )
  await user.click(within(dialog).getByRole('button', { name: 'Publish', hidden: true }))
  expect(await screen.findByText('Version 2 is in force.')).toBeDefined()
  expect(read().publishReason).toBe('Two criteria are all we can measure yet.')
}, 15_000)

it('saves a weight by itself', async () => {
  const { read } = serveDraft()
  const { user } = await openPage([program], '/program/criteria')
  const field = await screen.findByRole('textbox', { name: 'Weight of Margin as a number' })
  await user.clear(field)
  await user.type(field, '55')
  await vi.waitFor(() => expect(read().definition.criteria[0]?.weight).toBe(55), { timeout: 4000 })
  expect(await screen.findByText(/^Saved/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Make the sum 100' }))
  await vi.waitFor(() => expect(read().definition.criteria.map(({ weight }) => weight)).toEqual([58, 42]), {
    timeout: 4000,
  })
}, 15_000)

it('shows both versions when somebody else changed the draft, and keeps what was typed', async () => {
  const { read, touch } = serveDraft()
  const { user } = await openPage([program], '/program/criteria')
  const field = await screen.findByRole('textbox', { name: 'Weight of Margin as a number' })
  touch()
  await user.clear(field)
  await user.type(field, '70')
  expect(await screen.findByText('Somebody changed this draft while you were at it')).toBeDefined()
  const row = screen.getByRole('row', { name: /Margin: weight/ })
  expect(row.textContent).toContain('70')
  expect(row.textContent).toContain('50')
  await user.click(screen.getByRole('button', { name: 'Keep mine' }))
  await vi.waitFor(() => expect(read().definition.criteria[0]?.weight).toBe(70), { timeout: 4000 })
}, 15_000)

it('asks before a draft is deleted that others have weighed, since undoing does not bring their weights back', async () => {
  let deleted = 0
  let begun = 3
  startFakeServer({
    'session.read': () => fakeSession(),
    'program.listMeasures': () => ({ measures: [measure] }),
    'program.listCriteriaSets': () => ({ rows: [draft] }),
    'program.readWeighting': () => ({
      criteriaSet: { id: ID, name: draft.name, number: 2, status: 'draft', version: 4 },
      criteria: [],
      source: null,
      own: null,
      given: 1,
      begun,
      people: null,
      group: null,
    }),
    'program.deleteDraft': () => {
      deleted += 1
      return { id: ID }
    },
  })
  const { user } = await openPage([program], '/program/criteria')
  await user.click(await screen.findByRole('button', { name: 'Delete the draft' }))
  expect(await screen.findByText(/3 people have weighed its criteria/)).toBeDefined()
  await user.keyboard('{Escape}')
  expect(deleted).toBe(0)
  begun = 0
  await user.click(await screen.findByRole('button', { name: 'Delete the draft' }))
  await vi.waitFor(() => expect(deleted).toBe(1))
}, 15_000)
