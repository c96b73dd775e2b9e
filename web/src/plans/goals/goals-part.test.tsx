import { notifications } from '@mantine/notifications'
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import { aGoal, aGoalsPart, aMeasure, aPeriod } from './fixtures.ts'
import type { GoalsPart } from './types.ts'

const ADDRESS = `/plans/${PLAN_ID}?part=goals`
const SECTION = { help: '', audience: 'plan' as const, freshMonths: 12, fields: [] }
const header = aPlanHeader({ sections: [{ ...SECTION, key: 'goals', title: 'Goals', part: 'goals' as const }] })

function house(handlers: object = {}, permissions = ['plans:read', 'plans:write', 'margins:read']) {
  return startFakeServer({
    'session.read': () =>
      fakeSession({ workspaces: [anAccess({ permissions, seesMargins: permissions.includes('margins:read') })] }),
    'plans.readPlan': () => header,
    'plans.readPlanGoals': () => aGoalsPart(),
    ...handlers,
  })
}

// Toasts outlive a page, and the sixth at once would wait for its turn.
afterEach(() => {
  notifications.clean()
})

const open = () => openPage([plans], ADDRESS)
const goalField = (name: RegExp) => screen.findByRole<HTMLInputElement>('textbox', { name })

it('shows goals by period with the gap, and saves what is typed when the field is left', async () => {
  const { calls } = house({
    'plans.setPlanGoals': () => aGoalsPart({ periods: [aPeriod(1, { netRevenue: aGoal({ own: '2500.0000' }) })] }),
  })
  const { user } = await open()
  const field = await goalField(/Net revenue.*2026/)
  expect(field.value).toBe('2,000')
  expect(screen.getByText(/500 EUR are still without a source/)).toBeDefined()
  expect(screen.getByRole('img', { name: /Net revenue: 10.0/ })).toBeDefined()
  await user.clear(field)
  await user.type(field, '2,500.00{Enter}')
  expect(await screen.findByText('Goal set.')).toBeDefined()
  const sent = calls.find(({ name }) => name === 'plans.setPlanGoals')
  expect(sent?.input.goals).toEqual([{ period: 1, measure: 'net_revenue', amount: '2500', version: 3 }])
  expect(field.value).toBe('2,500')
}, 20_000)

it('takes what people type, and says how it was understood before it is saved', async () => {
  const { calls } = house({ 'plans.setPlanGoals': () => aGoalsPart() })
  const { user } = await open()
  const field = await goalField(/Net revenue.*2027/)
  await user.clear(field)
  await user.type(field, '520k')
  expect(screen.getByText('Read as 520,000.00')).toBeDefined()
  expect(calls.some(({ name }) => name === 'plans.setPlanGoals')).toBe(false)
  await user.tab()
  await waitFor(() =>
    expect(calls.find(({ name }) => name === 'plans.setPlanGoals')?.input.goals).toMatchObject([{ amount: '520000' }]),
  )
}, 20_000)

it('never guesses a number that can be read in two ways, and saves nothing', async () => {
  const { calls } = house()
  const { user } = await open()
  const field = await goalField(/Net revenue.*2027/)
  await user.type(field, '1.234')
  await user.tab()
  expect(screen.getByText('“1.234” could be 1234 or 1.2340. Type it as one of these.')).toBeDefined()
  expect(field.value).toBe('1.234')
  expect(calls.some(({ name }) => name === 'plans.setPlanGoals')).toBe(false)
}, 20_000)

it('shows both versions where somebody was faster, and saves the chosen one over theirs', async () => {
  let theirs: GoalsPart = aGoalsPart()
  const { calls } = house({
    'plans.readPlanGoals': () => theirs,
    'plans.setPlanGoals': ({ input }: { input: Record<string, unknown> }) => {
      const [goal] = input.goals as { version: number }[]
      if (goal?.version === 4)
        return aGoalsPart({ periods: [aPeriod(1, { netRevenue: aGoal({ own: '9.0000', version: 5 }) })] })
      theirs = aGoalsPart({
        periods: [aPeriod(1, { netRevenue: aGoal({ own: '3000.0000', version: 4 }) }), aPeriod(2)],
      })
      throw new FakeRefusal(412, 'plans/goals-changed-meanwhile')
    },
  })
  const { user } = await open()
  const field = await goalField(/Net revenue.*2026/)
  await user.clear(field)
  await user.type(field, '9')
  await user.tab()
  const note = (await screen.findByText('Somebody changed this while you were writing')).closest<HTMLElement>(
    '[role=alert]',
  )
  if (!note) throw new Error('the two versions are not shown')
  expect(await within(note).findByText(/3,000/)).toBeDefined()
  expect(field.value).toBe('9')
  await user.click(within(note).getByRole('button', { name: 'Keep mine' }))
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.setPlanGoals')).toHaveLength(2))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep mine' })).toBeNull())
}, 20_000)

/** A server that answers about the first period only when it is let. */
function slowHouse(answerOfFirst: () => GoalsPart) {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const { calls } = house({
    'plans.setPlanGoals': async ({ input }: { input: Record<string, unknown> }) => {
      const [goal] = input.goals as { period: number }[]
      if (goal?.period !== 1) return aGoalsPart()
      await gate
      return answerOfFirst()
    },
  })
  return { calls, release: () => release() }
}

it('says of a goal that it is not saved, also to whoever has gone on to the next meanwhile', async () => {
  const { release } = slowHouse(() => {
    throw new FakeRefusal(422, 'plans/goals-refused')
  })
  const { user } = await open()
  const first = await goalField(/Net revenue.*2026/)
  await user.clear(first)
  await user.type(first, '7')
  await user.type(await goalField(/Net revenue.*2027/), '8')
  await user.tab()
  expect(await screen.findByText('Goal set.')).toBeDefined()
  release()
  expect(await screen.findByText(/plans\/goals-refused/)).toBeDefined()
  expect(first.value).toBe('7')
}, 20_000)

it('keeps what is typed into a goal while what stood there before is being saved', async () => {
  const { calls, release } = slowHouse(() => aGoalsPart())
  const { user } = await open()
  const field = await goalField(/Net revenue.*2026/)
  await user.clear(field)
  await user.type(field, '5')
  await user.tab()
  await user.type(field, '6')
  release()
  expect(await screen.findByText('Goal set.')).toBeDefined()
  expect(field.value).toBe('56')
  await user.tab()
  await waitFor(() =>
    expect(calls.filter(({ name }) => name === 'plans.setPlanGoals').at(-1)?.input.goals).toMatchObject([
      { amount: '56' },
    ]),
  )
}, 20_000)

it('takes a block of a spreadsheet, or says what is wrong with which cell', async () => {
  const { calls } = house({ 'plans.setPlanGoals': () => aGoalsPart() })
  await open()
  const field = await goalField(/Net revenue.*2026/)
  const paste = (content: string) => {
    const event = createEvent.paste(field, { clipboardData: { getData: () => content } })
    fireEvent(field, event)
  }
  paste('100\tmany\n20\t30\n1\t2\n3\t4')
  const note = (await screen.findByText('Nothing was pasted.')).closest('div')
  expect(note?.textContent).toContain('Row 1, column 2: “many” is no amount')
  expect(note?.textContent).toContain('Row 4, column 1: “3” lies beyond the table')
  expect(calls.some(({ name }) => name === 'plans.setPlanGoals')).toBe(false)
  paste('100\t200\r\n20\t\r\n')
  expect(await screen.findByText('3 goals set.')).toBeDefined()
  const sent = calls.find(({ name }) => name === 'plans.setPlanGoals')
  expect(sent?.input.goals).toEqual([
    { period: 1, measure: 'net_revenue', amount: '100', version: 3 },
    { period: 2, measure: 'net_revenue', amount: '200', version: 0 },
    { period: 1, measure: 'gross_margin', amount: '20', version: 0 },
  ])
}, 20_000)

it('adds to the bridge, beginning with what the white space expects, and takes an entry out with a way back', async () => {
  const entry = aGoal().entries[0]
  const { calls } = house({
    'plans.addBridgeEntry': () => entry,
    'plans.removeBridgeEntry': () => ({ ...entry, version: 2 }),
    'plans.restoreBridgeEntry': () => ({ ...entry, version: 3 }),
  })
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Take it over' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: /Amount/, hidden: true }).value).toBe('90')
  await user.click(within(dialog).getByRole('button', { name: 'Save', hidden: true }))
  await screen.findByRole('button', { name: 'Take Pipeline out' })
  expect(calls.find(({ name }) => name === 'plans.addBridgeEntry')?.input).toMatchObject({
    kind: 'white_space',
    amount: '90',
    period: 1,
    measure: 'net_revenue',
    source: 'White space of this plan',
  })
  await user.click(screen.getByRole('button', { name: 'Take Pipeline out' }))
  const toast = (await screen.findByText('Pipeline taken out.')).closest<HTMLElement>('[role=alert]')
  if (!toast) throw new Error('there is no way back')
  await user.click(within(toast).getByRole('button', { name: 'Undo' }))
  expect(calls.find(({ name }) => name === 'plans.restoreBridgeEntry')?.ifMatch).toBe('"2"')
}, 20_000)

it('tells of each of two removals that were asked within one answer, also of the one that was refused', async () => {
  const first = aGoal().entries[0]
  if (!first) throw new Error('the goal has no entry')
  const second = { ...first, id: first.id.replace(/.$/, '7'), kind: 'committed_growth' as const }
  const netRevenue = aGoal({ entries: [first, second] })
  const answers: (() => void)[] = []
  const answered = () => new Promise<void>((resolve) => answers.push(resolve))
  house({
    'plans.readPlanGoals': () => aGoalsPart({ periods: [aPeriod(1, { netRevenue })] }),
    'plans.removeBridgeEntry': async ({ input }: { input: { id: string } }) => {
      await answered()
      if (input.id === first.id) throw new FakeRefusal(409, 'plans/closed')
      return { ...second, version: 2 }
    },
  })
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Take Pipeline out' }))
  await user.click(screen.getByRole('button', { name: 'Take Committed growth out' }))
  await waitFor(() => expect(answers).toHaveLength(2))
  for (const answer of answers) answer()
  expect(await screen.findByText('Committed growth taken out.')).toBeDefined()
  expect(await screen.findByText(/plans\/closed/)).toBeDefined()
}, 20_000)

it('hides margins from those who may not see them, and lets readers read', async () => {
  const periods = [aPeriod(1, { netRevenue: aGoal(), grossMargin: null, contribution: null })]
  house({ 'plans.readPlanGoals': () => aGoalsPart({ periods }) }, ['plans:read'])
  await open()
  expect((await screen.findAllByText('hidden')).length).toBe(2)
  expect(screen.queryByRole('textbox', { name: /Net revenue/ })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Add to the bridge' })).toBeNull()
}, 20_000)

it('goes by Enter from goal to goal, over the measures that are hidden, and stays at the last', async () => {
  const hidden = { netRevenue: aGoal(), grossMargin: null, contribution: null }
  house({ 'plans.readPlanGoals': () => aGoalsPart({ periods: [aPeriod(1, hidden), aPeriod(2, hidden)] }) }, [
    'plans:read',
    'plans:write',
  ])
  const { user } = await open()
  await user.click(await goalField(/Net revenue.*2026/))
  await user.keyboard('{Enter}')
  expect(document.activeElement).toBe(await goalField(/Net revenue.*2027/))
  await user.keyboard('{Enter}')
  expect(document.activeElement).toBe(await goalField(/Net revenue.*2027/))
}, 20_000)

it('says what to do without periods, and names goals that are in no sum', async () => {
  house({ 'plans.readPlanGoals': () => aGoalsPart({ periods: [] }) })
  await open()
  expect(await screen.findByText('This plan has no periods yet')).toBeDefined()
})

it('names goals below that are counted nowhere, and says why no gap is known', async () => {
  const notCounted = [
    { planId: PLAN_ID, title: 'Plan of the south', startsOn: '2026-07-01', endsOn: '2027-06-30', measures: [] },
  ]
  const netRevenue = aMeasure({ below: '5.0000', goal: '5.0000' })
  house({ 'plans.readPlanGoals': () => aGoalsPart({ notCounted, periods: [aPeriod(1, { netRevenue })] }) })
  await open()
  expect(await screen.findByText(/Plan of the south: its period/)).toBeDefined()
  expect(screen.getByText(/\+ 5 below/)).toBeDefined()
  expect(screen.getByText(/The gap is not known: No goal is set/)).toBeDefined()
})
