import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'

let program: TestProgram
let lead: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const base = '/api/workspaces/alpha'
const sets = `${base}/criteria-sets`

beforeAll(async () => {
  program = await createTestProgram()
  await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  lead = await program.createPerson('alpha', { role: 'program_lead' })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

async function draft(name = 'Criteria', from: string | null = null) {
  const reply = await program.call(lead, 'POST', sets, { name, from })
  expect(reply.status).toBe(201)
  return reply.body
}

function ifMatch(row: { version: number }) {
  return { 'if-match': `"${row.version}"` }
}

async function publish(row: { id: string; version: number }, reason?: string) {
  return program.call(
    lead,
    'POST',
    `${sets}/${row.id}/publication`,
    reason === undefined ? {} : { reason },
    ifMatch(row),
  )
}

async function stored(id: string) {
  const { rows } = await program.database.superuser.query(
    'select c.name, c.status, c.version from mainstay.criteria_set c where c.id = $1',
    [id],
  )
  return rows[0] ?? null
}

describe('what can be measured', () => {
  it('lists twelve measures with unit, size and margins, to everybody signed in', async () => {
    const { status, body } = await program.call(viewer, 'GET', `${base}/measures`)
    expect(status).toBe(200)
    expect(body.measures).toHaveLength(12)
    expect(body.measures.find((one: { key: string }) => one.key === 'net_revenue_12m')).toMatchObject({
      unit: 'money',
      isSize: true,
      needsMargins: false,
    })
    expect((await program.call(null, 'GET', `${base}/measures`)).status).toBe(401)
    expect((await program.call(stranger, 'GET', `${base}/measures`)).status).toBe(404)
  })
})

describe('drafting criteria', () => {
  it('begins with the seven starter criteria without faults and without size', async () => {
    const row = await draft('Our first')
    expect(row).toMatchObject({
      name: 'Our first',
      status: 'draft',
      version: 1,
      faults: [],
      sizeWeightShare: 0,
      isStarter: false,
    })
    expect(row.definition.criteria).toHaveLength(7)
    expect(row.definition.axes.strength).toContain('access_to_deciders')
    expect((await program.call(viewer, 'GET', `${sets}/${row.id}`)).body).toEqual(row)
  })

  it('lists what is wrong with a draft instead of refusing it, each at its place', async () => {
    const row = await draft()
    const [first, , , , fifth] = row.definition.criteria
    const definition = {
      ...row.definition,
      criteria: [
        {
          ...first,
          weight: 0,
          source: {
            ...first.source,
            anchors: [
              { raw: 1, points: 0 },
              { raw: 1, points: 120 },
            ],
          },
        },
        { ...fifth, source: { kind: 'judged', levels: ['a', '', 'c', 'd', 'e'] } },
      ],
      gates: [{ name: 'Fit', criterionKey: 'nothing', measure: null, operator: 'at_least', value: 3 }],
    }
    const { status, body } = await program.call(
      lead,
      'PUT',
      `${sets}/${row.id}`,
      { name: 'Half done', definition },
      ifMatch(row),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'Half done', version: 2, needsPublishReason: true })
    expect(body.faults.map((fault: { path: string }) => fault.path).sort()).toEqual([
      'criteria.0.source.anchors.1.points',
      'criteria.0.source.anchors.1.raw',
      'criteria.0.weight',
      'criteria.1.source.levels.1',
      'gates.0.criterionKey',
    ])
    expect(body.faults.every((fault: { message: string }) => fault.message.length > 5)).toBe(true)
    const refused = await publish(body, 'we are in a hurry this year')
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toHaveLength(5)
    expect((await stored(row.id)).status).toBe('draft')
  })

  it('marks a criterion on a size measure as size, and shows the weight on size', async () => {
    const row = await draft()
    const [first, ...others] = row.definition.criteria
    const size = { ...first, source: { ...first.source, measure: 'net_revenue_12m' }, isSize: false }
    const changed = await program.call(
      lead,
      'PUT',
      `${sets}/${row.id}`,
      { name: 'Sized', definition: { ...row.definition, criteria: [size, ...others] } },
      ifMatch(row),
    )
    expect(changed.body.faults).toEqual([])
    expect(changed.body.definition.criteria[0].isSize).toBe(true)
    expect(changed.body.sizeWeightShare).toBeCloseTo(0.22)
  })

  it('demands the version that was seen and refuses a stale one', async () => {
    const row = await draft()
    const body = { name: 'Other', definition: row.definition }
    expect((await program.call(lead, 'PUT', `${sets}/${row.id}`, body)).status).toBe(428)
    expect((await program.call(lead, 'PUT', `${sets}/${row.id}`, body, { 'if-match': '"7"' })).status).toBe(412)
    expect(await stored(row.id)).toMatchObject({ name: 'Criteria', version: 1 })
  })

  it('is for program leads of this workspace', async () => {
    const row = await draft()
    expect((await program.call(null, 'POST', sets, { name: 'X' })).status).toBe(401)
    expect((await program.call(viewer, 'POST', sets, { name: 'X' })).status).toBe(403)
    expect((await program.call(stranger, 'POST', sets, { name: 'X' })).status).toBe(404)
    const elsewhere = `/api/workspaces/beta/criteria-sets/${row.id}`
    expect((await program.call(stranger, 'GET', elsewhere)).status).toBe(404)
    expect(
      (await program.call(stranger, 'PUT', elsewhere, { name: 'X', definition: row.definition }, ifMatch(row))).status,
    ).toBe(404)
    expect((await program.call(stranger, 'DELETE', elsewhere, undefined, ifMatch(row))).status).toBe(404)
    expect(
      (await program.call(stranger, 'POST', `/api/workspaces/beta/criteria-sets`, { name: 'X', from: row.id })).status,
    ).toBe(404)
    expect((await program.call(viewer, 'DELETE', `${sets}/${row.id}`, undefined, ifMatch(row))).status).toBe(403)
    expect(await stored(row.id)).toMatchObject({ name: 'Criteria', version: 1 })
  })

  it('lists every wrong field at once', async () => {
    const row = await draft()
    const reply = await program.call(
      lead,
      'PUT',
      `${sets}/${row.id}`,
      { name: '', definition: { ...row.definition, criteria: [{ key: 'Not A Key' }], minimumConfidence: 'much' } },
      ifMatch(row),
    )
    expect(reply.status).toBe(400)
    const paths = reply.body.errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(expect.arrayContaining(['name', 'definition.criteria.0.key', 'definition.minimumConfidence']))
  })

  it('throws a draft away, and only a draft', async () => {
    const row = await draft()
    expect((await program.call(lead, 'DELETE', `${sets}/${row.id}`, undefined, ifMatch(row))).body).toEqual({
      id: row.id,
    })
    expect(await stored(row.id)).toBeNull()
    const published = (await publish(await draft())).body
    expect(
      (await program.call(lead, 'DELETE', `${sets}/${published.id}`, undefined, ifMatch(published))).body.code,
    ).toBe('program/criteria-set-published')
  })
})

describe('publishing criteria', () => {
  it('retires the version before in the same breath, so that one is published at any time', async () => {
    const first = (await publish(await draft('One'))).body
    expect(first).toMatchObject({ status: 'published', publishedBy: lead.name, publishReason: null })
    const second = (await publish(await draft('Two'))).body
    expect(await stored(first.id)).toMatchObject({ status: 'retired' })
    const { rows } = await program.database.superuser.query(
      "select c.id from mainstay.criteria_set c where c.status = 'published'",
    )
    expect(rows).toEqual([{ id: second.id }])
    const { rows: audits } = await program.database.superuser.query(
      "select a.after from mainstay.audit_entry a where a.action = 'program.published' and a.subject_id = $1",
      [second.id],
    )
    expect(audits[0].after).toMatchObject({ published: second.number })
  })

  it('lets exactly one of many publish the same draft, and never leaves two published', async () => {
    const rows = await Promise.all([draft('A'), draft('B'), draft('C')])
    expect(new Set(rows.map((row) => row.number)).size).toBe(3)
    const replies = await Promise.all(rows.flatMap((row) => [publish(row), publish(row)]))
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(3)
    const { rows: published } = await program.database.superuser.query(
      "select 1 from mainstay.criteria_set c where c.status = 'published'",
    )
    expect(published).toHaveLength(1)
  })

  it('wants a written reason for fewer than five criteria, and keeps it', async () => {
    const row = await draft()
    const few = { ...row.definition, criteria: row.definition.criteria.slice(0, 4) }
    const changed = (
      await program.call(lead, 'PUT', `${sets}/${row.id}`, { name: 'Few', definition: few }, ifMatch(row))
    ).body
    expect(changed.faults).toEqual([])
    expect((await publish(changed)).body.code).toBe('program/criteria-count-needs-reason')
    expect((await publish(changed, '..........')).status).toBe(422)
    const reason = 'Only the ledger can tell us anything this year.'
    expect((await publish(changed, reason)).body).toMatchObject({ status: 'published', publishReason: reason })
  })

  it('never changes again; a revision is a new draft with the next number', async () => {
    const published = (await publish(await draft())).body
    const change = await program.call(
      lead,
      'PUT',
      `${sets}/${published.id}`,
      { name: 'X', definition: published.definition },
      ifMatch(published),
    )
    expect(change.body.code).toBe('program/criteria-set-published')
    const revised = await draft('Next', published.id)
    expect(revised.number).toBeGreaterThan(published.number)
    expect(revised.definition).toEqual(published.definition)
    expect((await program.call(lead, 'POST', sets, { name: 'X', from: revised.id })).body.code).toBe(
      'program/criteria-set-not-published',
    )
  })

  it('can be taken back without another, and only by those who may publish', async () => {
    const published = (await publish(await draft())).body
    const url = `${sets}/${published.id}/retirement`
    expect((await program.call(viewer, 'POST', url, {}, ifMatch(published))).status).toBe(403)
    expect(
      (await program.call(viewer, 'POST', `${sets}/${published.id}/publication`, {}, ifMatch(published))).status,
    ).toBe(403)
    expect(
      (
        await program.call(
          stranger,
          'POST',
          `/api/workspaces/beta/criteria-sets/${published.id}/retirement`,
          {},
          ifMatch(published),
        )
      ).status,
    ).toBe(404)
    expect((await program.call(lead, 'POST', url, {}, ifMatch(published))).body).toMatchObject({ status: 'retired' })
    const again = await program.call(lead, 'POST', url, {}, { 'if-match': `"${published.version + 1}"` })
    expect(again.body.code).toBe('program/criteria-set-retired')
  })

  it('shows all versions, newest first', async () => {
    const { body } = await program.call(viewer, 'GET', sets)
    const numbers = body.rows.map((row: { number: number }) => row.number)
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one))
    expect((await program.call(null, 'GET', sets)).status).toBe(401)
    expect((await program.call(stranger, 'GET', sets)).status).toBe(404)
  })
})

describe('tiers', () => {
  const url = `${base}/tier-scheme`

  it('are the starter ones until the workspace stores its own', async () => {
    const { body, headers } = await program.call(viewer, 'GET', url)
    expect(headers.etag).toBe('"0"')
    expect(
      body.tiers.map(({ key, capacity, enterScore, exitScore }: Record<string, unknown>) => [
        key,
        capacity,
        enterScore,
        exitScore,
      ]),
    ).toEqual([
      ['A', 10, 80, 70],
      ['B', 20, 65, 55],
      ['C', 40, 50, 40],
    ])
    expect(body.tiers[0].gives).toContain('forecasts')
  })

  it('list their faults and keep what was stored', async () => {
    const { body } = await program.call(lead, 'GET', url)
    const tiers = [
      { ...body.tiers[0], exitScore: 90, gets: '', gives: '' },
      { ...body.tiers[1], key: 'A', capacity: 0 },
    ]
    const reply = await program.call(lead, 'PUT', url, { tiers }, { 'if-match': '"0"' })
    expect(reply.body.code).toBe('program/tier-scheme-faulty')
    expect(reply.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'tiers.0.exitScore',
      'tiers.0.gets',
      'tiers.1.capacity',
      'tiers.1.key',
    ])
    expect((await program.call(lead, 'GET', url)).body.version).toBe(0)
  })

  it('change by version, by those who may publish', async () => {
    const { body } = await program.call(lead, 'GET', url)
    const tiers = body.tiers.slice(0, 2)
    expect((await program.call(viewer, 'PUT', url, { tiers }, { 'if-match': '"0"' })).status).toBe(403)
    expect((await program.call(null, 'PUT', url, { tiers }, { 'if-match': '"0"' })).status).toBe(401)
    expect((await program.call(stranger, 'PUT', url, { tiers }, { 'if-match': '"0"' })).status).toBe(404)
    expect((await program.call(lead, 'PUT', url, { tiers: [{ key: 'a' }] }, { 'if-match': '"0"' })).status).toBe(400)
    expect((await program.call(lead, 'PUT', url, { tiers })).status).toBe(428)
    expect((await program.call(lead, 'PUT', url, { tiers }, { 'if-match': '"0"' })).body).toMatchObject({
      tiers,
      version: 1,
    })
    expect((await program.call(lead, 'PUT', url, { tiers }, { 'if-match': '"0"' })).status).toBe(412)
  })
})

describe('what tiers are given', () => {
  const url = '/api/workspaces/beta/tier-scheme'
  const version = (body: { version: number }) => ({ 'if-match': `"${body.version}"` })

  it('is open until said, also in a scheme stored before there was such a thing', async () => {
    const { body } = await program.call(stranger, 'GET', url)
    expect(body.tiers[0]).toMatchObject({ hoursPerMonth: null, moneyPerYear: null, goals: [], initiatives: [] })
    expect(body.promised.hoursPerMonth).toMatchObject({ value: null, reasons: ['program/tier-hours-open'] })
    const old = body.tiers.map(
      ({ key, name, enterScore, exitScore, capacity, gets, gives }: Record<string, unknown>) => ({
        key,
        name,
        enterScore,
        exitScore,
        capacity,
        gets,
        gives,
      }),
    )
    await program.database.superuser.query(
      `insert into mainstay.tier_scheme (workspace_id, definition) select w.id, $1 from mainstay.workspace w where w.slug = 'beta'`,
      [JSON.stringify(old)],
    )
    expect((await program.call(stranger, 'GET', url)).body).toEqual({ ...body, version: 1 })
  })

  it('adds up to what the program promises, and cautions where a higher tier gets less', async () => {
    const { body } = await program.call(stranger, 'GET', url)
    const [a, b, c] = body.tiers
    const goal = { text: 'Grow with them', measure: 'net_revenue_growth', target: 0.05 }
    const measures = (await program.call(stranger, 'GET', '/api/workspaces/beta/measures')).body.measures
    const tiers = [
      {
        ...a,
        hoursPerMonth: 20,
        moneyPerYear: '50000',
        goals: [{ ...goal, measure: measures[0].key }],
        planTemplate: 'Full plan',
      },
      { ...b, hoursPerMonth: 24, moneyPerYear: '10000.50', internalReviewEveryMonths: 3, jointReviewEveryMonths: 6 },
      { ...c, hoursPerMonth: 0, moneyPerYear: '0', initiatives: ['Web shop'] },
    ]
    const reply = await program.call(stranger, 'PUT', url, { tiers }, version(body))
    expect(reply.body.tiers).toEqual(tiers)
    expect(reply.body.cautions).toEqual([{ tierKey: 'A', lowerTierKey: 'B', field: 'hoursPerMonth' }])
    expect(reply.body.promised.hoursPerMonth.value).toBe(10 * 20 + 20 * 24)
    expect(reply.body.promised.moneyPerYear.value).toBe('700010.0000')
  })

  it('lists what is wrong with it beside the faults of the tiers', async () => {
    const { body } = await program.call(stranger, 'GET', url)
    const [a, b, c] = body.tiers
    const tiers = [
      { ...a, hoursPerMonth: 801, moneyPerYear: '-1', exitScore: 90 },
      { ...b, internalReviewEveryMonths: 5, goals: [{ text: '', measure: 'luck', target: null }] },
      { ...c, initiatives: [''], planTemplate: '' },
    ]
    const reply = await program.call(stranger, 'PUT', url, { tiers }, version(body))
    expect(reply.status).toBe(422)
    expect(reply.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'tiers.0.exitScore',
      'tiers.0.hoursPerMonth',
      'tiers.0.moneyPerYear',
      'tiers.1.goals.0.measure',
      'tiers.1.goals.0.target',
      'tiers.1.goals.0.text',
      'tiers.1.internalReviewEveryMonths',
      'tiers.2.initiatives.0',
      'tiers.2.planTemplate',
    ])
    expect((await program.call(stranger, 'GET', url)).body).toEqual(body)
  })
})

describe('publishing without the right to margins', () => {
  it('is refused for criteria that go by margins, and changes nothing', async () => {
    const blind = await program.createPerson('alpha', { role: 'program_lead', seesMargins: false })
    const row = await draft('Margins only')
    const attempt = (body: { version: number }) =>
      program.call(blind, 'POST', `${sets}/${row.id}/publication`, {}, ifMatch(body))
    expect((await attempt(row)).status).toBe(403)
    expect(await stored(row.id)).toMatchObject({ status: 'draft', version: row.version })
    const criteria = row.definition.criteria.map((criterion: { source: { measure?: string } }) =>
      criterion.source.measure === 'contribution_rate'
        ? { ...criterion, source: { ...criterion.source, measure: 'order_regularity' } }
        : criterion,
    )
    const changed = await program.call(
      blind,
      'PUT',
      `${sets}/${row.id}`,
      { name: 'Without', definition: { ...row.definition, criteria } },
      ifMatch(row),
    )
    expect(changed.status).toBe(200)
    expect((await attempt(changed.body)).status).not.toBe(403)
  })
})
