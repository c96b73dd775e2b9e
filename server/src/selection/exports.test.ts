import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from './fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let viewer: TestPerson
let blind: TestPerson
let member: TestPerson
let stranger: TestPerson

const base = '/api/workspaces/alpha/selection'
const LISTS = ['ranking', 'proposals', 'decisions'] as const

const FIGURES = {
  A: { netRevenue: 900, contributionRate: 0.4, growth: 0.5, productLines: 20, walletBase: 4500 },
  B: { netRevenue: 100, contributionRate: 0.3, growth: 0.4, productLines: 15, walletBase: 400 },
  C: { netRevenue: 200, contributionRate: 0.2, growth: 0.2, productLines: 12, walletBase: 500 },
  Z: null,
}

beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'alpha', FIGURES)
  viewer = await program.createPerson('alpha', { role: 'viewer', seesMargins: true })
  blind = await program.createPerson('alpha', { role: 'contributor', seesMargins: false })
  member = await program.createPerson('alpha', { role: 'contributor', visibility: 'team', seesMargins: true })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  const { superuser } = program.database
  await superuser.query(
    "insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) select $1, a.id, $2, 'team_member' from mainstay.account a where a.code = 'B'",
    [house.workspaceId, member.id],
  )
  await superuser.query(`update mainstay.account set name = '=HYPERLINK("http://evil")' where code = 'A'`)
  // More decisions than a page holds, and more than one portion of the file.
  await superuser.query(
    `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date)
     select $1, $2, case when n % 2 = 0 then 'A' else 'out' end, 'out', 'Decided once more, ' || n, 'x', '+Ada', date '2020-01-01' + n
     from generate_series(1, 5201) n`,
    [house.workspaceId, house.accounts.get('C')],
  )
})
afterAll(() => program.stop())

function take(person: TestPerson | null, path: string) {
  return program.call(person, 'GET', `${base}/${path}`)
}

async function rowsOf(person: TestPerson, path: string): Promise<string[]> {
  const reply = await take(person, path)
  expect(reply.status).toBe(200)
  return String(reply.body)
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
}

describe('the ranking as a file', () => {
  it('holds every account with what each criterion adds, and no formula', async () => {
    const [header = '', ...rows] = await rowsOf(house.lead, 'ranking/export')
    expect(header).toMatch(/^Rank,Movement,Account,Code,Score,Evidence,Tier,/)
    expect(header).toContain('Points: ')
    expect(rows).toHaveLength(4)
    expect(rows[0]).toContain(`"'=HYPERLINK(""http://evil"")",A,`)
    expect(rows.map((row) => row.match(/,([ABCZ]),/)?.[1])).toEqual(['A', 'B', 'C', 'Z'])
    expect(rows[3]).toMatch(/^,/)
  })

  it('answers the question in view: other weights, and what is searched for', async () => {
    const plain = await rowsOf(house.lead, 'ranking/export')
    const asked = await rowsOf(house.lead, 'ranking/export?weights=growth:100,product_breadth:0')
    expect(asked).not.toEqual(plain)
    expect(await rowsOf(house.lead, 'ranking/export?query=company%20b')).toHaveLength(2)
  })

  it('leaves out the parts of the score for who may not see margins, and refuses them other weights', async () => {
    const [header] = await rowsOf(blind, 'ranking/export')
    expect(header).not.toContain('Points')
    expect((await take(blind, 'ranking/export?weights=contribution_rate:100')).status).toBe(403)
  })

  it('holds only accounts the person may see', async () => {
    const rows = await rowsOf(member, 'ranking/export')
    expect(rows.slice(1).map((row) => row.match(/,([ABCZ]),/)?.[1])).toEqual(['B'])
  })

  it('refuses criteria that are not there', async () => {
    expect((await take(house.lead, 'ranking/export?criteriaSetId=6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21')).status).toBe(
      404,
    )
  })
})

describe('proposals and decisions as files', () => {
  it('hold every proposed move', async () => {
    const [header, ...rows] = await rowsOf(house.lead, 'proposals/export')
    expect(header).toBe('Rank,Account,Code,Tier now,Proposed tier,Score,Evidence,Reason,Exception,Exception until')
    const listed = await program.call(house.lead, 'GET', `${base}/proposals`)
    expect(rows).toHaveLength(listed.body.total)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('hold every decision, newest first, beyond any page', async () => {
    const [header, ...rows] = await rowsOf(house.lead, 'decisions/export')
    expect(header).toMatch(/^In force from,Account,Code,Tier before,Tier decided,Holds,/)
    expect(rows).toHaveLength(5201)
    expect(rows[0]).toContain('Decided once more, 5201')
    expect(rows[5200]).toContain("'+Ada")
    expect(await rowsOf(house.lead, 'decisions/export?tier=A')).toHaveLength(2601)
    expect(await rowsOf(house.lead, `decisions/export?accountId=${house.accounts.get('A')}`)).toHaveLength(1)
    expect(await rowsOf(member, 'decisions/export')).toHaveLength(1)
  })
})

describe.each(LISTS)('the export of %s', (list) => {
  it('is a workbook on request', async () => {
    const reply = await take(house.lead, `${list}/export?format=xlsx`)
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="${list}.xlsx"`)
    expect(String(reply.body).startsWith('PK')).toBe(true)
  })

  it('leaves a trace of who took it and what was asked for', async () => {
    await take(blind, `${list}/export?format=xlsx`)
    const { rows } = await program.database.superuser.query(
      "select e.after from mainstay.audit_entry e where e.action = 'portfolio.export' and e.subject_type = $1 and e.actor_id = $2 order by e.id desc limit 1",
      [list, blind.id],
    )
    expect(rows).toMatchObject([{ after: { format: 'xlsx', margins: false } }])
  })

  it('is refused to who is not signed in, may not take lists out, or belongs elsewhere', async () => {
    expect((await take(null, `${list}/export`)).status).toBe(401)
    expect((await take(viewer, `${list}/export`)).status).toBe(403)
    expect((await take(stranger, `${list}/export`)).status).toBe(404)
  })
})

describe('bad input of an export', () => {
  it.each([
    [
      'ranking',
      'format=pdf&criteriaSetId=x&weights=growth:lots&query=%00',
      ['criteriaSetId', 'format', 'query', 'weights.growth'],
    ],
    ['ranking', 'weights=', ['weights.']],
    ['ranking', 'weights=nosuch:5', ['weights.nosuch']],
    ['proposals', 'format=pdf', ['format']],
    ['decisions', 'format=pdf&accountId=x&tier=toolong', ['accountId', 'format', 'tier']],
  ])('lists every field: %s?%s', async (list, query, fields) => {
    const { status, body } = await take(house.lead, `${list}/export?${query}`)
    expect(status).toBe(400)
    expect([...new Set(body.errors.map((error: { path: string }) => error.path))].sort()).toEqual(fields)
  })
})
