import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { keyAsActor } from '../../platform/auth/access.ts'
import { anAccount, aScoredHouse, type SelectionHouse } from '../fixtures.ts'
import type { ScorecardRow } from './present-scorecard.ts'
import { everyScorecard } from './read-scorecard.ts'
import { loadScorecards } from './scorecard-book.ts'

let program: TestProgram
let house: SelectionHouse
let seller: TestPerson
let other: TestPerson
let blindToMargins: TestPerson
let member: TestPerson
let viewer: TestPerson
let stranger: TestPerson

const base = '/api/workspaces/alpha'
const NAMES = ['A', 'B', 'C', 'D', 'E']

beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'alpha', Object.fromEntries(NAMES.map((code) => [code, { productLines: 2 }])))
  const { superuser } = program.database
  const { workspaceId } = house
  await superuser.query(
    `update mainstay.account_figure f set contribution = v.money from (values ('A', 5000), ('B', 4000), ('C', 3000), ('D', 2000), ('E', -1000)) v (code, money)
     where f.workspace_id = $1 and f.code = v.code`,
    [workspaceId],
  )
  await superuser.query(
    "insert into mainstay.ledger_state (workspace_id, first_date, last_date) values ($1, '2024-01-01', '2026-10-31') on conflict (workspace_id) do update set first_date = excluded.first_date, last_date = excluded.last_date",
    [workspaceId],
  )
  await superuser.query(
    "insert into mainstay.product_line (workspace_id, id, name) select $1, n, 'Line ' || n from generate_series(1, 4) n",
    [workspaceId],
  )
  await superuser.query(
    `insert into mainstay.account_month (workspace_id, account_id, month, currency, product_line_id, lines, lines_without_rate, lines_without_cost, list_value_transaction, net_revenue_transaction, net_revenue_costed_transaction, cost_of_goods_transaction)
     select $1, a.id, m.month::date, 'USD', m.line, 1, 0, 0, 100, 100, 0, 0 from mainstay.account a
     cross join (values ('2026-03-01', 1), ('2025-01-01', 3), ('2026-01-01', 3), ('2025-02-01', 4)) m (month, line)
     where a.workspace_id = $1 and a.code = 'A'`,
    [workspaceId],
  )
  seller = await program.createPerson('alpha', { role: 'contributor', seesMargins: true, name: 'Sol Seller' })
  other = await program.createPerson('alpha', { role: 'contributor', seesMargins: true, name: 'Ona Other' })
  blindToMargins = await program.createPerson('alpha', { role: 'contributor', seesMargins: false })
  member = await program.createPerson('alpha', { role: 'viewer', visibility: 'team', seesMargins: true })
  viewer = await program.createPerson('alpha', { role: 'viewer', seesMargins: true })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  await superuser.query(
    "insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) values ($1, $2, $3, 'team_member')",
    [workspaceId, house.accounts.get('E'), member.id],
  )
})
afterAll(() => program.stop())

const accountPath = (code: string) => `${base}/accounts/${house.accounts.get(code)}`
const give = (person: TestPerson | null, code: string, score: unknown, comment: unknown = null) =>
  program.call(person, 'POST', `${accountPath(code)}/profitability-scores`, { score, comment })
const cardOf = (person: TestPerson | null, code: string) =>
  program.call(person, 'GET', `${accountPath(code)}/scorecard`)
const schemeAt = `${base}/selection/scorecard-scheme`
const listAt = `${base}/selection/scorecards`

const shares = { profit: 0.5, assigned: 0.2, breadth: 0.1, values: 0.1, addOns: 0.1 }
const scheme = {
  shares,
  reason: null,
  cohort: 'all',
  valueCriteria: [],
  addOnLines: { upsell: [], supportSubscriptions: [], renewals: [] },
}
const change = (body: object, version: number, person: TestPerson | null = house.lead) =>
  program.call(person, 'PUT', schemeAt, { ...scheme, ...body }, { 'if-match': `"${version}"` })

describe('what an account earns, and is felt to earn', () => {
  it('measures profit in money against all accounts, and knows no feeling before somebody scored', async () => {
    const { status, body } = await cardOf(house.lead, 'A')
    expect(status).toBe(200)
    expect(body.profit).toEqual({ value: '5000.0000', status: 'ok', reasons: [] })
    expect(body.lines[0]).toMatchObject({ part: 'profit', points: 100, share: 0.5 })
    expect(body.lines[1]).toMatchObject({ part: 'assigned', points: null, reasons: ['selection/not-assigned'] })
    expect(body.breadth).toEqual({ bought: 2, within: 4 })
    expect(body.assigned).toMatchObject({ count: 0, mean: null })
    expect(body.gap).toMatchObject({ points: null, felt: 'unknown' })
    expect((await cardOf(house.lead, 'E')).body.profit.value).toBe('-1000.0000')
  })

  it('keeps a seller blind who looks through a key of theirs that may only read', async () => {
    const fresh = await program.createPerson('alpha', { role: 'contributor', seesMargins: true })
    const actor = keyAsActor(await program.actor('alpha', fresh), { name: 'reader', scopes: ['read'] })
    await give(other, 'D', 1)
    const area = program.program.context
    const book = await loadScorecards(area, actor)
    const rows = await area.useCases.read(actor, async (scope) => {
      const all: ScorecardRow[] = []
      for await (const row of everyScorecard(scope, book, undefined)) all.push(row)
      return all
    })
    const row = rows.find(({ account }) => account.code === 'D')
    expect(row).toMatchObject({ score: null, assigned: { isBlind: true, mean: null } })
    await program.database.superuser.query('delete from mainstay.profitability_score')
  })

  it('keeps a seller blind until their own score is in, then shows the average with its spread', async () => {
    expect((await give(other, 'E', 5, 'They always pay in time.')).status).toBe(201)
    const before = (await cardOf(seller, 'E')).body
    expect(before.assigned).toEqual({
      isBlind: true,
      count: 1,
      mean: null,
      lowest: null,
      highest: null,
      standardDeviation: null,
    })
    expect([before.scores, before.score, before.gap]).toEqual([[], null, null])
    expect(before.lines[1]).toMatchObject({ points: null, isHidden: true, reasons: [] })
    const after = (await give(seller, 'E', 4)).body
    expect(after.assigned).toMatchObject({ isBlind: false, count: 2, mean: 4.5, lowest: 4, highest: 5 })
    expect(after.assigned.standardDeviation).toBeCloseTo(Math.SQRT1_2, 12)
    expect(after.scores.map(({ personName }: { personName: string }) => personName)).toEqual([
      'Sol Seller',
      'Ona Other',
    ])
  })

  it('flags an account that is felt to be better than it is, in points, ranks and money', async () => {
    const { body } = await cardOf(house.lead, 'E')
    expect(body.gap).toMatchObject({ points: 87.5, felt: 'too_high' })
    expect(Number(body.gap.money)).toBeGreaterThan(5000)
  })

  it('keeps every score; the latest of each person counts', async () => {
    await give(seller, 'E', 2, 'I have seen the returns.')
    const { body } = await cardOf(seller, 'E')
    expect(body.assigned).toMatchObject({ count: 2, mean: 3.5 })
    expect(body.scores.map((one: { score: number; isCurrent: boolean }) => [one.score, one.isCurrent])).toEqual([
      [2, true],
      [4, false],
      [5, true],
    ])
  })

  it('takes two scores at once from two people, and loses none', async () => {
    const [one, two] = await Promise.all([give(seller, 'B', 1), give(other, 'B', 5)])
    expect([one.status, two.status]).toEqual([201, 201])
    expect((await cardOf(house.lead, 'B')).body.assigned).toMatchObject({ count: 2, mean: 3 })
  })

  it('keeps money from who may not see margins: no profit, no score, no gap', async () => {
    await give(blindToMargins, 'E', 3)
    const { body } = await cardOf(blindToMargins, 'E')
    expect([body.profit, body.score, body.gap]).toEqual([null, null, null])
    expect(body.lines[0]).toMatchObject({ points: null, isHidden: true })
    expect(body.assigned.mean).toBeCloseTo(10 / 3, 12)
  })

  it('does not tell a group’s money to who sees only some of its companies', async () => {
    const parentId = house.accounts.get('E') ?? ''
    await anAccount(program, { workspaceId: house.workspaceId, code: 'E2', parentId, unit: 'South' })
    await program.database.superuser.query("update mainstay.account set unit = 'North' where id = $1", [parentId])
    const northern = { role: 'viewer', visibility: 'unit', unit: 'North', seesMargins: true } as const
    const reader = await program.createPerson('alpha', northern)
    const { body } = await cardOf(reader, 'E')
    expect(body.profit).toBeNull()
    expect(body.gap).toMatchObject({ felt: 'too_high', money: null })
    expect((await cardOf(house.lead, 'E')).body.profit.value).toBe('-1000.0000')
  })
})

describe('the audit of a score', () => {
  it('says that somebody scored, and not what', async () => {
    const { rows } = await program.database.superuser.query(
      "select e.actor_id, e.after from mainstay.audit_entry e where e.action = 'selection.profitability-scored' order by e.id limit 1",
    )
    expect(rows).toEqual([{ actor_id: other.id, after: null }])
  })
})

describe('what the scorecard counts', () => {
  it('weighs money half at first, and says what may be chosen', async () => {
    const { body } = await program.call(house.lead, 'GET', schemeAt)
    expect(body).toMatchObject({ shares, version: 0, cohort: 'all', leastProfitShare: 0.5 })
    expect(body.choices.productLines).toHaveLength(4)
    expect(body.choices.judgedCriteria.length).toBeGreaterThan(0)
  })

  it('refuses less than half on money without a written reason, and weights that do not add up', async () => {
    const low = { shares: { ...shares, profit: 0.4, assigned: 0.3 } }
    expect((await change(low, 0)).body.code).toBe('selection/scorecard-profit-below-half')
    expect((await change({ shares: { ...shares, profit: 0.6 } }, 0)).body.code).toBe(
      'selection/scorecard-weights-do-not-add-up',
    )
    expect((await program.call(house.lead, 'GET', schemeAt)).body.version).toBe(0)
    const given = await change({ ...low, reason: 'Our ledger has no cost of serving yet.' }, 0)
    expect(given.status).toBe(200)
    expect(given.body).toMatchObject({ version: 1, reason: 'Our ledger has no cost of serving yet.' })
  })

  it('is changed by one at a time', async () => {
    const ends = await Promise.all([change({}, 1), change({ cohort: 'tier' }, 1)])
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await program.call(house.lead, 'PUT', schemeAt, scheme)).status).toBe(428)
  })

  it('tells add-ons by the lines chosen for them, and renewals by what was bought again', async () => {
    const addOnLines = { upsell: ['1', '2'], supportSubscriptions: [], renewals: ['3', '4'] }
    expect((await change({ addOnLines }, 2)).status).toBe(200)
    const { body } = await cardOf(house.lead, 'A')
    expect(body.addOns).toEqual({ upsell: 0.5, supportSubscriptions: null, renewals: 0.5 })
    expect(body.lines[4]).toMatchObject({ part: 'addOns', points: 50, reasons: ['selection/add-ons-in-part'] })
    expect((await cardOf(house.lead, 'B')).body.addOns).toEqual({
      upsell: 0,
      supportSubscriptions: null,
      renewals: null,
    })
  })

  it('tells organisational values by the judged criteria chosen for them', async () => {
    const { choices } = (await program.call(house.lead, 'GET', schemeAt)).body
    const [{ key }] = choices.judgedCriteria
    await change({ valueCriteria: [key] }, 3)
    await program.call(seller, 'POST', `${accountPath('A')}/judgements`, { criterionKey: key, score: 4 })
    await program.call(other, 'POST', `${accountPath('A')}/judgements`, { criterionKey: key, score: 2 })
    expect((await cardOf(house.lead, 'A')).body.lines[3]).toMatchObject({ part: 'values', points: 50, reasons: [] })
  })

  it('lists everything chosen that is not there', async () => {
    const body = { valueCriteria: ['nosuch'], addOnLines: { upsell: ['999'], supportSubscriptions: [], renewals: [] } }
    const reply = await change(body, 4)
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'valueCriteria.0',
      'addOnLines.upsell.0',
    ])
  })
})

describe('the list of gaps', () => {
  it('has the widest gap first, page by page, and can be narrowed', async () => {
    const first = await program.call(house.lead, 'GET', `${listAt}?limit=1`)
    expect(first.body.total).toBe(2)
    expect(first.body.rows[0]).toMatchObject({ account: { code: 'E' }, gap: { felt: 'too_high' }, measured: 0 })
    const next = await program.call(house.lead, 'GET', `${listAt}?limit=1&cursor=${first.body.nextCursor}`)
    expect(next.body.rows[0].account.code).toBe('B')
    expect(next.body.nextCursor).toBeNull()
    expect((await program.call(house.lead, 'GET', `${listAt}?felt=too_low`)).body.total).toBe(0)
  })

  it('shows only accounts the reader may see, and is refused without the right to margins', async () => {
    const { body } = await program.call(member, 'GET', listAt)
    expect(body.rows.map((row: { account: { code: string } }) => row.account.code)).toEqual(['E'])
    expect(body.total).toBe(1)
    expect((await program.call(blindToMargins, 'GET', listAt)).status).toBe(403)
    expect((await program.call(blindToMargins, 'GET', `${listAt}/export`)).status).toBe(403)
  })

  it('puts accounts a seller has not scored last, without their gap', async () => {
    await give(other, 'D', 1)
    const rows = (await program.call(seller, 'GET', listAt)).body.rows
    expect(rows.at(-1)).toMatchObject({ account: { code: 'D' }, score: null, gap: { felt: 'unknown' } })
  })

  it('is a file on request', async () => {
    const reply = await program.call(house.lead, 'GET', `${listAt}/export`)
    expect(String(reply.body)).toContain('Felt, mean')
    expect(String(reply.body)).toContain('Company E,E,')
  })
})

describe('every door of the scorecard', () => {
  const doors = (): [string, (person: TestPerson | null) => Promise<{ status: number }>][] => [
    ['scheme', (person) => program.call(person, 'GET', schemeAt)],
    ['change', (person) => change({}, 4, person)],
    ['card', (person) => cardOf(person, 'A')],
    ['score', (person) => give(person, 'A', 3)],
    ['list', (person) => program.call(person, 'GET', listAt)],
  ]

  it('is closed to who is not signed in or belongs elsewhere', async () => {
    for (const [name, open] of doors()) {
      expect([name, (await open(null)).status]).toEqual([name, 401])
      expect([name, (await open(stranger)).status]).toEqual([name, 404])
    }
  })

  it('takes no score and no change from who may not give them', async () => {
    expect((await give(viewer, 'A', 3)).status).toBe(403)
    expect((await change({}, 4, seller)).status).toBe(403)
    expect((await give(seller, 'A', 3)).status).toBe(201)
    expect((await cardOf(member, 'A')).status).toBe(404)
  })

  it('lists every wrong field', async () => {
    const { status, body } = await give(seller, 'A', 6, 5)
    expect(status).toBe(400)
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['comment', 'score'])
    const wrong = await change({ shares: { ...shares, profit: 'much' }, cohort: 'friends' }, 4)
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['cohort', 'shares.profit'])
  })
})
