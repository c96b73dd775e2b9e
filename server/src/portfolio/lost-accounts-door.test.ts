import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { smallLedger } from '../economics/fixtures.ts'
import { refreshEconomics } from '../economics/index.ts'

const PATH = '/api/workspaces/acme/portfolio/lost-accounts/export'
const LOST = 5_003
const PERIOD = 'from=2025-01&to=2025-12&basis=company'

let program: TestProgram
let owner: TestPerson
let north: TestPerson
let viewer: TestPerson
let foreign: TestPerson

beforeAll(async () => {
  program = await createTestProgram()
  const workspaceId = await program.createWorkspace('acme')
  await program.createWorkspace('other')
  const ledger = smallLedger(program.database.superuser, workspaceId)
  const codes = Array.from({ length: LOST }, (_, index) => `L${String(index).padStart(5, '0')}`)
  await ledger.account('STAYED', { unit: 'North' })
  for (const [index, code] of codes.entries())
    await ledger.account(code, { unit: index === 0 ? 'North' : 'South', ...(index === 0 ? { name: '=1+1' } : {}) })
  await ledger.lines([
    { account: 'STAYED', date: '2024-06-05', net: 900 },
    { account: 'STAYED', date: '2025-06-05', net: 900 },
    // Many lost the same amount: a portion must not end among equals and forget or repeat some.
    ...codes.map((account, index) => ({ account, date: '2024-07-01', net: index === 0 ? 5000 : 10 + (index % 3) })),
  ])
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  owner = await program.createPerson('acme', { role: 'owner' })
  viewer = await program.createPerson('acme', { role: 'viewer' })
  north = await program.createPerson('acme', { role: 'account_manager', visibility: 'unit', unit: 'North' })
  foreign = await program.createPerson('other', { role: 'owner' })
}, 120_000)
afterAll(() => program?.stop())

describe('the lost accounts as a file', () => {
  it('are all of them, each once, the largest first, with formulas made harmless', async () => {
    const reply = await program.call(owner, 'GET', `${PATH}?${PERIOD}`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toContain('lost-accounts.csv')
    const [header = '', first = '', ...others] = String(reply.body).trim().split('\r\n')
    expect(header).toContain('Net revenue 2024-01 to 2024-12, USD')
    expect(first).toMatch(/^L00000,'=1\+1,/)
    expect(first).toContain('5000')
    expect(first).toContain('2024-07')
    expect(new Set(others.map((line) => line.slice(0, 6))).size).toBe(LOST - 1)
    expect(others).toHaveLength(LOST - 1)
    expect(String(reply.body)).not.toContain('STAYED')
  })

  it('leave a trace in the audit', async () => {
    await program.call(owner, 'GET', `${PATH}?${PERIOD}&format=xlsx`)
    const { rows } = await program.database.superuser.query(
      "select e.subject_type, e.after from mainstay.audit_entry e where e.action = 'portfolio.export' order by e.id desc limit 1",
    )
    expect(rows).toMatchObject([{ subject_type: 'lost-accounts', after: { format: 'xlsx', from: '2025-01' } }])
  })

  it('are for those with the right, of their own workspace and their own accounts', async () => {
    expect((await program.call(null, 'GET', PATH)).status).toBe(401)
    expect((await program.call(viewer, 'GET', PATH)).status).toBe(403)
    expect((await program.call(foreign, 'GET', PATH)).status).toBe(404)
    const wrong = await program.call(owner, 'GET', `${PATH}?format=pdf&basis=x`)
    expect([wrong.status, wrong.body.errors.length]).toEqual([400, 2])
    const seen = String((await program.call(north, 'GET', `${PATH}?${PERIOD}`)).body)
      .trim()
      .split('\r\n')
    expect(seen.slice(1).map((line) => line.slice(0, 6))).toEqual(['L00000'])
  })

  it('of a workspace without a ledger are refused before the first byte', async () => {
    const reply = await program.call(foreign, 'GET', '/api/workspaces/other/portfolio/lost-accounts/export')
    expect(reply.body.code).toBe('economics/no-ledger')
  })
})
