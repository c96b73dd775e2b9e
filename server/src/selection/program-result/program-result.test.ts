import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from '../fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let blind: TestPerson
let member: TestPerson
let stranger: TestPerson
let answered: string

const base = '/api/workspaces/alpha/selection/program-results'
const SINCE = '2025-11-01'
const KEYS = 15
const CODES = Array.from({ length: 61 }, (_, index) => `K${index}`)

/** Accounts that bought 100 to 160 a month; the first fifteen became key and grew by 30 percent, the next one came in later. */
beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'alpha', Object.fromEntries(CODES.map((code) => [code, { netRevenue: 1 }])))
  const { superuser } = program.database
  const { workspaceId } = house
  await superuser.query(
    "insert into mainstay.ledger_state (workspace_id, first_date, last_date) values ($1, '2023-11-01', '2026-10-31') on conflict (workspace_id) do update set first_date = excluded.first_date, last_date = excluded.last_date",
    [workspaceId],
  )
  await superuser.query(
    `insert into mainstay.account_month (workspace_id, account_id, month, currency, lines, lines_without_rate, lines_without_cost, list_value_transaction,
       net_revenue_transaction, net_revenue_costed_transaction, cost_of_goods_transaction, net_revenue, net_revenue_costed, cost_of_goods)
     select $1, a.id, m.month::date, 'USD', 1, 0, 0, 1, 1, 0, 0, v.amount, v.amount, v.amount * 0.6
     from mainstay.account a
     cross join generate_series('2023-11-01'::date, '2026-10-01', interval '1 month') m (month)
     cross join lateral (select substring(a.code from 2)::integer as n) c
     cross join lateral (select (100 + (c.n % 15) * 4 + case when extract(month from m.month)::integer % 2 = 0 then 1 else -1 end * (c.n % 3))
       * case when c.n < $2 and m.month >= $3::date then 1.3 else 1 end as amount) v
     where a.workspace_id = $1`,
    [workspaceId, KEYS, SINCE],
  )
  await superuser.query(
    `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, decided_at, effective_date)
     select $1, a.id, 'A', 'out', 'Chosen for its plans.', 'x', 'Ada', case when substring(a.code from 2)::integer < 5 then timestamptz '2026-11-19T10:00:00Z' else '2025-10-20T10:00:00Z' end, case when substring(a.code from 2)::integer = $2 then date '2026-03-01' else $3::date end
     from mainstay.account a where a.workspace_id = $1 and substring(a.code from 2)::integer <= $2`,
    [workspaceId, KEYS, SINCE],
  )
  blind = await program.createPerson('alpha', { role: 'contributor', seesMargins: false })
  member = await program.createPerson('alpha', { role: 'viewer', visibility: 'team', seesMargins: true })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  const started = await program.call(house.lead, 'POST', base, { since: SINCE })
  expect(started.status).toBe(201)
  answered = started.body.id
  await program.runJobs()
})
afterAll(() => program.stop())

const answerFor = (person: TestPerson | null, id = answered) => program.call(person, 'GET', `${base}/${id}`)

describe('what the program has brought', () => {
  it('holds key accounts against others that were alike when they became key', async () => {
    const { status, body } = await answerFor(house.lead)
    expect(status).toBe(200)
    expect(body).toMatchObject({ keyAccounts: 15, others: 45, joinedLater: 1, hasEarlier: true })
    // Five were written down a year later: whoever reads the difference must know.
    expect(body.decidedAfterwards).toBe(5)
    expect(body.matching).toMatchObject({ pairs: 15, nobodyAlike: 0, unknown: 0 })
    const { againstMatched } = body.netRevenue
    expect(againstMatched.keyGrowth.value).toBeCloseTo(0.3, 6)
    expect(againstMatched.otherGrowth.value).toBeCloseTo(0, 6)
    expect(againstMatched.growth.verdict).toBe('better')
    const { low, high } = againstMatched.growth.difference.value
    expect(low).toBeLessThanOrEqual(0.3 + 1e-9)
    expect(high).toBeGreaterThanOrEqual(0.3 - 1e-9)
    expect(low).toBeGreaterThan(0.25)
  })

  it('holds them against their own trend before', async () => {
    const { againstOwnTrend } = (await answerFor(house.lead)).body.netRevenue
    expect(againstOwnTrend.accounts).toBe(15)
    expect(Number(againstOwnTrend.changeBefore.value)).toBeCloseTo(0, 6)
    expect(Number(againstOwnTrend.changeAfter.value)).toBeCloseTo(0.3 * 12 * 128, 2)
    expect(againstOwnTrend.verdict).toBe('better')
  })

  it('shows the claims of the field with their source and caution, and says what it does not know', async () => {
    const { body } = await answerFor(house.lead)
    expect(body.benchmarks[0]).toMatchObject({ code: 'selection/program-growth-claim', low: 0.2, high: 0.25 })
    for (const { source, caution } of body.benchmarks) expect([source, caution].every(Boolean)).toBe(true)
    expect(body.collaboration).toMatchObject({ accounts: 0, fewest: 20 })
    expect(body.collaboration.correlation.value).toBeNull()
  })

  it('says nothing of margins without the right, and names nobody whom the reader does not see', async () => {
    const hidden = (await answerFor(blind)).body
    expect([hidden.grossMargin, hidden.contribution]).toEqual([null, null])
    expect(hidden.netRevenue).not.toBeNull()
    expect((await answerFor(house.lead)).body.grossMargin).not.toBeNull()
    expect((await answerFor(house.lead)).body.pairs).toHaveLength(15)
    expect((await answerFor(member)).body.pairs).toEqual([])
  })
})

describe('collaboration beside growth', () => {
  it('tells which share of the scores came from outside sales, and sets it beside what followed', async () => {
    const { superuser } = program.database
    const round = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d99'
    const finance = await program.createPerson('alpha', { role: 'contributor' })
    await superuser.query(
      `insert into mainstay.scoring_round (workspace_id, id, name, status, opens_on, deadline, closing, reminder_days, lead_id, lead_name)
       values ($1, $2, 'Autumn', 'reconciled', '2025-10-01', '2025-10-20', 'by_hand', '{}', 'x', 'Ada')`,
      [house.workspaceId, round],
    )
    await superuser.query(
      `insert into mainstay.scoring_round_rater (workspace_id, round_id, person_id, place, function)
       values ($1, $2, $3, 1, 'Sales'), ($1, $2, $4, 2, 'finance')`,
      [house.workspaceId, round, house.lead.id, finance.id],
    )
    // Sales scored the first 24 accounts; finance scored those of them that grew, and once afterwards, which counts no more.
    await superuser.query(
      `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on, round_id)
       select $1, a.id, p.criterion, 3, p.id, 'Rater', p.day, $2 from mainstay.account a
       cross join (values ($3, date '2025-10-15', 24, 'fit'), ($4, date '2025-10-15', 15, 'fit'), ($4, date '2026-11-15', 24, 'access')) p (id, day, below, criterion)
       where a.workspace_id = $1 and substring(a.code from 2)::integer < p.below`,
      [house.workspaceId, round, house.lead.id, finance.id],
    )
    const { body } = await program.call(house.lead, 'POST', base, { since: SINCE })
    await program.runJobs()
    const { collaboration } = (await answerFor(house.lead, body.id)).body
    expect(collaboration.accounts).toBe(24)
    expect(collaboration.meanShare.value).toBeCloseTo((15 * 0.5) / 24, 9)
    expect(collaboration.correlation.value.value).toBeGreaterThan(0.5)
  })
})

describe('with too little to conclude from', () => {
  it('refuses a day for which the ledger lacks the months, and says which days it has', async () => {
    const reply = await program.call(house.lead, 'POST', base, { since: '2026-03-01' })
    expect(reply.status).toBe(422)
    expect(reply.body.facts).toMatchObject({ earliest: '2024-11-01', latest: '2025-11-30' })
    expect((await program.call(house.lead, 'POST', base, { since: '2025-03-01', months: 24 })).status).toBe(422)
    const reach = (await program.call(house.lead, 'GET', `${base}/reach`)).body
    expect(reach.forMonths).toEqual([{ months: 12, earliest: '2024-11-01', latest: '2025-11-30' }])
    expect(reach.firstDecision).toBe(SINCE)
  })

  it('concludes nothing when nobody was key on the day', async () => {
    const { body } = await program.call(house.lead, 'POST', base, { since: '2024-12-01' })
    await program.runJobs()
    const answer = (await answerFor(house.lead, body.id)).body
    expect(answer).toMatchObject({ keyAccounts: 0, hasEarlier: false })
    expect(answer.netRevenue.againstMatched.growth.verdict).toBe('no_conclusion')
    expect(answer.netRevenue.againstOwnTrend.verdict).toBe('no_conclusion')
  })
})

describe('every door of the program result', () => {
  it('is closed to who is not signed in or belongs elsewhere', async () => {
    const question = { since: SINCE }
    for (const [person, status] of [
      [null, 401],
      [stranger, 404],
    ] as const) {
      expect((await answerFor(person)).status).toBe(status)
      expect((await program.call(person, 'POST', base, question)).status).toBe(status)
      expect((await program.call(person, 'GET', `${base}/reach`)).status).toBe(status)
    }
    expect((await answerFor(blind, '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21')).status).toBe(404)
  })

  it('takes no question from who may only read', async () => {
    expect((await program.call(member, 'POST', base, { since: SINCE })).status).toBe(403)
  })

  it('lists every wrong field', async () => {
    const { status, body } = await program.call(house.lead, 'POST', base, { since: 'soon', months: 6, seed: -1 })
    expect(status).toBe(400)
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['months', 'seed', 'since'])
  })
})
