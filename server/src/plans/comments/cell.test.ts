import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let workspaceId: number
let owner: TestPerson
let contributor: TestPerson
let plan: GivenPlan
let unit: string
let offering: string
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
  contributor = await house.createPerson('north', { role: 'contributor' })
})
afterAll(() => house.stop())

beforeEach(async () => {
  plan = await givenPlan(house, workspaceId, `CELL${++plans}`)
  unit = await heading('units', 'North plant')
  offering = await heading('offerings', 'Seals')
})

async function heading(axis: 'units' | 'offerings', name: string): Promise<string> {
  const added = await house.call(owner, 'POST', `/api/workspaces/north/plans/${plan.id}/white-space/${axis}`, {
    headings: [{ name }],
  })
  return added.body.headings[0].id
}

const comment = (person: TestPerson, subjectId: string) =>
  house.call(person, 'POST', `/api/workspaces/north/plans/${plan.id}/comments`, {
    subjectKind: 'white_space_cell',
    subjectId,
    content: 'Who buys it there?',
  })

describe('talk about a cell of the white space', () => {
  it('stands under its unit and offering, also while nobody has written the cell', async () => {
    const id = `${unit}:${offering}`
    const said = await comment(contributor, id)
    expect([said.status, said.body.subjectId]).toEqual([201, id])
    const counts = await house.call(owner, 'GET', `/api/workspaces/north/plans/${plan.id}/comment-counts`)
    expect(counts.body.rows).toEqual([{ subjectKind: 'white_space_cell', subjectId: id, comments: 1 }])
  })

  it('has one name only: not the other way round, not of another plan, not half of one', async () => {
    const other = await givenPlan(house, workspaceId, `CELL${++plans}`)
    const wrong = [`${offering}:${unit}`, `${unit}:${randomUUID()}`, `${unit}:${offering}`.toUpperCase(), unit, 'x:y']
    for (const id of wrong) expect([id, (await comment(owner, id)).status]).toEqual([id, 404])
    const own = plan
    plan = other
    expect((await comment(owner, `${unit}:${offering}`)).status).toBe(404)
    plan = own
  })

  it('is not there for people who may not see the white space', async () => {
    await comment(owner, `${unit}:${offering}`)
    const sections = EVERY_SECTION.map((each) => (each.part === 'white_space' ? { ...each, audience: 'inner' } : each))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(sections),
    ])
    expect((await comment(contributor, `${unit}:${offering}`)).status).toBe(404)
    const counts = await house.call(contributor, 'GET', `/api/workspaces/north/plans/${plan.id}/comment-counts`)
    expect(counts.body.rows).toEqual([])
  })
})
