import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { givenEffect, swotCalls } from './swot-fixtures.ts'

let house: TestProgram
let north: number
let plan: GivenPlan
let calls: ReturnType<typeof swotCalls>
let owner: TestPerson
let manager: TestPerson
let contributor: TestPerson
let viewer: TestPerson
let outsider: TestPerson
let stranger: TestPerson

const NO_ID = '00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner' })
  manager = await house.createPerson('north', { role: 'account_manager' })
  contributor = await house.createPerson('north', { role: 'contributor', name: 'Olga Operations' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
  plan = await givenPlan(house, north, 'K100')
  calls = swotCalls(house, plan)
})
afterAll(() => house.stop())

/** A plan of its own, for tests that count. */
async function ownPlan(code: string) {
  const own = await givenPlan(house, north, code)
  return { own, ...swotCalls(house, own) }
}

async function itemCount(): Promise<number> {
  const { rows } = await house.database.superuser.query('select count(*) from mainstay.swot_item')
  return Number(rows[0].count)
}

async function setPlan(id: string, change: string, value: unknown): Promise<void> {
  await house.database.superuser.query(`update mainstay.plan set ${change} where id = $1`, [id, value])
}

describe('adding an item', () => {
  it('keeps what was said of it, and grades it', async () => {
    const { status, body } = await calls.add(contributor, {
      viewpoint: 'view_of_us',
      kind: 'threat',
      text: '  They want a second supplier ',
      evidence: 'Letter of their purchasing',
      evidenceOn: '2026-10-01',
      saidBy: 'Head of purchasing',
      impact: 3,
      confidence: 2,
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      viewpoint: 'view_of_us',
      kind: 'threat',
      text: 'They want a second supplier',
      evidence: 'Letter of their purchasing',
      evidenceOn: '2026-10-01',
      saidBy: 'Head of purchasing',
      score: 6,
      grade: 'high',
      marks: ['high_without_action'],
      settled: null,
      caused: [],
      authorName: 'Olga Operations',
      version: 1,
    })
  })

  it('takes words alone: what nobody has said is unknown and stands out', async () => {
    const { body } = await calls.add(contributor, { text: 'Own sales force' })
    expect(body).toMatchObject({
      impact: null,
      confidence: null,
      score: null,
      grade: null,
      evidence: '',
      evidenceOn: null,
      marks: ['not_graded', 'without_evidence', 'without_date'],
    })
  })

  it('stores hostile words as words', async () => {
    const text = `<img src=x onerror=alert(1)> '; drop table mainstay.swot_item; -- =cmd|' /C calc'!A0`
    const { body } = await calls.add(contributor, { text })
    expect(body.text).toBe(text)
  })

  it('leaves a trace that names the item', async () => {
    const { body } = await calls.add(contributor, { text: 'Low debt' })
    const { rows } = await house.database.superuser.query(
      `select a.action, a.subject_type, a.subject_id, a.account_id, a.after from mainstay.audit_entry a
       where a.after ->> 'itemId' = $1`,
      [body.id],
    )
    expect(rows).toMatchObject([
      {
        action: 'plans.swot-item-added',
        subject_type: 'plan',
        subject_id: plan.id,
        account_id: plan.accountId,
        after: { itemId: body.id, viewpoint: 'customer', kind: 'strength', text: 'Low debt' },
      },
    ])
  })

  it('names every field that is wrong', async () => {
    const { status, body } = await calls.add(contributor, {
      viewpoint: 'ours',
      kind: 'hope',
      text: '',
      impact: 4,
      confidence: 1.5,
      evidenceOn: '31.10.2026',
      saidBy: 'x'.repeat(201),
    })
    expect(status).toBe(400)
    const paths = body.errors.map((fault: { path: string }) => fault.path).sort()
    expect(paths).toEqual(['confidence', 'evidenceOn', 'impact', 'kind', 'saidBy', 'text', 'viewpoint'])
  })

  it('refuses evidence of a day still to come', async () => {
    const before = await itemCount()
    const { status, body } = await calls.add(contributor, { evidenceOn: '2026-11-22' })
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'plans/evidence-in-future', 'evidenceOn'])
    expect(await itemCount()).toBe(before)
    expect((await calls.add(contributor, { evidenceOn: '2026-11-21', text: 'East of us' })).status).toBe(201)
  })

  it('is for contributors and up who see the account', async () => {
    const before = await itemCount()
    expect((await calls.add(null)).status).toBe(401)
    expect((await calls.add(viewer)).status).toBe(403)
    expect((await calls.add(outsider)).status).toBe(404)
    expect((await swotCalls(house, plan, 'south').add(stranger)).status).toBe(404)
    expect(await itemCount()).toBe(before)
  })
})

describe('adding many items', () => {
  const many = (person: TestPerson, items: readonly object[], address = calls.address) =>
    house.call(person, 'POST', `${address}/swot-items/batch`, { items })
  const line = (text: string, more: object = {}) => ({ viewpoint: 'customer', kind: 'weakness', text, ...more })

  it('adds them in their order with one trace', async () => {
    const { status, body } = await many(contributor, [line('Slow'), line('Dear', { impact: 2, confidence: 2 })])
    expect(status).toBe(201)
    expect(body.items).toMatchObject([
      { text: 'Slow', grade: null },
      { text: 'Dear', grade: 'medium' },
    ])
    const { rows } = await house.database.superuser.query(
      `select jsonb_array_length(a.after -> 'items') as items from mainstay.audit_entry a where a.action = 'plans.swot-items-added'`,
    )
    expect(rows).toEqual([{ items: 2 }])
  })

  it('adds none where one is wrong, and names its line', async () => {
    const before = await itemCount()
    const future = await many(contributor, [line('One'), line('Two', { evidenceOn: '2027-01-01' })])
    expect([future.status, future.body.errors[0].path]).toEqual([422, 'items.1.evidenceOn'])
    const empty = await many(contributor, [line('One'), line('')])
    expect([empty.status, empty.body.errors[0].path]).toEqual([400, 'items.1.text'])
    expect((await many(contributor, [])).status).toBe(400)
    expect(await itemCount()).toBe(before)
  })

  it('stops where a plan is full', async () => {
    const { address, own, add } = await ownPlan('K101')
    const lines = Array.from({ length: 200 }, (_, index) => line(`Line ${index}`))
    for (let batch = 0; batch < 4; batch += 1) expect((await many(contributor, lines, address)).status).toBe(201)
    expect((await many(contributor, lines.slice(1), address)).status).toBe(201)
    const over = await many(contributor, lines.slice(0, 2), address)
    expect([over.status, over.body.code, over.body.facts]).toEqual([
      422,
      'plans/swot-full',
      { present: 999, limit: 1_000 },
    ])
    expect((await add(contributor)).status).toBe(201)
    expect((await add(contributor)).status).toBe(422)
    expect((await swotCalls(house, own).read(viewer)).body.items).toHaveLength(1_000)
  })
})

describe('reading the SWOT', () => {
  it('gives both viewpoints, the highest first, and counts the pairs that wait', async () => {
    const { add, read } = await ownPlan('K102')
    await add(manager, { text: 'low', impact: 1, confidence: 1 })
    await add(manager, { text: 'ungraded' })
    await add(manager, { text: 'high', impact: 3, confidence: 3 })
    await add(manager, { text: 'market', kind: 'opportunity', impact: 2, confidence: 2 })
    await add(manager, { text: 'we are slow', viewpoint: 'view_of_us', kind: 'weakness', impact: 2, confidence: 3 })
    const { status, body } = await read(viewer)
    expect(status).toBe(200)
    expect(body.items.map((item: { text: string }) => item.text)).toEqual([
      'high',
      'we are slow',
      'market',
      'low',
      'ungraded',
    ])
    expect(body).toMatchObject({ openPairs: 2, chosenPairs: [] })
  })

  it('is empty for a new plan', async () => {
    const { read } = await ownPlan('K103')
    expect((await read(viewer)).body).toEqual({ items: [], chosenPairs: [], openPairs: 0 })
  })

  it('calls evidence old by the months of the plan’s section', async () => {
    const { own, add, read } = await ownPlan('K104')
    const fresh = { evidence: 'Said so', evidenceOn: '2026-08-01', impact: 1, confidence: 1 }
    await add(manager, fresh)
    expect((await read(viewer)).body.items[0].marks).toEqual([])
    const sections = EVERY_SECTION.map((section) => ({ ...section, freshMonths: 3 }))
    await setPlan(own.id, 'sections = $2', JSON.stringify(sections))
    expect((await read(viewer)).body.items[0].marks).toEqual(['old_evidence'])
  })

  it('does not exist for those who are not signed in, do not see the account, or belong elsewhere', async () => {
    expect((await calls.read(null)).status).toBe(401)
    expect((await calls.read(outsider)).status).toBe(404)
    expect((await calls.read(stranger)).status).toBe(404)
    expect((await swotCalls(house, plan, 'south').read(stranger)).status).toBe(404)
    expect((await swotCalls(house, { ...plan, id: NO_ID }).read(owner)).status).toBe(404)
  })
})

describe('what items caused', () => {
  it('is shown with them, and a high item with an action does not stand out', async () => {
    const { own, add, read } = await ownPlan('K110')
    const { body: threat } = await add(manager, { kind: 'threat', text: 'New rival', impact: 3, confidence: 3 })
    expect(threat.marks).toContain('high_without_action')
    const cause = { kind: 'swot_item', id: threat.id } as const
    const objective = await givenEffect(house, north, own, { kind: 'objective', title: 'Bind them', cause })
    const action = await givenEffect(house, north, own, { kind: 'action', title: 'Visit', state: 'done', cause })
    const { body } = await read(viewer)
    expect(body.items[0].marks).not.toContain('high_without_action')
    expect(body.items[0].caused).toEqual([
      { kind: 'objective', id: objective, title: 'Bind them', state: 'open', isStanding: true, isByPair: false },
      { kind: 'action', id: action, title: 'Visit', state: 'done', isStanding: true, isByPair: false },
    ])
  })

  it('is an objective and an action as soon as somebody makes them of it', async () => {
    const { add, read, address } = await ownPlan('K109')
    const { body: threat } = await add(manager, { kind: 'threat', text: 'New rival', impact: 3, confidence: 3 })
    const cause = { kind: 'swot_item', id: threat.id }
    const days = { startsOn: '2026-11-20', endsOn: '2026-12-31' }
    const objective = await house.call(manager, 'POST', `${address}/objectives`, { title: 'Bind them', ...days, cause })
    const action = await house.call(manager, 'POST', `${address}/actions`, { title: 'Visit', cause })
    expect([objective.status, action.status]).toEqual([201, 201])
    const { body } = await read(viewer)
    expect(body.items[0].caused).toMatchObject([
      { kind: 'objective', id: objective.body.id, title: 'Bind them', state: 'open' },
      { kind: 'action', id: action.body.id, title: 'Visit', state: 'planned' },
    ])
    expect(body.items[0].marks).not.toContain('high_without_action')
  })

  it('does not answer a high item once it was dropped or taken out', async () => {
    const { own, add, read } = await ownPlan('K111')
    const { body: threat } = await add(manager, { kind: 'threat', text: 'New rival', impact: 3, confidence: 3 })
    const cause = { kind: 'swot_item', id: threat.id } as const
    await givenEffect(house, north, own, { kind: 'action', title: 'Dropped', state: 'dropped', cause })
    const gone = await givenEffect(house, north, own, { kind: 'action', title: 'Gone', cause })
    await house.database.superuser.query('update mainstay.plan_action set removed_at = now() where id = $1', [gone])
    const { body } = await read(viewer)
    expect(body.items[0].marks).toContain('high_without_action')
    expect(body.items[0].caused).toMatchObject([{ title: 'Dropped', isStanding: false }])
  })

  it('counts for both items of a pair', async () => {
    const { own, add, read } = await ownPlan('K112')
    const { body: strength } = await add(manager, { text: 'Brand', impact: 3, confidence: 3 })
    const { body: threat } = await add(manager, { kind: 'threat', text: 'Rival', impact: 3, confidence: 2 })
    const id = `${strength.id}:${threat.id}`
    await givenEffect(house, north, own, { kind: 'objective', title: 'Answer', cause: { kind: 'tows_pair', id } })
    const { body } = await read(viewer)
    expect(body.items.map((item: { marks: string[] }) => item.marks.includes('high_without_action'))).toEqual([
      false,
      false,
    ])
    expect(body.items[1].caused).toMatchObject([{ title: 'Answer', isByPair: true }])
    expect(body).toMatchObject({
      openPairs: 0,
      chosenPairs: [{ id, strategy: 'ST', product: 54, caused: [{ title: 'Answer' }], dismissal: null }],
    })
  })

  it('keeps titles of a section hidden that is for the inner team only', async () => {
    const { own, add, read } = await ownPlan('K113')
    const { body: threat } = await add(manager, { kind: 'threat', text: 'New rival', impact: 3, confidence: 3 })
    const cause = { kind: 'swot_item', id: threat.id } as const
    await givenEffect(house, north, own, { kind: 'objective', title: 'Secret aim', cause })
    const sections = EVERY_SECTION.map((section) => ({
      ...section,
      audience: section.part === 'objectives' ? 'inner' : 'plan',
    }))
    await setPlan(own.id, 'sections = $2', JSON.stringify(sections))
    expect((await read(viewer)).body.items[0].caused).toMatchObject([
      { kind: 'objective', title: null, state: null, isStanding: true },
    ])
    expect((await read(owner)).body.items[0].caused).toMatchObject([{ title: 'Secret aim', state: 'open' }])
  })
})
