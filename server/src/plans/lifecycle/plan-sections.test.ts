import type { PlanHeader } from '@mainstay/contract/plans'
import type { PlanSections } from '@mainstay/contract/plans-sections'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'

let house: TestProgram
let lead: TestPerson
let author: TestPerson
let viewer: TestPerson
let northManager: TestPerson
let stranger: TestPerson
let workspaceId: number
let plan: PlanHeader
let accounts = 0

const base = '/api/workspaces/north'

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  await house.createWorkspace('south')
  lead = await house.createPerson('north', { role: 'program_lead', name: 'Lea Lead' })
  author = await house.createPerson('north', { role: 'account_manager', name: 'Anna Author' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  northManager = await house.createPerson('north', { role: 'account_manager', visibility: 'unit', unit: 'North' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  const accountId = await smallLedger(house.database.superuser, workspaceId).account(`A${++accounts}`)
  plan = (await house.call(author, 'POST', `${base}/plans`, { accountId })).body
})

async function list(person: TestPerson | null = author): Promise<{ status: number; body: PlanSections }> {
  return house.call(person, 'GET', `${base}/plans/${plan.id}/sections`)
}
const change = (person: TestPerson | null, way: string, body: object = {}, version = plan.version) =>
  house.call(person, 'POST', `${base}/plans/${plan.id}/sections${way}`, body, { 'if-match': `"${version}"` })
const add = (keys: readonly string[], person: TestPerson | null = author) => change(person, '', { keys })
const remove = (key: string, person: TestPerson | null = author) => change(person, `/${key}/remove`)
const keysOf = ({ sections }: Pick<PlanHeader, 'sections'>) => sections.map(({ key }) => key)
const offered = async (person?: TestPerson) => (await list(person)).body.offered

/** As if the plan had been begun from a template without these sections. */
async function givenWithout(...keys: readonly string[]): Promise<void> {
  const query = house.database.superuser.query.bind(house.database.superuser)
  const sections = JSON.stringify(plan.sections.filter(({ key }) => !keys.includes(key)))
  await query(`update mainstay.plan set sections = $2 where id = $1`, [plan.id, sections])
  await query(`delete from mainstay.plan_past where plan_id = $1 and of_table = 'plan'`, [plan.id])
}

const IN_BRIDGE = { period: 1, measure: 'net_revenue', amount: '5' }

async function heading(axis: 'units' | 'offerings'): Promise<string> {
  const path = `${base}/plans/${plan.id}/white-space/${axis}`
  const { body } = await house.call(author, 'POST', path, { headings: [{ name: 'Plant 7' }] })
  return body.headings.find(({ name }: { name: string }) => name === 'Plant 7').id
}

/** The next version of the template in use, with one section more and a field more in its first. */
async function givenNextVersion(): Promise<void> {
  const call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object, version = 0) =>
    house.call(lead, method, `${base}/plan-templates${path}`, body, { 'if-match': `"${version}"` })
  const next = (await call('POST', `/${plan.template?.id}/revise`, {})).body
  const [profile, ...others] = next.sections
  const field = { key: 'sites', label: 'Their sites', kind: 'text' }
  const safety = { key: 'safety', title: 'Safety', part: 'statements', fields: [field] }
  const sections = [{ ...profile, fields: [...profile.fields, field] }, safety, ...others]
  const drafted = await call('PUT', `/${next.id}`, { name: next.name, kind: next.kind, sections }, next.version)
  const active = await call('POST', `/${next.id}/activate`, {}, drafted.body.version)
  expect(active.body.status).toBe('active')
}

describe('sections of a standing plan', () => {
  test('are told with whether anything stands in them', async () => {
    await house.call(author, 'POST', `${base}/plans/${plan.id}/actions`, { title: 'Visit' })
    const { body } = await list()
    expect(body.offered).toEqual([])
    const isEmpty = new Map(body.sections.map((section) => [section.key, section.isEmpty]))
    expect([isEmpty.get('actions'), isEmpty.get('team'), isEmpty.get('swot')]).toEqual([false, false, true])
  })

  test('that its template has by now are offered and taken over in their places, and nothing else changes', async () => {
    await givenWithout('swot', 'risks')
    const before = (await list()).body.offered
    expect(before.map(({ from, section }) => [from, section.key])).toEqual([
      ['template', 'swot'],
      ['template', 'risks'],
    ])
    const { status, body } = await add(['swot'])
    expect([status, keysOf(body)]).toEqual([200, keysOf(plan).filter((key) => key !== 'risks')])
    expect(body.template).toEqual(plan.template)
    expect((await house.call(author, 'GET', `${base}/plans/${plan.id}/swot`)).status).toBe(200)
    const told = await house.call(author, 'GET', `${base}/plans/${plan.id}/changes`)
    expect(told.body.rows[0]).toMatchObject({ action: 'plans.sections-added', item: 'SWOT' })
  })

  test('get the fields that a later version of the template has, and keep what was written', async () => {
    await givenNextVersion()
    const fresh = await offered()
    expect(fresh.map(({ section: { key }, template, newFields }) => [key, template?.number, newFields])).toEqual([
      ['profile', 2, ['Their sites']],
      ['safety', 2, []],
    ])
    const written = { sectionKey: 'profile', fieldKey: 'business', content: 'Bicycles', asOf: '2026-01-01' }
    await house.call(author, 'POST', `${base}/plans/${plan.id}/statements`, { ...written, isConfirmed: false })
    const { body } = await add(['profile', 'safety'])
    expect(keysOf(body).slice(0, 2)).toEqual(['profile', 'safety'])
    expect(body.sections[0].fields.map(({ key }: { key: string }) => key)).toContain('sites')
    const { body: part } = await house.call(author, 'GET', `${base}/plans/${plan.id}/statements`)
    expect(part.sections[0].values.map(({ content }: { content: string }) => content)).toContain('Bicycles')
    expect(await offered()).toEqual([])
  })

  test('are taken out while nothing stands in them, and come back as they stood', async () => {
    const without = await remove('swot')
    expect(keysOf(without.body)).toEqual(keysOf(plan).filter((key) => key !== 'swot'))
    expect((await house.call(author, 'GET', `${base}/plans/${plan.id}/swot`)).body.code).toBe('plans/no-such-part')
    const [swot] = await offered()
    expect(swot).toMatchObject({ from: 'plan_before', section: { key: 'swot' }, template: null })
    const back = await change(author, '', { keys: ['swot'] }, without.body.version)
    expect(back.body.sections).toEqual(plan.sections)
  })

  test.each([
    ['an item', 'swot', 'swot-items', { viewpoint: 'customer', kind: 'threat', text: 'A rival' }],
    ['a statement', 'risks', 'statements', { sectionKey: 'risks', fieldKey: 'largest', content: 'A rival' }],
    ['an action', 'actions', 'actions', { title: 'Visit' }],
    ['an amount without a goal', 'our_goals', 'bridge-entries', { ...IN_BRIDGE, kind: 'pipeline' }],
  ])('stay while %s stands in them', async (_what, key, path, body) => {
    const given = { asOf: '2026-01-01', isConfirmed: false, ...body }
    const added = await house.call(author, 'POST', `${base}/plans/${plan.id}/${path}`, given)
    expect(added.status, JSON.stringify(added.body)).toBe(201)
    expect((await remove(key)).body.code).toBe('plans/section-not-empty')
  })

  test('stay while something is said of a cell in them, whatever its state', async () => {
    const [unitId, offeringId] = [await heading('units'), await heading('offerings')]
    const cell = { unitId, offeringId, version: 0, state: 'unknown', note: 'They ask in March' }
    const said = await house.call(author, 'POST', `${base}/plans/${plan.id}/white-space-cells`, { cells: [cell] })
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    expect((await remove('white_space')).body.code).toBe('plans/section-not-empty')
  })

  test('are refused when they are not offered, stale, or of a closed plan', async () => {
    const unknown = await add(['nothing'])
    expect([unknown.status, unknown.body.code]).toEqual([409, 'plans/section-not-offered'])
    expect((await add([])).status).toBe(400)
    expect((await remove('nothing')).body.code).toBe('plans/no-such-part')
    expect((await change(author, '/swot/remove', {}, 7)).status).toBe(412)
    const reason = 'The customer has closed down.'
    const header = { 'if-match': `"${plan.version}"` }
    const closed = await house.call(author, 'POST', `${base}/plans/${plan.id}/close`, { reason }, header)
    expect((await change(author, '/swot/remove', {}, closed.body.version)).body.code).toBe('plans/closed')
  })

  test('for the inner team are neither told nor offered to others', async () => {
    const outside = await house.createPerson('north', { role: 'account_manager' })
    expect((await list(outside)).body.sections.map(({ key }) => key)).not.toContain('risks')
    expect((await remove('risks', outside)).body.code).toBe('plans/no-such-part')
    const without = await remove('risks')
    expect(without.status).toBe(200)
    expect(await offered(outside)).toEqual([])
    const told = await house.call(outside, 'GET', `${base}/plans/${plan.id}/changes`)
    expect(told.body.rows[0]).toMatchObject({ action: 'plans.section-removed', item: null })
    expect((await offered(author)).map(({ section }) => section.key)).toEqual(['risks'])
  })

  test('for the inner team get no fields from others, and nobody else hears that they lack some', async () => {
    const outside = await house.createPerson('north', { role: 'account_manager' })
    const [profile, ...others] = plan.sections
    const hidden = { ...profile, audience: 'inner', fields: profile?.fields.slice(1) }
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify([hidden, ...others]),
    ])
    expect(await offered(outside)).toEqual([])
    expect((await add(['profile'], outside)).body.code).toBe('plans/section-not-offered')
    expect((await offered(author)).map(({ section }) => section.key)).toEqual(['profile'])
  })

  test('that were for the inner team come back by that team alone, whomever the template has them for', async () => {
    const outside = await house.createPerson('north', { role: 'account_manager' })
    const sections = plan.sections.map((each) => (each.key === 'swot' ? { ...each, audience: 'inner' } : each))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      plan.id,
      JSON.stringify(sections),
    ])
    const without = await remove('swot')
    expect(await offered(outside)).toEqual([])
    const wanted = await change(outside, '', { keys: ['swot'] }, without.body.version)
    expect(wanted.body.code).toBe('plans/section-not-offered')
    const back = await change(author, '', { keys: ['swot'] }, without.body.version)
    expect(back.body.sections.find(({ key }: { key: string }) => key === 'swot').audience).toBe('inner')
  })

  test('are for those who manage plans of accounts they see', async () => {
    for (const [person, status] of [
      [null, 401],
      [viewer, 403],
      [northManager, 404],
      [stranger, 404],
    ] as const) {
      expect((await list(person)).status).toBe(status)
      expect((await add(['swot'], person)).status).toBe(status)
      expect((await remove('swot', person)).status).toBe(status)
    }
    expect((await list()).body.sections).toHaveLength(plan.sections.length)
  })
})
