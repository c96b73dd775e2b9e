import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from './fixtures.ts'
import { readMatrixAxes } from './queries/scores.ts'

let program: TestProgram
let house: SelectionHouse
let member: TestPerson
let plain: TestPerson
let stranger: TestPerson
let draftId: string
const base = '/api/workspaces/alpha'
const opinions = `${base}/selection/second-opinions`

/** Points on growth and breadth as given, out of 100; H has no growth to tell. */
const POINTS: Readonly<Record<string, readonly [number | null, number]>> = {
  A: [100, 60],
  B: [70, 75],
  C: [35, 100],
  D: [95, 20],
  E: [57, 57],
  F: [10, 80],
  G: [0, 0],
  H: [null, 90],
}

function straight(measure: string, top: number) {
  const anchors = [
    { raw: 0, points: 0 },
    { raw: top, points: 100 },
  ]
  return {
    key: measure,
    name: measure,
    definition: 'Said.',
    weight: 50,
    isSize: false,
    source: { kind: 'measured', measure, anchors },
  }
}

beforeAll(async () => {
  program = await createTestProgram()
  const figures = Object.entries(POINTS).map(([code, [growth, breadth]]) => [
    code,
    { netRevenue: 100, growth: growth === null ? null : growth / 100, productLines: breadth, outlook: 'flat' },
  ])
  house = await aScoredHouse(program, 'alpha', Object.fromEntries(figures))
  await program.createWorkspace('beta')
  plain = await program.createPerson('alpha', { role: 'viewer' })
  member = await program.createPerson('alpha', { role: 'viewer', visibility: 'team' })
  stranger = await program.createPerson('beta', { role: 'owner' })
  await program.database.superuser.query(
    "insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) select $1, a.id, $2, 'team_member' from mainstay.account a where a.code = 'C'",
    [house.workspaceId, member.id],
  )
  const { body: draft } = await program.call(house.lead, 'POST', `${base}/criteria-sets`, { name: 'Two', from: null })
  const definition = {
    criteria: [straight('growth_12m', 1), straight('product_breadth', 100)],
    gates: [],
    minimumConfidence: 0.3,
    axes: {
      strength: ['product_breadth'],
      attractiveness: ['growth_12m', 'product_breadth'],
      midpoints: { strength: 70, attractiveness: 60 },
    },
  }
  const put = await program.call(
    house.lead,
    'PUT',
    `${base}/criteria-sets/${draft.id}`,
    { name: 'Two', definition },
    { 'if-match': '"1"' },
  )
  expect(put.body.faults).toEqual([])
  draftId = draft.id
})
afterAll(() => program.stop())

describe('a second opinion on the ranking', () => {
  it('compares whoever has evidence on every criterion, by three methods', async () => {
    const { status, body } = await program.call(plain, 'GET', `${opinions}?criteriaSetId=${draftId}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ criteriaSetId: draftId, compared: 7, mostCompared: 5000 })
    expect(body.methods.map(({ method }: { method: string }) => method)).toEqual([
      'topsis',
      'ahp_ideal',
      'ahp_distributive',
    ])
    for (const { correlation, turned } of body.methods) {
      expect(correlation.value).toBeGreaterThan(0.8)
      expect(turned).toBeGreaterThanOrEqual(0)
    }
    expect(body.rows.length).toBeGreaterThan(0)
    for (const { byScore, byMethod } of body.rows) {
      expect(byMethod.some((place: number) => place !== byScore)).toBe(true)
    }
  })

  it('shows rows of visible accounts only, with their places among all', async () => {
    const all = (await program.call(plain, 'GET', `${opinions}?criteriaSetId=${draftId}&limit=100`)).body
    const own = (await program.call(member, 'GET', `${opinions}?criteriaSetId=${draftId}&limit=100`)).body
    const isC = ({ account }: { account: { code: string } }) => account.code === 'C'
    expect(own.rows).toEqual(all.rows.filter(isC))
    expect(own.methods).toEqual(all.methods)
  })

  it('has nothing to compare where judgements lack, and says so by the number', async () => {
    const { body } = await program.call(plain, 'GET', opinions)
    expect(body).toMatchObject({ compared: 0, rows: [] })
    expect(body.methods[0].correlation).toMatchObject({ value: null, status: 'insufficient_data' })
  })

  it('is not for strangers, and refuses what it cannot read', async () => {
    expect((await program.call(null, 'GET', opinions)).status).toBe(401)
    expect((await program.call(stranger, 'GET', opinions)).status).toBe(404)
    const foreign = `/api/workspaces/beta/selection/second-opinions?criteriaSetId=${draftId}`
    expect((await program.call(stranger, 'GET', foreign)).status).toBe(404)
    const bad = await program.call(plain, 'GET', `${opinions}?criteriaSetId=7&limit=0`)
    expect(bad.status).toBe(400)
    expect(bad.body.errors).toHaveLength(2)
  })
})

describe('the portfolio matrix by the program’s own axes', () => {
  it('has criteria on both axes and is cut where the program says, once published', async () => {
    const reason = 'Two criteria are all we measure.'
    const url = `${base}/criteria-sets/${draftId}/publication`
    expect((await program.call(house.lead, 'POST', url, { reason }, { 'if-match': '"2"' })).status).toBe(200)
    await program.runJobs()
    const actor = await program.actor('alpha', plain)
    expect(await program.program.useCases.read(actor, readMatrixAxes)).toEqual({
      axes: { attractiveness: ['growth_12m', 'product_breadth'], strength: ['product_breadth'] },
      midpoints: { strength: 70, attractiveness: 60 },
    })
    const { rows } = await program.database.superuser.query(
      `select a.code, s.strength, s.attractiveness from mainstay.account_score s
       join mainstay.account a on a.workspace_id = s.workspace_id and a.id = s.account_id
       where s.criteria_set_id = $1 and a.code in ('A', 'B') order by a.code`,
      [draftId],
    )
    expect(rows).toEqual([
      { code: 'A', strength: 60, attractiveness: 80 },
      { code: 'B', strength: 75, attractiveness: 72.5 },
    ])
  })
})
