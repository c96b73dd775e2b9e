import { FutureEvidenceError } from '@mainstay/domain/selection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { findPublishedSet } from '../../program/index.ts'
import { readResult } from '../runs/run-store.ts'
import { workOutBackTest } from './answer-back-test.ts'
import { AS_OF, aDraft, aPast, aWork, type PastHouse, recount } from './fixtures.ts'
import { type BackTestPlan, gatherPast, planBackTest } from './gather-past.ts'
import type { StoredBackTest } from './stored-back-test.ts'

let program: TestProgram
let house: PastHouse
let viewer: TestPerson
let contributor: TestPerson
let northerner: TestPerson
let stranger: TestPerson

const base = (slug = 'past') => `/api/workspaces/${slug}/selection/back-tests`

beforeAll(async () => {
  program = await createTestProgram()
  house = await aPast(program, 'past')
  viewer = await program.createPerson('past', { role: 'viewer' })
  contributor = await program.createPerson('past', { role: 'contributor' })
  northerner = await program.createPerson('past', { role: 'contributor', visibility: 'unit', unit: 'north' })
  await program.createWorkspace('elsewhere')
  stranger = await program.createPerson('elsewhere', { role: 'owner' })
}, 60_000)
afterAll(() => program.stop())

async function ask(person: TestPerson, question: object = {}, slug = 'past'): Promise<string> {
  const reply = await program.call(person, 'POST', base(slug), { asOf: AS_OF, months: 12, places: 20, ...question })
  expect(reply.status, JSON.stringify(reply.body)).toBe(202)
  await program.runJobs()
  return reply.body.id
}

async function answerOf(person: TestPerson, id: string, slug = 'past') {
  const reply = await program.call(person, 'GET', `${base(slug)}/${id}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

async function accountsOf(person: TestPerson, id: string, query = '') {
  return program.call(person, 'GET', `${base()}/${id}/accounts?${query}`)
}

async function storedOf(slug: string, person: TestPerson, id: string): Promise<StoredBackTest> {
  const actor = await program.actor(slug, person)
  return program.program.useCases.read(actor, (scope) => readResult<StoredBackTest>(scope, 'back_test', id))
}

describe('a back-test of the published criteria', () => {
  it('holds twenty picks against every rival, in money per year, and says how the past was cut', async () => {
    const answer = await answerOf(house.lead, await ask(house.lead))
    expect(answer).toMatchObject({
      asOf: AS_OF,
      months: 12,
      places: 20,
      known: { from: '2023-01', to: '2023-12' },
      after: { from: '2024-01', to: '2024-12' },
      knownOn: '2023-12-15',
      monthsBefore: 24,
      monthsAfter: 12,
      setsTested: 1,
      chosen: 0,
      showsSums: true,
    })
    const [test] = answer.tests
    expect(test).toMatchObject({ picks: 20, candidates: 60, left: 1 })
    expect(test.comparisons.map(({ against }: { against: string }) => against)).toEqual([
      'largest',
      'matched',
      'chance',
    ])
    const chance = test.comparisons[2].measures
    // All customers: 12 months at 100 a number; the even ones twice that in 2023 and four times in 2024, number 9 gone.
    const even = 930 * 1200
    const odd = 900 * 1200
    expect(Number(chance.netRevenue.others.before)).toBeCloseTo(even * 2 + odd, 2)
    expect(Number(chance.netRevenue.others.after)).toBeCloseTo(even * 4 + odd - 9 * 1200, 2)
    expect(Number(chance.grossMargin.others.before)).toBeCloseTo((even * 2 + odd) * 0.4, 2)
    expect(chance.contribution).toBeNull()
    expect(test.criteria.length).toBeGreaterThan(3)
    expect(test.criteria.find(({ key }: { key: string }) => key === 'growth')?.verdict).toBe('predicts_growth')
  })

  it('halves what happened in twenty-four months, and refuses to conclude while they are not over', async () => {
    const over = await answerOf(house.lead, await ask(house.lead, { asOf: '2022-12-20', months: 24 }))
    const group = over.tests[0].comparisons.find(({ against }: { against: string }) => against === 'chance')
    const [even, odd] = [930 * 1200, 900 * 1200]
    expect(Number(group.measures.netRevenue.others.after)).toBeCloseTo((even * 6 + odd * 2 - 9 * 1200) / 2, 2)
    const early = await answerOf(house.lead, await ask(house.lead, { months: 24 }))
    expect(early.tests[0]).toMatchObject({ verdict: 'no_conclusion', comparisons: [] })
    expect(early.tests[0].reasons).toContainEqual({ code: 'selection/horizon-not-over', found: 12, needed: 24 })
  })

  it('counts a month as known only when nothing in it was invoiced after the day', async () => {
    const answer = await answerOf(house.lead, await ask(house.lead, { asOf: '2023-12-14' }))
    expect(answer).toMatchObject({
      known: { to: '2023-11' },
      after: { from: '2023-12', to: '2024-11' },
      knownOn: '2023-11-15',
    })
  })

  it('tells how many sets were tried on this past, and widens the intervals for a second one', async () => {
    const own = await aPast(program, 'looks')
    const lead = await program.createPerson('looks', { role: 'program_lead' })
    const draft = await aDraft(program, own.workspaceId)
    // Months that are not over have shown nothing yet: no look.
    await ask(lead, { criteriaSetIds: [draft], months: 24 }, 'looks')
    const first = await answerOf(lead, await ask(lead, {}, 'looks'), 'looks')
    expect(first).toMatchObject({ setsTested: 1, level: 0.9 })
    const published = first.tests[0].criteriaSet.id
    const both = await answerOf(lead, await ask(lead, { criteriaSetIds: [published, draft] }, 'looks'), 'looks')
    expect(both).toMatchObject({ setsTested: 2, level: 0.95 })
    expect(both.tests).toHaveLength(2)
    expect(both.sideBySide).toMatchObject({ shared: 20, verdict: 'no_difference_shown' })
    const again = await answerOf(lead, await ask(lead, {}, 'looks'), 'looks')
    expect(again).toMatchObject({ setsTested: 2 })
    expect(again.tests[0].reasons).toContainEqual({ code: 'selection/several-sets-tested', found: 2, level: 0.95 })
  }, 60_000)

  it('gives the same answer to the same question', async () => {
    const one = await storedOf('past', house.lead, await ask(house.lead, { seed: 7 }))
    const other = await storedOf('past', house.lead, await ask(house.lead, { seed: 7 }))
    expect(other).toEqual(one)
  })
})

describe('money of a past', () => {
  it('is that of whole groups, less what serving them took, and unknown where an amount could not be converted', async () => {
    const own = await aPast(program, 'money')
    const { superuser } = program.database
    const [c1, c2, c3] = ['C1', 'C2', 'C3'].map((code) => own.accounts.get(code))
    const w = own.workspaceId
    await superuser.query(
      'update mainstay.account set parent_id = $2, group_id = $2 where workspace_id = $1 and id = $3',
      [w, c1, c2],
    )
    await superuser.query(
      `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date, decided_at)
       values ($1, $2, 'A', 'out', 'Because of the test', 'p', 'P', '2023-01-01', '2023-01-01T10:00:00Z')`,
      [w, c2],
    )
    await superuser.query(
      `insert into mainstay.invoice_line (workspace_id, account_id, invoice_date, invoice_no, line_no, currency, net_amount)
       values ($1, $2, '2024-06-15', 'E1', '1', 'EUR', 10)`,
      [w, c3],
    )
    await superuser.query(
      `insert into mainstay.cost_rate (workspace_id, activity_code, month_from, activity_name, pool_code, pool_name, unit_minutes, capacity_cost, practical_minutes, currency)
       values ($1, 'CALL', '2022-01-01', 'Calls', 'SALES', 'Sales', 10, 1000, 1000, 'USD')`,
      [w],
    )
    await superuser.query(
      `insert into mainstay.activity_count (workspace_id, account_id, activity_code, month, quantity)
       select $1, $2, 'CALL', m::date, 5 from (values ('2023-05-01'), ('2024-05-01')) v(m)`,
      [w, c1],
    )
    await recount(program, w)
    const id = await ask(own.lead, { places: 10 }, 'money')
    const { tests, chosen } = await answerOf(own.lead, id, 'money')
    expect(chosen).toBe(1)
    expect(tests[0].candidates).toBe(59)
    const { netRevenue, contribution } = tests[0].comparisons.at(-1).measures
    expect(netRevenue.others).toMatchObject({ accounts: 58, unknown: 1 })
    // Everybody but number 3, whose year after cannot be told.
    const [even, odd] = [930 * 1200, 897 * 1200]
    expect(Number(netRevenue.others.before)).toBeCloseTo(even * 2 + odd, 2)
    expect(Number(contribution.others.before)).toBeCloseTo((even * 2 + odd) * 0.4 - 50, 2)
    const listed = await program.call(own.lead, 'GET', `${base('money')}/${id}/accounts?group=chosen`)
    expect(listed.body.rows).toHaveLength(1)
    expect(listed.body.rows[0]).toMatchObject({
      account: { code: 'C1' },
      netRevenue: { before: `${1200 + 4800}.00`, after: `${1200 + 9600}.00` },
      contribution: { before: `${6000 * 0.4 - 50}.00` },
    })
  }, 60_000)
})

describe('who was picked then', () => {
  it('is listed by place with what became of them, page by page', async () => {
    const id = await ask(house.lead)
    const first = await accountsOf(house.lead, id, 'limit=15')
    expect(first.body.total).toBe(20)
    expect(first.body.rows.map(({ place }: { place: number }) => place)).toEqual(
      Array.from({ length: 15 }, (_, n) => n + 1),
    )
    const rest = await accountsOf(house.lead, id, `limit=15&cursor=${first.body.nextCursor}`)
    expect(rest.body.rows).toHaveLength(5)
    expect(rest.body.nextCursor).toBeNull()
    const even = [...first.body.rows, ...rest.body.rows].find(({ account }) => Number(account.code.slice(1)) % 2 === 0)
    const number = Number(even.account.code.slice(1))
    expect(even.netRevenue).toEqual({ before: `${number * 2400}.00`, after: `${number * 4800}.00` })
    expect(even.growth).toBeCloseTo(1, 12)
    const largest = await accountsOf(house.lead, id, 'group=largest')
    expect(largest.body.rows).toHaveLength(20)
    expect(largest.body.rows[0].account.code).toBe('C60')
    expect((await accountsOf(house.lead, id, 'group=chosen')).body.rows).toEqual([])
  })

  it('hides margins from whoever may not see them, in the answer, the list and the file', async () => {
    const id = await ask(house.lead)
    const answer = await answerOf(viewer, id)
    const measures = answer.tests[0].comparisons[0].measures
    expect(measures.netRevenue).not.toBeNull()
    expect(measures.grossMargin).toBeNull()
    const { body } = await accountsOf(viewer, id)
    expect(body.rows[0].netRevenue.before).not.toBeNull()
    expect(
      body.rows.every(
        (row: { grossMargin: unknown; contribution: unknown }) => row.grossMargin === null && row.contribution === null,
      ),
    ).toBe(true)
    const file = `/api/workspaces/past/selection/back-test/export?id=${id}`
    expect(String((await program.call(contributor, 'GET', file)).body)).not.toContain('margin')
    const full = String((await program.call(house.lead, 'GET', file)).body)
    expect(full).toContain('Gross margin a year before')
    expect(full.trim().split('\r\n')).toHaveLength(21)
    expect((await program.call(viewer, 'GET', file)).status).toBe(403)
  })

  it('names only accounts the reader may see, does not count the others, and gives no sums over them', async () => {
    const id = await ask(house.lead)
    const listed = await accountsOf(northerner, id, 'group=largest')
    expect(listed.body.rows.map(({ account }: { account: { code: string } }) => account.code)).toEqual(['C60'])
    expect(listed.body.total).toBe(1)
    const answer = await answerOf(northerner, id)
    expect(answer.showsSums).toBe(false)
    const { netRevenue } = answer.tests[0].comparisons[0].measures
    expect(netRevenue.picks).toMatchObject({ before: null, after: null, changePerAccount: { value: null } })
    expect(netRevenue.picks.growth.value).not.toBeNull()
    const few = await answerOf(northerner, await ask(house.lead, { places: 2 }))
    expect(few.tests[0].comparisons[0].measures.netRevenue.picks.growth.value).toBeNull()
  })

  it('keeps a draft that rests on margins from whoever may not see them', async () => {
    const draft = await aDraft(program, house.workspaceId)
    const refused = await program.call(contributor, 'POST', base(), {
      asOf: AS_OF,
      months: 12,
      criteriaSetIds: [draft],
    })
    expect(refused.status).toBe(403)
    const id = await ask(house.lead, { criteriaSetIds: [draft] })
    expect((await program.call(contributor, 'GET', `${base()}/${id}`)).status).toBe(403)
    expect((await accountsOf(contributor, id)).status).toBe(403)
    const verdictFor = async (person: TestPerson) => {
      const { rows } = (await program.call(person, 'GET', `${base()}?limit=50`)).body
      return rows.find(({ run }: { run: { id: string } }) => run.id === id).sets[0].verdict
    }
    expect(await verdictFor(house.lead)).toEqual(expect.any(String))
    expect(await verdictFor(contributor)).toBeNull()
  })
})

describe('what became known later', () => {
  async function leave(slug: string) {
    const own = await aPast(program, slug)
    const { superuser } = program.database
    const idOf = (code: string) => own.accounts.get(code)
    const judge = (code: string, score: number, on: string) =>
      superuser.query(
        `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on)
         values ($1, $2, 'strategic_fit', $3, 'p', 'P', $4)`,
        [own.workspaceId, idOf(code), score, on],
      )
    const wallet = (code: string, amount: number, year: number, on: string) =>
      superuser.query(
        `insert into mainstay.wallet_estimate (workspace_id, account_id, year, base, currency, estimated_on) values ($1, $2, $3, $4, 'USD', $5)`,
        [own.workspaceId, idOf(code), year, amount, on],
      )
    const decide = (code: string, effective: string, decidedAt: string) =>
      superuser.query(
        `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date, decided_at)
         values ($1, $2, 'A', 'out', 'Because of the test', 'p', 'P', $3, $4)`,
        [own.workspaceId, idOf(code), effective, decidedAt],
      )
    const invoice = (code: string, amount: number, on: string) =>
      superuser.query(
        `insert into mainstay.invoice_line (workspace_id, account_id, invoice_date, invoice_no, line_no, currency, net_amount, cost_amount, original_invoice_no)
         values ($1, $2, $3, $4, '1', 'USD', $5, 0, $6)`,
        [own.workspaceId, idOf(code), on, `L${code}${on}`, amount, `I${code}202311`],
      )
    await judge('C1', 5, '2023-05-01')
    await wallet('C2', 90_000, 2023, '2023-05-01')
    for (let number = 30; number < 45; number += 1) await decide(`C${number}`, '2023-03-01', '2023-03-01T10:00:00Z')
    await recount(program, own.workspaceId)
    return { ...own, judge, wallet, decide, invoice }
  }

  it('does not change the answer by a bit: lines, credit notes, scores, wallets and decisions of later', async () => {
    const own = await leave('later')
    const before = await storedOf('later', own.lead, await ask(own.lead, {}, 'later'))
    expect(before.chosen).toBe(15)
    await own.invoice('C1', 5_000_000, '2025-01-20')
    await own.invoice('C60', -70_000, '2025-02-20')
    await own.judge('C1', 1, '2023-12-21')
    await own.judge('C3', 5, '2024-02-01')
    await own.wallet('C2', 7_000_000, 2024, '2024-03-01')
    await own.wallet('C3', 9_000_000, 2023, '2023-12-21')
    await own.decide('C3', '2023-06-01', '2024-02-01T10:00:00Z')
    await own.decide('C30', '2024-01-01', '2023-06-01T10:00:00Z')
    await recount(program, own.workspaceId)
    const after = await storedOf('later', own.lead, await ask(own.lead, {}, 'later'))
    expect(after).toEqual(before)
  }, 60_000)

  it('changes what became of the accounts when it lies in the months after, but nothing that they were picked by', async () => {
    const own = await leave('within')
    const before = await storedOf('within', own.lead, await ask(own.lead, {}, 'within'))
    await own.invoice('C60', 5_000_000, '2024-06-20')
    await own.invoice('C1', 5_000_000, '2024-01-02')
    await recount(program, own.workspaceId)
    const after = await storedOf('within', own.lead, await ask(own.lead, {}, 'within'))
    const start = ({ accounts }: StoredBackTest) =>
      accounts.map(({ id, roles, isLargest, isChosen, amounts }) => [
        id,
        roles,
        isLargest,
        isChosen,
        amounts.net_revenue?.[0],
      ])
    expect(start(after)).toEqual(start(before))
    expect(after).not.toEqual(before)
  }, 60_000)

  it('stops the test when it leaks in all the same: figures, scores, wallets or choices', async () => {
    const own = await leave('leak')
    await own.judge('C3', 5, '2024-02-01')
    await own.wallet('C4', 9_000, 2024, '2024-02-02')
    await own.decide('C5', '2024-02-03', '2024-02-03T10:00:00Z')
    await recount(program, own.workspaceId)
    const work = await aWork(program, own.workspaceId)
    const plan = await work.area.useCases.read(work.system, async (scope): Promise<BackTestPlan> => {
      const set = await findPublishedSet(scope)
      if (!set) throw new Error('no criteria')
      const { id, name, number, status } = set
      const question = { asOf: AS_OF, months: 12 as const, places: 20, seed: 1, sets: [{ id, name, number, status }] }
      return planBackTest(scope, question, '2026-11-20')
    })
    const honest = await gatherPast(work, plan)
    await expect(workOutBackTest(honest, work.advance)).resolves.toBeTruthy()
    // The year known ends a month too late.
    const late = await gatherPast(work, { ...plan, past: { ...plan.past, known: plan.past.known + 1 } })
    await expect(workOutBackTest({ ...late, plan }, work.advance)).rejects.toThrow(FutureEvidenceError)
    // What was known by a later day, but with the figures of then.
    const wise = await gatherPast(work, { ...plan, ask: { ...plan.ask, asOf: '2024-03-01' } })
    const leaks = { 'scores and wallets': { evidence: wise.evidence }, choices: { chosen: wise.chosen } }
    for (const leak of Object.values(leaks)) {
      await expect(workOutBackTest({ ...honest, ...leak }, work.advance)).rejects.toThrow(FutureEvidenceError)
    }
    const known = new Set(
      wise.evidence[0]?.matrix.columns.flatMap(({ key, knownOn }) => (Math.max(...knownOn) > 19_711 ? [key] : [])),
    )
    expect(known.size).toBeGreaterThanOrEqual(2)
  }, 60_000)
})

describe('asking for a back-test', () => {
  const start = (person: TestPerson | null, body: unknown, slug = 'past') =>
    program.call(person, 'POST', base(slug), body)
  const good = { asOf: AS_OF, months: 12 }

  it('refuses strangers, viewers and foreign workspaces, and changes nothing', async () => {
    const count = async () =>
      (await program.database.superuser.query("select count(*) from mainstay.selection_run where kind = 'back_test'"))
        .rows[0].count
    const before = await count()
    expect((await start(null, good)).status).toBe(401)
    expect((await start(viewer, good)).status).toBe(403)
    expect((await start(stranger, good)).status).toBe(404)
    expect((await start(stranger, good, 'elsewhere')).body.code).toBe('selection/no-criteria-set')
    expect(await count()).toBe(before)
  })

  it('lists every wrong field, and refuses days outside the ledger and unknown sets', async () => {
    const bad = await start(house.lead, { asOf: '2023-02-30', months: 18, places: 0, seed: -1, criteriaSetIds: ['x'] })
    expect(bad.status).toBe(400)
    expect(bad.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      expect.arrayContaining(['asOf', 'months', 'places', 'seed']),
    )
    for (const asOf of ['2021-12-31', '2025-06-01']) {
      expect((await start(house.lead, { ...good, asOf })).body.code).toBe('selection/back-test-outside-ledger')
    }
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect((await start(house.lead, { ...good, criteriaSetIds: [unknown] })).status).toBe(404)
  })

  it('keeps answers of other workspaces, and of questions not yet answered, to itself', async () => {
    const id = await ask(house.lead)
    for (const path of [
      base(),
      `${base()}/${id}`,
      `${base()}/${id}/accounts`,
      '/api/workspaces/past/selection/back-test-reach',
    ]) {
      expect((await program.call(null, 'GET', path)).status).toBe(401)
      expect((await program.call(stranger, 'GET', path)).status).toBe(404)
    }
    expect((await program.call(stranger, 'GET', `${base('elsewhere')}/${id}`)).status).toBe(404)
    expect((await program.call(house.lead, 'GET', `${base()}/${id}/accounts?group=all&set=3`)).status).toBe(400)
    expect((await accountsOf(house.lead, id, 'cursor=nonsense')).body.code).toBe('http/cursor-invalid')
    const waiting = await start(house.lead, good)
    expect((await program.call(house.lead, 'GET', `${base()}/${waiting.body.id}`)).body.code).toBe(
      'selection/run-not-done',
    )
    await program.runJobs()
  })

  it('says which days can be asked about, and lists what was asked with its verdict', async () => {
    const reach = await program.call(viewer, 'GET', '/api/workspaces/past/selection/back-test-reach')
    expect(reach.body).toMatchObject({
      ledger: { from: '2022-01-15', to: '2024-12-15' },
      latest: { months12: '2023-12-31', months24: '2022-12-31' },
    })
    expect(reach.body.places).toBeGreaterThan(0)
    program.setNow('2026-11-20T11:00:00Z')
    await ask(house.lead)
    const listed = await program.call(viewer, 'GET', `${base()}?limit=1`)
    expect(listed.body.rows).toHaveLength(1)
    expect(listed.body.rows[0]).toMatchObject({ asOf: AS_OF, months: 12, run: { kind: 'back_test', status: 'done' } })
    expect(listed.body.rows[0].sets[0].verdict).not.toBeNull()
    expect(listed.body.total).toBeGreaterThan(3)
    const empty = await program.call(stranger, 'GET', '/api/workspaces/elsewhere/selection/back-test-reach')
    expect(empty.body).toMatchObject({ ledger: null, latest: { months12: null, months24: null } })
  })
})
