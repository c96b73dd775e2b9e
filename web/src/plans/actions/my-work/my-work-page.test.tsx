import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { type FakeCall, FakeRefusal, startFakeServer } from '../../../client/fixtures/fake-server.ts'
import { openPage } from '../../../ledger/fixtures/open-page.tsx'
import { plans } from '../../index.ts'
import { anAction, asReader, myAction, quiet } from '../fixtures.ts'
import type { MyAction } from '../types.ts'

const PAGE = '/work'
const inDialog = { hidden: true }
const page = (rows: readonly MyAction[]) => ({ rows, nextCursor: null, total: rows.length })
const LATE = myAction(1, { title: 'Visit the plant', dueOn: '2020-01-01', daysLate: 9 })

it('shows what is mine by week, overdue first, and ticks off with one touch and back with another', async () => {
  let rows: readonly MyAction[] = [LATE, myAction(2), myAction(3, { title: 'Some day', dueOn: null })]
  const { calls } = startFakeServer({
    ...quiet,
    'plans.listMyWork': () => page(rows),
    'plans.moveAction': ({ input }) => {
      rows = input.state === 'done' ? rows.slice(1) : rows
      return anAction(1, { ...LATE, state: input.state as MyAction['state'], version: 2 })
    },
  })
  const { user } = await openPage([plans], PAGE)
  const overdue = await screen.findByRole('region', { name: 'Overdue' })
  expect(overdue.textContent).toContain('Visit the plant')
  expect(overdue.textContent).toContain('Harbour')
  expect(screen.getByRole('region', { name: 'Without a date' }).textContent).toContain('Some day')
  expect(screen.getByRole('link', { name: 'Visit the plant' }).getAttribute('href')).toContain('part=actions')
  await user.click(screen.getByRole('button', { name: 'Mark Visit the plant as done' }))
  expect(await screen.findByText('Visit the plant is done.')).toBeDefined()
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Overdue' })).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.moveAction')).toHaveLength(3))
}, 20_000)

it('says why something could not be ticked off', async () => {
  startFakeServer({
    ...quiet,
    'plans.listMyWork': () => page([LATE]),
    'plans.moveAction': () => {
      throw new FakeRefusal(409, 'plans/action-needs-open')
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Mark Visit the plant as done' }))
  expect(await screen.findByText('It was not moved')).toBeDefined()
  expect(screen.getByRole('button', { name: 'Mark Visit the plant as done' }).getAttribute('aria-pressed')).toBe(
    'false',
  )
}, 20_000)

it('puts something to sleep until a day, for a reason', async () => {
  const { calls } = startFakeServer({
    ...quiet,
    'plans.listMyWork': () => page([LATE]),
    'plans.snoozeAction': () => anAction(1, { ...LATE, snoozedUntil: '2099-01-01', version: 2 }),
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'More about Visit the plant' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Put to sleep', ...inDialog }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await user.click(dialog.getByRole('button', { name: 'Put to sleep', ...inDialog }))
  expect(dialog.getByText('Choose a day after today.')).toBeDefined()
  fireEvent.change(dialog.getByLabelText(/Until/), { target: { value: '2099-01-01' } })
  await user.type(dialog.getByRole('textbox', { name: 'Why can it wait?', ...inDialog }), 'holidays')
  await user.click(dialog.getByRole('button', { name: 'Put to sleep', ...inDialog }))
  expect(await screen.findByText(/Visit the plant sleeps until/)).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.snoozeAction')?.input).toMatchObject({
    until: '2099-01-01',
    reason: 'holidays',
  })
}, 20_000)

it('keeps asleep and done apart in the address, and says the next step where there is nothing', async () => {
  startFakeServer({
    ...quiet,
    'plans.listMyWork': ({ input }: FakeCall) =>
      page(input.show === 'done' ? [myAction(4, { title: 'Old', state: 'done', isOpen: false })] : []),
  })
  const { user, router } = await openPage([plans], PAGE)
  expect(await screen.findByText('Nothing is open')).toBeDefined()
  await user.click(screen.getByRole('radio', { name: 'Done' }))
  expect(await screen.findByRole('button', { name: 'Open Old again' })).toBeDefined()
  expect(router.state.location.search).toMatchObject({ show: 'done' })
}, 20_000)

it('makes a calendar address, shows it once and stops it', async () => {
  let isOn = false
  startFakeServer({
    ...quiet,
    'plans.listMyWork': () => page([]),
    'plans.readCalendarFeed': () => ({ isOn, createdAt: isOn ? '2026-11-20T10:00:00Z' : null, lastReadAt: null }),
    'plans.createCalendarFeed': () => {
      isOn = true
      return { path: '/api/calendars/secret.ics' }
    },
    'plans.revokeCalendarFeed': () => {
      isOn = false
      return { isOn, createdAt: null, lastReadAt: null }
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Make an address' }))
  const field = (await screen.findByRole('textbox', { name: 'Your address' })) as HTMLInputElement
  expect(field.value).toMatch(/^http.*\/api\/calendars\/secret\.ics$/)
  await user.click(screen.getByRole('button', { name: 'Stop it' }))
  const dialog = within(await screen.findByRole('dialog', inDialog))
  await user.click(dialog.getByRole('button', { name: 'Stop it', ...inDialog }))
  expect(await screen.findByText('Your calendar address is stopped.')).toBeDefined()
  expect(await screen.findByRole('button', { name: 'Make an address' })).toBeDefined()
}, 20_000)

it('shows readers their work without a tick', async () => {
  startFakeServer({ ...quiet, ...asReader, 'plans.listMyWork': () => page([LATE]) })
  await openPage([plans], PAGE)
  expect(await screen.findByRole('link', { name: 'Visit the plant' })).toBeDefined()
  expect(screen.queryByRole('button', { name: /Mark/ })).toBeNull()
}, 20_000)
