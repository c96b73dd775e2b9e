import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { type FakeCall, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { aGoal, aGoalsPart } from '../goals/fixtures.ts'
import { plans } from '../index.ts'
import { aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import { aCell, anOffering, aUnit, aWhiteSpace, uuidOf } from './fixtures.ts'
import type { WhiteSpaceCell } from './types.ts'

const SECTION = { help: '', audience: 'plan' as const, freshMonths: 12, fields: [] }
const header = aPlanHeader({
  sections: [{ ...SECTION, key: 'white', title: 'White space', part: 'white_space' as const }],
})
const WRITER = ['plans:read', 'plans:write', 'margins:read']

interface Wish {
  readonly unitId: string
  readonly offeringId: string
  readonly version: number
  readonly state?: WhiteSpaceCell['state']
}

/** Writes what is asked, each cell with its next version. */
function written({ input }: FakeCall) {
  const cells = (input.cells as Wish[]).map((wish) => aCell(1, 1, { ...wish, version: wish.version + 1 }))
  return { changeId: uuidOf(900), cells, emptied: [] }
}

function house(handlers: object = {}, permissions = WRITER) {
  return startFakeServer({
    'session.read': () =>
      fakeSession({ workspaces: [anAccess({ permissions, seesMargins: permissions.includes('margins:read') })] }),
    'plans.readPlan': () => header,
    'plans.readWhiteSpace': () => aWhiteSpace(),
    'plans.setWhiteSpaceCells': written,
    ...handlers,
  })
}

async function openGrid() {
  const page = await openPage([plans], `/plans/${PLAN_ID}?part=white-space`)
  const grid = await screen.findByRole('grid')
  grid.focus()
  return { ...page, grid }
}

const cell = (name: RegExp) => screen.getByRole('gridcell', { name })

it('is one stop of the Tab key, moves by arrows and takes letters, which count at once', async () => {
  const { calls } = house()
  const { user } = await openGrid()
  expect(screen.getByText('1 of 1 cells they buy or could buy; 3 not judged yet')).toBeDefined()
  await user.keyboard('{ArrowRight}p')
  expect(cell(/^Lab, Parts: open/)).toBeDefined()
  await user.keyboard('{ArrowDown}c')
  expect(cell(/^Plant, Parts: competitor/)).toBeDefined()
  expect(await screen.findByText('1 of 3 cells they buy or could buy; 1 not judged yet')).toBeDefined()
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.setWhiteSpaceCells')).toHaveLength(2))
  expect(calls.find(({ name }) => name === 'plans.setWhiteSpaceCells')?.input.cells).toEqual([
    { unitId: uuidOf(1), offeringId: uuidOf(102), version: 0, state: 'open' },
  ])
}, 20_000)

it('writes a cell that is typed twice over its own new version', async () => {
  const { calls } = house()
  const { user } = await openGrid()
  await user.keyboard('lo')
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.setWhiteSpaceCells')).toHaveLength(2))
  const versions = calls
    .filter(({ name }) => name === 'plans.setWhiteSpaceCells')
    .map(({ input }) => (input.cells as Wish[]).map(({ version, state }) => [version, state]))
  expect(versions).toEqual([[[1, 'lapsed']], [[2, 'owned']]])
}, 20_000)

it('fills a marked block by one letter, and takes it back', async () => {
  const { calls } = house({
    'plans.undoWhiteSpaceChange': () => ({ changeId: uuidOf(901), cells: [aCell(1, 1, { version: 3 })], emptied: [] }),
  })
  const { user } = await openGrid()
  await user.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}n')
  await waitFor(() => expect(screen.getAllByRole('gridcell', { name: /not needed/ })).toHaveLength(4))
  await waitFor(() => expect(calls.some(({ name }) => name === 'plans.setWhiteSpaceCells')).toBe(true))
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(cell(/^Lab, Bikes: owned/)).toBeDefined())
}, 20_000)

it('shows what somebody else wrote beside what was typed, and loses neither', async () => {
  let theirs = aWhiteSpace()
  const { calls } = house({
    'plans.readWhiteSpace': () => theirs,
    'plans.setWhiteSpaceCells': (call: FakeCall) => {
      if ((call.input.cells as Wish[])[0]?.version === 2) return written(call)
      theirs = aWhiteSpace({ cells: [aCell(1, 1, { state: 'competitor', competitor: 'Acme', version: 2 })] })
      throw new FakeRefusal(412, 'plans/cells-changed-meanwhile')
    },
  })
  const { user } = await openGrid()
  await user.keyboard('l')
  const keep = await screen.findByRole('button', { name: 'Keep mine' })
  expect(await screen.findByText('competitor Acme')).toBeDefined()
  await user.click(keep)
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.setWhiteSpaceCells')).toHaveLength(2))
  await waitFor(() => expect(cell(/^Lab, Bikes: lapsed/)).toBeDefined())
}, 20_000)

it('takes a block by its headings, and tells each fault of one that is refused', async () => {
  const faults = [{ path: 'rows.1.0', code: 'plans/unit-unknown', message: 'Row 2, column 1: “Geneva” is no unit.' }]
  const { calls } = house({
    'plans.pasteWhiteSpaceCells': () => {
      throw new FakeRefusal(422, 'plans/paste-refused', { errors: faults })
    },
  })
  const { grid } = await openGrid()
  const data = { getData: () => '\tBikes\nGeneva\towned\n' }
  fireEvent(grid, createEvent.paste(grid, { clipboardData: data }))
  expect(await screen.findByText('Row 2, column 1: “Geneva” is no unit.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.pasteWhiteSpaceCells')?.input).toMatchObject({
    rows: [
      ['', 'Bikes'],
      ['Geneva', 'owned'],
    ],
    start: null,
    seen: [{ unitId: uuidOf(1), offeringId: uuidOf(101), version: 1 }],
  })
}, 20_000)

it('copies a block as a spreadsheet takes it', async () => {
  house({
    'plans.readWhiteSpace': () =>
      aWhiteSpace({ cells: [aCell(1, 1), aCell(1, 2, { state: 'competitor', competitor: 'Acme' })] }),
  })
  const { user, grid } = await openGrid()
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
  let copied = ''
  const data = { setData: (_type: string, content: string) => (copied = content) }
  fireEvent(grid, createEvent.copy(grid, { clipboardData: data }))
  expect(copied).toBe('owned\tcompetitor: Acme')
}, 20_000)

it('opens a cell by Enter, and sends only what was changed in it', async () => {
  const { calls } = house()
  const { user } = await openGrid()
  await user.keyboard('{Enter}')
  const drawer = await screen.findByRole('dialog', { hidden: true })
  const field = (name: RegExp) => within(drawer).getByRole('textbox', { name, hidden: true })
  await user.type(field(/^Low/), '5')
  await user.type(field(/^Base/), '3')
  await user.type(field(/need it/), '50')
  await user.click(within(drawer).getByRole('button', { name: 'Save', hidden: true }))
  expect(await within(drawer).findByText(/stand in this order/)).toBeDefined()
  await user.type(field(/^Base/), '0')
  await user.click(within(drawer).getByRole('button', { name: 'Save', hidden: true }))
  await waitFor(() => expect(calls.some(({ name }) => name === 'plans.setWhiteSpaceCells')).toBe(true))
  expect(calls.find(({ name }) => name === 'plans.setWhiteSpaceCells')?.input.cells).toEqual([
    {
      unitId: uuidOf(1),
      offeringId: uuidOf(101),
      version: 1,
      potential: { low: '5', base: '30', high: null },
      needProbability: 0.5,
    },
  ])
}, 20_000)

it('makes an opportunity of a cell, with what it is expected to bring and what it came of', async () => {
  const goals = { ...SECTION, key: 'goals', title: 'Goals', part: 'goals' as const }
  const { calls } = house({
    'plans.readPlan': () => ({ ...header, sections: [...header.sections, goals] }),
    'plans.readPlanGoals': () => aGoalsPart(),
    'plans.addBridgeEntry': ({ input }: FakeCall) => ({ ...aGoal().entries[0], ...input }),
    'plans.readWhiteSpace': () =>
      aWhiteSpace({
        cells: [
          aCell(1, 1, {
            state: 'open',
            potential: { low: null, base: '1000.0000', high: null },
            needProbability: 0.5,
            winProbability: 0.4,
            led: [{ kind: 'bridge_entry', id: uuidOf(7) }],
          }),
        ],
      }),
  })
  const { user } = await openGrid()
  await user.keyboard('{Enter}')
  const drawer = await screen.findByRole('dialog', { hidden: true })
  expect(await within(drawer).findByText(/1 × an opportunity/)).toBeDefined()
  await user.click(await within(drawer).findByRole('button', { name: 'Make an opportunity', hidden: true }))
  const amount = await screen.findByRole('textbox', { name: /^Amount in the period/, hidden: true })
  expect((amount as HTMLInputElement).value).toBe('200')
  await user.clear(amount)
  await user.click(screen.getByRole('button', { name: 'Put into the pipeline', hidden: true }))
  expect(await screen.findByText(/^Give an amount/)).toBeDefined()
  await user.type(amount, '180')
  await user.click(screen.getByRole('button', { name: 'Put into the pipeline', hidden: true }))
  await waitFor(() =>
    expect(calls.find(({ name }) => name === 'plans.addBridgeEntry')?.input).toMatchObject({
      measure: 'net_revenue',
      kind: 'pipeline',
      amount: '180',
      cause: { kind: 'white_space_cell', id: `${uuidOf(1)}:${uuidOf(101)}` },
    }),
  )
}, 20_000)

it('fills from the ledger and says what it left as people judged it', async () => {
  house({
    'plans.fillWhiteSpace': () => ({
      changeId: uuidOf(902),
      cells: [aCell(2, 1, { writtenBy: 'ledger' })],
      emptied: [],
      owned: 1,
      lapsed: 0,
      kept: [{ unitId: uuidOf(1), offeringId: uuidOf(101), ledgerState: 'lapsed' }],
      unitsWithoutCompany: 1,
      offeringsWithoutLine: 0,
    }),
  })
  const { user } = await openGrid()
  await user.click(screen.getByRole('button', { name: 'Fill from the ledger' }))
  expect(await screen.findByText('1 cell was judged otherwise by people and left as they are.')).toBeDefined()
  expect(screen.getByText('1 unit has no company in the ledger.')).toBeDefined()
  expect(cell(/^Plant, Bikes: owned/)).toBeDefined()
  expect(screen.getByRole('button', { name: 'Overwrite them' })).toBeDefined()
}, 20_000)

it('renames a row and takes it out with a way back', async () => {
  const heading = { id: uuidOf(1), axis: 'units', name: 'Lab', isRemoved: true, version: 2 }
  const { calls } = house({
    'plans.removeWhiteSpaceHeading': () => heading,
    'plans.restoreWhiteSpaceHeading': () => ({ ...heading, isRemoved: false, version: 3 }),
    'plans.changeWhiteSpaceHeading': () => ({ ...heading, isRemoved: false }),
  })
  const { user } = await openGrid()
  await user.keyboard('{ArrowLeft}{Enter}')
  const dialog = await screen.findByRole('dialog', { hidden: true })
  await user.click(within(dialog).getByRole('button', { name: 'Take out', hidden: true }))
  const toast = (await screen.findByText('Lab taken out.')).closest<HTMLElement>('[role=alert]')
  if (!toast) throw new Error('there is no way back')
  await user.click(within(toast).getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(calls.find(({ name }) => name === 'plans.restoreWhiteSpaceHeading')?.ifMatch).toBe('"2"'))
}, 20_000)

it('ties a row to another company of the ledger, of those that no other row stands for', async () => {
  const { calls } = house({
    'plans.readWhiteSpaceProposal': () => ({
      units: [{ accountId: '7', code: 'K7', name: 'Harbour' }],
      offerings: [{ productLine: 'Boats', netRevenue: null, lastMonth: null }],
    }),
    'plans.changeWhiteSpaceHeading': () => ({
      id: uuidOf(1),
      axis: 'units',
      name: 'Lab',
      isRemoved: false,
      version: 2,
    }),
  })
  const { user } = await openGrid()
  await user.keyboard('{ArrowLeft}{Enter}')
  const dialog = within(await screen.findByRole('dialog', { hidden: true }))
  const choice = dialog.getByRole('combobox', { name: /Stands for/, hidden: true })
  expect(await dialog.findByRole('option', { name: 'Harbour · K7', hidden: true })).toBeDefined()
  await user.selectOptions(choice, 'Harbour · K7')
  await user.click(dialog.getByRole('button', { name: 'Save', hidden: true }))
  await waitFor(() =>
    expect(calls.find(({ name }) => name === 'plans.changeWhiteSpaceHeading')?.input).toMatchObject({ accountId: '7' }),
  )
}, 20_000)

it('begins with the companies and product lines of the ledger, and with names, and goes on in the grid', async () => {
  let hasGrid = false
  const { calls } = house({
    'plans.readWhiteSpace': () => (hasGrid ? aWhiteSpace() : aWhiteSpace({ units: [], offerings: [], cells: [] })),
    'plans.readWhiteSpaceProposal': () => ({
      units: [{ accountId: '7', code: 'K7', name: 'Harbour' }],
      offerings: [
        { productLine: 'Bikes', netRevenue: '500.0000', lastMonth: '2026-05' },
        { productLine: 'Parts', netRevenue: null, lastMonth: '2019-02' },
        { productLine: 'Boats', netRevenue: null, lastMonth: null },
      ],
    }),
    'plans.addWhiteSpaceHeadings': ({ input }: FakeCall) => {
      hasGrid = input.axis === 'offerings'
      return { headings: [] }
    },
  })
  const { user } = await openPage([plans], `/plans/${PLAN_ID}?part=white-space`)
  await user.type(await screen.findByRole('textbox', { name: 'Offerings' }), 'Uptime{Enter}uptime{Enter}')
  expect(screen.getByText('last bought in Feb 2019')).toBeDefined()
  expect(screen.getByText('never bought')).toBeDefined()
  await user.click(screen.getByRole('checkbox', { name: 'Boats' }))
  screen.getByRole('button', { name: 'Begin the grid' }).focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(calls.filter(({ name }) => name === 'plans.addWhiteSpaceHeadings')).toHaveLength(2))
  expect(
    calls.filter(({ name }) => name === 'plans.addWhiteSpaceHeadings').map(({ input }) => [input.axis, input.headings]),
  ).toEqual([
    ['units', [{ name: 'Harbour', accountId: '7' }]],
    [
      'offerings',
      [{ name: 'Bikes', productLine: 'Bikes' }, { name: 'Parts', productLine: 'Parts' }, { name: 'Uptime' }],
    ],
  ])
  const grid = await screen.findByRole('grid')
  await waitFor(() => expect(document.activeElement).toBe(grid))
}, 20_000)

it('says of what lapsed when it was bought last, in the cell and in its drawer', async () => {
  const sale = { unitId: uuidOf(1), offeringId: uuidOf(101), netRevenue: '0.0000', lastMonth: '2019-02' }
  house({
    'plans.readWhiteSpace': () =>
      aWhiteSpace({
        units: [aUnit(1, 'Lab', { account: { id: '7', code: 'K7', name: 'Harbour' } })],
        offerings: [anOffering(1, 'Bikes', { productLine: 'Bikes' })],
        cells: [aCell(1, 1, { state: 'lapsed' })],
        sales: [{ ...sale, lastInvoiceOn: '2019-02-17' }],
      }),
  })
  const { user } = await openGrid()
  expect(cell(/^Lab, Bikes: lapsed, last bought .*2019/).textContent).toBe('lFeb 2019')
  await user.keyboard('{Enter}')
  const drawer = await screen.findByRole('dialog', { hidden: true })
  expect(within(drawer).getByText(/^Not bought within twelve months\. The last invoice was of .*2019/)).toBeDefined()
}, 20_000)

it.each([
  ['Measuring instruments', '9.9ch', 'narrow'],
  ['Caps', '7.2ch', null],
  ['Hydraulikzylinder', '15.3ch', 'always'],
])(
  'has columns as wide as the longest word of %s, or turns it',
  async (name, width, turned) => {
    house({ 'plans.readWhiteSpace': () => aWhiteSpace({ offerings: [anOffering(1, name)], cells: [] }) })
    const { grid } = await openGrid()
    expect(grid.style.getPropertyValue('--longest')).toBe(width)
    expect(grid.getAttribute('data-turned')).toBe(turned)
  },
  20_000,
)

it('lets readers look without typing, and hides the margin from those who may not see it', async () => {
  const { calls } = house({ 'plans.readWhiteSpace': () => aWhiteSpace({ units: [aUnit(1, 'Lab')] }) }, ['plans:read'])
  const { user } = await openGrid()
  await user.keyboard('l')
  expect(cell(/^Lab, Bikes: owned/)).toBeDefined()
  expect(screen.getByText('hidden')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Fill from the ledger' })).toBeNull()
  expect(calls.some(({ name }) => name === 'plans.setWhiteSpaceCells')).toBe(false)
}, 20_000)
