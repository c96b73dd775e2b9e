import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let plain: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let outsider: TestPerson
let plan: GivenPlan

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  plain = await house.createPerson('north', { role: 'contributor', name: 'Carl Colleague' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  stranger = await house.createPerson('south', { role: 'owner' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  plan = await givenPlan(house, north, 'K100')
  house.setNow('2026-07-02T10:00:00Z')
})
afterAll(() => house.stop())

const base = (workspace = 'north') => `/api/workspaces/${workspace}/plans/${plan.id}`
const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
const SIX = { title: 'Six features launched', start: '0', target: '6', unit: 'features' }

interface Change {
  readonly person?: TestPerson | null
  readonly version?: number
  readonly workspace?: string
}

function send(path: string, body: unknown, { person = owner, version, workspace }: Change = {}) {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
  return house.call(person, 'POST', `${base(workspace)}/${path}`, body, headers)
}
function patch(path: string, body: unknown, { person = owner, version }: Change = {}) {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
  return house.call(person, 'PATCH', `${base()}/${path}`, body, headers)
}
async function given(more: object = {}) {
  const reply = await send('objectives', { title: 'Be the first choice', ...YEAR, ...more })
  expect([reply.status, reply.body.errors ?? null]).toEqual([201, null])
  return reply.body
}
const listed = async (person = owner) => {
  const reply = await house.call(person, 'GET', `${base()}/objectives`)
  expect(reply.status).toBe(200)
  return reply.body
}
const find = async (id: string, person = owner) =>
  (await listed(person)).objectives.find((objective: { id: string }) => objective.id === id)
const fieldsOf = (body: { errors?: { path: string }[] }) => (body.errors ?? []).map(({ path }) => path).sort()

describe('objectives with key results', () => {
  it('grade six features of which three were launched at 0.5, and half the year gone as on track', async () => {
    const objective = await given({ keyResults: [SIX], owner: { kind: 'member', personId: plain.id } })
    expect(objective).toMatchObject({
      status: 'open',
      isOutsideHorizon: false,
      owner: { kind: 'member', name: 'Carl Colleague', hasLeft: false },
      figures: { grade: null, status: 'insufficient_data', reasons: ['plans/no-reading'], graded: 0, keyResults: 1 },
    })
    const [result] = objective.keyResults
    const entered = await send(`key-results/${result.id}/readings`, { on: '2026-07-01', value: '3', note: 'Third one' })
    expect([entered.status, entered.body.figures]).toMatchObject([
      201,
      { grade: 0.5, color: 'yellow', pace: 'on_track', latest: { on: '2026-07-01', value: '3' }, readingCount: 1 },
    ])
    const shown = await find(objective.id)
    expect(shown.figures).toMatchObject({ grade: 0.5, status: 'ok', pace: 'on_track', verdict: null })
    expect(shown.figures.expected).toBeCloseTo(182 / 364, 12)
  })

  it('leave what nobody has read out of the average, and say so', async () => {
    const objective = await given({
      keyResults: [
        { ...SIX, weight: 3 },
        { title: 'Complaints', start: '40', target: '10', unit: 'complaints' },
        { title: 'Days to deliver', start: '9', target: '5', unit: 'days' },
      ],
    })
    const [six, complaints] = objective.keyResults
    await send(`key-results/${six.id}/readings`, { on: '2026-06-01', value: '6' })
    const fallen = await send(`key-results/${complaints.id}/readings`, { on: '2026-06-01', value: '25' })
    expect(fallen.body).toMatchObject({ direction: 'down', figures: { grade: 0.5 } })
    const { figures } = await find(objective.id)
    expect(figures).toMatchObject({
      status: 'degraded',
      reasons: ['plans/some-results-unread'],
      graded: 2,
      keyResults: 3,
    })
    expect(figures.grade).toBeCloseTo((3 * 1 + 0.5) / 4, 12)
  })

  it('keep the correction and not what it corrected, until the correction is taken out', async () => {
    const objective = await given({ keyResults: [SIX] })
    const [{ id }] = objective.keyResults
    const wrong = await send(`key-results/${id}/readings`, { on: '2026-05-01', value: '5' })
    const corrects = wrong.body.figures.readings[0].id
    const right = await send(`key-results/${id}/readings`, { on: '2026-05-01', value: '2', note: 'Misread', corrects })
    expect(right.body.figures.readings).toMatchObject([{ value: '2', isCorrection: true, authorName: 'Olga Owner' }])
    const again = await send(`key-results/${id}/readings`, { on: '2026-05-01', value: '1', corrects })
    expect([again.status, again.body.code]).toEqual([409, 'plans/reading-corrected'])
    const reading = right.body.figures.readings[0]
    const out = await send(`readings/${reading.id}/remove`, {}, { version: reading.version })
    expect(out.status).toBe(200)
    expect((await find(objective.id)).keyResults[0].figures.readings).toMatchObject([{ value: '5' }])
    const back = await send(`readings/${reading.id}/put-back`, {}, { version: out.body.version })
    expect([back.status, (await find(objective.id)).keyResults[0].figures.latest.value]).toEqual([200, '2'])
  })

  it('close with the grade of their results and a reason, forget it when taken up again, and drop with a reason', async () => {
    const objective = await given({ ambition: 'stretch', keyResults: [SIX] })
    await send(`key-results/${objective.keyResults[0].id}/readings`, { on: '2026-07-01', value: '4' })
    const closed = await send(`objectives/${objective.id}/close`, { reason: 'Four is enough' }, { version: 1 })
    expect(closed.body).toMatchObject({
      status: 'closed',
      ending: { on: '2026-07-02', byName: 'Olga Owner', reason: 'Four is enough' },
      figures: { verdict: 'sweet_spot', pace: null },
    })
    expect(closed.body.figures.finalGrade).toBeCloseTo(2 / 3, 12)
    const late = await send(`key-results/${objective.keyResults[0].id}/readings`, { on: '2026-07-01', value: '6' })
    expect([late.status, late.body.code]).toEqual([409, 'plans/objective-state'])
    const open = await send(`objectives/${objective.id}/reopen`, {}, { version: 2 })
    expect(open.body).toMatchObject({ status: 'open', ending: null, figures: { finalGrade: null } })
    const dropped = await send(`objectives/${objective.id}/drop`, { reason: 'They closed the plant' }, { version: 3 })
    expect(dropped.body).toMatchObject({ status: 'dropped', ending: { reason: 'They closed the plant' } })
  })

  it('are graded by people where there is nothing to compute', async () => {
    const objective = await given({ kind: 'qualitative' })
    expect(objective.figures).toMatchObject({ status: 'not_applicable', reasons: ['plans/no-key-results'] })
    const without = await send(`objectives/${objective.id}/close`, { reason: 'Done well' }, { version: 1 })
    expect([without.status, without.body.code, fieldsOf(without.body)]).toEqual([422, 'plans/grade-needed', ['grade']])
    const closed = await send(`objectives/${objective.id}/close`, { reason: 'Done well', grade: 0.8 }, { version: 1 })
    expect(closed.body.figures).toMatchObject({ grade: 0.8, color: 'green', verdict: 'missed' })
  })

  it('are taken out with their results and put back with them', async () => {
    const objective = await given({ keyResults: [SIX] })
    const out = await send(`objectives/${objective.id}/remove`, {}, { version: 1 })
    expect([out.status, await find(objective.id)]).toEqual([200, undefined])
    const result = objective.keyResults[0]
    expect((await patch(`key-results/${result.id}`, { title: 'Other' }, { version: 1 })).body.code).toBe(
      'plans/removed',
    )
    expect((await send(`objectives/${objective.id}/put-back`, {}, { version: 2 })).status).toBe(200)
    const gone = await send(`key-results/${result.id}/remove`, {}, { version: 1 })
    expect([gone.status, (await find(objective.id)).keyResults]).toEqual([200, []])
    await send(`key-results/${result.id}/put-back`, {}, { version: 2 })
    expect((await find(objective.id)).keyResults).toHaveLength(1)
  })

  it('can be changed field by field, and take new key results', async () => {
    const objective = await given({ owner: { kind: 'customer', name: 'Ines Inkman', function: 'Head of supply' } })
    const changed = await patch(`objectives/${objective.id}`, { owner: null, endsOn: '2028-03-31' }, { version: 1 })
    expect(changed.body).toMatchObject({
      title: 'Be the first choice',
      owner: null,
      isOutsideHorizon: true,
      version: 2,
    })
    const added = await send(`objectives/${objective.id}/key-results`, {
      ...SIX,
      kind: 'binary',
      target: '1',
      unit: '',
    })
    expect([added.status, added.body]).toMatchObject([
      201,
      { kind: 'binary', direction: 'up', measure: { kind: 'typed' } },
    ])
    const moved = await patch(
      `key-results/${added.body.id}`,
      { kind: 'measured', start: '9', target: '2' },
      { version: 1 },
    )
    expect(moved.body).toMatchObject({ direction: 'down', figures: { start: '9', target: '2' }, version: 2 })
  })

  it('mark an owner who has left, and refuse to name them anew', async () => {
    const leaver = await house.createPerson('north', { role: 'contributor', name: 'Lena Leaver' })
    const objective = await given({ owner: { kind: 'member', personId: leaver.id } })
    await house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
      leaver.id,
    ])
    expect((await find(objective.id)).owner).toMatchObject({ name: 'Lena Leaver', hasLeft: true })
    const again = await patch(
      `objectives/${objective.id}`,
      { owner: { kind: 'member', personId: leaver.id } },
      { version: 1 },
    )
    expect([again.status, again.body.code, fieldsOf(again.body)]).toEqual([422, 'plans/person-not-member', ['owner']])
  })
})

describe('what led to an objective', () => {
  it('is shown with it, and must be in the plan', async () => {
    const threat = randomUUID()
    await house.database.superuser.query(
      `insert into mainstay.swot_item (workspace_id, id, plan_id, account_id, viewpoint, kind, content, author_id, author_name)
       values ($1, $2, $3, $4, 'customer', 'threat', 'A rival builds next door', 'x', 'X')`,
      [north, threat, plan.id, plan.accountId],
    )
    const objective = await given({ cause: { kind: 'swot_item', id: threat } })
    expect(objective.causes).toEqual([{ kind: 'swot_item', id: threat, title: 'A rival builds next door' }])
    for (const cause of [
      { kind: 'swot_item', id: randomUUID() },
      { kind: 'statement', id: threat },
      { kind: 'tows_pair', id: threat },
      { kind: 'white_space_cell', id: `${threat}:${threat}` },
      { kind: 'rule', id: threat },
      { kind: 'swot_item', id: "'; drop table mainstay.plan; --" },
    ]) {
      const reply = await send('objectives', { title: 'No such cause', ...YEAR, cause })
      expect([cause.kind, reply.status, reply.body.code]).toEqual([cause.kind, 422, 'plans/cause-unknown'])
    }
  })

  it('can be a pair, a cell of the white space or a statement; a part hidden from the reader hides its words', async () => {
    const hiding = await givenPlan(house, north, 'K500')
    const query = house.database.superuser.query.bind(house.database.superuser)
    const [strength, threat, unit, offering, statement] = Array.from({ length: 5 }, () => randomUUID())
    const place = [north, hiding.id, hiding.accountId]
    for (const [id, kind, content] of [
      [strength, 'strength', 'Own workshop'],
      [threat, 'threat', 'A rival next door'],
    ]) {
      await query(
        `insert into mainstay.swot_item (workspace_id, plan_id, account_id, id, kind, content, viewpoint, author_id, author_name)
         values ($1, $2, $3, $4, $5, $6, 'customer', 'x', 'X')`,
        [...place, id, kind, content],
      )
    }
    for (const [id, axis, name] of [
      [unit, 'units', 'Plant North'],
      [offering, 'offerings', 'Pumps'],
    ]) {
      await query(
        `insert into mainstay.white_space_heading (workspace_id, plan_id, account_id, id, axis, name, name_key, position)
         values ($1, $2, $3, $4, $5, $6, lower($6), 1)`,
        [...place, id, axis, name],
      )
    }
    await query(
      `insert into mainstay.plan_statement (workspace_id, plan_id, account_id, id, section_key, content, as_of, author_id, author_name)
       values ($1, $2, $3, $4, 'statements', 'They open a second plant', '2026-06-01', 'x', 'X')`,
      [...place, statement],
    )
    const path = `/api/workspaces/north/plans/${hiding.id}/objectives`
    const titles = []
    for (const cause of [
      { kind: 'tows_pair', id: `${strength}:${threat}` },
      { kind: 'white_space_cell', id: `${unit}:${offering}` },
      { kind: 'statement', id: statement },
    ]) {
      const reply = await house.call(owner, 'POST', path, { title: `From a ${cause.kind}`, ...YEAR, cause })
      titles.push(reply.body.causes[0].title)
    }
    expect(titles).toEqual(['Own workshop + A rival next door', 'Pumps · Plant North', 'They open a second plant'])
    await query(
      `update mainstay.plan set sections = (select jsonb_agg(case when s ->> 'part' = 'swot' then s || '{"audience":"inner"}' else s end)
        from jsonb_array_elements(sections) s) where id = $1`,
      [hiding.id],
    )
    const seen = await house.call(plain, 'GET', path)
    const titleOf = new Map(
      seen.body.objectives.map(({ title, causes }: { title: string; causes: { title: string | null }[] }) => [
        title,
        causes[0]?.title,
      ]),
    )
    expect(titleOf.get('From a tows_pair')).toBeNull()
    expect(titleOf.get('From a white_space_cell')).toBe('Pumps · Plant North')
    expect(titleOf.get('From a statement')).toBe('They open a second plant')
    const named = { title: 'Guessed', ...YEAR, cause: { kind: 'swot_item', id: threat } }
    expect((await house.call(plain, 'POST', path, named)).body.code).toBe('plans/cause-unknown')
  })
})

describe('what is refused', () => {
  it('names every field that is wrong', async () => {
    const reply = await send('objectives', { title: '', startsOn: 'soon', keyResults: [{ title: 'x', start: 'much' }] })
    expect([reply.status, reply.body.code]).toEqual([400, 'http/invalid'])
    expect(fieldsOf(reply.body)).toEqual(
      expect.arrayContaining(['endsOn', 'keyResults.0.start', 'keyResults.0.target', 'startsOn', 'title']),
    )
  })

  it.each([
    [{ startsOn: '2026-12-31', endsOn: '2026-01-01' }, 'plans/dates-wrong-way-round', 'endsOn'],
    [{ endsOn: '2040-01-01' }, 'plans/objective-too-long', 'endsOn'],
    [{ keyResults: [SIX, { ...SIX, start: '6.0' }] }, 'plans/target-equals-start', 'keyResults.1.target'],
    [{ keyResults: [{ ...SIX, kind: 'binary', start: '6' }] }, 'plans/direction-needed', 'keyResults.0.direction'],
    [{ keyResults: [{ ...SIX, direction: 'down' }] }, 'plans/direction-contradicts', 'keyResults.0.direction'],
    [{ owner: { kind: 'member', personId: 'nobody' } }, 'plans/person-not-member', 'owner'],
  ])('%j: %s', async (wrong, code, field) => {
    const before = (await listed()).objectives.length
    const reply = await send('objectives', { title: 'Refused', ...YEAR, ...wrong })
    expect([reply.status, reply.body.code, fieldsOf(reply.body)]).toEqual([422, code, [field]])
    expect((await listed()).objectives).toHaveLength(before)
  })

  it('takes no reading of a day to come, nor a change of what somebody else has changed', async () => {
    const objective = await given({ keyResults: [SIX] })
    const [{ id }] = objective.keyResults
    const future = await send(`key-results/${id}/readings`, { on: '2026-07-03', value: '1' })
    expect([future.body.code, fieldsOf(future.body)]).toEqual(['plans/reading-in-future', ['on']])
    await patch(`objectives/${objective.id}`, { title: 'First' }, { version: 1 })
    const stale = await patch(`objectives/${objective.id}`, { title: 'Second' }, { version: 1 })
    expect([stale.status, (await find(objective.id)).title]).toEqual([412, 'First'])
    expect((await patch(`objectives/${objective.id}`, { title: 'Third' })).status).toBe(428)
    expect((await patch(`key-results/${id}`, { title: 'Any' }, { version: 7 })).status).toBe(412)
  })

  it('keeps everything as it is in a plan that is closed', async () => {
    const closed = await givenPlan(house, north, 'K200')
    const path = `/api/workspaces/north/plans/${closed.id}/objectives`
    const made = await house.call(owner, 'POST', path, { title: 'Old one', ...YEAR })
    await house.database.superuser.query(
      `update mainstay.plan set status = 'closed', closed_on = '2026-06-30' where id = $1`,
      [closed.id],
    )
    const added = await house.call(owner, 'POST', path, { title: 'Too late', ...YEAR })
    const changed = await house.call(
      owner,
      'PATCH',
      `${path}/${made.body.id}`,
      { title: 'Other' },
      { 'if-match': '"1"' },
    )
    expect([added, changed].map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'plans/closed'],
      [409, 'plans/closed'],
    ])
    expect((await house.call(owner, 'GET', path)).body.objectives).toHaveLength(1)
  })
})

describe('who may', () => {
  it('read: everybody of the workspace who sees the account; write: contributors and up', async () => {
    const objective = await given({ keyResults: [SIX] })
    const path = `/api/workspaces/north/plans/${plan.id}/objectives`
    const statuses = async (person: TestPerson | null) => [
      (await house.call(person, 'GET', path)).status,
      (await send('objectives', { title: 'Mine', ...YEAR }, { person })).status,
      (await send(`key-results/${objective.keyResults[0].id}/readings`, { on: '2026-07-01', value: '1' }, { person }))
        .status,
      (await send(`objectives/${objective.id}/remove`, {}, { person, version: 99 })).status,
    ]
    expect(await statuses(null)).toEqual([401, 401, 401, 401])
    expect(await statuses(viewer)).toEqual([200, 403, 403, 403])
    expect(await statuses(plain)).toEqual([200, 201, 201, 412])
    expect(await statuses(outsider)).toEqual([404, 404, 404, 404])
    const foreign = await house.call(stranger, 'GET', `/api/workspaces/south/plans/${plan.id}/objectives`)
    expect([foreign.status, (await house.call(stranger, 'GET', path)).status]).toEqual([404, 404])
  })

  it('does not let an objective of one plan be reached by the way of another', async () => {
    const objective = await given({ keyResults: [SIX] })
    const other = await givenPlan(house, north, 'K300')
    const path = `/api/workspaces/north/plans/${other.id}`
    const version = { 'if-match': '"1"' }
    expect(
      (await house.call(owner, 'PATCH', `${path}/objectives/${objective.id}`, { title: 'x' }, version)).status,
    ).toBe(404)
    const result = objective.keyResults[0].id
    expect((await house.call(owner, 'PATCH', `${path}/key-results/${result}`, { title: 'x' }, version)).status).toBe(
      404,
    )
    const reading = { on: '2026-07-01', value: '1' }
    expect((await house.call(owner, 'POST', `${path}/key-results/${result}/readings`, reading)).status).toBe(404)
  })

  it('hides objectives that are for the inner team alone', async () => {
    const inner = await givenPlan(house, north, 'K400')
    await house.database.superuser.query(
      `update mainstay.plan set sections = (select jsonb_agg(case when s ->> 'part' = 'objectives' then s || '{"audience":"inner"}' else s end)
        from jsonb_array_elements(sections) s) where id = $1`,
      [inner.id],
    )
    const path = `/api/workspaces/north/plans/${inner.id}`
    const made = await house.call(owner, 'POST', `${path}/objectives`, { title: 'Quietly', ...YEAR, keyResults: [SIX] })
    const asPlain = [
      await house.call(plain, 'GET', `${path}/objectives`),
      await house.call(plain, 'POST', `${path}/objectives`, { title: 'Loudly', ...YEAR }),
      await house.call(plain, 'PATCH', `${path}/objectives/${made.body.id}`, { title: 'x' }, { 'if-match': '"1"' }),
      await house.call(plain, 'POST', `${path}/key-results/${made.body.keyResults[0].id}/readings`, {
        on: '2026-07-01',
        value: '1',
      }),
      await house.call(plain, 'GET', `${path}/key-result-sources`),
    ]
    expect(asPlain.map(({ body }) => body.code)).toEqual(asPlain.map(() => 'plans/no-such-part'))
    expect((await house.call(owner, 'GET', `${path}/objectives`)).body.objectives).toHaveLength(1)
  })
})

it('writes down who did what', async () => {
  const objective = await given({ title: 'Written down', keyResults: [SIX] })
  await send(`key-results/${objective.keyResults[0].id}/readings`, { on: '2026-07-01', value: '3.50' })
  const { rows } = await house.database.superuser.query(
    `select action, subject_id, account_id, after from mainstay.audit_entry where after ->> 'title' in ('Written down', $1)
     order by id desc limit 2`,
    [SIX.title],
  )
  expect(rows).toMatchObject([
    { action: 'plans.reading-entered', after: { on: '2026-07-01', value: '3.5' } },
    { action: 'plans.objective-created', subject_id: plan.id, account_id: plan.accountId },
  ])
})
