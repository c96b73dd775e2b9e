import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'

let house: TestProgram
let lead: TestPerson
let author: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let workspaceId: number
let account: string
let accounts = 0

const base = '/api/workspaces/north'

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  await house.createWorkspace('south')
  lead = await house.createPerson('north', { role: 'program_lead', name: 'Lea Lead' })
  author = await house.createPerson('north', { role: 'account_manager', name: 'Anna Author' })
  colleague = await house.createPerson('north', { role: 'account_manager', name: 'Carl Colleague' })
  viewer = await house.createPerson('north', { role: 'viewer' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  account = await smallLedger(house.database.superuser, workspaceId).account(`A${++accounts}`)
})

interface Plan {
  readonly id: string
  readonly version: number
}

const call = (person: TestPerson | null, method: 'GET' | 'POST', path: string, body?: object) =>
  house.call(person, method, `${base}/plans${path}`, body)
const step = (person: TestPerson | null, plan: Plan, way: string, body: object = {}) =>
  house.call(person, 'POST', `${base}/plans/${plan.id}/${way}`, body, { 'if-match': `"${plan.version}"` })
async function begin(more: object = {}): Promise<Plan> {
  const reply = await call(author, 'POST', '', { accountId: account, ...more })
  expect([reply.status, reply.body.detail]).toEqual([201, undefined])
  return reply.body
}
const refusal = async (person: TestPerson, plan: Plan) => (await step(person, plan, 'delete')).body.code

describe('a draft that was begun by mistake', () => {
  test('is deleted by whoever answers for it: nobody sees it, another can be begun, and it can be put back', async () => {
    const plan = await begin()
    await call(author, 'POST', `/${plan.id}/actions`, { title: 'Visit' })
    const gone = await step(author, plan, 'delete')
    expect([gone.status, gone.body]).toEqual([200, { id: plan.id, version: plan.version + 1 }])
    for (const person of [author, lead]) {
      expect((await call(person, 'GET', `/${plan.id}`)).status).toBe(404)
      expect((await call(person, 'GET', `/${plan.id}/actions`)).status).toBe(404)
      expect((await call(person, 'GET', `?accountId=${account}`)).body).toMatchObject({ rows: [], total: 0 })
    }
    const back = await step(author, gone.body, 'put-back')
    expect(back.body).toMatchObject({ id: plan.id, status: 'draft', closedOn: null, version: plan.version + 2 })
    expect((await call(author, 'GET', `/${plan.id}/actions`)).body.total).toBe(1)
    const { rows } = (await call(author, 'GET', `/${plan.id}/changes`)).body
    expect(rows.slice(0, 2).map(({ action, actorName }: Record<string, string>) => [action, actorName])).toEqual([
      ['plans.draft-put-back', 'Anna Author'],
      ['plans.draft-deleted', 'Anna Author'],
    ])
  })

  test('is deleted by a program lead too, and stays away where another plan has taken its place', async () => {
    const plan = await begin()
    const gone = (await step(lead, plan, 'delete')).body
    const other = await begin()
    expect((await step(lead, gone, 'put-back')).body.code).toBe('plans/plan-open')
    expect((await step(author, other, 'delete')).status).toBe(200)
    expect((await step(lead, gone, 'put-back')).status).toBe(200)
    // What a lead did to it by deleting is no work on it.
    expect((await step(lead, { ...plan, version: plan.version + 2 }, 'delete')).status).toBe(200)
  })

  test('takes with it what people were told of it, until it is put back', async () => {
    await house.call(lead, 'PUT', `${base}/accounts/${account}/team/${colleague.id}`, { duty: 'team_member' })
    const plan = await begin()
    const about = { subjectKind: 'plan', subjectId: plan.id, content: 'Hidden words', mentionIds: [colleague.id] }
    expect((await call(author, 'POST', `/${plan.id}/comments`, about)).status).toBe(201)
    const told = async () => {
      const { body } = await house.call(colleague, 'GET', `${base}/plan-notices`)
      const own = body.rows.filter((row: { account: { id: string } }) => row.account.id === account)
      const { unread } = (await house.call(colleague, 'GET', `${base}/plan-notices/unread`)).body
      return [
        own.map(({ kind }: { kind: string }) => kind).toSorted(),
        body.total === body.rows.length,
        unread === body.total,
      ]
    }
    const all = [['account_duty_given', 'duty_given', 'mentioned'], true, true]
    expect(await told()).toEqual(all)
    const gone = await step(author, plan, 'delete')
    expect(gone.status, JSON.stringify(gone.body)).toBe(200)
    expect(await told()).toEqual([['account_duty_given'], true, true])
    await step(author, gone.body, 'put-back')
    expect(await told()).toEqual(all)
  })

  test('is listed for whoever may put it back, and for nobody else', async () => {
    const plan = await begin()
    const gone = (await step(author, plan, 'delete')).body
    const listed = async (person: TestPerson | null) => {
      const reply = await house.call(person, 'GET', `${base}/deleted-plan-drafts`)
      return reply.status === 200 ? reply.body.rows.map(({ id }: { id: string }) => id === plan.id) : reply.status
    }
    expect(await listed(author)).toContain(true)
    const { body } = await house.call(lead, 'GET', `${base}/deleted-plan-drafts`)
    const told = body.rows.find(({ id }: { id: string }) => id === plan.id)
    expect(told).toMatchObject({ ...gone, account: { id: account }, deletedByName: 'Anna Author' })
    expect(await listed(colleague)).toEqual([])
    expect(await listed(viewer)).toBe(403)
    expect(await listed(null)).toBe(401)
    expect(await listed(stranger)).toBe(404)
    const unseeing = await house.createPerson('north', { role: 'account_manager', visibility: 'unit', unit: 'Nowhere' })
    await house.database.superuser.query(`update mainstay.plan_person set person_id = $1 where plan_id = $2`, [
      unseeing.id,
      plan.id,
    ])
    expect(await listed(unseeing)).toEqual([])
    expect((await step(lead, gone, 'put-back')).status).toBe(200)
    expect(await listed(lead)).not.toContain(true)
  })

  test('is listed for whoever is accountable, however many others were deleted since', async () => {
    const plan = await begin()
    await step(author, plan, 'delete')
    await house.database.superuser.query(
      `insert into mainstay.plan (workspace_id, id, account_id, scope, title, status, sections, created_by, closed_on, closed_from, deleted_at)
       select $1, gen_random_uuid(), $2, 'Unit ' || n, 'Of others', 'closed', '[]', 'test', current_date, 'draft', now() + interval '1 day'
       from generate_series(1, 60) n`,
      [workspaceId, account],
    )
    const { body } = await house.call(author, 'GET', `${base}/deleted-plan-drafts`)
    expect(body.rows.map(({ id }: { id: string }) => id)).toContain(plan.id)
    expect((await house.call(lead, 'GET', `${base}/deleted-plan-drafts`)).body.rows).toHaveLength(50)
  })

  test('is announced as deleted', async () => {
    const plan = await begin()
    await step(author, plan, 'delete')
    const { rows } = await house.database.superuser.query(
      'select topic, account_id from mainstay.outbox_event where subject_id = $1 order by id desc limit 1',
      [plan.id],
    )
    expect(rows).toEqual([{ topic: 'plans.draft-deleted', account_id: account }])
  })
})

describe('a draft is kept', () => {
  test('where others have commented on it or worked on it, or it stood before approvers, or plans hang below it', async () => {
    const commented = await begin()
    const about = { subjectKind: 'plan', subjectId: commented.id, content: 'Look at 2027' }
    await call(author, 'POST', `/${commented.id}/comments`, about)
    await call(colleague, 'POST', `/${commented.id}/comments`, about)
    expect(await refusal(author, commented)).toBe('plans/delete-commented')
    account = await smallLedger(house.database.superuser, workspaceId).account(`A${++accounts}`)
    const written = await begin()
    const action = (await call(colleague, 'POST', `/${written.id}/actions`, { title: 'Visit' })).body
    expect(await refusal(lead, written)).toBe('plans/delete-others-wrote')
    await house.call(
      colleague,
      'POST',
      `${base}/plans/${written.id}/actions/${action.id}/removal`,
      {},
      { 'if-match': '"1"' },
    )
    expect(await refusal(author, written)).toBe('plans/delete-others-wrote')
    expect((await step(author, written, 'close', { reason: 'Begun by mistake' })).status).toBe(200)
    const submitted = await begin()
    const asked = await call(author, 'POST', `/${submitted.id}/approvals`, { approverIds: [lead.id], note: '' })
    expect([asked.status, asked.body.detail]).toEqual([201, undefined])
    const seen = (await call(author, 'GET', `/${submitted.id}`)).body
    expect(await refusal(author, seen)).toBe('plans/delete-submitted')
    const below = await begin({ parentId: submitted.id, scope: 'Iberia' })
    expect(await refusal(author, seen)).toBe('plans/delete-plans-below')
    expect((await step(author, below, 'delete')).status).toBe(200)
    expect(await refusal(author, seen)).toBe('plans/delete-submitted')
  })

  test('where a plan hangs below it that whoever deletes it does not see', async () => {
    const ledger = smallLedger(house.database.superuser, workspaceId)
    const number = ++accounts
    await ledger.account(`G${number}`)
    account = await ledger.account(`G${number}S`, { parent: `G${number}` })
    const sister = await ledger.account(`G${number}T`, { parent: `G${number}` })
    const near = await house.createPerson('north', { role: 'account_manager', visibility: 'team', name: 'Nora Near' })
    await house.call(lead, 'PUT', `${base}/accounts/${account}/team/${near.id}`, { duty: 'account_manager' })
    const plan = (await call(near, 'POST', '', { accountId: account })).body
    const below = await call(lead, 'POST', '', { accountId: sister, parentId: plan.id })
    expect([below.status, (await call(near, 'GET', `/${below.body.id}`)).status]).toEqual([201, 404])
    expect(await refusal(near, plan)).toBe('plans/delete-plans-below')
    expect((await step(lead, below.body, 'delete')).status).toBe(200)
    expect((await step(near, plan, 'delete')).status).toBe(200)
  })

  test('by nobody for having been taken out as a file', async () => {
    const plan = await begin()
    expect((await call(lead, 'GET', `/${plan.id}/export?format=md`)).status).toBe(200)
    expect((await step(author, plan, 'delete')).status).toBe(200)
  })

  test('by people who do not answer for it, by whoever saw an older version, and once it took effect', async () => {
    const plan = await begin()
    expect((await step(null, plan, 'delete')).status).toBe(401)
    expect((await step(viewer, plan, 'delete')).status).toBe(403)
    const reply = await step(colleague, plan, 'delete')
    expect([reply.status, reply.body.code]).toEqual([403, 'plans/delete-not-yours'])
    expect((await step(stranger, plan, 'delete')).status).toBe(404)
    expect((await step(author, { ...plan, version: 7 }, 'delete')).body.code).toBe('http/version-stale')
    expect((await call(author, 'POST', `/${plan.id}/delete`, {})).status).toBe(428)
    expect((await step(author, { ...plan, id: 'x' }, 'delete')).status).toBe(400)
    expect((await step(author, plan, 'put-back')).body.code).toBe('plans/delete-not-deleted')
    const active = (await step(author, plan, 'activate')).body
    expect(await refusal(author, active)).toBe('plans/delete-no-draft')
    expect((await call(author, 'GET', `/${plan.id}`)).body.status).toBe('active')
  })
})
