import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { ACCESS, aRoundHouse, FIT, type RoundHouse } from './rounds-harness.ts'
import { watchRound } from './watch-round.ts'

let program: TestProgram
let house: RoundHouse
let sam: TestPerson
let fay: TestPerson
let sue: TestPerson
let viewer: TestPerson
let outsider: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  program = await createTestProgram()
  house = await aRoundHouse(program, 'alpha')
  ;[sam, fay, sue] = house.raters
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  outsider = await program.createPerson('alpha', { role: 'contributor' })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

async function countRounds(): Promise<number> {
  const { rows } = await program.database.superuser.query('select count(*)::integer as n from mainstay.scoring_round')
  return rows[0].n
}

const watch = (id: string) => watchRound(program.program.context, { workspaceId: house.workspaceId, roundId: id })
const statusOf = async (id: string) => (await house.send(house.lead, 'GET', `/${id}`)).body.status

describe('planning a round', () => {
  it('takes candidates by code, criteria by function and raters, and says what would make it say less', async () => {
    const { status, body } = await house.plan({ criteria: [{ criterionKey: FIT, functions: ['Sales', 'finance'] }] })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'planned',
      candidates: 6,
      due: 12,
      done: 0,
      criteriaSet: { id: house.criteriaSetId, status: 'published' },
      criteria: [{ criterionKey: FIT, functions: ['sales', 'finance'], levels: expect.any(Array) }],
      faults: [{ path: 'raters.2', code: 'selection/round-rater-nothing-to-score' }],
      cautions: [],
    })
    expect(body.criteria[0].levels).toHaveLength(5)
    expect(body.candidateList.map(({ code }: { code: string }) => code)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
  })

  it('keeps an unfinished plan, lists what is missing, and does not open it', async () => {
    const { body } = await house.plan({ criteria: [], raters: [], codes: [], deadline: '2026-11-01' })
    expect(body.faults.map(({ code }: { code: string }) => code)).toEqual([
      'selection/round-without-candidates',
      'selection/round-without-criteria',
      'selection/round-without-raters',
      'selection/round-deadline-in-past',
      'selection/round-deadline-before-opening',
    ])
    const opened = await house.step(body.id, 'opening')
    expect([opened.status, opened.body.code]).toEqual([422, 'selection/round-invalid'])
    expect(opened.body.facts).toMatchObject({ faults: 5, fault: 'selection/round-without-candidates' })
  })

  it('is changed while it is planned; codes add to the candidates, ids replace them', async () => {
    const { body } = await house.plan({ codes: ['A'] })
    const more = await house.send(house.lead, 'PATCH', `/${body.id}`, { codes: ['B', 'A'], seenVersion: body.version })
    expect(more.body).toMatchObject({ candidates: 2, version: 2 })
    const other = await house.send(house.lead, 'PATCH', `/${body.id}`, {
      accountIds: [house.idOf('F')],
      name: 'New',
      seenVersion: 2,
    })
    expect(other.body).toMatchObject({ name: 'New', candidateList: [{ code: 'F' }] })
    const stale = await house.send(house.lead, 'PATCH', `/${body.id}`, { name: 'Old', seenVersion: 2 })
    expect(stale.status).toBe(412)
  })

  it('names every unknown code, rater and criterion at its place', async () => {
    const before = await countRounds()
    const codes = await house.plan({ codes: ['A', 'nothing', 'B', 'none'] })
    expect(codes.body.errors.map(({ path }: { path: string }) => path)).toEqual(['codes.1', 'codes.3'])
    const raters = await house.plan({ raters: [{ personId: viewer.id, function: 'sales' }] })
    expect([raters.status, raters.body.errors[0]]).toMatchObject([
      400,
      { path: 'raters.0.personId', code: 'selection/rater-may-not-judge' },
    ])
    const criteria = await house.plan({ criteria: [{ criterionKey: 'growth', functions: ['sales'] }] })
    expect(criteria.body.errors[0].code).toBe('selection/round-criterion-not-judged')
    const twice = await house.plan({ raters: [0, 1].map(() => ({ personId: sam.id, function: 'sales' })) })
    expect(twice.body.errors[0]).toMatchObject({ path: 'raters.1', code: 'selection/round-rater-twice' })
    expect((await house.plan({ criteriaSetId: '0f0f0f0f-0000-4000-8000-000000000000' })).body.errors[0].path).toBe(
      'criteriaSetId',
    )
    expect(await countRounds()).toBe(before)
  })

  it('is for those who decide, in their own workspace', async () => {
    const before = await countRounds()
    expect((await house.send(null, 'POST', '', {})).status).toBe(401)
    const body = { name: 'X', criteriaSetId: house.criteriaSetId, opensOn: '2026-11-20', deadline: '2026-11-30' }
    expect((await house.send(sam, 'POST', '', body)).status).toBe(403)
    expect((await house.send(stranger, 'POST', '', body)).status).toBe(404)
    expect((await house.send(house.lead, 'POST', '', { name: '' })).body.errors.length).toBeGreaterThan(3)
    expect(await countRounds()).toBe(before)
  })

  it('tells of one rater and of one function before it is too late', async () => {
    const one = await house.plan({ raters: [{ personId: sam.id, function: 'sales' }] })
    expect(one.body.cautions).toMatchObject([{ code: 'selection/round-one-rater' }])
    expect(one.body.faults).toEqual([])
  })
})

describe('an open round', () => {
  it('stands on the list of its raters, with what each has to do and nothing of the others', async () => {
    const { id } = await house.open({ name: 'On the list' })
    const own = (await house.send(fay, 'GET', '')).body.rows.find((row: { id: string }) => row.id === id)
    expect(own).toMatchObject({ own: { function: 'finance', due: 6, done: 0 }, due: 6, raters: 3 })
    const lead = (await house.send(house.lead, 'GET', '?status=open')).body
    expect(lead.rows.find((row: { id: string }) => row.id === id)).toMatchObject({ due: 24, done: 0, own: null })
    expect((await house.send(outsider, 'GET', '')).body).toMatchObject({ rows: [], total: 0 })
    expect((await house.send(outsider, 'GET', `/${id}`)).status).toBe(404)
    expect((await house.send(viewer, 'GET', '')).status).toBe(403)
    expect((await house.send(stranger, 'GET', `/${id}`)).status).toBe(404)
    const detail = (await house.send(fay, 'GET', `/${id}`)).body
    expect(detail).toMatchObject({ mayLead: false, raterList: [{ name: 'Fay Finance' }] })
  })

  it('is listed page by page, newest first', async () => {
    const first = (await house.send(house.lead, 'GET', '?limit=2')).body
    const second = (await house.send(house.lead, 'GET', `?limit=2&cursor=${first.nextCursor}`)).body
    const ids = [...first.rows, ...second.rows].map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(4)
    expect(first.total).toBeGreaterThan(3)
  })

  it('a planned one is not shown to its raters yet', async () => {
    const { body } = await house.plan({ name: 'Not yet' })
    expect((await house.send(sam, 'GET', `/${body.id}`)).status).toBe(404)
    expect((await house.send(sam, 'GET', `/${body.id}/sheet`)).status).toBe(404)
  })

  it('keeps the words of its criteria, whatever becomes of the draft', async () => {
    const { rows } = await program.database.superuser.query(
      `insert into mainstay.criteria_set (workspace_id, id, name, number, status, definition, is_starter)
       select c.workspace_id, gen_random_uuid(), 'Draft', 99, 'draft', c.definition, false from mainstay.criteria_set c
       where c.id = $1 returning id`,
      [house.criteriaSetId],
    )
    const { id } = await house.open({ criteriaSetId: rows[0].id })
    await program.call(house.lead, 'DELETE', `/api/workspaces/alpha/criteria-sets/${rows[0].id}`, undefined, {
      'if-match': '"1"',
    })
    await program.database.superuser.query('delete from mainstay.criteria_set c where c.id = $1', [rows[0].id])
    const sheet = (await house.send(sam, 'GET', `/${id}/sheet`)).body
    expect(sheet.criteria[0].levels[4]).not.toBe('')
    expect((await house.send(house.lead, 'GET', `/${id}`)).body.criteriaSet).toBeNull()
  })

  it('shows a rater the anchors, the candidates with evidence, and margins only by right', async () => {
    const { id } = await house.open()
    const sheet = (await house.send(fay, 'GET', `/${id}/sheet`)).body
    expect(sheet.criteria.map(({ criterionKey }: { criterionKey: string }) => criterionKey)).toEqual([FIT])
    const measures = sheet.measures.map(({ key }: { key: string }) => key)
    expect(measures).toContain('growth_12m')
    expect(measures).not.toContain('contribution_rate')
    expect(sheet.candidates[0].evidence[measures.indexOf('growth_12m')]).toBeCloseTo(0.3)
    const seeing = await program.createPerson('alpha', { role: 'contributor', seesMargins: true })
    const other = await house.open({
      raters: [
        { personId: seeing.id, function: 'finance' },
        { personId: sam.id, function: 'sales' },
      ],
    })
    const full = (await house.send(seeing, 'GET', `/${other.id}/sheet`)).body
    expect(full.measures.map(({ key }: { key: string }) => key)).toContain('contribution_rate')
  })

  it('lets a rater see candidates that are hidden otherwise, and nothing else of them', async () => {
    const nobody = await program.createPerson('alpha', { role: 'account_manager', visibility: 'team' })
    const { id } = await house.open({ raters: [{ personId: nobody.id, function: 'sales' }], codes: ['A'] })
    const sheet = (await house.send(nobody, 'GET', `/${id}/sheet`)).body
    expect(sheet.candidates).toMatchObject([{ account: { code: 'A' }, isVisible: false }])
    expect((await house.give(nobody, id, { A: 4 })).status).toBe(200)
    expect((await program.call(nobody, 'GET', `/api/workspaces/alpha/accounts/${house.idOf('A')}`)).status).toBe(404)
    await house.step(id, 'closing')
    const results = await house.send(nobody, 'GET', `/${id}/results/accounts`)
    expect(results.body.rows).toMatchObject([{ account: { code: 'A' }, cells: [{ mean: 4 }, {}] }])
    expect((await program.call(nobody, 'GET', `/api/workspaces/alpha/accounts/${house.idOf('A')}/score`)).status).toBe(
      404,
    )
  })
})

describe('deadline, reminders and closing', () => {
  it('gives more time, and refuses less', async () => {
    const { id } = await house.open()
    expect((await house.step(id, 'extension', { deadline: '2026-11-25' })).body.code).toBe(
      'selection/round-deadline-not-later',
    )
    expect((await house.step(id, 'extension', { deadline: '2026-12-20' })).body).toMatchObject({
      deadline: '2026-12-20',
    })
  })

  it('reminds by hand whoever has answers missing, and says that no mail goes out', async () => {
    const { id } = await house.open({ criteria: [{ criterionKey: FIT, functions: ['sales', 'finance', 'service'] }] })
    await house.give(sam, id, { A: 1, B: 2, C: 3, D: 4, E: 5, F: 0 })
    const reply = await house.step(id, 'reminders')
    expect([reply.status, reply.body]).toMatchObject([200, { reminded: 2, mail: 'off' }])
    const { raterList } = (await house.send(house.lead, 'GET', `/${id}`)).body
    expect(raterList.map(({ lastRemindedOn }: { lastRemindedOn: string }) => lastRemindedOn)).toEqual([
      null,
      '2026-11-20',
      '2026-11-20',
    ])
    expect((await house.send(sam, 'POST', `/${id}/reminders`, { seenVersion: 1 })).status).toBe(403)
  })

  it('reminds by itself a week and a day before the deadline, each time once', async () => {
    const { id } = await house.open()
    const reminded = async () => {
      const { rows } = await program.database.superuser.query(
        "select count(*)::integer as n from mainstay.audit_entry a where a.action = 'selection.round-reminded' and a.subject_id = $1",
        [id],
      )
      return rows[0].n
    }
    await watch(id)
    expect(await reminded()).toBe(0)
    for (const [moment, times] of [
      ['2026-11-23T07:00:00Z', 1],
      ['2026-11-24T07:00:00Z', 1],
      ['2026-11-29T07:00:00Z', 2],
    ] as const) {
      program.setNow(moment)
      await watch(id)
      await watch(id)
      expect([moment, await reminded()]).toEqual([moment, times])
    }
    program.setNow('2026-11-20T10:00:00Z')
  })

  it('closes by itself when all have answered or the deadline has passed, if that was wanted', async () => {
    const only = {
      criteria: [{ criterionKey: FIT, functions: ['sales'] }],
      raters: [{ personId: sam.id, function: 'sales' }],
      codes: ['A'],
    }
    const done = await house.open({ ...only, closing: 'automatic' })
    await watch(done.id)
    expect(await statusOf(done.id)).toBe('open')
    await house.give(sam, done.id, { A: 3 })
    await watch(done.id)
    await watch(done.id)
    expect(await statusOf(done.id)).toBe('closed')
    const byHand = await house.open(only)
    const late = await house.open({ ...only, closing: 'automatic' })
    program.setNow('2026-12-01T07:00:00Z')
    await watch(byHand.id)
    await watch(late.id)
    expect([await statusOf(byHand.id), await statusOf(late.id)]).toEqual(['open', 'closed'])
    expect((await house.send(house.lead, 'GET', `/${byHand.id}`)).body.daysLeft).toBe(-1)
    const tooLate = await house.give(sam, byHand.id, { A: 3 })
    expect([tooLate.status, tooLate.body.code]).toEqual([409, 'selection/round-deadline-passed'])
    program.setNow('2026-11-20T10:00:00Z')
    expect(
      (
        await program.database.superuser.query(
          "select a.actor_name from mainstay.audit_entry a where a.action = 'selection.round-closed' and a.subject_id = $1",
          [late.id],
        )
      ).rows,
    ).toEqual([{ actor_name: 'Mainstay' }])
  })

  it('is called off with a reason, and stays as blind as it was', async () => {
    const { id } = await house.open()
    await house.give(sam, id, { A: 5 })
    expect((await house.step(id, 'cancellation', { reason: 'no' })).status).toBe(400)
    const reply = await house.step(id, 'cancellation', { reason: 'The regions are redrawn first.' })
    expect(reply.body).toMatchObject({ status: 'cancelled', cancelReason: 'The regions are redrawn first.' })
    expect((await house.send(fay, 'GET', `/${id}/results`)).body.code).toBe('selection/round-not-closed')
    expect((await house.step(id, 'closing')).body.code).toBe('selection/round-over')
  })
})

describe('giving scores', () => {
  it('takes answers, no basis to judge, comments, and takes them back', async () => {
    const { id } = await house.open()
    const given = await house.give(sam, id, { A: 5, B: 0, C: 2 })
    expect(given.body).toMatchObject({ due: 12, done: 3, saved: [{ revision: expect.any(String) }, {}, {}] })
    expect((await house.give(sam, id, { A: null, B: 1 })).body).toMatchObject({ done: 2 })
    const { cells } = (await house.send(sam, 'GET', `/${id}/sheet`)).body
    expect(cells.map(({ answer }: { answer: number }) => answer).sort()).toEqual([1, 2])
  })

  it('refuses a cell changed in another window, with all others of that call, and loses nothing', async () => {
    const { id } = await house.open()
    await house.give(sam, id, { A: 5 })
    const { cells } = (await house.send(sam, 'GET', `/${id}/sheet`)).body
    const cell = { accountId: house.idOf('A'), criterionKey: FIT, answer: 1, comment: null, seen: cells[0].revision }
    expect((await house.send(sam, 'POST', `/${id}/scores`, { cells: [cell] })).status).toBe(200)
    const other = { ...cell, accountId: house.idOf('B'), seen: null }
    const late = await house.send(sam, 'POST', `/${id}/scores`, { cells: [other, { ...cell, answer: 4 }] })
    expect([late.status, late.body.code]).toEqual([409, 'selection/score-changed-meanwhile'])
    expect(late.body.errors).toMatchObject([{ path: 'cells.1', code: 'changed' }])
    const after = (await house.send(sam, 'GET', `/${id}/sheet`)).body.cells
    expect(after).toMatchObject([{ answer: 1 }])
  })

  it('of two windows that fill the same empty cell at once, one is told', async () => {
    const { id } = await house.open()
    const cell = { accountId: house.idOf('A'), criterionKey: FIT, comment: null, seen: null }
    const replies = await Promise.all(
      [1, 2, 3, 4, 5].map((answer) => house.send(sam, 'POST', `/${id}/scores`, { cells: [{ ...cell, answer }] })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  })

  it('refuses what is not theirs to score', async () => {
    const { id } = await house.open()
    const cell = { accountId: house.idOf('A'), criterionKey: ACCESS, answer: 3, comment: null, seen: null }
    const codeOf = async (person: TestPerson, changes: object) =>
      (await house.send(person, 'POST', `/${id}/scores`, { cells: [{ ...cell, ...changes }] })).body.code
    expect(await codeOf(fay, {})).toBe('selection/criterion-of-other-functions')
    expect(await codeOf(sam, { accountId: '999999' })).toBe('selection/not-a-candidate')
    expect(await codeOf(sam, { criterionKey: 'growth' })).toBe('selection/criterion-not-in-round')
    expect(await codeOf(sam, { answer: 6 })).toBe('http/invalid')
    expect(await codeOf(house.lead, {})).toBe('selection/not-a-rater')
    expect(await codeOf(outsider, {})).toBe('http/not-found')
    expect(await codeOf(viewer, {})).toBe('http/not-allowed')
    expect(await codeOf(stranger, {})).toBe('http/not-found')
    expect((await house.send(null, 'POST', `/${id}/scores`, { cells: [cell] })).status).toBe(401)
    const twice = await house.send(sam, 'POST', `/${id}/scores`, { cells: [cell, cell] })
    expect(twice.body.errors).toMatchObject([{ path: 'cells.1' }])
    await house.step(id, 'closing')
    expect(await codeOf(sam, {})).toBe('selection/round-not-open')
    const { rows } = await program.database.superuser.query(
      'select 1 from mainstay.scoring_round_score s where s.round_id = $1',
      [id],
    )
    expect(rows).toEqual([])
  })

  it('takes five hundred candidates at once', async () => {
    await program.database.superuser.query(
      `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id, g from generate_series(1, 500) g)
       insert into mainstay.account (workspace_id, id, code, name, group_id) select $1, n.id, 'M' || n.g, 'Many ' || n.g, n.id from n`,
      [house.workspaceId],
    )
    const codes = Array.from({ length: 500 }, (_, index) => `M${index + 1}`)
    const tooMany = await house.plan({ accountIds: [house.idOf('A')], codes })
    expect([tooMany.status, tooMany.body.code]).toEqual([422, 'selection/round-too-large'])
    const { id } = await house.open({ codes })
    const sheet = (await house.send(sue, 'GET', `/${id}/sheet`)).body
    expect(sheet.candidates).toHaveLength(500)
    const cells = sheet.candidates.map(({ account }: { account: { id: string } }, index: number) => ({
      accountId: account.id,
      criterionKey: FIT,
      answer: (index % 5) + 1,
      comment: 'Seen at the fair.',
      seen: null,
    }))
    const reply = await house.send(sue, 'POST', `/${id}/scores`, { cells })
    expect([reply.status, reply.body.done]).toEqual([200, 500])
  })
})
