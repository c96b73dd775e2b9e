import type { StatementsPart } from '@mainstay/contract/plans-statements'
import { RELATIONSHIP_STAGES, starterTemplates } from '@mainstay/domain/plans'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'

let house: TestProgram
let manager: TestPerson
let planId: string

const base = '/api/workspaces/north/plans'
const place = { sectionKey: 'profile', fieldKey: 'relationship_stage' }

beforeAll(async () => {
  house = await createTestProgram()
  const north = await house.createWorkspace('north')
  manager = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
  const accountId = await smallLedger(house.database.superuser, north).account('K1')
  planId = (await house.call(manager, 'POST', base, { accountId })).body.id
})
afterAll(() => house.stop())

async function profile() {
  const { body } = await house.call(manager, 'GET', `${base}/${planId}/statements`)
  return (body as StatementsPart).sections.find(({ section }) => section.key === 'profile')
}

async function chooseStage(content: string, asOf: string) {
  const stage = (await profile())?.values.find(({ fieldKey }) => fieldKey === place.fieldKey)
  const said = { content, asOf, isConfirmed: true, source: 'Review' }
  const reply = stage
    ? await house.call(manager, 'PATCH', `${base}/${planId}/statements/${stage.id}`, said, {
        'if-match': `"${stage.version}"`,
      })
    : await house.call(manager, 'POST', `${base}/${planId}/statements`, { ...place, ...said })
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
}

test('every account plan can say the stage of the relationship, by the stages that are told of in the field', () => {
  const [full] = starterTemplates()
  const field = full?.sections.flatMap(({ fields }) => fields).find(({ key }) => key === place.fieldKey)
  expect(field?.choices).toEqual(RELATIONSHIP_STAGES)
})

test('how the relationship came to its stage stays in sight, whatever else of the answer was mended', async () => {
  await chooseStage('Exploratory', '2024-02-01')
  expect((await profile())?.earlier).toEqual([])
  await chooseStage('Basic', '2025-02-01')
  await chooseStage('Basic', '2025-08-01')
  await chooseStage('Cooperative', '2026-02-01')
  const said = { fieldKey: place.fieldKey, authorName: 'Mia Manager' }
  expect((await profile())?.earlier).toEqual([
    { ...said, content: 'Basic', asOf: '2025-02-01' },
    { ...said, content: 'Exploratory', asOf: '2024-02-01' },
  ])
})

test('a stage that was taken back leaves no trace in it', async () => {
  await chooseStage('Integrated', '2026-05-01')
  const changes = await house.call(manager, 'GET', `${base}/${planId}/changes`)
  const undone = await house.call(manager, 'POST', `${base}/${planId}/changes/${changes.body.rows[0].id}/undo`)
  expect(undone.status, JSON.stringify(undone.body)).toBe(200)
  expect((await profile())?.earlier.map(({ content }) => content)).toEqual(['Basic', 'Exploratory'])
})
