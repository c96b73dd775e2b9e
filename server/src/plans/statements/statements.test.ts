import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { agesOf } from '@mainstay/domain/plans'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let manager: TestPerson
let contributor: TestPerson
let viewer: TestPerson
let owner: TestPerson
let stranger: TestPerson
let outsider: TestPerson
let plan: GivenPlan

const field = (key: string, kind: string, more: object = {}) => ({
  key,
  label: `The ${key}`,
  help: '',
  kind,
  choices: [],
  isRequired: false,
  ...more,
})
const section = (key: string, more: object = {}) => ({
  key,
  title: `About ${key}`,
  help: '',
  part: 'statements',
  audience: 'plan',
  fields: [],
  freshMonths: 12,
  ...more,
})

const SECTIONS = [
  section('profile', {
    fields: [
      field('industry', 'text', { isRequired: true }),
      field('plants', 'number', { isRequired: true }),
      field('budget', 'money'),
      field('contract_end', 'date'),
      field('channel', 'choice', { choices: ['Direct', 'Dealer'] }),
    ],
  }),
  section('pressures', { freshMonths: 6 }),
  section('lore', { freshMonths: null }),
  section('secrets', { audience: 'inner', freshMonths: 1 }),
  ...EVERY_SECTION.filter(({ part }) => part === 'team' || part === 'swot' || part === 'reviews'),
]

async function aPlan(code: string, sections: readonly object[] = SECTIONS): Promise<GivenPlan> {
  const given = await givenPlan(house, north, code)
  await house.database.superuser.query('update mainstay.plan set sections = $1 where workspace_id = $2 and id = $3', [
    JSON.stringify(sections),
    north,
    given.id,
  ])
  return given
}

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner' })
  manager = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
  contributor = await house.createPerson('north', { role: 'contributor', name: 'Cora Contributor' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  stranger = await house.createPerson('south', { role: 'owner' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  plan = await aPlan('K100')
  await house.database.superuser.query(
    `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, person_id, name, side, function, duty, is_inner)
     values ($1, $2, $3, $4, $5, 'Mia Manager', 'ours', 'Key account manager', 'accountable', true)`,
    [north, randomUUID(), plan.id, plan.accountId, manager.id],
  )
})
afterAll(() => house.stop())

const at = (more = '', given: GivenPlan = plan, workspace = 'north') =>
  `/api/workspaces/${workspace}/plans/${given.id}/statements${more}`
const version = (number: number) => ({ 'if-match': `"${number}"` })

const pressure = {
  sectionKey: 'pressures',
  content: 'Freight costs have doubled.',
  isConfirmed: true,
  source: 'Call with their logistics',
  asOf: '2026-11-01',
}

async function given(changes: object = {}, into: GivenPlan = plan, person = manager) {
  const reply = await house.call(person, 'POST', at('', into), { ...pressure, ...changes })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

const part = async (person: TestPerson, of: GivenPlan = plan) => (await house.call(person, 'GET', at('', of))).body
const sectionOf = (body: { sections: { section: { key: string } }[] }, key: string) =>
  body.sections.find((candidate) => candidate.section.key === key) as unknown as {
    values: { id: string; fieldKey: string; content: string }[]
    statements: { id: string; content: string }[]
  }

describe('a statement', () => {
  it('is written with author, day, source and certainty, and ages by its section', async () => {
    const written = await given({}, plan, contributor)
    expect(written).toMatchObject({
      ...pressure,
      fieldKey: null,
      authorName: 'Cora Contributor',
      freshness: 'fresh',
      doubtfulFrom: '2027-05-01',
      version: 1,
    })
    const seen = sectionOf(await part(viewer), 'pressures').statements
    expect(seen.map(({ id }) => id)).toContain(written.id)
  })

  it('is assumed unless somebody says it is confirmed, and doubtful twice as early then', async () => {
    const { isConfirmed: _, ...assumed } = pressure
    const reply = await house.call(manager, 'POST', at(), { ...assumed, source: '' })
    expect(reply.body).toMatchObject({ isConfirmed: false, doubtfulFrom: '2027-01-31' })
  })

  it('does not age where the section does not', async () => {
    const written = await given({ sectionKey: 'lore', asOf: '1971-05-01' })
    expect(written).toMatchObject({ freshness: 'fresh', doubtfulFrom: null })
  })

  it('is changed under the name of whoever changes it', async () => {
    const { id } = await given()
    const reply = await house.call(contributor, 'PATCH', at(`/${id}`), { content: 'Tripled.' }, version(1))
    expect(reply.body).toMatchObject({
      content: 'Tripled.',
      source: pressure.source,
      authorName: 'Cora Contributor',
      version: 2,
    })
  })

  it('that is sent back as it was is not touched', async () => {
    const { id } = await given()
    const reply = await house.call(contributor, 'PATCH', at(`/${id}`), { content: pressure.content }, version(1))
    expect(reply.body).toMatchObject({ version: 1, authorName: 'Mia Manager' })
  })

  it('becomes assumed, and confirmed again with a source only', async () => {
    const { id } = await given()
    const assumed = { isConfirmed: false, source: '' }
    expect((await house.call(manager, 'PATCH', at(`/${id}`), assumed, version(1))).body.isConfirmed).toBe(false)
    const bare = await house.call(manager, 'PATCH', at(`/${id}`), { isConfirmed: true }, version(2))
    expect(bare).toMatchObject({ status: 422, body: { code: 'plans/source-missing', errors: [{ path: 'source' }] } })
    const sourced = { isConfirmed: true, source: 'Their report' }
    expect((await house.call(manager, 'PATCH', at(`/${id}`), sourced, version(2))).body.isConfirmed).toBe(true)
  })

  it('is still true as of a newer day, and never of an older one', async () => {
    const old = await given({ asOf: '2024-03-01' })
    expect(old.freshness).toBe('doubtful')
    const reply = await house.call(contributor, 'POST', at(`/${old.id}/renew`), { asOf: '2026-11-20' }, version(1))
    expect(reply.body).toMatchObject({
      content: pressure.content,
      source: pressure.source,
      asOf: '2026-11-20',
      freshness: 'fresh',
      authorName: 'Cora Contributor',
      version: 2,
    })
    const back = await house.call(manager, 'POST', at(`/${old.id}/renew`), { asOf: '2026-11-19' }, version(2))
    expect(back).toMatchObject({ status: 422, body: { code: 'plans/renewed-backwards', errors: [{ path: 'asOf' }] } })
  })

  it('is taken out and put back as it was', async () => {
    const { id } = await given()
    const gone = await house.call(manager, 'POST', at(`/${id}/remove`), {}, version(1))
    expect(gone.body.version).toBe(2)
    expect(sectionOf(await part(manager), 'pressures').statements.map((one) => one.id)).not.toContain(id)
    const late = await house.call(contributor, 'PATCH', at(`/${id}`), { content: 'x' }, version(2))
    expect(late.body.code).toBe('plans/removed')
    const back = await house.call(contributor, 'POST', at(`/${id}/restore`), {}, version(2))
    expect(back.body).toMatchObject({ content: pressure.content, authorName: 'Mia Manager', version: 3 })
    const again = await house.call(contributor, 'POST', at(`/${id}/restore`), {}, version(3))
    expect(again.body.code).toBe('plans/not-removed')
    expect(sectionOf(await part(manager), 'pressures').statements.map((one) => one.id)).toContain(id)
  })

  it('comes before older ones, by the day it is of', async () => {
    const other = await aPlan('ORDER')
    await given({ content: 'second', asOf: '2026-05-01' }, other)
    await given({ content: 'third', asOf: '2025-05-01' }, other)
    await given({ content: 'first', asOf: '2026-10-01' }, other)
    const { statements } = sectionOf(await part(manager, other), 'pressures')
    expect(statements.map(({ content }) => content)).toEqual(['first', 'second', 'third'])
  })

  it('keeps hostile text as it is written', async () => {
    const content = '<img src=x onerror=alert(1)> =HYPERLINK("x") \u202e rtl'
    expect((await given({ content })).content).toBe(content)
  })

  it('leaves its traces in the audit, with what was before', async () => {
    const { id } = await given()
    await house.call(manager, 'PATCH', at(`/${id}`), { content: 'Tripled.' }, version(1))
    await house.call(manager, 'POST', at(`/${id}/remove`), {}, version(2))
    const { rows } = await house.database.superuser.query(
      `select action, subject_id, account_id, before ->> 'content' as before, after ->> 'content' as after
       from mainstay.audit_entry where coalesce(before ->> 'id', after ->> 'id') = $1 order by id`,
      [id],
    )
    const same = { subject_id: plan.id, account_id: plan.accountId }
    expect(rows).toEqual([
      { ...same, action: 'plans.statement-added', before: null, after: pressure.content },
      { ...same, action: 'plans.statement-changed', before: pressure.content, after: 'Tripled.' },
      { ...same, action: 'plans.statement-removed', before: 'Tripled.', after: null },
    ])
  })
})

describe('the value of a field', () => {
  const value = (fieldKey: string, content: string) => ({ sectionKey: 'profile', fieldKey, content })

  it('is read by the kind of the field and stands beside its field', async () => {
    const other = await aPlan('FIELDS')
    const kept = [
      await given(value('industry', ' Bicycles '), other),
      await given(value('plants', '1 250'), other),
      await given(value('budget', "2'000'000.50"), other),
      await given(value('contract_end', '2028-02-29'), other),
      await given(value('channel', 'dealer'), other),
    ]
    expect(kept.map(({ content }) => content)).toEqual(['Bicycles', '1250', '2000000.50', '2028-02-29', 'Dealer'])
    const profile = sectionOf(await part(viewer, other), 'profile')
    expect(profile.values.map(({ fieldKey }) => fieldKey).sort()).toEqual(
      ['industry', 'plants', 'budget', 'contract_end', 'channel'].sort(),
    )
    expect(profile.statements).toEqual([])
  })

  it.each([
    ['plants', '1,250', 'plans/field-not-a-number'],
    ['budget', '2,500', 'plans/field-not-a-number'],
    ['contract_end', '29.02.2028', 'plans/field-not-a-date'],
    ['channel', 'Mail', 'plans/field-not-a-choice'],
  ])('of %s is refused as %j, and nothing is written', async (key, content, code) => {
    const reply = await house.call(manager, 'POST', at(), { ...pressure, ...value(key, content) })
    expect(reply).toMatchObject({ status: 422, body: { code, errors: [{ path: 'content', code }] } })
    expect(sectionOf(await part(manager), 'profile').values.map(({ fieldKey }) => fieldKey)).not.toContain(key)
  })

  it('is one: whoever comes second changes it instead', async () => {
    const other = await aPlan('ONE')
    const both = await Promise.all([
      house.call(manager, 'POST', at('', other), { ...pressure, ...value('industry', 'Bicycles') }),
      house.call(contributor, 'POST', at('', other), { ...pressure, ...value('industry', 'Cars') }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('plans/field-filled')
    expect(sectionOf(await part(manager, other), 'profile').values).toHaveLength(1)
  })

  it('is checked again when it changes, cleared by taking it out, and put back unless there is another', async () => {
    const other = await aPlan('CLEAR')
    const { id } = await given(value('plants', '3'), other)
    const wrong = await house.call(manager, 'PATCH', at(`/${id}`, other), { content: 'three' }, version(1))
    expect(wrong.body.code).toBe('plans/field-not-a-number')
    await house.call(manager, 'POST', at(`/${id}/remove`, other), {}, version(1))
    expect(sectionOf(await part(manager, other), 'profile').values).toEqual([])
    const next = await given(value('plants', '4'), other)
    const back = await house.call(manager, 'POST', at(`/${id}/restore`, other), {}, version(2))
    expect(back).toMatchObject({ status: 409, body: { code: 'plans/field-filled' } })
    await house.call(manager, 'POST', at(`/${next.id}/remove`, other), {}, version(1))
    expect((await house.call(manager, 'POST', at(`/${id}/restore`, other), {}, version(2))).status).toBe(200)
  })

  it('of a field that the section no longer has stays as a statement and can still be changed', async () => {
    const other = await aPlan('GONE')
    const { id } = await given(value('plants', '3'), other)
    await house.database.superuser.query('update mainstay.plan set sections = $1 where id = $2', [
      JSON.stringify([section('profile')]),
      other.id,
    ])
    expect(sectionOf(await part(manager, other), 'profile')).toMatchObject({ values: [], statements: [{ id }] })
    const reply = await house.call(manager, 'PATCH', at(`/${id}`, other), { content: 'three' }, version(1))
    expect(reply.body.content).toBe('three')
  })

  it('of an unknown field or section is refused', async () => {
    const unknown = await house.call(manager, 'POST', at(), { ...pressure, ...value('colour', 'red') })
    expect(unknown).toMatchObject({ status: 422, body: { code: 'plans/no-such-field' } })
    const nowhere = await house.call(manager, 'POST', at(), { ...pressure, sectionKey: 'nowhere' })
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'plans/no-such-part' } })
    const swot = await house.call(manager, 'POST', at(), { ...pressure, sectionKey: 'swot' })
    expect(swot.status).toBe(404)
  })
})

describe('completeness', () => {
  it('counts required fields and sections that hold something, of the sections the reader may see', async () => {
    const other = await aPlan('FULL')
    // profile asks for two fields; pressures, lore, team, swot, reviews ask for anything; secrets only of insiders.
    expect((await part(contributor, other)).completeness).toMatchObject({ asked: 7, done: 0, share: 0 })
    expect((await part(owner, other)).completeness).toMatchObject({ asked: 8, done: 0 })
    await given({ sectionKey: 'profile', fieldKey: 'plants', content: '3' }, other)
    await given({}, other)
    const { completeness } = await part(contributor, other)
    expect(completeness).toMatchObject({ asked: 7, done: 2 })
    expect(completeness.sections[0]).toEqual({
      sectionKey: 'profile',
      title: 'About profile',
      asked: 2,
      done: 1,
      share: 0.5,
      missing: ['The industry'],
    })
  })

  it('finds what the other parts hold, each by its own records', async () => {
    const other = await aPlan('PARTS', EVERY_SECTION)
    const doneIn = async () =>
      (await part(owner, other)).completeness.sections.flatMap(
        ({ sectionKey, done }: { sectionKey: string; done: number }) => (done === 1 ? [sectionKey] : []),
      )
    expect(await doneIn()).toEqual([])
    const query = house.database.superuser.query.bind(house.database.superuser)
    const of = [north, other.id, other.accountId]
    await query(
      `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, name, side, function, duty)
       values ($1, gen_random_uuid(), $2, $3, 'Bea', 'customer', 'Buyer', 'informed')`,
      of,
    )
    await query(
      `insert into mainstay.plan_goal (workspace_id, plan_id, account_id, period, measure, amount, author_name)
       values ($1, $2, $3, 1, 'net_revenue', null, 'Ann')`,
      of,
    )
    expect(await doneIn()).toEqual(['team'])
    await query('update mainstay.plan_goal set amount = 100 where workspace_id = $1 and plan_id = $2', of.slice(0, 2))
    await given({ sectionKey: 'reviews', content: 'First review held.' }, other)
    expect((await doneIn()).sort()).toEqual(['goals', 'reviews', 'team'])
    await query(
      'update mainstay.plan_person set removed_at = now() where workspace_id = $1 and plan_id = $2',
      of.slice(0, 2),
    )
    expect((await doneIn()).sort()).toEqual(['goals', 'reviews'])
  })
})

describe('a section for the inner team', () => {
  it('and everything in it is sent to the inner team, and to those who answer for every plan', async () => {
    const secret = await given({ sectionKey: 'secrets', content: 'They are for sale.' })
    for (const insider of [manager, owner]) {
      expect(sectionOf(await part(insider), 'secrets').statements.map(({ id }) => id)).toContain(secret.id)
    }
    for (const other of [contributor, viewer]) {
      const body = JSON.stringify(await part(other))
      expect(body).not.toContain('secrets')
      expect(body).not.toContain('They are for sale.')
    }
  })

  it('is no place for others to write, and its statements do not exist for them', async () => {
    const secret = await given({ sectionKey: 'secrets' })
    const hidden = { status: 404, body: { code: 'plans/no-such-part' } }
    const write = { ...pressure, sectionKey: 'secrets' }
    expect(await house.call(contributor, 'POST', at(), write)).toMatchObject(hidden)
    expect(await house.call(contributor, 'PATCH', at(`/${secret.id}`), { content: 'x' }, version(1))).toMatchObject(
      hidden,
    )
    for (const deed of ['renew', 'remove', 'restore']) {
      const body = deed === 'renew' ? { asOf: '2026-11-20' } : {}
      const reply = await house.call(contributor, 'POST', at(`/${secret.id}/${deed}`), body, version(9))
      expect(reply, deed).toMatchObject(hidden)
    }
  })
})

describe('what is doubtful over all plans', () => {
  const list = (person: TestPerson, query = '') =>
    house.call(person, 'GET', `/api/workspaces/north/doubtful-statements${query}`)
  let first: GivenPlan
  let second: GivenPlan

  beforeAll(async () => {
    first = await aPlan('OLD1')
    second = await aPlan('OLD2')
    await given({ content: 'older', asOf: '2024-01-01' }, first, owner)
    await given({ content: 'young', asOf: '2026-11-01' }, first, owner)
    await given({ content: 'lore', asOf: '1990-01-01', sectionKey: 'lore' }, first, owner)
    await given({ content: 'old', asOf: '2024-06-01' }, second, owner)
    await given({ content: 'secret', asOf: '2024-02-01', sectionKey: 'secrets' }, second, owner)
    await given({ sectionKey: 'profile', fieldKey: 'plants', content: '3', asOf: '2020-01-01' }, second, owner)
  })

  it('is told page by page, the longest doubtful first, with its plan, account and field', async () => {
    const whole = await list(owner, `?planId=${second.id}`)
    expect(whole.body.total).toBe(3)
    expect(whole.body.rows.map(({ content }: { content: string }) => content)).toEqual(['3', 'secret', 'old'])
    expect(whole.body.rows[0]).toMatchObject({
      fieldLabel: 'The plants',
      sectionTitle: 'About profile',
      freshness: 'doubtful',
      doubtfulFrom: '2021-01-01',
      plan: { id: second.id, title: 'Plan of OLD2', account: { code: 'OLD2' } },
    })
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await list(owner, `?limit=2${cursor}`)
      seen.push(...body.rows.map(({ id }: { id: string }) => id))
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await list(owner)).body.total)
  })

  it('leaves out sections for the inner team, accounts out of sight, and closed plans', async () => {
    const contents = async (person: TestPerson) =>
      (await list(person, '?limit=200')).body.rows.map(({ content }: { content: string }) => content)
    expect(await contents(viewer)).toContain('older')
    expect(await contents(viewer)).not.toContain('secret')
    expect(await contents(outsider)).toEqual([])
    await house.database.superuser.query(
      "update mainstay.plan set status = 'closed', closed_on = '2026-11-01' where id = $1",
      [first.id],
    )
    expect(await contents(viewer)).not.toContain('older')
  })

  it('follows the same rule as every single statement', async () => {
    const many = await aPlan(
      'MANY',
      [1, 2, 5, 12, 25].map((months) => section(`m${months}`, { freshMonths: months })),
    )
    const { rows } = await house.database.superuser.query<{ id: string; as_of: string; sure: boolean; months: number }>(
      `insert into mainstay.plan_statement
         (workspace_id, id, plan_id, account_id, section_key, content, is_confirmed, as_of, author_id, author_name)
       select $1, gen_random_uuid(), $2, $3, 'm' || (array[1, 2, 5, 12, 25])[1 + n % 5], 'x', n % 2 = 0,
         date '2026-11-20' - n * 5, 'a', 'Ann' from generate_series(1, 199) n
       returning id, as_of::text, is_confirmed as sure, substr(section_key, 2)::integer as months`,
      [north, many.id, many.accountId],
    )
    const expected = rows.flatMap(({ id, as_of: asOf, sure, months }) => {
      const until = agesOf({ asOf, isConfirmed: sure }, months)?.doubtfulFrom ?? ''
      return until <= '2026-11-20' ? [[id, until]] : []
    })
    const { body } = await list(owner, `?planId=${many.id}&limit=200`)
    const told = body.rows.map(({ id, doubtfulFrom }: { id: string; doubtfulFrom: string }) => [id, doubtfulFrom])
    expect(told.length).toBeGreaterThan(100)
    expect(told.sort()).toEqual(expected.sort())
  })
})

describe('every door of statements', () => {
  const doors = (id: string, workspace = 'north') =>
    [
      ['GET', at('', plan, workspace), undefined],
      ['POST', at('', plan, workspace), pressure],
      ['PATCH', at(`/${id}`, plan, workspace), { content: 'x' }],
      ['POST', at(`/${id}/renew`, plan, workspace), { asOf: '2026-11-20' }],
      ['POST', at(`/${id}/remove`, plan, workspace), {}],
      ['POST', at(`/${id}/restore`, plan, workspace), {}],
    ] as const

  it('asks who is there, and lets viewers read only', async () => {
    const { id } = await given()
    for (const [method, url, body] of doors(id)) {
      expect((await house.call(null, method, url, body, version(1))).status, url).toBe(401)
      const expected = method === 'GET' ? 200 : 403
      expect((await house.call(viewer, method, url, body, version(1))).status, url).toBe(expected)
    }
  })

  it('does not exist for other workspaces and for those who do not see the account', async () => {
    const { id } = await given()
    for (const [method, url, body] of doors(id)) {
      expect((await house.call(outsider, method, url, body, version(1))).status, url).toBe(404)
    }
    for (const [method, url, body] of doors(id, 'south')) {
      expect((await house.call(stranger, method, url, body, version(1))).status, url).toBe(404)
    }
    expect((await house.call(manager, 'PATCH', at(`/${randomUUID()}`), { content: 'x' }, version(1))).status).toBe(404)
    const elsewhere = await aPlan('ELSE')
    expect((await house.call(manager, 'PATCH', at(`/${id}`, elsewhere), { content: 'x' }, version(1))).status).toBe(404)
  })

  it('names every wrong field', async () => {
    const wrong = { sectionKey: '', content: ' ', isConfirmed: 'yes', source: 'x'.repeat(501), asOf: '30.2.2026' }
    const reply = await house.call(manager, 'POST', at(), wrong)
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      ['asOf', 'content', 'isConfirmed', 'sectionKey', 'source'].sort(),
    )
    const future = await house.call(manager, 'POST', at(), { ...pressure, asOf: '2026-11-22' })
    expect(future).toMatchObject({
      status: 422,
      body: { code: 'plans/statement-in-future', errors: [{ path: 'asOf' }] },
    })
  })

  it('refuses a version that is not the latest, or none', async () => {
    const { id } = await given()
    for (const [method, url, body] of doors(id).slice(2)) {
      expect((await house.call(manager, method, url, body)).status, url).toBe(428)
      expect((await house.call(manager, method, url, body, version(7))).status, url).toBe(412)
    }
  })

  it('changes nothing in a closed plan, and still shows it', async () => {
    const closed = await aPlan('CLOSED')
    const { id } = await given({}, closed)
    await house.database.superuser.query(
      "update mainstay.plan set status = 'closed', closed_on = '2026-11-01' where id = $1",
      [closed.id],
    )
    const reply = await house.call(manager, 'PATCH', at(`/${id}`, closed), { content: 'x' }, version(1))
    expect(reply).toMatchObject({ status: 409, body: { code: 'plans/closed' } })
    expect((await house.call(manager, 'POST', at('', closed), pressure)).body.code).toBe('plans/closed')
    expect(sectionOf(await part(manager, closed), 'pressures').statements[0]?.content).toBe(pressure.content)
  })

  it('does not exist in a plan without such sections', async () => {
    const bare = await aPlan(
      'BARE',
      EVERY_SECTION.filter(({ key }) => key === 'swot'),
    )
    expect(await house.call(manager, 'GET', at('', bare))).toMatchObject({
      status: 404,
      body: { code: 'plans/no-such-part' },
    })
  })
})

describe('a field', () => {
  it('has one value, whoever writes past the program: the newest of two stays when the rule comes', async () => {
    const { id, accountId } = await givenPlan(house, north, 'ONE-VALUE')
    const client = await house.database.superuser.connect()
    try {
      await client.query('begin; drop index mainstay.plan_statement_field')
      const write = async (content: string, updatedAt: string) =>
        client.query(
          `insert into mainstay.plan_statement (workspace_id, id, plan_id, account_id, section_key, field_key, content,
             as_of, author_id, author_name, updated_at)
           values ($1, gen_random_uuid(), $2, $3, 'profile', 'seat', $4, '2026-01-01', 'x', 'X', $5)`,
          [north, id, accountId, content, updatedAt],
        )
      await write('older', '2026-01-01')
      await write('newest', '2026-03-01')
      await write('old', '2026-02-01')
      await client.query(readFileSync('server/migrations/0032_one_value_per_field.sql', 'utf8'))
      const { rows } = await client.query(
        'select content, removed_at is null as stands from mainstay.plan_statement where plan_id = $1 order by updated_at desc',
        [id],
      )
      expect(rows.filter(({ stands }) => stands)).toEqual([{ content: 'newest', stands: true }])
      expect(rows).toHaveLength(3)
      await expect(write('another', '2026-04-01')).rejects.toMatchObject({ constraint: 'plan_statement_field' })
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
