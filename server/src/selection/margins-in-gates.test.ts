import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { aRoundHouse, type RoundHouse } from './rounds/rounds-harness.ts'

const base = '/api/workspaces/alpha'

let program: TestProgram
let house: RoundHouse
let blind: TestPerson
let seeing: TestPerson
let draftId: string

beforeAll(async () => {
  program = await createTestProgram()
  house = await aRoundHouse(program, 'alpha')
  blind = await program.createPerson('alpha', { role: 'program_lead', seesMargins: false })
  seeing = await program.createPerson('alpha', { role: 'program_lead', seesMargins: true })
  const { body: draft } = await program.call(blind, 'POST', `${base}/criteria-sets`, {
    name: 'With a gate',
    from: null,
  })
  const { criteria } = draft.definition
  const growth = criteria.find(({ source }: { source: { measure?: string } }) => source.measure === 'growth_12m')
  const judged = criteria.find(({ source }: { source: { kind: string } }) => source.kind === 'judged')
  const definition = {
    ...draft.definition,
    criteria: [
      { ...growth, weight: 60 },
      { ...judged, weight: 40 },
    ],
    axes: { strength: [judged.key] },
    gates: [{ name: 'Guess', criterionKey: null, measure: 'gross_margin_rate', operator: 'at_least', value: 0.31 }],
  }
  const headers = { 'if-match': `"${draft.version}"` }
  const changed = await program.call(
    blind,
    'PUT',
    `${base}/criteria-sets/${draft.id}`,
    { name: draft.name, definition },
    headers,
  )
  expect([changed.status, changed.body.faults]).toEqual([200, []])
  draftId = draft.id
  const ledger = `insert into mainstay.ledger_state (workspace_id, revision, lines, first_date, last_date)
    values ($1, 1, 1, '2023-01-05', '2026-10-28') on conflict do nothing`
  await program.database.superuser.query(ledger, [house.workspaceId])
})
afterAll(() => program.stop())

/** All the ways to learn who passes the gates of a draft. */
function asks(person: TestPerson) {
  const chosen = { criteriaSetId: draftId }
  return Promise.all([
    program.call(person, 'POST', `${base}/selection/ranking`, chosen),
    program.call(person, 'GET', `${base}/accounts/${house.idOf('A')}/score?criteriaSetId=${draftId}`),
    program.call(person, 'POST', `${base}/selection/firmness`, { ...chosen, draws: 1_000, seed: 1 }),
    program.call(person, 'GET', `${base}/selection/second-opinions?criteriaSetId=${draftId}`),
    program.call(person, 'GET', `${base}/selection/decision-book?format=xlsx&criteriaSetId=${draftId}`),
    program.call(person, 'POST', `${base}/selection/back-tests`, {
      criteriaSetIds: [draftId],
      asOf: '2024-06-30',
      months: 12,
      seed: 1,
    }),
  ])
}

describe('a draft whose gate looks at margins', () => {
  it('tells nothing to people who may not see margins, since they could move the gate until an account fails', async () => {
    expect((await asks(blind)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
  })

  it('is open to people who may', async () => {
    expect((await asks(seeing)).filter(({ status }) => status === 403)).toEqual([])
  })

  it('keeps an answer about its firmness from people who may not', async () => {
    const asked = await program.call(seeing, 'POST', `${base}/selection/firmness`, {
      criteriaSetId: draftId,
      draws: 1_000,
      seed: 2,
    })
    await program.runJobs()
    const path = `${base}/selection/firmness/${asked.body.id}`
    expect((await program.call(seeing, 'GET', path)).status).toBe(200)
    expect((await program.call(blind, 'GET', path)).status).toBe(403)
    const latest = `${base}/selection/firmness?criteriaSetId=${draftId}`
    expect((await program.call(blind, 'GET', latest)).body).toEqual({ firmness: null })
  })
})
