import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { givenEffect, swotCalls } from './swot-fixtures.ts'

let house: TestProgram
let north: number
let plan: GivenPlan
let calls: ReturnType<typeof swotCalls>
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
  calls = swotCalls(house, plan)
})
afterAll(() => house.stop())

let items = 0
async function anItem(more: object = {}, own = calls) {
  items += 1
  const { body } = await own.add(contributor, { text: `Item ${items}`, ...more })
  return body
}

async function stored(id: string) {
  const { rows } = await house.database.superuser.query(
    'select i.content, i.version, i.removed_at from mainstay.swot_item i where i.id = $1',
    [id],
  )
  return rows[0]
}

describe('changing an item', () => {
  it('changes what is given, leaves what is missing, and clears what is null', async () => {
    const item = await anItem({ evidence: 'Report', evidenceOn: '2026-10-01', impact: 2, confidence: 2 })
    const { status, body } = await calls.change(contributor, item, { kind: 'weakness', evidenceOn: null, impact: 3 })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      text: item.text,
      kind: 'weakness',
      evidence: 'Report',
      evidenceOn: null,
      impact: 3,
      confidence: 2,
      score: 6,
      version: 2,
    })
  })

  it('is told with what was before and after', async () => {
    const item = await anItem({ impact: 1 })
    await calls.change(contributor, item, { impact: 3 })
    const { rows } = await house.database.superuser.query(
      `select a.before, a.after from mainstay.audit_entry a where a.action = 'plans.swot-item-changed' and a.after ->> 'itemId' = $1`,
      [item.id],
    )
    expect(rows).toMatchObject([{ before: { impact: 1 }, after: { impact: 3, text: item.text } }])
  })

  it('is refused with the version somebody else has overtaken, and theirs stays', async () => {
    const item = await anItem()
    await calls.change(contributor, item, { text: 'Theirs' })
    const { status, body } = await calls.change(owner, item, { text: 'Mine' })
    expect([status, body.code, body.facts]).toEqual([412, 'http/version-stale', { yours: 1, current: 2 }])
    expect((await stored(item.id)).content).toBe('Theirs')
    const without = await house.call(owner, 'PUT', `${calls.address}/swot-items/${item.id}`, { text: 'Mine' })
    expect(without.status).toBe(428)
  })

  it('counts once of two at the same moment', async () => {
    const item = await anItem()
    const answers = await Promise.all(['One', 'Two', 'Three'].map((text) => calls.change(contributor, item, { text })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
    expect((await stored(item.id)).version).toBe(2)
  })

  it('names every field that is wrong', async () => {
    const item = await anItem()
    const { status, body } = await calls.change(contributor, item, { text: ' ', impact: 0, evidenceOn: 'soon' })
    expect(status).toBe(400)
    expect(body.errors.map((fault: { path: string }) => fault.path).sort()).toEqual(['evidenceOn', 'impact', 'text'])
    const future = await calls.change(contributor, item, { evidenceOn: '2030-01-01' })
    expect([future.status, future.body.errors[0].path]).toEqual([422, 'evidenceOn'])
  })

  it('does not reach items of other plans, workspaces and accounts', async () => {
    const item = await anItem()
    const other = swotCalls(house, await givenPlan(house, north, 'K201'))
    expect((await other.change(owner, item, { text: 'x' })).status).toBe(404)
    expect((await calls.change(outsider, item, { text: 'x' })).status).toBe(404)
    expect((await swotCalls(house, plan, 'south').change(stranger, item, { text: 'x' })).status).toBe(404)
    expect((await calls.change(owner, { id: NO_ID, version: 1 }, { text: 'x' })).status).toBe(404)
    expect((await calls.change(viewer, item, { text: 'x' })).status).toBe(403)
    expect((await calls.change(null, item, { text: 'x' })).status).toBe(401)
    expect((await stored(item.id)).version).toBe(1)
  })
})

describe('settling an item', () => {
  it('keeps the reason, the day and who said so, and takes its marks away; reopening takes that back', async () => {
    const item = await anItem({ impact: 3, confidence: 3 })
    const settled = await calls.step(contributor, item, 'settle', { reason: 'The rival has gone bankrupt' })
    expect(settled.body).toMatchObject({
      settled: { reason: 'The rival has gone bankrupt', on: '2026-11-20', byName: 'Olga Operations' },
      marks: [],
      version: 2,
    })
    const twice = await calls.step(contributor, settled.body, 'settle', { reason: 'Again' })
    expect([twice.status, twice.body.code]).toEqual([409, 'plans/swot-item-settled'])
    const reopened = await calls.step(contributor, settled.body, 'reopen')
    expect(reopened.body).toMatchObject({ settled: null, version: 3 })
    expect(reopened.body.marks).toContain('high_without_action')
    const again = await calls.step(contributor, reopened.body, 'reopen')
    expect([again.status, again.body.code]).toEqual([409, 'plans/swot-item-living'])
  })

  it('asks for a reason', async () => {
    const item = await anItem()
    const { status, body } = await calls.step(contributor, item, 'settle', { reason: ' ' })
    expect([status, body.errors[0].path]).toEqual([400, 'reason'])
  })
})

describe('taking an item out', () => {
  it('hides it until it is put back as it was', async () => {
    const own = swotCalls(house, await givenPlan(house, north, 'K202'))
    const item = await anItem({ impact: 3, confidence: 3 }, own)
    const removed = await own.step(contributor, item, 'remove')
    expect([removed.status, removed.body.version]).toEqual([200, 2])
    expect((await own.read(viewer)).body.items).toEqual([])
    const back = await own.step(contributor, removed.body, 'put-back')
    expect(back.body).toMatchObject({ id: item.id, text: item.text, score: 9, version: 3 })
    expect((await own.read(viewer)).body.items).toHaveLength(1)
  })

  it('is refused twice, and what was taken out is not changed by whoever still sees it', async () => {
    const item = await anItem()
    const present = await calls.step(contributor, item, 'put-back')
    expect([present.status, present.body.code]).toEqual([409, 'plans/not-removed'])
    const { body: removed } = await calls.step(contributor, item, 'remove')
    expect((await calls.step(contributor, removed, 'remove')).body.code).toBe('plans/removed')
    expect((await calls.step(contributor, removed, 'settle', { reason: 'Over' })).body.code).toBe('plans/removed')
    expect((await calls.step(contributor, removed, 'reopen')).body.code).toBe('plans/removed')
    const late = await calls.change(owner, item, { text: 'Mine' })
    expect([late.status, late.body.code]).toEqual([409, 'plans/removed'])
  })

  it.each(['settle', 'reopen', 'remove', 'put-back'] as const)(
    'or %s: is for contributors and up who see the account, in the version they saw',
    async (step) => {
      const item = await anItem()
      const body = step === 'settle' ? { reason: 'Over and done' } : {}
      expect((await calls.step(null, item, step, body)).status).toBe(401)
      expect((await calls.step(viewer, item, step, body)).status).toBe(403)
      expect((await calls.step(outsider, item, step, body)).status).toBe(404)
      expect((await swotCalls(house, plan, 'south').step(stranger, item, step, body)).status).toBe(404)
      expect((await calls.step(owner, { id: NO_ID, version: 1 }, step, body)).status).toBe(404)
      if (step === 'settle' || step === 'remove') {
        expect((await calls.step(owner, { ...item, version: 7 }, step, body)).status).toBe(412)
      }
      expect((await stored(item.id)).version).toBe(1)
    },
  )
})

describe('a closed plan', () => {
  it('is read, and refuses every change', async () => {
    const closed = await givenPlan(house, north, 'K203')
    const own = swotCalls(house, closed)
    const item = await anItem({ impact: 3, confidence: 3 }, own)
    const threat = await anItem({ kind: 'threat', impact: 3, confidence: 3 }, own)
    await house.database.superuser.query(
      `update mainstay.plan set status = 'closed', closed_on = '2026-11-01' where id = $1`,
      [closed.id],
    )
    expect((await own.read(viewer)).body.items).toHaveLength(2)
    const answers = [
      await own.add(owner),
      await house.call(owner, 'POST', `${own.address}/swot-items/batch`, {
        items: [{ viewpoint: 'customer', kind: 'threat', text: 'x' }],
      }),
      await own.change(owner, item, { text: 'x' }),
      await own.step(owner, item, 'settle', { reason: 'Over' }),
      await own.step(owner, item, 'reopen'),
      await own.step(owner, item, 'remove'),
      await own.step(owner, item, 'put-back'),
      await own.dismiss(owner, `${item.id}:${threat.id}`),
      await own.bringBack(owner, `${item.id}:${threat.id}`, 1),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [409, 'plans/closed']))
  })
})

describe('a SWOT for the inner team only', () => {
  it('does not exist for others, and neither does anything in it', async () => {
    const inner = await givenPlan(house, north, 'K204')
    const own = swotCalls(house, inner)
    const item = await anItem({}, own)
    const sections = EVERY_SECTION.map((one) => ({ ...one, audience: one.part === 'swot' ? 'inner' : 'plan' }))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      inner.id,
      JSON.stringify(sections),
    ])
    const pairId = `${item.id}:${NO_ID}`
    const hidden = [
      await own.read(contributor),
      await own.pairs(contributor),
      await own.add(contributor),
      await own.change(contributor, item, { text: 'x' }),
      await own.step(contributor, item, 'settle', { reason: 'Over' }),
      await own.step(contributor, item, 'remove'),
      await own.dismiss(contributor, pairId),
      await own.bringBack(contributor, pairId, 1),
    ]
    expect(hidden.map(({ status, body }) => [status, body.code])).toEqual(hidden.map(() => [404, 'plans/no-such-part']))
    expect((await own.read(owner)).body.items).toHaveLength(1)
    await house.database.superuser.query(
      `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, person_id, name, side, function, duty, is_inner)
       values ($1, gen_random_uuid(), $2, $3, $4, 'Olga', 'ours', 'operations', 'consulted', true)`,
      [north, inner.id, inner.accountId, contributor.id],
    )
    expect((await own.read(contributor)).status).toBe(200)
    expect((await own.change(contributor, item, { text: 'Inner words' })).status).toBe(200)
  })
})

describe('pairs', () => {
  async function aMatrix(code: string) {
    const given = await givenPlan(house, north, code)
    const own = swotCalls(house, given)
    const add = async (kind: string, text: string, impact: number, confidence: number) =>
      (await own.add(contributor, { kind, text, impact, confidence })).body.id as string
    const ids = {
      brand: await add('strength', 'Brand', 3, 3),
      debt: await add('weakness', 'Debt', 2, 3),
      market: await add('opportunity', 'Market', 3, 2),
      rival: await add('threat', 'Rival', 3, 3),
    }
    return { given, own, ids }
  }
  interface PairRow {
    readonly strategy: string
    readonly product: number
  }
  const short = (rows: readonly PairRow[]) => rows.map(({ strategy, product }) => [strategy, product])

  it('are proposed in the order of the product of their scores', async () => {
    const { own, ids } = await aMatrix('K300')
    const { status, body } = await own.pairs(viewer)
    expect(status).toBe(200)
    expect(short(body.rows)).toEqual([
      ['ST', 81],
      ['SO', 54],
      ['WT', 54],
      ['WO', 36],
    ])
    expect(body.total).toBe(4)
    expect(body.rows[0]).toMatchObject({
      id: `${ids.brand}:${ids.rival}`,
      viewpoint: 'customer',
      internal: { id: ids.brand, kind: 'strength', text: 'Brand', score: 9 },
      external: { id: ids.rival, kind: 'threat', text: 'Rival', score: 9 },
      caused: [],
      dismissal: null,
    })
    const first = await own.pairs(viewer, 'viewpoint=customer&limit=1')
    expect([short(first.body.rows), first.body.total]).toEqual([[['ST', 81]], 4])
    expect(short((await own.pairs(viewer, 'viewpoint=customer&strategy=WO')).body.rows)).toEqual([['WO', 36]])
    expect((await own.pairs(viewer, 'viewpoint=view_of_us')).body).toEqual({ rows: [], total: 0 })
  })

  it('leave out settled items', async () => {
    const { own, ids } = await aMatrix('K301')
    await own.step(contributor, { id: ids.rival, version: 1 }, 'settle', { reason: 'Bankrupt' })
    expect(short((await own.pairs(viewer)).body.rows)).toEqual([
      ['SO', 54],
      ['WO', 36],
    ])
    expect((await own.read(viewer)).body.openPairs).toBe(2)
  })

  it('that led to something are told apart from those that wait', async () => {
    const { given, own, ids } = await aMatrix('K302')
    const id = `${ids.debt}:${ids.rival}`
    await givenEffect(house, north, given, { kind: 'action', title: 'Refinance', cause: { kind: 'tows_pair', id } })
    const open = await own.pairs(viewer)
    expect([short(open.body.rows), open.body.total]).toEqual([
      [
        ['ST', 81],
        ['SO', 54],
        ['WO', 36],
      ],
      3,
    ])
    const chosen = await own.pairs(viewer, 'viewpoint=customer&state=chosen')
    expect(chosen.body).toMatchObject({ total: 1, rows: [{ id, caused: [{ title: 'Refinance', isByPair: true }] }] })
  })

  it('are set aside with a reason, and proposed again when somebody brings them back', async () => {
    const { own, ids } = await aMatrix('K303')
    const id = `${ids.brand}:${ids.rival}`
    const set = await own.dismiss(contributor, id, 'Their lawyers forbid it')
    expect(set.status).toBe(201)
    expect(set.body).toMatchObject({
      id,
      dismissal: { reason: 'Their lawyers forbid it', on: '2026-11-20', byName: 'Olga Operations', version: 1 },
    })
    expect((await own.pairs(viewer)).body.total).toBe(3)
    const aside = await own.pairs(viewer, 'viewpoint=customer&state=dismissed')
    expect(aside.body).toMatchObject({ total: 1, rows: [{ id }] })
    const twice = await own.dismiss(owner, id)
    expect([twice.status, twice.body.code]).toEqual([409, 'plans/pair-dismissed'])

    expect((await own.bringBack(owner, id, 9)).status).toBe(412)
    const back = await own.bringBack(owner, id, 1)
    expect(back.body).toMatchObject({ id, dismissal: null })
    expect((await own.pairs(viewer)).body.total).toBe(4)
    expect((await own.bringBack(owner, id, 2)).status).toBe(404)
    const again = await own.dismiss(owner, id, 'Still too dear')
    expect(again.body.dismissal).toMatchObject({ reason: 'Still too dear', version: 3 })
  })

  it('are not set aside where two items make no pair', async () => {
    const { own, ids } = await aMatrix('K304')
    const { body: ours } = await own.add(contributor, { viewpoint: 'view_of_us', kind: 'threat', text: 'Ours' })
    const wrong = [
      `${ids.rival}:${ids.brand}`,
      `${ids.brand}:${ids.debt}`,
      `${ids.brand}:${ours.id}`,
      `${ids.brand}:${NO_ID}`,
    ]
    for (const id of wrong) expect([id, (await own.dismiss(contributor, id)).status]).toEqual([id, 404])
    const bad = await own.dismiss(contributor, 'nonsense', ' ')
    expect(bad.status).toBe(400)
    expect(bad.body.errors.map((fault: { path: string }) => fault.path).sort()).toEqual(['pairId', 'reason'])
    expect((await own.pairs(viewer, 'viewpoint=ours&strategy=OS')).status).toBe(400)
  })

  it('are answered by contributors and up who see the account', async () => {
    const { own, ids, given } = await aMatrix('K305')
    const id = `${ids.brand}:${ids.rival}`
    const south = swotCalls(house, given, 'south')
    expect((await own.pairs(null)).status).toBe(401)
    expect((await own.pairs(outsider)).status).toBe(404)
    expect((await south.pairs(stranger)).status).toBe(404)
    expect((await own.dismiss(null, id)).status).toBe(401)
    expect((await own.dismiss(viewer, id)).status).toBe(403)
    expect((await own.dismiss(outsider, id)).status).toBe(404)
    expect((await south.dismiss(stranger, id)).status).toBe(404)
    await own.dismiss(contributor, id)
    expect((await own.bringBack(null, id, 1)).status).toBe(401)
    expect((await own.bringBack(viewer, id, 1)).status).toBe(403)
    expect((await own.bringBack(outsider, id, 1)).status).toBe(404)
    expect((await south.bringBack(stranger, id, 1)).status).toBe(404)
    expect((await own.pairs(viewer)).body.total).toBe(3)
  })

  it('of an item that was moved to the other side are gone, and come back with it', async () => {
    const { own, ids } = await aMatrix('K306')
    await own.dismiss(contributor, `${ids.brand}:${ids.rival}`)
    const { body: moved } = await own.change(contributor, { id: ids.brand, version: 1 }, { kind: 'opportunity' })
    expect((await own.pairs(viewer, 'viewpoint=customer&state=dismissed')).body.total).toBe(0)
    await own.change(contributor, moved, { kind: 'strength' })
    expect((await own.pairs(viewer, 'viewpoint=customer&state=dismissed')).body.total).toBe(1)
  })
})
