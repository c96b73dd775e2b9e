import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type GivenPlan, givenPlan } from './fixtures.ts'

let house: TestProgram
let owner: TestPerson
let stranger: TestPerson
let outsider: TestPerson
let plan: GivenPlan

beforeAll(async () => {
  house = await createTestProgram()
  const north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner' })
  stranger = await house.createPerson('south', { role: 'owner' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  plan = await givenPlan(house, north, 'K100')
})
afterAll(() => house.stop())

const read = (person: TestPerson, workspace = 'north') =>
  house.app.inject({
    method: 'GET',
    url: `/api/workspaces/${workspace}/plans/${plan.id}`,
    headers: { authorization: person.authorization },
  })

it('shows a plan with its account, periods and sections', async () => {
  const answer = await read(owner)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    id: plan.id,
    account: { code: 'K100' },
    status: 'active',
    periods: [
      { number: 1, startsOn: '2026-01-01', endsOn: '2026-12-31' },
      { number: 2, startsOn: '2027-01-01', endsOn: '2027-12-31' },
    ],
  })
})

it('does not exist for other workspaces and for those who do not see its account', async () => {
  expect((await read(stranger, 'south')).statusCode).toBe(404)
  expect((await read(outsider)).statusCode).toBe(404)
})
