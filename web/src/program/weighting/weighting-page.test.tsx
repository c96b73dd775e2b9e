import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { program } from '../index.ts'
import type { CriteriaSet } from '../types.ts'
import type { Answers, Group, SecondOpinions, Weighting } from './types.ts'

const ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31'
const NAMES = { margin: 'Margin', growth: 'Growth', fit: 'Fit' }

const draft: CriteriaSet = {
  id: ID,
  name: 'Key account criteria',
  number: 2,
  status: 'draft',
  definition: { criteria: [], gates: [], minimumConfidence: 0.3, axes: { strength: [] } },
  faults: [],
  needsPublishReason: false,
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

const opinions: SecondOpinions = {
  criteriaSetId: ID,
  compared: 40,
  mostCompared: 5000,
  methods: [
    { method: 'topsis', correlation: { value: 0.93, status: 'ok', reasons: [] }, turned: 4 },
    { method: 'ahp_ideal', correlation: { value: 0.97, status: 'ok', reasons: [] }, turned: 0 },
    {
      method: 'ahp_distributive',
      correlation: { value: null, status: 'insufficient_data', reasons: [] },
      turned: 2,
    },
  ],
  rows: [{ account: { id: '7', code: 'N', name: 'Northwind' }, byScore: 3, byMethod: [9, 4, 3.5] }],
}

const group: Group = {
  shares: [
    { key: 'margin', share: 0.5, lowest: 0.3, highest: 0.7, points: 50 },
    { key: 'growth', share: 0.3, lowest: 0.2, highest: 0.4, points: 30 },
    { key: 'fit', share: 0.2, lowest: 0.1, highest: 0.3, points: 20 },
  ],
  members: [
    {
      name: 'Sam Sales',
      isOwn: false,
      method: 'pairwise',
      shares: [0.7, 0.2, 0.1],
      distance: 0.2,
      isFarOff: true,
      consistency: { lambdaMax: 3.2, index: 0.1, ratio: 0.19, table: 'saaty_2005', limit: 0.05, isConsistent: false },
      hasSeenOthers: false,
    },
    {
      name: 'Ann Bell',
      isOwn: true,
      method: 'direct',
      shares: [0.3, 0.4, 0.3],
      distance: 0.2,
      isFarOff: false,
      consistency: null,
      hasSeenOthers: true,
    },
  ],
  methods: { direct: 1, swing: 0, pairwise: 1 },
  consistency: { lambdaMax: 3.2, index: 0.1, ratio: 0.19, table: 'saaty_2005', limit: 0.05, isConsistent: false },
  outdated: 1,
  isOnePerson: false,
  needsReason: true,
}

interface Stored {
  names: Readonly<Record<string, string>>
  own: Weighting['own']
  group: Group | null
  weights: Readonly<Record<string, number>>
  version: number
}

/** A server that keeps one's own weights and lets the group be seen once they are given. */
function serve(start: Partial<Stored> = {}, role: 'lead' | 'contributor' | 'viewer' = 'lead') {
  const stored: Stored = {
    names: NAMES,
    own: null,
    group,
    weights: { margin: 40, growth: 40, fit: 20 },
    version: 4,
    ...start,
  }
  const permissions = {
    lead: ['program:read', 'program:write', 'selection:read', 'selection:judge'],
    contributor: ['program:read', 'selection:read', 'selection:judge'],
    viewer: ['program:read', 'selection:read'],
  }[role]
  const server = startFakeServer({
    'session.read': () => fakeSession({ workspaces: [anAccess({ permissions })] }),
    'program.listCriteriaSets': () => ({ rows: [draft] }),
    'selection.readSecondOpinions': () => opinions,
    'program.readWeighting': () => ({
      criteriaSet: { id: ID, name: draft.name, number: 2, status: 'draft', version: stored.version },
      criteria: Object.entries(stored.names).map(([key, name]) => ({
        key,
        name,
        definition: `What ${name} means.`,
        weight: stored.weights[key] ?? 0,
        isSize: false,
      })),
      source: null,
      own: stored.own,
      given: stored.own?.isGiven ? 2 : 1,
      begun: 2,
      people: role === 'lead' ? [{ name: 'Fay Finance', isGiven: false }] : null,
      group: stored.own?.isGiven ? stored.group : null,
    }),
    'program.saveWeights': ({ input, ifMatch }) => {
      const version = stored.own?.version ?? 0
      if (ifMatch !== `"${version}"`) throw new FakeRefusal(412, 'http/version-stale')
      stored.own = {
        answers: input.answers as Answers,
        isGiven: input.isGiven === true,
        hasSeenOthers: stored.own?.isGiven ?? false,
        isOutdated: false,
        version: version + 1,
      }
      return { version: version + 1, isGiven: input.isGiven }
    },
    'program.applyWeights': ({ input, ifMatch }) => {
      if (ifMatch !== `"${stored.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      const weights = input.weights as { key: string; value: number }[]
      stored.weights = Object.fromEntries(weights.map(({ key, value }) => [key, value]))
      stored.version += 1
      return { id: ID, version: stored.version, weights }
    },
    'program.undoWeights': () => {
      stored.weights = { margin: 40, growth: 40, fit: 20 }
      stored.version += 1
      return { id: ID, version: stored.version, weights: [] }
    },
  })
  return { ...server, stored }
}

const given = (answers: Answers): Weighting['own'] => ({
  answers,
  isGiven: true,
  hasSeenOthers: false,
  isOutdated: false,
  version: 1,
})
const points: Answers = {
  method: 'direct',
  weights: [
    { key: 'margin', value: 30 },
    { key: 'growth', value: 40 },
    { key: 'fit', value: 30 },
  ],
}

const open = () => openPage([program], '/program/weighting')
const fieldOf = (name: string) => screen.findByRole('textbox', { name: `Points for ${name}` })

it('shows what is missing to 100, evens it out on request, keeps it, and gives it', async () => {
  const { stored } = serve()
  const { user } = await open()
  expect(await screen.findByText('Hidden until you give yours')).toBeDefined()
  await user.type(await fieldOf('Margin'), '40')
  await user.type(await fieldOf('Growth'), '40')
  expect(screen.getByText('Fit has no value yet.')).toBeDefined()
  await user.type(await fieldOf('Fit'), '10')
  expect(screen.getByText(/10 missing/)).toBeDefined()
  const give = screen.getByRole('button', { name: 'Give my weights' })
  expect(give).toHaveProperty('disabled', true)
  await vi.waitFor(() => expect(stored.own).toMatchObject({ isGiven: false }), { timeout: 4000 })
  await user.click(screen.getByRole('button', { name: 'Even out to 100' }))
  expect(screen.getByText(/· adds up/)).toBeDefined()
  await user.click(give)
  expect(await screen.findByText('Sam Sales')).toBeDefined()
  expect(stored.own).toMatchObject({ isGiven: true, answers: { method: 'direct' } })
  expect(screen.queryByText('Hidden until you give yours')).toBeNull()
}, 20_000)

it('compares pair after pair by keyboard alone, and one click mends what contradicts most', async () => {
  const { stored } = serve()
  const { user } = await open()
  await user.click(await screen.findByRole('radio', { name: 'In pairs' }))
  expect(screen.getByText('0 of 3 pairs compared')).toBeDefined()
  const press = (key: string) => fireEvent.keyDown(screen.getByRole('slider'), { key })
  expect(screen.getByRole('radio', { name: 'In pairs' })).toBe(document.activeElement)
  press('3')
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('Margin matters moderately more than Growth')
  press('Enter')
  expect(screen.getByRole('slider', { name: 'Margin against Fit' })).toBe(document.activeElement)
  press('3')
  press('x')
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('Fit matters moderately more than Margin')
  press('Enter')
  press('3')
  expect(screen.getByText('Every pair is compared.')).toBeDefined()
  expect(screen.getByText('contradict each other')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Take what the others speak for' }))
  expect(screen.queryByText('contradict each other')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Give my weights' }))
  await vi.waitFor(() => expect(stored.own).toMatchObject({ isGiven: true, answers: { table: 'saaty_2005' } }))
}, 20_000)

it('fills the matrix with its mirror, and names the pairs that lack', async () => {
  serve()
  const { user } = await open()
  await user.click(await screen.findByRole('radio', { name: 'In pairs' }))
  await user.click(screen.getByRole('radio', { name: 'As a matrix' }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'How much Margin matters against Fit' }), '1/5')
  const own = screen.getByRole('region', { name: 'Your weights' })
  const rows = within(own).getAllByRole('row')
  expect(rows[3]?.textContent).toContain('5')
  expect(screen.getByRole('button', { name: 'Margin / Growth' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Margin / Fit' })).toBeNull()
  expect(screen.getByText('2 pairs to go.')).toBeDefined()
}, 20_000)

it('a changed weight counts only when it is given again, and can be left', async () => {
  const { calls } = serve({ own: given(points) })
  const { user } = await open()
  const field = await fieldOf('Margin')
  await user.clear(field)
  await user.type(field, '20')
  expect(screen.getAllByText('changed, not given yet').length).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(calls.some(({ name }) => name === 'program.saveWeights')).toBe(false)
  await user.click(screen.getByRole('button', { name: 'Back to what I gave' }))
  expect(await fieldOf('Margin')).toHaveProperty('value', '30')
}, 20_000)

it('shows spread, who is far off and who contradicts themselves; a reason is asked before they count; undo goes back', async () => {
  const { stored, calls } = serve({ own: given(points) })
  const { user } = await open()
  const row = await screen.findByRole('row', { name: /Sam Sales/ })
  expect(row.textContent).toContain('far off')
  expect(row.textContent).toContain('contradicts itself')
  expect(screen.getByText(/30.0 % to 70.0 %/)).toBeDefined()
  expect(screen.getByText('Still at it: Fay Finance.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Give the draft these weights' }))
  expect(screen.getByText('Write at least 10 characters.')).toBeDefined()
  expect(calls.some(({ name }) => name === 'program.applyWeights')).toBe(false)
  await user.type(screen.getByRole('textbox', { name: /Why may contradicting/ }), 'We talked it through.')
  await user.click(screen.getByRole('button', { name: 'Give the draft these weights' }))
  expect(await screen.findByText('The draft has these weights.')).toBeDefined()
  expect(stored.weights).toEqual({ margin: 50, growth: 30, fit: 20 })
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await vi.waitFor(() => expect(stored.weights).toEqual({ margin: 40, growth: 40, fit: 20 }))
}, 20_000)

it('says when the draft was changed meanwhile, and shows the latest', async () => {
  const { stored } = serve({ own: given(points), group: { ...group, needsReason: false } })
  const { user } = await open()
  const apply = await screen.findByRole('button', { name: 'Give the draft these weights' })
  stored.version += 1
  await user.click(apply)
  expect((await screen.findByRole('alert')).textContent).toContain('Look again')
  await user.click(apply)
  await vi.waitFor(() => expect(stored.weights.margin).toBe(50))
}, 20_000)

it('changed in another window: neither is lost until one chooses', async () => {
  const { stored } = serve()
  const { user } = await open()
  await fieldOf('Margin')
  stored.own = {
    ...given(points),
    isGiven: false,
    hasSeenOthers: false,
    isOutdated: false,
    answers: points,
    version: 3,
  }
  await user.type(await fieldOf('Fit'), '55')
  expect(await screen.findByText(/changed your weights in another window/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Take those' }))
  expect(await fieldOf('Fit')).toHaveProperty('value', '30')
}, 20_000)

it('whoever leads may look on without weights; a contributor is not offered it and sees no names', async () => {
  const lead = serve()
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'I only lead: show me the others’ weights' }))
  expect(await screen.findByText('You lead without weights of your own.')).toBeDefined()
  expect(lead.stored.own).toMatchObject({ isGiven: true, answers: { method: 'aside' } })
  cleanup()
  serve({}, 'contributor')
  await open()
  expect(await fieldOf('Margin')).toBeDefined()
  expect(screen.queryByRole('button', { name: /I only lead/ })).toBeNull()
}, 20_000)

it('refuses a viewer with who can change that', async () => {
  serve({}, 'viewer')
  await open()
  expect(await screen.findByText('Weighing is for people who judge')).toBeDefined()
}, 20_000)

it('holds the order against other methods, and says what cannot be told', async () => {
  serve({ own: given(points) })
  await open()
  const topsis = await screen.findByRole('row', { name: /^TOPSIS/ })
  expect(topsis.textContent).toContain('0.93')
  expect(screen.getByRole('row', { name: /^AHP, distributive/ }).textContent).toContain('unknown')
  expect(screen.getByRole('row', { name: /Northwind/ }).textContent).toContain('3.5')
}, 20_000)

it('a draft without criteria, and more criteria than any table covers, say what to do instead', async () => {
  serve({ names: {} })
  await open()
  expect(await screen.findByText('Nothing to weigh yet')).toBeDefined()
  cleanup()
  const many = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`c${index}`, `Criterion ${index}`]))
  serve({ names: many })
  const { user } = await open()
  await user.click(await screen.findByRole('radio', { name: 'In pairs' }))
  expect(screen.getByText(/Weigh by points or swings/)).toBeDefined()
  expect(screen.queryByRole('slider')).toBeNull()
}, 20_000)
