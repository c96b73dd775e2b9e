import 'fake-indexeddb/auto'
import { notifications } from '@mantine/notifications'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { PLAN_ID, planServer, SENDER } from './fixtures.ts'
import { forgetDevice } from './forget-device.ts'
import { waitingOf } from './outbox.ts'

const inDialog = { hidden: true } as const
const WAIT = 30_000

beforeEach(async () => {
  window.history.replaceState(null, '', '/w/acme')
  window.sessionStorage.clear()
  await forgetDevice(SENDER.personId)
  notifications.clean()
})

const press = async (user: UserEvent, name: RegExp | string) =>
  user.click(await screen.findByRole('button', { name, ...inDialog }))
const dialogOf = async () => within(await screen.findByRole('dialog', inDialog))
const list = () => screen.findByRole('region', { name: 'Kept for later', ...inDialog })
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog', inDialog)).toBeNull())

async function fill(label: RegExp, value: string): Promise<void> {
  const dialog = await dialogOf()
  fireEvent.change(await dialog.findByRole('textbox', { name: label, ...inDialog }), { target: { value } })
}

async function ofAction(user: UserEvent, deed: string): Promise<void> {
  await press(user, 'More about Visit the plant')
  await user.click(await screen.findByRole('menuitem', { name: deed, ...inDialog }))
}

async function openTalk(user: UserEvent): Promise<void> {
  await press(user, 'Comments on Plan for Harbour: 1')
  await screen.findByText('Shall we call them?')
}

async function closeTalk(user: UserEvent): Promise<void> {
  await user.click((await dialogOf()).getByRole('button', { name: 'Close', ...inDialog }))
  await isClosed()
}

interface Errand {
  readonly route: string
  readonly at: string
  /** The way to what is changed, while there is a network. */
  readonly begin: (user: UserEvent) => Promise<void>
  readonly change: (user: UserEvent) => Promise<void>
  readonly label: string
  readonly ifMatch: string | null
  readonly shown?: () => void
}

const part = (id: string) => `/plans/${PLAN_ID}?part=${id}`

const ERRANDS: readonly Errand[] = [
  {
    route: 'snoozeAction',
    at: '/work',
    begin: (user) => ofAction(user, 'Put to sleep'),
    change: async (user) => {
      const dialog = await dialogOf()
      fireEvent.change(dialog.getByLabelText(/Until/), { target: { value: '2099-01-01' } })
      await fill(/^Why can it wait/, 'Holidays')
      await user.click(dialog.getByRole('button', { name: 'Put to sleep', ...inDialog }))
      await isClosed()
    },
    label: 'Visit the plant: asleep until',
    ifMatch: '"3"',
    shown: () => expect(screen.getByText('Holidays')).toBeDefined(),
  },
  {
    route: 'handOverAction',
    at: '/work',
    begin: (user) => ofAction(user, 'Hand over'),
    change: async (user) => {
      const dialog = await dialogOf()
      await user.selectOptions(await dialog.findByRole('combobox', { name: /^Person/, ...inDialog }), 'Bo Cole')
      await fill(/^What the other should know/, 'They know you')
      await user.click(dialog.getByRole('button', { name: 'Hand over', ...inDialog }))
      await isClosed()
    },
    label: 'Handed over: Visit the plant',
    ifMatch: '"3"',
  },
  {
    route: 'addPlanComment',
    at: part('history'),
    begin: openTalk,
    change: async (user) => {
      await fill(/^Your comment/, 'They answer in May')
      await press(user, 'Comment')
      const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your comment', ...inDialog })
      await waitFor(() => expect(field.value).toBe(''))
      expect(screen.queryByText(/what you wrote is still here/)).toBeNull()
      await closeTalk(user)
    },
    label: 'Comment: They answer in May',
    ifMatch: null,
  },
  {
    route: 'changePlanComment',
    at: part('history'),
    begin: openTalk,
    change: async (user) => {
      await press(user, 'Change')
      const [field] = await screen.findAllByRole('textbox', { name: 'Your comment', ...inDialog })
      if (field) fireEvent.change(field, { target: { value: 'Shall we write to them?' } })
      await press(user, 'Save')
      await screen.findByText('Shall we write to them?', { selector: 'p' })
      await closeTalk(user)
    },
    label: 'Comment: Shall we write to them?',
    ifMatch: '"1"',
  },
  {
    route: 'addBridgeEntry',
    at: part('goals'),
    begin: (user) => press(user, 'Add to the bridge'),
    change: async (user) => {
      await fill(/^Amount in the period/, '450')
      await press(user, 'Save')
      await isClosed()
    },
    label: 'Bridge, committed growth: 450',
    ifMatch: null,
  },
  {
    route: 'changeBridgeEntry',
    at: part('goals'),
    begin: (user) => press(user, 'Change Pipeline'),
    change: async (user) => {
      await fill(/^Note/, 'Three offers')
      await press(user, 'Save')
      await isClosed()
    },
    label: 'Bridge, pipeline: 300',
    ifMatch: '"1"',
    shown: () => expect(screen.getByRole('cell', { name: 'Three offers' })).toBeDefined(),
  },
  {
    route: 'addPlanPerson',
    at: part('team'),
    begin: (user) => press(user, 'Add somebody: The customer’s side'),
    change: async (user) => {
      await fill(/^Name/, 'Bea Buyer')
      const what = await (await dialogOf()).findByRole('combobox', { name: /^Function/, ...inDialog })
      fireEvent.change(what, { target: { value: 'Purchasing' } })
      await press(user, 'Add')
      await isClosed()
    },
    label: 'Team: Bea Buyer',
    ifMatch: null,
  },
  {
    route: 'changePlanPerson',
    at: part('team'),
    begin: (user) => press(user, 'Change: Omar Operations'),
    change: async (user) => {
      await fill(/^Task/, 'Spare parts')
      await press(user, 'Save')
      await isClosed()
    },
    label: 'Team: Omar Operations',
    ifMatch: '"1"',
    shown: () => expect(screen.getByText('Spare parts')).toBeDefined(),
  },
]

describe('without a network', () => {
  it.each(ERRANDS)(
    '$route is kept, listed by name, and carried out once though its answer was lost',
    async ({ route, at, begin, change, label, ifMatch, shown }) => {
      const { line, done } = planServer()
      const { user } = await openPage([plans], at)
      await begin(user)
      line.isDown = true
      await change(user)
      const kept = await list()
      expect(kept.textContent).toContain(label)
      expect(within(kept).queryByRole('alert', inDialog)).toBeNull()
      shown?.()
      expect(done).toEqual([])
      line.isDown = false
      line.isLost = true
      await user.click(within(kept).getByRole('button', { name: 'Try now', ...inDialog }))
      await waitFor(() => expect(line.isLost).toBe(false))
      expect(await waitingOf(SENDER)).toHaveLength(1)
      await user.click(within(await list()).getByRole('button', { name: 'Try now', ...inDialog }))
      await waitFor(() => expect(screen.queryByRole('region', { name: 'Kept for later', ...inDialog })).toBeNull())
      expect(done.map(({ name, ifMatch: seen }) => [name, seen])).toEqual([[`plans.${route}`, ifMatch]])
    },
    WAIT,
  )

  it(
    'a comment that was changed in another window too is shown beside mine',
    async () => {
      const { line, state } = planServer()
      const { user } = await openPage([plans], part('history'))
      const errand = ERRANDS.find(({ route }) => route === 'changePlanComment')
      await errand?.begin(user)
      line.isDown = true
      await errand?.change(user)
      line.isDown = false
      state.comments = state.comments.map((comment) => ({ ...comment, content: 'I have called.', version: 2 }))
      await user.click(within(await list()).getByRole('button', { name: 'Try now' }))
      await user.click(await screen.findByRole('button', { name: 'Compare: Comment: Shall we write to them?' }))
      const words = await screen.findByLabelText('Comment')
      expect(words.textContent).toContain('Shall we write to them?')
      expect(words.textContent).toContain('I have called.')
      await user.click(screen.getByRole('button', { name: 'Keep mine' }))
      await waitFor(() => expect(state.comments[0]).toMatchObject({ content: 'Shall we write to them?', version: 3 }))
    },
    WAIT,
  )
})
