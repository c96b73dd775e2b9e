import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { aRoundHouse, FIT, type RoundHouse } from './rounds-harness.ts'

let program: TestProgram
let house: RoundHouse
let sam: TestPerson
let fay: TestPerson
let sue: TestPerson
let seconds: TestPerson

const NOTE = 'Finance had read last year’s report; the buyer has changed.'
const ONE_CRITERION = { criteria: [{ criterionKey: FIT, functions: ['sales', 'finance', 'service'] }] }

beforeAll(async () => {
  program = await createTestProgram()
  house = await aRoundHouse(program, 'alpha')
  ;[sam, fay, sue] = house.raters
  seconds = await program.createPerson('alpha', { role: 'owner', name: 'Olga Owner' })
})
afterAll(() => program.stop())

/** A closed round: all agree about A to E but for a level; about F they lie four levels apart. */
async function aClosedRound(): Promise<string> {
  const { id } = await house.open(ONE_CRITERION)
  await house.give(sam, id, { A: 5, B: 4, C: 3, D: 2, E: 1, F: 1 })
  await house.give(fay, id, { A: 5, B: 4, C: 3, D: 2, E: 1, F: 5 })
  await house.give(sue, id, { A: 5, B: 4, C: 3, D: 2, E: 2, F: 0 })
  await house.step(id, 'closing')
  return id
}

async function settle(person: TestPerson, id: string, changes: object = {}) {
  const body = { accountId: house.idOf('F'), criterionKey: FIT, score: 3, note: NOTE, ...changes }
  return house.send(person, 'POST', `/${id}/settlements`, body)
}

async function judgementsOf(id: string) {
  const { rows } = await program.database.superuser.query(
    `select a.code, j.score, j.person_name as name, j.is_settlement as settles, j.comment from mainstay.judgement j
     join mainstay.account a on a.id = j.account_id where j.round_id = $1 order by j.id`,
    [id],
  )
  return rows
}

async function announced(topic: string): Promise<number> {
  const { rows } = await program.database.superuser.query(
    'select count(*)::integer as n from mainstay.outbox_event e where e.topic = $1',
    [topic],
  )
  return rows[0].n
}

describe('the results of a closed round', () => {
  it('tell agreement, severity, what is open, and which disagreement could move the list', async () => {
    const id = await aClosedRound()
    const { status, body } = await house.send(sam, 'GET', `/${id}/results`)
    expect(status).toBe(200)
    expect(body.counts).toEqual({ settled: 0, agreed: 5, one_rater: 0, discuss: 1, no_evidence: 0 })
    expect(body.overall.ordinal.value).toBeGreaterThan(0)
    expect(body.overall.ordinal.value).toBeLessThan(1)
    expect(body.criteria).toMatchObject([{ criterionKey: FIT, raters: 3, units: 6, open: 1 }])
    expect(body.criteria[0].widest[0]).toMatchObject({
      account: { code: 'F' },
      lowest: { name: 'Sam Sales', function: 'sales', score: 1 },
      highest: { name: 'Fay Finance', score: 5 },
    })
    expect(body.severity).toMatchObject({ isCorrectable: true, reasons: [] })
    expect(
      body.severity.raters.find(({ name }: { name: string }) => name === 'Fay Finance').deviation.value,
    ).toBeGreaterThan(0)
    expect(body.disagreements[0]).toMatchObject({ account: { code: 'F' }, range: 4, crossesCut: expect.any(Boolean) })
    expect(body.disagreements[0].worstRank).toBeGreaterThanOrEqual(body.disagreements[0].bestRank)
    expect(body.placesUnknown).toBeNull()
  })

  it('list every account with the raw scores beside the corrected mean, page by page', async () => {
    const id = await aClosedRound()
    const first = (await house.send(house.lead, 'GET', `/${id}/results/accounts?limit=4`)).body
    const second = (await house.send(house.lead, 'GET', `/${id}/results/accounts?limit=4&cursor=${first.nextCursor}`))
      .body
    expect([first.total, first.rows.length, second.rows.length, second.nextCursor]).toEqual([6, 4, 2, null])
    const [cell] = second.rows[1].cells
    expect(cell).toMatchObject({ kind: 'discuss', level: null, range: 4, mean: 3 })
    expect(cell.scores).toHaveLength(3)
    expect(cell.scores.find(({ personId }: { personId: string }) => personId === sue.id).score).toBeNull()
    expect(first.rows[0].cells[0].correctedMean).toBeCloseTo(5, 0)
  })

  it('tell what the list would be without each rater', async () => {
    const id = await aClosedRound()
    const { body } = await house.send(house.lead, 'GET', `/${id}/results/influence`)
    expect(
      body.raters
        .map(({ name, judgedAccounts }: { name: string; judgedAccounts: number }) => [name, judgedAccounts])
        .sort(),
    ).toEqual([
      ['Fay Finance', 6],
      ['Sam Sales', 6],
      ['Sue Service', 5],
    ])
  })

  it('are honest about one rater, and about equal scores everywhere', async () => {
    const { id } = await house.open({ ...ONE_CRITERION, raters: [{ personId: sam.id, function: 'sales' }] })
    await house.give(sam, id, { A: 3, B: 3, C: 3, D: 3, E: 3, F: 3 })
    await house.step(id, 'closing')
    const one = (await house.send(sam, 'GET', `/${id}/results`)).body
    expect(one.overall.ordinal).toMatchObject({ value: null, reasons: ['selection/one-rater'] })
    expect(one.severity).toMatchObject({ isCorrectable: false, reasons: ['selection/one-rater'] })
    expect(one.counts).toMatchObject({ one_rater: 6 })
    const equal = (await house.open(ONE_CRITERION)).id
    for (const rater of house.raters) await house.give(rater, equal, { A: 3, B: 3, C: 3, D: 3, E: 3, F: 3 })
    await house.step(equal, 'closing')
    const same = (await house.send(sam, 'GET', `/${equal}/results`)).body
    expect(same.overall.ordinal).toMatchObject({ value: null, reasons: ['selection/all-equal'] })
    expect(same.disagreements).toEqual([])
  })

  it('of a round nobody scored in are empty, not wrong', async () => {
    const { id } = await house.open(ONE_CRITERION)
    await house.step(id, 'closing')
    const { body } = await house.send(sam, 'GET', `/${id}/results`)
    expect(body.counts).toMatchObject({ no_evidence: 6 })
    expect(body.severity.raters).toEqual([])
    const over = await house.step(id, 'take-over')
    expect([over.status, over.body]).toMatchObject([200, { judgements: 0, settled: 0, openResults: 0 }])
  })

  it('count over all accounts, but show places and names only of what the reader may see', async () => {
    const hidden = await program.createPerson('alpha', { role: 'program_lead', visibility: 'team' })
    const id = await aClosedRound()
    const { body } = await house.send(hidden, 'GET', `/${id}/results`)
    expect(body.counts).toMatchObject({ agreed: 5, discuss: 1 })
    expect([body.disagreements, body.criteria[0].widest]).toEqual([[], []])
    expect((await house.send(hidden, 'GET', `/${id}/results/accounts`)).body).toMatchObject({ rows: [], total: 0 })
    await settle(house.lead, id)
    const { version } = (await house.send(hidden, 'GET', `/${id}`)).body
    const over = await house.send(hidden, 'POST', `/${id}/take-over`, { seenVersion: version })
    expect(over.body).toMatchObject({ judgements: 17, settled: 1, openResults: 0 })
  })

  it('go out as a file without formulas, and who took them is written down', async () => {
    await program.database.superuser.query(`update mainstay.account set name = '=HYPERLINK("x")' where code = 'B'`)
    const id = await aClosedRound()
    const csv = await house.send(sam, 'GET', `/${id}/results/export?format=csv`)
    const lines = String(csv.body)
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n')
    expect(lines[0]).toContain('Sam Sales (sales),Fay Finance (finance),Sue Service (service)')
    expect(lines[2]).toContain(`B,"'=HYPERLINK`)
    expect(lines[6]).toContain('open for discussion,,3,')
    expect((await house.send(sam, 'GET', `/${id}/results/export`)).headers['content-type']).toContain('spreadsheetml')
    expect((await house.send(sam, 'GET', `/${id}/results/export?format=pdf`)).status).toBe(400)
    const { rows } = await program.database.superuser.query(
      "select 1 from mainstay.audit_entry a where a.action = 'portfolio.export' and a.subject_id = $1",
      [id],
    )
    expect(rows).toHaveLength(2)
  })
})

describe('settling', () => {
  it('takes a level with a note; the raw scores stay', async () => {
    const id = await aClosedRound()
    const reply = await settle(house.lead, id)
    expect([reply.status, reply.body]).toMatchObject([201, { score: 3, note: NOTE, isTakenOver: false }])
    const rows = (await house.send(sam, 'GET', `/${id}/results/accounts`)).body.rows
    expect(rows[5].cells[0]).toMatchObject({ kind: 'settled', level: 3, range: 4, settlement: { score: 3 } })
    expect(
      (await house.send(sam, 'GET', `/${id}/results`)).body.disagreements.map(
        ({ account }: { account: { code: string } }) => account.code,
      ),
    ).not.toContain('F')
  })

  it('of two people at once the second sees the first one’s words, and nothing is lost', async () => {
    const id = await aClosedRound()
    const replies = await Promise.all([
      settle(house.lead, id, { score: 2, note: 'The lead has spoken to both.' }),
      settle(seconds, id, { score: 4, note: 'The owner has spoken to both.' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    const first = replies.find(({ status }) => status === 201)?.body
    const second = replies.find(({ status }) => status === 409)?.body
    expect(second).toMatchObject({
      code: 'selection/settled-meanwhile',
      facts: { id: first.id, by: first.byName, score: first.score, note: first.note },
    })
    expect((await settle(seconds, id, { score: 4, replaces: first.id })).status).toBe(201)
    const { rows } = await program.database.superuser.query(
      'select count(*)::integer as n from mainstay.scoring_round_settlement s where s.round_id = $1',
      [id],
    )
    expect(rows[0].n).toBe(2)
  })

  it('refuses before the round is closed, what is not in it, a short note, and people without the right', async () => {
    const { id } = await house.open(ONE_CRITERION)
    expect((await settle(house.lead, id)).body.code).toBe('selection/round-not-closed')
    const closed = await aClosedRound()
    expect((await settle(house.lead, closed, { accountId: '999999' })).body.code).toBe('selection/not-a-candidate')
    expect((await settle(house.lead, closed, { criterionKey: 'growth' })).body.code).toBe(
      'selection/criterion-not-in-round',
    )
    expect(
      (await settle(house.lead, closed, { note: 'short', score: 9 })).body.errors
        .map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual(['note', 'score'])
    expect((await settle(house.lead, closed, { note: '. . . . . . . .' })).body.code).toBe('selection/reason-required')
    expect((await settle(sam, closed)).status).toBe(403)
    const stranger = await strangerOf('gamma')
    expect((await settle(stranger, closed)).status).toBe(404)
  })
})

async function strangerOf(slug: string): Promise<TestPerson> {
  await program.createWorkspace(slug)
  return program.createPerson(slug, { role: 'owner' })
}

describe('taking a round over into the scores', () => {
  it('wants a reason while results are open; then leaves them out, and hands over the rest as it was given', async () => {
    const id = await aClosedRound()
    const refused = await house.step(id, 'take-over')
    expect([refused.status, refused.body.code, refused.body.facts.open]).toEqual([409, 'selection/round-unsettled', 1])
    const before = await announced('selection.judged')
    const taken = await house.step(id, 'take-over', { openReason: 'F is being sold this summer anyway.' })
    expect(taken.body).toMatchObject({ judgements: 15, settled: 0, openResults: 1 })
    expect(await announced('selection.judged')).toBe(before + 1)
    const judgements = await judgementsOf(id)
    expect(judgements.filter(({ code }) => code === 'F')).toEqual([])
    expect(
      judgements
        .filter(({ code }) => code === 'E')
        .map(({ score, name }) => `${name} ${score}`)
        .sort(),
    ).toEqual(['Fay Finance 1', 'Sam Sales 1', 'Sue Service 2'])
    expect((await house.send(sam, 'GET', `/${id}`)).body).toMatchObject({
      status: 'reconciled',
      takenOver: { byName: house.lead.name, openReason: 'F is being sold this summer anyway.' },
    })
  })

  it('counts what was settled instead of what was given before, in the scores themselves', async () => {
    const id = await aClosedRound()
    await settle(house.lead, id, { score: 2 })
    await house.step(id, 'take-over')
    await program.runJobs()
    const judgements = (await judgementsOf(id)).filter(({ code }) => code === 'F')
    const given = judgements.filter(({ settles }) => !settles).map(({ score }) => score)
    expect(given.sort()).toEqual([1, 5])
    expect(judgements.at(-1)).toMatchObject({ score: 2, settles: true, comment: NOTE })
    const explained = await program.call(house.lead, 'GET', `/api/workspaces/alpha/accounts/${house.idOf('F')}/score`)
    const fit = explained.body.criteria.find(({ key }: { key: string }) => key === FIT)
    expect(fit).toMatchObject({ raw: 2, evidence: { judgements: 1 } })
  })

  it('once more after a reopening adds only what is new, and the later settlement counts', async () => {
    const id = await aClosedRound()
    await house.step(id, 'take-over', { openReason: 'F is being sold this summer anyway.' })
    expect((await house.step(id, 'take-over')).body.code).toBe('selection/round-over')
    expect((await settle(house.lead, id)).body.code).toBe('selection/round-not-closed')
    expect((await house.step(id, 'reopening', { reason: 'The sale fell through, so it counts.' })).body.status).toBe(
      'closed',
    )
    await settle(house.lead, id, { score: 4 })
    const again = await house.step(id, 'take-over')
    expect(again.body).toMatchObject({ judgements: 2, settled: 1, openResults: 0 })
    await house.step(id, 'reopening', { reason: 'Looked at once more, to be sure.' })
    expect((await house.step(id, 'take-over')).body).toMatchObject({ judgements: 0, settled: 0 })
    expect(await judgementsOf(id)).toHaveLength(18)
  })

  it('is for those who decide, with the version they saw', async () => {
    const id = await aClosedRound()
    expect((await house.send(sam, 'POST', `/${id}/take-over`, { seenVersion: 3 })).status).toBe(403)
    expect((await house.send(house.lead, 'POST', `/${id}/take-over`, {})).status).toBe(428)
    expect((await house.send(house.lead, 'POST', `/${id}/take-over`, { seenVersion: 1 })).status).toBe(412)
    expect(await judgementsOf(id)).toEqual([])
  })
})
