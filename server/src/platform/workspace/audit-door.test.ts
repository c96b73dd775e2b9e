import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'

const PATH = '/api/workspaces/acme/audit/export'
const MANY = 4_001

let program: TestProgram
let owner: TestPerson
let lead: TestPerson
let viewer: TestPerson
let foreign: TestPerson
let accountId: string

const linesOf = (body: unknown) => String(body).trim().split('\r\n')

beforeAll(async () => {
  program = await createTestProgram()
  const workspaceId = await program.createWorkspace('acme')
  await program.createWorkspace('other')
  owner = await program.createPerson('acme', { role: 'owner' })
  lead = await program.createPerson('acme', { role: 'program_lead', seesMargins: false })
  viewer = await program.createPerson('acme', { role: 'viewer' })
  foreign = await program.createPerson('other', { role: 'owner' })
  const made = await program.call(owner, 'POST', '/api/workspaces/acme/accounts', { code: 'A1', name: '=1+1' })
  accountId = made.body.id
  await program.call(foreign, 'POST', '/api/workspaces/other/accounts', { code: 'F1', name: 'Foreign' })
  await program.database.superuser.query(
    `insert into mainstay.audit_entry (workspace_id, actor_kind, actor_id, actor_name, action, subject_type, subject_id, after)
     select $1, 'system', 'system', '=cmd()', 'test.many', 'many', n::text, jsonb_build_object('grossMargin', 12345, 'net', n)
     from generate_series(1, ${MANY}) n`,
    [workspaceId],
  )
})
afterAll(() => program?.stop())

describe('the audit as a file', () => {
  it('holds every entry once, the newest first, with formulas made harmless', async () => {
    const reply = await program.call(owner, 'GET', `${PATH}?subjectType=many`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toContain('audit.csv')
    const [header, ...rows] = linesOf(reply.body)
    expect(header).toContain('Entry,At,Who,Kind,What,Of,Which,Account,Before,After,Request')
    const which = rows.map((row) => Number(row.split(',')[6]))
    expect(which).toEqual(Array.from({ length: MANY }, (_, index) => MANY - index))
    expect(rows[0]).toContain(",'=cmd(),system,test.many,many,")
    expect(rows[0]).toContain('""grossMargin"":12345')
  })

  it('obeys its filters, and never leaves its workspace', async () => {
    const [, ...rows] = linesOf((await program.call(owner, 'GET', `${PATH}?accountId=${accountId}`)).body)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('accounts.create')
    expect(String((await program.call(owner, 'GET', PATH)).body)).not.toContain('Foreign')
  })

  it('hides margins from those who may not see them', async () => {
    const { body } = await program.call(lead, 'GET', `${PATH}?subjectType=many&subjectId=1`)
    expect(String(body)).toContain('""grossMargin"":null')
    expect(String(body)).not.toContain('12345')
  })

  it('is itself an entry: who took it and what was asked', async () => {
    const reply = await program.call(owner, 'GET', `${PATH}?format=xlsx&subjectType=account`)
    expect(String(reply.body).startsWith('PK')).toBe(true)
    const [, newest] = linesOf((await program.call(owner, 'GET', `${PATH}?subjectType=audit`)).body)
    expect(newest).toContain('""format"":""csv""')
    const { rows } = await program.database.superuser.query(
      "select e.actor_id, e.after from mainstay.audit_entry e where e.subject_type = 'audit' and e.after ->> 'format' = 'xlsx'",
    )
    expect(rows).toMatchObject([{ actor_id: owner.id, after: { subjectType: 'account' } }])
  })

  it('is whole as text, however much a change holds', async () => {
    await program.database.superuser.query(
      `update mainstay.audit_entry set after = jsonb_build_object('long', repeat('y', 40000)) where subject_type = 'many' and subject_id = '7'`,
    )
    const whole = String((await program.call(owner, 'GET', `${PATH}?subjectType=many&subjectId=7`)).body)
    expect(whole).toContain('y'.repeat(40_000))
  })

  it('is for those who may read the audit of their own workspace', async () => {
    expect((await program.call(null, 'GET', PATH)).status).toBe(401)
    expect((await program.call(viewer, 'GET', PATH)).status).toBe(403)
    expect((await program.call(foreign, 'GET', PATH)).status).toBe(404)
    const wrong = await program.call(owner, 'GET', `${PATH}?format=pdf&accountId=x`)
    expect([wrong.status, wrong.body.errors.length]).toEqual([400, 2])
  })
})
