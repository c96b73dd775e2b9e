import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { aRoundHouse, FIT, type RoundHouse } from './rounds-harness.ts'

let program: TestProgram
let house: RoundHouse
let sam: TestPerson
let fay: TestPerson
let roundId: string

beforeAll(async () => {
  program = await createTestProgram()
  house = await aRoundHouse(program, 'alpha')
  ;[sam, fay] = house.raters
  roundId = (await house.open()).id
  const cell = { accountId: house.idOf('A'), criterionKey: FIT, answer: 5, comment: 'SECRET-WORDS', seen: null }
  const reply = await program.call(
    sam,
    'POST',
    `${house.base}/${roundId}/scores`,
    { cells: [cell] },
    { 'idempotency-key': 'sam-1' },
  )
  expect(reply.status).toBe(200)
})
afterAll(() => program.stop())

/** Rows of a statement as the application itself would get them for a person. */
async function asPerson(personId: string, statement: string, visibility = 'all') {
  const client = await program.database.pool.connect()
  try {
    await client.query('begin')
    await client.query(
      "select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.person_id', $2, true), set_config('mainstay.visibility', $3, true)",
      [String(house.workspaceId), personId, visibility],
    )
    return await client.query(statement)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const SCORES = 'select s.person_id, s.score from mainstay.scoring_round_score s'

describe('while a round is open', () => {
  it('the database shows a score to nobody but whoever gave it, the lead and the program included', async () => {
    expect((await asPerson(sam.id, SCORES)).rows).toEqual([{ person_id: sam.id, score: 5 }])
    for (const person of [fay.id, house.lead.id, 'system', ''])
      expect((await asPerson(person, SCORES)).rows).toEqual([])
  })

  it('nobody can write, change or remove a score in the name of another', async () => {
    const insert = `insert into mainstay.scoring_round_score (workspace_id, round_id, account_id, criterion_key, person_id, score)
      values (${house.workspaceId}, '${roundId}', ${house.idOf('B')}, '${FIT}', '${sam.id}', 1)`
    await expect(asPerson(fay.id, insert)).rejects.toThrow(/row-level security/)
    expect((await asPerson(fay.id, 'update mainstay.scoring_round_score s set score = 1')).rowCount).toBe(0)
    expect((await asPerson(house.lead.id, 'delete from mainstay.scoring_round_score s')).rowCount).toBe(0)
  })

  it('the lead follows counts, and counts only', async () => {
    const detail = (await house.send(house.lead, 'GET', `/${roundId}`)).body
    expect(detail.raterList[0]).toMatchObject({ name: 'Sam Sales', done: 1, due: 12 })
    expect(JSON.stringify(detail)).not.toContain('SECRET')
    const counts = await asPerson(fay.id, `select * from mainstay.round_answers(array['${roundId}']::uuid[])`)
    expect(counts.rows).toEqual([{ round_id: roundId, person_id: sam.id, answers: 1 }])
  })

  it('no answer of the program gives a score away', async () => {
    for (const path of ['/results', '/results/accounts', '/results/influence', '/results/export']) {
      const reply = await house.send(house.lead, 'GET', `/${roundId}${path}`)
      expect([path, reply.status, reply.body.code]).toEqual([path, 409, 'selection/round-not-closed'])
    }
    expect((await house.send(fay, 'GET', `/${roundId}/sheet`)).body.cells).toEqual([])
    expect((await house.send(house.lead, 'GET', `/${roundId}/sheet`)).body.code).toBe('selection/not-a-rater')
    expect((await house.send(house.lead, 'GET', `/${roundId}/sheet/export`)).body.code).toBe('selection/not-a-rater')
  })

  it('audit, change feed and what is kept of the call say that answers were given, not which', async () => {
    const { superuser } = program.database
    const audit = await superuser.query(
      "select a.account_id, a.before, a.after from mainstay.audit_entry a where a.action = 'selection.round-scored'",
    )
    expect(audit.rows).toEqual([{ account_id: null, before: null, after: { answers: 1 } }])
    const feed = await superuser.query(
      "select e.account_id, e.subject_id from mainstay.outbox_event e where e.topic = 'selection.round-scored'",
    )
    expect(feed.rows).toEqual([{ account_id: null, subject_id: roundId }])
    const kept = await superuser.query('select r.body::text as body from mainstay.idempotency_record r')
    expect(kept.rows.map(({ body }) => body).join()).not.toMatch(/SECRET|"answer"|"score"/)
  })
})

describe('once it is closed', () => {
  it('raters and leads see all scores; other people of the workspace do not', async () => {
    await house.step(roundId, 'closing')
    expect((await asPerson(fay.id, SCORES)).rows).toEqual([{ person_id: sam.id, score: 5 }])
    expect((await house.send(fay, 'GET', `/${roundId}/results/accounts`)).body.rows[0].cells[0]).toMatchObject({
      scores: [{ personId: sam.id, score: 5, comment: 'SECRET-WORDS' }],
    })
    const outsider = await program.createPerson('alpha', { role: 'contributor' })
    expect((await house.send(outsider, 'GET', `/${roundId}/results`)).status).toBe(404)
    expect((await asPerson(outsider.id, SCORES, 'team')).rows).toEqual([])
  })

  it('still nobody rewrites a score, not even whoever gave it', async () => {
    const late = `insert into mainstay.scoring_round_score (workspace_id, round_id, account_id, criterion_key, person_id, score)
      values (${house.workspaceId}, '${roundId}', ${house.idOf('B')}, '${FIT}', '${sam.id}', 1)`
    for (const person of [fay.id, sam.id]) {
      expect((await asPerson(person, 'update mainstay.scoring_round_score s set score = 1')).rowCount).toBe(0)
      expect((await asPerson(person, 'delete from mainstay.scoring_round_score s')).rowCount).toBe(0)
      await expect(asPerson(person, late)).rejects.toThrow(/row-level security/)
    }
  })
})
