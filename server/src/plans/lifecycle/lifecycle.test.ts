import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'

let program: TestProgram
let owner: TestPerson
let manager: TestPerson
let contributor: TestPerson
let northManager: TestPerson
let stranger: TestPerson
let head: string
let branch: string
let other: string

const base = '/api/workspaces/alpha'
const NO_ID = '00000000-0000-4000-8000-000000000000'
const REASON = 'The customer has closed down.'

beforeAll(async () => {
  program = await createTestProgram()
  const workspaceId = await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  owner = await program.createPerson('alpha', { role: 'owner', name: 'Olga Owner' })
  manager = await program.createPerson('alpha', { role: 'account_manager', name: 'Mara Manager' })
  contributor = await program.createPerson('alpha', { role: 'contributor' })
  northManager = await program.createPerson('alpha', { role: 'account_manager', visibility: 'unit', unit: 'North' })
  stranger = await program.createPerson('beta', { role: 'owner' })
  const ledger = smallLedger(program.database.superuser, workspaceId)
  head = await ledger.account('HEAD', { name: 'Harbour Group' })
  branch = await ledger.account('BRANCH', { name: 'Harbour South', parent: 'HEAD', unit: 'North' })
  other = await ledger.account('OTHER', { name: 'Lakeside' })
  await ledger.lines([
    { account: 'HEAD', date: '2025-03-01', net: 400, line: 'Frames', cost: 100 },
    { account: 'HEAD', date: '2026-03-01', net: 600, line: 'Frames', cost: 100 },
    { account: 'BRANCH', date: '2026-10-31', net: 200, line: 'Wheels', cost: 777 },
  ])
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  await program.database.superuser.query(
    `insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) values ($1, $2, $3, 'account_manager')`,
    [workspaceId, head, manager.id],
  )
})
afterAll(() => program.stop())

const call = (person: TestPerson | null, method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: unknown) =>
  program.call(person, method, `${base}/${path}`, body)
const change = (
  person: TestPerson,
  path: string,
  version: number,
  body: unknown = {},
  method: 'POST' | 'PATCH' | 'PUT' = 'POST',
) => program.call(person, method, `${base}/${path}`, body, { 'if-match': `"${version}"` })

async function begin(accountId: string, more: object = {}) {
  const reply = await call(owner, 'POST', 'plans', { accountId, ...more })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

async function close(plan: { id: string; version: number }) {
  const reply = await change(owner, `plans/${plan.id}/close`, plan.version, { reason: REASON })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

describe('the draft of a plan', () => {
  it('says beforehand what it will hold: template, two years, what the ledger knows, and the team', async () => {
    const { status, body } = await call(manager, 'GET', `accounts/${head}/plan-proposal`)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      account: { code: 'HEAD' },
      title: 'Harbour Group 2027 to 2028',
      startMonth: '2027-01',
      count: 2,
      templateBecause: 'for_every_tier',
      openPlan: null,
      people: [{ name: 'Mara Manager', function: 'Account manager', duty: 'accountable' }],
    })
    expect(body.periods.map(({ label }: { label: string }) => label)).toEqual(['2027', '2028'])
    expect(body.templates[0].name).toBe('Full account plan')
    const revenue = body.statements.find(({ fieldKey }: { fieldKey: string }) => fieldKey === 'net_revenue')
    expect(revenue.content).toContain('800 USD')
    expect(revenue.content).toContain('400 USD (+100 %)')
    expect(revenue.content).toContain('2 companies of the group')
    expect(revenue.source).toBe('Invoice ledger up to 31 Oct 2026')
  })

  it('stands at once, with statements, team, periods and a copy of the sections, and without a margin', async () => {
    const plan = await begin(head)
    expect(plan).toMatchObject({ status: 'draft', version: 1, template: { name: 'Full account plan', number: 1 } })
    expect(plan.sections.map(({ part }: { part: string }) => part)).toContain('swot')
    const { rows: statements } = await program.database.superuser.query(
      'select field_key, content, source, is_confirmed, as_of::text from mainstay.plan_statement where plan_id = $1',
      [plan.id],
    )
    expect(statements.map(({ field_key }) => field_key).toSorted()).toEqual(['net_revenue', 'product_mix', 'trend'])
    expect(JSON.stringify(statements)).not.toContain('777')
    expect(statements.find(({ field_key }) => field_key === 'product_mix').content).toContain('Frames: 600 USD (75 %)')
    const { rows: people } = await program.database.superuser.query(
      'select name, duty, is_inner from mainstay.plan_person where plan_id = $1 order by duty',
      [plan.id],
    )
    expect(people).toEqual([
      { name: 'Mara Manager', duty: 'accountable', is_inner: true },
      { name: 'Olga Owner', duty: 'responsible', is_inner: true },
    ])
    const again = await call(owner, 'POST', 'plans', { accountId: head })
    expect([again.status, again.body.code]).toEqual([409, 'plans/plan-open'])
    expect((await call(manager, 'GET', `accounts/${head}/plan-proposal`)).body.openPlan).toMatchObject({ id: plan.id })
    await close(plan)
  })

  it('begins without statements where there are no invoices of the account', async () => {
    const plan = await begin(other, { title: 'Lakeside, a start' })
    expect(plan.title).toBe('Lakeside, a start')
    const { rows } = await program.database.superuser.query(
      `select s.field_key from mainstay.plan_statement s where s.plan_id = $1 and s.field_key = 'net_revenue'`,
      [plan.id],
    )
    expect(rows).toEqual([])
    await close(plan)
  })

  it('looks two to three years ahead, by years or quarters', async () => {
    const short = await call(owner, 'POST', 'plans', { accountId: other, count: 1 })
    expect([short.status, short.body.code]).toEqual([422, 'plans/horizon'])
    expect(short.body.errors ?? short.body.fields).toMatchObject([{ path: 'count' }])
    const plan = await begin(other, { periodKind: 'quarter', startMonth: '2026-04', count: 8 })
    expect(plan.periods).toHaveLength(8)
    expect(plan.periods[0]).toMatchObject({ startsOn: '2026-04-01', endsOn: '2026-06-30', label: '2026 Q2' })
    await close(plan)
  })

  it('is for people who manage plans and see the account', async () => {
    expect((await call(null, 'POST', 'plans', { accountId: head })).status).toBe(401)
    expect((await call(contributor, 'POST', 'plans', { accountId: head })).status).toBe(403)
    expect((await call(contributor, 'GET', `accounts/${head}/plan-proposal`)).status).toBe(403)
    expect((await call(northManager, 'POST', 'plans', { accountId: head })).status).toBe(404)
    expect((await program.call(stranger, 'POST', '/api/workspaces/beta/plans', { accountId: head })).status).toBe(404)
    expect((await call(stranger, 'POST', 'plans', { accountId: head })).status).toBe(404)
    const bad = await call(owner, 'POST', 'plans', {
      accountId: 'x',
      count: 99,
      startMonth: '2026-13',
      periodKind: 'day',
    })
    expect(bad.status).toBe(400)
    for (const path of ['accountId', 'count', 'startMonth', 'periodKind'])
      expect(JSON.stringify(bad.body)).toContain(path)
  })
})

describe('plans below plans', () => {
  it('hang below a plan of the same group, form no circle, and close from below', async () => {
    const top = await begin(head)
    const south = await begin(branch, { parentId: top.id })
    expect(south.template).toMatchObject({ name: 'Unit plan' })
    const region = await begin(head, { parentId: south.id, scope: 'Iberia' })
    const { rows: said } = await program.database.superuser.query(
      'select 1 from mainstay.plan_statement where plan_id = $1',
      [region.id],
    )
    expect(said, 'the ledger knows nothing of a unit').toEqual([])
    const circle = await change(owner, `plans/${top.id}`, top.version, { parentId: region.id }, 'PATCH')
    expect([circle.status, circle.body.code]).toEqual([409, 'plans/hierarchy-cycle'])
    const own = await change(owner, `plans/${top.id}`, top.version, { parentId: top.id }, 'PATCH')
    expect(own.status).toBeGreaterThanOrEqual(409)
    const twice = await call(owner, 'POST', 'plans', { accountId: head, parentId: top.id, scope: 'Iberia' })
    expect([twice.status, twice.body.code]).toEqual([409, 'plans/plan-open'])
    const nameless = await call(owner, 'POST', 'plans', { accountId: head, parentId: top.id })
    expect([nameless.status, nameless.body.code]).toEqual([422, 'plans/scope-missing'])
    const alone = await call(owner, 'POST', 'plans', { accountId: other, scope: 'Iberia' })
    expect([alone.status, alone.body.code]).toEqual([422, 'plans/scope-needs-parent'])
    const foreign = await call(owner, 'POST', 'plans', { accountId: other, parentId: top.id, scope: 'Iberia' })
    expect([foreign.status, foreign.body.code]).toEqual([422, 'plans/parent-of-other-group'])
    const unknown = await call(owner, 'POST', 'plans', { accountId: other, parentId: NO_ID, scope: 'Iberia' })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'plans/parent-unknown'])

    await program.database.superuser.query(
      `insert into mainstay.plan_goal (workspace_id, plan_id, account_id, period, measure, amount, author_name)
       select p.workspace_id, p.id, p.account_id, n, 'net_revenue', case p.id when $1 then 100 else 7.5 end, 'test'
       from mainstay.plan p, generate_series(1, 2) n where p.id in ($1, $2)`,
      [top.id, region.id],
    )
    const { body: tree } = await call(owner, 'GET', `plans/${south.id}/tree`)
    expect(tree.nodes.map(({ netRevenueGoal }: { netRevenueGoal: object }) => netRevenueGoal)).toEqual([
      { own: '200.0000', total: '215.0000', unknown: 1 },
      { own: null, total: '15.0000', unknown: 1 },
      { own: '15.0000', total: '15.0000', unknown: 0 },
    ])
    expect(tree.nodes.map(({ id, depth }: { id: string; depth: number }) => [id, depth])).toEqual([
      [top.id, 0],
      [south.id, 1],
      [region.id, 2],
    ])
    const { body: partly } = await call(northManager, 'GET', `plans/${south.id}/tree`)
    expect(partly.nodes.map(({ id }: { id: string }) => id)).toEqual([south.id])
    expect((await call(northManager, 'GET', `plans/${south.id}`)).body).toMatchObject({ parent: null, children: [] })
    expect((await call(northManager, 'GET', `plans/${top.id}/tree`)).status).toBe(404)

    const open = await change(owner, `plans/${top.id}/close`, top.version, { reason: REASON })
    expect([open.status, open.body.code]).toEqual([409, 'plans/open-below'])
    await close(region)
    await close(south)
    await close(top)
  })
})

describe('what happens at the same moment', () => {
  it('begins one plan of an account, whoever else begins one', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => call(owner, 'POST', 'plans', { accountId: other })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    await close(replies.find(({ status }) => status === 201)?.body)
  })

  it('closes no circle by two moves, and keeps no plan below a closed one', async () => {
    const top = await begin(head)
    const one = await begin(head, { parentId: top.id, scope: 'One' })
    const two = await begin(head, { parentId: top.id, scope: 'Two' })
    const moves = await Promise.all([
      change(owner, `plans/${one.id}`, 1, { parentId: two.id }, 'PATCH'),
      change(owner, `plans/${two.id}`, 1, { parentId: one.id }, 'PATCH'),
    ])
    expect(moves.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const [, lower] = (await call(owner, 'GET', `plans/${top.id}/tree`)).body.nodes
    const raced = await Promise.all([
      call(owner, 'POST', 'plans', { accountId: head, parentId: lower.id, scope: 'Three' }),
      change(owner, `plans/${lower.id}/close`, 1, { reason: REASON }),
    ])
    expect(raced.some(({ status }) => status === 409)).toBe(true)
    const { rows } = await program.database.superuser.query(
      `select 1 from mainstay.plan p join mainstay.plan a on a.id = p.parent_id where a.status = 'closed' and p.status <> 'closed'`,
    )
    expect(rows).toEqual([])
    const left = (await call(owner, 'GET', `plans/${top.id}/tree`)).body.nodes.toReversed()
    for (const { id } of left.filter(({ status }: { status: string }) => status !== 'closed')) {
      await close((await call(owner, 'GET', `plans/${id}`)).body)
    }
  })
})

describe('the life of a plan', () => {
  it('comes back from closing as the draft that it was, not past its approvers', async () => {
    const plan = await begin(other)
    await close({ id: plan.id, version: plan.version })
    const opened = await change(manager, `plans/${plan.id}/reopen`, plan.version + 1)
    expect(opened.body).toMatchObject({ status: 'draft', closedOn: null })
    await close({ id: plan.id, version: plan.version + 2 })
  })

  it('goes from draft to active, rolls forward without losing a period, closes with a reason and opens again', async () => {
    const plan = await begin(other)
    const active = await change(manager, `plans/${plan.id}/activate`, plan.version)
    expect(active.body).toMatchObject({ status: 'active', version: 2 })
    expect((await change(manager, `plans/${plan.id}/activate`, 2)).body.code).toBe('plans/active-already')
    const rolled = await change(manager, `plans/${plan.id}/periods`, 2)
    expect(rolled.body.periods.map(({ label }: { label: string }) => label)).toEqual(['2027', '2028', '2029'])
    const further = await change(manager, `plans/${plan.id}/periods`, 3)
    expect([further.status, further.body.code]).toEqual([409, 'plans/rolled-far-enough'])
    expect((await change(manager, `plans/${plan.id}`, 1, { title: 'Late' }, 'PATCH')).status).toBe(412)
    expect((await call(manager, 'PATCH', `plans/${plan.id}`, { title: 'Late' })).status).toBe(428)
    expect((await change(manager, `plans/${plan.id}/close`, 3, { reason: 'no' })).status).toBe(400)
    const closed = await close({ id: plan.id, version: 3 })
    expect(closed).toMatchObject({ status: 'closed', closedOn: '2026-11-20' })
    expect((await change(manager, `plans/${plan.id}`, 4, { title: 'Late' }, 'PATCH')).body.code).toBe('plans/closed')
    const opened = await change(manager, `plans/${plan.id}/reopen`, 4)
    expect(opened.body).toMatchObject({ status: 'active', closedOn: null })
    expect((await change(manager, `plans/${plan.id}/reopen`, 5)).body.code).toBe('plans/not-closed')
    const changes = await call(contributor, 'GET', `plans/${plan.id}/changes?limit=2`)
    expect(changes.body.rows.map(({ action }: { action: string }) => action)).toEqual([
      'plans.reopened',
      'plans.closed',
    ])
    expect(changes.body.total).toBe(5)
    const older = await call(contributor, 'GET', `plans/${plan.id}/changes?cursor=${changes.body.nextCursor}`)
    expect(older.body.rows.map(({ action }: { action: string }) => action)).toEqual([
      'plans.rolled-forward',
      'plans.activated',
      'plans.begun',
    ])
    expect((await call(northManager, 'GET', `plans/${plan.id}/changes`)).status).toBe(404)
    expect((await change(contributor, `plans/${plan.id}/close`, 5, { reason: REASON })).status).toBe(403)
    expect((await change(northManager, `plans/${plan.id}/close`, 5, { reason: REASON })).status).toBe(404)
    await close({ id: plan.id, version: 5 })
    const second = await begin(other)
    const blocked = await change(manager, `plans/${plan.id}/reopen`, 6)
    expect([blocked.status, blocked.body.code]).toEqual([409, 'plans/plan-open'])
    await close(second)
  })
})

describe('the list of plans', () => {
  it('pages in any order, filters, and shows only what the reader may see', async () => {
    const top = await begin(head, { title: 'Zeta' })
    const south = await begin(branch, { parentId: top.id, title: 'Alpha 100%' })
    const titles = async (query: string, person = owner) => {
      const { status, body } = await call(person, 'GET', `plans?${query}`)
      expect(status, JSON.stringify(body)).toBe(200)
      return body.rows.map(({ title }: { title: string }) => title)
    }
    expect(await titles('status=open&sort=title')).toEqual(['Alpha 100%', 'Zeta'])
    expect(await titles('status=open&query=100%25')).toEqual(['Alpha 100%'])
    expect(await titles('status=open&query=harbour&sort=-title')).toEqual(['Zeta', 'Alpha 100%'])
    expect(await titles('status=open&tier=out&sort=title')).toHaveLength(2)
    expect(await titles('status=open&tier=A')).toEqual([])
    expect(await titles(`status=open&ownerId=${manager.id}`)).toEqual(['Zeta'])
    expect(await titles('status=open&sort=title', northManager)).toEqual(['Alpha 100%'])
    for (const sort of ['-updated', 'updated', 'account', '-account', 'title', '-title', 'ends', '-ends']) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const { body } = await call(owner, 'GET', `plans?sort=${sort}&limit=1${cursor ? `&cursor=${cursor}` : ''}`)
        seen.push(...body.rows.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor
      } while (cursor)
      const { body } = await call(owner, 'GET', `plans?sort=${sort}&limit=200`)
      expect(seen, sort).toEqual(body.rows.map(({ id }: { id: string }) => id))
      expect(new Set(seen).size).toBe(body.total)
    }
    expect((await program.call(stranger, 'GET', '/api/workspaces/beta/plans')).body).toMatchObject({
      rows: [],
      total: 0,
    })
    await close(south)
    await close(top)
  })
})

describe('templates', () => {
  const section = (key: string, part = 'statements') => ({ key, title: key, part })

  it('have versions: a used one never changes, the next one replaces it, and plans keep what they began with', async () => {
    const drafted = await call(manager, 'POST', 'plan-templates', {
      name: 'Short plan',
      kind: 'account',
      sections: [section('a')],
    })
    expect(drafted.status).toBe(201)
    const { id } = drafted.body
    const active = await change(manager, `plan-templates/${id}/activate`, 1)
    expect(active.body).toMatchObject({ status: 'active', number: 1, plans: 0, faults: [] })
    const plan = await begin(other, { templateId: id })
    expect(plan.sections.map(({ key }: { key: string }) => key)).toEqual(['a'])
    const content = { name: 'Short plan', kind: 'account', sections: [section('a'), section('b', 'swot')] }
    expect((await change(manager, `plan-templates/${id}`, 2, content, 'PUT')).body.code).toBe(
      'plans/template-not-draft',
    )
    const next = await call(manager, 'POST', `plan-templates/${id}/revise`, {})
    expect(next.body).toMatchObject({ number: 2, status: 'draft' })
    expect((await call(manager, 'POST', `plan-templates/${id}/revise`, {})).body.code).toBe(
      'plans/template-draft-exists',
    )
    expect((await change(manager, `plan-templates/${next.body.id}`, 1, content, 'PUT')).status).toBe(200)
    expect((await change(manager, `plan-templates/${next.body.id}`, 1, content, 'PUT')).status).toBe(412)
    expect((await change(manager, `plan-templates/${next.body.id}/activate`, 2)).body.status).toBe('active')
    expect((await call(owner, 'GET', `plan-templates/${id}`)).body).toMatchObject({ status: 'archived', plans: 1 })
    expect((await call(owner, 'GET', `plans/${plan.id}`)).body.sections).toHaveLength(1)
    const old = await call(owner, 'POST', 'plans', { accountId: head, templateId: id })
    expect([old.status, old.body.code]).toEqual([409, 'plans/template-not-active'])
    await close(plan)
  })

  it('with faults stay drafts, and say what is wrong where', async () => {
    const faulty = await call(manager, 'POST', 'plan-templates', {
      name: 'Faulty',
      kind: 'unit',
      sections: [section('a'), section('a'), section('x', 'swot'), section('y', 'swot')],
    })
    const paths = faulty.body.faults.map(({ path }: { path: string }) => path)
    expect(paths).toEqual(['sections.1.key', 'sections.3.part'])
    const refused = await change(manager, `plan-templates/${faulty.body.id}/activate`, 1)
    expect([refused.status, refused.body.code]).toEqual([422, 'plans/template-faulty'])
    expect(JSON.stringify(refused.body)).toContain('sections.3.part')
    const archived = await change(manager, `plan-templates/${faulty.body.id}/archive`, 1)
    expect(archived.body.status).toBe('archived')
    expect((await change(manager, `plan-templates/${faulty.body.id}/archive`, 2)).body.code).toBe(
      'plans/template-archived-already',
    )
  })

  it('are copied under another name, changed by managers, and hidden from other workspaces', async () => {
    const { body } = await call(owner, 'GET', 'plan-templates')
    const first = body.rows.find(({ name }: { name: string }) => name === 'Full account plan')
    const taken = await call(manager, 'POST', `plan-templates/${first.id}/copy`, { name: first.name.toUpperCase() })
    expect([taken.status, taken.body.code]).toEqual([409, 'plans/template-name-taken'])
    const copy = await call(manager, 'POST', `plan-templates/${first.id}/copy`, { name: 'A copy' })
    expect(copy.body).toMatchObject({ name: 'A copy', number: 1, status: 'draft', sections: first.sections })
    expect((await call(contributor, 'POST', `plan-templates/${first.id}/copy`, { name: 'B' })).status).toBe(403)
    expect((await program.call(stranger, 'GET', `/api/workspaces/beta/plan-templates/${first.id}`)).status).toBe(404)
    const theirs = await program.call(stranger, 'GET', '/api/workspaces/beta/plan-templates')
    expect(theirs.body.rows.map(({ name }: { name: string }) => name)).toEqual(['Full account plan', 'Unit plan'])
    const long = await call(manager, 'POST', 'plan-templates', { name: '', kind: 'huge', sections: [{ key: '' }] })
    expect(long.status).toBe(400)
    for (const path of ['name', 'kind', 'sections']) expect(JSON.stringify(long.body)).toContain(path)
  })
})
