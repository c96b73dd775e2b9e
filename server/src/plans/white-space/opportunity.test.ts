import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { whiteSpaceCalls } from './white-space-fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let narrow: TestPerson
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
  narrow = await house.createPerson('north', { role: 'contributor', seesMargins: false })
})
afterAll(() => house.stop())

const CHANCES = { state: 'open', needProbability: 0.5, winProbability: 0.4 }

/** A plan with two cells that are expected to bring 200 and 40. */
async function aGrid() {
  plans += 1
  const plan: GivenPlan = await givenPlan(house, north, `O${plans}`)
  const calls = whiteSpaceCalls(house, plan.id)
  const [lab] = (await calls.add(owner, 'units', [{ name: 'Lab' }])).body.headings
  const [bikes, parts] = (await calls.add(owner, 'offerings', [{ name: 'Bikes' }, { name: 'Parts' }])).body.headings
  const potential = (base: string) => ({ low: null, base, high: null })
  await calls.write(owner, [
    { unitId: lab.id, offeringId: bikes.id, version: 0, ...CHANCES, potential: potential('1000') },
    { unitId: lab.id, offeringId: parts.id, version: 0, ...CHANCES, potential: potential('200') },
  ])
  const base = `/api/workspaces/north/plans/${plan.id}`
  const cause = { kind: 'white_space_cell', id: `${lab.id}:${bikes.id}` }
  const entry = { period: 1, measure: 'net_revenue', kind: 'pipeline', amount: '200', note: 'Win Bikes at Lab' }
  return {
    plan,
    cause,
    become: (more: object = {}, person = owner) =>
      house.call(person, 'POST', `${base}/bridge-entries`, { ...entry, cause, ...more }),
    goals: async () => (await house.call(owner, 'GET', `${base}/goals`)).body,
    led: async (person = owner) =>
      (await calls.read(person)).body.cells
        .filter(({ offeringId }: { offeringId: string }) => offeringId === bikes.id)
        .flatMap(({ led }: { led: { kind: string; id: string }[] }) => led),
    take: (id: string, version: number) =>
      house.call(owner, 'POST', `${base}/bridge-entries/${id}/remove`, {}, { 'if-match': `"${version}"` }),
  }
}

test('a cell becomes an opportunity: it counts in the pipeline of the bridge, and no longer in what else is expected', async () => {
  const grid = await aGrid()
  expect((await grid.goals()).expectedWhiteSpace.netRevenue).toBe('240.0000')
  const { status, body } = await grid.become()
  expect([status, body.cause]).toEqual([201, grid.cause])
  const goals = await grid.goals()
  expect(goals.expectedWhiteSpace.netRevenue).toBe('40.0000')
  expect(goals.periods[0].netRevenue.bridge.pipeline).toBe('200.0000')
  expect(goals.periods[0].netRevenue.entries).toMatchObject([{ id: body.id, cause: grid.cause }])
  expect(await grid.led()).toEqual([{ kind: 'bridge_entry', id: body.id }])
  await grid.take(body.id, 1)
  expect(await grid.led()).toEqual([])
  expect((await grid.goals()).expectedWhiteSpace.netRevenue).toBe('240.0000')
})

test('an opportunity names a cell of its own plan, which its writer sees', async () => {
  const grid = await aGrid()
  const other = await aGrid()
  for (const cause of [other.cause, { kind: 'white_space_cell', id: 'x' }, { kind: 'rule', id: grid.plan.id }]) {
    const refused = await grid.become({ cause })
    expect([refused.status, refused.body.code]).toEqual([422, 'plans/cause-unknown'])
  }
  expect((await grid.become({ cause: { kind: 'unheard', id: 'x' } })).status).toBe(400)
  const hidden = EVERY_SECTION.map((each) => (each.part === 'white_space' ? { ...each, audience: 'inner' } : each))
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    grid.plan.id,
    JSON.stringify(hidden),
  ])
  expect((await grid.become({}, narrow)).body.code).toBe('plans/cause-unknown')
  expect((await grid.goals()).periods[0].netRevenue.entries).toEqual([])
})

test('that a cell became an opportunity of a margin, or one in goals that are hidden, is not told to others', async () => {
  const grid = await aGrid()
  await grid.become({ measure: 'gross_margin' })
  expect(await grid.led()).toHaveLength(1)
  expect(await grid.led(narrow)).toEqual([])
  await grid.become()
  expect(await grid.led(narrow)).toHaveLength(1)
  const hidden = EVERY_SECTION.map((each) => (each.part === 'goals' ? { ...each, audience: 'inner' } : each))
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    grid.plan.id,
    JSON.stringify(hidden),
  ])
  expect(await grid.led(narrow)).toEqual([])
})
