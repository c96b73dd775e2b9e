import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../test/program.ts'
import { createLedgerTest, type LedgerTest } from './fixtures.ts'

let test: LedgerTest
let viewer: TestPerson
let blind: TestPerson
let north: TestPerson
let stranger: TestPerson
let alpha: string

const LINES = 5_300
const path = 'invoice-lines/export'

beforeAll(async () => {
  test = await createLedgerTest()
  const { program, workspaceId } = test
  viewer = await program.createPerson('acme', { role: 'viewer', seesMargins: true })
  blind = await program.createPerson('acme', { role: 'contributor', seesMargins: false })
  north = await program.createPerson('acme', { role: 'contributor', visibility: 'unit', unit: 'north' })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  const { superuser } = program.database
  const { rows } = await superuser.query<{ id: string }>(
    `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id, code, unit from (values ('ALPHA', 'north'), ('BETA', 'south')) v (code, unit))
     insert into mainstay.account (workspace_id, id, code, name, group_id, unit) select $1, n.id, n.code, '=1+1', n.id, n.unit from n order by n.code returning id`,
    [workspaceId],
  )
  alpha = rows[0]?.id ?? ''
  await superuser.query(
    `insert into mainstay.invoice_line (workspace_id, account_id, invoice_date, invoice_no, line_no, currency, net_amount, cost_amount, quantity)
     select $1::integer, $2::bigint, date '2024-01-01' + n / 20, 'I' || n, '1', 'USD', n, n - 1, 2 from generate_series(1, ${LINES}) n
     union all select $1, $3::bigint, '2024-01-01', 'OTHER', '1', 'EUR', -7.5, null, null`,
    [workspaceId, alpha, rows[1]?.id],
  )
})
afterAll(() => test.program.stop())

function take(person: TestPerson | null, query = '', workspace = 'acme') {
  return test.program.call(person, 'GET', `/api/workspaces/${workspace}/${path}?${query}`)
}

async function rowsOf(person: TestPerson, query = ''): Promise<string[]> {
  const reply = await take(person, query)
  expect(reply.status).toBe(200)
  return String(reply.body)
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
}

describe('the invoice lines as a file', () => {
  it('are all there, beyond any page, in the order asked for', async () => {
    const [header, ...rows] = await rowsOf(test.owner, `accountId=${alpha}&order=net`)
    expect(header).toMatch(/^Date,Invoice,Line,.*,Net,Cost,Margin,Currency,/)
    expect(rows).toHaveLength(LINES)
    expect(new Set(rows).size).toBe(LINES)
    expect(rows[0]).toContain("2024-01-01,I1,1,,ALPHA,'=1+1,,,,2,,,1,0,1,USD,1.0000000000,")
    expect(rows.at(-1)).toContain(`I${LINES},`)
  })

  it('obey the filters of the list', async () => {
    expect(await rowsOf(test.owner, 'currency=EUR')).toHaveLength(2)
    expect(await rowsOf(test.owner, `accountId=${alpha}&from=2024-01-02&to=2024-01-02`)).toHaveLength(21)
    expect(await rowsOf(test.owner, 'from=2031-01-01')).toHaveLength(1)
  })

  it('leave out cost and margin for who may not see them, and refuse them the order by margin', async () => {
    const [header, ...rows] = await rowsOf(blind)
    expect(header).not.toMatch(/cost|margin/i)
    expect(rows).toHaveLength(LINES + 1)
    expect((await take(blind, 'order=margin')).status).toBe(403)
  })

  it('are only those of accounts the person may see', async () => {
    expect(await rowsOf(north)).toHaveLength(LINES + 1)
    expect((await rowsOf(north, 'currency=EUR')).length).toBe(1)
  })

  it('are a workbook on request, and leave a trace', async () => {
    const reply = await take(test.owner, `format=xlsx&accountId=${alpha}`)
    expect(reply.headers['content-disposition']).toBe('attachment; filename="invoice-lines.xlsx"')
    expect(String(reply.body).startsWith('PK')).toBe(true)
    const rows = await test.rows<{ account_id: string; after: object }>(
      "select e.account_id, e.after from mainstay.audit_entry e where e.action = 'portfolio.export' order by e.id desc limit 1",
    )
    expect(rows).toMatchObject([{ account_id: alpha, after: { format: 'xlsx', margins: true } }])
  })

  it('are refused to who is not signed in, may not take lists out, or belongs elsewhere', async () => {
    expect((await take(null)).status).toBe(401)
    expect((await take(viewer)).status).toBe(403)
    expect((await take(stranger)).status).toBe(404)
    expect((await take(stranger, `accountId=${alpha}`, 'beta')).status).toBe(404)
  })

  it('list every wrong field', async () => {
    const { status, body } = await take(
      test.owner,
      'format=pdf&accountId=x&basis=y&from=0000&to=1&currency=euro&order=up&productLine=%00',
    )
    expect(status).toBe(400)
    const fields = ['accountId', 'basis', 'currency', 'format', 'from', 'order', 'productLine', 'to']
    expect([...new Set(body.errors.map((error: { path: string }) => error.path))].sort()).toEqual(fields)
  })
})
