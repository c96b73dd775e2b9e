import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPerson, aPlanHeader, PLAN_ID } from '../record-fixtures.ts'

const PAGE = `/plans/${PLAN_ID}?part=team`
const member = (personId: string, name: string) => ({
  personId,
  name,
  email: `${personId}@acme.test`,
  role: 'contributor',
  visibility: 'all',
  unit: null,
  seesMargins: false,
  status: 'active',
  hasTwoFactor: false,
  lastSeenAt: null,
  version: 1,
})
const house: Readonly<Record<string, FakeHandler>> = {
  'session.read': () => aSession(),
  'plans.readPlan': () => aPlanHeader(),
  'workspace.listMembers': () => ({
    rows: [member('p-omar', 'Omar Operations'), member('p-carl', 'Carl Chief')],
    nextCursor: null,
    total: 2,
  }),
}
const chief = aPerson({
  id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d03',
  personId: 'p-carl',
  name: 'Carl Chief',
  function: 'Chief executive',
  duty: 'accountable',
  task: '',
  isInner: true,
})
const buyer = aPerson({
  id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d04',
  personId: null,
  name: 'Bea Buyer',
  side: 'customer',
  duty: 'consulted',
})
const team = (...people: readonly ReturnType<typeof aPerson>[]) => ({
  people,
  hasAccountable: people.some(({ duty, hasLeft }) => duty === 'accountable' && !hasLeft),
  mayShapeInner: true,
})
const fieldOf = (dialog: HTMLElement, name: RegExp) => within(dialog).getByRole('textbox', { name, hidden: true })
const chooserOf = (dialog: HTMLElement, name: RegExp) => within(dialog).getByRole('combobox', { name, hidden: true })
const pressIn = (dialog: HTMLElement, name: string) => within(dialog).getByRole('button', { name, hidden: true })
const dialogOf = (name: string) => screen.findByRole('dialog', { name, hidden: true })

beforeEach(() => {
  window.sessionStorage.clear()
  notifications.clean()
})

it('shows both sides by duty, with what each does, and who has left', async () => {
  startFakeServer({
    ...house,
    'plans.readTeamPart': () => team({ ...chief, hasLeft: true }, aPerson(), buyer),
  })
  await openPage([plans], PAGE)
  const ours = await screen.findByRole('table', { name: 'Our side' })
  const rows = within(ours).getAllByRole('row').slice(1)
  expect(rows[0]?.textContent).toContain('accountable')
  expect(rows[0]?.textContent).toContain('has left')
  expect(rows[0]?.textContent).toContain('inner team')
  expect(rows[0]?.textContent).toContain('no task named')
  expect(rows[1]?.textContent).toContain('Delivery on time')
  expect(screen.getByRole('table', { name: 'The customer’s side' }).textContent).toContain('Bea Buyer')
  expect(screen.getByText('Nobody answers for this plan')).toBeDefined()
}, 20_000)

it('begins an empty team with who answers for the plan', async () => {
  const { bodies } = startFakeServer({
    ...house,
    'plans.readTeamPart': () => team(),
    'plans.addPlanPerson': () => chief,
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Add somebody: Our side' }))
  const dialog = await dialogOf('Somebody of ours')
  await user.click(chooserOf(dialog, /^Member of this workspace/))
  await user.click(await screen.findByRole('option', { name: 'Carl Chief', hidden: true }))
  await user.type(chooserOf(dialog, /^Function/), 'Chief executive')
  await user.click(within(dialog).getByRole('checkbox', { name: 'Belongs to the inner team', hidden: true }))
  await user.click(pressIn(dialog, 'Add'))
  expect(await screen.findByText('Saved for Carl Chief.')).toBeDefined()
  expect(bodies[`POST /api/workspaces/acme/plans/${PLAN_ID}/team`]).toEqual({
    personId: 'p-carl',
    name: '',
    side: 'ours',
    function: 'Chief executive',
    duty: 'accountable',
    task: '',
    isInner: true,
    takesOver: false,
  })
}, 20_000)

it('offers to take over from whoever answers for the plan', async () => {
  const { calls } = startFakeServer({
    ...house,
    'plans.readTeamPart': () => team(chief, aPerson()),
    'plans.changePlanPerson': ({ input }) => {
      if (input.takesOver !== true) throw new FakeRefusal(409, 'plans/accountable-held')
      return aPerson({ duty: 'accountable', version: 2 })
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Change: Omar Operations' }))
  const dialog = await dialogOf('Change: Omar Operations')
  await user.selectOptions(within(dialog).getByRole('combobox', { name: /^Duty/, hidden: true }), 'accountable')
  await user.click(pressIn(dialog, 'Save'))
  expect((await within(dialog).findByRole('alert', { hidden: true })).textContent).toContain('Carl Chief')
  await user.click(pressIn(dialog, 'Take over'))
  expect(await screen.findByText('Saved for Omar Operations.')).toBeDefined()
  expect(calls.filter(({ name }) => name === 'plans.changePlanPerson').map(({ ifMatch }) => ifMatch)).toEqual([
    '"1"',
    '"1"',
  ])
}, 20_000)

it('names people of the customer, who neither answer for our plan nor belong to the inner team', async () => {
  const { bodies } = startFakeServer({
    ...house,
    'plans.readTeamPart': () => team(chief),
    'plans.addPlanPerson': () => buyer,
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Add somebody: The customer’s side' }))
  const dialog = await dialogOf('Somebody of the customer')
  const duty = within(dialog).getByRole('combobox', { name: /^Duty/, hidden: true })
  expect(within(duty).queryByRole('option', { name: 'accountable', hidden: true })).toBeNull()
  expect(within(dialog).queryByRole('checkbox', { hidden: true })).toBeNull()
  await user.type(fieldOf(dialog, /^Name/), 'Bea Buyer')
  await user.type(chooserOf(dialog, /^Function/), 'Purchasing')
  await user.click(pressIn(dialog, 'Add'))
  await waitFor(() =>
    expect(bodies[`POST /api/workspaces/acme/plans/${PLAN_ID}/team`]).toMatchObject({
      personId: null,
      name: 'Bea Buyer',
      side: 'customer',
      duty: 'consulted',
    }),
  )
}, 20_000)

it('shows both versions when somebody was faster, and takes theirs', async () => {
  let version = 1
  startFakeServer({
    ...house,
    'plans.readTeamPart': () => team(chief, aPerson({ version, task: version === 1 ? 'Delivery on time' : 'Quality' })),
    'plans.changePlanPerson': () => {
      throw new FakeRefusal(412, 'http/version-stale')
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Change: Omar Operations' }))
  const dialog = await dialogOf('Change: Omar Operations')
  await user.clear(fieldOf(dialog, /^Task/))
  await user.type(fieldOf(dialog, /^Task/), 'Spare parts')
  version = 2
  await user.click(pressIn(dialog, 'Save'))
  const note = await within(dialog).findByRole('alert', { hidden: true })
  expect(note.textContent).toContain('Spare parts')
  expect(note.textContent).toContain('Quality')
  await user.click(pressIn(dialog, 'Take theirs'))
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  expect(screen.getByText('Quality')).toBeDefined()
}, 20_000)

it('takes somebody out and puts them back', async () => {
  let isThere = true
  const { calls } = startFakeServer({
    ...house,
    'plans.readTeamPart': () => (isThere ? team(chief, aPerson()) : team(chief)),
    'plans.removePlanPerson': () => {
      isThere = false
      return aPerson({ version: 2 })
    },
    'plans.restorePlanPerson': () => {
      isThere = true
      return aPerson({ version: 3 })
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Take out: Omar Operations' }))
  expect(await screen.findByText('Omar Operations is taken out of the team.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('button', { name: 'Take out: Omar Operations' })).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.restorePlanPerson')?.ifMatch).toBe('"2"')
}, 20_000)

it('lets readers read, and says why a team that is for the inner team is not shown', async () => {
  startFakeServer({
    ...house,
    'session.read': () => fakeSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['plans:read'] })] }),
    'plans.readTeamPart': () => {
      throw new FakeRefusal(404, 'plans/no-such-part')
    },
  })
  await openPage([plans], PAGE)
  expect(await screen.findByText('plans/no-such-part')).toBeDefined()
  expect(screen.queryByRole('button', { name: /Add somebody/ })).toBeNull()
}, 20_000)
