import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'

const PATH = '/api/workspaces/acme/accounts/export'
const MANY = 5_001

let program: TestProgram
let owner: TestPerson
let north: TestPerson
let viewer: TestPerson
let foreign: TestPerson

const linesOf = (body: unknown) => String(body).trim().split('\r\n')

beforeAll(async () => {
  program = await createTestProgram()
  await program.createWorkspace('acme')
  await program.createWorkspace('other')
  owner = await program.createPerson('acme', { role: 'owner' })
  viewer = await program.createPerson('acme', { role: 'viewer' })
  north = await program.createPerson('acme', { role: 'account_manager', visibility: 'unit', unit: 'North' })
  foreign = await program.createPerson('other', { role: 'owner' })
  const add = (code: string, more: object = {}) =>
    program.call(owner, 'POST', '/api/workspaces/acme/accounts', { code, name: `Name of ${code}`, ...more })
  const parent = await add('HEAD', {
    name: '=HYPERLINK("http://x")',
    unit: 'North',
    annualSales: '12.50',
    annualSalesCurrency: 'EUR',
  })
  await add('CHILD', { parentId: parent.body.id, segment: 'Retail', country: 'Norway' })
  await program.database.superuser.query(
    `update mainstay.account set attributes = '{"Loyalty, card": "+49 1", "VAT": "x"}' where code = 'CHILD'`,
  )
})
afterAll(() => program?.stop())

describe('the accounts as a file', () => {
  it('give every account with its group and the further fields of imports, formulas made harmless', async () => {
    const reply = await program.call(owner, 'GET', `${PATH}?sort=-code`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toContain('accounts.csv')
    const [header = '', head = '', child = ''] = linesOf(reply.body)
    expect(header).toContain('Parent code,Parent,Group code,Group,Companies in the group')
    expect(header.endsWith(',"Loyalty, card",VAT')).toBe(true)
    expect(head).toMatch(/^HEAD,"'=HYPERLINK/)
    expect(head).toContain('12.5')
    expect(child).toMatch(/^CHILD,Name of CHILD,HEAD,.*,Retail,.*,Norway,.*,'\+49 1,x$/)
  })

  it('obey the filters and the search of the list', async () => {
    expect(linesOf((await program.call(owner, 'GET', `${PATH}?segment=Retail`)).body)).toHaveLength(2)
    expect(linesOf((await program.call(owner, 'GET', `${PATH}?query=hyperlink`)).body)).toHaveLength(2)
    expect(linesOf((await program.call(owner, 'GET', `${PATH}?country=Nowhere`)).body)).toHaveLength(1)
  })

  it('are for those with the right, of their own workspace and their own accounts', async () => {
    expect((await program.call(null, 'GET', PATH)).status).toBe(401)
    expect((await program.call(viewer, 'GET', PATH)).status).toBe(403)
    expect((await program.call(foreign, 'GET', PATH)).status).toBe(404)
    const wrong = await program.call(owner, 'GET', `${PATH}?format=pdf&sort=x`)
    expect([wrong.status, wrong.body.errors.length]).toEqual([400, 2])
    const seen = linesOf((await program.call(north, 'GET', PATH)).body)
    expect(seen.map((line) => line.split(',')[0]?.replace('\ufeff', ''))).toEqual(['Code', 'HEAD'])
  })

  it('are a workbook on request, and say in the audit who took them', async () => {
    const reply = await program.call(owner, 'GET', `${PATH}?format=xlsx&segment=Retail`)
    expect(String(reply.body).startsWith('PK')).toBe(true)
    const { rows } = await program.database.superuser.query(
      "select e.actor_id, e.subject_type, e.after from mainstay.audit_entry e where e.action = 'portfolio.export' order by e.id desc limit 1",
    )
    expect(rows).toMatchObject([
      { actor_id: owner.id, subject_type: 'accounts', after: { format: 'xlsx', segment: 'Retail' } },
    ])
  })

  it('are whole when there are more than are read at once, each once, whatever the order', async () => {
    await program.database.superuser.query(
      `insert into mainstay.account (workspace_id, code, name, group_id, import_number)
       select a.workspace_id, 'M' || n, 'Same name', a.group_id, a.import_number
       from mainstay.account a cross join generate_series(1, ${MANY}) n where a.code = 'HEAD'`,
    )
    for (const sort of ['name', '-created']) {
      const codes = linesOf((await program.call(owner, 'GET', `${PATH}?sort=${sort}&query=same name`)).body)
        .slice(1)
        .map((line) => line.split(',')[0])
      expect([codes.length, new Set(codes).size]).toEqual([MANY, MANY])
    }
  })
})
