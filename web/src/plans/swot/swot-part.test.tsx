import { contract } from '@mainstay/contract/contract'
import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { answer, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { anItem, aPair, aPart, aPlan, PLAN_ID, uuidOf } from './fixtures.ts'
import { SwotPart } from './swot-part.tsx'
import type { SwotItem } from './types.ts'

// Loaded before, so that no test waits for its code.
void SwotPart

const PAGE = `/plans/${PLAN_ID}?part=swot`
const quiet = { 'session.read': () => aSession(), 'plans.readPlan': () => aPlan() }
const reader = () => aSession({ workspaces: [anAccess({ permissions: ['plans:read'], role: 'viewer' })] })
const WITHDRAW = 'POST /api/workspaces/acme/plans/*/tows/dismissals/*/withdraw'
const inDialog = { hidden: true }

// Toasts outlive a page.
afterEach(() => notifications.clean())

async function openItem(user: { click: (element: Element) => Promise<void> }, words: string) {
  await user.click(await screen.findByRole('button', { name: new RegExp(`^${words}`) }))
  return within(await screen.findByRole('dialog', inDialog))
}

it('shows both viewpoints apart, the items by quadrant, and what stands out', async () => {
  startFakeServer({
    ...quiet,
    'plans.readSwot': () =>
      aPart([
        anItem(1, { text: 'Strong brand' }),
        anItem(2, {
          kind: 'threat',
          text: 'New rival',
          impact: null,
          confidence: null,
          score: null,
          grade: null,
          evidence: '',
          evidenceOn: null,
          marks: ['not_graded', 'without_evidence', 'without_date'],
        }),
        anItem(3, { viewpoint: 'view_of_us', kind: 'weakness', text: 'You answer late', marks: [] }),
        anItem(4, { text: 'Old fame', settled: { reason: 'Sold', on: '2026-11-01', byName: 'Bo' }, marks: [] }),
      ]),
  })
  const { user } = await openPage([plans], PAGE)
  const strengths = await screen.findByRole('list', { name: 'Strengths' })
  expect(within(strengths).getByRole('button', { name: /^Strong brand/ }).textContent).toContain(
    'Strong brandHigh 9high, without action',
  )
  const threat = within(screen.getByRole('list', { name: 'Threats' })).getByRole('button', { name: /^New rival/ })
  expect(threat.textContent).toContain('Not gradedno evidenceno date')
  expect(screen.queryByText('You answer late')).toBeNull()
  expect(screen.queryByText('Old fame')).toBeNull()
  await user.click(screen.getByRole('button', { name: '1 item settled' }))
  expect(screen.getByText('Old fame')).toBeDefined()

  await user.click(screen.getByRole('button', { name: 'no evidence 1' }))
  expect(screen.queryByText('Strong brand')).toBeNull()
  expect(screen.getByText('New rival')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'no evidence 1' }))

  await user.click(screen.getByRole('radio', { name: 'How they see us · 1' }))
  expect(await screen.findByText('You answer late')).toBeDefined()
  expect(screen.queryByText('Strong brand')).toBeNull()
}, 20_000)

it('adds with the keyboard alone, and keeps words that were refused', async () => {
  const items: SwotItem[] = []
  let isDown = true
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart(items),
    'plans.addSwotItem': ({ input }) => {
      if (isDown) throw new FakeRefusal(503, 'http/overloaded')
      const item = anItem(items.length + 1, { text: String(input.text), kind: 'threat' })
      items.push(item)
      return item
    },
  })
  const { user } = await openPage([plans], PAGE)
  const line = await screen.findByRole('textbox', { name: 'Add to threats' })
  await user.type(line, 'New rival{Enter}')
  const refused = await screen.findByRole('alert')
  expect(refused.textContent).toContain('New rival')
  expect(document.activeElement).toBe(line)
  isDown = false
  await user.click(within(refused).getByRole('button', { name: 'Try again' }))
  const threats = screen.getByRole('list', { name: 'Threats' })
  expect(await within(threats).findByText('New rival')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(calls.filter(({ name }) => name === 'plans.addSwotItem').at(-1)?.input).toMatchObject({
    planId: PLAN_ID,
    viewpoint: 'customer',
    kind: 'threat',
    text: 'New rival',
    impact: null,
  })
}, 20_000)

it('reads pasted lines, shows what they become, and adds only then', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart([anItem(1, { text: 'Strong brand' })]),
    'plans.addSwotItems': () => ({ items: [] }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('textbox', { name: 'Add to strengths' }))
  await user.paste('strong brand\n- Own sales force\t3\t2\tVisit\nWrong\t9\nUnwanted')
  const dialog = within(await screen.findByRole('dialog', { ...inDialog, name: 'Paste into strengths' }))
  const preview = await dialog.findByRole('list', { ...inDialog, name: 'What will be added' })
  expect(preview.textContent).toContain('there already')
  expect(preview.textContent).toContain('impact is not 1, 2 or 3')
  expect(preview.textContent).toContain('High 6')
  await user.click(dialog.getByRole('checkbox', { ...inDialog, name: 'Line 4: Unwanted' }))
  expect(calls.some(({ name }) => name === 'plans.addSwotItems')).toBe(false)
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Add 2 items' }))
  expect(await screen.findByText('2 items added.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.addSwotItems')?.input).toMatchObject({
    items: [
      { kind: 'strength', text: 'Own sales force', impact: 3, confidence: 2, evidence: 'Visit' },
      { text: 'Wrong', impact: null },
    ],
  })
}, 20_000)

it('changes only what was changed, and merges with what somebody else has changed meanwhile', async () => {
  let item = anItem(1, { text: 'Strong brand', impact: 2, score: 6 })
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart([item]),
    'plans.changeSwotItem': ({ ifMatch, input }) => {
      if (ifMatch !== `"${item.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      const { impact } = input as { impact: number }
      return anItem(1, { ...item, impact, version: item.version + 1 })
    },
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openItem(user, 'Strong brand')
  item = anItem(1, { ...item, saidBy: 'Bo', version: 2 })
  const impact = dialog.getAllByRole('radio', { ...inDialog, name: '3 great' })[0]
  if (impact) await user.click(impact)
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  expect(await screen.findByText('Saved.')).toBeDefined()
  const sent = calls.filter(({ name }) => name === 'plans.changeSwotItem')
  expect(sent.map(({ ifMatch, body }) => [ifMatch, body])).toEqual([
    ['"1"', { impact: 3 }],
    ['"2"', { impact: 3 }],
  ])
  item = anItem(1, { ...item, impact: 3, version: 3 })
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await screen.findByText('Undone.')
  const takenBack = calls.filter(({ name }) => name === 'plans.changeSwotItem').at(-1)
  expect([takenBack?.ifMatch, takenBack?.body]).toEqual(['"3"', { impact: 2 }])
}, 20_000)

it('shows both versions where both changed the same, and keeps what was typed', async () => {
  let item = anItem(1, { text: 'Strong brand' })
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart([item]),
    'plans.changeSwotItem': ({ ifMatch, input }) => {
      if (ifMatch !== `"${item.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      return anItem(1, { text: String(input.text), version: 3 })
    },
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openItem(user, 'Strong brand')
  item = anItem(1, { text: 'Famous brand', version: 2 })
  const words = dialog.getByRole('textbox', { ...inDialog, name: /What it is/ }) as HTMLTextAreaElement
  await user.clear(words)
  await user.type(words, 'Beloved brand')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  const conflict = await dialog.findByRole('alert', inDialog)
  expect(conflict.textContent).toContain('Beloved brand')
  expect(conflict.textContent).toContain('Famous brand')
  expect(words.value).toBe('Beloved brand')
  await user.click(within(conflict).getByRole('button', { ...inDialog, name: 'Keep mine' }))
  expect(await screen.findByText('Saved.')).toBeDefined()
  expect(calls.filter(({ name }) => name === 'plans.changeSwotItem').at(-1)).toMatchObject({
    ifMatch: '"2"',
    body: { text: 'Beloved brand' },
  })
}, 20_000)

it('names the wrong field, asks before it forgets, and lets what was taken out be added anew', async () => {
  let isGone = false
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart([anItem(1, { text: 'Strong brand' })]),
    'plans.changeSwotItem': () => {
      if (isGone) throw new FakeRefusal(409, 'plans/removed')
      const errors = [{ path: 'evidenceOn', code: 'plans/evidence-in-future', message: 'still to come' }]
      throw new FakeRefusal(422, 'plans/evidence-in-future', { errors })
    },
    'plans.addSwotItem': () => anItem(2),
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openItem(user, 'Strong brand')
  await user.type(dialog.getByRole('textbox', { ...inDialog, name: 'Who said it' }), ' himself')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  expect(await dialog.findByText('still to come')).toBeDefined()
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Cancel' }))
  expect(dialog.getByText('There are changes that are not saved.')).toBeDefined()
  isGone = true
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  await user.click(await dialog.findByRole('button', { ...inDialog, name: 'Add as a new item' }))
  expect(await screen.findByText('Added as a new item.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.addSwotItem')?.input).toMatchObject({
    text: 'Strong brand',
    saidBy: 'Their chief buyer himself',
  })
}, 20_000)

it('takes an item out and puts it back, and settles one with a reason', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart([anItem(1, { text: 'Strong brand' })]),
    'plans.removeSwotItem': () => anItem(1, { version: 2 }),
    'plans.putBackSwotItem': () => anItem(1, { version: 3 }),
    'plans.settleSwotItem': () => anItem(1, { version: 4 }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.click((await openItem(user, 'Strong brand')).getByRole('button', { ...inDialog, name: 'Take out' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(calls.find(({ name }) => name === 'plans.putBackSwotItem')?.ifMatch).toBe('"2"'))

  await waitFor(() => expect(screen.queryByRole('dialog', inDialog)).toBeNull())
  const dialog = await openItem(user, 'Strong brand')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Settle…' }))
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Settle' }))
  expect(dialog.getByText('Write at least 3 characters.')).toBeDefined()
  await user.type(dialog.getByRole('textbox', { ...inDialog, name: /no longer count/ }), 'The rival is bankrupt')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Settle' }))
  await waitFor(() =>
    expect(calls.find(({ name }) => name === 'plans.settleSwotItem')?.input).toMatchObject({
      reason: 'The rival is bankrupt',
    }),
  )
}, 20_000)

it('makes an objective of an item, with its words and what it came of', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () =>
      aPart([
        anItem(1, {
          kind: 'threat',
          text: 'New rival',
          caused: [
            { kind: 'action', id: uuidOf(9), title: 'Visit', state: 'done', isStanding: true, isByPair: false },
            { kind: 'objective', id: uuidOf(8), title: null, state: null, isStanding: true, isByPair: true },
          ],
        }),
      ]),
    'plans.createObjective': () => {
      throw new FakeRefusal(409, 'plans/closed')
    },
  })
  const { user } = await openPage([plans], PAGE)
  const row = await screen.findByRole('button', { name: /^New rival/ })
  expect(row.textContent).toContain('caused 2')
  const dialog = await openItem(user, 'New rival')
  expect(dialog.getByText('Visit')).toBeDefined()
  expect(dialog.getByText('hidden: in a part of the plan that you may not see')).toBeDefined()
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Make an objective' }))
  const making = within(await screen.findByRole('dialog', { ...inDialog, name: 'New objective' }))
  const title = (await making.findByRole('textbox', { ...inDialog, name: /^Objective/ })) as HTMLInputElement
  expect(title.value).toBe('New rival')
  await user.clear(title)
  await user.type(title, 'Bind them for two years')
  await user.click(making.getByRole('button', { ...inDialog, name: 'Add the objective' }))
  expect((await making.findByRole('alert', inDialog)).textContent).toContain('plans/closed')
  expect(title.value).toBe('Bind them for two years')
  expect(calls.find(({ name }) => name === 'plans.createObjective')?.input).toMatchObject({
    title: 'Bind them for two years',
    cause: { kind: 'swot_item', id: uuidOf(1) },
  })
}, 20_000)

it('proposes pairs, and sets one aside with a reason and takes that back', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readSwot': () => aPart([]),
    'plans.listTowsPairs': ({ input }) =>
      input.state === 'open' ? { rows: [aPair()], total: 120 } : { rows: [], total: 0 },
    'plans.dismissTowsPair': () =>
      aPair({ dismissal: { reason: 'Too dear', on: '2026-11-20', byName: 'Ann Bell', version: 1 } }),
    // By its address: the colon of a pair's id travels encoded.
    [WITHDRAW]: () => answer(contract.plans.bringBackTowsPair, aPair()),
  })
  const { user } = await openPage([plans], `${PAGE}&swotView=pairs`)
  const list = await screen.findByRole('list', { name: 'Pairs' })
  expect(list.textContent).toContain('STuse a strength against a threat9 × 6 = 54 of 81')
  expect(list.textContent).toContain('Brand')
  expect(list.textContent).toContain('New rival')
  expect(screen.getByText('1 of 120 pairs')).toBeDefined()
  await user.click(within(list).getByRole('button', { name: 'Make an action' }))
  const making = within(await screen.findByRole('dialog', { ...inDialog, name: 'New action' }))
  const title = (await making.findByRole('textbox', { ...inDialog, name: /What is to be done/ })) as HTMLInputElement
  expect(title.value).toBe('Brand with New rival')
  await user.click(making.getByRole('button', { ...inDialog, name: 'Cancel' }))
  await user.click(within(list).getByRole('button', { name: 'Set aside…' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await user.type(dialog.getByRole('textbox', { ...inDialog, name: /Why is nothing done/ }), 'Too dear')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Set aside' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(calls.find(({ name }) => name === WITHDRAW)?.ifMatch).toBe('"1"'))
  await user.click(screen.getByRole('radio', { name: 'Set aside' }))
  expect(await screen.findByText('No pair was set aside')).toBeDefined()
}, 20_000)

it('lets readers read everything and change nothing', async () => {
  startFakeServer({
    ...quiet,
    'session.read': reader,
    'plans.readSwot': () => aPart([anItem(1, { text: 'Strong brand' })]),
    'plans.listTowsPairs': () => ({ rows: [aPair()], total: 1 }),
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openItem(user, 'Strong brand')
  expect(dialog.getByText('Their annual report')).toBeDefined()
  expect(dialog.queryByRole('textbox', inDialog)).toBeNull()
  expect(dialog.queryByRole('button', { ...inDialog, name: 'Make an action' })).toBeNull()
  expect(screen.queryByRole('textbox', { ...inDialog, name: 'Add to strengths' })).toBeNull()
}, 20_000)

it('says when the part is not for the reader', async () => {
  startFakeServer({
    ...quiet,
    'plans.readSwot': () => {
      throw new FakeRefusal(404, 'plans/no-such-part')
    },
  })
  await openPage([plans], PAGE)
  expect(await screen.findByText('plans/no-such-part')).toBeDefined()
}, 20_000)
