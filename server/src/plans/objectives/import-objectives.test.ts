import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let plan: GivenPlan

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  house.setNow('2026-07-02T10:00:00Z')
})
afterAll(() => house.stop())

const HEAD = 'Objective\tWhy\tOwner\tPeriod\tKey result\tStart\tTarget\tUnit\tDirection\tCommitted or stretch\tCurrent'
const SHEET = [
  HEAD,
  'Be first choice\tthey asked for one\tolga owner\t2026\tOrders on time\t80\t98\t%\tup\tcommitted\t89',
  '\t\t\t\tComplaints\t12\t4\tcomplaints\tdown\tstretch\t',
  '\t\t\t\tVisits\tmany\t4\tvisits\t\t\t',
  'Win <b>trust</b>\t\tChris Colleague\t2027\t\t\t\t\t\t\t',
].join('\n')

interface Sending {
  readonly person?: TestPerson | null
  readonly planId?: string
  readonly workspace?: string
  readonly pasted?: string
}
function send(
  path: '' | '/preview',
  { person = owner, planId = plan.id, workspace = 'north', pasted = SHEET }: Sending = {},
) {
  return house.call(person, 'POST', `/api/workspaces/${workspace}/plans/${planId}/objectives/import${path}`, { pasted })
}
const objectives = async (planId = plan.id) =>
  (await house.call(owner, 'GET', `/api/workspaces/north/plans/${planId}/objectives`)).body.objectives

describe('objectives out of a spreadsheet', () => {
  beforeAll(async () => {
    plan = await givenPlan(house, north, 'I100')
  })

  test('are shown first, and nothing is written by looking', async () => {
    const preview = await send('/preview')
    expect([preview.status, preview.body]).toMatchObject([
      200,
      {
        headings: HEAD.split('\t'),
        objectives: [
          {
            title: 'Be first choice',
            startsOn: '2026-01-01',
            endsOn: '2026-12-31',
            keyResults: [{ title: 'Orders on time' }, { title: 'Complaints' }],
          },
          { title: 'Win <b>trust</b>', kind: 'qualitative', ownerName: 'Chris Colleague' },
        ],
        unchanged: [],
        rejects: [{ line: 4, reasons: ['the start “many” is no number; write it as 1250.5'] }],
      },
    ])
    expect(await objectives()).toEqual([])
  })

  test('go in with key results and what these have come to today, and leave a trace', async () => {
    const taken = await send('')
    expect([taken.status, taken.body]).toMatchObject([
      201,
      { objectives: 2, keyResults: 2, unchanged: 0, rejects: [{ line: 4 }] },
    ])
    const [first, second] = await objectives()
    expect(first).toMatchObject({
      title: 'Be first choice',
      why: 'they asked for one',
      owner: { kind: 'member', personId: owner.id },
      figures: { graded: 1, keyResults: 2 },
    })
    expect(first.keyResults).toMatchObject([
      { title: 'Orders on time', unit: '%', figures: { grade: 0.5, latest: { on: '2026-07-02', value: '89' } } },
      { title: 'Complaints', direction: 'down', ambition: 'stretch', figures: { latest: null } },
    ])
    expect(second).toMatchObject({ title: 'Win <b>trust</b>', owner: { kind: 'colleague', name: 'Chris Colleague' } })
    const { rows } = await house.database.superuser.query(
      `select after from mainstay.audit_entry where action = 'plans.objectives-imported' and subject_id = $1`,
      [plan.id],
    )
    expect(rows).toEqual([
      {
        after: {
          titles: ['Be first choice', 'Win <b>trust</b>'],
          keyResults: ['Orders on time', 'Complaints'],
          rejected: 1,
        },
      },
    ])
  })

  test('change nothing when the same file comes again, and take what was mended in it', async () => {
    const before = await objectives()
    const again = await send('')
    expect(again.body).toMatchObject({ objectives: 0, keyResults: 0, unchanged: 3, rejects: [{ line: 4 }] })
    expect(await objectives()).toEqual(before)
    const mended = await send('', { pasted: SHEET.replace('many', '1') })
    expect(mended.body).toMatchObject({ objectives: 0, keyResults: 1, unchanged: 3, rejects: [] })
    const [first] = await objectives()
    expect(first.keyResults.map(({ title }: { title: string }) => title)).toEqual([
      'Orders on time',
      'Complaints',
      'Visits',
    ])
  })

  test('that say otherwise of an objective than the plan leave it as it is, and are told', async () => {
    expect((await send('/preview')).body.differing).toEqual([])
    const { body } = await send('/preview', { pasted: SHEET.replace('Chris Colleague\t2027', 'Olga Owner\t2026') })
    expect(body.differing).toEqual([
      {
        line: 5,
        differences: [
          'the owner is “Chris Colleague” in the plan, “Olga Owner” in the sheet',
          'the end is “31 Dec 2027” in the plan, “31 Dec 2026” in the sheet',
        ],
      },
    ])
  })

  test('come in once where the same file is sent twice at the same moment', async () => {
    const both = await givenPlan(house, north, 'I200')
    const answers = await Promise.all([send('', { planId: both.id }), send('', { planId: both.id })])
    expect(answers.map(({ body }) => body.objectives).toSorted()).toEqual([0, 2])
    expect(await objectives(both.id)).toHaveLength(2)
  })

  test('of an owner whose name several people bear are rejected with all their lines', async () => {
    await house.createPerson('north', { role: 'viewer', name: 'Twin' })
    await house.createPerson('north', { role: 'viewer', name: 'Twin' })
    const pasted = `${HEAD}\nGrow\t\ttwin\t2026\tPlants\t1\t3\t\t\t\t\nGrow\t\t\t\tSites\t1\t3\t\t\t\t`
    const { body } = await send('/preview', { pasted })
    expect(body).toMatchObject({
      objectives: [],
      rejects: [
        { line: 2, content: 'Grow\t\ttwin\t2026\tPlants\t1\t3\t\t\t\t' },
        { line: 3, reasons: ['several people here are called “twin”; write the mail address'] },
      ],
    })
  })

  test('of a closed plan, of other workspaces and by those who may not are refused', async () => {
    const closed = await givenPlan(house, north, 'I300')
    await house.database.superuser.query(
      `update mainstay.plan set status = 'closed', closed_on = '2026-07-01', closed_from = 'active' where id = $1`,
      [closed.id],
    )
    const viewer = await house.createPerson('north', { role: 'viewer' })
    const stranger = await house.createPerson('south', { role: 'owner' })
    for (const path of ['', '/preview'] as const) {
      expect((await send(path, { planId: closed.id })).body.code).toBe('plans/closed')
      expect((await send(path, { person: null })).status).toBe(401)
      expect((await send(path, { person: viewer })).status).toBe(403)
      expect((await send(path, { person: stranger })).status).toBe(404)
      expect((await send(path, { person: stranger, workspace: 'south' })).status).toBe(404)
      expect((await send(path, { planId: randomUUID() })).status).toBe(404)
      expect((await send(path, { pasted: '' })).body.errors).toMatchObject([{ path: 'pasted' }])
    }
  })
})
