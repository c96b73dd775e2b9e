import { randomUUID } from 'node:crypto'
import type { ValueCase } from '@mainstay/contract/plans-value'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram, type TestReply } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { valueCalls } from './value-fixtures.ts'

let house: TestProgram
let workspaceId: number
let lead: TestPerson
let manager: TestPerson
let blind: TestPerson
let reader: TestPerson
let unseeing: TestPerson
let stranger: TestPerson
let plan: GivenPlan
let calls: ReturnType<typeof valueCalls>
let number = 0

beforeAll(async () => {
  house = await createTestProgram()
  house.setNow('2026-11-22T10:00:00Z')
  workspaceId = await house.createWorkspace('north', 'USD')
  lead = await house.createPerson('north', { role: 'program_lead', seesMargins: true, name: 'Mia Lead' })
  manager = await house.createPerson('north', { role: 'account_manager', seesMargins: true })
  blind = await house.createPerson('north', { role: 'account_manager', seesMargins: false })
  reader = await house.createPerson('north', { role: 'viewer' })
  unseeing = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  await house.createWorkspace('south', 'EUR')
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  number += 1
  plan = await givenPlan(house, workspaceId, `V${number}`)
  calls = valueCalls(house, plan)
})

const made = (reply: TestReply): ValueCase => {
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body
}
const fieldsOf = ({ body }: TestReply) =>
  Object.fromEntries((body.errors ?? []).map(({ path, code }: { path: string; code: string }) => [path, code]))

async function rows(): Promise<unknown> {
  const { rows: found } = await house.database.superuser.query(
    `select (select jsonb_agg(c order by c.id) from mainstay.value_case c) as cases,
      (select jsonb_agg(d order by d.id) from mainstay.value_driver d) as drivers`,
  )
  return found[0]
}

/** A case of three years that pays in 1,000 and gives back 400 a year, for one year more than it looks ahead by default. */
async function investment(more: object = {}): Promise<ValueCase> {
  const begun = made(await calls.addCase(lead, { years: 4, ...more }))
  await calls.addDriver(lead, begun.id, { name: 'Tools', kind: 'cost', years: amounts('1000', '0', '0', '0', '0') })
  return made(
    await calls.addDriver(lead, begun.id, { name: 'Hours saved', years: amounts('0', '400', '400', '400', '400') }),
  )
}

function amounts(...base: string[]) {
  return base.map((amount) => ({ base: amount }))
}

describe('a value case', () => {
  it('comes to the return, present value and payback of its drivers', async () => {
    const { results, marks, discountRate, drivers } = await investment()
    expect(results.base.flows).toEqual(['-1000.0000', '400.0000', '400.0000', '400.0000', '400.0000'])
    expect(results.base).toMatchObject({
      benefits: '1600.0000',
      costs: '1000.0000',
      net: '600.0000',
      returnOnInvestment: { value: 0.6, status: 'ok' },
      netPresentValue: { value: '267.9462', status: 'ok' },
      paybackYears: { value: 2.5 },
    })
    expect(results.base.internalRate.value).toBeCloseTo(0.2186227, 7)
    expect(results.base.discountedPaybackYears.value).toBeCloseTo(3.01925, 5)
    expect(discountRate).toBe(0.1)
    expect(marks).toEqual(['only_claimed', 'no_baseline', 'nobody_named', 'no_range'])
    expect(drivers.map(({ name }) => name)).toEqual(['Tools', 'Hours saved'])
  })
  it('is read with everything, and says nothing of what it does not know', async () => {
    const empty = made(await calls.addCase(lead, { years: 1 }))
    expect(empty.results.base).toMatchObject({
      benefits: '0.0000',
      returnOnInvestment: { value: null, status: 'not_applicable', reasons: ['plans/no-costs'] },
      netPresentValue: { value: null, status: 'insufficient_data', reasons: ['plans/no-amounts'] },
    })
    const { body } = await calls.read(reader)
    expect(body).toEqual({ currency: 'USD', cases: [empty] })
  })
  it('keeps an amount to its last decimal', async () => {
    const { id } = made(await calls.addCase(lead, { years: 1 }))
    await calls.addDriver(lead, id, { years: amounts('9999999999999999.0000000001', '007.50') })
    const { rows: kept } = await house.database.superuser.query(
      'select years from mainstay.value_driver where case_id = $1',
      [id],
    )
    expect(kept[0].years).toEqual([
      { low: null, base: '9999999999999999.0000000001', high: null },
      { low: null, base: '7.5', high: null },
    ])
  })
  it('is changed in what is said, and left in the rest', async () => {
    const begun = await investment({ note: 'From the workshop' })
    const after = made(await calls.changeCase(manager, begun, { title: 'Fewer stops', discountRate: 0.2 }))
    expect(after).toMatchObject({
      title: 'Fewer stops',
      note: 'From the workshop',
      years: 4,
      version: begun.version + 1,
    })
    expect(Number(after.results.base.netPresentValue.value)).toBeLessThan(267)
  })
  it('looks further ahead with nothing in the years that come, and less far only where nothing would go', async () => {
    const begun = await investment()
    const longer = made(await calls.changeCase(lead, begun, { years: 6 }))
    expect(longer.drivers[1]?.years.map(({ base }) => base)).toEqual([
      '0.0000',
      ...Array.from({ length: 4 }, () => '400.0000'),
      '0.0000',
      '0.0000',
    ])
    const again = made(await calls.changeCase(lead, longer, { years: 4 }))
    expect(again.drivers[1]?.years).toHaveLength(5)
    const refused = await calls.changeCase(lead, again, { years: 2 })
    expect([refused.status, refused.body.code]).toEqual([409, 'plans/value-years-filled'])
    expect(refused.body.errors).toEqual([
      { path: 'years', code: 'plans/value-years-filled', message: '“Hours saved” has amounts in year 3, 4.' },
    ])
  })
  it('never loses amounts that somebody writes while another takes the year away', async () => {
    for (let round = 0; round < 5; round += 1) {
      const begun = made(await calls.addCase(lead))
      const held = made(await calls.addDriver(lead, begun.id, { years: amounts('0', '1', '1', '0') }))
      const [driver] = held.drivers
      if (!driver) throw new Error('a case without drivers')
      const [shorter, filled] = await Promise.all([
        calls.changeCase(lead, held, { years: 2 }),
        calls.changeDriver(manager, driver, { years: amounts('0', '1', '1', '9') }),
      ])
      expect([shorter.status, filled.status].toSorted()).toEqual(shorter.status === 200 ? [200, 400] : [200, 409])
    }
  })
  it('goes with its drivers and comes back with them', async () => {
    const begun = await investment()
    const gone = made(await calls.moveCase(lead, begun, 'remove'))
    expect((await calls.read(lead)).body.cases).toEqual([])
    const [driver] = begun.drivers
    if (!driver) throw new Error('a case without drivers')
    const held = await calls.changeDriver(lead, driver, { name: 'Other' })
    expect([held.status, held.body.code]).toEqual([409, 'plans/removed'])
    expect((await calls.moveCase(lead, gone, 'remove')).body.code).toBe('plans/removed')
    const back = made(await calls.moveCase(lead, gone, 'restore'))
    expect(back.drivers).toEqual(begun.drivers)
    expect((await calls.moveCase(lead, back, 'restore')).body.code).toBe('plans/not-removed')
  })
  it('stands at most fifty times in a plan, also when two add the last at the same moment', async () => {
    for (let index = 0; index < 49; index += 1) await calls.addCase(lead)
    const replies = await Promise.all([calls.addCase(lead), calls.addCase(manager)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 422])
    expect(replies.find(({ status }) => status === 422)?.body.code).toBe('plans/value-cases-full')
    const [first] = (await calls.read(lead)).body.cases
    const gone = made(await calls.moveCase(lead, first, 'remove'))
    made(await calls.addCase(lead))
    expect((await calls.moveCase(lead, gone, 'restore')).body.code).toBe('plans/value-cases-full')
  })
})

describe('a driver', () => {
  it('is changed, taken out and put back', async () => {
    const begun = await investment()
    const [tools, hours] = begun.drivers
    if (!tools || !hours) throw new Error('a case without drivers')
    const changed = made(
      await calls.changeDriver(manager, hours, {
        evidence: 'measured',
        baseline: '120 hours a year',
        probability: 0.5,
      }),
    )
    expect(changed.results.expected.benefits).toBe('800.0000')
    expect(changed.drivers[1]).toMatchObject({ evidence: 'measured', name: 'Hours saved', version: 2 })
    const removed = await calls.moveDriver(lead, { id: tools.id, version: tools.version }, 'remove')
    expect(removed.body.case.drivers.map(({ name }: { name: string }) => name)).toEqual(['Hours saved'])
    expect(removed.body.removed).toEqual({ id: tools.id, version: 2 })
    expect((await calls.moveDriver(lead, removed.body.removed, 'remove')).body.code).toBe('plans/removed')
    expect(made(await calls.moveDriver(lead, removed.body.removed, 'restore')).drivers).toHaveLength(2)
  })
  it('is not put back into a case that has become too short for it', async () => {
    const begun = await investment()
    const hours = begun.drivers[1]
    if (!hours) throw new Error('a case without drivers')
    const { removed } = (await calls.moveDriver(lead, hours, 'remove')).body
    made(await calls.changeCase(lead, begun, { years: 2 }))
    const refused = await calls.moveDriver(lead, removed, 'restore')
    expect([refused.status, refused.body.code]).toEqual([409, 'plans/value-years-filled'])
  })
  it('is answered for by somebody of the customer in the team', async () => {
    const { id } = made(await calls.addCase(lead))
    const [theirs, ours] = [await person('customer'), await person('ours')]
    const after = made(await calls.addDriver(lead, id, { ownerId: theirs }))
    expect(after.drivers[0]?.owner).toEqual({ id: theirs, name: 'Bo Lund', function: 'Buyer' })
    expect(after.marks).not.toContain('nobody_named')
    for (const ownerId of [ours, randomUUID()]) {
      expect(fieldsOf(await calls.addDriver(lead, id, { ownerId }))).toEqual({ ownerId: 'plans/value-owner-unknown' })
    }
    await house.call(lead, 'POST', `${calls.plan}/team/${theirs}/remove`, {}, { 'if-match': '"1"' })
    const { cases } = (await calls.read(lead)).body
    expect([cases[0].drivers[0].owner, cases[0].marks.includes('nobody_named')]).toEqual([null, true])
  })
  it('says everything that is wrong with it at once', async () => {
    const { id } = made(await calls.addCase(lead, { years: 2 }))
    const reply = await calls.addDriver(lead, id, {
      kind: 'cost',
      probability: 0.5,
      ownerId: randomUUID(),
      years: [{ low: '3', base: '2', high: '1' }, { base: '-1' }, { low: '0', base: '1', high: '0.5' }, { base: '0' }],
    })
    expect(reply.status).toBe(400)
    expect(fieldsOf(reply)).toEqual({
      years: 'plans/value-years-differ',
      'years.0.low': 'plans/value-out-of-order',
      'years.0.high': 'plans/value-out-of-order',
      'years.1.base': 'plans/value-below-zero',
      'years.2.high': 'plans/value-out-of-order',
      probability: 'plans/value-cost-sure',
      ownerId: 'plans/value-owner-unknown',
    })
  })
  it('stands at most forty times in a case, also when two add the last at the same moment', async () => {
    const { id } = made(await calls.addCase(lead))
    for (let index = 0; index < 39; index += 1) await calls.addDriver(lead, id)
    const replies = await Promise.all([calls.addDriver(lead, id), calls.addDriver(manager, id)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 422])
    expect(replies.find(({ status }) => status === 422)?.body.code).toBe('plans/value-drivers-full')
  })
})

async function person(side: 'customer' | 'ours'): Promise<string> {
  const fields = { name: 'Bo Lund', side, function: 'Buyer', duty: 'informed' }
  const reply = await house.call(lead, 'POST', `${calls.plan}/team`, fields)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  const { rows: found } = await house.database.superuser.query(
    'select id from mainstay.plan_person where plan_id = $1 and side = $2 order by created_at desc',
    [plan.id, side],
  )
  return found[0].id
}

describe('every door to value cases', () => {
  type Door = readonly [string, (person: TestPerson | null) => Promise<TestReply>]
  async function doors(): Promise<{ read: Door; writes: Door[] }> {
    const held = await investment()
    const [driver] = held.drivers
    if (!driver) throw new Error('a case without drivers')
    return {
      read: ['read', (who) => calls.read(who)],
      writes: [
        ['add a case', (who) => calls.addCase(who)],
        ['change a case', (who) => calls.changeCase(who, held, { title: 'Other' })],
        ['remove a case', (who) => calls.moveCase(who, held, 'remove')],
        ['restore a case', (who) => calls.moveCase(who, held, 'restore')],
        ['add a driver', (who) => calls.addDriver(who, held.id, { years: amounts('1', '1', '1', '1', '1') })],
        ['change a driver', (who) => calls.changeDriver(who, driver, { name: 'Other' })],
        ['remove a driver', (who) => calls.moveDriver(who, driver, 'remove')],
        ['restore a driver', (who) => calls.moveDriver(who, driver, 'restore')],
      ],
    }
  }
  const answers = async (all: readonly Door[], who: TestPerson | null) => {
    const told = []
    for (const [name, door] of all) told.push([name, (await door(who)).status])
    return Object.fromEntries(told)
  }
  const every = (all: readonly Door[], status: number) => Object.fromEntries(all.map(([name]) => [name, status]))

  it('asks who is there, and what they may', async () => {
    const { read, writes } = await doors()
    const before = await rows()
    expect(await answers([read, ...writes], null)).toEqual(every([read, ...writes], 401))
    expect(await answers(writes, reader)).toEqual(every(writes, 403))
    expect(await answers([read, ...writes], stranger)).toEqual(every([read, ...writes], 404))
    expect(await answers([read, ...writes], unseeing)).toEqual(every([read, ...writes], 404))
    expect(await rows()).toEqual(before)
  })
  it('refuses what was changed meanwhile', async () => {
    const { writes } = await doors()
    const stale = writes.filter(([name]) => !name.startsWith('add'))
    const { cases } = (await calls.read(lead)).body
    made(await calls.changeCase(lead, cases[0], { title: 'Meanwhile' }))
    made(await calls.changeDriver(lead, cases[0].drivers[0], { name: 'Meanwhile' }))
    expect(await answers(stale, lead)).toEqual(every(stale, 412))
  })
  it('is shut in a closed plan, and where the section is for others or is not there', async () => {
    const { read, writes } = await doors()
    const before = await rows()
    await sections([{ audience: 'inner' }])
    expect(await answers([read, ...writes], manager)).toEqual(every([read, ...writes], 404))
    await sections([])
    expect(await answers([read, ...writes], lead)).toEqual(every([read, ...writes], 404))
    await house.database.superuser.query(
      `update mainstay.plan set sections = $2, status = 'closed', closed_on = '2026-11-01', closed_from = 'active', close_reason = 'Over'
       where id = $1`,
      [plan.id, JSON.stringify(EVERY_SECTION)],
    )
    expect(await answers(writes, lead)).toEqual(every(writes, 409))
    expect((await calls.read(lead)).status).toBe(200)
    expect(await rows()).toEqual(before)
  })
  it('names every wrong field of a case and of a driver', async () => {
    const reply = await calls.addCase(lead, {
      title: ' ',
      beneficiary: 'nobody',
      startsOn: '2026-13',
      years: 11,
      discountRate: 1.5,
      note: 'x'.repeat(2_001),
    })
    expect(reply.status).toBe(400)
    expect(Object.keys(fieldsOf(reply)).toSorted()).toEqual(
      ['beneficiary', 'discountRate', 'note', 'startsOn', 'title', 'years'].toSorted(),
    )
    const { id } = made(await calls.addCase(lead))
    const driver = await calls.addDriver(lead, id, {
      kind: 'gain',
      name: '',
      evidence: 'sure',
      probability: 2,
      attribution: -0.1,
      years: [{ base: 'much' }, { base: '1', low: '1e5' }],
    })
    expect(driver.status).toBe(400)
    expect(Object.keys(fieldsOf(driver)).toSorted()).toEqual(
      ['attribution', 'evidence', 'kind', 'name', 'probability', 'years.0.base', 'years.1.low'].toSorted(),
    )
  })
  it('tells who answers for a driver only where the team is shown', async () => {
    const { id } = made(await calls.addCase(lead))
    const theirs = await person('customer')
    made(await calls.addDriver(lead, id, { ownerId: theirs }))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(EVERY_SECTION.map((each) => (each.part === 'team' ? { ...each, audience: 'inner' } : each))),
    ])
    const [shown] = (await calls.read(manager)).body.cases
    expect([shown.drivers[0].owner, shown.marks.includes('nobody_named')]).toEqual([null, false])
    const kept = made(await calls.changeDriver(manager, shown.drivers[0], { name: 'Renamed' }))
    expect(kept.drivers[0]?.owner).toBeNull()
    expect((await calls.read(lead)).body.cases[0].drivers[0].owner.id).toBe(theirs)
    expect(fieldsOf(await calls.addDriver(manager, id, { ownerId: theirs }))).toEqual({
      ownerId: 'plans/value-owner-unknown',
    })
  })
})

async function sections(value: readonly { audience: 'inner' }[]): Promise<void> {
  const others = EVERY_SECTION.filter(({ part }) => part !== 'value_cases')
  const own = EVERY_SECTION.filter(({ part }) => part === 'value_cases').flatMap((each) =>
    value.map((more) => ({ ...each, ...more })),
  )
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    plan.id,
    JSON.stringify([...others, ...own]),
  ])
}

describe('a case of what the account is worth to us', () => {
  it('does not exist for whoever may not see margins, at any door', async () => {
    const ours = made(await calls.addCase(manager, { beneficiary: 'us', title: 'Secret of ours' }))
    const held = made(await calls.addDriver(manager, ours.id, { name: 'Secret driver' }))
    const [driver] = held.drivers
    if (!driver) throw new Error('a case without drivers')
    expect(held.marks).not.toContain('nobody_named')
    expect((await calls.read(manager)).body.cases).toHaveLength(1)
    expect((await calls.read(blind)).body.cases).toEqual([])
    const before = await rows()
    const tries = [
      await calls.changeCase(blind, ours, { title: 'Mine' }),
      await calls.moveCase(blind, ours, 'remove'),
      await calls.moveCase(blind, ours, 'restore'),
      await calls.addDriver(blind, ours.id),
      await calls.changeDriver(blind, driver, { name: 'Mine' }),
      await calls.moveDriver(blind, driver, 'remove'),
      await calls.moveDriver(blind, driver, 'restore'),
    ]
    expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 404))
    expect((await calls.addCase(blind, { beneficiary: 'us' })).status).toBe(403)
    expect(await rows()).toEqual(before)
  })
  it('is not taken out of sight with its section by whoever does not see it', async () => {
    await calls.addCase(manager, { beneficiary: 'us' })
    const take = async () => {
      const { version } = (await house.call(blind, 'GET', calls.plan)).body
      return house.call(blind, 'POST', `${calls.plan}/sections/value_cases/remove`, {}, { 'if-match': `"${version}"` })
    }
    expect((await take()).body.code).toBe('plans/section-not-empty')
    const [ours] = (await calls.read(manager)).body.cases
    await calls.moveCase(manager, ours, 'remove')
    expect((await take()).status).toBe(200)
  })
  it('has no name in the list of changes, no undo, no words in the audit, and no part in comparisons and exports', async () => {
    const owner = await house.createPerson('north', { role: 'owner', seesMargins: false })
    await house.call(lead, 'POST', `${calls.plan}/snapshots`, { reason: 'Before' })
    const ours = made(await calls.addCase(manager, { beneficiary: 'us', title: 'Secret of ours', note: 'Secret note' }))
    made(await calls.addDriver(manager, ours.id, { name: 'Secret driver', years: amounts('0', '4711', '0', '0') }))
    const changes = (await house.call(blind, 'GET', `${calls.plan}/changes?limit=10`)).body
    expect(changes.rows.slice(0, 2)).toMatchObject([
      { action: 'plans.value-driver-added', item: null, mayUndo: false },
      { action: 'plans.value-case-added', item: null, mayUndo: false },
    ])
    const undo = await house.call(blind, 'POST', `${calls.plan}/changes/${changes.rows[0].id}/undo`, {})
    expect([undo.status, undo.body.code]).toEqual([409, 'plans/undo-not-yours'])
    const audit = await house.call(owner, 'GET', `/api/workspaces/north/audit?subjectId=${plan.id}&limit=50`)
    expect(audit.status, JSON.stringify(audit.body)).toBe(200)
    expect(JSON.stringify(audit.body)).toContain('plans.value-driver-added')
    const history = (await house.call(blind, 'GET', `${calls.plan}/history`)).body
    const [snapshot] = history.snapshots
    const compared = await house.call(blind, 'GET', `${calls.plan}/comparison?from=${snapshot.id}&to=now`)
    expect(compared.status, JSON.stringify(compared.body)).toBe(200)
    await house.call(lead, 'POST', `${calls.plan}/snapshots`, { reason: 'After' })
    const [latest] = (await house.call(blind, 'GET', `${calls.plan}/history`)).body.snapshots
    const kept = await house.call(blind, 'GET', `${calls.plan}/snapshots/${latest.id}`)
    expect(kept.status, JSON.stringify(kept.body)).toBe(200)
    const files = await Promise.all(
      ['json', 'md'].map((format) => house.call(blind, 'GET', `${calls.plan}/export?format=${format}`)),
    )
    for (const { body } of [audit, compared, kept, ...files]) {
      const text = JSON.stringify(body)
      expect(['Secret', '4711', '4,711'].filter((word) => text.includes(word))).toEqual([])
    }
    const seen = await house.call(manager, 'GET', `${calls.plan}/comparison?from=${snapshot.id}&to=now`)
    expect(JSON.stringify(seen.body)).toContain('Secret driver')
  })
})

describe('the list of changes', () => {
  it('names what was done, and takes it back in the order in which it can be', async () => {
    const begun = await investment({ title: 'Fewer stops' })
    const hours = begun.drivers[1]
    if (!hours) throw new Error('a case without drivers')
    made(await calls.changeCase(lead, begun, { years: 5, note: 'Longer' }))
    made(await calls.changeDriver(lead, hours, { years: amounts('0', '400', '400', '400', '400', '400') }))
    const list = async () => (await house.call(lead, 'GET', `${calls.plan}/changes?limit=20`)).body.rows
    const before = await list()
    expect(before.map(({ action, item }: { action: string; item: string }) => [action, item])).toEqual([
      ['plans.value-driver-changed', 'Hours saved'],
      ['plans.value-case-changed', 'Fewer stops'],
      ['plans.value-driver-added', 'Hours saved'],
      ['plans.value-driver-added', 'Tools'],
      ['plans.value-case-added', 'Fewer stops'],
    ])
    expect(before.map(({ mayUndo }: { mayUndo: boolean }) => mayUndo)).toEqual([true, false, false, true, false])
    const undo = async (id: string) => house.call(lead, 'POST', `${calls.plan}/changes/${id}/undo`, {})
    expect((await undo(before[1].id)).body.code).toBe('plans/value-years-filled')
    expect((await undo(before[4].id)).body.code).toBe('plans/undo-changed-since')
    expect((await undo(before[0].id)).status).toBe(200)
    expect((await undo(before[1].id)).status).toBe(200)
    const [now] = (await calls.read(lead)).body.cases
    expect(now).toMatchObject({ years: 4, note: '', results: begun.results })
  })
  it('keeps a case that drivers stand in, and a person who answers for one', async () => {
    const theirs = await person('customer')
    const begun = made(await calls.addCase(lead))
    made(await calls.addDriver(lead, begun.id, { ownerId: theirs }))
    const { rows: list } = (await house.call(lead, 'GET', `${calls.plan}/changes?limit=20`)).body
    const codes = []
    for (const action of ['plans.value-case-added', 'plans.person-added']) {
      const { id, mayUndo } = list.find((change: { action: string }) => change.action === action)
      const { body } = await house.call(lead, 'POST', `${calls.plan}/changes/${id}/undo`, {})
      codes.push([mayUndo, body.code])
    }
    expect(codes).toEqual([
      [false, 'plans/undo-built-upon'],
      [false, 'plans/undo-built-upon'],
    ])
  })
  it('does not put a driver back to somebody who is gone, nor one of a case that is gone', async () => {
    const { id } = made(await calls.addCase(lead))
    const theirs = await person('customer')
    const added = made(await calls.addDriver(lead, id, { ownerId: theirs }))
    const [driver] = added.drivers
    if (!driver) throw new Error('a case without drivers')
    made(await calls.changeDriver(lead, driver, { ownerId: null }))
    await house.call(lead, 'POST', `${calls.plan}/team/${theirs}/remove`, {}, { 'if-match': '"1"' })
    const rowsNow = (await house.call(lead, 'GET', `${calls.plan}/changes?limit=20`)).body.rows
    const change = rowsNow.find(({ action }: { action: string }) => action === 'plans.value-driver-changed')
    const undo = () => house.call(lead, 'POST', `${calls.plan}/changes/${change.id}/undo`, {})
    expect([change.mayUndo, (await undo()).body.code]).toEqual([false, 'plans/value-owner-unknown'])
    made(await calls.moveCase(lead, added, 'remove'))
    expect((await undo()).body.code).toBe('plans/removed')
  })
})

describe('what the customer gets of value cases', () => {
  it('is what they agreed to, all that it costs them, and sums of nothing else', async () => {
    const begun = made(await calls.addCase(lead, { title: 'Shared case', note: 'Our note', years: 1 }))
    await calls.addDriver(lead, begun.id, {
      name: 'Agreed hours',
      evidence: 'agreed',
      probability: 0.5,
      source: 'Our source',
      years: amounts('0', '400'),
    })
    await calls.addDriver(lead, begun.id, { name: 'Only claimed', years: amounts('0', '5000') })
    await calls.addDriver(lead, begun.id, {
      name: 'Price',
      kind: 'cost',
      evidence: 'measured',
      years: amounts('60', '0'),
    })
    await calls.addDriver(lead, begun.id, { name: 'Their own effort', kind: 'cost', years: amounts('40', '0') })
    const costly = made(await calls.addCase(lead, { title: 'Nothing agreed' }))
    await calls.addDriver(lead, costly.id, { name: 'Price', kind: 'cost', evidence: 'agreed' })
    made(await calls.addCase(lead, { title: 'Ours alone', beneficiary: 'us' }))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(EVERY_SECTION.map((each) => ({ ...each, audience: 'customer' }))),
    ])
    const reply = await house.call(lead, 'GET', `${calls.plan}/export?format=md&audience=customer`)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    const text = String(reply.body)
    expect(text).toContain('Agreed hours')
    expect(text).toContain('Their own effort')
    expect(text).toContain('300\u00a0%')
    const hidden = [
      'Only claimed',
      'Our note',
      'Our source',
      'Nothing agreed',
      'Ours alone',
      'Mia Lead',
      'Expected',
      'Probability',
      '5,4',
      '5.4',
      '50\u00a0%',
    ]
    expect(hidden.filter((word) => text.includes(word))).toEqual([])
  })
})
