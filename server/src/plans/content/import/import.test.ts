import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram, type TestReply } from '../../../../test/program.ts'
import { givenPlan } from '../../fixtures.ts'
import { type SampleFile, sampleFile } from '../fixtures.ts'
import { largeFile } from '../large-fixtures.ts'
import { checkContent } from './check-content.ts'
import { importedFile } from './file-shape.ts'
import { readPlanBytes } from './read-bytes.ts'

let house: TestProgram
let workspaceId: number
let manager: TestPerson
let contributor: TestPerson
let stranger: TestPerson
let unseeing: TestPerson
let number = 0

beforeAll(async () => {
  house = await createTestProgram()
  house.setNow('2026-04-01T10:00:00Z')
  workspaceId = await house.createWorkspace('north', 'USD')
  manager = await house.createPerson('north', { role: 'program_lead', seesMargins: true, name: 'Mia Lead' })
  contributor = await house.createPerson('north', { role: 'contributor' })
  unseeing = await house.createPerson('north', { role: 'account_manager', visibility: 'team' })
  await house.createWorkspace('south', 'EUR')
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())

async function anAccount(): Promise<string> {
  number += 1
  const code = `A${number}`
  await house.database.superuser.query(
    `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, group_id)
     overriding system value select $1, n.id, $2, $3, n.id from n`,
    [workspaceId, code, `Account ${code}`],
  )
  return code
}

function take(person: TestPerson | null, code: string, file: unknown, query = ''): Promise<TestReply> {
  return house.call(person, 'POST', `/api/workspaces/north/plan-imports?account=${code}${query}`, file)
}

function look(person: TestPerson | null, code: string, file: unknown): Promise<TestReply> {
  return house.call(person, 'POST', `/api/workspaces/north/plan-imports/preview?account=${code}`, file)
}

async function exported(planId: string): Promise<SampleFile> {
  const reply = await house.call(manager, 'GET', `/api/workspaces/north/plans/${planId}/export?format=json`)
  expect(reply.status).toBe(200)
  return reply.body
}

async function planCount(): Promise<number> {
  const { rows } = await house.database.superuser.query('select count(*)::integer as n from mainstay.plan')
  return rows[0].n
}

/** The content with ids named by the order in which they come, and without what every plan has of its own. */
function comparable(file: SampleFile): unknown {
  const {
    header: { account: _account, createdAt: _created, updatedAt: _updated, id: _id, template: _template, ...header },
    ...parts
  } = file.content as unknown as { header: Record<string, unknown> }
  const names = new Map<string, string>()
  const text = JSON.stringify({ header, ...parts }, (key, value) => (key === 'version' ? undefined : value))
  return JSON.parse(
    text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const name = names.get(id) ?? `id ${names.size + 1}`
      names.set(id, name)
      return name
    }),
  )
}

describe('a plan that goes out as JSON and comes back in', () => {
  it.each([
    ['with something of everything', sampleFile],
    ['with three hundred things', largeFile],
  ])('is the same %s, apart from its ids', async (_name, build) => {
    const first = await take(manager, await anAccount(), build())
    expect(first.status, JSON.stringify(first.body)).toBe(201)
    const out = await exported(first.body.planId)
    const second = await take(manager, await anAccount(), out)
    expect(second.status, JSON.stringify(second.body)).toBe(201)
    const again = await exported(second.body.planId)
    expect(comparable(again)).toEqual(comparable(out))
    expect(again.content.actions?.actions.map(({ id }) => id)).not.toEqual(
      out.content.actions?.actions.map(({ id }) => id),
    )
  })
  it('keeps what led to what, and what serves what', async () => {
    const made = await take(manager, await anAccount(), sampleFile())
    const { swot, objectives, actions } = (await exported(made.body.planId)).content
    const threat = swot?.items.find(({ kind }) => kind === 'threat')
    const [objective] = objectives?.objectives ?? []
    const blocked = actions?.actions.find(({ state }) => state === 'blocked')
    expect(objective?.causes.map(({ kind }) => kind).toSorted()).toEqual([
      'buying_step',
      'statement',
      'swot_item',
      'white_space_cell',
    ])
    expect(objective?.causes.find(({ kind }) => kind === 'swot_item')?.id).toBe(threat?.id)
    expect(blocked?.objective?.id).toBe(objective?.id)
    expect(blocked?.keyResult?.id).toBe(objective?.keyResults[0]?.id)
    expect(blocked?.cause?.id).toContain(String(threat?.id))
    expect(actions?.actions.flatMap(({ needs }) => needs.map(({ id }) => id))).toEqual([blocked?.id])
  })
  it('becomes a draft whose making is on record', async () => {
    const code = await anAccount()
    const made = await take(manager, code, sampleFile(), '&title=Taken%20over')
    const plan = await house.call(manager, 'GET', `/api/workspaces/north/plans/${made.body.planId}`)
    expect(plan.body).toMatchObject({ status: 'draft', title: 'Taken over', account: { code }, parent: null })
    const { rows } = await house.database.superuser.query(
      `select actor_name, after from mainstay.audit_entry where action = 'plans.imported' and subject_id = $1`,
      [made.body.planId],
    )
    expect(rows).toMatchObject([{ actor_name: 'Mia Lead', after: { title: 'Taken over', actions: 2, objectives: 1 } }])
  })
})

describe('looking through a file first', () => {
  it('says what would be made, and makes nothing', async () => {
    const before = await planCount()
    const { status, body } = await look(manager, await anAccount(), sampleFile())
    expect(status).toBe(200)
    expect(body).toMatchObject({ planId: null, faults: [], title: 'Plan for Acme' })
    expect(
      Object.fromEntries(body.counts.map(({ what, count }: { what: string; count: number }) => [what, count])),
    ).toEqual({
      sections: 11,
      periods: 2,
      statements: 6,
      people: 2,
      'SWOT items': 2,
      objectives: 1,
      'key results': 2,
      actions: 2,
      goals: 2,
      'bridge entries': 2,
      'value cases': 1,
      'value cases of margins': 1,
      'white space cells': 1,
      purchases: 2,
      notes: 4,
    })
    expect(await planCount()).toBe(before)
  })
  it('says what will be otherwise than in the file', async () => {
    const file = sampleFile()
    file.content.header.scope = 'Region north'
    const [objective] = file.content.objectives?.objectives ?? []
    if (objective) {
      objective.owner = { kind: 'member', personId: 'who-left', name: 'Eve Gone', function: '' }
      objective.causes = [{ kind: 'rule', id: '00000000-0000-4000-8000-000000000001' }]
      for (const result of objective.keyResults) if (result.marginFigures) result.marginFigures = null
    }
    const [unit] = file.content.whiteSpace?.units ?? []
    if (unit) unit.account = { code: 'NOBODY', name: 'Nobody' }
    const { body } = await look(manager, await anAccount(), file)
    expect(body.faults).toEqual([])
    expect(body.notes.join(' ')).toContain(
      'The plan was for Region north; here it becomes the plan of the whole account.',
    )
    expect(body.notes.join(' ')).toContain('No member of this workspace, kept by name: Eve Gone.')
    expect(body.notes.join(' ')).toContain('No such company here, kept by name: Plant north.')
    expect(body.notes.join(' ')).toContain('1 key results are left out')
    expect(body.notes.join(' ')).toContain('1 links are left out')
    const made = await take(manager, await anAccount(), file)
    const [kept] = (await exported(made.body.planId)).content.objectives?.objectives ?? []
    expect(kept?.owner).toMatchObject({ kind: 'colleague', name: 'Eve Gone', personId: null })
    expect(kept?.causes).toEqual([])
    expect(kept?.keyResults).toHaveLength(1)
  })
})

type Spoil = (file: SampleFile) => void
const content =
  (change: (content: SampleFile['content']) => void): Spoil =>
  (file) =>
    change(file.content)
const WRONG: readonly (readonly [string, string, Spoil])[] = [
  [
    'a title that is too long',
    'content.header.title',
    content(({ header }) => {
      header.title = 'x'.repeat(201)
    }),
  ],
  [
    'a period that leaves a gap',
    'content.header.periods.1.startsOn',
    content(({ header }) => {
      Object.assign(header.periods[1] ?? {}, { startsOn: '2027-02-01' })
    }),
  ],
  [
    'a period that ends before it begins',
    'content.header.periods.0.endsOn',
    content(({ header }) => {
      Object.assign(header.periods[0] ?? {}, { endsOn: '2025-12-31' })
    }),
  ],
  [
    'a day that does not exist',
    'content.statements.sections.0.values.0.asOf',
    content(({ statements }) => {
      Object.assign(statements?.sections[0]?.values[0] ?? {}, { asOf: '2026-02-30' })
    }),
  ],
  [
    'a statement in a section that is not there',
    'content.statements.sections.1.statements.0.sectionKey',
    content(({ statements }) => {
      Object.assign(statements?.sections[1]?.statements[0] ?? {}, { sectionKey: 'elsewhere' })
    }),
  ],
  [
    'two who answer for the plan',
    'content.team.people.1.duty',
    content(({ team }) => {
      Object.assign(team?.people[1] ?? {}, { duty: 'accountable' })
    }),
  ],
  [
    'an objective that ends before it begins',
    'content.objectives.objectives.0.endsOn',
    content(({ objectives }) => {
      Object.assign(objectives?.objectives[0] ?? {}, { endsOn: '2025-01-01' })
    }),
  ],
  [
    'a target that is the start',
    'content.objectives.objectives.0.keyResults.0.figures.target',
    content(({ objectives }) => {
      Object.assign(objectives?.objectives[0]?.keyResults[0]?.figures ?? {}, { target: '2.0' })
    }),
  ],
  [
    'an action for an objective that is not there',
    'content.actions.actions.0.objective.id',
    content(({ actions }) => {
      Object.assign(actions?.actions[0] ?? {}, { objective: { id: '00000000-0000-4000-8000-000000000009' } })
    }),
  ],
  [
    'actions that wait for each other',
    'content.actions.actions.0.needs',
    content(({ actions }) => {
      Object.assign(actions?.actions[0] ?? {}, { needs: [{ id: actions?.actions[1]?.id }] })
    }),
  ],
  [
    'an action that is done on no day',
    'content.actions.actions.0.doneOn',
    content(({ actions }) => {
      Object.assign(actions?.actions[0] ?? {}, { state: 'done' })
    }),
  ],
  [
    'goals in another currency',
    'content.goals.currency',
    content(({ goals }) => {
      Object.assign(goals ?? {}, { currency: 'CHF' })
    }),
  ],
  [
    'an amount in words',
    'content.goals.periods.0.netRevenue.own',
    content(({ goals }) => {
      Object.assign(goals?.periods[0]?.netRevenue ?? {}, { own: 'half a million' })
    }),
  ],
  [
    'low above high',
    'content.whiteSpace.cells.0.potential',
    content(({ whiteSpace }) => {
      Object.assign(whiteSpace?.cells[0]?.potential ?? {}, { low: '900000' })
    }),
  ],
  [
    'a choice among nothing',
    'content.header.sections.0.fields.0.choices',
    content(({ header }) => {
      Object.assign(header.sections[0]?.fields[0] ?? {}, { kind: 'choice', choices: [] })
    }),
  ],
  [
    'a number in words',
    'content.statements.sections.0.values.0.content',
    content(({ header, statements }) => {
      const [value] = statements?.sections[0]?.values ?? []
      const section = header.sections.find(({ key }) => key === value?.sectionKey)
      const field = section?.fields.find(({ key }) => key === value?.fieldKey)
      Object.assign(field ?? {}, { kind: 'number' })
      Object.assign(value ?? {}, { content: 'plenty' })
    }),
  ],
  [
    'a period of nine hundred years',
    'content.header.periods.0.endsOn',
    content(({ header }) => {
      header.periods.splice(1)
      Object.assign(header.periods[0] ?? {}, { endsOn: '2926-12-31' })
    }),
  ],
  [
    'a period with a number that nothing can count',
    'content.header.periods.0.number',
    content(({ header }) => {
      Object.assign(header.periods[0] ?? {}, { number: 9_000_000_000 })
    }),
  ],
  [
    'an objective of nine hundred years',
    'content.objectives.objectives.0.endsOn',
    content(({ objectives }) => {
      Object.assign(objectives?.objectives[0] ?? {}, { endsOn: '2926-12-31' })
    }),
  ],
  [
    'a day after which no day can be counted',
    'content.actions.actions.0.dueOn',
    content(({ actions }) => {
      Object.assign(actions?.actions[0] ?? {}, { dueOn: '9999-12-31' })
    }),
  ],
  [
    'a key result that goes the other way',
    'content.objectives.objectives.0.keyResults.0.direction',
    content(({ objectives }) => {
      const [result] = objectives?.objectives[0]?.keyResults ?? []
      if (result) result.direction = result.direction === 'up' ? 'down' : 'up'
    }),
  ],
  [
    'a member of ours among the people of the customer',
    'content.team.people.1',
    content(({ team }) => {
      Object.assign(team?.people[1] ?? {}, { side: 'customer', personId: 'somebody', duty: 'informed' })
    }),
  ],
  [
    'somebody with two places in the team',
    'content.team.people.1',
    content(({ team }) => {
      const personId = 'somebody'
      for (const person of team?.people ?? []) Object.assign(person, { personId, side: 'ours' })
    }),
  ],
  [
    'low above high by less than a float can tell',
    'content.whiteSpace.cells.0.potential',
    content(({ whiteSpace }) => {
      const potential = { low: '9999999999999999.2', base: '9999999999999999.1', high: null }
      Object.assign(whiteSpace?.cells[0] ?? {}, { potential })
    }),
  ],
  [
    'a value of a field among the statements that is none',
    'content.statements.sections.0.statements.0.content',
    content(({ statements }) => {
      const [section] = statements?.sections ?? []
      if (section) section.values = []
      Object.assign(section?.statements[0] ?? {}, { sectionKey: 'profile', fieldKey: 'staff', content: 'plenty' })
    }),
  ],
  [
    'something confirmed that is from nowhere',
    'content.statements.sections.0.values.0.source',
    content(({ statements }) => {
      Object.assign(statements?.sections[0]?.values[0] ?? {}, { isConfirmed: true, source: ' ' })
    }),
  ],
  [
    'a unit and an offering of one id',
    'content.whiteSpace.offerings.0.id',
    content(({ whiteSpace }) => {
      const id = whiteSpace?.units[0]?.id
      Object.assign(whiteSpace?.offerings[0] ?? {}, { id })
      for (const cell of whiteSpace?.cells ?? []) Object.assign(cell, { offeringId: id })
    }),
  ],
  [
    'a unit at a place that is no place',
    'content.whiteSpace.units.0.position',
    content(({ whiteSpace }) => {
      Object.assign(whiteSpace?.units[0] ?? {}, { position: 9_000_000_000 })
    }),
  ],
  [
    'a unit that is there twice',
    'content.whiteSpace.units.1.name',
    content(({ whiteSpace }) => {
      const [unit] = whiteSpace?.units ?? []
      if (unit) whiteSpace?.units.push({ ...unit, id: '00000000-0000-4000-8000-000000000003', name: 'PLANT  north' })
    }),
  ],
]

describe('a file that cannot become a plan', () => {
  it.each(WRONG)('is refused for %s: where, what stands there, and what to do', async (_name, path, spoil) => {
    const file = structuredClone(sampleFile())
    spoil(file)
    const code = await anAccount()
    const before = await planCount()
    const seen = await look(manager, code, file)
    expect(seen.status).toBe(200)
    expect(seen.body.faults.map((fault: { path: string }) => fault.path)).toContain(path)
    for (const fault of seen.body.faults) expect(fault.wayOut.length).toBeGreaterThan(10)
    const refused = await take(manager, code, file)
    expect(refused.status).toBe(422)
    expect(refused.body.code).toBe('plans/import-faulty')
    expect(JSON.stringify(refused.body)).toContain(path)
    expect(await planCount()).toBe(before)
  })
  it.each([
    ['no plan at all', { hello: 'world' }],
    ['a list', [1, 2, 3]],
    ['null', null],
    ['a later format', { ...sampleFile(), format: 2 }],
  ])('is refused when it is %s', async (_name, file) => {
    const { status, body } = await look(manager, await anAccount(), file)
    expect(status).toBe(200)
    expect(body.faults.length).toBeGreaterThan(0)
    expect(body.counts).toEqual([])
  })
  it('is refused where the account has an open plan, and where there is no such account', async () => {
    const { accountId } = await givenPlan(house, workspaceId, 'OPEN')
    const taken = await look(manager, 'OPEN', sampleFile())
    expect(taken.body.faults).toMatchObject([
      { path: 'account', message: 'the account has an open plan already: Plan of OPEN' },
    ])
    expect((await take(manager, 'OPEN', sampleFile())).status).toBe(422)
    await house.database.superuser.query(
      `update mainstay.plan set status = 'closed', closed_on = '2026-03-01' where account_id = $1`,
      [accountId],
    )
    expect((await take(manager, 'OPEN', sampleFile())).status).toBe(201)
    expect((await look(manager, 'NONE', sampleFile())).body.faults).toMatchObject([{ path: 'account', value: 'NONE' }])
  })
  it('takes no id of one thing for that of another', async () => {
    const file = sampleFile()
    const [first] = file.content.actions?.actions ?? []
    if (!first) throw new Error('the sample has no action')
    file.content.objectives = null
    Object.assign(first, { objective: { id: first.id }, keyResult: { id: first.id } })
    first.cause = { kind: 'swot_item', id: first.id }
    const made = await take(manager, await anAccount(), file)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    for (const action of (await exported(made.body.planId)).content.actions?.actions ?? [])
      expect(action).toMatchObject({ objective: null, keyResult: null })
  })
  it('refuses a file that is nested without end instead of falling over it', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const reply = await house.app.inject({
      method: 'POST',
      url: `/api/workspaces/north/plan-imports/preview?account=${await anAccount()}`,
      headers: { authorization: manager.authorization, 'content-type': 'application/json' },
      payload: `{"kind":"mainstay.plan","format":1,"content":{"header":${deep},"swot":{"items":{"a":${deep}}}}}`,
    })
    expect(reply.statusCode).toBe(200)
    expect(JSON.parse(reply.body).faults[0]).toMatchObject({ path: 'content.header', value: '["…"]' })
  })
  it('looks through two thousand actions that all wait for each other in less than a breath', async () => {
    const file = sampleFile()
    const [proto] = file.content.actions?.actions ?? []
    if (!proto || !file.content.actions) throw new Error('the sample has no action')
    const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
    file.content.actions.actions = Array.from({ length: 2_000 }, (_, at) => ({
      ...proto,
      id: id(at),
      objective: null,
      keyResult: null,
      needs: Array.from({ length: Math.min(50, 1_999 - at) }, (_none, step) => ({
        id: id(at + step + 1),
        title: '',
        state: 'planned' as const,
      })),
    }))
    const started = performance.now()
    expect(checkContent(importedFile.parse(file).content, '2026-11-22')).toEqual([])
    expect(performance.now() - started).toBeLessThan(1_000)
  })
  it('reads a file of some megabytes beside everything else, with the same faults and the same plan', async () => {
    const file = sampleFile()
    const space = file.content.whiteSpace
    const [unit] = space?.units ?? []
    const [cell] = space?.cells ?? []
    if (!space || !unit || !cell) throw new Error('the sample has no cell')
    space.units = Array.from({ length: 200 }, (_, at) => ({
      ...unit,
      id: randomUUID(),
      name: `Plant ${at}`,
      position: at,
    }))
    space.units[0] = unit
    space.cells = space.units.flatMap((each) =>
      space.offerings.map((offering) => ({
        ...cell,
        unitId: each.id,
        offeringId: offering.id,
        note: 'n'.repeat(1_500),
      })),
    )
    const [statement] = file.content.statements?.sections[0]?.statements ?? []
    const [item] = file.content.swot?.items ?? []
    if (!statement || !item) throw new Error('the sample has no statement')
    expect(JSON.stringify(file).length).toBeGreaterThan(300_000)
    const made = await take(manager, await anAccount(), file)
    expect([made.status, made.body.faults]).toEqual([201, []])
    expect((await exported(made.body.planId)).content.whiteSpace?.cells).toHaveLength(space.cells.length)
    Object.assign(statement, { asOf: '2999-01-01' })
    Object.assign(item, { evidenceOn: '2027-01-01' })
    const seen = await look(manager, await anAccount(), file)
    expect(seen.body.faults.map(({ path, message }: { path: string; message: string }) => [path, message])).toEqual([
      ['content.statements.sections.0.statements.0.asOf', 'A fact is of today or of an earlier day.'],
      ['content.swot.items.0.evidenceOn', 'Evidence is of today or of an earlier day.'],
    ])
    const cut = await house.app.inject({
      method: 'POST',
      url: `/api/workspaces/north/plan-imports/preview?account=${await anAccount()}`,
      headers: { authorization: manager.authorization, 'content-type': 'application/json' },
      payload: JSON.stringify(file).slice(0, -10),
    })
    expect([cut.statusCode, JSON.parse(cut.body).code]).toEqual([400, 'http/malformed'])
  })
  it('lets only a few large files wait in memory, and asks the others to come again', async () => {
    const large = Buffer.from(JSON.stringify({ hello: 'x'.repeat(300_000) }))
    const read = await Promise.allSettled(Array.from({ length: 8 }, () => readPlanBytes(large, '2026-11-22')))
    expect(read.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))).toEqual([
      'http/busy',
      'http/busy',
    ])
    expect(await readPlanBytes(large, '2026-11-22')).toMatchObject({ content: null })
  })
  it('makes one plan of two that come at the same moment, or of one and a plan begun beside it', async () => {
    const code = await anAccount()
    const { rows } = await house.database.superuser.query('select id from mainstay.account where code = $1', [code])
    const begin = () => house.call(manager, 'POST', '/api/workspaces/north/plans', { accountId: rows[0].id })
    const replies = await Promise.all([take(manager, code, sampleFile()), take(manager, code, sampleFile()), begin()])
    const statuses = replies.map(({ status }) => status).toSorted()
    expect(statuses[0]).toBe(201)
    for (const status of statuses.slice(1)) expect([409, 422]).toContain(status)
  })
  it('keeps hostile text as text', async () => {
    const file = sampleFile()
    file.content.header.title = '<script>alert(1)</script>'
    const made = await take(manager, await anAccount(), file)
    expect((await exported(made.body.planId)).content.header.title).toBe('<script>alert(1)</script>')
  })
})

describe('who may bring a plan in', () => {
  it('takes margins only from those who may see them', async () => {
    const blind = await house.createPerson('north', { role: 'account_manager', visibility: 'all', seesMargins: false })
    const code = await anAccount()
    const { body } = await look(blind, code, sampleFile())
    expect(body.faults.map(({ path }: { path: string }) => path)).toEqual([
      'content.goals.periods.0.grossMargin',
      'content.goals.periods.0.contribution',
      'content.objectives.objectives.0.keyResults.1.marginFigures',
      'content.whiteSpace.offerings.0.marginRate',
      'content.value.cases.1',
    ])
    expect(JSON.stringify(body.faults)).not.toContain('636363')
    expect((await take(blind, code, sampleFile())).status).toBe(422)
    const made = await take(manager, await anAccount(), sampleFile())
    const seen = await house.call(blind, 'GET', `/api/workspaces/north/plans/${made.body.planId}/export?format=json`)
    expect((await take(blind, code, seen.body)).status).toBe(201)
  })
  it.each(['plan-imports', 'plan-imports/preview'])(
    '%s: those who may begin plans, for accounts they see',
    async (door) => {
      const code = await anAccount()
      const url = `/api/workspaces/north/${door}?account=${code}`
      expect((await house.call(null, 'POST', url, sampleFile())).status).toBe(401)
      expect((await house.call(contributor, 'POST', url, sampleFile())).status).toBe(403)
      expect((await house.call(stranger, 'POST', url, sampleFile())).status).toBe(404)
      expect(JSON.stringify((await house.call(unseeing, 'POST', url, sampleFile())).body)).toContain(
        'there is no such account',
      )
      expect((await house.call(manager, 'POST', `/api/workspaces/north/${door}`, sampleFile())).status).toBe(400)
    },
  )
})
