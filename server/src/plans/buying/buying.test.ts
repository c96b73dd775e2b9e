import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { type BuyingCalls, buyingCalls, givenPurchase, stepOf } from './buying-fixtures.ts'

let house: TestProgram
let north: number
let plan: GivenPlan
let calls: BuyingCalls
let owner: TestPerson
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
  contributor = await house.createPerson('north', { role: 'contributor', name: 'Olga Operations' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
  plan = await givenPlan(house, north, 'K200')
  calls = buyingCalls(house, plan)
})
afterAll(() => house.stop())

let plans = 0
async function ownPlan(): Promise<BuyingCalls & { readonly plan: GivenPlan }> {
  plans += 1
  const own = await givenPlan(house, north, `L${plans}`)
  return { ...buyingCalls(house, own), plan: own }
}

async function setPlan(id: string, values: string, ...args: unknown[]) {
  await house.database.superuser.query(`update mainstay.plan set ${values} where id = $1`, [id, ...args])
}

async function somebody(own: GivenPlan, side: 'ours' | 'customer', name: string): Promise<string> {
  const { body } = await house.call(owner, 'POST', `/api/workspaces/north/plans/${own.id}/team`, {
    name,
    side,
    function: 'Buyer',
    duty: 'informed',
  })
  return body.id
}

async function everything() {
  const { rows } = await house.database.superuser.query(
    `select (select jsonb_agg(to_jsonb(u) order by u.id) from mainstay.purchase u) as purchases,
      (select jsonb_agg(to_jsonb(s) order by s.id) from mainstay.buying_step s) as steps`,
  )
  return JSON.stringify(rows)
}

describe('beginning a purchase', () => {
  it('begins with the phases of its class, each served by a step of ours', async () => {
    const own = await ownPlan()
    const { status, body } = await own.begin(contributor, { buyClass: 'straight_rebuy', from: { kind: 'phases' } })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'open',
      ended: null,
      template: null,
      authorName: 'Olga Operations',
      version: 1,
    })
    expect(body.customerSteps.map(({ phase }: { phase: string }) => phase)).toEqual([
      'need_recognition',
      'order_routine',
      'performance_review',
    ])
    expect(body.ourSteps.map(({ mappedTo }: { mappedTo: string[] }) => mappedTo)).toEqual(
      body.customerSteps.map(({ id }: { id: string }) => [id]),
    )
    expect(body.fit).toMatchObject({
      coverageGap: { value: 0, status: 'ok' },
      inversions: { value: 0 },
      roleGap: { value: 1 },
      alarm: null,
      medianSlipDays: { value: null, status: 'insufficient_data' },
    })
    const read = await own.read(viewer)
    expect(read.status).toBe(200)
    expect(read.body).toEqual({ purchases: [body], templates: [], archivedTemplates: [] })
  })

  it('begins with all eight phases where nothing else is said of a new task, and with nothing on wish', async () => {
    const own = await ownPlan()
    const { body } = await own.begin(owner, { from: undefined })
    expect([body.customerSteps.length, body.ourSteps.length]).toEqual([8, 8])
    const empty = await own.begin(owner)
    expect(empty.body).toMatchObject({
      customerSteps: [],
      ourSteps: [],
      fit: { coverageGap: { value: null, reasons: ['plans/no-milestones'] }, leadLag: { value: null } },
    })
  })

  it('lists open ones by the day of decision, those without one last, and then what ended, the latest first', async () => {
    const own = await ownPlan()
    const begun = async (title: string, decisionOn: string | null) =>
      (await own.begin(owner, { title, decisionOn })).body
    await begun('Without a day', null)
    await begun('Late', '2027-06-01')
    await begun('Early', '2026-12-01')
    for (const [title, on] of [
      ['Long ago', '2026-01-31'],
      ['Just now', '2026-11-01'],
    ] as const) {
      await own.move(owner, await begun(title, null), 'end', { status: 'lost', on, reason: 'Price' })
    }
    const { body } = await own.read(viewer)
    expect(body.purchases.map(({ title }: { title: string }) => title)).toEqual([
      'Early',
      'Late',
      'Without a day',
      'Just now',
      'Long ago',
    ])
  })

  it('is refused beyond fifty, and one taken out makes room', async () => {
    const own = await ownPlan()
    const { body: first } = await own.begin(owner)
    await house.database.superuser.query(
      `insert into mainstay.purchase (workspace_id, id, plan_id, account_id, title, buy_class, author_id, author_name)
       select workspace_id, gen_random_uuid(), plan_id, account_id, 'More', 'new_task', 'test', 'test'
       from mainstay.purchase, generate_series(1, 49) where id = $1`,
      [first.id],
    )
    const full = await own.begin(owner)
    expect([full.status, full.body.code, full.body.facts]).toEqual([
      422,
      'plans/purchases-full',
      { present: 50, limit: 50 },
    ])
    const { body: removed } = await own.move(owner, first, 'remove')
    expect((await own.begin(owner)).status).toBe(201)
    expect((await own.move(owner, removed, 'restore')).body.code).toBe('plans/purchases-full')
  })

  it('counts those who begin at once one after the other', async () => {
    const own = await ownPlan()
    const { body: first } = await own.begin(owner)
    await house.database.superuser.query(
      `insert into mainstay.purchase (workspace_id, id, plan_id, account_id, title, buy_class, author_id, author_name)
       select workspace_id, gen_random_uuid(), plan_id, account_id, 'More', 'new_task', 'test', 'test'
       from mainstay.purchase, generate_series(1, 47) where id = $1`,
      [first.id],
    )
    const answers = await Promise.all(Array.from({ length: 5 }, () => own.begin(owner)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 422, 422, 422])
  })

  it('names every wrong field', async () => {
    const { status, body } = await calls.begin(owner, {
      title: ' ',
      buyClass: 'used',
      decisionOn: '3000-01-01',
      note: 'x'.repeat(2_001),
      from: { kind: 'template', templateId: 'mine' },
    })
    expect(status).toBe(400)
    expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'buyClass',
      'decisionOn',
      'from.templateId',
      'note',
      'title',
    ])
    const unknown = await calls.begin(owner, { from: { kind: 'template', templateId: NO_ID } })
    expect([unknown.status, unknown.body.code, unknown.body.errors[0].path]).toEqual([
      422,
      'plans/buying-template-unknown',
      'from.templateId',
    ])
  })
})

describe('a purchase', () => {
  it('changes what is given and leaves what is missing', async () => {
    const { body } = await calls.begin(owner, { note: 'For plant 2', decisionOn: '2026-12-24' })
    const changed = await calls.change(contributor, body, { title: 'Filling line 4', decisionOn: null })
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({ title: 'Filling line 4', note: 'For plant 2', decisionOn: null, version: 2 })
    expect([body.authorName, changed.body.authorName]).toEqual([owner.name, 'Olga Operations'])
    const stale = await calls.change(owner, body, { title: 'Mine' })
    expect([stale.status, stale.body.code]).toEqual([412, 'http/version-stale'])
    expect((await house.call(owner, 'PATCH', `${calls.address}/purchases/${body.id}`, { title: 'Mine' })).status).toBe(
      428,
    )
  })

  it('ends with a reason, stays readable, and its steps wait until it is gone on with', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 2 })
    const early = await calls.move(owner, purchase, 'end', { status: 'won', on: '2999-01-01', reason: 'Signed' })
    expect([early.status, early.body.code, early.body.errors[0].path]).toEqual([422, 'plans/ended-in-future', 'on'])
    const wrong = await calls.move(owner, purchase, 'end', { status: 'open', on: 'never', reason: 'x' })
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(['on', 'reason', 'status'])
    const { status, body } = await calls.move(contributor, purchase, 'end', {
      status: 'lost',
      on: '2026-03-31',
      reason: 'Rival was there first',
    })
    expect([status, body.status, body.ended]).toEqual([
      200,
      'lost',
      { on: '2026-03-31', reason: 'Rival was there first', byName: 'Olga Operations' },
    ])
    expect(body.customerSteps).toHaveLength(2)
    const step = stepOf(body, 'S1')
    const answers = [
      await calls.add(owner, body, [{ side: 'ours', title: 'More' }]),
      await calls.changeStep(owner, step, { title: 'Other' }),
      await calls.moveStep(owner, step, 'order', { beforeId: null }),
      await calls.moveStep(owner, step, 'remove'),
      await calls.move(owner, body, 'end', { status: 'won', on: '2026-03-31', reason: 'After all' }),
    ]
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual(
      answers.map(() => [409, 'plans/purchase-ended']),
    )
    const again = await calls.move(owner, body, 'reopen')
    expect([again.status, again.body.status, again.body.ended]).toEqual([200, 'open', null])
    expect((await calls.move(owner, again.body, 'reopen')).body.code).toBe('plans/purchase-open')
    expect((await calls.changeStep(owner, step, { title: 'Other' })).status).toBe(200)
  })

  it('is late no further than on the day it ended', async () => {
    const { body: begun } = await calls.begin(owner)
    const { body } = await calls.add(owner, begun, [{ side: 'customer', title: 'Late', plannedOn: '2026-03-01' }])
    const ended = await calls.move(owner, body, 'end', { status: 'lost', on: '2026-03-11', reason: 'Price' })
    expect(ended.body.customerSteps[0]).toMatchObject({ slipDays: 10 })
  })

  it('goes with its steps and comes back with them as they were', async () => {
    const own = await ownPlan()
    const whole = await givenPurchase(own, owner, { milestones: 2 })
    const {
      body: { purchase, removed },
    } = await own.moveStep(owner, stepOf(whole, 'M2'), 'remove')
    const gone = await own.move(contributor, purchase, 'remove')
    expect(gone.status).toBe(200)
    expect((await own.read(owner)).body.purchases).toEqual([])
    for (const answer of [
      await own.move(owner, gone.body, 'remove'),
      await own.change(owner, gone.body, { title: 'Other' }),
      await own.keep(owner, gone.body, 'Yearly'),
      await own.add(owner, gone.body, [{ side: 'ours', title: 'More' }]),
      await own.changeStep(owner, stepOf(whole, 'M1'), { title: 'Other' }),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'plans/removed'])
    const back = await own.move(owner, gone.body, 'restore')
    expect(back.body.customerSteps.map(({ title }: { title: string }) => title)).toEqual(['M1'])
    expect((await own.move(owner, back.body, 'restore')).body.code).toBe('plans/not-removed')
    const restored = await own.moveStep(owner, removed, 'restore')
    expect(restored.body.fit).toMatchObject({ notServed: 0, orphans: 0 })
  })
})

describe('steps', () => {
  it('say how both ways fit, with what is wrong at each', async () => {
    const { body: begun } = await calls.begin(owner)
    const { body: half } = await calls.add(owner, begun, [
      { side: 'customer', title: 'M1', phase: 'selection', plannedOn: '2026-02-01', doneOn: '2026-02-11' },
      { side: 'customer', title: 'M2', plannedOn: '2026-01-01' },
      { side: 'customer', title: 'M3', evidence: 'Their order' },
    ])
    const ids = half.customerSteps.map(({ id }: { id: string }) => id)
    const { status, body } = await calls.add(contributor, half, [
      { side: 'ours', title: 'S1', serves: [ids[1], ids[1]] },
      { side: 'ours', title: 'S2', serves: [ids[0]], doneOn: '2026-03-01' },
      { side: 'ours', title: 'S3' },
    ])
    expect(status).toBe(201)
    expect(body.fit).toMatchObject({
      notServed: 1,
      orphans: 1,
      inverted: 1,
      inversions: { value: 1 },
      medianSlipDays: { value: 10 },
      lateSteps: 1,
      alarm: 'ahead_of_buyer',
    })
    expect(stepOf(body, 'M1')).toMatchObject({ mappedTo: [stepOf(body, 'S2').id], slipDays: 10, phase: 'selection' })
    expect(stepOf(body, 'M2').marks).toEqual(['out_of_order', 'late', 'no_evidence', 'nobody_named'])
    expect(stepOf(body, 'M3').marks).toEqual(['not_served', 'nobody_named'])
    expect(stepOf(body, 'S1').marks).toContain('passed_over')
    expect(stepOf(body, 'S3').marks).toContain('serves_nothing')
  })

  it('are added all or none, with every wrong field of every one', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const other = await givenPurchase(calls, owner, { milestones: 1 })
    const before = await everything()
    const { status, body } = await calls.add(owner, purchase, [
      { side: 'ours', title: 'Right' },
      { side: 'ours', title: 'Wrong', phase: 'selection', serves: [stepOf(other, 'M1').id], doneOn: '2999-01-01' },
      { side: 'customer', title: 'Wrong', serves: [stepOf(purchase, 'M1').id], ownerId: NO_ID },
    ])
    expect([status, body.code]).toEqual([400, 'http/invalid'])
    expect(body.errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['steps.1.phase', 'plans/phase-is-theirs'],
      ['steps.1.serves', 'plans/milestone-unknown'],
      ['steps.1.doneOn', 'plans/done-in-future'],
      ['steps.2.serves', 'plans/serving-is-ours'],
      ['steps.2.ownerId', 'plans/owner-not-on-team'],
    ])
    expect((await calls.add(owner, purchase, [])).status).toBe(400)
    expect(await everything()).toBe(before)
  })

  it('are sixty on a side at most', async () => {
    const { body } = await calls.begin(owner)
    const many = Array.from({ length: 60 }, (_step, at) => ({ side: 'ours', title: `S${at}` }))
    expect((await calls.add(owner, body, many)).body.ourSteps).toHaveLength(60)
    const full = await calls.add(owner, body, [{ side: 'ours', title: 'One more' }])
    expect([full.status, full.body.code]).toEqual([422, 'plans/buying-steps-full'])
    expect((await calls.add(owner, body, [{ side: 'customer', title: 'Other side' }])).status).toBe(201)
  })

  it('change what is given; a milestone that is out keeps being served for when it comes back', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 3 })
    const [m1, m2, m3] = ['M1', 'M2', 'M3'].map((title) => stepOf(purchase, title).id)
    const { body: removed } = await calls.moveStep(owner, stepOf(purchase, 'M1'), 'remove')
    const step = stepOf(removed.purchase, 'S1')
    expect(step.mappedTo).toEqual([])
    const { status, body } = await calls.changeStep(contributor, step, { serves: [m3, m2], evidence: 'Their minutes' })
    expect(status).toBe(200)
    expect(stepOf(body, 'S1')).toMatchObject({ title: 'S1', evidence: 'Their minutes', mappedTo: [m2, m3], version: 2 })
    expect([stepOf(body, 'S1'), stepOf(body, 'M2')].map(({ authorName }) => authorName)).toEqual([
      'Olga Operations',
      stepOf(purchase, 'M2').authorName,
    ])
    expect(stepOf(purchase, 'M2').authorName).not.toBe('Olga Operations')
    const { body: back } = await calls.moveStep(owner, removed.removed, 'restore')
    expect(stepOf(back, 'S1').mappedTo).toEqual([m1, m2, m3])
    const dated = await calls.changeStep(owner, stepOf(back, 'M2'), {
      plannedOn: '2026-12-01',
      ownerRole: 'Purchasing',
    })
    const { body: left } = await calls.changeStep(owner, stepOf(dated.body, 'M2'), { title: 'M2, renamed' })
    expect(stepOf(left, 'M2, renamed')).toMatchObject({ plannedOn: '2026-12-01', ownerRole: 'Purchasing' })
    const { body: kept } = await calls.changeStep(owner, stepOf(left, 'S2'), { doneOn: '2026-11-01' })
    expect(stepOf(kept, 'S2').mappedTo).toEqual([m2])
    const stale = await calls.changeStep(owner, step, { title: 'Mine' })
    expect([stale.status, stale.body.facts]).toEqual([412, { yours: 1, current: 2 }])
    const wrong = await calls.changeStep(owner, stepOf(back, 'S1'), { phase: 'selection', serves: [NO_ID] })
    expect([wrong.status, wrong.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      400,
      ['phase', 'serves'],
    ])
    const theirs = await calls.changeStep(owner, stepOf(back, 'M1'), { title: '', plannedOn: '2026-02-30' })
    expect(theirs.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(['plannedOn', 'title'])
  })

  it('stand where they are moved, however often that is between the same two', async () => {
    let purchase = await givenPurchase(calls, owner, { milestones: 3 })
    const titles = () => purchase.ourSteps.map(({ title }) => title)
    for (let time = 0; time < 70; time += 1) {
      const last = purchase.ourSteps[2]
      const answer = await calls.moveStep(owner, last ?? stepOf(purchase, 'S1'), 'order', {
        beforeId: purchase.ourSteps[1]?.id,
      })
      expect(answer.status).toBe(200)
      purchase = answer.body
      expect(titles()).toEqual(time % 2 === 0 ? ['S1', 'S3', 'S2'] : ['S1', 'S2', 'S3'])
    }
    purchase = (await calls.moveStep(owner, stepOf(purchase, 'S3'), 'order', { beforeId: stepOf(purchase, 'S1').id }))
      .body
    expect(titles()).toEqual(['S3', 'S1', 'S2'])
    purchase = (await calls.moveStep(owner, stepOf(purchase, 'S3'), 'order', { beforeId: null })).body
    expect(titles()).toEqual(['S1', 'S2', 'S3'])
    const other = await calls.moveStep(owner, stepOf(purchase, 'S3'), 'order', { beforeId: stepOf(purchase, 'M1').id })
    expect([other.status, other.body.code, other.body.errors[0].path]).toEqual([
      422,
      'plans/step-not-of-side',
      'beforeId',
    ])
  })

  it('have somebody of the team on their own side, told where the reader sees the team', async () => {
    const own = await ownPlan()
    const buyer = await somebody(own.plan, 'customer', 'Ben Buyer')
    const seller = await somebody(own.plan, 'ours', 'Sam Seller')
    const purchase = await givenPurchase(own, owner, { milestones: 1 })
    const wrong = await own.changeStep(owner, stepOf(purchase, 'M1'), { ownerId: seller })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'plans/owner-of-other-side'])
    const { body } = await own.changeStep(owner, stepOf(purchase, 'M1'), { ownerId: buyer, ownerRole: 'Purchasing' })
    expect(stepOf(body, 'M1')).toMatchObject({ owner: { id: buyer, name: 'Ben Buyer', function: 'Buyer' } })
    expect(body.fit.roleGap.value).toBe(0)
    const sections = EVERY_SECTION.map((section) => ({
      ...section,
      audience: section.part === 'team' ? 'inner' : 'plan',
    }))
    await setPlan(own.plan.id, 'sections = $2', JSON.stringify(sections))
    const [seen] = (await own.read(contributor)).body.purchases
    expect(stepOf(seen, 'M1')).toMatchObject({ owner: null, ownerRole: 'Purchasing' })
    expect(stepOf(seen, 'M1').marks).not.toContain('nobody_named')
    const unseen = await own.changeStep(contributor, stepOf(seen, 'S1'), { ownerId: seller })
    expect(unseen.body.code).toBe('plans/owner-not-on-team')
    // What stays as it was is not asked about.
    expect((await own.changeStep(contributor, stepOf(seen, 'M1'), { ownerId: buyer, title: 'New' })).status).toBe(200)
  })

  it('are left by whoever goes over to the other side, until they come back', async () => {
    const own = await ownPlan()
    const buyer = await somebody(own.plan, 'customer', 'Ben Buyer')
    const purchase = await givenPurchase(own, owner, { milestones: 3 })
    await own.changeStep(owner, stepOf(purchase, 'M1'), { ownerId: buyer })
    const team = `/api/workspaces/north/plans/${own.plan.id}/team/${buyer}`
    const named = async () => {
      const [{ fit, ...ways }] = (await own.read(owner)).body.purchases
      const { owner: person, marks } = stepOf(ways, 'M1')
      return [person?.name ?? null, marks.includes('nobody_named'), fit.roleGap.value]
    }
    expect(await named()).toEqual(['Ben Buyer', false, 2 / 3])
    await house.call(owner, 'PATCH', team, { side: 'ours' }, { 'if-match': '"1"' })
    expect(await named()).toEqual([null, true, 1])
    await house.call(owner, 'PATCH', team, { side: 'customer' }, { 'if-match': '"2"' })
    expect(await named()).toEqual(['Ben Buyer', false, 2 / 3])
  })

  it('lead to actions and objectives, and say so', async () => {
    const own = await ownPlan()
    const purchase = await givenPurchase(own, owner, { milestones: 1 })
    const cause = { kind: 'buying_step', id: stepOf(purchase, 'M1').id }
    const base = `/api/workspaces/north/plans/${own.plan.id}`
    const action = await house.call(owner, 'POST', `${base}/actions`, { title: 'Show it to them', cause })
    expect([action.status, action.body.cause]).toEqual([201, cause])
    const [seen] = (await own.read(viewer)).body.purchases
    expect(stepOf(seen, 'M1').caused).toMatchObject([{ kind: 'action', title: 'Show it to them', isStanding: true }])
    const unknown = await house.call(owner, 'POST', `${base}/actions`, { title: 'X', cause: { ...cause, id: NO_ID } })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'plans/cause-unknown'])
    await own.move(owner, purchase, 'remove')
    const gone = await house.call(owner, 'POST', `${base}/actions`, { title: 'X', cause })
    expect(gone.body.code).toBe('plans/cause-unknown')
  })
})

describe('what several do at once', () => {
  it('adds every step, each in a place of its own', async () => {
    const { body } = await calls.begin(owner)
    await Promise.all(
      Array.from({ length: 6 }, (_call, at) => calls.add(owner, body, [{ side: 'ours', title: `S${at}` }])),
    )
    const { rows } = await house.database.superuser.query(
      'select count(distinct s.position)::integer as places from mainstay.buying_step s where s.purchase_id = $1',
      [body.id],
    )
    expect(rows).toEqual([{ places: 6 }])
  })

  it('orders while another removes what it was to stand before', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 3 })
    const [ordered, removed] = await Promise.all([
      calls.moveStep(owner, stepOf(purchase, 'S3'), 'order', { beforeId: stepOf(purchase, 'S1').id }),
      calls.moveStep(contributor, stepOf(purchase, 'S1'), 'remove'),
    ])
    expect(removed.status).toBe(200)
    expect([200, 422]).toContain(ordered.status)
    const { body } = await calls.read(owner)
    const after = body.purchases.find(({ id }: { id: string }) => id === purchase.id)
    expect(after.ourSteps.map(({ title }: { title: string }) => title)).toEqual(
      ordered.status === 200 ? ['S3', 'S2'] : ['S2', 'S3'],
    )
  })

  it('changes one step once', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((title) => calls.changeStep(owner, stepOf(purchase, 'M1'), { title })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  })
})

describe('who may', () => {
  const everyCall = (own: BuyingCalls, id: string, stepId: string, person: TestPerson | null) => {
    const purchase = { id, version: 1 }
    const step = { id: stepId, version: 1 }
    return [
      () => own.begin(person),
      () => own.change(person, purchase, { title: 'X' }),
      () => own.move(person, purchase, 'end', { status: 'won', on: '2026-01-01', reason: 'Because' }),
      () => own.move(person, purchase, 'reopen'),
      () => own.move(person, purchase, 'remove'),
      () => own.move(person, purchase, 'restore'),
      () => own.keep(person, purchase, 'Yearly'),
      () => own.add(person, purchase, [{ side: 'ours', title: 'X' }]),
      () => own.changeStep(person, step, { title: 'X' }),
      () => own.moveStep(person, step, 'order', { beforeId: null }),
      () => own.moveStep(person, step, 'remove'),
      () => own.moveStep(person, step, 'restore'),
    ]
  }
  const statuses = async (asked: readonly (() => Promise<{ status: number; body: { code: string } }>)[]) => {
    const found = new Set<string>()
    for (const ask of asked) {
      const { status, body } = await ask()
      found.add(`${status} ${body.code}`)
    }
    return [...found]
  }

  it('is nobody without a session, and no viewer for writing', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const ids = [purchase.id, stepOf(purchase, 'M1').id] as const
    const before = await everything()
    expect((await calls.read(null)).status).toBe(401)
    expect(await statuses(everyCall(calls, ...ids, null))).toEqual(['401 http/not-signed-in'])
    expect((await calls.read(viewer)).status).toBe(200)
    expect(await statuses(everyCall(calls, ...ids, viewer))).toEqual(['403 http/not-allowed'])
    expect(await everything()).toBe(before)
  })

  it('is nobody of another workspace or without sight of the account', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const ids = [purchase.id, stepOf(purchase, 'M1').id] as const
    const before = await everything()
    const south = buyingCalls(house, plan, 'south')
    expect((await south.read(stranger)).status).toBe(404)
    expect(await statuses(everyCall(south, ...ids, stranger))).toEqual(['404 http/not-found'])
    expect((await calls.read(outsider)).status).toBe(404)
    expect(await statuses(everyCall(calls, ...ids, outsider))).toEqual(['404 http/not-found'])
    const own = await ownPlan()
    expect(await statuses(everyCall(own, ...ids, owner).slice(1))).toEqual(['404 http/not-found'])
    expect(await everything()).toBe(before)
  })

  it('is nobody in a closed plan, and nobody outside the inner team where the section is theirs', async () => {
    const own = await ownPlan()
    const purchase = await givenPurchase(own, owner, { milestones: 1 })
    const ids = [purchase.id, stepOf(purchase, 'M1').id] as const
    const sections = EVERY_SECTION.map((section) => ({ ...section, audience: 'inner' }))
    await setPlan(own.plan.id, 'sections = $2', JSON.stringify(sections))
    expect((await own.read(contributor)).body.code).toBe('plans/no-such-part')
    expect(await statuses(everyCall(own, ...ids, contributor))).toEqual(['404 plans/no-such-part'])
    expect((await own.read(owner)).status).toBe(200)
    await setPlan(own.plan.id, `status = 'closed', closed_on = '2026-01-01'`)
    expect(await statuses(everyCall(own, ...ids, owner))).toEqual(['409 plans/closed'])
    expect((await own.read(owner)).body.purchases).toHaveLength(1)
  })
})
