import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenPlan } from '../fixtures.ts'
import { type ActionHouse, createActionHouse, givenKeyResult, hideActions, TODAY } from './actions-harness.ts'

let at: ActionHouse
beforeAll(async () => {
  at = await createActionHouse()
})
afterAll(() => at.house.stop())

const member = (person: { readonly id: string }) => ({ kind: 'member', personId: person.id })

describe('adding an action', () => {
  test('keeps who does it, until when, what it serves and what led to it', async () => {
    const { objectiveId, keyResultId } = await givenKeyResult(at)
    const threat = await at.call(at.contributor, 'POST', '/swot-items', {
      body: { viewpoint: 'view_of_us', kind: 'threat', text: 'Late spare parts' },
    })
    expect(threat.status).toBe(201)
    const cause = { kind: 'swot_item', id: threat.body.id }
    const reply = await at.call(at.contributor, 'POST', '/actions', {
      body: {
        title: ' Visit the plant ',
        dueOn: '2026-12-01',
        startsOn: '2026-11-23',
        owner: member(at.manager),
        customerOwner: 'Carla Customer',
        keyResultId,
        cause,
      },
    })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      title: 'Visit the plant',
      state: 'planned',
      dueOn: '2026-12-01',
      owner: { kind: 'member', personId: at.manager.id, name: 'Mia Manager', hasLeft: false },
      customerOwner: 'Carla Customer',
      objective: { id: objectiveId, title: 'Win the second plant' },
      keyResult: { id: keyResultId, title: 'Lines installed' },
      cause,
      defects: [],
      daysLate: 0,
      isOpen: true,
      version: 1,
    })
    expect((await at.call(at.viewer, 'GET', `/actions/${reply.body.id}`)).body).toEqual(reply.body)
  })

  test('refuses a cause that is not in the plan', async () => {
    const cause = { kind: 'swot_item', id: at.plan.id }
    const reply = await at.call(at.contributor, 'POST', '/actions', { body: { title: 'Visit', cause } })
    expect(reply).toMatchObject({ status: 422, body: { code: 'plans/cause-unknown' } })
  })

  test('without owner and date it is taken, and its defects stand out', async () => {
    const action = await at.given()
    expect(action).toMatchObject({ owner: null, dueOn: null, defects: ['no_owner', 'no_due_date'] })
  })

  test('belongs to a colleague without access, or to a person of the customer, just as well', async () => {
    expect(await at.given({ owner: { kind: 'colleague', name: 'Chris', function: 'CEO' } })).toMatchObject({
      owner: { kind: 'colleague', personId: null, name: 'Chris', function: 'CEO', hasLeft: false },
    })
    expect(await at.given({ owner: { kind: 'customer', name: 'Carla' } })).toMatchObject({
      owner: { kind: 'customer', name: 'Carla', function: '' },
    })
  })

  test('refuses an owner who is no member, and a result of another plan', async () => {
    const add = (body: object) => at.call(at.lead, 'POST', '/actions', { body: { title: 'Visit', ...body } })
    expect((await add({ owner: member(at.stranger) })).body).toMatchObject({
      status: 422,
      code: 'plans/person-not-member',
    })
    expect((await add({ keyResultId: randomUUID() })).body).toMatchObject({
      status: 422,
      code: 'plans/action-link-elsewhere',
      errors: [{ path: 'keyResultId' }],
    })
    const { keyResultId } = await givenKeyResult(at)
    const { objectiveId } = await givenKeyResult(at)
    expect((await add({ objectiveId, keyResultId })).body).toMatchObject({ code: 'plans/action-link-elsewhere' })
  })

  test('names every field of bad input', async () => {
    const { body } = await at.call(at.lead, 'POST', '/actions', {
      body: { title: '', dueOn: '2026-02-30', owner: { kind: 'nobody' }, repeat: { every: 0, unit: 'day' } },
    })
    expect(body.status).toBe(400)
    const paths = body.errors.map(({ path }: { path: string }) => path)
    expect(paths).toEqual(expect.arrayContaining(['title', 'dueOn', 'owner.kind', 'repeat.every', 'repeat.unit']))
  })
})

describe('who may', () => {
  test('nobody unknown, no viewer, no other workspace, and nobody who does not see the account', async () => {
    const { id, version } = await at.given()
    const writes = [
      ['POST', '/actions', { title: 'Visit' }],
      ['PATCH', `/actions/${id}`, { title: 'Other' }],
      ['POST', `/actions/${id}/state`, { state: 'done' }],
      ['PUT', `/actions/${id}/needs`, { needs: [] }],
      ['POST', `/actions/${id}/snooze`, { until: null }],
      ['POST', `/actions/${id}/hand-over`, { to: member(at.lead), note: 'yours' }],
      ['POST', `/actions/${id}/removal`, {}],
      ['POST', '/actions/changes', { items: [{ id, version }], dueOn: null }],
      ['POST', '/actions/import/preview', { pasted: 'Visit' }],
      ['POST', '/actions/import', { pasted: 'Visit' }],
    ] as const
    for (const [method, path, body] of writes) {
      const status = async (person: typeof at.lead | null, workspace = 'north') =>
        (await at.call(person, method, path, { body, version, workspace })).status
      expect(await status(null), path).toBe(401)
      expect(await status(at.viewer), path).toBe(403)
      expect(await status(at.outsider), path).toBe(404)
      expect(await status(at.stranger), path).toBe(404)
      expect(await status(at.stranger, 'south'), path).toBe(404)
    }
    for (const path of ['/actions', `/actions/${id}`, '/parts/actions', '/actions/report']) {
      expect((await at.call(null, 'GET', path)).status, path).toBe(401)
      expect((await at.call(at.viewer, 'GET', path)).status, path).toBe(200)
      expect((await at.call(at.outsider, 'GET', path)).status, path).toBe(404)
      expect((await at.call(at.stranger, 'GET', path, { workspace: 'south' })).status, path).toBe(404)
    }
    expect((await at.call(at.lead, 'GET', `/actions/${id}`)).body).toMatchObject({ title: 'Visit the plant', version })
  })

  test('a section for the inner team is hidden from all others, reading and writing', async () => {
    const { id, version } = await at.given({ owner: member(at.contributor), dueOn: TODAY })
    await hideActions(at.house, at.plan.id, true)
    try {
      expect((await at.call(at.manager, 'GET', '/parts/actions')).body).toMatchObject({ code: 'plans/no-such-part' })
      expect(
        (await at.call(at.manager, 'POST', `/actions/${id}/state`, { version, body: { state: 'done' } })).status,
      ).toBe(404)
      const work = await at.house.call(at.contributor, 'GET', '/api/workspaces/north/my-work')
      expect(work.body.rows.map((row: { id: string }) => row.id)).not.toContain(id)
      expect((await at.call(at.lead, 'GET', '/parts/actions')).status).toBe(200)
    } finally {
      await hideActions(at.house, at.plan.id, false)
    }
  })

  test('in a closed plan nothing changes any more', async () => {
    const closed = await givenPlan(at.house, at.workspaceId, 'K900')
    const query = at.house.database.superuser.query.bind(at.house.database.superuser)
    await query(`update mainstay.plan set status = 'closed', closed_on = '2026-11-01' where id = $1`, [closed.id])
    const reply = await at.call(at.lead, 'POST', '/actions', { planId: closed.id, body: { title: 'Visit' } })
    expect(reply.body).toMatchObject({ status: 409, code: 'plans/closed' })
    expect((await at.call(at.lead, 'GET', '/parts/actions', { planId: closed.id })).body.actions).toEqual([])
  })
})

describe('changing an action', () => {
  const change = (id: string, version: number, body: object) =>
    at.call(at.contributor, 'PATCH', `/actions/${id}`, { version, body })

  test('what is missing stays, null clears, and the version counts on', async () => {
    const { id } = await at.given({ details: 'by train', dueOn: '2026-12-01', owner: member(at.manager) })
    const first = await change(id, 1, { title: 'Visit both plants' })
    expect(first.body).toMatchObject({
      title: 'Visit both plants',
      details: 'by train',
      dueOn: '2026-12-01',
      version: 2,
    })
    const second = await change(id, 2, { owner: null, dueOn: null })
    expect(second.body).toMatchObject({ owner: null, dueOn: null, version: 3 })
  })

  test('a stale version is refused and changes nothing', async () => {
    const { id } = await at.given()
    await change(id, 1, { title: 'First' })
    expect((await change(id, 1, { title: 'Second' })).status).toBe(412)
    expect((await at.call(at.lead, 'GET', `/actions/${id}`)).body.title).toBe('First')
    expect((await at.call(at.lead, 'PATCH', `/actions/${id}`, { body: { title: 'Third' } })).status).toBe(428)
  })

  test('another objective lets go of the key result of the one before', async () => {
    const one = await givenKeyResult(at)
    const other = await givenKeyResult(at)
    const { id } = await at.given({ keyResultId: one.keyResultId })
    const moved = await change(id, 1, { objectiveId: other.objectiveId })
    expect(moved.body).toMatchObject({ objective: { id: other.objectiveId }, keyResult: null })
    const back = await change(id, 2, { keyResultId: one.keyResultId })
    expect(back.body).toMatchObject({ objective: { id: one.objectiveId }, keyResult: { id: one.keyResultId } })
    expect((await change(id, 3, { objectiveId: null, keyResultId: null })).body).toMatchObject({
      objective: null,
      keyResult: null,
    })
  })

  test('an owner who leaves is a defect', async () => {
    const leaver = await at.house.createPerson('north', { role: 'contributor', name: 'Lars Leaver' })
    const { id } = await at.given({ owner: member(leaver), dueOn: '2026-12-01' })
    await at.house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
      leaver.id,
    ])
    expect((await at.call(at.lead, 'GET', `/actions/${id}`)).body).toMatchObject({
      owner: { name: 'Lars Leaver', hasLeft: true },
      defects: ['owner_left'],
    })
    expect((await change(id, 1, { owner: member(leaver) })).body.code).toBe('plans/person-not-member')
  })

  test('taken out it is not shown and not changed, and it can be put back', async () => {
    const { id } = await at.given({ title: 'To be taken out' })
    const gone = await at.call(at.lead, 'POST', `/actions/${id}/removal`, { version: 1 })
    expect(gone.body.version).toBe(2)
    const list = async () => (await at.call(at.lead, 'GET', '/actions?limit=200&search=to+be+taken')).body.total
    expect(await list()).toBe(0)
    expect((await change(id, 2, { title: 'Other' })).body.code).toBe('plans/removed')
    expect((await at.call(at.lead, 'POST', `/actions/${id}/return`, { version: 2 })).status).toBe(200)
    expect(await list()).toBe(1)
    expect((await at.call(at.lead, 'POST', `/actions/${id}/return`, { version: 3 })).body.code).toBe(
      'plans/not-removed',
    )
  })

  test('every change is in the audit, with what was before', async () => {
    const { id } = await at.given({ title: 'Audited' })
    await change(id, 1, { title: 'Audited twice' })
    const { rows } = await at.house.database.superuser.query(
      `select e.action, e.before, e.after from mainstay.audit_entry e where e.subject_id = $1 and e.after->>'id' = $2 order by e.id`,
      [at.plan.id, id],
    )
    expect(rows).toMatchObject([
      { action: 'plans.action-added', before: null, after: { title: 'Audited' } },
      { action: 'plans.action-changed', before: { title: 'Audited' }, after: { title: 'Audited twice' } },
    ])
  })
})

describe('moving an action', () => {
  const move = (id: string, version: number, body: object) =>
    at.call(at.contributor, 'POST', `/actions/${id}/state`, { version, body })

  test('blocked says why, done notes the day and the evidence', async () => {
    const { id } = await at.given({ dueOn: '2026-11-10' })
    expect((await move(id, 1, { state: 'blocked' })).body).toMatchObject({
      status: 422,
      code: 'plans/action-reason-missing',
    })
    const blocked = await move(id, 1, { state: 'blocked', reason: 'Legal is slow' })
    expect(blocked.body).toMatchObject({ state: 'blocked', stateReason: 'Legal is slow', daysLate: 10 })
    const done = await move(id, 2, { state: 'done', evidence: 'signed on the 20th' })
    expect(done.body).toMatchObject({ state: 'done', stateReason: '', doneOn: TODAY, evidence: 'signed on the 20th' })
    expect((await move(id, 3, { state: 'blocked', reason: 'x' })).body).toMatchObject({
      status: 409,
      code: 'plans/action-move-not-allowed',
    })
    expect((await move(id, 3, { state: 'in_progress' })).body).toMatchObject({
      doneOn: null,
      evidence: 'signed on the 20th',
    })
  })

  test('a recurring action that is done makes the next one, once', async () => {
    const { id } = await at.given({
      title: 'Monthly call',
      dueOn: '2026-10-31',
      owner: member(at.manager),
      repeat: { every: 1, unit: 'month' },
    })
    await move(id, 1, { state: 'done' })
    const series = async () =>
      (await at.call(at.lead, 'GET', '/actions?search=monthly+call')).body.rows.map(
        (row: { state: string; dueOn: string; owner: { name: string } }) => [row.state, row.dueOn, row.owner.name],
      )
    const both = [
      ['done', '2026-10-31', 'Mia Manager'],
      ['planned', '2026-11-30', 'Mia Manager'],
    ]
    expect(await series()).toEqual(both)
    await move(id, 2, { state: 'in_progress' })
    await move(id, 3, { state: 'done' })
    expect(await series()).toEqual(both)
  })

  test('done waits for what it needs; a circle is refused by name, from two sides at once as well', async () => {
    const first = await at.given({ title: 'Samples' })
    const second = await at.given({ title: 'Offer' })
    const needs = (id: string, version: number, ids: string[]) =>
      at.call(at.lead, 'PUT', `/actions/${id}/needs`, { version, body: { needs: ids } })
    expect((await needs(second.id, 1, [first.id])).body.needs).toEqual([
      { id: first.id, title: 'Samples', state: 'planned' },
    ])
    const circle = await needs(first.id, 1, [second.id])
    expect(circle.body).toMatchObject({
      status: 422,
      code: 'plans/action-needs-circle',
      facts: { circle: 'Samples → Offer → Samples' },
    })
    expect((await needs(first.id, 1, [randomUUID()])).body.code).toBe('plans/action-need-elsewhere')
    expect((await move(second.id, 2, { state: 'done' })).body).toMatchObject({
      code: 'plans/action-needs-open',
      facts: { need: 'Samples', open: 1 },
    })
    await move(first.id, 1, { state: 'done' })
    expect((await move(second.id, 2, { state: 'done' })).status).toBe(200)
    const [one, other] = [await at.given(), await at.given()]
    const race = await Promise.all([needs(one.id, 1, [other.id]), needs(other.id, 1, [one.id])])
    expect(race.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  test('snoozed until a day, for a reason, and awake for the next owner', async () => {
    const { id } = await at.given({ owner: member(at.contributor), dueOn: '2026-11-18' })
    const snooze = (version: number, body: object) =>
      at.call(at.contributor, 'POST', `/actions/${id}/snooze`, { version, body })
    expect((await snooze(1, { until: TODAY })).body).toMatchObject({
      code: 'plans/snooze-past',
      errors: [{ path: 'until' }, { path: 'reason' }],
    })
    expect((await snooze(1, { until: '2026-12-01', reason: 'they are on holiday' })).body).toMatchObject({
      snoozedUntil: '2026-12-01',
      snoozeReason: 'they are on holiday',
    })
    const given = await at.call(at.contributor, 'POST', `/actions/${id}/hand-over`, {
      version: 2,
      body: { to: member(at.manager), note: 'You know them better' },
    })
    expect(given.body).toMatchObject({ owner: { name: 'Mia Manager' }, snoozedUntil: null, snoozeReason: '' })
    await move(id, 3, { state: 'done' })
    expect((await snooze(4, { until: '2026-12-01', reason: 'no' })).body.code).toBe('plans/action-over')
  })
})

describe('my work', () => {
  const myWork = (query = '') => at.house.call(at.viewer, 'GET', `/api/workspaces/north/my-work${query}`)

  test('holds what is mine over all accounts, earliest first, page by page, and nothing of others', async () => {
    const other = await givenPlan(at.house, at.workspaceId, 'K200')
    await at.given({ title: 'Second', owner: member(at.viewer), dueOn: '2026-11-25' })
    await at.given({ title: 'Last', owner: member(at.viewer) })
    await at.call(at.lead, 'POST', '/actions', {
      planId: other.id,
      body: { title: 'First', owner: member(at.viewer), dueOn: '2026-11-01' },
    })
    const first = await myWork('?limit=2')
    expect(first.body).toMatchObject({
      total: 3,
      rows: [
        { title: 'First', account: { code: 'K200' }, daysLate: 19 },
        { title: 'Second', account: { code: 'K100' } },
      ],
    })
    const rest = await myWork(`?limit=2&cursor=${first.body.nextCursor}`)
    expect(rest.body).toMatchObject({ rows: [{ title: 'Last', dueOn: null }], nextCursor: null })
    expect((await at.house.call(null, 'GET', '/api/workspaces/north/my-work')).status).toBe(401)
    expect((await at.house.call(at.stranger, 'GET', '/api/workspaces/north/my-work')).status).toBe(404)
    expect((await myWork('?cursor=nonsense')).status).toBe(400)
  })

  test('what is snoozed comes back by itself, and what is done is kept', async () => {
    const { id } = await at.given({ title: 'Sleepy', owner: member(at.viewer), dueOn: '2026-11-21' })
    await at.call(at.lead, 'POST', `/actions/${id}/snooze`, {
      version: 1,
      body: { until: '2026-11-24', reason: 'away' },
    })
    const titles = async (show: string) =>
      (await myWork(`?show=${show}`)).body.rows.map((row: { title: string }) => row.title)
    expect(await titles('open')).not.toContain('Sleepy')
    expect(await titles('snoozed')).toEqual(['Sleepy'])
    at.house.setNow('2026-11-24T08:00:00Z')
    expect(await titles('open')).toContain('Sleepy')
    expect(await titles('snoozed')).toEqual([])
    await at.call(at.lead, 'POST', `/actions/${id}/state`, { version: 2, body: { state: 'done' } })
    expect(await titles('done')).toEqual(['Sleepy'])
    at.house.setNow('2026-11-20T10:00:00Z')
  })
})

describe('lists', () => {
  test('filter by state, owner, overdue, defect, objective and words', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K300')
    const add = (body: object) => at.call(at.lead, 'POST', '/actions', { planId: plan.id, body })
    await add({ title: 'Late 100 %', owner: member(at.manager), dueOn: '2026-11-19' })
    await add({ title: 'On time', owner: member(at.manager), dueOn: '2026-12-19' })
    await add({ title: 'Nobody does it', dueOn: '2026-12-20' })
    await add({ title: 'Before it starts', owner: member(at.lead), startsOn: '2026-12-30', dueOn: '2026-12-24' })
    const titles = async (query: string) =>
      (await at.call(at.viewer, 'GET', `/actions?${query}`, { planId: plan.id })).body.rows.map(
        (row: { title: string }) => row.title,
      )
    expect(await titles('isOverdue=true')).toEqual(['Late 100 %'])
    expect(await titles('hasDefect=true')).toEqual(['Nobody does it', 'Before it starts'])
    expect(await titles(`ownerPersonId=${at.manager.id}`)).toEqual(['Late 100 %', 'On time'])
    expect(await titles('search=%25')).toEqual(['Late 100 %'])
    expect(await titles('state=done')).toEqual([])
    expect(await titles(`objectiveId=${randomUUID()}`)).toEqual([])
  })
})
