import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestPerson } from '../../../test/program.ts'
import { type ActionHouse, createActionHouse, givenKeyResult } from '../actions/actions-harness.ts'
import { EVERY_SECTION, givenPlan } from '../fixtures.ts'
import { askForRuleRuns } from './rules-job.ts'

let at: ActionHouse
beforeAll(async () => {
  at = await createActionHouse()
})
afterAll(() => at.house.stop())

type Body = Record<string, unknown>

const RULES = '/api/workspaces/north/plan-rules'
let count = 0
const content = (trigger: Body, action: Body = {}) => ({
  name: `Rule ${++count}`,
  trigger,
  action: { title: 'Look at {item} of {account}', dueInDays: 14, owner: { kind: 'accountable' }, ...action },
})

function ask(
  person: TestPerson | null,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  more: { body?: unknown; version?: number } = {},
) {
  const headers = more.version === undefined ? {} : { 'if-match': `"${more.version}"` }
  return at.house.call(person, method, `${RULES}${path}`, more.body ?? (method === 'GET' ? undefined : {}), headers)
}

async function given(trigger: Body, action: Body = {}) {
  const reply = await ask(at.lead, 'POST', '', { body: content(trigger, action) })
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return reply.body
}

async function tested(trigger: Body, action: Body = {}) {
  const rule = await given(trigger, action)
  return (await ask(at.lead, 'POST', `/${rule.id}/test`, { version: rule.version })).body
}

/** Drafts, tests, switches on and lets it run. */
async function running(trigger: Body, action: Body = {}) {
  const { rule } = await tested(trigger, action)
  const on = await ask(at.lead, 'POST', `/${rule.id}/switch`, { version: rule.version, body: { isOn: true } })
  if (on.status !== 200) throw new Error(JSON.stringify(on.body))
  await at.house.runJobs()
  return on.body
}

const runsOf = async (id: string, person = at.lead) => (await ask(person, 'GET', `/${id}/runs`)).body
const query = (text: string, values: unknown[] = []) => at.house.database.superuser.query(text, values)

async function actionsBy(ruleId: string) {
  const { rows } = await query(
    `select a.id, a.title, a.due_on::text, a.owner_name, a.owner_kind, a.key_result_id, a.plan_id, a.created_by from mainstay.plan_action a
     join mainstay.plan_cause c on c.effect_id = a.id and c.cause_kind = 'rule' and c.cause_id = $1 order by a.title`,
    [ruleId],
  )
  return rows
}

async function nextDay(day: string) {
  at.house.setNow(`${day}T06:00:00Z`)
  await askForRuleRuns(at.house.program.context)
  await at.house.runJobs()
}

async function givenThreat(planId: string, text: string, since = '2026-10-01') {
  const id = randomUUID()
  await query(
    `insert into mainstay.swot_item (workspace_id, id, plan_id, account_id, viewpoint, kind, content, impact, confidence, author_id, author_name, created_at)
     select $1, $2, p.id, p.account_id, 'customer', 'threat', $4, 3, 3, 'test', 'Test', $5 from mainstay.plan p where p.id = $3`,
    [at.workspaceId, id, planId, text, `${since}T10:00:00Z`],
  )
  return id
}

async function age(planId: string, day: string) {
  await query('update mainstay.plan set created_at = $2 where id = $1', [planId, `${day}T09:00:00Z`])
}

describe('drafting a rule', () => {
  test('says the whole rule in one sentence and starts as an untested draft', async () => {
    const rule = await given({ kind: 'period_ends', days: 30 })
    expect(rule).toMatchObject({
      status: 'draft',
      isTested: false,
      made: 0,
      version: 1,
      sentence:
        'When a period of a plan ends within 30 days, the plan gets the action “Look at {item} of {account}”, due 14 days later, for who is accountable for the plan.',
    })
    const { body } = await ask(at.viewer, 'GET', '')
    expect(body.rows).toContainEqual(rule)
  })

  test('names every field of bad input, and what a rule must not say', async () => {
    const bad = await ask(at.lead, 'POST', '', {
      body: {
        name: '',
        trigger: { kind: 'full_moon' },
        action: { title: '', dueInDays: -1, owner: { kind: 'nobody' } },
      },
    })
    expect(bad.status).toBe(400)
    const paths = bad.body.errors.map(({ path }: { path: string }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['name', 'trigger.kind', 'action.title', 'action.dueInDays', 'action.owner.kind']),
    )
    const add = async (trigger: Body, action: Body = {}) =>
      (await ask(at.lead, 'POST', '', { body: content(trigger, action) })).body
    expect(await add({ kind: 'period_ends' })).toMatchObject({
      status: 422,
      code: 'plans/rule-days',
      errors: [{ path: 'trigger.days' }],
    })
    expect(await add({ kind: 'result_red', days: 3 })).toMatchObject({ code: 'plans/rule-days' })
    expect(await add({ kind: 'result_red' }, { title: 'See {customer}' })).toMatchObject({
      code: 'plans/rule-placeholder',
      errors: [{ path: 'action.title' }],
    })
    expect(await add({ kind: 'result_red' }, { owner: { kind: 'member', personId: at.stranger.id } })).toMatchObject({
      code: 'plans/person-not-member',
    })
  })

  test('refuses a name that is taken, however it is written', async () => {
    const rule = await given({ kind: 'result_red' })
    const again = { ...content({ kind: 'result_red' }), name: rule.name.toUpperCase() }
    expect((await ask(at.lead, 'POST', '', { body: again })).body).toMatchObject({
      status: 409,
      code: 'plans/rule-name-taken',
      errors: [{ path: 'name' }],
    })
  })
})

describe('who may', () => {
  test('leads change, everybody who sees plans reads, and no other workspace does either', async () => {
    const rule = await given({ kind: 'result_red' })
    const version = rule.version
    const writes = [
      ['POST', '', content({ kind: 'result_red' })],
      ['PUT', `/${rule.id}`, content({ kind: 'result_red' })],
      ['POST', `/${rule.id}/test`, {}],
      ['POST', `/${rule.id}/switch`, { isOn: true }],
      ['POST', `/${rule.id}/removal`, {}],
      ['POST', `/${rule.id}/return`, {}],
    ] as const
    for (const [method, path, body] of writes) {
      expect((await ask(null, method, path, { body, version })).status, path).toBe(401)
      for (const person of [at.viewer, at.contributor, at.manager]) {
        expect((await ask(person, method, path, { body, version })).status, path).toBe(403)
      }
      expect((await ask(at.stranger, method, path, { body, version })).status, path).toBe(404)
      if (path === '') continue
      const elsewhere = `/api/workspaces/south/plan-rules${path}`
      const reply = await at.house.call(at.stranger, method, elsewhere, body, { 'if-match': `"${version}"` })
      expect(reply.status, path).toBe(404)
    }
    expect((await ask(at.viewer, 'GET', `/${rule.id}/runs`)).status).toBe(200)
    expect((await ask(null, 'GET', '')).status).toBe(401)
    expect((await ask(null, 'GET', `/${rule.id}/runs`)).status).toBe(401)
    expect((await ask(at.stranger, 'GET', `/${rule.id}/runs`)).status).toBe(404)
    expect((await ask(at.lead, 'GET', `/${randomUUID()}/runs`)).status).toBe(404)
    expect((await ask(at.lead, 'GET', `/${rule.id}/runs?cursor=nonsense`)).status).toBe(400)
  })
})

describe('switching a rule on', () => {
  test('takes a test of the rule as it stands: after a change it is to be tested anew', async () => {
    const rule = await given({ kind: 'period_ends', days: 30 })
    const path = `/${rule.id}`
    const on = (version: number) => ask(at.lead, 'POST', `${path}/switch`, { version, body: { isOn: true } })
    expect((await on(rule.version)).body).toMatchObject({ status: 409, code: 'plans/rule-untested' })
    const first = (await ask(at.lead, 'POST', `${path}/test`, { version: rule.version })).body.rule
    expect(first).toMatchObject({ isTested: true, testedOn: '2026-11-20', testedByName: 'Lea Lead' })
    const body = content({ kind: 'period_ends', days: 20 })
    const changed = (await ask(at.lead, 'PUT', path, { version: first.version, body })).body
    expect(changed.isTested).toBe(false)
    expect((await on(changed.version)).body).toMatchObject({ code: 'plans/rule-untested' })
    expect((await ask(at.lead, 'PUT', path, { version: first.version, body })).status).toBe(412)
    expect((await ask(at.lead, 'PUT', path, { body })).status).toBe(428)
  })

  test('an active rule is neither changed nor switched on again; off it can be', async () => {
    const { rule } = await tested({ kind: 'result_red' })
    const path = `/${rule.id}`
    const turn = (version: number, isOn: boolean) => ask(at.lead, 'POST', `${path}/switch`, { version, body: { isOn } })
    const on = (await turn(rule.version, true)).body
    expect(on).toMatchObject({ status: 'on', activeSince: '2026-11-20' })
    expect((await turn(on.version, true)).body).toMatchObject({ code: 'plans/rule-on-already' })
    const change = await ask(at.lead, 'PUT', path, { version: on.version, body: content({ kind: 'result_red' }) })
    expect(change.body).toMatchObject({ status: 409, code: 'plans/rule-on' })
    const off = (await turn(on.version, false)).body
    expect(off).toMatchObject({ status: 'off', activeSince: null })
    expect((await turn(off.version, false)).body).toMatchObject({ code: 'plans/rule-not-on' })
    const removed = (await ask(at.lead, 'POST', `${path}/removal`, { version: off.version })).body
    expect(removed.isRemoved).toBe(true)
    expect((await turn(removed.version, true)).body).toMatchObject({ code: 'plans/removed' })
    expect((await ask(at.lead, 'GET', '')).body.rows.map(({ id }: { id: string }) => id)).not.toContain(rule.id)
    const back = (await ask(at.lead, 'POST', `${path}/return`, { version: removed.version })).body
    expect(back).toMatchObject({ isRemoved: false, status: 'off' })
    expect((await ask(at.lead, 'POST', `${path}/return`, { version: back.version })).body.code).toBe(
      'plans/not-removed',
    )
    const { rows } = await query(
      "select action from mainstay.audit_entry where subject_type = 'plan_rule' and subject_id = $1 order by id",
      [rule.id],
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'plans.rule-drafted',
      'plans.rule-tested',
      'plans.rule-switched-on',
      'plans.rule-switched-off',
      'plans.rule-removed',
      'plans.rule-put-back',
    ])
  })

  test('a member who has left is noticed before it runs', async () => {
    const leaver = await at.house.createPerson('north', { role: 'contributor', name: 'Len Leaver' })
    const { rule } = await tested({ kind: 'result_red' }, { owner: { kind: 'member', personId: leaver.id } })
    await query("update mainstay.membership set status = 'disabled' where person_id = $1", [leaver.id])
    const reply = await ask(at.lead, 'POST', `/${rule.id}/switch`, { version: rule.version, body: { isOn: true } })
    expect(reply.body).toMatchObject({ code: 'plans/rule-member-left' })
    const { rows } = (await ask(at.lead, 'GET', '')).body
    expect(rows.find(({ id }: { id: string }) => id === rule.id).action.owner).toMatchObject({ hasLeft: true })
  })
})

describe('running a rule', () => {
  test('answers a high threat that nobody has answered, once, and names itself and the threat as the cause', async () => {
    at.house.setNow('2026-11-20T08:00:00Z')
    const plan = await givenPlan(at.house, at.workspaceId, 'K200')
    await age(plan.id, '2026-01-01')
    const threat = await givenThreat(plan.id, 'Late spare parts {plan}')
    const fresh = await givenThreat(plan.id, 'A new rival', '2026-11-10')
    const rule = await running({ kind: 'swot_unanswered', days: 30 })
    const [action, ...others] = await actionsBy(rule.id)
    expect(others).toEqual([])
    expect(action).toMatchObject({
      title: 'Look at Late spare parts {plan} of Account K200',
      due_on: '2026-12-04',
      created_by: 'system',
      owner_kind: null,
    })
    const read = await at.call(at.viewer, 'GET', `/actions/${action.id}`, { planId: plan.id })
    expect(read.body).toMatchObject({ cause: { kind: 'rule', id: rule.id }, defects: ['no_owner'] })
    const swot = await at.call(at.viewer, 'GET', '/swot', { planId: plan.id })
    const item = swot.body.items?.find(({ id }: { id: string }) => id === threat)
    expect(item?.caused.map(({ id }: { id: string }) => id)).toEqual([action.id])
    expect((await runsOf(rule.id)).rows[0]).toMatchObject({ cause: 'daily', matched: 1, made: 1, skipped: [] })

    const gone = await at.call(at.lead, 'POST', `/actions/${action.id}/removal`, { planId: plan.id, version: 1 })
    expect(gone.status).toBe(200)
    await nextDay('2026-11-21')
    expect(await actionsBy(rule.id)).toHaveLength(1)
    expect((await runsOf(rule.id)).rows[0]).toMatchObject({
      matched: 1,
      made: 0,
      skipped: [{ reason: 'made_already', count: 1 }],
    })
    await nextDay('2026-12-12')
    expect((await actionsBy(rule.id)).map(({ title }) => title)).toContain('Look at A new rival of Account K200')
    expect(fresh).not.toBe(threat)
    const { rows } = (await ask(at.lead, 'GET', '')).body
    expect(rows.find(({ id }: { id: string }) => id === rule.id)).toMatchObject({ made: 2, lastRanOn: '2026-12-12' })
    at.house.setNow('2026-11-20T08:00:00Z')
  })

  test('does nothing twice when two runs come at once, and leaves closed plans alone', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K210')
    const closed = await givenPlan(at.house, at.workspaceId, 'K211')
    await query("update mainstay.plan set status = 'closed', closed_on = '2026-11-01' where id = $1", [closed.id])
    for (const { id } of [plan, closed]) await age(id, '2026-01-01')
    const { rule } = await tested({ kind: 'period_ends', days: 60 })
    await ask(at.lead, 'POST', `/${rule.id}/switch`, { version: rule.version, body: { isOn: true } })
    const { context } = at.house.program
    const { runRules } = await import('./rules-job.ts')
    await Promise.all([1, 2, 3].map(() => runRules(context, { workspaceId: at.workspaceId })))
    await at.house.runJobs()
    const made = await actionsBy(rule.id)
    expect(made.filter(({ plan_id }) => plan_id === plan.id)).toHaveLength(1)
    expect(made.filter(({ plan_id }) => plan_id === closed.id)).toHaveLength(0)
    expect((await runsOf(rule.id)).total).toBe(1)
  })

  test('gives the action to whoever is accountable, manages the account, or is named', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K220')
    await age(plan.id, '2026-01-01')
    const person = `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, person_id, name, side, function, duty)
      values ($1, $2, $3, $4, $5, $6, 'ours', 'Sales', 'accountable')`
    await query(person, [at.workspaceId, randomUUID(), plan.id, plan.accountId, at.manager.id, 'Old name'])
    await query(
      "insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty, since) values ($1, $2, $3, 'account_manager', '2026-01-01')",
      [at.workspaceId, plan.accountId, at.contributor.id],
    )
    const ownerOf = async (owner: Body) => {
      const rule = await running({ kind: 'period_ends', days: 60 }, { owner })
      return (await actionsBy(rule.id)).find(({ plan_id }) => plan_id === plan.id)?.owner_name
    }
    expect(await ownerOf({ kind: 'accountable' })).toBe('Mia Manager')
    expect(await ownerOf({ kind: 'account_manager' })).toBe('Ole Operations')
    expect(await ownerOf({ kind: 'member', personId: at.viewer.id })).toBe('Vera Viewer')
  })

  test('tells whoever gets something to do, once a run, and nobody else', async () => {
    at.house.setNow('2026-11-20T08:00:00Z')
    const plan = await givenPlan(at.house, at.workspaceId, 'K225')
    await age(plan.id, '2026-01-01')
    for (const threat of ['A rival builds next door', 'Their chief leaves']) await givenThreat(plan.id, threat)
    const owner = { kind: 'member', personId: at.viewer.id }
    const rule = await running({ kind: 'swot_unanswered', days: 30 }, { owner })
    expect((await actionsBy(rule.id)).filter(({ plan_id }) => plan_id === plan.id)).toHaveLength(2)
    const noticesOf = async (person: TestPerson) =>
      (await at.house.call(person, 'GET', '/api/workspaces/north/plan-notices')).body.rows
        .filter((row: { plan: { id: string } }) => row.plan.id === plan.id)
        .map(({ kind }: { kind: string }) => kind)
    expect(await noticesOf(at.viewer)).toEqual(['action_given'])
    expect(await noticesOf(at.manager)).toEqual([])
    expect(await noticesOf(at.lead)).toEqual([])
  })

  test('looks at actions by people that come due, never at those of rules, and at renewals by their day', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K230')
    await age(plan.id, '2026-01-01')
    await at.call(at.lead, 'POST', '/actions', { planId: plan.id, body: { title: 'Tender', dueOn: '2026-11-25' } })
    await query("update mainstay.plan_action set created_at = '2026-11-01' where plan_id = $1", [plan.id])
    const first = await running({ kind: 'action_due', days: 10 }, { title: 'Prepare {item}', dueInDays: 2 })
    const second = await running({ kind: 'action_due', days: 10 }, { title: 'Check {item}' })
    const titles = async (id: string) =>
      (await actionsBy(id)).filter(({ plan_id }) => plan_id === plan.id).map(({ title }) => title)
    expect(await titles(first.id)).toEqual(['Prepare Tender'])
    expect(await titles(second.id)).toEqual(['Check Tender'])

    const [unit, offering] = [randomUUID(), randomUUID()]
    for (const [id, axis, name] of [
      [unit, 'units', 'Plant A'],
      [offering, 'offerings', 'Pumps'],
    ]) {
      await query(
        `insert into mainstay.white_space_heading (workspace_id, id, plan_id, account_id, axis, name, name_key, position)
         values ($1, $2, $3, $4, $5, $6, lower($6), 1)`,
        [at.workspaceId, id, plan.id, plan.accountId, axis, name],
      )
    }
    await query(
      `insert into mainstay.white_space_cell (workspace_id, plan_id, account_id, unit_id, offering_id, state, state_by, competitor, renewal_on, author_name)
       values ($1, $2, $3, $4, $5, 'competitor', 'people', 'Rival', '2026-12-31', 'Test')`,
      [at.workspaceId, plan.id, plan.accountId, unit, offering],
    )
    const renewal = await running({ kind: 'renewal_near', days: 60 }, { title: '{item}' })
    expect(await titles(renewal.id)).toEqual(['Pumps · Plant A (Rival)'])
    // The next contract with the same competitor is a new matter, but not while the first action is open.
    await query("update mainstay.white_space_cell set renewal_on = '2027-01-10' where plan_id = $1", [plan.id])
    await nextDay('2026-11-22')
    expect((await runsOf(renewal.id)).rows[0]).toMatchObject({ skipped: [{ reason: 'still_open', count: 1 }] })
    await query("update mainstay.plan_action set state = 'done', done_on = '2026-11-22' where title like 'Pumps%'")
    await nextDay('2026-11-23')
    expect(await titles(renewal.id)).toHaveLength(2)
    at.house.setNow('2026-11-20T08:00:00Z')
  })

  test('sees a key result that is red and late, and links the action to it; margins are left out', async () => {
    const late = await givenKeyResult(at, [['2026-03-01', 1]])
    const margin = await givenKeyResult(at)
    await query(
      "update mainstay.plan_key_result set fed_source = 'gross_margin', fed_window = 'period_to_date' where id = $1",
      [margin.keyResultId],
    )
    await age(at.plan.id, '2026-01-01')
    await query("update mainstay.plan_key_result set created_at = '2026-01-01' where plan_id = $1", [at.plan.id])
    const red = await running({ kind: 'result_red' })
    expect((await actionsBy(red.id)).map((row) => row.key_result_id)).toEqual([late.keyResultId])
    const stalled = await running({ kind: 'result_stalled', days: 90 })
    expect((await actionsBy(stalled.id)).map((row) => row.key_result_id)).toEqual([late.keyResultId])
  })

  test('acts at once when a tier is decided, for changes since it was switched on alone', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K240')
    await age(plan.id, '2026-01-01')
    const decide = (tier: string, before: string, day: string) =>
      query(
        `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date)
         values ($1, $2, $3, $4, 'because it is so', 'test', 'Test', $5)`,
        [at.workspaceId, plan.accountId, tier, before, day],
      )
    await decide('key', 'out', '2026-10-01')
    const rule = await running({ kind: 'tier_changed' }, { title: '{account} is now {item}' })
    expect(await actionsBy(rule.id)).toEqual([])
    await decide('out', 'key', '2026-11-20')
    const { runRules, TIER_DECIDED } = await import('./rules-job.ts')
    const job = { workspaceId: at.workspaceId, topic: TIER_DECIDED, subjectId: plan.accountId }
    await runRules(at.house.program.context, job)
    await runRules(at.house.program.context, job)
    expect((await actionsBy(rule.id)).map(({ title }) => title)).toEqual(['Account K240 is now no tier'])
    const { rows } = await runsOf(rule.id)
    expect(rows).toContainEqual(expect.objectContaining({ cause: 'tier_decided', made: 1 }))
  })

  test('notices plans that nobody touches and statements that turn doubtful, each for its own reasons', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K250')
    await age(plan.id, '2026-05-01')
    await query(
      `insert into mainstay.plan_statement (workspace_id, id, plan_id, account_id, section_key, content, as_of, is_confirmed, source, author_id, author_name)
       values ($1, $2, $3, $4, 'statements', 'Three plants', '2025-10-01', true, 'Visit', 'test', 'Test')`,
      [at.workspaceId, randomUUID(), plan.id, plan.accountId],
    )
    const titles = async (id: string) =>
      (await actionsBy(id)).filter(({ plan_id }) => plan_id === plan.id).map(({ title }) => title)
    const doubtful = await running({ kind: 'statement_doubtful' }, { title: 'Ask again: {item}' })
    expect(await titles(doubtful.id)).toEqual(['Ask again: Three plants'])
    const quiet = await running({ kind: 'plan_untouched', days: 90 }, { title: 'Wake {plan}' })
    expect(await titles(quiet.id)).toEqual(['Wake Plan of K250'])
  })
})

describe('what stays hidden', () => {
  test('an item of the inner team is not named in an action that all read, nor a run to those who may not', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K300')
    await age(plan.id, '2026-01-01')
    const audience = (part: string, of: string) =>
      JSON.stringify(EVERY_SECTION.map((one) => (one.part === part ? { ...one, audience: of } : one)))
    await query('update mainstay.plan set sections = $2 where id = $1', [plan.id, audience('swot', 'inner')])
    await givenThreat(plan.id, 'They may sell the plant')
    const rule = await running({ kind: 'swot_unanswered', days: 30 }, { title: 'Answer {item}' })
    const mine = (await actionsBy(rule.id)).filter(({ plan_id }) => plan_id === plan.id)
    expect(mine.map(({ title }) => title)).toEqual(['Answer something that stands in the plan'])
    expect(JSON.stringify(await runsOf(rule.id))).not.toContain('They may sell')

    await query('update mainstay.plan set sections = $2 where id = $1', [plan.id, audience('actions', 'inner')])
    const seen = async (person: TestPerson) =>
      (await runsOf(rule.id, person)).rows.flatMap((run: { hits: { plan: { id: string } }[] }) =>
        run.hits.map((hit) => hit.plan.id),
      )
    expect(await seen(at.lead)).toContain(plan.id)
    expect(await seen(at.viewer)).not.toContain(plan.id)
    expect(await seen(at.outsider)).toEqual([])
    const { rows } = (await ask(at.outsider, 'GET', '')).body
    expect(rows.find(({ id }: { id: string }) => id === rule.id).made).toBe(0)
  })

  test('nobody writes an action that pretends to come from a rule', async () => {
    const rule = await given({ kind: 'result_red' })
    const cause = { kind: 'rule', id: rule.id }
    const reply = await at.call(at.lead, 'POST', '/actions', { body: { title: 'Visit', cause } })
    expect(reply.body).toMatchObject({ status: 422, code: 'plans/cause-unknown' })
  })
})

describe('testing on the past', () => {
  test('tells month by month what it would have made, what today, and what the past cannot know; it makes nothing', async () => {
    const plan = await givenPlan(at.house, at.workspaceId, 'K400')
    await age(plan.id, '2026-02-01')
    await givenThreat(plan.id, 'Prices fall', '2026-03-05')
    const settled = await givenThreat(plan.id, 'Strike', '2026-04-01')
    await query(
      "update mainstay.swot_item set settled_on = '2026-04-10', settled_reason = 'over', settled_by = 'Test' where id = $1",
      [settled],
    )
    const { rule, test: past } = await tested({ kind: 'swot_unanswered', days: 30 }, { title: 'Answer {item}' })
    const april = past.months.find(({ month }: { month: string }) => month === '2026-04')
    expect(april.examples.filter((one: { plan: { id: string } }) => one.plan.id === plan.id)).toMatchObject([
      { on: '2026-04-04', title: 'Answer Prices fall', plan: { title: 'Plan of K400' } },
    ])
    expect(past.months).toHaveLength(13)
    expect(past.months[0].month).toBe('2025-11')
    expect(past.total).toBe(past.months.reduce((sum: number, { made }: { made: number }) => sum + made, 0))
    expect(past.unknown.join(' ')).toMatch(/judged as they are today/)
    expect(await actionsBy(rule.id)).toEqual([])
    expect((await runsOf(rule.id)).rows).toEqual([])
  })
})
