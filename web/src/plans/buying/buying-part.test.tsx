import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { type FakeCall, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPerson, PLAN_ID } from '../record-fixtures.ts'
import { BuyingPart } from './buying-part.tsx'
import { aBuyingPart, aBuyingPlan, aMilestone, aPurchase, aStep, aTemplate, uuidOf } from './fixtures.ts'
import type { Purchase } from './types.ts'

// Loaded before, so that no test waits for its code.
void BuyingPart

const PAGE = `/plans/${PLAN_ID}?part=buying`
const inDialog = { hidden: true }
const reader = () => aSession({ workspaces: [anAccess({ permissions: ['plans:read'], role: 'viewer' })] })

// What one test has said may not be taken for what the next one says.
afterEach(() => notifications.clean())

/** Four milestones, four steps: one milestone unserved, one step that serves nothing, two that cross, ours further. */
function apart(changes: Partial<Purchase> = {}): Purchase {
  return aPurchase(
    {
      theirs: [
        aMilestone(1, { title: 'They see the need', phase: 'need_recognition', doneOn: '2026-10-01' }),
        aMilestone(2, { title: 'They write the specification', plannedOn: '2026-11-01', owner: null }),
        aMilestone(3, { title: 'They ask for proposals' }),
        aMilestone(4, { title: 'They choose', evidence: '' }),
      ],
      ours: [
        aStep(1, [1], { title: 'Count what the need costs', plannedOn: '2026-10-01', doneOn: '2026-10-05' }),
        aStep(2, [4], { title: 'Hand in the proposal' }),
        aStep(3, [2], { title: 'Comment on the specification', doneOn: '2026-11-10' }),
        aStep(4, [], { title: 'Send the catalog' }),
      ],
    },
    changes,
  )
}

function house(purchases: readonly Purchase[], handlers: object = {}) {
  return startFakeServer({
    'session.read': () => aSession(),
    'plans.readPlan': () => aBuyingPlan(),
    'plans.readBuying': () => aBuyingPart(purchases),
    'plans.readTeamPart': () => ({
      people: [
        aPerson({ id: uuidOf(801), name: 'Sam Sales', function: 'Account manager' }),
        aPerson({ id: uuidOf(800), name: 'Petra Purchasing', side: 'customer', personId: null, function: 'Buyer' }),
      ],
      hasAccountable: true,
      mayShapeInner: false,
    }),
    ...handlers,
  })
}

const sent = (calls: readonly FakeCall[], name: string) => calls.filter((call) => call.name === `plans.${name}`)
const cards = (side: string) => [...screen.getByRole('list', { name: side }).children]

async function openStep(user: { click: (element: Element) => Promise<void> }, side: string, title: string) {
  const list = await screen.findByRole('list', { name: side })
  await user.click(within(list).getByRole('button', { name: title }))
  return within(await screen.findByRole('dialog', inDialog))
}

it('shows both ways, how far each side is, how they fit and what stands out, in words', async () => {
  house([apart()])
  await openPage([plans], PAGE)
  const theirs = await screen.findByRole('list', { name: 'Their milestones' })
  expect(theirs.textContent).toContain('They see the need')
  expect(screen.getByText('We are 50 points ahead of them.')).toBeDefined()
  expect(screen.getByText('You are ahead of the buyer')).toBeDefined()
  expect(screen.getByText(/Their next milestone/).textContent).toContain('They write the specification')
  const fit = screen.getByRole('region', { name: 'How our selling fits their buying' })
  expect(fit.textContent).toMatch(/Milestones nobody serves25\s?%1 of 4 milestones/)
  expect(fit.textContent).toMatch(/Steps that serve nothing25\s?%1 of 4 steps/)
  expect(fit.textContent).toContain('1 pair crosses')
  expect(fit.textContent).toContain('4 days1 step late now')
  const specification = within(theirs).getByRole('button', { name: 'They write the specification' }).closest('li')
  expect(specification?.textContent).toContain('another order')
  expect(specification?.textContent).toContain('21 days late')
  expect(specification?.textContent).toContain('nobody named')
  expect(specification?.textContent).toContain('served by ours 3')
  const misfits = screen.getByRole('list', { name: 'Steps that do not fit' })
  expect(misfits.textContent).toContain('Nothing we do helps them past this milestone.')
  expect(misfits.textContent).toContain('Send the catalog')
}, 20_000)

it('says why a measure is unknown, and that nothing stands out where all fits', async () => {
  const theirs = [1, 2, 3].map((number) => aMilestone(number))
  const ours = [1, 2, 3].map((number) => aStep(number, [number]))
  house([aPurchase({ theirs, ours: [] }, { id: uuidOf(901), title: 'Only theirs' }), aPurchase({ theirs, ours })])
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText(/No step of ours is written down yet\./)).toBeDefined()
  expect(screen.queryByText('You are ahead of the buyer')).toBeNull()
  await user.click(screen.getByRole('button', { name: /^Pumps for the new hall/ }))
  expect(await screen.findByText(/^Nothing stands out/)).toBeDefined()
  expect(screen.getByText('Both are equally far.')).toBeDefined()
}, 20_000)

it('begins a purchase with what its class goes through, and takes a class from a template', async () => {
  const begun: Purchase[] = []
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart(begun, [aTemplate()]),
    'plans.beginPurchase': ({ input }: FakeCall) => {
      const purchase = aPurchase({ theirs: [aMilestone(1)], ours: [] }, { title: String(input.title) })
      begun.push(purchase)
      return purchase
    },
  })
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText('How do they buy?')).toBeDefined()
  expect(screen.getByText(/They have never bought this before/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Begin' }))
  expect(screen.getByText('Say what they buy.')).toBeDefined()
  await user.type(screen.getByRole('textbox', { name: /^What they buy/ }), 'Tender 2027')
  await user.click(screen.getByRole('radio', { name: 'Straight rebuy' }))
  expect(screen.getByText(/a step of ours that serves it: the need, order, review\./)).toBeDefined()
  await user.click(screen.getByRole('radio', { name: 'Template “Yearly tender”, version 2' }))
  expect((screen.getByRole('radio', { name: 'Modified rebuy' }) as HTMLInputElement).checked).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Begin' }))
  const heading = await screen.findByRole('heading', { name: 'Tender 2027' })
  expect(heading.contains(document.activeElement)).toBe(true)
  expect(sent(calls, 'beginPurchase')[0]?.body).toEqual({
    title: 'Tender 2027',
    buyClass: 'modified_rebuy',
    note: '',
    decisionOn: null,
    from: { kind: 'template', templateId: uuidOf(700) },
  })
}, 20_000)

it('adds steps one after the other with Enter alone, and keeps what was refused', async () => {
  let purchase = apart()
  let isDown = false
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([purchase]),
    'plans.addBuyingSteps': ({ input }: FakeCall) => {
      if (isDown) throw new FakeRefusal(409, 'plans/too-many-steps')
      const titles = (input.steps as { title: string }[]).map(({ title }) => title)
      const added = titles.map((title, at) => aMilestone(50 + purchase.customerSteps.length + at, { title }))
      purchase = aPurchase({ theirs: [...purchase.customerSteps, ...added], ours: purchase.ourSteps })
      return purchase
    },
  })
  const { user } = await openPage([plans], PAGE)
  const line = await screen.findByRole('textbox', { name: 'Add a milestone of theirs' })
  await user.type(line, 'They test it{Enter}They order{Enter}')
  await waitFor(() => expect(cards('Their milestones')).toHaveLength(6))
  expect(document.activeElement).toBe(line)
  await user.paste('They pay\nThey rate us')
  await waitFor(() => expect(cards('Their milestones')).toHaveLength(8))
  isDown = true
  await user.type(line, 'They come again{Enter}')
  const refused = await screen.findByRole('alert')
  expect(refused.textContent).toContain('They come again')
  expect(refused.textContent).toContain('plans/too-many-steps')
  expect(sent(calls, 'addBuyingSteps').map(({ body }) => body)).toEqual([
    { steps: [{ side: 'customer', title: 'They test it' }] },
    { steps: [{ side: 'customer', title: 'They order' }] },
    {
      steps: [
        { side: 'customer', title: 'They pay' },
        { side: 'customer', title: 'They rate us' },
      ],
    },
    { steps: [{ side: 'customer', title: 'They come again' }] },
  ])
}, 20_000)

it('sends steps whose answer never came once more as the same ones, and refused ones as new ones', async () => {
  const faults = [new TypeError('Failed to fetch'), new FakeRefusal(409, 'plans/too-many-steps')]
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([apart()]),
    'plans.addBuyingSteps': () => {
      const fault = faults.shift()
      if (fault) throw fault
      return apart()
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.type(await screen.findByRole('textbox', { name: 'Add a milestone of theirs' }), 'They test it{Enter}')
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('plans/too-many-steps'))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  const keys = sent(calls, 'addBuyingSteps').map(({ headers }) => headers.get('idempotency-key'))
  expect([keys[0] === keys[1], keys[1] === keys[2], keys.length]).toEqual([true, false, 3])
}, 20_000)

it('ticks a step off as done today, and takes that back by the version of the answer', async () => {
  let version = 1
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([withVersion(version)]),
    'plans.changeBuyingStep': () => {
      version += 1
      return withVersion(version)
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('checkbox', { name: 'Done: Hand in the proposal' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(sent(calls, 'changeBuyingStep')).toHaveLength(2))
  const [ticked, undone] = sent(calls, 'changeBuyingStep')
  expect(ticked?.body.doneOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect([ticked?.ifMatch, undone?.ifMatch, undone?.body]).toEqual(['"1"', '"2"', { doneOn: null }])
}, 20_000)

function withVersion(version: number): Purchase {
  const purchase = apart()
  return { ...purchase, ourSteps: purchase.ourSteps.map((step) => ({ ...step, version })) }
}

it('moves a step by keyboard, says where it is now, and keeps the focus on it', async () => {
  let order = [1, 2, 3]
  let version = 1
  const inOrder = () => aPurchase({ theirs: order.map((number) => aMilestone(number, { version })), ours: [] })
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([inOrder()]),
    'plans.orderBuyingStep': ({ input }: FakeCall) => {
      const moved = order.filter((number) => uuidOf(number) !== input.id)
      const at = moved.findIndex((number) => uuidOf(number) === input.beforeId)
      moved.splice(at < 0 ? moved.length : at, 0, Number(String(input.id).slice(-3)))
      order = moved
      version += 1
      return inOrder()
    },
  })
  const { user } = await openPage([plans], PAGE)
  const theirs = await screen.findByRole('list', { name: 'Their milestones' })
  const title = within(theirs).getByRole('button', { name: 'Milestone 1' })
  title.focus()
  await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}{/Alt}')
  expect(await screen.findByText('Milestone 1 stays at 3 of 3.')).toBeDefined()
  expect(sent(calls, 'orderBuyingStep').map(({ body, ifMatch }) => [body.beforeId, ifMatch])).toEqual([
    [uuidOf(3), '"1"'],
    [null, '"2"'],
  ])
  expect(document.activeElement?.textContent).toBe('Milestone 1')
  await user.click(screen.getByRole('button', { name: 'Move Milestone 1 up' }))
  expect(await screen.findByText('Milestone 1 is now 2 of 3.')).toBeDefined()
}, 20_000)

it('maps from either side by a checklist', async () => {
  const { calls } = house([apart()], { 'plans.changeBuyingStep': () => apart() })
  const { user } = await openPage([plans], PAGE)
  const ours = await screen.findByRole('list', { name: 'Our steps' })
  await user.click(within(ours).getByRole('button', { name: 'Map Send the catalog' }))
  let dialog = within(await screen.findByRole('dialog', inDialog))
  await user.click(dialog.getByRole('checkbox', { ...inDialog, name: '3 They ask for proposals' }))
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  expect(await screen.findByText('Mapping saved.')).toBeDefined()
  expect(sent(calls, 'changeBuyingStep').at(-1)?.body).toEqual({ serves: [uuidOf(3)] })
  await waitFor(() => expect(screen.queryByRole('dialog', inDialog)).toBeNull())
  const theirs = screen.getByRole('list', { name: 'Their milestones' })
  await user.click(within(theirs).getByRole('button', { name: 'Map They choose' }))
  dialog = within(await screen.findByRole('dialog', inDialog))
  await user.click(dialog.getByRole('checkbox', { ...inDialog, name: '1 Count what the need costs' }))
  await user.click(dialog.getByRole('checkbox', { ...inDialog, name: '2 Hand in the proposal' }))
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  await waitFor(() => expect(sent(calls, 'changeBuyingStep')).toHaveLength(3))
  expect(
    sent(calls, 'changeBuyingStep')
      .slice(1)
      .map(({ input, body }) => [input.id, body]),
  ).toEqual([
    [uuidOf(101), { serves: [uuidOf(1), uuidOf(4)] }],
    [uuidOf(102), { serves: [] }],
  ])
}, 20_000)

it('merges what two have changed in different fields, and shows both where they changed the same', async () => {
  let theirs = aMilestone(1, { title: 'They see the need' })
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([aPurchase({ theirs: [theirs], ours: [] })]),
    'plans.changeBuyingStep': ({ ifMatch }: FakeCall) => {
      if (ifMatch !== `"${theirs.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      return aPurchase({ theirs: [theirs], ours: [] })
    },
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openStep(user, 'Their milestones', 'They see the need')
  theirs = aMilestone(1, { title: 'They see the need', requirement: 'A budget', version: 2 })
  const evidence = dialog.getByRole('textbox', { ...inDialog, name: /shows it is done/ })
  await user.clear(evidence)
  await user.type(evidence, 'A letter')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  expect(await screen.findByText('Saved.')).toBeDefined()
  expect(sent(calls, 'changeBuyingStep').map(({ ifMatch, body }) => [ifMatch, body])).toEqual([
    ['"1"', { evidence: 'A letter' }],
    ['"2"', { evidence: 'A letter' }],
  ])
  await waitFor(() => expect(screen.queryByRole('dialog', inDialog)).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByText('Undone.')
  const takenBack = sent(calls, 'changeBuyingStep').at(-1)
  expect([takenBack?.ifMatch, takenBack?.body]).toEqual(['"2"', { evidence: theirs.evidence }])

  const again = await openStep(user, 'Their milestones', 'They see the need')
  theirs = aMilestone(1, { title: 'The need is approved', version: 3 })
  const title = again.getByRole('textbox', { ...inDialog, name: /^What happens/ }) as HTMLTextAreaElement
  await user.type(title, ' clearly')
  await user.click(again.getByRole('button', { ...inDialog, name: 'Save' }))
  const conflict = await again.findByRole('alert', inDialog)
  expect(document.activeElement?.contains(conflict)).toBe(true)
  expect(conflict.textContent).toContain('They see the need clearly')
  expect(conflict.textContent).toContain('The need is approved')
  expect(title.value).toBe('They see the need clearly')
  await user.click(within(conflict).getByRole('button', { ...inDialog, name: 'Keep mine' }))
  await waitFor(() => expect(sent(calls, 'changeBuyingStep').at(-1)?.ifMatch).toBe('"3"'))
}, 20_000)

it('names the wrong field, asks before it forgets, and adds anew what somebody took out', async () => {
  let isGone = false
  const { calls } = house([apart()], {
    'plans.changeBuyingStep': () => {
      if (isGone) throw new FakeRefusal(409, 'plans/removed')
      const errors = [{ path: 'doneOn', code: 'plans/done-in-future', message: 'still to come' }]
      throw new FakeRefusal(422, 'plans/done-in-future', { errors })
    },
    'plans.addBuyingSteps': () => apart(),
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openStep(user, 'Our steps', 'Hand in the proposal')
  await user.type(dialog.getByLabelText('Role'), ' for pumps')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  expect(await dialog.findByText('still to come')).toBeDefined()
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Cancel' }))
  expect(dialog.getByText('There are changes that are not saved.')).toBeDefined()
  isGone = true
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  await user.click(await dialog.findByRole('button', { ...inDialog, name: 'Add as a new step' }))
  expect(await screen.findByText('Added as a new step.')).toBeDefined()
  expect(sent(calls, 'addBuyingSteps')[0]?.body).toMatchObject({
    steps: [{ side: 'ours', ownerRole: 'Account manager for pumps', serves: [uuidOf(4)], ownerId: uuidOf(801) }],
  })
}, 20_000)

it('makes an action of what does not fit, with its words and cause, and shows what came of it', async () => {
  const caused = [
    {
      kind: 'action' as const,
      id: uuidOf(950),
      title: 'Ask who decides',
      state: 'planned',
      isStanding: true,
      isByPair: false,
    },
  ]
  const purchase = apart()
  const marked = {
    ...purchase,
    customerSteps: purchase.customerSteps.map((step, at) => (at === 2 ? { ...step, caused } : step)),
  }
  const { calls } = house([marked], {
    'plans.createAction': () => {
      throw new FakeRefusal(409, 'plans/closed')
    },
  })
  const { user } = await openPage([plans], PAGE)
  const misfits = await screen.findByRole('list', { name: 'Steps that do not fit' })
  const [first] = within(misfits).getAllByRole('listitem')
  expect(first?.textContent).toContain('They ask for proposals')
  expect(first?.textContent).toContain('Ask who decides')
  if (first) await user.click(within(first).getByRole('button', { name: 'Make an action' }))
  const dialog = within(await screen.findByRole('dialog', { ...inDialog, name: 'New action' }))
  await dialog.findByRole('textbox', { ...inDialog, name: /What is to be done/ })
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Add' }))
  await waitFor(() => expect(sent(calls, 'createAction')).toHaveLength(1))
  expect(sent(calls, 'createAction')[0]?.body).toMatchObject({
    title: 'They ask for proposals',
    cause: { kind: 'buying_step', id: uuidOf(3) },
  })
}, 20_000)

it('ends a purchase with how and why, folds it away, and lets it go on', async () => {
  let purchase = apart()
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([purchase]),
    'plans.endPurchase': ({ input }: FakeCall) => {
      const ended = { on: String(input.on), reason: String(input.reason), byName: 'Ann Bell' }
      purchase = { ...apart(), status: 'lost', ended, version: 2 }
      return purchase
    },
    'plans.reopenPurchase': () => {
      purchase = { ...apart(), version: 3 }
      return purchase
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Say how it ended' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await user.click(dialog.getByRole('radio', { ...inDialog, name: 'They bought from somebody else' }))
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'End it' }))
  expect(dialog.getByText('Write at least 3 characters.')).toBeDefined()
  await user.type(dialog.getByRole('textbox', { ...inDialog, name: /^Why/ }), 'Their board knew the rival')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'End it' }))
  expect(await screen.findByText('“Pumps for the new hall” is lost.')).toBeDefined()
  expect(sent(calls, 'endPurchase')[0]?.body).toMatchObject({ status: 'lost', reason: 'Their board knew the rival' })
  expect(await screen.findByText(/This purchase has ended/)).toBeDefined()
  expect(screen.queryByRole('textbox', { name: 'Add a step of ours' })).toBeNull()
  expect(screen.queryByRole('checkbox', { name: /^Done:/ })).toBeNull()
  expect(screen.queryByText('You are ahead of the buyer')).toBeNull()
  expect(screen.getAllByText(/Their board knew the rival/).length).toBeGreaterThan(0)
  await user.click(screen.getByRole('button', { name: 'Go on with it' }))
  expect(await screen.findByRole('textbox', { name: 'Add a step of ours' })).toBeDefined()
  expect(sent(calls, 'reopenPurchase')[0]?.ifMatch).toBe('"2"')
}, 20_000)

it('takes a step out of its drawer and puts it back by the version of the answer', async () => {
  const { calls } = house([apart()], {
    'plans.removeBuyingStep': () => ({ purchase: apart(), removed: { id: uuidOf(104), version: 7 } }),
    'plans.restoreBuyingStep': () => apart(),
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openStep(user, 'Our steps', 'Send the catalog')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Take out' }))
  expect(await screen.findByText('“Send the catalog” taken out.')).toBeDefined()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(sent(calls, 'restoreBuyingStep')[0]?.ifMatch).toBe('"7"'))
  expect(sent(calls, 'removeBuyingStep')[0]?.ifMatch).toBe('"1"')
}, 20_000)

it('offers the people of the side of a step to be named for it', async () => {
  const { calls } = house([apart()], { 'plans.changeBuyingStep': () => apart() })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openStep(user, 'Their milestones', 'They write the specification')
  const who = dialog.getByRole('combobox', { ...inDialog, name: /^Who that is/ })
  await waitFor(() => expect(who.textContent).toContain('Petra Purchasing, Buyer'))
  expect(who.textContent).not.toContain('Sam Sales')
  await user.selectOptions(who, uuidOf(800))
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  await waitFor(() => expect(sent(calls, 'changeBuyingStep')[0]?.body).toEqual({ ownerId: uuidOf(800) }))
}, 20_000)

it('names nobody where the team is hidden from the reader, and leaves who is named alone', async () => {
  const sections = aBuyingPlan().sections.filter(({ part }) => part !== 'team')
  const { calls } = house([apart()], {
    'plans.readPlan': () => aBuyingPlan({ sections }),
    'plans.changeBuyingStep': () => apart(),
  })
  const { user } = await openPage([plans], PAGE)
  const dialog = await openStep(user, 'Their milestones', 'They ask for proposals')
  expect(dialog.getByText(/^The team of this plan is not shown to you/)).toBeDefined()
  await user.type(dialog.getByLabelText('Planned for'), '2027-01-31')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  await waitFor(() => expect(sent(calls, 'changeBuyingStep')[0]?.body).toEqual({ plannedOn: '2027-01-31' }))
  expect(sent(calls, 'readTeamPart')).toEqual([])
}, 20_000)

it('takes a purchase out and puts it back, and keeps one as the next version of a template', async () => {
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([apart()], [aTemplate()]),
    'plans.removePurchase': () => apart({ version: 2 }),
    'plans.restorePurchase': () => apart({ version: 3 }),
    'plans.keepBuyingTemplate': () => aTemplate({ number: 3 }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Take out' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(sent(calls, 'restorePurchase')[0]?.ifMatch).toBe('"2"'))
  await user.click(screen.getByRole('button', { name: 'Keep as template' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  const name = dialog.getByRole('textbox', { ...inDialog, name: /^Name/ })
  await user.clear(name)
  await user.type(name, 'yearly tender')
  expect(dialog.getByText(/this becomes its version 3/)).toBeDefined()
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Keep' }))
  expect(await screen.findByText('Kept as “Yearly tender”, version 3.')).toBeDefined()
}, 20_000)

it('puts a template away that is not used, goes on with the phases, and takes it up again', async () => {
  let templates = [aTemplate()]
  const { calls } = house([], {
    'plans.readBuying': () => ({
      ...aBuyingPart([], templates),
      archivedTemplates: templates.length === 0 ? [aTemplate()] : [],
    }),
    'plans.archiveBuyingTemplate': () => {
      templates = []
      return aTemplate()
    },
    'plans.restoreBuyingTemplate': () => {
      templates = [aTemplate()]
      return aTemplate()
    },
  })
  const { user } = await openPage([plans], PAGE)
  const choice = await screen.findByRole('radio', { name: /^Template “Yearly tender”/ })
  await user.click(choice)
  await user.click(screen.getByRole('button', { name: 'Put template “Yearly tender” away' }))
  await waitFor(() => expect(choice.isConnected).toBe(false))
  expect((screen.getByRole('radio', { name: /phases/i }) as HTMLInputElement).checked).toBe(true)
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await screen.findByRole('radio', { name: /^Template “Yearly tender”/ })
  expect(sent(calls, 'restoreBuyingTemplate')[0]?.input).toMatchObject({ id: aTemplate().id })

  await user.click(screen.getByRole('button', { name: 'Put template “Yearly tender” away' }))
  await user.click(await screen.findByRole('button', { name: '1 template put away' }))
  await user.click(screen.getByRole('button', { name: 'Take template “Yearly tender” up again' }))
  await screen.findByRole('radio', { name: /^Template “Yearly tender”/ })
  expect(screen.queryByRole('button', { name: '1 template put away' })).toBeNull()
  expect(sent(calls, 'restoreBuyingTemplate')).toHaveLength(2)
}, 20_000)

it('shows both versions of a purchase that two have changed', async () => {
  let purchase = apart()
  const { calls } = house([], {
    'plans.readBuying': () => aBuyingPart([purchase]),
    'plans.changePurchase': ({ ifMatch }: FakeCall) => {
      if (ifMatch !== `"${purchase.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      return purchase
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Change' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  purchase = apart({ title: 'Pumps for hall 4', version: 2 })
  await user.type(dialog.getByRole('textbox', { ...inDialog, name: /^What they buy/ }), ' in Bremen')
  await user.click(dialog.getByRole('button', { ...inDialog, name: 'Save' }))
  const conflict = await dialog.findByRole('alert', inDialog)
  expect(conflict.textContent).toContain('Pumps for hall 4')
  await user.click(within(conflict).getByRole('button', { ...inDialog, name: 'Keep mine' }))
  await waitFor(() =>
    expect(sent(calls, 'changePurchase').at(-1)).toMatchObject({
      ifMatch: '"2"',
      body: { title: 'Pumps for the new hall in Bremen' },
    }),
  )
}, 20_000)

it('lets readers read everything and change nothing, and tells them why', async () => {
  house([apart()], { 'session.read': reader })
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText('You may read this plan, but not change it.')).toBeDefined()
  for (const name of ['Begin a purchase', 'Say how it ended', 'Make an action', 'Map Send the catalog'])
    expect(screen.queryByRole('button', { name })).toBeNull()
  expect(screen.queryByRole('checkbox', { name: /^Done:/ })).toBeNull()
  const dialog = await openStep(user, 'Our steps', 'Hand in the proposal')
  expect(dialog.getByText('They choose')).toBeDefined()
  expect(dialog.getByText('Sam Sales')).toBeDefined()
  expect(dialog.queryByRole('textbox', inDialog)).toBeNull()
}, 20_000)

it('says that a closed plan stays as it is', async () => {
  house([apart()], { 'plans.readPlan': () => aBuyingPlan({ status: 'closed', closedOn: '2026-11-01' }) })
  await openPage([plans], PAGE)
  expect(await screen.findByText(/^This plan is closed/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Go on with it' })).toBeNull()
}, 20_000)
