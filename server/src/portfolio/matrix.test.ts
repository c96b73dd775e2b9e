import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { smallLedger } from '../economics/fixtures.ts'
import { refreshEconomics } from '../economics/index.ts'

let program: TestProgram
let lead: TestPerson
let workspaceId: number
const base = '/api/workspaces/acme'

beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('acme')
  const ledger = smallLedger(program.database.superuser, workspaceId)
  for (const [code, before, after] of [
    ['GROWS', 100, 155],
    ['STAYS', 100, 105],
  ] as const) {
    await ledger.account(code)
    await ledger.lines([
      { account: code, date: '2024-06-05', net: before },
      { account: code, date: '2025-06-05', net: after },
    ])
  }
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  lead = await program.createPerson('acme', { role: 'program_lead' })
})
afterAll(() => program.stop())

/** Publishes one criterion, growth, on both axes, cut at the midpoints given; left out, the axes say nothing of them. */
async function publishAxes(axes: object): Promise<void> {
  const sets = `${base}/criteria-sets`
  const { body: draft } = await program.call(lead, 'POST', sets, { name: 'Growth', from: null })
  const anchors = [
    { raw: 0, points: 0 },
    { raw: 1, points: 100 },
  ]
  const source = { kind: 'measured', measure: 'growth_12m', anchors }
  const criteria = [{ key: 'growth', name: 'Growth', definition: 'Said.', weight: 10, isSize: false, source }]
  const definition = { criteria, gates: [], minimumConfidence: 0.3, axes }
  const url = `${sets}/${draft.id}`
  await program.call(lead, 'PUT', url, { name: 'Growth', definition }, { 'if-match': '"1"' })
  const reason = 'One criterion is enough here.'
  expect((await program.call(lead, 'POST', `${url}/publication`, { reason }, { 'if-match': '"2"' })).status).toBe(200)
  await program.runJobs()
}

async function fields() {
  const { status, body } = await program.call(lead, 'GET', `${base}/portfolio/matrix`)
  expect(status).toBe(200)
  const byCode = body.bubbles.map((one: { account: { code: string }; quadrant: string }) => [
    one.account.code,
    one.quadrant,
  ])
  return { midpoints: body.midpoints, axes: body.axes, fields: Object.fromEntries(byCode) }
}

it('cuts the matrix at the midpoints of the program, and puts every account into its field by them', async () => {
  const both = { strength: ['growth'], attractiveness: ['growth'] }
  await publishAxes(both)
  expect(await fields()).toEqual({
    midpoints: { strength: 50, attractiveness: 50 },
    axes: { strength: ['Growth'], attractiveness: ['Growth'] },
    fields: { GROWS: 'strategic', STAYS: 'streamline' },
  })
  await publishAxes({ ...both, midpoints: { strength: 80, attractiveness: 50 } })
  expect(await fields()).toMatchObject({
    midpoints: { strength: 80, attractiveness: 50 },
    fields: { GROWS: 'star', STAYS: 'streamline' },
  })
  await publishAxes({ ...both, midpoints: { strength: 4, attractiveness: 60 } })
  expect((await fields()).fields).toEqual({ GROWS: 'status', STAYS: 'status' })
})

it('without a criterion for an axis there is no matrix, and every account is counted as without evidence', async () => {
  await publishAxes({ strength: [] })
  const { body } = await program.call(lead, 'GET', `${base}/portfolio/matrix`)
  expect(body).toMatchObject({
    bubbles: [],
    accountsWithoutEvidence: 2,
    axes: { attractiveness: ['Growth'], strength: [] },
  })
})
