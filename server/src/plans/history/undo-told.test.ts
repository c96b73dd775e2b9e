import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { whiteSpaceCalls } from '../white-space/white-space-fixtures.ts'
import { undoPlanChange } from './undo-change.ts'

let house: TestProgram
let north: number
let anna: TestPerson
let ben: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  anna = await house.createPerson('north', { role: 'owner', name: 'Anna' })
  ben = await house.createPerson('north', { role: 'contributor', name: 'Ben' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  plan = await givenPlan(house, north, `T${++plans}`)
  house.setNow('2026-11-20T10:00:00Z')
})

const base = () => `/api/workspaces/north/plans/${plan.id}`
async function send(path: string, body: object = {}, person = ben) {
  const reply = await house.call(person, 'POST', `${base()}/${path}`, body)
  expect([reply.status < 300, reply.body]).toEqual([true, reply.body])
  return reply.body
}
const changes = async (person = anna) => (await house.call(person, 'GET', `${base()}/changes`)).body.rows
const undo = (changeId: string, person = anna) => house.call(person, 'POST', `${base()}/changes/${changeId}/undo`, {})
const setGoal = (amount: string, version: number) =>
  send('goals', { goals: [{ period: 1, measure: 'net_revenue', amount, version }] })
const goal = async () => Number((await house.call(anna, 'GET', `${base()}/goals`)).body.periods[0].netRevenue.own)

describe('an undo', () => {
  test('is told as one: what was taken back, whose it was and when; what was taken back says so and is not offered again', async () => {
    await setGoal('100', 0)
    await setGoal('120', 1)
    const [changed] = await changes()
    expect(changed).toMatchObject({ item: 'net revenue 2026', actorName: 'Ben', of: null, fate: null, mayUndo: true })
    expect((await undo(changed.id)).body).toEqual({ item: 'net revenue 2026' })
    expect(await goal()).toBe(100)
    const [undone, original] = await changes()
    expect(undone).toMatchObject({
      action: 'plans.change-undone',
      actorName: 'Anna',
      item: 'net revenue 2026',
      of: { action: 'plans.goals-set', actorName: 'Ben', at: changed.at },
      fate: null,
      mayUndo: true,
    })
    expect(original).toMatchObject({
      id: changed.id,
      fate: { kind: 'taken_back', actorName: 'Anna', at: undone.at },
      mayUndo: false,
    })
    expect((await undo(original.id)).body).toMatchObject({ code: 'plans/undo-taken-back' })
  })

  test('can be done again and taken back once more, and only its last step is offered', async () => {
    await setGoal('100', 0)
    const told = async () =>
      (await changes()).map(({ action, fate, mayUndo }: Record<string, { kind?: string }>) => [
        action,
        fate?.kind,
        mayUndo,
      ])
    await undo((await changes())[0].id)
    await undo((await changes())[0].id, ben)
    expect(await goal()).toBe(100)
    expect(await told()).toEqual([
      ['plans.change-redone', undefined, true],
      ['plans.change-undone', 'done_again', false],
      ['plans.goals-set', 'done_again', false],
    ])
    await undo((await changes())[0].id)
    expect(await told()).toEqual([
      ['plans.change-undone', undefined, true],
      ['plans.change-redone', 'taken_back', false],
      ['plans.change-undone', 'done_again', false],
      ['plans.goals-set', 'taken_back', false],
    ])
    const [, , , first] = await changes()
    expect((await undo(first.id)).body.code).toBe('plans/undo-taken-back')
  })

  test('is not done again where something was built upon it, and stands in the audit with what it took back', async () => {
    await setGoal('100', 0)
    await undo((await changes())[0].id)
    await setGoal('90', 2)
    const [, undone] = await changes()
    expect(undone).toMatchObject({ action: 'plans.change-undone', mayUndo: false })
    expect((await undo(undone.id)).body.code).toBe('plans/undo-changed-since')
    const { body } = await house.call(anna, 'GET', `/api/workspaces/north/audit?subjectType=plan&subjectId=${plan.id}`)
    const entry = body.rows.find(({ action }: { action: string }) => action === 'plans.change-undone')
    expect(entry).toMatchObject({
      actorName: 'Anna',
      after: { deed: 'plans.goals-set', item: 'net revenue 2026', by: 'Ben', count: 1, deeds: ['plans.goals-set'] },
    })
  })

  test('of many is one deed, heard of once', async () => {
    const items = Array.from({ length: 40 }, (_, index) => ({
      viewpoint: 'customer',
      kind: 'threat',
      text: `T ${index}`,
    }))
    await send('swot-items/batch', { items })
    const [added] = await changes()
    expect(added.item).toBe('T 0 and 39 more')
    await undo(added.id)
    expect(await changes()).toMatchObject([{ action: 'plans.change-undone', item: 'T 0 and 39 more' }, {}])
    const { rows } = await house.database.superuser.query(
      `select topic from mainstay.outbox_event where subject_id = $1 order by id`,
      [plan.id],
    )
    expect(rows.map(({ topic }) => topic)).toEqual([
      'plans.swot-items-added',
      'plans.swot-item-removed',
      'plans.change-undone',
    ])
  })

  test('names nothing to those who do not see the section', async () => {
    await send('swot-items', { viewpoint: 'customer', kind: 'threat', text: 'Among ourselves' })
    await undo((await changes())[0].id)
    const sections = EVERY_SECTION.map((each) => (each.part === 'swot' ? { ...each, audience: 'inner' } : each))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(sections),
    ])
    expect((await changes(anna))[0]).toMatchObject({ item: 'Among ourselves', mayUndo: true })
    const [undone] = await changes(ben)
    expect(undone).toMatchObject({ item: null, mayUndo: false })
    expect(JSON.stringify(await changes(ben))).not.toContain('Among ourselves')
    expect((await undo(undone.id, ben)).body.code).toBe('plans/undo-not-yours')
  })
})

test('many things are taken back and done again with as many statements as few', async () => {
  const asked = async (changeId: string): Promise<number> => {
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const clock = { now: new Date('2026-11-20T10:00:00Z'), today: '2026-11-20' }
    await house.program.useCases.command(await house.actor('north', anna), noOrigin, (scope) =>
      undoPlanChange({ ...scope, db: scope.db.withPlugin(counting) }, { id: plan.id, changeId }, clock),
    )
    return statements
  }
  const item = (_: unknown, index: number) => ({ viewpoint: 'customer', kind: 'threat', text: `Threat ${index}` })
  const counts: number[][] = []
  for (const many of [2, 90]) {
    plan = await givenPlan(house, north, `T${++plans}`)
    await send('swot-items/batch', { items: Array.from({ length: many }, item) })
    const items = [await asked((await changes())[0].id), await asked((await changes())[0].id)]
    await send('actions/import', { pasted: ['Action', ...Array.from({ length: many }, () => 'Call')].join('\n') })
    counts.push([...items, await asked((await changes())[0].id), await asked((await changes())[0].id)])
    expect((await house.call(anna, 'GET', `${base()}/actions`)).body.total).toBe(many)
    expect((await house.call(anna, 'GET', `${base()}/swot`)).body.items).toHaveLength(many)
  }
  expect(counts[1]).toEqual(counts[0])
})

describe('what was said or made of a cell', () => {
  test('since it was written holds its undo back, as with other things', async () => {
    const grid = whiteSpaceCalls(house, plan.id)
    const [unit] = (await grid.add(anna, 'units', [{ name: 'Nordics' }])).body.headings
    const [one, two] = (await grid.add(anna, 'offerings', [{ name: 'Helmets' }, { name: 'Tires' }])).body.headings
    const at = (offering: { id: string }) => ({ unitId: unit.id, offeringId: offering.id, version: 0 })
    const subject = { subjectKind: 'white_space_cell', subjectId: `${unit.id}:${one.id}` }
    await send('comments', { ...subject, content: 'Before it was written' })
    await grid.write(anna, [{ ...at(one), state: 'open' }])
    expect((await changes())[0]).toMatchObject({ item: 'Nordics × Helmets', mayUndo: true })
    const said = await send('comments', { ...subject, content: 'They asked for an offer' })
    const [, written] = await changes()
    expect(written).toMatchObject({ item: 'Nordics × Helmets', mayUndo: false })
    expect((await undo(written.id)).body.code).toBe('plans/undo-built-upon')
    await house.call(ben, 'POST', `${base()}/comments/${said.id}/remove`, {}, { 'if-match': '"1"' })
    expect((await undo(written.id)).status).toBe(200)
    await grid.write(anna, [{ ...at(two), state: 'open' }])
    const [cell] = await changes()
    const cause = { kind: 'white_space_cell', id: `${unit.id}:${two.id}` }
    const { id } = await send('actions', { title: 'Offer tires', cause })
    expect((await undo(cell.id)).body.code).toBe('plans/undo-built-upon')
    // What was made of it was taken out again: nothing holds it any more.
    await house.call(ben, 'POST', `${base()}/actions/${id}/removal`, {}, { 'if-match': '"1"' })
    expect((await undo(cell.id)).status).toBe(200)
  })
})

test('an undo of cells right where they were written is told as one too, and held back by the same', async () => {
  const grid = whiteSpaceCalls(house, plan.id)
  const [unit] = (await grid.add(anna, 'units', [{ name: 'Nordics' }])).body.headings
  const [one] = (await grid.add(anna, 'offerings', [{ name: 'Helmets' }])).body.headings
  const place = { unitId: unit.id, offeringId: one.id }
  const { changeId } = (await grid.write(ben, [{ ...place, version: 0, state: 'open' }])).body
  const subject = { subjectKind: 'white_space_cell', subjectId: `${unit.id}:${one.id}` }
  const said = await send('comments', { ...subject, content: 'They asked for an offer' })
  expect((await grid.undo(anna, changeId)).body.code).toBe('plans/undo-built-upon')
  await house.call(ben, 'POST', `${base()}/comments/${said.id}/remove`, {}, { 'if-match': '"1"' })
  const undone = await grid.undo(anna, changeId)
  expect([undone.status, undone.body.emptied]).toEqual([200, [place]])
  const [last] = await changes()
  expect(last).toMatchObject({
    action: 'plans.change-undone',
    item: 'Nordics × Helmets',
    of: { action: 'plans.white-space-cells-written', actorName: 'Ben' },
    mayUndo: true,
  })
  // And the undo of that undo, by the change that it has kept, is the same done again.
  expect((await grid.undo(ben, undone.body.changeId)).status).toBe(200)
  expect((await changes())[0]).toMatchObject({ action: 'plans.change-redone', actorName: 'Ben' })
  expect((await grid.undo(ben, undone.body.changeId)).body.code).toBe('plans/change-undone-already')
})

test('what a hand-over with introductions did to actions is taken back one by one, and the introductions too', async () => {
  const carl = await house.createPerson('north', { role: 'contributor', name: `Carl ${plans}` })
  const made = []
  for (const title of ['Visit', 'Call'])
    made.push(await send('actions', { title, owner: { kind: 'member', personId: ben.id } }))
  await send('hand-over', {
    fromPersonId: ben.id,
    toPersonId: carl.id,
    note: 'Yours now',
    actions: made.map(({ id, version }) => ({ id, version })),
    introductions: [
      { name: 'Mia Buyer', dueOn: '2026-12-01' },
      { name: 'Max Boss', dueOn: '2026-12-02' },
    ],
  })
  const offered = (await changes()).filter(({ mayUndo }: { mayUndo: boolean }) => mayUndo)
  expect(offered.map(({ action, item }: Record<string, string>) => [action, item]).toSorted()).toEqual([
    ['plans.action-added', `Introduce ${carl.name} to Max Boss`],
    ['plans.action-added', `Introduce ${carl.name} to Mia Buyer`],
    ['plans.action-handed-over', 'Call'],
    ['plans.action-handed-over', 'Visit'],
  ])
  for (const { id } of offered) expect((await undo(id)).status).toBe(200)
  const { rows } = (await house.call(anna, 'GET', `${base()}/actions`)).body
  expect(rows.map(({ owner }: { owner: { name: string } }) => owner.name)).toEqual(['Ben', 'Ben'])
})
