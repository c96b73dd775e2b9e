import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { ActionsPart } from './actions-part.tsx'
import { anAction, aPart, asReader, PLAN_ID, quiet, uuidOf } from './fixtures.ts'
import type { PlanAction } from './types.ts'

// Loaded before, so that no test waits for its code.
void ActionsPart

const PAGE = `/plans/${PLAN_ID}?part=actions`
const inDialog = { hidden: true }
const LATE = anAction(1, { title: 'Visit the plant', dueOn: '2026-11-01', daysLate: 19 })
const DEFECT = anAction(2, { title: 'Call the buyer', owner: null, dueOn: null, defects: ['no_owner', 'no_due_date'] })
const DONE = anAction(3, { title: 'Send samples', state: 'done', isOpen: false, doneOn: '2026-11-10' })

it('tells the status in plain words, and shows what is late and what has defects', async () => {
  startFakeServer({ ...quiet, 'plans.readActions': () => aPart([LATE, DEFECT, DONE]) })
  const { user } = await openPage([plans], PAGE)
  const status = await screen.findByRole('region', { name: 'Status' })
  expect(status.textContent).toContain('1 of 2 actions is done (50 %).')
  const table = screen.getByRole('table', { name: 'Actions of the plan' })
  expect(within(table).getByRole('row', { name: /Visit the plant/ }).textContent).toContain('19 days late')
  const defect = within(table).getByRole('row', { name: /Call the buyer/ })
  expect(defect.textContent).toContain('nobody owns it')
  expect(defect.textContent).toContain('no due date')
  expect(within(table).queryByText('Send samples')).toBeNull()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Shown' }), 'over')
  expect(await screen.findByText('Send samples')).toBeDefined()
  expect(screen.queryByText('Visit the plant')).toBeNull()
}, 20_000)

it('ticks off in the list, offers the way back, and asks why something is blocked', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readActions': () => aPart([LATE]),
    'plans.moveAction': ({ input }) => anAction(1, { ...LATE, state: input.state as PlanAction['state'], version: 2 }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.selectOptions(await screen.findByRole('combobox', { name: 'State of Visit the plant' }), 'done')
  expect(await screen.findByText('Visit the plant is done.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.moveAction')).toHaveLength(3))
  await user.selectOptions(screen.getByRole('combobox', { name: 'State of Visit the plant' }), 'blocked')
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await user.click(dialog.getByRole('button', { name: 'Mark as blocked', ...inDialog }))
  expect(dialog.getByText('Say why.')).toBeDefined()
  await user.type(dialog.getByRole('textbox', { name: 'Reason', ...inDialog }), 'Legal is slow')
  await user.click(dialog.getByRole('button', { name: 'Mark as blocked', ...inDialog }))
  await waitFor(() => expect(screen.queryByRole('dialog', inDialog)).toBeNull())
  const sent = calls.filter(({ name }) => name === 'plans.moveAction')
  expect(sent.map(({ input }) => [input.state, input.reason])).toEqual([
    ['done', ''],
    ['in_progress', ''],
    ['planned', ''],
    ['blocked', 'Legal is slow'],
  ])
  expect(sent[0]?.ifMatch).toBe('"1"')
}, 20_000)

it('saves a due date on leaving the field, and lays two versions side by side when somebody was faster', async () => {
  let version = 2
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readActions': () => aPart([LATE]),
    'plans.readAction': () => anAction(1, { ...LATE, dueOn: '2026-12-24', version: 2 }),
    'plans.changeAction': ({ ifMatch }) => {
      if (ifMatch !== '"2"') throw new FakeRefusal(412, 'http/version-stale')
      version += 1
      return anAction(1, { ...LATE, version })
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: /Due date of Visit the plant/ }))
  const field = screen.getByLabelText('Due date of Visit the plant')
  fireEvent.change(field, { target: { value: '2026-12-31' } })
  fireEvent.blur(field)
  const dialog = within(await screen.findByRole('dialog', inDialog))
  expect(dialog.getByText(/31 Dec 2026|Dec 31, 2026/)).toBeDefined()
  expect(dialog.getByText(/24 Dec 2026|Dec 24, 2026/)).toBeDefined()
  await user.click(dialog.getByRole('button', { name: 'Keep mine', ...inDialog }))
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.changeAction')).toHaveLength(2))
  expect(calls.findLast(({ name }) => name === 'plans.changeAction')).toMatchObject({
    ifMatch: '"2"',
    input: { dueOn: '2026-12-31' },
  })
}, 20_000)

it('adds an action with owner and date, and keeps what was typed when it is refused', async () => {
  let isRefused = true
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readActions': () => aPart([]),
    'plans.createAction': ({ input }) => {
      if (isRefused) throw new FakeRefusal(422, 'plans/person-not-member')
      return anAction(9, { title: String(input.title) })
    },
  })
  const { user } = await openPage([plans], PAGE)
  expect(await screen.findByText('No actions yet')).toBeDefined()
  await user.click(screen.getAllByRole('button', { name: 'Add an action' })[0] as HTMLElement)
  const dialog = within(await screen.findByRole('dialog', inDialog))
  const title = (await dialog.findByRole('textbox', { name: 'What is to be done', ...inDialog })) as HTMLInputElement
  const add = () => user.click(dialog.getByRole('button', { name: 'Add', ...inDialog }))
  await add()
  expect(dialog.getByText('Say what is to be done.')).toBeDefined()
  await user.type(title, 'Invite the CEO')
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Owner', ...inDialog }), 'member')
  await user.selectOptions(await dialog.findByRole('combobox', { name: 'Person', ...inDialog }), 'p2')
  fireEvent.change(dialog.getByLabelText('Due'), { target: { value: '2026-12-05' } })
  await add()
  expect((await dialog.findByRole('alert', inDialog)).textContent).toContain('person-not-member')
  expect(title.value).toBe('Invite the CEO')
  isRefused = false
  await add()
  expect(await screen.findByText('Invite the CEO is in the plan.')).toBeDefined()
  expect(calls.findLast(({ name }) => name === 'plans.createAction')?.input).toMatchObject({
    planId: PLAN_ID,
    title: 'Invite the CEO',
    owner: { kind: 'member', personId: 'p2' },
    dueOn: '2026-12-05',
    cause: null,
  })
}, 20_000)

it('changes many at once, and says of each that cannot why nothing was changed', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readActions': () => aPart([LATE, DEFECT]),
    'plans.changeActionsTogether': () => {
      const message = '“Call the buyer”: Something this action needs is not done yet.'
      throw new FakeRefusal(409, 'plans/actions-refused', {
        errors: [{ path: 'items.1', code: 'plans/action-needs-open', message }],
      })
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('checkbox', { name: 'Select all that are shown' }))
  expect(screen.getByText('2 actions selected')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Change state' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'To', ...inDialog }), 'done')
  await user.click(dialog.getByRole('button', { name: 'Change 2 actions', ...inDialog }))
  expect((await dialog.findByRole('alert', inDialog)).textContent).toContain('“Call the buyer”')
  expect(calls.find(({ name }) => name === 'plans.changeActionsTogether')?.input).toMatchObject({
    items: [
      { id: uuidOf(1), version: 1 },
      { id: uuidOf(2), version: 1 },
    ],
    move: { state: 'done' },
  })
}, 20_000)

it('looks a pasted sheet through before it takes it', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readActions': () => aPart([]),
    'plans.previewActionImport': () => ({
      columns: ['title'],
      headings: ['action', 'Costs'],
      unchanged: [4],
      differing: [{ line: 4, differences: ['the owner is “Ben” in the plan, “Anna” in the sheet'] }],
      ignoredColumns: ['Costs'],
      actions: [
        {
          line: 2,
          title: 'Call',
          ownerName: '',
          dueOn: null,
          startsOn: null,
          state: 'planned',
          reason: '',
          details: '',
        },
      ],
      rejects: [{ line: 3, content: '\tsoon', reasons: ['the action is not named'] }],
    }),
    'plans.importActions': () => ({ created: 1, unchanged: 0, rejects: [] }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'From a spreadsheet' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  fireEvent.change(dialog.getByRole('textbox', { name: 'Pasted cells', ...inDialog }), {
    target: { value: 'action\tCosts\nCall\t5\n\tsoon' },
  })
  await user.click(dialog.getByRole('button', { name: 'Look it through', ...inDialog }))
  expect(await dialog.findByText('the action is not named')).toBeDefined()
  expect(dialog.getByText('Columns that are not read: Costs.')).toBeDefined()
  expect(dialog.getByText('Line 4: the owner is “Ben” in the plan, “Anna” in the sheet')).toBeDefined()
  await user.click(dialog.getByRole('button', { name: 'Add 1 action', ...inDialog }))
  expect(await screen.findByText('1 action added.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.importActions')?.input.pasted).toContain('Call')
}, 20_000)

it('states what moves before a plan is handed over', async () => {
  const list = {
    from: { personId: 'p1', name: 'Ann Bell' },
    actions: [{ id: uuidOf(1), title: 'Visit the plant', dueOn: '2026-12-01', state: 'planned', version: 4 }],
    duties: [{ id: uuidOf(8), duty: 'accountable', function: 'account manager', task: '' }],
    earlier: [],
  }
  const { calls } = startFakeServer({
    ...quiet,
    'plans.readActions': () => aPart([LATE]),
    'plans.readHandOver': () => list,
    'plans.handOverPlan': () => ({ ...list, actions: [], duties: [] }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Hand over' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await waitFor(() => expect(dialog.getAllByRole('option', { name: 'Ann Bell', ...inDialog })).toHaveLength(2))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'From', ...inDialog }), 'p1')
  expect((await dialog.findByRole('region', { name: 'What moves', ...inDialog })).textContent).toContain(
    'place on the team: accountable',
  )
  await user.selectOptions(dialog.getByRole('combobox', { name: 'To', ...inDialog }), 'p2')
  await user.type(dialog.getByRole('textbox', { name: 'What the other should know', ...inDialog }), 'All yours')
  await user.type(dialog.getByRole('textbox', { name: /Who is to be introduced/, ...inDialog }), 'Carla\nCarl')
  fireEvent.change(dialog.getByLabelText('Introduced until'), { target: { value: '2026-12-10' } })
  await user.click(dialog.getByRole('button', { name: 'Hand over', ...inDialog }))
  expect(await screen.findByText('Bo Cole has taken over.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.handOverPlan')?.input).toMatchObject({
    fromPersonId: 'p1',
    toPersonId: 'p2',
    actions: [{ id: uuidOf(1), version: 4 }],
    introductions: [
      { name: 'Carla', dueOn: '2026-12-10' },
      { name: 'Carl', dueOn: '2026-12-10' },
    ],
  })
}, 20_000)

it('offers nothing to change to those who only read', async () => {
  startFakeServer({ ...quiet, ...asReader, 'plans.readActions': () => aPart([LATE]) })
  await openPage([plans], PAGE)
  const table = await screen.findByRole('table', { name: 'Actions of the plan' })
  expect(within(table).queryByRole('combobox')).toBeNull()
  expect(within(table).queryByRole('checkbox')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Add an action' })).toBeNull()
}, 20_000)
