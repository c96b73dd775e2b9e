import 'fake-indexeddb/auto'
import { notifications } from '@mantine/notifications'
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FakeCall } from '../../client/fixtures/fake-server.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { aGoal, aGoalsPart, aPeriod } from '../goals/fixtures.ts'
import { plans } from '../index.ts'
import { aCell, uuidOf } from '../white-space/fixtures.ts'
import type { Deed } from './deeds.ts'
import { PLAN_ID, planServer, SENDER } from './fixtures.ts'
import { forgetDevice } from './forget-device.ts'
import { emptyOutbox, keepDeed, sendOver, waitingOf } from './outbox.ts'

const WAIT = 30_000

beforeEach(async () => {
  window.history.replaceState(null, '', '/w/acme')
  window.sessionStorage.clear()
  await forgetDevice(SENDER.personId)
  notifications.clean()
})

type Goal = Extract<Deed, { readonly route: 'setPlanGoals' }>['input']['goals'][number]
type Cell = Extract<Deed, { readonly route: 'setWhiteSpaceCells' }>['input']['cells'][number]

const goals = (...wishes: readonly Goal[]): Deed => ({
  route: 'setPlanGoals',
  input: { planId: PLAN_ID, goals: [...wishes] },
  version: null,
  label: 'Goals',
})
const goal = (amount: string, period = 1, version = 3): Goal => ({ period, measure: 'net_revenue', amount, version })
const cells = (...wishes: readonly Cell[]): Deed => ({
  route: 'setWhiteSpaceCells',
  input: { planId: PLAN_ID, cells: [...wishes] },
  version: null,
  label: 'Cells',
})
const cell = (state: NonNullable<Cell['state']>, offering = 1, version = 1): Cell => {
  const place = { unitId: uuidOf(1), offeringId: uuidOf(100 + offering) }
  return { ...place, state, version }
}
const keep = (deed: Deed, key: string, wasTried = false) =>
  keepDeed(SENDER, { deed, key, version: deed.version, wasTried, before: {} })
const outcomes = async () => (await waitingOf(SENDER)).map(({ outcome }) => outcome.kind)
const amountsOf = (done: readonly FakeCall[]) =>
  done.map(({ input }) => (input.goals as Goal[]).map(({ amount, version }) => [amount, version]))

describe('goals and cells that wait', () => {
  it('are each built on what the one before has made of the same place, also out of a block', async () => {
    const { state, done } = planServer()
    await keep(goals(goal('100'), goal('200', 2, 0)), 'a', true)
    await keep(goals(goal('300')), 'b')
    await keep(goals(goal('400', 2, 0)), 'c')
    await keep(cells(cell('open'), cell('lapsed', 2, 0)), 'd')
    await keep(cells(cell('owned', 2, 0)), 'e')
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 5, isStuck: false })
    expect(amountsOf(done.slice(0, 3))).toEqual([
      [
        ['100', 3],
        ['200', 0],
      ],
      [['300', 4]],
      [['400', 1]],
    ])
    expect(state.goals.periods.map(({ netRevenue }) => netRevenue.own)).toEqual(['300.0000', '400.0000'])
    expect(state.cells.map((one) => [one.state, one.version])).toEqual([
      ['open', 2],
      ['owned', 2],
    ])
  })

  it('are carried out once, and what is built on them follows, though the answer was lost', async () => {
    const { state, line, done } = planServer()
    await keep(goals(goal('100')), 'a')
    await keep(goals(goal('200')), 'b')
    line.isLost = true
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 0, isStuck: true })
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 2, isStuck: false })
    expect(amountsOf(done)).toEqual([[['100', 3]], [['200', 4]]])
    expect(state.goals.periods[0]?.netRevenue).toMatchObject({ own: '200.0000', version: 5 })
  })

  it('are not half in: a block of which one goal was changed by somebody else stays whole', async () => {
    const { state, done } = planServer()
    state.goals = aGoalsPart({ periods: [aPeriod(1, { netRevenue: aGoal({ version: 4 }) }), aPeriod(2)] })
    await keep(goals(goal('100'), goal('200', 2, 0)), 'a')
    await keep(goals(goal('300', 2, 0)), 'b')
    await keep(cells(cell('open')), 'c')
    await emptyOutbox(SENDER)
    expect(await outcomes()).toEqual(['conflict', 'waiting'])
    expect(done.map(({ name }) => name)).toEqual(['plans.setWhiteSpaceCells'])
    expect(state.goals.periods.map(({ netRevenue }) => netRevenue.own)).toEqual(['2000.0000', null])
  })

  it('follow a goal that was kept over theirs', async () => {
    const { state } = planServer()
    state.goals = aGoalsPart({ periods: [aPeriod(1, { netRevenue: aGoal({ version: 4 }) }), aPeriod(2)] })
    await keep(goals(goal('100')), 'a')
    await keep(goals(goal('200')), 'b')
    await emptyOutbox(SENDER)
    expect(await outcomes()).toEqual(['conflict', 'waiting'])
    await sendOver(SENDER, 'a', 4)
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 2, isStuck: false })
    expect(state.goals.periods[0]?.netRevenue).toMatchObject({ own: '200.0000', version: 6 })
  })
})

const part = (id: string) => `/plans/${PLAN_ID}?part=${id}`
const list = () => screen.findByRole('region', { name: 'Kept for later' })
const isEmpty = () => waitFor(() => expect(screen.queryByRole('region', { name: 'Kept for later' })).toBeNull())
const tryNow = async (user: UserEvent) => user.click(within(await list()).getByRole('button', { name: 'Try now' }))
const field = (year: number) =>
  screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`Net revenue.*${year}`) })

async function typeGoal(user: UserEvent, year: number, amount: string): Promise<void> {
  const input = await field(year)
  await user.click(input)
  fireEvent.change(input, { target: { value: amount } })
  await user.tab()
}

describe('a goal on the page', () => {
  it(
    'that is set twice without a network shows, and arrives as it was set last',
    async () => {
      const { line, state, done } = planServer()
      const { user } = await openPage([plans], part('goals'))
      await field(2026)
      line.isDown = true
      await typeGoal(user, 2026, '2500')
      expect((await list()).textContent).toContain('Goal for Net revenue, 2026: 2,500')
      await typeGoal(user, 2026, '2600')
      await within(await list()).findByText(/: 2,600/)
      expect((await field(2026)).value).toBe('2,600')
      expect(screen.queryByText(/Not saved/)).toBeNull()
      // What is done next is built on what was sent, though the page has not read it again yet.
      Object.assign(line, { isDown: false, isSilent: true })
      await tryNow(user)
      await isEmpty()
      expect(amountsOf(done)).toEqual([[['2500', 3]], [['2600', 4]]])
      expect(state.goals.periods[0]?.netRevenue).toMatchObject({ own: '2600.0000', version: 5 })
      await typeGoal(user, 2026, '2700')
      await waitFor(() => expect(state.goals.periods[0]?.netRevenue.own).toBe('2700.0000'))
    },
    WAIT,
  )

  it(
    'stays as it was set when an answer of before comes late',
    async () => {
      const asked: ((part: unknown) => void)[] = []
      let isSlow = false
      const { line, state } = planServer({
        'plans.readPlanGoals': () => (isSlow ? new Promise((resolve) => asked.push(resolve)) : state.goals),
      })
      const before = state.goals
      const { user, queryClient } = await openPage([plans], part('goals'))
      await field(2026)
      isSlow = true
      void queryClient.invalidateQueries()
      await waitFor(() => expect(asked.length).toBeGreaterThan(0))
      line.isDown = true
      await typeGoal(user, 2026, '2500')
      await within(await list()).findByText(/: 2,500/)
      for (const answer of asked) answer(before)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect((await field(2026)).value).toBe('2,500')
    },
    WAIT,
  )

  it(
    'goes back to what it was before both when both are dropped',
    async () => {
      const { line, done } = planServer()
      const { user } = await openPage([plans], part('goals'))
      await field(2026)
      line.isDown = true
      await typeGoal(user, 2026, '2500')
      await list()
      await typeGoal(user, 2026, '2600')
      await user.click(await screen.findByRole('button', { name: /^Drop: Goal for Net revenue, 2026: 2,500/ }))
      await waitFor(() => expect(screen.queryByRole('button', { name: /^Drop: .*2,500/ })).toBeNull())
      expect(await waitingOf(SENDER)).toMatchObject([{ before: { [`goal ${PLAN_ID} 1 net_revenue`]: '2000.0000' } }])
      await user.click(await screen.findByRole('button', { name: /^Drop: .*2,600/ }))
      await isEmpty()
      await waitFor(async () => expect((await field(2026)).value).toBe('2,000'))
      expect(done).toEqual([])
    },
    WAIT,
  )

  const conflict = async () => {
    const house = planServer()
    const { user } = await openPage([plans], part('goals'))
    await field(2026)
    house.line.isDown = true
    await typeGoal(user, 2026, '2500')
    await list()
    house.line.isDown = false
    const netRevenue = aGoal({ own: '3000.0000', version: 4 })
    house.state.goals = aGoalsPart({ periods: [aPeriod(1, { netRevenue }), aPeriod(2)] })
    await tryNow(user)
    await user.click(await screen.findByRole('button', { name: /^Compare: Goal for Net revenue, 2026/ }))
    const both = await screen.findByLabelText('Goal')
    expect(both.textContent).toMatch(/Yours2500.*Theirs3000$/)
    return { user, ...house }
  }

  it(
    'that somebody else has set meanwhile stands beside mine, and mine goes over it when I say so',
    async () => {
      const { user, state } = await conflict()
      await user.click(screen.getByRole('button', { name: 'Keep mine' }))
      await isEmpty()
      expect(state.goals.periods[0]?.netRevenue).toMatchObject({ own: '2500.0000', version: 5 })
    },
    WAIT,
  )

  it(
    'that somebody else has set meanwhile stays theirs when I say so',
    async () => {
      const { user, done } = await conflict()
      await user.click(screen.getByRole('button', { name: 'Take theirs' }))
      await isEmpty()
      await waitFor(async () => expect((await field(2026)).value).toBe('3,000'))
      expect(done).toEqual([])
    },
    WAIT,
  )

  it(
    'of a pasted block tells who has changed which, and can only be dropped with the block',
    async () => {
      const { line, state, done } = planServer()
      const { user } = await openPage([plans], part('goals'))
      const input = await field(2026)
      line.isDown = true
      fireEvent(input, createEvent.paste(input, { clipboardData: { getData: () => '100\t200' } }))
      expect((await list()).textContent).toContain('2 goals')
      expect((await field(2027)).value).toBe('200')
      line.isDown = false
      const netRevenue = aGoal({ own: '3000.0000', version: 4 })
      state.goals = aGoalsPart({ periods: [aPeriod(1, { netRevenue }), aPeriod(2)] })
      await tryNow(user)
      await screen.findByText('Bo Cole has changed this goal to 3000.0000 meanwhile.')
      expect(screen.queryByRole('button', { name: /^Compare/ })).toBeNull()
      await user.click(screen.getByRole('button', { name: 'Drop: 2 goals' }))
      await isEmpty()
      await waitFor(async () => expect((await field(2027)).value).toBe(''))
      expect((await field(2026)).value).toBe('3,000')
      expect(done).toEqual([])
    },
    WAIT,
  )
})

const cellAt = (name: RegExp) => screen.findByRole('gridcell', { name })

async function openGrid() {
  const house = planServer()
  const { user } = await openPage([plans], part('white-space'))
  const grid = await screen.findByRole('grid')
  grid.focus()
  return { user, grid, ...house }
}

describe('cells on the page', () => {
  it(
    'keep the states that were typed, say so once, and are sent when the network is back',
    async () => {
      const { user, grid, line, state, done } = await openGrid()
      line.isDown = true
      await user.keyboard('l{ArrowRight}p{ArrowDown}c')
      await list()
      await cellAt(/^Lab, Bikes: lapsed/)
      await cellAt(/^Lab, Parts: open/)
      await cellAt(/^Plant, Parts: competitor/)
      await waitFor(async () => expect((await waitingOf(SENDER)).length).toBeGreaterThan(0))
      expect(screen.queryByText(/Not saved/)).toBeNull()
      // The same cell again, built on what waits.
      await user.keyboard('o')
      await cellAt(/^Plant, Parts: owned/)
      const waits = async () =>
        (await waitingOf(SENDER)).flatMap(({ deed }) => ('cells' in deed.input ? deed.input.cells : []))
      await waitFor(async () => expect((await waits()).at(-1)).toMatchObject({ state: 'owned', version: 0 }))
      // What is typed next is built on what was sent, though the page has not read it again yet.
      Object.assign(line, { isDown: false, isSilent: true })
      await tryNow(user)
      await isEmpty()
      const states = Object.fromEntries(state.cells.map((one) => [`${one.unitId} ${one.offeringId}`, one.state]))
      expect(states).toEqual({
        [`${uuidOf(1)} ${uuidOf(101)}`]: 'lapsed',
        [`${uuidOf(1)} ${uuidOf(102)}`]: 'open',
        [`${uuidOf(2)} ${uuidOf(102)}`]: 'owned',
      })
      await cellAt(/^Plant, Parts: owned/)
      const before = done.length
      grid.focus()
      await user.keyboard('n')
      await waitFor(() => expect(done.length).toBe(before + 1))
      expect(screen.queryByRole('button', { name: 'Keep mine' })).toBeNull()
    },
    WAIT,
  )

  it(
    'show what was there before when what was typed is dropped',
    async () => {
      const { user, line, done } = await openGrid()
      Object.assign(line, { isDown: true, isSilent: true })
      await user.keyboard('l')
      await user.click(within(await list()).getByRole('button', { name: 'Drop: Lab, Bikes: lapsed' }))
      await isEmpty()
      await cellAt(/^Lab, Bikes: owned/)
      expect(done).toEqual([])
    },
    WAIT,
  )

  const conflict = async () => {
    const house = await openGrid()
    const { user, line, state } = house
    await user.keyboard('{Enter}')
    const drawer = within(await screen.findByRole('dialog', { hidden: true }))
    const input = (name: RegExp) => drawer.getByRole('textbox', { name, hidden: true })
    line.isDown = true
    fireEvent.change(input(/^Competitor/), { target: { value: 'Acme' } })
    fireEvent.change(input(/^Their part/), { target: { value: '40' } })
    fireEvent.change(input(/^Base/), { target: { value: '300' } })
    await user.click(drawer.getByRole('button', { name: 'Save', hidden: true }))
    await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
    await list()
    line.isDown = false
    const potential = { low: '100.0000', base: '200.0000', high: null }
    state.cells = [aCell(1, 1, { state: 'competitor', competitor: 'Globex', potential, version: 2 })]
    await tryNow(user)
    await user.click(await screen.findByRole('button', { name: 'Compare: Lab, Bikes' }))
    expect((await screen.findByLabelText('Competitor')).textContent).toMatch(/Acme.*Globex/)
    expect(screen.getByLabelText('Their part').textContent).toMatch(/40 %.*empty/)
    expect(screen.getByLabelText('Yearly potential').textContent).toMatch(/300.*100 \/ 200/)
    return house
  }

  it(
    'that somebody else has written meanwhile stand beside mine, and mine go over them when I say so',
    async () => {
      const { user, state } = await conflict()
      await user.click(screen.getByRole('button', { name: 'Keep mine' }))
      await isEmpty()
      expect(state.cells[0]).toMatchObject({ state: 'competitor', competitor: 'Acme', version: 3 })
    },
    WAIT,
  )

  it(
    'that somebody else has written meanwhile stay theirs when I say so',
    async () => {
      const { user, done } = await conflict()
      await user.click(screen.getByRole('button', { name: 'Take theirs' }))
      await isEmpty()
      await cellAt(/^Lab, Bikes: competitor Globex/)
      expect(done).toEqual([])
    },
    WAIT,
  )

  it(
    'out of a spreadsheet are not kept: it is said that there is no connection',
    async () => {
      const unreachable = () => {
        throw new TypeError('Failed to fetch')
      }
      planServer({ 'plans.pasteWhiteSpaceCells': unreachable, 'plans.fillWhiteSpace': unreachable })
      const { user } = await openPage([plans], part('white-space'))
      const grid = await screen.findByRole('grid')
      fireEvent(grid, createEvent.paste(grid, { clipboardData: { getData: () => 'lapsed\topen' } }))
      expect((await screen.findByText('Nothing was pasted.')).closest('[role=alert]')?.textContent).toMatch(
        /connection/,
      )
      await user.click(screen.getByRole('button', { name: 'Fill from the ledger' }))
      expect((await screen.findByText('Not saved.')).closest('[role=alert]')?.textContent).toMatch(/connection/)
      expect(await waitingOf(SENDER)).toEqual([])
      await cellAt(/^Lab, Bikes: owned/)
    },
    WAIT,
  )
})
