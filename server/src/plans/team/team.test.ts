import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let manager: TestPerson
let contributor: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let outsider: TestPerson

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  manager = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
  contributor = await house.createPerson('north', { role: 'contributor', name: 'Cora Contributor' })
  viewer = await house.createPerson('north', { role: 'viewer', name: 'Vic Viewer' })
  stranger = await house.createPerson('south', { role: 'owner' })
  outsider = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
})
afterAll(() => house.stop())

let plans = 0
const aPlan = () => givenPlan(house, north, `T${++plans}`)
const at = (plan: GivenPlan, more = '', workspace = 'north') =>
  `/api/workspaces/${workspace}/plans/${plan.id}/team${more}`
const version = (number: number) => ({ 'if-match': `"${number}"` })
const buyer = { name: 'Bea Buyer', side: 'customer', function: 'Head of purchasing', duty: 'consulted' }
const salesperson = (person: TestPerson) => ({
  personId: person.id,
  side: 'ours',
  function: 'Key account manager',
  duty: 'responsible',
})

const add = (plan: GivenPlan, body: object, person = manager) => house.call(person, 'POST', at(plan), body)
async function given(plan: GivenPlan, body: object, person = manager) {
  const reply = await add(plan, body, person)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}
const read = async (plan: GivenPlan, person = viewer) => (await house.call(person, 'GET', at(plan))).body
const namesOf = (body: { people: { name: string }[] }) => body.people.map(({ name }) => name)

describe('a team', () => {
  it('names everybody with their duty, from who answers to who is told, our side first', async () => {
    const plan = await aPlan()
    await given(plan, buyer)
    await given(plan, {
      name: 'Carl Chief',
      side: 'ours',
      function: 'Chief executive',
      duty: 'informed',
      task: 'Calls twice a year',
    })
    await given(plan, salesperson(contributor))
    await given(plan, { ...salesperson(manager), duty: 'accountable' })
    const team = await read(plan)
    expect(namesOf(team)).toEqual(['Mia Manager', 'Cora Contributor', 'Carl Chief', 'Bea Buyer'])
    expect(team).toMatchObject({ hasAccountable: true, mayShapeInner: false })
    expect(team.people[2]).toMatchObject({
      personId: null,
      side: 'ours',
      function: 'Chief executive',
      task: 'Calls twice a year',
      hasLeft: false,
      isInner: false,
    })
  })

  it('says when nobody answers for the plan', async () => {
    const plan = await aPlan()
    expect(await read(plan)).toEqual({ people: [], hasAccountable: false, mayShapeInner: false })
  })

  it('marks who has left the workspace, and that nobody answers when it was them', async () => {
    const leaver = await house.createPerson('north', { role: 'contributor', name: 'Lou Leaver' })
    const plan = await aPlan()
    await given(plan, { ...salesperson(leaver), duty: 'accountable' })
    await house.database.superuser.query(
      "update mainstay.membership set status = 'disabled' where workspace_id = $1 and person_id = $2",
      [north, leaver.id],
    )
    const team = await read(plan)
    expect(team).toMatchObject({ hasAccountable: false, people: [{ name: 'Lou Leaver', hasLeft: true, version: 1 }] })
    const task = await house.call(
      manager,
      'PATCH',
      at(plan, `/${team.people[0].id}`),
      { task: 'Hand over' },
      version(1),
    )
    expect(task.body).toMatchObject({ name: 'Lou Leaver', task: 'Hand over' })
    const other = await aPlan()
    expect((await add(other, salesperson(leaver))).body.code).toBe('plans/person-not-member')
  })

  it('gives a member their own name, whatever is sent', async () => {
    const plan = await aPlan()
    expect((await given(plan, { ...salesperson(contributor), name: 'The Queen' })).name).toBe('Cora Contributor')
  })

  it.each([
    [{ ...buyer, isInner: true }, 'plans/customer-not-inner', 'isInner'],
    [{ ...buyer, duty: 'accountable' }, 'plans/accountable-not-ours', 'duty'],
    [{ ...buyer, personId: 'somebody' }, 'plans/customer-not-member', 'personId'],
    [{ ...buyer, side: 'ours', isInner: true }, 'plans/inner-without-access', 'isInner'],
    [{ ...buyer, name: '' }, 'plans/person-name-missing', 'name'],
  ])('refuses %j', async (body, code, path) => {
    const plan = await aPlan()
    expect(await add(plan, body)).toMatchObject({ status: 422, body: { code, errors: [{ path }] } })
    expect((await read(plan)).people).toEqual([])
  })

  it('has no place for people of other workspaces, nor twice for the same', async () => {
    const plan = await aPlan()
    expect(await add(plan, salesperson(stranger))).toMatchObject({
      status: 422,
      body: { code: 'plans/person-not-member' },
    })
    await given(plan, salesperson(contributor))
    const twice = await add(plan, { ...salesperson(contributor), duty: 'informed' })
    expect(twice).toMatchObject({ status: 409, body: { code: 'plans/person-on-team' } })
  })
})

describe('who answers for the plan', () => {
  const chief = { name: 'Carl Chief', side: 'ours', function: 'Chief executive', duty: 'accountable' }

  it('is one person, until another takes over and the first becomes responsible', async () => {
    const plan = await aPlan()
    await given(plan, { ...salesperson(manager), duty: 'accountable' })
    expect(await add(plan, chief)).toMatchObject({ status: 409, body: { code: 'plans/accountable-held' } })
    await given(plan, { ...chief, takesOver: true })
    const { people } = await read(plan)
    expect(people.map(({ name, duty }: { name: string; duty: string }) => [name, duty])).toEqual([
      ['Carl Chief', 'accountable'],
      ['Mia Manager', 'responsible'],
    ])
  })

  it('is one person also when two are named at once', async () => {
    const plan = await aPlan()
    const both = await Promise.all([add(plan, chief), add(plan, { ...chief, name: 'Dora Deputy' }, contributor)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await read(plan)).people).toHaveLength(1)
  })

  it('is not brought back beside another', async () => {
    const plan = await aPlan()
    const first = await given(plan, chief)
    await house.call(manager, 'POST', at(plan, `/${first.id}/remove`), {}, version(1))
    await given(plan, { ...chief, name: 'Dora Deputy' })
    const back = await house.call(manager, 'POST', at(plan, `/${first.id}/restore`), {}, version(2))
    expect(back).toMatchObject({ status: 409, body: { code: 'plans/accountable-held' } })
  })
})

describe('somebody of the team', () => {
  it('gets another task, function, duty or person, and what is not said stays', async () => {
    const plan = await aPlan()
    const { id } = await given(plan, { ...salesperson(contributor), task: 'Visits' })
    const duty = await house.call(contributor, 'PATCH', at(plan, `/${id}`), { duty: 'informed' }, version(1))
    expect(duty.body).toMatchObject({ duty: 'informed', task: 'Visits', function: 'Key account manager', version: 2 })
    const handed = await house.call(manager, 'PATCH', at(plan, `/${id}`), { personId: owner.id, task: '' }, version(2))
    expect(handed.body).toMatchObject({ name: 'Olga Owner', duty: 'informed', task: '', version: 3 })
    const bare = await house.call(
      manager,
      'PATCH',
      at(plan, `/${id}`),
      { personId: null, name: 'Ann Agent' },
      version(3),
    )
    expect(bare.body).toMatchObject({ personId: null, name: 'Ann Agent' })
  })

  it('is taken out and put back as they were', async () => {
    const plan = await aPlan()
    const { id } = await given(plan, buyer)
    expect((await house.call(manager, 'POST', at(plan, `/${id}/remove`), {}, version(1))).body.version).toBe(2)
    expect((await read(plan)).people).toEqual([])
    const late = await house.call(manager, 'PATCH', at(plan, `/${id}`), { task: 'x' }, version(2))
    expect(late.body.code).toBe('plans/removed')
    const back = await house.call(manager, 'POST', at(plan, `/${id}/restore`), {}, version(2))
    expect(back.body).toMatchObject({ ...buyer, version: 3 })
    const again = await house.call(manager, 'POST', at(plan, `/${id}/restore`), {}, version(3))
    expect(again.body.code).toBe('plans/not-removed')
  })

  it('leaves traces in the audit', async () => {
    const plan = await aPlan()
    const { id } = await given(plan, buyer)
    await house.call(manager, 'PATCH', at(plan, `/${id}`), { duty: 'informed' }, version(1))
    await house.call(manager, 'POST', at(plan, `/${id}/remove`), {}, version(2))
    const { rows } = await house.database.superuser.query(
      `select action, before ->> 'duty' as before, after ->> 'duty' as after
       from mainstay.audit_entry where subject_id = $1 and account_id = $2 order by id`,
      [plan.id, plan.accountId],
    )
    expect(rows).toEqual([
      { action: 'plans.person-added', before: null, after: 'consulted' },
      { action: 'plans.person-changed', before: 'consulted', after: 'informed' },
      { action: 'plans.person-removed', before: 'informed', after: null },
    ])
  })
})

describe('the inner team', () => {
  it('is founded by whoever manages plans, and shaped by itself from then on', async () => {
    const plan = await aPlan()
    const self = { ...salesperson(contributor), isInner: true }
    const refused = { status: 403, body: { code: 'plans/inner-by-inner' } }
    expect(await add(plan, self, contributor)).toMatchObject(refused)
    await given(plan, { ...salesperson(manager), isInner: true }, manager)
    expect((await read(plan, manager)).mayShapeInner).toBe(true)

    const plain = await given(plan, salesperson(contributor))
    const climb = await house.call(contributor, 'PATCH', at(plan, `/${plain.id}`), { isInner: true }, version(1))
    expect(climb).toMatchObject(refused)
    const invited = await house.call(manager, 'PATCH', at(plan, `/${plain.id}`), { isInner: true }, version(1))
    expect(invited.body.isInner).toBe(true)
    expect((await read(plan, contributor)).mayShapeInner).toBe(true)
  })

  it('is not entered by taking the place of an insider, nor emptied from outside', async () => {
    const second = await house.createPerson('north', { role: 'account_manager' })
    const plan = await aPlan()
    const insider = await given(plan, { ...salesperson(manager), isInner: true })
    const path = at(plan, `/${insider.id}`)
    const attempts = [
      await house.call(second, 'PATCH', path, { personId: second.id }, version(1)),
      await house.call(second, 'PATCH', path, { isInner: false }, version(1)),
      await house.call(second, 'POST', `${path}/remove`, {}, version(1)),
    ]
    expect(attempts.map(({ body }) => body.code)).toEqual(Array(3).fill('plans/inner-by-inner'))
    const duty = await house.call(second, 'PATCH', path, { duty: 'informed' }, version(1))
    expect(duty).toMatchObject({ status: 200, body: { isInner: true } })
    expect((await house.call(owner, 'POST', `${path}/remove`, {}, version(2))).status).toBe(200)
    expect((await house.call(contributor, 'POST', `${path}/restore`, {}, version(3))).status).toBe(403)
  })

  it('alone sees a team that is for it, and others change nothing in it', async () => {
    const plan = await aPlan()
    const sections = EVERY_SECTION.map((section) =>
      section.part === 'team' ? { ...section, audience: 'inner' } : section,
    )
    await house.database.superuser.query('update mainstay.plan set sections = $1 where id = $2', [
      JSON.stringify(sections),
      plan.id,
    ])
    const { id } = await given(plan, { ...salesperson(manager), isInner: true }, owner)
    expect(namesOf(await read(plan, manager))).toEqual(['Mia Manager'])
    for (const [method, url, body] of doors(plan, id)) {
      const reply = await house.call(contributor, method, url, body, version(1))
      expect(reply, url).toMatchObject({ status: 404, body: { code: 'plans/no-such-part' } })
    }
  })
})

const doors = (plan: GivenPlan, id: string, workspace = 'north') =>
  [
    ['GET', at(plan, '', workspace), undefined],
    ['POST', at(plan, '', workspace), buyer],
    ['PATCH', at(plan, `/${id}`, workspace), { task: 'x' }],
    ['POST', at(plan, `/${id}/remove`, workspace), {}],
    ['POST', at(plan, `/${id}/restore`, workspace), {}],
  ] as const

describe('every door of the team', () => {
  it('asks who is there, and lets viewers read only', async () => {
    const plan = await aPlan()
    const { id } = await given(plan, buyer)
    for (const [method, url, body] of doors(plan, id)) {
      expect((await house.call(null, method, url, body, version(1))).status, url).toBe(401)
      expect((await house.call(viewer, method, url, body, version(1))).status, url).toBe(method === 'GET' ? 200 : 403)
    }
  })

  it('does not exist for other workspaces and for those who do not see the account', async () => {
    const plan = await aPlan()
    const { id } = await given(plan, buyer)
    for (const [method, url, body] of doors(plan, id)) {
      expect((await house.call(outsider, method, url, body, version(1))).status, url).toBe(404)
    }
    for (const [method, url, body] of doors(plan, id, 'south')) {
      expect((await house.call(stranger, method, url, body, version(1))).status, url).toBe(404)
    }
    const elsewhere = await aPlan()
    for (const path of [at(elsewhere, `/${id}`), at(plan, `/${randomUUID()}`)]) {
      expect((await house.call(manager, 'PATCH', path, { task: 'x' }, version(1))).status).toBe(404)
    }
    expect(namesOf(await read(plan))).toEqual(['Bea Buyer'])
  })

  it('names every wrong field', async () => {
    const wrong = { name: 'x'.repeat(201), side: 'both', function: '', duty: 'boss', task: 'x'.repeat(1001) }
    const reply = await add(await aPlan(), wrong)
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(Object.keys(wrong).sort())
  })

  it('refuses a version that is not the latest, or none, and changes in a closed plan', async () => {
    const plan = await aPlan()
    const { id } = await given(plan, buyer)
    for (const [method, url, body] of doors(plan, id).slice(2)) {
      expect((await house.call(manager, method, url, body)).status, url).toBe(428)
      expect((await house.call(manager, method, url, body, version(7))).status, url).toBe(412)
    }
    await house.database.superuser.query(
      "update mainstay.plan set status = 'closed', closed_on = '2026-11-01' where id = $1",
      [plan.id],
    )
    for (const [method, url, body] of doors(plan, id).slice(1)) {
      expect((await house.call(manager, method, url, body, version(1))).body.code, url).toBe('plans/closed')
    }
    expect(namesOf(await read(plan))).toEqual(['Bea Buyer'])
  })
})
