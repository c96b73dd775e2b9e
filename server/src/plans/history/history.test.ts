import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { answerApproval } from './approve-plan.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let manager: TestPerson
let sponsor: TestPerson
let finance: TestPerson
let viewer: TestPerson
let unseeing: TestPerson
let stranger: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  manager = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
  sponsor = await house.createPerson('north', { role: 'viewer', name: 'Sven Sponsor' })
  finance = await house.createPerson('north', { role: 'contributor', name: 'Fay Finance' })
  viewer = await house.createPerson('north', { role: 'viewer', name: 'Vera Viewer' })
  unseeing = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())

beforeEach(async () => {
  plan = await givenPlan(house, north, `H${++plans}`)
  house.setNow('2026-11-20T10:00:00Z')
})

const base = (workspace = 'north') => `/api/workspaces/${workspace}/plans/${plan.id}`
const sql = (text: string, values: unknown[] = []) => house.database.superuser.query(text, values)
const submit = (person: TestPerson | null, approvers: TestPerson[], changes: object = {}) =>
  house.call(person, 'POST', `${base()}/approvals`, {
    approverIds: approvers.map(({ id }) => id),
    note: 'Please look at 2027.',
    ...changes,
  })
const answer = (person: TestPerson, approval: { id: string; version: number }, body: object) =>
  house.call(person, 'POST', `${base()}/approvals/${approval.id}/answer`, body, { 'if-match': `"${approval.version}"` })
const withdraw = (person: TestPerson, approval: { id: string; version: number }) =>
  house.call(person, 'POST', `${base()}/approvals/${approval.id}/withdraw`, {}, { 'if-match': `"${approval.version}"` })
const historyOf = (person: TestPerson) => house.call(person, 'GET', `${base()}/history`)
const snapshot = (person: TestPerson | null, reason = 'Before the review') =>
  house.call(person, 'POST', `${base()}/snapshots`, { reason })
const compare = (person: TestPerson, from: string, to = 'now') =>
  house.call(person, 'GET', `${base()}/comparison?from=${from}&to=${to}`)
const sentencesOf = (reply: { body: { differences: { sentence: string }[] } }) =>
  reply.body.differences.map(({ sentence }) => sentence)
const kindsTo = async (person: TestPerson) =>
  (await house.call(person, 'GET', '/api/workspaces/north/plan-notices')).body.rows
    .filter((row: { plan: { id: string } }) => row.plan.id === plan.id)
    .map(({ kind }: { kind: string }) => kind)

async function setAudience(part: string, audience: string): Promise<void> {
  const sections = EVERY_SECTION.map((section) => (section.part === part ? { ...section, audience } : section))
  await sql('update mainstay.plan set sections = $2 where id = $1', [plan.id, JSON.stringify(sections)])
}

async function addItem(content: string): Promise<string> {
  const { rows } = await sql(
    `insert into mainstay.swot_item (workspace_id, id, plan_id, account_id, viewpoint, kind, content, author_id, author_name)
     values ($1, gen_random_uuid(), $2, $3, 'customer', 'threat', $4, 'x', 'X') returning id`,
    [north, plan.id, plan.accountId, content],
  )
  return rows[0].id
}

async function addGoals(revenue: string, margin: string): Promise<void> {
  const goals = [
    { period: 1, measure: 'net_revenue', amount: revenue, version: 0 },
    { period: 1, measure: 'gross_margin', amount: margin, version: 0 },
  ]
  const set = await house.call(owner, 'POST', `${base()}/goals`, { goals })
  expect(set.status).toBe(200)
}

describe('approval', () => {
  it('of a draft by everybody named makes it active and keeps it as it was approved', async () => {
    await sql("update mainstay.plan set status = 'draft' where id = $1", [plan.id])
    const sent = await submit(manager, [sponsor, finance])
    expect([sent.status, sent.body.state, sent.body.mayWithdraw]).toEqual([201, 'waiting', true])
    expect(await kindsTo(sponsor)).toEqual(['approval_asked'])
    const first = await answer(sponsor, sent.body, { answer: 'approved' })
    expect([first.status, first.body.state, first.body.awaitsYou]).toEqual([200, 'waiting', false])
    expect((await house.call(owner, 'GET', base())).body.status).toBe('draft')
    const second = await answer(finance, first.body, { answer: 'approved', reason: 'Numbers hold.' })
    expect(second.body).toMatchObject({ state: 'approved', version: 3 })
    const header = (await house.call(owner, 'GET', base())).body
    expect([header.status, header.version]).toEqual(['active', 2])
    expect((await historyOf(viewer)).body.snapshots).toMatchObject([
      { number: 2, kind: 'approved', takenByName: 'Fay Finance' },
      { number: 1, kind: 'submitted', takenByName: 'Mia Manager', reason: 'Please look at 2027.' },
    ])
    expect(second.body.approvedSnapshotId).toBe((await historyOf(viewer)).body.snapshots[0].id)
    expect(await kindsTo(manager)).toEqual(['approved'])
    const { rows } = await sql(
      `select action from mainstay.audit_entry where subject_id = $1 and action like 'plans.%' order by id`,
      [plan.id],
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'plans.submitted',
      'plans.approval-given',
      'plans.approval-given',
      'plans.approved',
    ])
  })

  it('is sent back by one wish for changes, with its reason, and can be asked for again', async () => {
    const sent = await submit(manager, [sponsor, finance])
    const short = await answer(sponsor, sent.body, { answer: 'changes_asked', reason: 'no' })
    expect([short.status, short.body.errors[0].path]).toEqual([422, 'reason'])
    const reason = 'The margin goal is missing.'
    const back = await answer(sponsor, sent.body, { answer: 'changes_asked', reason })
    expect(back.body).toMatchObject({ state: 'changes_asked', answers: [{ reason }, { answer: null }] })
    expect(await kindsTo(manager)).toEqual(['changes_asked'])
    expect((await answer(finance, back.body, { answer: 'approved' })).body.code).toBe('plans/approval-settled')
    expect((await submit(manager, [sponsor])).status).toBe(201)
    expect((await historyOf(manager)).body.approvals.map(({ state }: { state: string }) => state)).toContain('waiting')
  })

  it('is never given by whoever submits, by nobody, twice, or by people who do not see the plan', async () => {
    for (const [approvers, code] of [
      [[manager], 'plans/approver-is-submitter'],
      [[sponsor, sponsor], 'plans/approver-twice'],
      [[unseeing], 'plans/approver-unseen'],
      [[stranger], 'plans/approver-unseen'],
    ] as const) {
      const refused = await submit(manager, [...approvers])
      expect([refused.status, refused.body.code, refused.body.errors[0].path]).toEqual([422, code, 'approverIds'])
    }
    expect((await submit(manager, [])).status).toBe(400)
    expect((await historyOf(manager)).body).toMatchObject({ approvals: [], snapshots: [] })
  })

  it('is asked for by those who manage plans, one submission at a time, and answered by those named', async () => {
    expect((await submit(null, [sponsor])).status).toBe(401)
    expect((await submit(finance, [sponsor])).status).toBe(403)
    expect((await submit(unseeing, [sponsor])).status).toBe(404)
    const sent = await submit(manager, [sponsor])
    expect((await submit(owner, [sponsor])).body.code).toBe('plans/approval-waiting')
    expect((await answer(viewer, sent.body, { answer: 'approved' })).body.code).toBe('plans/not-an-approver')
    expect((await answer(manager, sent.body, { answer: 'approved' })).body.code).toBe('plans/not-an-approver')
    expect((await answer(sponsor, { ...sent.body, version: 9 }, { answer: 'approved' })).status).toBe(412)
    const foreign = `/api/workspaces/south/plans/${plan.id}/approvals`
    expect((await house.call(stranger, 'POST', foreign, { approverIds: [stranger.id] })).status).toBe(404)
    const latest = await house.call(sponsor, 'GET', `${base()}/approvals/latest`)
    expect(latest.body.approval).toMatchObject({ id: sent.body.id, awaitsYou: true, mayWithdraw: false })
  })

  it('answers given at the same moment come one after the other; the second sees the first', async () => {
    const sent = await submit(manager, [sponsor, finance])
    const replies = await Promise.all([
      answer(sponsor, sent.body, { answer: 'approved' }),
      answer(finance, sent.body, { answer: 'approved' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  it('is taken back by whoever submitted it or a lead, and by nobody else', async () => {
    const colleague = await house.createPerson('north', { role: 'account_manager' })
    const sent = await submit(manager, [sponsor])
    expect((await withdraw(colleague, sent.body)).body.code).toBe('plans/approval-not-yours')
    house.setNow('2026-11-20T10:01:00Z')
    expect((await withdraw(manager, sent.body)).body.state).toBe('withdrawn')
    expect(await kindsTo(sponsor)).toEqual(['withdrawn', 'approval_asked'])
    expect((await answer(sponsor, { ...sent.body, version: 2 }, { answer: 'approved' })).body.code).toBe(
      'plans/approval-settled',
    )
    const again = await submit(manager, [sponsor])
    expect((await withdraw(owner, again.body)).body.state).toBe('withdrawn')
  })

  it('is given by people themselves: an API key does not approve in their name', async () => {
    const sent = await submit(manager, [sponsor])
    const person = await house.actor('north', sponsor)
    const origin = { ...noOrigin, ifMatch: 1 }
    const input = { planId: plan.id, id: sent.body.id, answer: 'approved', reason: '' } as const
    const byKey = house.program.useCases.command({ ...person, kind: 'api_key' }, origin, (scope) =>
      answerApproval(house.program.context, scope, input),
    )
    await expect(byKey).rejects.toMatchObject({ code: 'plans/person-only' })
    const byThemselves = await house.program.useCases.command(person, origin, (scope) =>
      answerApproval(house.program.context, scope, input),
    )
    expect(byThemselves.state).toBe('approved')
  })

  it('shows that somebody asked has left, and stops with the plan', async () => {
    const leaver = await house.createPerson('north', { role: 'contributor' })
    const sent = await submit(manager, [leaver])
    await sql("update mainstay.membership set status = 'disabled' where person_id = $1", [leaver.id])
    const latest = await house.call(manager, 'GET', `${base()}/approvals/latest`)
    expect(latest.body.approval.answers).toMatchObject([{ hasLeft: true, answer: null }])
    await sql("update mainstay.plan set status = 'closed', closed_on = '2026-11-20' where id = $1", [plan.id])
    expect((await withdraw(manager, sent.body)).body.code).toBe('plans/closed')
    expect((await submit(manager, [sponsor])).body.code).toBe('plans/closed')
    expect((await snapshot(manager)).body.code).toBe('plans/closed')
  })
})

describe('a snapshot', () => {
  it('is taken by hand with its reason, numbered, and never changed afterwards', async () => {
    expect((await snapshot(null)).status).toBe(401)
    expect((await snapshot(viewer)).status).toBe(403)
    expect((await snapshot(unseeing)).status).toBe(404)
    expect((await snapshot(manager, '')).body.errors[0].path).toBe('reason')
    const taken = await snapshot(finance)
    expect(taken).toMatchObject({ status: 201, body: { number: 1, kind: 'by_hand', reason: 'Before the review' } })
    expect((await snapshot(manager)).body.number).toBe(2)
    for (const table of ['plan_snapshot', 'plan_snapshot_part']) {
      await expect(sql(`update mainstay.${table} set account_id = account_id`)).rejects.toThrow('never changed')
      await expect(sql(`delete from mainstay.${table}`)).rejects.toThrow('never changed')
    }
  })

  it('keeps the plan as it was, whatever becomes of it', async () => {
    const id = await addItem('A rival builds next door')
    const taken = await snapshot(manager)
    await sql("update mainstay.swot_item set content = 'A rival has opened' where id = $1", [id])
    const read = await house.call(viewer, 'GET', `${base()}/snapshots/${taken.body.id}`)
    const swot = read.body.lists.find(({ key }: { key: string }) => key === 'swot')
    expect(swot.items.map(({ label }: { label: string }) => label)).toEqual(['A rival builds next door'])
    const foreign = `/api/workspaces/south/plans/${plan.id}/snapshots/${taken.body.id}`
    expect((await house.call(stranger, 'GET', foreign)).status).toBe(404)
    expect((await house.call(unseeing, 'GET', `${base()}/snapshots/${taken.body.id}`)).status).toBe(404)
  })

  it('holds what its taker may not see, and shows each reader only what they may', async () => {
    await setAudience('swot', 'inner')
    await addItem('Between the inner team')
    await addGoals('1250000', '400000.5')
    const { id } = (await snapshot(finance)).body
    const textFor = async (person: TestPerson) =>
      JSON.stringify((await house.call(person, 'GET', `${base()}/snapshots/${id}`)).body)
    expect(await textFor(owner)).toContain('Between the inner team')
    expect(await textFor(owner)).toContain('400,000.5 USD')
    const seen = await textFor(finance)
    expect(seen).toContain('1,250,000 USD')
    expect(seen).not.toContain('Between the inner team')
    expect(seen).not.toContain('400,000')
    expect(seen).not.toContain('Gross margin')
    await setAudience('swot', 'plan')
    expect(await textFor(finance)).not.toContain('Between the inner team')
  })
})

describe('what changed since', () => {
  it('is told in words and value by value, between a snapshot and now', async () => {
    const kept = await addItem('A rival builds next door')
    const gone = await addItem('Their chief leaves')
    const { id } = (await snapshot(manager)).body
    expect(sentencesOf(await compare(viewer, id))).toEqual([])
    await sql("update mainstay.swot_item set kind = 'opportunity' where id = $1", [kept])
    await sql('update mainstay.swot_item set removed_at = now() where id = $1', [gone])
    await addItem('They open in the south')
    const told = await compare(viewer, id)
    expect(new Set(sentencesOf(told))).toEqual(
      new Set([
        'SWOT item “A rival builds next door”: kind from Threat to Opportunity.',
        'New: SWOT item “They open in the south”.',
        'Taken out: SWOT item “Their chief leaves”.',
      ]),
    )
    expect(told.body.differences.find(({ kind }: { kind: string }) => kind === 'changed').fields).toEqual([
      { key: 'kind', label: 'kind', before: 'Threat', after: 'Opportunity' },
    ])
    expect(told.body).toMatchObject({ before: { snapshot: { number: 1 } }, after: { snapshot: null }, notCompared: [] })
  })

  it('is told between two snapshots, in either direction', async () => {
    const before = (await snapshot(manager)).body.id
    await addItem('They open in the south')
    const after = (await snapshot(manager)).body.id
    expect(sentencesOf(await compare(viewer, before, after))).toEqual(['New: SWOT item “They open in the south”.'])
    expect(sentencesOf(await compare(viewer, after, before))).toEqual([
      'Taken out: SWOT item “They open in the south”.',
    ])
  })

  it('leaves out margins, and parts of the inner team or that one moment lacks', async () => {
    await addGoals('100', '50')
    const { id } = (await snapshot(manager)).body
    await sql('update mainstay.plan_goal set amount = amount * 2 where plan_id = $1', [plan.id])
    await addItem('Between the inner team')
    expect(sentencesOf(await compare(owner, id))).toEqual([
      'Goal “Net revenue, 2026”: goal from 100 USD to 200 USD.',
      'Goal “Gross margin, 2026”: goal from 50 USD to 100 USD.',
      'New: SWOT item “Between the inner team”.',
    ])
    await setAudience('swot', 'inner')
    expect(sentencesOf(await compare(finance, id))).toEqual(['Goal “Net revenue, 2026”: goal from 100 USD to 200 USD.'])
    expect((await compare(finance, id)).body.notCompared).toEqual([])
    const fewer = EVERY_SECTION.filter(({ part }) => part !== 'team')
    await sql('update mainstay.plan set sections = $2 where id = $1', [plan.id, JSON.stringify(fewer)])
    expect((await compare(owner, id)).body.notCompared).toEqual(['Team'])
  })

  it('is asked of moments that exist, by those who see the plan', async () => {
    const { id } = (await snapshot(manager)).body
    const nowhere = '0f0f0f0f-0000-4000-8000-000000000000'
    expect((await compare(owner, nowhere)).status).toBe(404)
    expect((await compare(owner, id, nowhere)).status).toBe(404)
    expect((await compare(owner, 'yesterday')).status).toBe(400)
    expect((await compare(unseeing, id)).status).toBe(404)
    const other = await givenPlan(house, north, `O${plans}`)
    const path = `/api/workspaces/north/plans/${other.id}/comparison?from=${id}`
    expect((await house.call(owner, 'GET', path)).status).toBe(404)
  })
})
