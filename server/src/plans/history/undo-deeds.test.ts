import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'
import { findPlan, visibleSections } from '../plan-store.ts'
import { whiteSpaceCalls } from '../white-space/white-space-fixtures.ts'
import { judgeDeeds } from './undo-deed.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let colleague: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  colleague = await house.createPerson('north', { role: 'contributor', seesMargins: false, name: 'Carl Colleague' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  plan = await givenPlan(house, north, `U${++plans}`)
  house.setNow('2026-11-20T10:00:00Z')
})

const base = () => `/api/workspaces/north/plans/${plan.id}`
const read = async (path: string) => (await house.call(owner, 'GET', `${base()}/${path}`)).body
async function send(path: string, body: object = {}, version?: number, method: 'POST' | 'PATCH' = 'POST') {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
  const reply = await house.call(owner, method, `${base()}/${path}`, body, headers)
  expect([reply.status < 300, reply.body]).toEqual([true, reply.body])
  return reply.body
}

interface Change {
  readonly id: string
  readonly action: string
  readonly item: string | null
  readonly mayUndo: boolean
}

async function changes(person = owner): Promise<Change[]> {
  return (await house.call(person, 'GET', `${base()}/changes`)).body.rows
}

const undo = (changeId: string, person = owner) => house.call(person, 'POST', `${base()}/changes/${changeId}/undo`, {})

/** Takes the last deed of a kind back, which has to be offered. */
async function takeBack(action: string): Promise<void> {
  const found = (await changes()).find((change) => change.action === action)
  expect(found).toMatchObject({ mayUndo: true })
  const reply = await undo(found?.id ?? '')
  expect([reply.status, reply.body]).toEqual([200, { item: found?.item }])
}

async function latest(): Promise<Change> {
  const [change] = await changes()
  if (!change) throw new Error('nothing was changed')
  return change
}

describe('an action', () => {
  test('that was ticked off by mistake is planned again, and done again on the same day when that was the mistake', async () => {
    const { id } = await send('actions', { title: 'Visit' })
    await send(`actions/${id}/state`, { state: 'done', evidence: 'Minutes' }, 1)
    await takeBack('plans.action-moved')
    expect(await read(`actions/${id}`)).toMatchObject({ state: 'planned', doneOn: null, evidence: '' })
    house.setNow('2026-11-25T10:00:00Z')
    await takeBack('plans.change-undone')
    expect(await read(`actions/${id}`)).toMatchObject({ state: 'done', doneOn: '2026-11-20', evidence: 'Minutes' })
  })

  test('goes back to who had it and to what was said of it, asleep or awake', async () => {
    const action = await send('actions', {
      title: 'Visit',
      owner: { kind: 'colleague', name: 'Chris', function: 'IT' },
    })
    const at = `actions/${action.id}`
    await send(`${at}/snooze`, { until: '2026-12-01', reason: 'After the fair' }, 1)
    await send(`${at}/hand-over`, { to: { kind: 'member', personId: colleague.id }, note: 'Yours now' }, 2)
    expect(await read(at)).toMatchObject({ owner: { name: 'Carl Colleague' }, snoozedUntil: null })
    await takeBack('plans.action-handed-over')
    const asBefore = { owner: { kind: 'colleague', name: 'Chris', function: 'IT' }, snoozedUntil: '2026-12-01' }
    expect(await read(at)).toMatchObject(asBefore)
    await send(`${at}/snooze`, { until: null }, 4)
    await takeBack('plans.action-woken')
    expect(await read(at)).toMatchObject({ ...asBefore, snoozeReason: 'After the fair' })
  })

  test('stays with its new owner when the old one has left, and says so', async () => {
    const leaver = await house.createPerson('north', { role: 'contributor', name: 'Lea Leaver' })
    const action = await send('actions', { title: 'Visit', owner: { kind: 'member', personId: leaver.id } })
    await send(`actions/${action.id}`, { owner: { kind: 'member', personId: owner.id } }, 1, 'PATCH')
    await house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
      leaver.id,
    ])
    const { id, mayUndo } = await latest()
    expect(mayUndo).toBe(false)
    expect((await undo(id)).body.code).toBe('plans/person-not-member')
    expect(await read(`actions/${action.id}`)).toMatchObject({ owner: { name: 'Olga Owner' }, version: 2 })
  })

  test('is not done again while something it needs is open', async () => {
    const need = await send('actions', { title: 'Samples' })
    const action = await send('actions', { title: 'Offer' })
    await house.call(owner, 'PUT', `${base()}/actions/${action.id}/needs`, { needs: [need.id] }, { 'if-match': '"1"' })
    await send(`actions/${need.id}/state`, { state: 'done' }, 1)
    await send(`actions/${action.id}/state`, { state: 'done' }, 2)
    await send(`actions/${action.id}/state`, { state: 'in_progress' }, 3)
    const reopened = await latest()
    await send(`actions/${need.id}/state`, { state: 'in_progress' }, 2)
    expect((await undo(reopened.id)).body.code).toBe('plans/action-needs-open')
  })

  test('of many that were changed together goes back alone', async () => {
    const made = [await send('actions', { title: 'One' }), await send('actions', { title: 'Two' })]
    const items = made.map(({ id, version }) => ({ id, version }))
    await send('actions/changes', { items, dueOn: '2026-12-24', move: { state: 'blocked', reason: 'Holidays' } })
    const found = (await changes()).filter(({ action }) => action === 'plans.action-changed')
    expect(found.map(({ item, mayUndo }) => [item, mayUndo])).toEqual([
      ['Two', true],
      ['One', true],
    ])
    expect((await undo(found[1]?.id ?? '')).status).toBe(200)
    expect(await read(`actions/${made[0].id}`)).toMatchObject({ state: 'planned', dueOn: null, stateReason: '' })
    expect(await read(`actions/${made[1].id}`)).toMatchObject({ state: 'blocked', dueOn: '2026-12-24' })
  })
})

describe('what came in together', () => {
  test('goes together: imported actions and pasted SWOT items, unless one of them was worked on', async () => {
    await send('actions/import', { pasted: 'Action\nCall\nWrite\nWait' })
    await takeBack('plans.actions-imported')
    expect((await read('actions')).total).toBe(0)
    const items = ['A rival', 'A new law'].map((text) => ({ viewpoint: 'customer', kind: 'threat', text }))
    const [first] = (await send('swot-items/batch', { items })).items
    await send(`swot-items/${first.id}/settle`, { reason: 'It went bankrupt' }, 1)
    expect((await changes()).map(({ action, mayUndo }) => [action, mayUndo]).slice(0, 2)).toEqual([
      ['plans.swot-item-settled', true],
      ['plans.swot-items-added', false],
    ])
    await takeBack('plans.swot-item-settled')
    expect((await read('swot')).items).toMatchObject([{ settled: null }, { settled: null }])
  })

  test('stays where somebody has said something of it, or done something because of it', async () => {
    await send('actions/import', { pasted: 'Action\nCall\nWrite' })
    const [action] = (await read('actions')).rows
    await send('comments', { subjectKind: 'action', subjectId: action.id, content: 'They wait for it' })
    const items = ['A rival', 'A new law'].map((text) => ({ viewpoint: 'customer', kind: 'threat', text }))
    const [item] = (await send('swot-items/batch', { items })).items
    await send('actions', { title: 'Visit', cause: { kind: 'swot_item', id: item.id } })
    const together = (await changes()).filter(({ action: name }) => /imported|items-added/.test(name))
    expect(together.map(({ mayUndo }) => mayUndo)).toEqual([false, false])
    for (const { id } of together) expect((await undo(id)).body.code).toBe('plans/undo-built-upon')
  })

  test('comes back together', async () => {
    await send('actions/import', { pasted: 'Action\nCall\nWrite' })
    await takeBack('plans.actions-imported')
    await takeBack('plans.change-undone')
    expect((await read('actions')).total).toBe(2)
    const items = ['A rival', 'A new law'].map((text) => ({ viewpoint: 'customer', kind: 'threat', text }))
    await send('swot-items/batch', { items })
    await takeBack('plans.swot-items-added')
    expect((await read('swot')).items).toEqual([])
    await takeBack('plans.change-undone')
    expect((await read('swot')).items).toHaveLength(2)
  })
})

test('imported objectives go with their key results, and key results alone where their objective was there before', async () => {
  const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
  await send('objectives', { title: 'Grow', ...span })
  const sheet = [
    'Objective\tPeriod\tKey result\tStart\tTarget',
    'Grow\t\tOrders\t10\t20',
    'Win trust\t2026\tTalks\t0\t4',
    'Win trust\t2026\tVisits\t0\t2',
  ]
  await send('objectives/import', { pasted: sheet.join('\n') })
  const standing = async () => {
    const { objectives } = await read('objectives')
    return Object.fromEntries(
      objectives.map(({ title, keyResults }: { title: string; keyResults: { title: string }[] }) => [
        title,
        keyResults.map((result) => result.title),
      ]),
    )
  }
  expect(await standing()).toEqual({ Grow: ['Orders'], 'Win trust': ['Talks', 'Visits'] })
  const imported = await latest()
  await takeBack('plans.objectives-imported')
  expect(await standing()).toEqual({ Grow: [] })
  expect((await undo(imported.id)).body.code).toBe('plans/undo-taken-back')
})

describe('goals, bridges and cells', () => {
  const wish = (period: number, measure: string, amount: string | null, version = 0) => ({
    period,
    measure,
    amount,
    version,
  })
  const amounts = async () => {
    const { periods } = await read('goals')
    return periods.flatMap((period: Record<'netRevenue' | 'grossMargin', { own: string | null }>) => [
      period.netRevenue.own,
      period.grossMargin.own,
    ])
  }

  test('goals are all what they were before, of margins only for who sees margins', async () => {
    await send('goals', { goals: [wish(1, 'net_revenue', '100'), wish(2, 'gross_margin', '40')] })
    await send('goals', { goals: [wish(1, 'net_revenue', '120', 1), wish(2, 'net_revenue', '140')] })
    expect(await latest()).toMatchObject({ item: 'net revenue 2026 and 1 more', mayUndo: true })
    await takeBack('plans.goals-set')
    expect((await amounts()).map((own: string | null) => own && Number(own))).toEqual([100, null, null, 40])
    const [, , first] = await changes(colleague)
    expect(first).toMatchObject({ action: 'plans.goals-set', item: 'net revenue 2026', mayUndo: false })
  })

  test('an entry of a bridge says again what it said', async () => {
    const entry = await send('bridge-entries', { period: 1, measure: 'net_revenue', kind: 'pipeline', amount: '5' })
    await send(`bridge-entries/${entry.id}`, { amount: '7', note: 'More' }, 1, 'PATCH')
    await takeBack('plans.bridge-entry-changed')
    expect((await read('goals')).periods[0].netRevenue.entries).toMatchObject([{ amount: '5.0000', note: '' }])
  })

  test('cells are what they were, empty ones empty, unless one was written since', async () => {
    const grid = whiteSpaceCalls(house, plan.id)
    const [unit] = (await grid.add(owner, 'units', [{ name: 'Lab' }])).body.headings
    const [bikes, parts] = (await grid.add(owner, 'offerings', [{ name: 'Bikes' }, { name: 'Parts' }])).body.headings
    const at = (offering: { id: string }, version = 0) => ({ unitId: unit.id, offeringId: offering.id, version })
    const cells = async () =>
      (await grid.read(owner)).body.cells.map(({ state, competitor, competitorShare }: Record<string, unknown>) => [
        state,
        competitor,
        competitorShare,
      ])
    await grid.write(owner, [{ ...at(bikes), state: 'competitor', competitor: 'Acme', competitorShare: 0.25 }])
    await grid.write(owner, [
      { ...at(bikes, 1), state: 'open', competitor: null, competitorShare: null },
      { ...at(parts), state: 'open' },
    ])
    await takeBack('plans.white-space-cells-written')
    expect(await cells()).toEqual([['competitor', 'Acme', 0.25]])
    await takeBack('plans.change-undone')
    expect(await cells()).toHaveLength(2)
    await grid.write(owner, [{ ...at(parts, 3), note: 'Ask them' }])
    const [, redone] = await changes()
    expect(redone).toMatchObject({ action: 'plans.change-redone', mayUndo: false })
    expect((await undo(redone?.id ?? '')).body.code).toBe('plans/undo-changed-since')
  })
})

test('cells of a unit that was taken out since stay what they were, until it is put back', async () => {
  const grid = whiteSpaceCalls(house, plan.id)
  const [unit] = (await grid.add(owner, 'units', [{ name: 'Lab' }])).body.headings
  const [bikes] = (await grid.add(owner, 'offerings', [{ name: 'Bikes' }])).body.headings
  const wish = { unitId: unit.id, offeringId: bikes.id, version: 0, state: 'open' }
  const { changeId } = (await grid.write(owner, [wish])).body
  const written = await latest()
  await grid.remove(owner, 'units', unit)
  expect((await undo(written.id)).body.code).toBe('plans/no-such-unit')
  expect((await grid.undo(owner, changeId)).body.code).toBe('plans/no-such-unit')
  await grid.restore(owner, 'units', { ...unit, version: 2 })
  expect((await grid.read(owner)).body.cells).toMatchObject([{ state: 'open' }])
  expect((await undo(written.id)).status).toBe(200)
  expect((await grid.read(owner)).body.cells).toEqual([])
})

test('the list of changes looks at large fills of cells once, however often they were written over', async () => {
  const grid = whiteSpaceCalls(house, plan.id)
  const named = (name: string) => Array.from({ length: 30 }, (_, index) => ({ name: `${name} ${index}` }))
  const units: { id: string }[] = (await grid.add(owner, 'units', named('Unit'))).body.headings
  const offerings: { id: string }[] = (await grid.add(owner, 'offerings', named('Offering'))).body.headings
  const places = units.flatMap((unit) => offerings.map(({ id }) => ({ unitId: unit.id, offeringId: id })))
  const fill = async (version: number) => {
    const reply = await grid.write(
      owner,
      places.map((place) => ({ ...place, version, state: 'open', note: `Fill ${version}` })),
    )
    expect(reply.status).toBe(200)
  }
  for (let version = 0; version < 12; version += 1) await fill(version)
  const deeds = (await changes()).filter(({ action }) => action === 'plans.white-space-cells-written')
  expect(deeds.map(({ mayUndo }) => mayUndo)).toEqual([true, ...Array.from({ length: 11 }, () => false)])
  let read = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      read += result.rows.length
      return result
    },
  }
  const actor = await house.actor('north', owner)
  const left = await house.program.useCases.read(actor, async (scope) => {
    const asked = deeds.map(({ id, action }) => ({ id, action, after: null }))
    const stored = await findPlan(scope, plan.id)
    const asking = { plan: stored, sections: await visibleSections(scope, stored) }
    return judgeDeeds({ ...scope, db: scope.db.withPlugin(counting) }, asking, asked)
  })
  expect([...left.values()].filter(({ kind }) => kind === 'may')).toHaveLength(1)
  // The cells that stand, and not one for each time that they were written over.
  expect(read).toBeLessThan(places.length + 2 * deeds.length)
}, 60_000)

describe('people', () => {
  test('of the team come, go and say again what they do', async () => {
    const buyer = { name: 'Ben Buyer', side: 'customer', function: 'Buyer', duty: 'informed' }
    const person = await send('team', buyer)
    await takeBack('plans.person-added')
    expect((await read('team')).people).toEqual([])
    await takeBack('plans.change-undone')
    await send(`team/${person.id}`, { duty: 'consulted', task: 'Opens doors' }, 3, 'PATCH')
    await takeBack('plans.person-changed')
    expect((await read('team')).people).toMatchObject([{ ...buyer, task: '' }])
  })

  test('are not put back where the place of another would change with them', async () => {
    const accountable = (person: TestPerson, takesOver: boolean) =>
      send('team', { personId: person.id, side: 'ours', function: 'Sales', duty: 'accountable', takesOver })
    await accountable(owner, false)
    await accountable(colleague, true)
    const offered = (await changes()).slice(0, 2)
    expect(offered.map(({ mayUndo }) => mayUndo)).toEqual([false, false])
  })
})

test('an objective gets the owner back that it had, and keeps one who has left while its words go back', async () => {
  const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
  const mine = { kind: 'member', personId: owner.id }
  const objective = await send('objectives', { title: 'Grow', ...span, owner: mine })
  await send(`objectives/${objective.id}`, { owner: { kind: 'customer', name: 'Ben Buyer' } }, 1, 'PATCH')
  await takeBack('plans.objective-changed')
  expect((await read('objectives')).objectives[0].owner).toMatchObject({ kind: 'member', name: 'Olga Owner' })
  const leaver = await house.createPerson('north', { role: 'contributor', name: 'Leo Leaver' })
  await send(`objectives/${objective.id}`, { owner: { kind: 'member', personId: leaver.id } }, 3, 'PATCH')
  await send(`objectives/${objective.id}`, { title: 'Grow faster' }, 4, 'PATCH')
  await house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
    leaver.id,
  ])
  await takeBack('plans.objective-changed')
  expect((await read('objectives')).objectives[0]).toMatchObject({ title: 'Grow', owner: { hasLeft: true } })
})
