import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  colleague = await house.createPerson('north', { role: 'contributor', name: 'Carl Colleague' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  plan = await givenPlan(house, north, `C${++plans}`)
  house.setNow('2026-11-20T10:00:00Z')
})

const base = () => `/api/workspaces/north/plans/${plan.id}`
const send = async (path: string, body: object = {}, version?: number, method: 'POST' | 'PATCH' | 'PUT' = 'POST') => {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
  const reply = await house.call(owner, method, `${base()}/${path}`, body, headers)
  expect([reply.status < 300, reply.body.detail]).toEqual([true, reply.body.detail])
  return reply.body
}
const changes = async (person = owner) => (await house.call(person, 'GET', `${base()}/changes`)).body.rows
const undo = (changeId: string, person: TestPerson | null = owner) =>
  house.call(person, 'POST', `${base()}/changes/${changeId}/undo`, {})

describe('the list of changes', () => {
  test('names what each deed was done to', async () => {
    const action = await send('actions', { title: 'Visit <b>Lyon</b>' })
    await send(`actions/${action.id}/state`, { state: 'blocked', reason: 'No budget' }, 1)
    const objective = await send('objectives', {
      title: 'Be first choice',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      keyResults: [{ title: 'Orders on time', start: '80', target: '98' }],
    })
    await send(`key-results/${objective.keyResults[0].id}/readings`, { on: '2026-11-19', value: '90' })
    await send('swot-items', { viewpoint: 'customer', kind: 'threat', text: 'A rival builds next door' })
    await send('team', { name: 'Ben Buyer', side: 'customer', function: 'Buyer', duty: 'informed' })
    await send('actions/import', { pasted: 'Action\nCall\nWrite\nWait' })
    await send('snapshots', { reason: 'Before the review' })
    expect((await changes()).map((row: { action: string; item: string | null }) => [row.action, row.item])).toEqual([
      ['plans.snapshot-taken', 'Before the review'],
      ['plans.actions-imported', 'Call and 2 more'],
      ['plans.person-added', 'Ben Buyer'],
      ['plans.swot-item-added', 'A rival builds next door'],
      ['plans.reading-entered', 'Orders on time'],
      ['plans.objective-created', 'Be first choice'],
      ['plans.action-moved', 'Visit <b>Lyon</b>'],
      ['plans.action-added', 'Visit <b>Lyon</b>'],
    ])
  })

  test('tells nobody the names of things in sections they do not see, nor of margins', async () => {
    await send('swot-items', { viewpoint: 'customer', kind: 'threat', text: 'Among ourselves' })
    await send('bridge-entries', { period: 1, measure: 'gross_margin', kind: 'pipeline', amount: '5' })
    const sections = EVERY_SECTION.map((each) => (each.part === 'swot' ? { ...each, audience: 'inner' } : each))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(sections),
    ])
    const itemsFor = async (person: TestPerson) => (await changes(person)).map(({ item }: { item: unknown }) => item)
    expect(await itemsFor(owner)).toEqual(['pipeline in 2026', 'Among ourselves'])
    expect(await itemsFor(colleague)).toEqual([null, null])
  })
})

describe('taking a change back', () => {
  const latest = async () => (await changes())[0]

  test('does the opposite, with all its rules and a trace of its own', async () => {
    const action = await send('actions', { title: 'Visit', dueOn: '2026-12-01', details: 'By train' })
    await send(`actions/${action.id}`, { title: 'Call', dueOn: null }, 1, 'PATCH')
    const changed = await latest()
    expect(changed).toMatchObject({ action: 'plans.action-changed', item: 'Call', mayUndo: true })
    const undone = await undo(changed.id)
    expect([undone.status, undone.body]).toEqual([200, { item: 'Call' }])
    const read = await house.call(owner, 'GET', `${base()}/actions/${action.id}`)
    expect(read.body).toMatchObject({ title: 'Visit', dueOn: '2026-12-01', details: 'By train', version: 3 })
    expect(await changes()).toMatchObject([
      { action: 'plans.change-undone', item: 'Call', mayUndo: true },
      { action: 'plans.action-changed', mayUndo: false },
      { action: 'plans.action-added', mayUndo: false },
    ])
    expect((await undo(changed.id)).body.code).toBe('plans/undo-taken-back')
  })

  test.each([
    ['actions', { title: 'Visit' }],
    ['objectives', { title: 'Grow', startsOn: '2026-01-01', endsOn: '2026-12-31' }],
    ['swot-items', { viewpoint: 'customer', kind: 'threat', text: 'A rival' }],
    ['statements', { sectionKey: 'statements', content: 'They grow', asOf: '2026-11-01' }],
    ['bridge-entries', { period: 1, measure: 'net_revenue', kind: 'pipeline', amount: '5' }],
  ])('takes out what was added to %s, and puts it back again', async (path, body) => {
    await send(path, body)
    const added = await latest()
    expect(added.mayUndo).toBe(true)
    expect((await undo(added.id)).status).toBe(200)
    const removed = await latest()
    expect(removed).toMatchObject({ mayUndo: true, item: added.item })
    expect(removed).toMatchObject({ action: 'plans.change-undone', of: { action: added.action } })
    expect((await undo(removed.id)).status).toBe(200)
    expect(await latest()).toMatchObject({ action: 'plans.change-redone', mayUndo: true, item: added.item })
  })

  test('restores what an objective, a SWOT item and a statement said', async () => {
    const objective = await send('objectives', {
      title: 'Grow',
      why: 'Asked for',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    })
    await send(`objectives/${objective.id}`, { title: 'Shrink', why: '' }, 1, 'PATCH')
    await undo((await latest()).id)
    await send(`objectives/${objective.id}/close`, { grade: 0.5, reason: 'Half of it' }, 3)
    await undo((await latest()).id)
    const item = await send('swot-items', { viewpoint: 'customer', kind: 'threat', text: 'A rival', impact: 3 })
    await send(`swot-items/${item.id}`, { text: 'Two rivals', impact: null }, 1, 'PUT')
    await undo((await latest()).id)
    const statement = await send('statements', { sectionKey: 'statements', content: 'They grow', asOf: '2026-11-01' })
    await send(
      `statements/${statement.id}`,
      { content: 'They shrink', source: 'Their report', isConfirmed: true },
      1,
      'PATCH',
    )
    await undo((await latest()).id)
    const read = async (path: string) => (await house.call(owner, 'GET', `${base()}/${path}`)).body
    expect((await read('objectives')).objectives).toMatchObject([{ title: 'Grow', why: 'Asked for', status: 'open' }])
    const { items } = await read('swot')
    expect(items).toMatchObject([{ text: 'A rival', impact: 3 }])
    const { sections } = await read('statements')
    expect(sections[0].statements).toMatchObject([{ content: 'They grow', source: '', isConfirmed: false }])
  })

  test('is not offered where more was changed than it could restore, or for what makes the plan another', async () => {
    const action = await send('actions', { title: 'Visit', dueOn: '2026-11-20', repeat: { every: 1, unit: 'month' } })
    await send(`actions/${action.id}/state`, { state: 'done' }, 1)
    expect((await changes()).slice(0, 2)).toMatchObject([
      { action: 'plans.action-moved', mayUndo: false },
      { action: 'plans.action-repeated', mayUndo: false },
    ])
    await send('snapshots', { reason: 'Before the review' })
    expect((await latest()).mayUndo).toBe(false)
    const codes = []
    for (const { id } of await changes()) codes.push((await undo(id)).body.code)
    expect(codes).toEqual([
      'plans/undo-by-hand',
      'plans/undo-in-part',
      'plans/undo-by-hand',
      'plans/undo-changed-since',
    ])
  })

  test('is not offered for what others have built upon since', async () => {
    const results = [{ title: 'Orders on time', start: '80', target: '98' }]
    const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
    const objective = await send('objectives', { title: 'Grow', ...span, keyResults: results })
    const created = await latest()
    expect(created).toMatchObject({ action: 'plans.objective-created', mayUndo: true })
    await send(`key-results/${objective.keyResults[0].id}/readings`, { on: '2026-11-19', value: '90' })
    expect((await changes()).map(({ mayUndo }: { mayUndo: boolean }) => mayUndo)).toEqual([true, false])
    const other = await send('objectives', { title: 'Win trust', ...span })
    await send('actions', { title: 'Visit', objectiveId: other.id })
    expect((await changes()).map(({ mayUndo }: { mayUndo: boolean }) => mayUndo)).toEqual([true, false, true, false])
    expect((await undo(created.id)).body.code).toBe('plans/undo-built-upon')
    const first = await send('actions', { title: 'First' })
    const second = await send('actions', { title: 'Second' })
    await send(`actions/${second.id}/needs`, { needs: [first.id] }, 1, 'PUT')
    const added = (await changes()).filter(({ action }: { action: string }) => action === 'plans.action-added')
    expect(added.map(({ mayUndo }: { mayUndo: boolean }) => mayUndo)).toEqual([false, false, true])
  })

  test('is done for everybody who asks at the same moment, without their locking each other out', async () => {
    for (const amount of ['1', '2', '3', '4', '5', '6']) {
      const body = { period: 1, measure: 'net_revenue', kind: 'pipeline', amount }
      const entry = await send('bridge-entries', body)
      await send(`bridge-entries/${entry.id}/remove`, {}, 1)
    }
    const removed = (await changes()).filter(({ action }: { action: string }) => action.endsWith('-removed'))
    const begun = performance.now()
    const undone = await Promise.all(removed.map(({ id }: { id: string }) => undo(id)))
    expect(undone.map(({ status }) => status)).toEqual(removed.map(() => 200))
    // The database sees after a second that two wait for each other, and lets one of them begin anew.
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  test('is for those who may write the plan, while it is open, and for changes of this plan', async () => {
    await send('actions', { title: 'Visit' })
    const { id } = await latest()
    expect((await undo(id, null)).status).toBe(401)
    expect((await undo(id, viewer)).status).toBe(403)
    expect((await undo(id, stranger)).status).toBe(404)
    expect((await changes(viewer))[0]).toMatchObject({ item: 'Visit', mayUndo: false })
    expect((await undo('x')).status).toBe(400)
    plan = await givenPlan(house, north, `C${++plans}`)
    expect((await undo(id)).status).toBe(404)
  })
})
