import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenPlan } from '../fixtures.ts'
import { type ActionHouse, createActionHouse, givenKeyResult, TODAY } from './actions-harness.ts'

let at: ActionHouse
beforeAll(async () => {
  at = await createActionHouse()
})
afterAll(() => at.house.stop())

const member = (person: { readonly id: string }) => ({ kind: 'member', personId: person.id })
const read = async (id: string) => (await at.call(at.lead, 'GET', `/actions/${id}`)).body

describe('many actions at once', () => {
  const together = (body: object) => at.call(at.contributor, 'POST', '/actions/changes', { body })
  const items = (...actions: { id: string; version: number }[]) => actions.map(({ id, version }) => ({ id, version }))

  test('owner, date and state change for all of them', async () => {
    const [one, other] = [await at.given(), await at.given({ owner: member(at.lead) })]
    const reply = await together({
      items: items(one, other),
      owner: member(at.manager),
      dueOn: '2026-12-24',
      move: { state: 'in_progress' },
    })
    expect(reply.status).toBe(200)
    for (const action of reply.body.actions) {
      expect(action).toMatchObject({
        owner: { name: 'Mia Manager' },
        dueOn: '2026-12-24',
        state: 'in_progress',
        version: 2,
      })
    }
    const { rows } = await at.house.database.superuser.query(
      `select count(*)::integer as n from mainstay.audit_entry e where e.action = 'plans.action-changed' and e.after->>'id' = any($1)`,
      [[one.id, other.id]],
    )
    expect(rows[0].n).toBe(2)
  })

  test('one that cannot is enough: nothing changes, and every refusal says which and why', async () => {
    const [good, stale, done, gone] = [
      await at.given({ title: 'Good' }),
      await at.given({ title: 'Stale' }),
      await at.given({ title: 'Done' }),
      await at.given(),
    ]
    await at.call(at.lead, 'PATCH', `/actions/${stale.id}`, { version: 1, body: { details: 'changed' } })
    const over = await at.call(at.lead, 'POST', `/actions/${done.id}/state`, { version: 1, body: { state: 'done' } })
    const removed = await at.call(at.lead, 'POST', `/actions/${gone.id}/removal`, { version: 1 })
    const reply = await together({
      items: items(good, stale, over.body, removed.body, { id: randomUUID(), version: 1 }),
      move: { state: 'dropped', reason: 'no budget' },
    })
    expect(reply.body).toMatchObject({
      status: 409,
      code: 'plans/actions-refused',
      facts: { refused: 4 },
      errors: [
        { path: 'items.1', code: 'http/version-stale' },
        { path: 'items.2', code: 'plans/action-move-not-allowed' },
        { path: 'items.3', code: 'plans/removed' },
        { path: 'items.4', code: 'http/not-found' },
      ],
    })
    expect(reply.body.errors[1].message).toContain('“Done”')
    expect(await read(good.id)).toMatchObject({ state: 'planned', version: 1 })
  })

  test('what an action waits for may be done in the same breath', async () => {
    const [first, second] = [await at.given(), await at.given()]
    const waiting = await at.call(at.lead, 'PUT', `/actions/${second.id}/needs`, {
      version: 1,
      body: { needs: [first.id] },
    })
    expect((await together({ items: items(waiting.body), move: { state: 'done' } })).body).toMatchObject({
      errors: [{ path: 'items.0', code: 'plans/action-needs-open' }],
    })
    expect((await together({ items: items(waiting.body, first), move: { state: 'done' } })).status).toBe(200)
  })

  test('the same action twice, none, and more than 200 are refused', async () => {
    const one = await at.given()
    expect((await together({ items: items(one, one), dueOn: null })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'items.1.id' }],
    })
    expect((await together({ items: [] })).status).toBe(400)
    const many = Array.from({ length: 201 }, () => ({ id: randomUUID(), version: 1 }))
    expect((await together({ items: many })).status).toBe(400)
  })
})

describe('actions out of a pasted spreadsheet', () => {
  test('are shown before they are taken, with what would be rejected; members are known by name', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K400')
    const pasted =
      'Action\tOwner\tDue\tStatus\nCall\tmia manager\t2026-12-01\tdone\nWrite\tChris\t\t\nSoon\t\tsoon\t\n<img src=x onerror=alert(1)>\t\t\t'
    const call = (path: string) => at.call(at.contributor, 'POST', path, { planId: plan.id, body: { pasted } })
    const preview = await call('/actions/import/preview')
    expect(preview.body).toMatchObject({
      columns: ['title', 'owner', 'due', 'state'],
      actions: [{ title: 'Call' }, { title: 'Write' }, { title: '<img src=x onerror=alert(1)>' }],
      rejects: [{ line: 4, reasons: ['the due date “soon” is no date; write it as 2026-10-31'] }],
    })
    expect((await at.call(at.lead, 'GET', '/actions', { planId: plan.id })).body.total).toBe(0)
    const taken = await call('/actions/import')
    expect(taken.body).toMatchObject({ created: 3, rejects: [{ line: 4 }] })
    const { rows } = (await at.call(at.lead, 'GET', '/actions', { planId: plan.id })).body
    expect(rows).toContainEqual(
      expect.objectContaining({
        title: 'Call',
        state: 'done',
        doneOn: TODAY,
        owner: expect.objectContaining({ kind: 'member', personId: at.manager.id }),
      }),
    )
    expect(rows).toContainEqual(
      expect.objectContaining({ title: 'Write', owner: expect.objectContaining({ kind: 'colleague', name: 'Chris' }) }),
    )
  })

  test('stay as they are when the same sheet comes again', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K450')
    const sheet = 'Action\tDue\nCall\t2026-12-01\nCall\t2027-12-01\n'
    const send = (pasted: string) =>
      at.call(at.contributor, 'POST', '/actions/import', { planId: plan.id, body: { pasted } })
    expect((await send(sheet)).body).toMatchObject({ created: 2, unchanged: 0 })
    expect((await send(sheet.replace('Call', 'CALL '))).body).toMatchObject({ created: 0, unchanged: 2 })
    expect((await at.call(at.lead, 'GET', '/actions', { planId: plan.id })).body.total).toBe(2)
  })

  test('that say otherwise than the plan leave it as it is, and are told', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K460')
    const send = (path: string, pasted: string) =>
      at.call(at.contributor, 'POST', `/actions/import${path}`, { planId: plan.id, body: { pasted } })
    const sheet = (owner: string, state: string) => `Action\tDue\tOwner\tState\nCall\t2026-12-01\t${owner}\t${state}`
    await send('', sheet('mia manager', 'doing'))
    expect((await send('/preview', sheet('Mia Manager', 'in progress'))).body.differing).toEqual([])
    expect((await send('/preview', 'Action\tDue\nCall\t2026-12-01')).body.differing).toEqual([])
    const { body } = await send('/preview', `${sheet('Chris', 'blocked').replace('\tState', '\tState\tReason')}\tlate`)
    expect(body).toMatchObject({ unchanged: [2], actions: [] })
    expect(body.differing).toEqual([
      {
        line: 2,
        differences: [
          'the owner is “Mia Manager” in the plan, “Chris” in the sheet',
          'the state is “in progress” in the plan, “blocked” in the sheet',
        ],
      },
    ])
    // Nobody there: said as well.
    await send('', 'Action\tDue\nWrite\t2026-12-02')
    const nobody = await send('/preview', 'Action\tDue\tOwner\nWrite\t2026-12-02\tChris')
    expect(nobody.body.differing[0].differences).toEqual(['the owner is nobody in the plan, “Chris” in the sheet'])
  })

  test('two people of the same name are not guessed between', async () => {
    await at.house.createPerson('north', { role: 'viewer', name: 'Twin' })
    await at.house.createPerson('north', { role: 'viewer', name: 'Twin' })
    const preview = await at.call(at.lead, 'POST', '/actions/import/preview', {
      body: { pasted: 'action\towner\nCall\ttwin' },
    })
    expect(preview.body).toMatchObject({ actions: [], rejects: [{ line: 2 }] })
  })
})

describe('handing a plan over', () => {
  const list = async (from: { readonly id: string }, planId: string) =>
    (await at.call(at.lead, 'GET', `/hand-over?fromPersonId=${from.id}`, { planId })).body

  test('moves open actions and the duty, leaves what is done, and makes introductions into actions of the giver', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K500')
    const add = async (body: object) => (await at.call(at.lead, 'POST', '/actions', { planId: plan.id, body })).body
    const open = await add({ title: 'Open', owner: member(at.manager), dueOn: '2026-12-01' })
    const done = await add({ title: 'Done', owner: member(at.manager) })
    await at.call(at.lead, 'POST', `/actions/${done.id}/state`, {
      planId: plan.id,
      version: 1,
      body: { state: 'done' },
    })
    await at.house.database.superuser.query(
      `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, person_id, name, side, function, duty)
       values ($1, $2, $3, $4, $5, 'Mia Manager', 'ours', 'account manager', 'accountable')`,
      [at.workspaceId, randomUUID(), plan.id, plan.accountId, at.manager.id],
    )
    const before = await list(at.manager, plan.id)
    expect(before).toMatchObject({
      from: { name: 'Mia Manager' },
      actions: [{ id: open.id, title: 'Open', version: 1 }],
      duties: [{ duty: 'accountable', function: 'account manager' }],
      earlier: [],
    })
    const body = {
      fromPersonId: at.manager.id,
      toPersonId: at.contributor.id,
      note: 'You take the north from now on.',
      actions: [{ id: open.id, version: 1 }],
      introductions: [{ name: 'Carla Customer', dueOn: '2026-12-05' }],
    }
    const call = (person: typeof at.lead, changes: object = {}) =>
      at.call(person, 'POST', '/hand-over', { planId: plan.id, body: { ...body, ...changes } })
    expect((await call(at.contributor)).status).toBe(403)
    expect((await call(at.lead, { actions: [] })).body).toMatchObject({ status: 409, code: 'plans/hand-over-changed' })
    expect((await call(at.lead, { toPersonId: at.manager.id })).body.code).toBe('plans/hand-over-to-self')
    expect((await call(at.lead, { toPersonId: at.stranger.id })).body.code).toBe('plans/person-not-member')
    const after = await call(at.lead)
    expect(after.status).toBe(201)
    expect(after.body).toMatchObject({
      actions: [{ title: 'Introduce Ole Operations to Carla Customer', dueOn: '2026-12-05' }],
      duties: [],
      earlier: [{ fromName: 'Mia Manager', toName: 'Ole Operations', actions: 1, duties: 1, on: TODAY }],
    })
    expect(await list(at.contributor, plan.id)).toMatchObject({
      actions: [{ id: open.id, version: 2 }],
      duties: [{ duty: 'accountable' }],
    })
    const history = await at.house.database.superuser.query(
      `select e.after from mainstay.audit_entry e where e.action = 'plans.handed-over' and e.subject_id = $1`,
      [plan.id],
    )
    expect(history.rows).toMatchObject([{ after: { name: 'Ole Operations', actions: 1, duties: 1 } }])
  })

  test('who is on the team already takes the stronger duty of the two', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K510')
    for (const [person, duty] of [
      [at.manager, 'accountable'],
      [at.contributor, 'informed'],
    ] as const) {
      await at.house.database.superuser.query(
        `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, person_id, name, side, function, duty)
         values ($1, $2, $3, $4, $5, $6, 'ours', 'sales', $7)`,
        [at.workspaceId, randomUUID(), plan.id, plan.accountId, person.id, person.name, duty],
      )
    }
    const reply = await at.call(at.manager, 'POST', '/hand-over', {
      planId: plan.id,
      body: { fromPersonId: at.manager.id, toPersonId: at.contributor.id, note: 'yours', actions: [] },
    })
    expect(reply.status).toBe(201)
    expect((await list(at.manager, plan.id)).duties).toEqual([])
    expect((await list(at.contributor, plan.id)).duties).toMatchObject([{ duty: 'accountable' }])
  })

  test('is not for those who do not see the plan', async () => {
    expect((await at.call(at.outsider, 'GET', `/hand-over?fromPersonId=${at.lead.id}`)).status).toBe(404)
    expect((await at.call(at.viewer, 'POST', '/hand-over', { body: {} })).status).toBe(403)
    expect((await at.call(null, 'GET', `/hand-over?fromPersonId=${at.lead.id}`)).status).toBe(401)
  })
})

describe('the status report', () => {
  test('tells how the plan stands, and asks to look again at actions that moved nothing', async () => {
    const other: ActionHouse = await createActionHouse()
    try {
      const { keyResultId } = await givenKeyResult(other, [
        ['2026-09-01', 2],
        ['2026-11-15', 2],
      ])
      const done = await other.given({ title: 'Audit done', keyResultId })
      other.house.setNow('2026-09-10T10:00:00Z')
      await other.call(other.lead, 'POST', `/actions/${done.id}/state`, { version: 1, body: { state: 'done' } })
      other.house.setNow('2026-11-20T10:00:00Z')
      await other.given({ title: 'Late', dueOn: '2026-11-10', owner: { kind: 'colleague', name: 'Chris' } })
      const report = await other.call(other.viewer, 'GET', '/actions/report')
      expect(report.body).toMatchObject({
        asOf: TODAY,
        counted: 2,
        done: 1,
        doneFraction: 0.5,
        overdue: 1,
        medianDaysLate: 10,
        keyResults: [{ id: keyResultId, movement: 'none', asksForReview: true }],
      })
      expect(report.body.sentences).toEqual([
        '1 of 2 actions is done (50 %).',
        '1 action is overdue, by 10 days.',
        '“Lines installed” has not moved in the last 60 days although 1 action for it is done: look again at whether they are the right ones.',
      ])
      const part = await other.call(other.viewer, 'GET', '/parts/actions')
      expect(part.body.report).toEqual(report.body)
      expect(part.body.actions).toHaveLength(2)
    } finally {
      await other.house.stop()
    }
  })
})
