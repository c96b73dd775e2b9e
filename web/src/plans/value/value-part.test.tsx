import { notifications } from '@mantine/notifications'
import { onlineManager } from '@tanstack/react-query'
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPerson, aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import { aCase, aCost, aDriver, aResult, aValuePart, unknown, uuidOf } from './fixtures.ts'
import type { ValuePart } from './types.ts'

const ADDRESS = `/plans/${PLAN_ID}?part=value`
const SECTION = { help: '', audience: 'plan' as const, freshMonths: null, fields: [] }
const header = aPlanHeader({
  sections: [{ ...SECTION, key: 'value', title: 'Value cases', part: 'value_cases' as const }],
})
const SEES_ALL = ['plans:read', 'plans:write', 'margins:read']
const WAIT = 30_000

function house(handlers: object = {}, permissions = SEES_ALL) {
  return startFakeServer({
    'session.read': () =>
      fakeSession({ workspaces: [anAccess({ permissions, seesMargins: permissions.includes('margins:read') })] }),
    'plans.readPlan': () => header,
    'plans.readValue': () => aValuePart(),
    'plans.readTeamPart': () => ({
      people: [
        aPerson(),
        aPerson({ id: uuidOf(90), personId: null, name: 'Piet de Vries', side: 'customer', function: 'Maintenance' }),
      ],
      hasAccountable: true,
      mayShapeInner: false,
    }),
    ...handlers,
  })
}

// What was typed and not saved outlives a page, and so do toasts.
afterEach(() => {
  notifications.clean()
  window.sessionStorage.clear()
})

const open = (address = ADDRESS) => openPage([plans], address)
const dialogOf = async () => within(await screen.findByRole('dialog', { hidden: true }))
const inDialog = { hidden: true } as const
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog', inDialog)).toBeNull())
const figureOf = (name: string) => screen.getByText(name, { selector: 'span' }).closest('div')?.parentElement

it(
  'shows large what a case comes to, with the drivers behind it and what is to be looked at',
  async () => {
    house()
    await open()
    const strip = within(await screen.findByRole('region', { name: 'What the case comes to, as expected' }))
    expect(strip.getByText(/^60\.0\s%$/)).toBeDefined()
    expect(strip.getByText(/267\.95/)).toBeDefined()
    expect(strip.getByText(/^21\.9\s%$/)).toBeDefined()
    expect(strip.getByText('2.5 years')).toBeDefined()
    expect(strip.getByText('3.0 years')).toBeDefined()
    expect(screen.getByRole('img', { name: /When it has paid for itself: paid back after 2\.5 years/ })).toBeDefined()
    const range = screen.getByText('No range:').closest('li')
    expect(range?.textContent).toContain('Fewer stops, Price of the service')
    const drivers = within(screen.getByRole('region', { name: 'Drivers of Filling line without stops' }))
    const row = drivers.getByRole('rowheader', { name: /Fewer stops/ }).closest('tr')
    expect(row?.textContent).toContain('40 stops a year at 10')
    expect(row?.textContent).toContain('Piet de Vries')
    expect(row?.textContent).toContain('agreed')
  },
  WAIT,
)

it(
  'says in words why a figure is not known, and explains every term',
  async () => {
    const expected = aResult({
      returnOnInvestment: unknown('plans/no-costs', 'not_applicable'),
      internalRate: unknown('plans/rate-not-unique', 'not_applicable'),
      paybackYears: unknown('plans/not-paid-back'),
    })
    house({ 'plans.readValue': () => aValuePart([aCase({ results: { ...aCase().results, expected } })]) })
    const { user } = await open()
    await screen.findByRole('region', { name: 'What the case comes to, as expected' })
    expect(figureOf('Return on investment')?.textContent).toContain('No cost is stated')
    expect(figureOf('Internal rate of return')?.textContent).toContain('more than once')
    expect(figureOf('Paid back after')?.textContent).toContain('not paid for itself within the years')
    await user.click(screen.getByRole('button', { name: 'Explain Net present value' }))
    expect(await screen.findByText(/worth in money of today/)).toBeDefined()
  },
  WAIT,
)

it(
  'begins with what a case is for, and adds one by keyboard alone',
  async () => {
    let part: ValuePart = aValuePart([])
    const { calls } = house({
      'plans.readValue': () => part,
      'plans.addValueCase': () => {
        const added = aCase({ drivers: [], marks: ['no_cost', 'no_benefit'] })
        part = aValuePart([added])
        return added
      },
    })
    const { user } = await open()
    expect(await screen.findByText('No value case yet')).toBeDefined()
    expect(screen.getByRole('button', { name: 'For us' })).toBeDefined()
    screen.getByRole('button', { name: 'For the customer' }).focus()
    await user.keyboard('{Enter}')
    const dialog = await dialogOf()
    const title = dialog.getByRole('textbox', { name: /What the case is about/, ...inDialog })
    await user.click(title)
    await user.keyboard('{Enter}')
    expect(dialog.getByText('Say what the case is about.')).toBeDefined()
    await user.type(title, 'Filling line without stops')
    fireEvent.change(dialog.getByLabelText(/First month of year 1/), { target: { value: '2027-01' } })
    const rate = dialog.getByRole('textbox', { name: /Yearly rate/, ...inDialog })
    await user.clear(rate)
    await user.type(rate, '7.5{Enter}')
    await isClosed()
    expect(calls.find(({ name }) => name === 'plans.addValueCase')?.input).toMatchObject({
      title: 'Filling line without stops',
      beneficiary: 'customer',
      startsOn: '2027-01',
      years: 3,
      discountRate: 0.075,
    })
    expect(await screen.findByText('Nothing makes up this case yet')).toBeDefined()
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Add a benefit'))
  },
  WAIT,
)

it(
  'adds a driver with a row of a spreadsheet, and says at the field what is wrong',
  async () => {
    const { calls } = house({ 'plans.addValueDriver': () => aCase() })
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Add a benefit' }))
    const dialog = await dialogOf()
    const cell = (name: string) => dialog.getByRole<HTMLInputElement>('textbox', { name, ...inDialog })
    await user.type(dialog.getByRole('textbox', { name: /^Name/, ...inDialog }), 'Less waste')
    fireEvent.change(cell('Base, year 0'), { target: { value: '1.234' } })
    const first = cell('Base, year 1')
    fireEvent(first, createEvent.paste(first, { clipboardData: { getData: () => '520k\t600k\t1.2m\t0' } }))
    expect(await dialog.findByText('4 amounts pasted.')).toBeDefined()
    expect(cell('Base, year 3').value).toBe('1200000')
    await user.click(dialog.getByRole('button', { name: 'Add', ...inDialog }))
    expect(await dialog.findByText(/“1.234” could be/)).toBeDefined()
    expect(calls.some(({ name }) => name === 'plans.addValueDriver')).toBe(false)
    await user.clear(cell('Base, year 0'))
    await user.selectOptions(dialog.getByRole('combobox', { name: /Who of the customer/, ...inDialog }), uuidOf(90))
    const probability = dialog.getByRole('textbox', { name: /How likely/, ...inDialog })
    await user.clear(probability)
    await user.type(probability, '80 %')
    await user.click(dialog.getByRole('button', { name: 'Add', ...inDialog }))
    await isClosed()
    expect(calls.find(({ name }) => name === 'plans.addValueDriver')?.input).toMatchObject({
      id: uuidOf(1),
      kind: 'benefit',
      name: 'Less waste',
      ownerId: uuidOf(90),
      probability: 0.8,
      attribution: 1,
      years: [
        { low: null, base: '0', high: null },
        { low: null, base: '520000', high: null },
        { low: null, base: '600000', high: null },
        { low: null, base: '1200000', high: null },
        { low: null, base: '0', high: null },
      ],
    })
  },
  WAIT,
)

it(
  'goes through the years by Enter and arrows, fills them all alike, and takes that back',
  async () => {
    house()
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Add a cost' }))
    const dialog = await dialogOf()
    const cell = (name: string) => dialog.getByRole<HTMLInputElement>('textbox', { name, ...inDialog })
    await user.click(cell('Base, year 0'))
    await user.keyboard('1000{Enter}400{ArrowDown}')
    expect(document.activeElement).toBe(cell('Base, year 2'))
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(cell('Base, year 1'))
    await user.click(dialog.getByRole('button', { name: 'The same every year', ...inDialog }))
    expect(cell('Base, year 4').value).toBe('400')
    await user.click(dialog.getByRole('button', { name: 'Take it back', ...inDialog }))
    expect(cell('Base, year 4').value).toBe('')
    expect(cell('Base, year 0').value).toBe('1000')
  },
  WAIT,
)

it(
  'keeps what was typed when the dialog is closed or the server refuses',
  async () => {
    house({
      'plans.addValueDriver': () => {
        throw new FakeRefusal(422, 'plans/value-drivers-full')
      },
    })
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Add a benefit' }))
    const name = async () => (await dialogOf()).getByRole<HTMLInputElement>('textbox', { name: /^Name/, ...inDialog })
    await user.type(await name(), 'Less waste{Enter}')
    expect(await screen.findByText(/plans\/value-drivers-full/)).toBeDefined()
    await user.click((await dialogOf()).getByRole('button', { name: 'Cancel', ...inDialog }))
    await isClosed()
    await user.click(screen.getByRole('button', { name: 'Add a benefit' }))
    expect((await name()).value).toBe('Less waste')
    await user.click((await dialogOf()).getByRole('button', { name: 'Begin anew', ...inDialog }))
    expect((await name()).value).toBe('')
  },
  WAIT,
)

it(
  'says without a network that nothing is saved, and sends what was typed once more as the same change',
  async () => {
    let isDown = true
    const { calls } = house({
      'plans.addValueDriver': () => {
        if (isDown) throw new TypeError('Failed to fetch')
        return aCase()
      },
    })
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Add a benefit' }))
    const dialog = await dialogOf()
    await user.type(dialog.getByRole('textbox', { name: /^Name/, ...inDialog }), 'Less waste{Enter}')
    expect((await dialog.findByText('Not saved. What you typed is still here.')).parentElement?.textContent).toContain(
      'Check the connection',
    )
    expect(document.activeElement?.textContent).toContain('Not saved.')
    isDown = false
    await user.click(dialog.getByRole('button', { name: 'Add', ...inDialog }))
    await isClosed()
    const keys = calls
      .filter(({ name }) => name === 'plans.addValueDriver')
      .map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  },
  WAIT,
)

/** A house in which somebody else has changed the first driver after it was read here. */
function changedMeanwhile(theirs: Parameters<typeof aDriver>[1]) {
  let part = aValuePart()
  return house({
    'plans.readValue': () => part,
    'plans.changeValueDriver': ({ ifMatch }: { ifMatch: string | null }) => {
      if (ifMatch === '"4"') return aCase()
      part = aValuePart([aCase({ drivers: [aDriver(11, { version: 4, ...theirs }), aCost(12)] })])
      throw new FakeRefusal(412, 'http/changed-meanwhile')
    },
  })
}

async function renameFirst(user: Awaited<ReturnType<typeof open>>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Change Fewer stops' }))
  const dialog = await dialogOf()
  const name = dialog.getByRole('textbox', { name: /^Name/, ...inDialog })
  await user.clear(name)
  await user.type(name, 'No stops')
  await user.click(dialog.getByRole('button', { name: 'Save', ...inDialog }))
}

it(
  'shows both versions where somebody changed the same, and saves mine over theirs when I say so',
  async () => {
    const { calls } = changedMeanwhile({ name: 'Half the stops', authorName: 'Omar Operations' })
    const { user } = await open()
    await renameFirst(user)
    const note = within(
      (await screen.findByText('Omar Operations changed this while you were writing')).closest<HTMLElement>(
        '[role=alert]',
      ) ?? document.body,
    )
    expect(note.getByLabelText('Name').textContent).toMatch(/No stops.*Half the stops/)
    expect(document.activeElement?.textContent).toContain('Omar Operations changed this')
    await user.click(note.getByRole('button', { name: 'Keep mine', ...inDialog }))
    await isClosed()
    expect(calls.filter(({ name }) => name === 'plans.changeValueDriver').at(-1)?.body).toEqual({ name: 'No stops' })
  },
  WAIT,
)

it(
  'puts together what two people changed in different fields',
  async () => {
    const { calls } = changedMeanwhile({ baseline: '80 stops in 2025' })
    const { user } = await open()
    await renameFirst(user)
    await isClosed()
    const sent = calls.filter(({ name }) => name === 'plans.changeValueDriver')
    expect(sent.map(({ ifMatch, body }) => [ifMatch, body])).toEqual([
      ['"3"', { name: 'No stops' }],
      ['"4"', { name: 'No stops' }],
    ])
  },
  WAIT,
)

it(
  'says at once without a network that nothing is taken out, and does not do it later by itself',
  async () => {
    const { calls } = house({
      'plans.removeValueDriver': () => {
        throw new TypeError('Failed to fetch')
      },
    })
    const { user } = await open()
    const takeOut = await screen.findByRole('button', { name: 'Take Fewer stops out' })
    onlineManager.setOnline(false)
    try {
      await user.click(takeOut)
      expect(await screen.findByText('Not taken out')).toBeDefined()
    } finally {
      onlineManager.setOnline(true)
    }
    expect(calls.filter(({ name }) => name === 'plans.removeValueDriver')).toHaveLength(1)
  },
  WAIT,
)

it(
  'takes a driver and a case out with a way back, over the version of the answer',
  async () => {
    let part = aValuePart()
    const { calls } = house({
      'plans.readValue': () => part,
      'plans.removeValueDriver': () => {
        const left = aCase({ drivers: [aCost(12)] })
        part = aValuePart([left])
        return { case: left, removed: { id: uuidOf(11), version: 4 } }
      },
      'plans.restoreValueDriver': () => {
        part = aValuePart()
        return aCase()
      },
      'plans.removeValueCase': () => {
        part = aValuePart([])
        return aCase({ version: 6 })
      },
      'plans.restoreValueCase': () => {
        part = aValuePart([aCase({ version: 7 })])
        return aCase({ version: 7 })
      },
    })
    const { user } = await open()
    const undo = async (message: string) => {
      const toast = (await screen.findByText(message)).closest<HTMLElement>('[role=alert]')
      await user.click(within(toast ?? document.body).getByRole('button', { name: 'Undo' }))
    }
    await user.click(await screen.findByRole('button', { name: 'Take Fewer stops out' }))
    await undo('Fewer stops taken out.')
    await screen.findByRole('button', { name: 'Take Fewer stops out' })
    expect(calls.find(({ name }) => name === 'plans.removeValueDriver')?.ifMatch).toBe('"3"')
    expect(calls.find(({ name }) => name === 'plans.restoreValueDriver')?.ifMatch).toBe('"4"')
    await user.click(screen.getByRole('button', { name: 'Take Filling line without stops out' }))
    expect(await screen.findByText('No value case yet')).toBeDefined()
    await undo('Filling line without stops taken out.')
    await screen.findByRole('button', { name: 'Take Filling line without stops out' })
    expect(calls.find(({ name }) => name === 'plans.restoreValueCase')?.ifMatch).toBe('"6"')
  },
  WAIT,
)

it(
  'offers a case for us to those alone who see margins, and says to others that some are hidden',
  async () => {
    house({}, ['plans:read', 'plans:write'])
    const { user } = await open()
    expect(await screen.findByText(/they are hidden for you/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Add a case' }))
    const dialog = await dialogOf()
    expect(dialog.queryByRole('radio', { name: /For us/, ...inDialog })).toBeNull()
  },
  WAIT,
)

it(
  'says also where no case is to be seen that some are hidden from those who do not see margins',
  async () => {
    house({ 'plans.readValue': () => aValuePart([]) }, ['plans:read', 'plans:write'])
    await open()
    await screen.findByText('No value case yet')
    expect(screen.getByText(/they are hidden for you/)).toBeDefined()
  },
  WAIT,
)

it(
  'lets readers read and nothing else',
  async () => {
    house({}, ['plans:read'])
    await open()
    await screen.findByRole('rowheader', { name: /Fewer stops/ })
    for (const name of [/^Add/, /^Change/, /^Take/]) expect(screen.queryByRole('button', { name })).toBeNull()
  },
  WAIT,
)

it(
  'lists several cases beside each other and shows the one that is chosen',
  async () => {
    const second = aCase({ id: uuidOf(2), title: 'What Harbour earns us', beneficiary: 'us', drivers: [], marks: [] })
    house({ 'plans.readValue': () => aValuePart([aCase(), second]) })
    const { user, router } = await open()
    await user.click(await screen.findByRole('button', { name: 'What Harbour earns us' }))
    expect(await screen.findByText('Nothing makes up this case yet')).toBeDefined()
    expect(router.state.location.search).toMatchObject({ case: uuidOf(2) })
  },
  WAIT,
)
