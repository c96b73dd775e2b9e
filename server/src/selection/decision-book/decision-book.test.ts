import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import type { CellValue } from '../../platform/files/index.ts'
import { aScoredHouse, type SelectionHouse } from '../fixtures.ts'
import { decisionBook } from './book.ts'
import { bookPage } from './book-page.ts'
import { prepareBook, readBookSource } from './book-source.ts'

let program: TestProgram
let house: SelectionHouse
let blind: TestPerson
let member: TestPerson
let viewer: TestPerson
let stranger: TestPerson

const address = '/api/workspaces/alpha/selection/decision-book'
const HOSTILE = '<script>alert(1)</script>'

beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'alpha', {
    A: { netRevenue: 900, contributionRate: 0.4, growth: 0.5, productLines: 20, walletBase: 4500 },
    B: { netRevenue: 100, contributionRate: 0.3, growth: 0.4, productLines: 15, walletBase: 400 },
    C: { netRevenue: 200, contributionRate: 0.2, growth: 0.2, productLines: 12, walletBase: 500 },
    Z: null,
  })
  blind = await program.createPerson('alpha', { role: 'contributor', seesMargins: false })
  member = await program.createPerson('alpha', { role: 'contributor', visibility: 'team', seesMargins: true })
  viewer = await program.createPerson('alpha', { role: 'viewer', seesMargins: true })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  const { superuser } = program.database
  await superuser.query(
    `insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty)
     select $1, a.id, $2, 'team_member' from mainstay.account a where a.code = 'B'`,
    [house.workspaceId, member.id],
  )
  await superuser.query(`update mainstay.account set name = $1 where code = 'C'`, [HOSTILE])
  await superuser.query(
    `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on, comment)
     select $1, $2, c.value->>'key', 4, 'x', 'Ada', '2026-10-02', 'They share their plans with us.'
     from mainstay.criteria_set s, jsonb_array_elements(s.definition->'criteria') c
     where s.workspace_id = $1 and c.value->'source'->>'kind' = 'judged' limit 1`,
    [house.workspaceId, house.accounts.get('A')],
  )
  await superuser.query(
    `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date, expires_on, follows_scores)
     values ($1, $2, 'A', 'out', 'The board knows its owner well.', 'x', 'Ada', '2026-11-19', '2027-03-31', false)`,
    [house.workspaceId, house.accounts.get('Z')],
  )
})
afterAll(() => program.stop())

type Sheets = Readonly<Record<string, { readonly heads: string[]; readonly rows: (readonly CellValue[])[] }>>

async function bookOf(person: TestPerson): Promise<{ sheets: Sheets; about: Record<string, string>; page: string }> {
  const { context } = program.program
  const actor = await program.actor('alpha', person)
  const ranked = await prepareBook(context, actor, undefined)
  return context.useCases.read(actor, async (scope) => {
    const book = decisionBook(await readBookSource(context, scope, ranked))
    const sheets: [string, Sheets[string]][] = []
    for (const section of book.sections) {
      const rows: (readonly CellValue[])[] = []
      for await (const row of section.rows()) rows.push(row)
      sheets.push([section.name, { heads: section.columns.map(({ title }) => title), rows }])
    }
    return { sheets: Object.fromEntries(sheets), about: Object.fromEntries(book.about), page: await bookPage(book) }
  })
}

function column(sheet: Sheets[string] | undefined, title: string): CellValue[] {
  const index = sheet?.heads.indexOf(title) ?? -1
  return index < 0 ? [] : (sheet?.rows.map((row) => row[index] ?? null) ?? [])
}

describe('the decision book', () => {
  it('holds every candidate, in or out, with score, reasons, who judged and who decided', async () => {
    const { sheets, about } = await bookOf(house.lead)
    const ranking = sheets.Ranking
    expect(column(ranking, 'Code')).toEqual(['A', 'B', 'C', 'Z'])
    expect(column(ranking, 'Rank')).toEqual([1, 2, 3, null])
    expect(column(ranking, 'Proposed because')[0]).toBe('Its score reaches the entry of the tier and a place is free.')
    expect(column(ranking, 'Why')[0]).toMatch(/^Against the middle account: up by /)
    expect(column(ranking, 'Judged')[0]).toMatch(/ 4 \(Ada, 2026-10-02\)$/)
    expect(column(ranking, 'No evidence for')[3]).toContain(', ')
    expect(column(ranking, 'Decided')[3]).toContain('The board knows its owner well.')
    expect(about.Candidates).toBe('4')
    expect(about.Firmness).toBe('not tested')
  })

  it('adds the parts of every score up to the score itself', async () => {
    const ranking = (await bookOf(house.lead)).sheets.Ranking
    const parts = ranking?.heads.flatMap((title, index) => (title.startsWith('Points: ') ? [index] : [])) ?? []
    expect(parts.length).toBeGreaterThan(5)
    const score = ranking?.heads.indexOf('Score') ?? -1
    const first = ranking?.rows[0] ?? []
    const sum = parts.reduce((total, index) => total + Number(first[index] ?? 0), 0)
    expect(sum).toBeCloseTo(Number(first[score]), 9)
  })

  it('tells what was applied: criteria with weights and anchors, and what size decides', async () => {
    const { sheets } = await bookOf(house.lead)
    expect(column(sheets.Criteria, 'Share').reduce((sum: number, share) => sum + Number(share), 0)).toBeCloseTo(1, 9)
    for (const scale of column(sheets.Criteria, 'Scale')) expect(scale).toMatch(/ · /)
    expect(column(sheets.Size, 'Question')).toContain('Share of the weight on size')
    expect(column(sheets.Decisions, 'Reason')).toEqual(['The board knows its owner well.'])
    expect(column(sheets.Judgements, 'Comment')).toEqual(['They share their plans with us.'])
  })

  it('keeps margins from whom they are hidden: no part of a score and no reason out of it', async () => {
    const { sheets, about } = await bookOf(blind)
    expect(sheets.Ranking?.heads.some((title) => title.startsWith('Points: '))).toBe(false)
    expect(column(sheets.Ranking, 'Why')).toEqual([null, null, null, null])
    expect(column(sheets.Ranking, 'Score')[0]).not.toBeNull()
    expect(about.Margins).toMatch(/left out/)
  })

  it('names only the accounts that the reader may see, and does not count the others', async () => {
    const { sheets, about, page } = await bookOf(member)
    expect(column(sheets.Ranking, 'Code')).toEqual(['B'])
    expect(column(sheets.Ranking, 'Rank')).toEqual([2])
    expect(sheets.Decisions?.rows).toEqual([])
    expect(sheets.Judgements?.rows).toEqual([])
    expect(about.Candidates).toBe('only those that the reader may see')
    expect(page).not.toContain('Company A')
  })

  it('runs nothing and fetches nothing, whatever an account is called', async () => {
    const { page } = await bookOf(house.lead)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).not.toMatch(/<script|<img|<link|url\(|https?:/)
    expect(page).toContain("default-src 'none'")
  })
})

describe('the door of the decision book', () => {
  it('gives a workbook, and leaves a trace of who took it', async () => {
    const reply = await program.call(house.lead, 'GET', `${address}?format=xlsx`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toBe('attachment; filename="decision-book.xlsx"')
    expect(String(reply.body).startsWith('PK')).toBe(true)
    const { rows } = await program.database.superuser.query(
      "select e.actor_id, e.after from mainstay.audit_entry e where e.subject_type = 'decision_book'",
    )
    expect(rows).toEqual([{ actor_id: house.lead.id, after: { format: 'xlsx', margins: true } }])
  })

  it('is refused to who is not signed in, may not take lists out, or belongs elsewhere', async () => {
    expect((await program.call(null, 'GET', address)).status).toBe(401)
    expect((await program.call(viewer, 'GET', address)).status).toBe(403)
    expect((await program.call(stranger, 'GET', address)).status).toBe(404)
  })

  it('lists every wrong field, and refuses criteria that are not there', async () => {
    const { status, body } = await program.call(house.lead, 'GET', `${address}?format=docx&criteriaSetId=x`)
    expect(status).toBe(400)
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['criteriaSetId', 'format'])
    const unknown = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21'
    expect((await program.call(house.lead, 'GET', `${address}?criteriaSetId=${unknown}`)).status).toBe(404)
  })
})
