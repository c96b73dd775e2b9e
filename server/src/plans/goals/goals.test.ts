import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type SmallLedger, smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let ledger: SmallLedger
let plan: GivenPlan
let owner: TestPerson
let contributor: TestPerson
let viewer: TestPerson
let outsider: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga' })
  contributor = await house.createPerson('north', { role: 'contributor', seesMargins: false, name: 'Carl' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
  ledger = smallLedger(house.database.superuser, north)
  const top = await ledger.account('TOP')
  await ledger.account('BELOW', { parent: 'TOP' })
  await ledger.account('OTHER')
  await ledger.lines([
    { account: 'TOP', date: '2025-03-10', net: 500, cost: 400 },
    { account: 'TOP', date: '2025-08-10', net: 1000, cost: 600 },
    { account: 'BELOW', date: '2026-02-10', net: 200, cost: 150 },
    { account: 'OTHER', date: '2026-06-30', net: 9, cost: 1 },
  ])
  await ledger.markEverything()
  await house.database.superuser.query(
    `insert into mainstay.ledger_state as l (workspace_id, first_date, last_date) values ($1, '2025-03-10', '2026-06-30')
     on conflict (workspace_id) do update set first_date = excluded.first_date, last_date = excluded.last_date`,
    [north],
  )
  await refreshEconomics(house.program.context, north)
  plan = await givenPlan(house, north, 'TOP', { accountId: top })
})
afterAll(() => house.stop())

const base = (id = plan.id, workspace = 'north') => `/api/workspaces/${workspace}/plans/${id}`
const read = (person: TestPerson | null, id = plan.id) => house.call(person, 'GET', `${base(id)}/goals`)
const set = (person: TestPerson | null, goals: readonly object[], id = plan.id) =>
  house.call(person, 'POST', `${base(id)}/goals`, { goals })
const goal = (amount: string | null, version = 0, more: object = {}) => ({
  period: 1,
  measure: 'net_revenue',
  amount,
  version,
  ...more,
})
const add = (person: TestPerson | null, entry: object, id = plan.id) =>
  house.call(person, 'POST', `${base(id)}/bridge-entries`, {
    period: 1,
    measure: 'net_revenue',
    kind: 'pipeline',
    amount: '50',
    ...entry,
  })
const step = (entry: { id: string; version: number }, deed: string, person = owner, id = plan.id) =>
  house.call(
    person,
    'POST',
    `${base(id)}/bridge-entries/${entry.id}/${deed}`,
    {},
    {
      'if-match': `"${entry.version}"`,
    },
  )
const change = (entry: { id: string; version: number }, fields: object, person = owner) =>
  house.call(person, 'PATCH', `${base()}/bridge-entries/${entry.id}`, fields, { 'if-match': `"${entry.version}"` })

describe('goals', () => {
  it('stand beside the run rate of the last twelve months and what came in so far', async () => {
    const reply = await set(contributor, [goal('2000')])
    expect(reply.status).toBe(200)
    const { body } = await read(owner)
    expect(body.ledgerUntil).toBe('2026-06-30')
    expect(body.runRate).toMatchObject({
      from: '2025-07',
      to: '2026-06',
      netRevenue: '1200.0000',
      grossMargin: '450.0000',
    })
    const [year, next] = body.periods
    expect(year).toMatchObject({ number: 1, months: 12, elapsed: { value: 181 / 365 } })
    expect(year.netRevenue).toMatchObject({ own: '2000.0000', below: null, goal: '2000.0000', version: 1 })
    expect(year.netRevenue.bridge).toMatchObject({
      base: { value: '1200.0000' },
      baseSource: 'ledger',
      gap: { value: '800.0000' },
    })
    expect(year.netRevenue.attainment.actual.value).toBe('200.0000')
    expect(year.netRevenue.attainment.shareOfGoal.value).toBe(0.1)
    expect(year.netRevenue.attainment.pace.value).toBeCloseTo(200 / (2000 * (181 / 365)), 9)
    expect(next.netRevenue).toMatchObject({ own: null, goal: null, version: 0 })
    expect(next.netRevenue.attainment.actual).toMatchObject({ value: null, reasons: ['plans/period-not-begun'] })
    expect(next.netRevenue.bridge.gap).toMatchObject({ value: null, reasons: ['plans/no-goal'] })
  })

  it('are not written over what somebody else has set meanwhile, and none is set when one is stale', async () => {
    const { id } = await givenPlan(house, north, 'STALE')
    await set(owner, [goal('100')], id)
    const reply = await set(contributor, [goal('5', 0, { period: 2 }), goal('150', 0)], id)
    expect(reply.status).toBe(412)
    expect(reply.body.errors).toEqual([
      { path: 'goals.1', code: 'plans/goals-changed-meanwhile', message: expect.stringContaining('Olga') },
    ])
    const { body } = await read(owner, id)
    expect(body.periods.map((period: { netRevenue: { own: string } }) => period.netRevenue.own)).toEqual([
      '100.0000',
      null,
    ])
    expect((await set(owner, [goal(null, 1)], id)).body.periods[0].netRevenue).toMatchObject({ own: null, version: 2 })
    expect((await set(owner, [goal('7', 1)], id)).status).toBe(412)
    expect((await set(owner, [goal('7', 2)], id)).body.periods[0].netRevenue.own).toBe('7.0000')
  })

  it('of margin belong to those who see margins', async () => {
    expect((await set(contributor, [goal('5', 0, { measure: 'gross_margin' })])).status).toBe(403)
    expect((await add(contributor, { measure: 'contribution' })).status).toBe(403)
    expect((await set(owner, [goal('5', 0, { measure: 'gross_margin' })])).status).toBe(200)
    const { body } = await read(contributor)
    expect(body.periods[0].grossMargin).toBeNull()
    expect(body.runRate.grossMargin).toBeNull()
    expect((await read(owner)).body.periods[0].grossMargin.own).toBe('5.0000')
  })

  it('are refused with every wrong field named', async () => {
    const reply = await set(owner, [goal('x'), goal('1', -1, { measure: 'profit' })])
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'goals.0.amount',
      'goals.1.measure',
      'goals.1.version',
    ])
    const unknown = await set(owner, [goal('1', 0, { period: 9 }), goal('1', 0, { period: 9 })])
    expect(unknown.body.errors.map(({ code }: { code: string }) => code)).toEqual([
      'plans/no-such-period',
      'plans/no-such-period',
      'plans/goal-twice',
    ])
  })

  it('are read and set only by those who may', async () => {
    expect((await read(null)).status).toBe(401)
    expect((await set(null, [goal('1')])).status).toBe(401)
    expect((await read(viewer)).status).toBe(200)
    expect((await set(viewer, [goal('1')])).status).toBe(403)
    for (const person of [outsider, stranger]) expect((await read(person)).status).toBe(404)
    expect((await set(outsider, [goal('1')])).status).toBe(404)
    const elsewhere = await house.call(stranger, 'GET', `${base(plan.id, 'south')}/goals`)
    expect(elsewhere.status).toBe(404)
  })

  it('of a closed plan stay as they are, and those of a hidden section do not exist', async () => {
    const closed = await givenPlan(house, north, 'CLOSED')
    const query = house.database.superuser.query.bind(house.database.superuser)
    await query(`update mainstay.plan set status = 'closed', closed_on = '2026-10-01' where id = $1`, [closed.id])
    expect((await set(owner, [goal('1')], closed.id)).body.code).toBe('plans/closed')
    expect((await add(owner, {}, closed.id)).body.code).toBe('plans/closed')
    const inner = await givenPlan(house, north, 'INNER')
    const sections = EVERY_SECTION.map((section) => ({ ...section, audience: 'inner' }))
    await query('update mainstay.plan set sections = $2 where id = $1', [inner.id, JSON.stringify(sections)])
    expect((await read(contributor, inner.id)).body.code).toBe('plans/no-such-part')
    expect((await set(contributor, [goal('1')], inner.id)).status).toBe(404)
    expect((await read(owner, inner.id)).status).toBe(200)
  })
})

describe('the bridge', () => {
  it('takes entries with note and source, which are changed, taken out and put back', async () => {
    const { id } = await givenPlan(house, north, 'BRIDGE')
    await set(owner, [goal('1000')], id)
    const added = await add(
      owner,
      { kind: 'committed_growth', amount: '300', note: 'New line', source: 'Contract' },
      id,
    )
    expect(added.status).toBe(201)
    expect(added.body).toMatchObject({ kind: 'committed_growth', amount: '300.0000', authorName: 'Olga', version: 1 })
    const bridge = async () => (await read(owner, id)).body.periods[0].netRevenue.bridge
    expect(await bridge()).toMatchObject({
      base: { value: '0.0000' },
      committedGrowth: '300.0000',
      gap: { value: '700.0000' },
    })
    const removed = await step(added.body, 'remove', owner, id)
    expect((await bridge()).gap.value).toBe('1000.0000')
    expect((await step(added.body, 'restore', owner, id)).status).toBe(412)
    expect((await step(removed.body, 'restore', owner, id)).status).toBe(200)
    expect((await bridge()).committedGrowth).toBe('300.0000')
  })

  it('keeps what is not named when an entry changes, and refuses an older view of it', async () => {
    const added = await add(owner, { note: 'Two offers', source: 'Forecast' })
    const changed = await change(added.body, { amount: '60' })
    expect(changed.body).toMatchObject({ amount: '60.0000', note: 'Two offers', source: 'Forecast', version: 2 })
    expect((await change(added.body, { amount: '70' })).status).toBe(412)
    const bare = await house.call(owner, 'PATCH', `${base()}/bridge-entries/${added.body.id}`, { amount: '70' })
    expect(bare.status).toBe(428)
  })

  it('rests on the base that people state, and on one only', async () => {
    const { id } = await givenPlan(house, north, 'BASE')
    await set(owner, [goal('1000')], id)
    const stated = await add(owner, { kind: 'base', amount: '800', source: 'Order book' }, id)
    expect((await add(owner, { kind: 'base' }, id)).body.code).toBe('plans/base-stated-already')
    const bridge = (await read(owner, id)).body.periods[0].netRevenue.bridge
    expect(bridge).toMatchObject({ base: { value: '800.0000' }, baseSource: 'people', gap: { value: '200.0000' } })
    const removed = await step(stated.body, 'remove', owner, id)
    await add(owner, { kind: 'base', amount: '1' }, id)
    expect((await step(removed.body, 'restore', owner, id)).body.code).toBe('plans/base-stated-already')
  })

  it('of a margin does not exist for those who do not see margins', async () => {
    const added = await add(owner, { measure: 'gross_margin' })
    expect((await change(added.body, { amount: '1' }, contributor)).status).toBe(404)
    expect((await step(added.body, 'remove', viewer)).status).toBe(403)
    expect((await step(added.body, 'remove', outsider)).status).toBe(404)
    expect((await add(owner, { period: 7 })).body.errors[0].code).toBe('plans/no-such-period')
    expect((await add(owner, { amount: '1,5', kind: 'luck' })).body.errors).toHaveLength(2)
  })
})

describe('plans below', () => {
  it('add to the goal of the plan above, each once at any depth; what reaches over an edge is named', async () => {
    const top = await givenPlan(house, north, 'TREE')
    const part = (code: string, parentId: string) =>
      givenPlan(house, north, code, { accountId: top.accountId, parentId, scope: code })
    const east = await part('EAST', top.id)
    const depot = await part('EAST DEPOT', east.id)
    const query = house.database.superuser.query.bind(house.database.superuser)
    await set(owner, [goal('100')], top.id)
    await set(owner, [goal('30')], east.id)
    await set(owner, [goal('12')], depot.id)
    await add(owner, { amount: '4' }, depot.id)
    await add(owner, { kind: 'base', amount: '999' }, depot.id)
    const net = async (id: string) => (await read(owner, id)).body.periods[0].netRevenue
    expect(await net(top.id)).toMatchObject({
      own: '100.0000',
      below: '42.0000',
      goal: '142.0000',
      bridge: { pipeline: '4.0000' },
    })
    expect(await net(east.id)).toMatchObject({ own: '30.0000', below: '12.0000', goal: '42.0000' })
    expect((await net(top.id)).bridge.base).toMatchObject({ value: '0.0000' })
    expect((await net(east.id)).attainment.actual).toMatchObject({ value: null, reasons: ['plans/unit-not-in-ledger'] })
    const { body } = await read(owner, top.id)
    expect(body.plansBelow.map(({ scope }: { scope: string }) => scope)).toEqual(['EAST', 'EAST DEPOT'])
    await query(`update mainstay.plan_period set ends_on = '2027-06-30' where plan_id = $1 and number = 1`, [depot.id])
    await query(`delete from mainstay.plan_period where plan_id = $1 and number = 2`, [depot.id])
    const cut = (await read(owner, top.id)).body
    expect(cut.periods[0].netRevenue.below).toBe('30.0000')
    expect(cut.notCounted).toEqual([
      {
        planId: depot.id,
        title: 'Plan of EAST DEPOT',
        startsOn: '2026-01-01',
        endsOn: '2027-06-30',
        measures: ['net_revenue'],
      },
    ])
    await query(`update mainstay.plan set status = 'closed', closed_on = '2026-10-01' where id = $1`, [east.id])
    expect((await net(top.id)).below).toBeNull()
  })
})

it('tells every change in the audit, before and after', async () => {
  const { rows } = await house.database.superuser.query<{ action: string; before: unknown; after: unknown }>(
    `select a.action, a.before, a.after from mainstay.audit_entry a where a.subject_id = $1 and a.action like 'plans.%' order by a.id limit 1`,
    [plan.id],
  )
  expect(rows[0]).toEqual({
    action: 'plans.goals-set',
    before: { goals: [{ period: 1, label: '2026', measure: 'net_revenue', amount: null }] },
    after: { goals: [{ period: 1, label: '2026', measure: 'net_revenue', amount: '2000' }] },
  })
})

it('tells a lead without the right to margins nothing of them through the audit', async () => {
  const lead = await house.createPerson('north', { role: 'program_lead', seesMargins: false })
  const other = await givenPlan(house, north, 'AUDITED')
  const margin = { measure: 'gross_margin' }
  expect((await set(owner, [goal('414141.41'), goal('424242.42', 0, margin)], other.id)).status).toBe(200)
  const entry = { kind: 'pipeline', amount: '434343.43', note: 'about 44 percent', ...margin }
  expect((await add(owner, entry, other.id)).status).toBe(201)
  const audit = (person: TestPerson) =>
    house
      .call(person, 'GET', `/api/workspaces/north/audit?subjectType=plan&subjectId=${other.id}`)
      .then(({ body }) => JSON.stringify(body))
  for (const hidden of ['424242.42', '434343.43', 'about 44 percent']) {
    expect(await audit(lead)).not.toContain(hidden)
    expect(await audit(owner)).toContain(hidden)
  }
  expect(await audit(lead)).toContain('414141.41')
})

it('keeps one base of several that are stated at the same moment, and says so to the others', async () => {
  const other = await givenPlan(house, north, 'RACED')
  const base4 = await Promise.all(
    [1, 2, 3, 4].map((amount) => add(owner, { kind: 'base', amount: `${amount}` }, other.id)),
  )
  expect(base4.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  const gone = base4.find(({ status }) => status === 201)?.body
  const removed = await house.call(
    owner,
    'POST',
    `${base(other.id)}/bridge-entries/${gone.id}/remove`,
    {},
    { 'if-match': '"1"' },
  )
  expect(removed.status).toBe(200)
  const [again, back] = await Promise.all([
    add(owner, { kind: 'base', amount: '5' }, other.id),
    house.call(owner, 'POST', `${base(other.id)}/bridge-entries/${gone.id}/restore`, {}, { 'if-match': '"2"' }),
  ])
  expect([again.status === 201, back.status === 200].filter(Boolean)).toHaveLength(1)
  expect([again.status, back.status]).toContain(409)
})
