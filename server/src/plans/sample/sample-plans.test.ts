import { samplePlans } from '@mainstay/demo'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { loadSamplePlans } from './load-sample-plans.ts'

let house: TestProgram
let owner: TestPerson
let workspaceId: number

type Row = Record<string, unknown>

async function rows(query: string, values: readonly unknown[] = [workspaceId]): Promise<Row[]> {
  return (await house.database.superuser.query<Row>(query, [...values])).rows
}

/** How many there are of each kind, by name. */
async function counts(query: string): Promise<Record<string, number>> {
  return Object.fromEntries((await rows(query)).map(({ name, count }) => [String(name), Number(count)]))
}

async function planOf(key: string): Promise<string> {
  const plan = samplePlans().plans.find((each) => each.key === key)
  const [row] = await rows(
    `select p.id from mainstay.plan p join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
     where p.workspace_id = $1 and a.code = $2 and p.scope = $3`,
    [workspaceId, plan?.customerCode, plan?.scope],
  )
  return String(row?.id)
}

async function read(path: string) {
  return (await house.call(owner, 'GET', `/api/workspaces/northwall/${path}`)).body
}

/** Every table of plans with the number of its rows and of their changes. */
async function fingerprint(workspace: number): Promise<Row[]> {
  const tables = await rows(
    `select c.table_name as name from information_schema.columns c where c.table_schema = 'mainstay'
       and c.column_name = 'workspace_id' and (c.table_name like 'plan%' or c.table_name like 'white_space%' or c.table_name like 'swot%' or c.table_name like 'value_%'
         or c.table_name in ('purchase', 'buying_step', 'buying_template', 'buying_template_archive')
         or c.table_name = 'key_result_reading') order by 1`,
    [],
  )
  return Promise.all(
    tables.map(async ({ name }) => ({
      name,
      ...(
        await rows(`select count(*)::int as count from mainstay."${name}" t where t.workspace_id = $1`, [workspace])
      )[0],
    })),
  )
}

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('northwall', 'EUR')
  owner = await house.createPerson('northwall', { role: 'owner', name: 'Olga Owner' })
  await house.createWorkspace('other', 'EUR')
  await house.call(owner, 'POST', '/api/workspaces/northwall/sample', {})
  await house.runJobs()
})
afterAll(() => house?.stop())

describe('the plans of the sample company', () => {
  it('stand there after the sample was loaded: a dozen, at every stage of life', async () => {
    expect(
      await counts(
        'select p.status as name, count(*) from mainstay.plan p where p.workspace_id = $1 group by p.status',
      ),
    ).toEqual({ active: 7, draft: 4, closed: 1 })
    const list = await read('plans?limit=50')
    expect(list.rows).toHaveLength(12)
    expect(new Set(list.rows.map(({ startsOn }: { startsOn: string }) => startsOn.slice(0, 4)))).toEqual(
      new Set(['2024', '2025', '2026', '2027']),
    )
  })

  it('have notes in two sections, written by people of both trades on days of the sample', async () => {
    const id = await planOf('second-year')
    const { texts } = await read(`plans/${id}/texts`)
    expect(texts.map(({ sectionKey }: { sectionKey: string }) => sectionKey)).toEqual(['swot', 'objectives'])
    const [swot] = texts
    expect(swot.sequence).toBe(2)
    expect(swot.blocks.map(({ level, within }: { level: number; within: object[] }) => [level, within])).toEqual([
      [2, []],
      [0, []],
      [0, [{ kind: 'bullet', item: 1 }]],
      [0, [{ kind: 'bullet', item: 2 }]],
      [2, []],
      [0, []],
    ])
    const writers = await rows(
      `select u.person_name as name, u.at < now() - interval '30 days' as "isPast" from mainstay.plan_text_update u
       where u.workspace_id = $1 and u.plan_id = $2 and u.section_key = 'swot' order by u.sequence`,
      [workspaceId, id],
    )
    expect(new Set(writers.map(({ name }) => name)).size).toBe(2)
    expect(writers.every(({ isPast }) => isPast)).toBe(true)
  })

  it('say how three of the customers buy: in step with us, behind us, and again every year', async () => {
    const buying = async (key: string) => (await read(`plans/${await planOf(key)}/buying`)).purchases
    const [inStep] = await buying('second-year')
    expect(inStep).toMatchObject({ buyClass: 'modified_rebuy', status: 'open' })
    // Three of six milestones and three of six steps are done.
    expect(inStep.fit).toMatchObject({ notServed: 0, orphans: 0, inverted: 0, leadLag: { value: 0 }, alarm: null })
    const [ahead] = await buying('group')
    // The fourth of our seven steps is done, and the first of their eight: 4 / 7 - 1 / 8 = 25 / 56.
    expect(ahead.fit).toMatchObject({ notServed: 1, orphans: 1, alarm: 'ahead_of_buyer' })
    expect(ahead.fit.leadLag.value).toBeCloseTo(25 / 56, 12)
    const [next, before] = await buying('first-year')
    expect(before).toMatchObject({ status: 'won', template: null, fit: { customerProgress: { value: 1 } } })
    expect(next).toMatchObject({
      status: 'open',
      template: { name: 'Yearly call-off of filter elements', number: 1 },
      fit: { notServed: 0, orphans: 0, alarm: null },
    })
    const [milestone] = next.customerSteps
    expect([milestone.title, milestone.doneOn === null]).toEqual(['Plants report quantities', false])
  })

  it('hang two of them below the plan of a group: one of a company, one of a unit', async () => {
    const { nodes } = await read(`plans/${await planOf('group')}/tree`)
    expect(nodes.map(({ depth, scope }: { depth: number; scope: string }) => [depth, scope])).toEqual([
      [0, ''],
      [1, ''],
      [1, 'Service workshops'],
    ])
  })

  it('begin with what the ledger says, beside what people wrote with source and day', async () => {
    const { sections } = await read(`plans/${await planOf('second-year')}/statements`)
    const values = sections.flatMap((section: { values: Row[] }) => section.values)
    expect(values.find(({ fieldKey }: Row) => fieldKey === 'net_revenue').source).toMatch(
      /^Invoice ledger up to \d+ Oct 2026/,
    )
    expect(values.find(({ fieldKey }: Row) => fieldKey === 'business').authorName).toBe('Claire Montagnier')
    expect(new Set(values.map(({ freshness }: Row) => freshness))).toContain('doubtful')
    const begun = await read(`plans/${await planOf('just-begun')}/statements`)
    expect(begun.sections.flatMap((section: { values: Row[] }) => section.values).length).toBeGreaterThan(0)
  })

  it('have SWOT of both viewpoints, with high threats that led to something and one that did not', async () => {
    const { items } = await read(`plans/${await planOf('first-year')}/swot`)
    expect(new Set(items.map(({ viewpoint }: Row) => viewpoint))).toEqual(new Set(['customer', 'view_of_us']))
    const threats = items.filter(({ kind, grade }: Row) => kind === 'threat' && grade === 'high')
    expect(threats.some(({ caused }: { caused: unknown[] }) => caused.length > 0)).toBe(true)
    expect(threats.some(({ caused }: { caused: unknown[] }) => caused.length === 0)).toBe(true)
    expect(
      await counts(
        "select 'pairs' as name, count(*) from mainstay.plan_cause c where c.workspace_id = $1 and c.cause_kind = 'tows_pair'",
      ),
    ).toMatchObject({ pairs: expect.toSatisfy((pairs: number) => pairs > 3) })
  })

  it('have key results typed in over months, and others that the ledger feeds', async () => {
    const { objectives } = await read(`plans/${await planOf('second-year')}/objectives`)
    const results = objectives.flatMap(({ keyResults }: { keyResults: Row[] }) => keyResults)
    const typed = results.filter(({ measure }: { measure: Row }) => measure.kind === 'typed')
    expect(typed.every(({ figures }: { figures: { readings: unknown[] } }) => figures.readings.length >= 5)).toBe(true)
    const fed = results.filter(({ measure }: { measure: Row }) => measure.kind === 'fed')
    expect(fed.length).toBe(3)
    expect(fed.some(({ figures }: { figures: { latest: unknown } }) => figures.latest !== null)).toBe(true)
    expect(objectives.map(({ status }: Row) => status)).toContain('closed')
  })

  it('have actions in every state, late ones, some without owner or date, and recurring ones with the next', async () => {
    const states = await counts(
      'select a.state as name, count(*) from mainstay.plan_action a where a.workspace_id = $1 group by a.state',
    )
    expect(Object.keys(states).toSorted()).toEqual(['blocked', 'done', 'dropped', 'in_progress', 'planned'])
    expect(
      await counts(`
        select kind as name, count(*) from mainstay.plan_action a, lateral (values
          ('late', a.due_on < '2026-10-31' and a.done_on is null and a.state in ('planned', 'in_progress')),
          ('done late', a.done_on > a.due_on), ('proven', a.state = 'done' and a.evidence <> ''),
          ('nobody', a.owner_kind is null), ('no date', a.due_on is null), ('next', a.repeated_from is not null),
          ('customer', a.owner_kind = 'customer'), ('reason', a.state_reason <> '')) as v (kind, holds)
        where a.workspace_id = $1 and holds group by kind having count(*) > 0`),
    ).toEqual(
      Object.fromEntries(
        ['late', 'done late', 'proven', 'nobody', 'no date', 'next', 'customer', 'reason'].map((kind) => [
          kind,
          expect.any(Number),
        ]),
      ),
    )
    expect(await rows('select 1 from mainstay.plan_action_need d where d.workspace_id = $1')).not.toEqual([])
  })

  it('have goals for each period that add up with the plans below, and a bridge', async () => {
    const goals = await read(`plans/${await planOf('group')}/goals`)
    expect(goals.periods).toHaveLength(3)
    expect(goals.plansBelow).toHaveLength(2)
    const period = goals.periods[1].netRevenue
    expect(Number(period.goal)).toBeCloseTo(Number(period.own) + Number(period.below), 2)
    expect(Number(period.below)).toBeGreaterThan(0)
    const kinds = period.entries.map(({ kind }: Row) => String(kind))
    expect(kinds.toSorted()).toEqual(['committed_growth', 'pipeline', 'white_space'])
    expect((await read(`plans/${await planOf('quarters')}/goals`)).periods).toHaveLength(8)
  })

  it('have white space filled from the ledger and by people', async () => {
    const { cells, totals } = await read(`plans/${await planOf('costly')}/white-space`)
    expect(new Set(cells.map(({ writtenBy }: Row) => writtenBy))).toEqual(new Set(['people', 'ledger']))
    expect(totals.owned).toBeGreaterThan(20)
    expect(totals.competitor).toBeGreaterThan(0)
    expect(totals.expectedRevenue.status).not.toBe('insufficient')
    const share = totals.shareOfWallet.base.value
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(1)
  })

  it('have value cases for the customer that pay, and one of what it is worth to us', async () => {
    const { cases } = await read(`plans/${await planOf('second-year')}/value`)
    expect(cases.map(({ beneficiary }: Row) => beneficiary)).toEqual(['customer', 'us'])
    for (const key of ['second-year', 'group', 'costly']) {
      const [valueCase] = (await read(`plans/${await planOf(key)}/value`)).cases
      const { low, base, expected } = valueCase.results
      expect(base.returnOnInvestment.value).toBeGreaterThan(0.2)
      expect(base.internalRate.value).toBeGreaterThan(0.08)
      expect(Number(expected.netPresentValue.value)).toBeLessThan(Number(base.netPresentValue.value))
      expect(Number(low.net)).toBeLessThan(Number(base.net))
      expect(valueCase.drivers.some(({ owner: named }: Row) => named !== null)).toBe(true)
    }
  })

  it('have comments of the sample’s people and two moments to compare', async () => {
    const id = await planOf('second-year')
    const comments = await read(`plans/${id}/comments?subjectKind=plan&subjectId=${id}`)
    expect(comments.rows.map(({ author }: { author: Row }) => author.name)).toEqual(['Ingrid Aldersey'])
    const { snapshots } = await read(`plans/${id}/history`)
    const [second, first] = snapshots.filter(({ kind }: Row) => kind === 'by_hand')
    expect(snapshots).toHaveLength(4)
    const { differences } = await read(`plans/${id}/comparison?from=${first.id}&to=${second.id}`)
    expect(differences.length).toBeGreaterThan(5)
  })

  it('wait for the owner, ask for changes and are approved by named people', async () => {
    const waiting = await read(`plans/${await planOf('waiting')}/approvals/latest`)
    expect(waiting.approval).toMatchObject({ state: 'waiting', awaitsYou: true })
    const asked = await read(`plans/${await planOf('changes-asked')}/approvals/latest`)
    expect(asked.approval).toMatchObject({ state: 'changes_asked', answers: [{ name: 'Tomás Verdugo' }] })
    const approved = await read(`plans/${await planOf('second-year')}/approvals/latest`)
    expect(approved.approval.state).toBe('approved')
    const answer = { answer: 'approved', reason: '' }
    const { status } = await house.call(
      owner,
      'POST',
      `/api/workspaces/northwall/plans/${await planOf('waiting')}/approvals/${waiting.approval.id}/answer`,
      answer,
      { 'if-match': `"${waiting.approval.version}"` },
    )
    expect(status).toBe(200)
  })

  it('are written by the sample’s people in the audit, who have no access', async () => {
    const authors = await counts(
      "select e.actor_id as name, count(*) from mainstay.audit_entry e where e.workspace_id = $1 and e.action = 'plans.begun' group by e.actor_id",
    )
    expect(Object.values(authors).reduce((sum, count) => sum + count, 0)).toBe(12)
    expect(Object.keys(authors).every((id) => id.startsWith('sample:S'))).toBe(true)
    expect(
      await rows("select 1 from mainstay.membership m where m.workspace_id = $1 and m.person_id like 'sample:%'"),
    ).toEqual([])
  })

  it('are not doubled by a second run', async () => {
    const before = await fingerprint(workspaceId)
    await loadSamplePlans(house.program.context, workspaceId)
    expect(await fingerprint(workspaceId)).toEqual(before)
  })

  it('leave other workspaces alone', async () => {
    const other = await rows("select w.id from mainstay.workspace w where w.slug = 'other'", [])
    const touched = (await fingerprint(Number(other[0]?.id))).filter(({ count }) => count !== 0)
    expect(touched).toEqual([])
  })

  it('stay with their accounts when the import of the sample is undone', async () => {
    const imports = await read('imports?limit=5')
    const { id, version } = imports.rows[0]
    const undone = await house.call(
      owner,
      'POST',
      `/api/workspaces/northwall/imports/${id}/undo`,
      {},
      { 'if-match': `"${version}"` },
    )
    expect(undone.status).toBeLessThan(300)
    await house.runJobs()
    expect((await read('plans?limit=50')).rows).toHaveLength(12)
    const left = await rows('select a.code from mainstay.account a where a.workspace_id = $1')
    expect(left.length).toBeLessThan(400)
    const codes = left.map(({ code }) => code)
    for (const { customerCode } of samplePlans().plans) expect(codes).toContain(customerCode)
    expect(await read(`plans/${await planOf('second-year')}/objectives`)).toMatchObject({
      objectives: expect.any(Array),
    })
    expect((await read(`plans/${await planOf('costly')}/white-space`)).ledger).toBeNull()
  })
})
