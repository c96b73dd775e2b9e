import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { type BuyingCalls, buyingCalls, givenPurchase, stepOf } from './buying-fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let contributor: TestPerson
let plan: GivenPlan
let calls: BuyingCalls
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  contributor = await house.createPerson('north', { role: 'contributor' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  house.setNow('2026-11-20T10:00:00Z')
  plan = await givenPlan(house, north, `B${++plans}`)
  calls = buyingCalls(house, plan)
})

const base = () => `/api/workspaces/north/plans/${plan.id}`
const get = async (path: string) => (await house.call(owner, 'GET', `${base()}/${path}`)).body
const purchases = async () => (await calls.read(owner)).body.purchases

interface Change {
  readonly id: string
  readonly action: string
  readonly item: string | null
  readonly mayUndo: boolean
}

async function changes(person = owner): Promise<Change[]> {
  return (await house.call(person, 'GET', `${base()}/changes`)).body.rows
}

async function undo(action: string) {
  const change = (await changes()).find((each) => each.action === action)
  return house.call(owner, 'POST', `${base()}/changes/${change?.id}/undo`, {})
}

/** What stands now without what counts up with every change. */
async function standing(): Promise<string> {
  return JSON.stringify(await purchases(), (key, value) =>
    key === 'version' || key === 'updatedAt' ? undefined : value,
  )
}

/** Takes the last deed of a kind back and does it again: what was there before, and what was there after. */
async function backAndForth(action: string, deed: () => Promise<{ status: number; body: unknown }>): Promise<void> {
  const before = await standing()
  const done = await deed()
  expect([done.status < 300, done.body]).toEqual([true, done.body])
  const after = await standing()
  expect(after).not.toBe(before)
  expect([action, (await undo(action)).status]).toEqual([action, 200])
  expect(await standing()).toBe(before)
  expect([action, (await undo('plans.change-undone')).status]).toEqual([action, 200])
  expect(await standing()).toBe(after)
}

describe('every deed but a kept template', () => {
  it('is taken back and done again', async () => {
    await backAndForth('plans.purchase-begun', () => calls.begin(owner, { from: { kind: 'phases' } }))
    const [begun] = await purchases()
    await backAndForth('plans.purchase-changed', () =>
      calls.change(owner, begun, { title: 'Other', buyClass: 'modified_rebuy', note: 'N', decisionOn: '2027-01-01' }),
    )
    const now = async () => (await purchases())[0]
    await backAndForth('plans.buying-steps-added', async () =>
      calls.add(owner, await now(), [
        { side: 'customer', title: 'M9' },
        { side: 'ours', title: 'S9' },
      ]),
    )
    await backAndForth('plans.buying-step-changed', async () => {
      const current = await now()
      return calls.changeStep(owner, stepOf(current, 'S9'), {
        title: 'S10',
        evidence: 'E',
        requirement: 'R',
        ownerRole: 'Sales',
        plannedOn: '2026-12-01',
        doneOn: '2026-11-19',
        serves: [stepOf(current, 'M9').id],
      })
    })
    await backAndForth('plans.buying-step-ordered', async () => {
      const current = await now()
      return calls.moveStep(owner, stepOf(current, 'S10'), 'order', { beforeId: current.ourSteps[2].id })
    })
    const removed: { id: string; version: number }[] = []
    await backAndForth('plans.buying-step-removed', async () => {
      const answer = await calls.moveStep(owner, stepOf(await now(), 'M9'), 'remove')
      removed.push(answer.body.removed)
      return answer
    })
    await backAndForth('plans.buying-step-restored', () =>
      calls.moveStep(owner, { id: removed[0]?.id ?? '', version: (removed[0]?.version ?? 0) + 2 }, 'restore'),
    )
    await backAndForth('plans.purchase-ended', async () =>
      calls.move(owner, await now(), 'end', { status: 'won', on: '2026-11-01', reason: 'Signed' }),
    )
    await backAndForth('plans.purchase-reopened', async () => calls.move(owner, await now(), 'reopen'))
    const current = await now()
    await backAndForth('plans.purchase-removed', () => calls.move(owner, current, 'remove'))
    await backAndForth('plans.purchase-restored', () =>
      calls.move(owner, { id: current.id, version: current.version + 3 }, 'restore'),
    )
    await calls.keep(owner, await now(), 'Yearly')
    expect((await changes())[0]).toMatchObject({ action: 'plans.buying-template-kept', item: 'Yearly', mayUndo: false })
  })

  it('is held where others have built upon it, or where its opposite would be refused', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const ofDeed = async (action: string) => (await changes()).filter((change) => change.action === action)
    // The milestone is served by a step that came later; the purchase holds both.
    expect((await ofDeed('plans.buying-steps-added')).map(({ mayUndo }) => mayUndo)).toEqual([true, false])
    expect((await ofDeed('plans.purchase-begun')).map(({ mayUndo }) => mayUndo)).toEqual([false])
    expect((await undo('plans.purchase-begun')).body.code).toBe('plans/undo-built-upon')
    await calls.changeStep(owner, stepOf(purchase, 'M1'), { title: 'Other' })
    await calls.move(owner, purchase, 'end', { status: 'lost', on: '2026-11-01', reason: 'Price' })
    expect((await ofDeed('plans.buying-step-changed')).map(({ mayUndo }) => mayUndo)).toEqual([false])
    expect((await undo('plans.buying-step-changed')).body.code).toBe('plans/purchase-ended')
  })

  it('is not done again where what came since leaves too little room for all of it', async () => {
    const { body: purchase } = await calls.begin(owner)
    const some = (count: number) => Array.from({ length: count }, (_step, at) => ({ side: 'ours', title: `S${at}` }))
    await calls.add(owner, purchase, some(30))
    expect((await undo('plans.buying-steps-added')).status).toBe(200)
    await calls.add(owner, purchase, some(30))
    const redo = async () => (await changes()).find(({ action }) => action === 'plans.change-undone')
    expect(await redo()).toMatchObject({ mayUndo: true })
    const { body } = await calls.add(owner, purchase, some(1))
    expect(await redo()).toMatchObject({ mayUndo: false })
    expect((await undo('plans.change-undone')).body.code).toBe('plans/buying-steps-full')
    await calls.moveStep(owner, body.ourSteps[0], 'remove')
    expect((await undo('plans.change-undone')).status).toBe(200)
  })

  it('is named after the purchase or the step, and to nobody who does not see the section', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 2, title: 'New line' })
    await calls.moveStep(owner, stepOf(purchase, 'S1'), 'order', { beforeId: null })
    const named = async (person: TestPerson) => (await changes(person)).map(({ action, item }) => [action, item])
    const all = [
      ['plans.buying-step-ordered', 'S1'],
      ['plans.buying-steps-added', 'S1 and 1 more'],
      ['plans.buying-steps-added', 'M1 and 1 more'],
      ['plans.purchase-begun', 'New line'],
    ]
    expect(await named(owner)).toEqual(all)
    const sections = EVERY_SECTION.map((section) => ({
      ...section,
      audience: section.part === 'buying_process' ? 'inner' : 'plan',
    }))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(sections),
    ])
    expect(await named(contributor)).toEqual(all.map(([action]) => [action, null]))
  })
})

describe('a plan with a buying process', () => {
  it('fills its section, and tells two moments apart by purchase and step', async () => {
    const filled = async () =>
      (await get('statements')).completeness.sections.find(
        ({ sectionKey }: { sectionKey: string }) => sectionKey === 'buying_process',
      )
    const empty = await filled()
    const { body: snapshot } = await house.call(owner, 'POST', `${base()}/snapshots`, { reason: 'Before' })
    const purchase = await givenPurchase(calls, owner, { milestones: 1, title: 'New line' })
    expect(await filled()).not.toEqual(empty)
    const { differences } = await get(`comparison?from=${snapshot.id}&to=now`)
    expect(differences.map(({ listKey, kind }: { listKey: string; kind: string }) => [listKey, kind])).toEqual([
      ['purchases', 'added'],
      ['buying_steps', 'added'],
      ['buying_steps', 'added'],
    ])
    const { body: second } = await house.call(owner, 'POST', `${base()}/snapshots`, { reason: 'Then' })
    await calls.changeStep(owner, stepOf(purchase, 'S1'), { serves: [], doneOn: '2026-11-01' })
    const then = await get(`comparison?from=${second.id}&to=now`)
    expect(then.differences).toMatchObject([
      { listKey: 'buying_steps', kind: 'changed', itemId: stepOf(purchase, 'S1').id },
    ])
    expect(JSON.stringify(then.differences)).toContain('milestones served')
  })

  it('names nobody of a hidden team, neither in a kept moment nor beside one of now', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const zoe = { name: 'Zoe Hidden', side: 'customer', function: 'Buyer', duty: 'informed' }
    const { body: person } = await house.call(owner, 'POST', `${base()}/team`, zoe)
    await calls.changeStep(owner, stepOf(purchase, 'M1'), { ownerId: person.id })
    const sections = EVERY_SECTION.map((section) => ({
      ...section,
      audience: section.part === 'team' ? 'inner' : 'plan',
    }))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(sections),
    ])
    const { body: snapshot } = await house.call(owner, 'POST', `${base()}/snapshots`, { reason: 'Then' })
    const past = new Date().toISOString()
    await calls.changeStep(owner, { ...stepOf(purchase, 'M1'), version: 2 }, { ownerId: null })
    const doors = [
      `snapshots/${snapshot.id}`,
      `comparison?from=${snapshot.id}&to=now`,
      `comparison?from=${encodeURIComponent(past)}&to=now`,
    ]
    for (const door of doors) {
      const told = await house.call(contributor, 'GET', `${base()}/${door}`)
      expect([told.status, JSON.stringify(told.body).includes('Zoe')]).toEqual([200, false])
      expect(JSON.stringify(await get(door))).toContain('Zoe')
    }
  })

  it('comes back from JSON with its purchases, mapping, people and causes', async () => {
    const { body: buyer } = await house.call(owner, 'POST', `${base()}/team`, {
      name: 'Ben Buyer',
      side: 'customer',
      function: 'Buyer',
      duty: 'informed',
    })
    const purchase = await givenPurchase(calls, owner, { milestones: 3 })
    await calls.changeStep(owner, stepOf(purchase, 'M1'), { ownerId: buyer.id })
    await calls.moveStep(owner, stepOf(purchase, 'S3'), 'order', { beforeId: stepOf(purchase, 'S1').id })
    const cause = { kind: 'buying_step', id: stepOf(purchase, 'M2').id }
    await house.call(owner, 'POST', `${base()}/actions`, { title: 'Show it', cause })
    const ended = await givenPurchase(calls, owner, { milestones: 1, title: 'Lost one' })
    await calls.keep(owner, ended, 'Stays behind')
    await calls.move(owner, ended, 'end', { status: 'lost', on: '2026-11-01', reason: 'Price' })
    const file = await get('export?format=json')
    await givenPlan(house, north, `X${plans}`)
    await house.database.superuser.query(
      `update mainstay.plan set status = 'closed', closed_on = '2026-01-01'
       where account_id = (select a.id from mainstay.account a where a.code = $1)`,
      [`X${plans}`],
    )
    const { status, body } = await house.call(
      owner,
      'POST',
      `/api/workspaces/north/plan-imports?account=X${plans}`,
      file,
    )
    expect([status, body.faults]).toEqual([201, []])
    const copy = await house.call(owner, 'GET', `/api/workspaces/north/plans/${body.planId}/buying`)
    const [open, lost] = copy.body.purchases
    expect(copy.body.templates).toEqual([])
    expect(open.ourSteps.map(({ title }: { title: string }) => title)).toEqual(['S3', 'S1', 'S2'])
    expect(stepOf(open, 'S1').mappedTo).toEqual([stepOf(open, 'M1').id])
    expect(stepOf(open, 'M1')).toMatchObject({ owner: { name: 'Ben Buyer' } })
    expect(stepOf(open, 'M2').caused).toMatchObject([{ kind: 'action', title: 'Show it' }])
    expect(stepOf(open, 'M1').id).not.toBe(stepOf(purchase, 'M1').id)
    expect(open.fit).toEqual((await purchases())[0].fit)
    expect(lost).toMatchObject({ title: 'Lost one', status: 'lost', ended: { reason: 'Price' }, template: null })
  })

  it('says before it comes in whose steps lose who is named for them', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 1 })
    const buyer = { name: 'Ben Buyer', side: 'customer', function: 'Buyer', duty: 'informed' }
    const { body: person } = await house.call(owner, 'POST', `${base()}/team`, buyer)
    await calls.changeStep(owner, stepOf(purchase, 'M1'), { ownerId: person.id })
    const file = await get('export?format=json')
    const notes = async (content: object): Promise<string> => {
      const look = { ...file, content: { ...file.content, ...content } }
      const answer = await house.call(owner, 'POST', '/api/workspaces/north/plan-imports/preview?account=NOBODY', look)
      return answer.body.notes.join()
    }
    expect(await notes({})).not.toContain('lose who is named')
    expect(await notes({ team: null })).toContain('1 steps of purchases lose who is named for them')
  })

  it('takes files from before there were purchases, and refuses what the routes refuse', async () => {
    await givenPurchase(calls, owner, { milestones: 1 })
    const file = await get('export?format=json')
    const look = async (content: object) =>
      (
        await house.call(owner, 'POST', `/api/workspaces/north/plan-imports/preview?account=NOBODY`, {
          ...file,
          content: { ...file.content, ...content },
        })
      ).body.faults.flatMap(({ path }: { path: string }) => (path === 'account' ? [] : [path]))
    const { buying: _buying, ...old } = file.content
    const whole = await house.call(owner, 'POST', `/api/workspaces/north/plan-imports/preview?account=NOBODY`, {
      ...file,
      content: old,
    })
    expect(whole.body.faults.map(({ path }: { path: string }) => path)).toEqual(['account'])
    const [purchase] = file.content.buying.purchases
    const [m1] = purchase.customerSteps
    const [s1] = purchase.ourSteps
    const spoiled = {
      ...purchase,
      status: 'won',
      customerSteps: [{ ...m1, doneOn: '2999-01-01' }],
      ourSteps: [
        { ...s1, phase: 'selection', mappedTo: [purchase.id] },
        { ...s1, mappedTo: [] },
      ],
    }
    expect(await look({ buying: { purchases: [spoiled] } })).toEqual([
      'content.buying.purchases.0',
      'content.buying.purchases.0.ended',
      'content.buying.purchases.0.customerSteps.0.doneOn',
      'content.buying.purchases.0.ourSteps.0.phase',
      'content.buying.purchases.0.ourSteps.0.mappedTo',
    ])
  })

  it('tells our own people on paper how it fits, and what is doubtful', async () => {
    const purchase = await givenPurchase(calls, owner, { milestones: 4, title: 'New line' })
    await calls.changeStep(owner, stepOf(purchase, 'S3'), { doneOn: '2026-11-01' })
    await calls.changeStep(owner, stepOf(purchase, 'S4'), { serves: [] })
    const { payload } = await house.app.inject({
      method: 'GET',
      url: `${base()}/export?format=md`,
      headers: { authorization: owner.authorization },
    })
    expect(payload).toContain('New line: we are ahead of the buyer')
    expect(payload).toContain('New line: 1 milestone of theirs not served')
    expect(payload).toMatch(/They are 0\s% of the way, we 75\s%/)
    expect(payload).toContain('1 of 4 milestones not served by us')
    expect(payload).toContain('nothing of ours serves it')
    const lines = payload.split('\n')
    const cellsOf = (title: string) =>
      (lines.find((line) => line.includes(title)) ?? '').split('|').map((cell) => cell.trim())
    expect(cellsOf('3\\. S3')).toEqual(expect.arrayContaining(['3\\. M3', '3\\. S3']))
    expect(['3\\. S3', '4\\. S4'].map((title) => cellsOf(title).at(-2))).toEqual(['3', ''])
  })
})
