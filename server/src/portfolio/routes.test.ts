import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type SmallLedger, smallLedger } from '../economics/fixtures.ts'
import { findFigureSet, refreshEconomics } from '../economics/index.ts'
import { reportConcentration, reportPortfolio, reportWhaleCurve } from './index.ts'
import { listStatement } from './queries/list-statement.ts'

let program: TestProgram
let ledger: SmallLedger
let accountId: string
let hiddenId: string
const people: Record<string, TestPerson> = {}

const GET_ROUTES = [
  'portfolio/summary',
  'portfolio/accounts',
  'portfolio/whale-curve',
  'portfolio/lorenz',
  'portfolio/concentration',
  'portfolio/retention',
  'portfolio/matrix',
  'cost-to-serve',
] as const
const MARGINS_ONLY = ['portfolio/whale-curve', 'cost-to-serve']

beforeAll(async () => {
  program = await createTestProgram()
  const workspaceId = await program.createWorkspace('acme')
  const otherId = await program.createWorkspace('other')
  ledger = smallLedger(program.database.superuser, workspaceId)
  accountId = await ledger.account('NORTH', { unit: 'North', name: '=HYPERLINK("http://x")' })
  hiddenId = await ledger.account('SOUTH', { unit: 'South' })
  await ledger.lines([
    { account: 'NORTH', date: '2024-06-05', net: 800, cost: 300, line: 'Frames' },
    { account: 'NORTH', date: '2025-06-05', net: 1000, cost: 400, line: 'Frames' },
    { account: 'SOUTH', date: '2024-06-05', net: 500, cost: 100 },
    { account: 'SOUTH', date: '2025-06-05', net: 300, cost: 350 },
  ])
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  const other = smallLedger(program.database.superuser, otherId)
  await other.account('FOREIGN')
  await other.lines([{ account: 'FOREIGN', date: '2025-06-05', net: 1 }])
  await other.markEverything()
  await refreshEconomics(program.program.context, otherId)
  people.owner = await program.createPerson('acme', { role: 'owner' })
  people.blind = await program.createPerson('acme', { role: 'contributor' })
  people.viewer = await program.createPerson('acme', { role: 'viewer', seesMargins: true })
  people.north = await program.createPerson('acme', {
    role: 'account_manager',
    visibility: 'unit',
    unit: 'North',
    seesMargins: true,
  })
  people.nobody = await program.createPerson('acme', { role: 'account_manager', visibility: 'team' })
  people.foreign = await program.createPerson('other', { role: 'owner' })
})
afterAll(() => program?.stop())

const call = (person: TestPerson | null | undefined, path: string, workspace = 'acme') =>
  program.call(person ?? null, 'GET', `/api/workspaces/${workspace}/${path}`)

describe.each([...GET_ROUTES])('GET %s', (path) => {
  it('works', async () => {
    const reply = await call(people.owner, path)
    expect(reply.status).toBe(200)
    expect(reply.body.period).toMatchObject({
      from: '2024-07',
      to: '2025-06',
      beforeFrom: '2023-07',
      beforeTo: '2024-06',
      ledgerRevision: 1,
      lastInvoiceDate: '2025-06-05',
    })
  })
  it('asks strangers to sign in', async () => {
    expect((await call(null, path)).status).toBe(401)
  })
  it('does not exist for people of another workspace', async () => {
    expect((await call(people.foreign, path)).status).toBe(404)
  })
  it('lists every wrong field', async () => {
    const reply = await call(people.owner, `${path}?from=2025-13&rates=best&basis=nobody`)
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map((error: { path: string }) => error.path.split('.').at(-1)).sort()).toEqual([
      'basis',
      'from',
      'rates',
    ])
  })
  it('refuses a period that ends before it begins, or is endless', async () => {
    expect((await call(people.owner, `${path}?from=2025-06&to=2025-05`)).body.code).toBe('economics/period-invalid')
    expect((await call(people.owner, `${path}?from=1999-01&to=2025-05`)).status).toBe(422)
  })
  it('gives people without the right no margin, or nothing at all', async () => {
    const reply = await call(people.blind, path)
    expect(reply.status).toBe(MARGINS_ONLY.includes(path) ? 403 : 200)
    expect(JSON.stringify(reply.body)).not.toMatch(
      /"(grossMargin|contribution|costToServe|contributionRate|lossMaking)":[^n]/,
    )
  })
  it('tells people who see only their unit of nothing else', async () => {
    const text = JSON.stringify((await call(people.north, path)).body)
    expect(text).not.toContain('SOUTH')
    expect(text).toContain('"basis":"company"')
    expect(text).not.toMatch(/"1300\.0000"|"550\.0000"/)
  })
})

describe('GET accounts/{id}/economics', () => {
  it('works, and hides margins from those without the right', async () => {
    expect((await call(people.owner, `accounts/${accountId}/economics`)).body).toMatchObject({
      netRevenue: { value: '1000.0000' },
      grossMargin: { value: '600.0000' },
      rank: { byNetRevenue: 1, byContribution: 1, accounts: 2 },
    })
    const { body } = await call(people.blind, `accounts/${accountId}/economics`)
    for (const field of ['grossMargin', 'costToServe', 'contribution', 'waterfall', 'activities', 'dilution'])
      expect(body[field]).toBeNull()
    expect(body.months.every((month: { grossMargin: unknown }) => month.grossMargin === null)).toBe(true)
    expect(body.productMix[0].grossMarginRate).toBeNull()
    expect(body.rank.byContribution).toBeNull()
  })
  it('does not exist for strangers, people of other workspaces and people who may not see it', async () => {
    expect((await call(null, `accounts/${accountId}/economics`)).status).toBe(401)
    expect((await call(people.foreign, `accounts/${accountId}/economics`)).status).toBe(404)
    expect((await call(people.foreign, `accounts/${accountId}/economics`, 'other')).status).toBe(404)
    expect((await call(people.north, `accounts/${hiddenId}/economics`)).status).toBe(404)
    expect((await call(people.north, `accounts/${accountId}/economics`)).status).toBe(200)
    expect((await call(people.owner, 'accounts/abc/economics')).status).toBe(400)
  })
})

describe('the portfolio table', () => {
  it('refuses to sort or filter by margins for people who may not see them', async () => {
    for (const key of ['gross_margin', 'gross_margin_rate', 'cost_to_serve', 'contribution', 'contribution_rate']) {
      for (const sort of [key, `-${key}`])
        expect((await call(people.blind, `portfolio/accounts?sort=${sort}`)).status).toBe(403)
    }
    expect((await call(people.blind, 'portfolio/accounts?losesMoney=true')).status).toBe(403)
    expect((await call(people.blind, 'portfolio/accounts?losesMoney=false')).status).toBe(403)
    expect((await call(people.blind, 'portfolio/accounts?sort=-net_revenue')).status).toBe(200)
  })
  it('refuses orders it does not know and cursors that are not its own', async () => {
    expect((await call(people.owner, 'portfolio/accounts?sort=secret')).body.code).toBe('http/sort-unknown')
    const first = (await call(people.owner, 'portfolio/accounts?sort=name&limit=1')).body
    expect((await call(people.owner, `portfolio/accounts?sort=code&cursor=${first.nextCursor}`)).body.code).toBe(
      'http/cursor-invalid',
    )
    const forged = Buffer.from(JSON.stringify(['-net_revenue', 'x', '1'])).toString('base64url')
    expect((await call(people.owner, `portfolio/accounts?sort=-net_revenue&cursor=${forged}`)).body.code).toBe(
      'http/cursor-invalid',
    )
  })
  it('counts and sums for each person what that person sees', async () => {
    expect((await call(people.owner, 'portfolio/accounts')).body).toMatchObject({
      total: 2,
      sums: { netRevenue: '1300.0000' },
    })
    expect((await call(people.north, 'portfolio/accounts')).body).toMatchObject({
      total: 1,
      sums: { netRevenue: '1000.0000' },
    })
    expect((await call(people.nobody, 'portfolio/accounts')).body).toMatchObject({ total: 0, rows: [] })
  })
  it('finds by any part of name, code or city, taking wildcards literally', async () => {
    expect((await call(people.owner, 'portfolio/accounts?query=south')).body.total).toBe(1)
    expect((await call(people.owner, 'portfolio/accounts?query=%25')).body.total).toBe(0)
  })
  it('reads no invoice line and no monthly fact, only the figures of the set', async () => {
    const owner = people.owner as TestPerson
    const actor = await program.actor('acme', owner)
    const plan = await program.program.useCases.read(actor, async (scope) => {
      const set = await findFigureSet(scope, {})
      if (!set) throw new Error('the default question has no answer')
      const statement = listStatement(
        scope,
        { set, day: '2026-01-01', named: { kind: 'many', pattern: '%a%' } },
        { sort: '-net_revenue', limit: 50, losesMoney: true },
      )
      const { rows } = await sql<Record<string, string>>`explain ${statement}`.execute(scope.db)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('account_figure')
    expect(plan).not.toMatch(/invoice_line|account_month/)
  })
})

describe('the simulation of a loss', () => {
  const ask = (person: TestPerson | null | undefined, accountIds: string[], workspace = 'acme') =>
    program.call(person ?? null, 'POST', `/api/workspaces/${workspace}/portfolio/loss-simulation`, { accountIds })
  it('tells what remains', async () => {
    expect((await ask(people.owner, [hiddenId])).body).toMatchObject({
      netRevenue: '1300.0000',
      netRevenueAfter: '1000.0000',
      contribution: '550.0000',
      contributionAfter: '600.0000',
      contributionMeasure: 'gross_margin',
    })
  })
  it('shows no margin to those without the right', async () => {
    expect((await ask(people.blind, [hiddenId])).body).toMatchObject({
      netRevenueAfter: '1000.0000',
      contribution: null,
      contributionAfter: null,
      lost: [{ contribution: null }],
    })
  })
  it('knows no account that the person may not see', async () => {
    expect((await ask(null, [hiddenId])).status).toBe(401)
    expect((await ask(people.north, [hiddenId])).status).toBe(404)
    expect((await ask(people.foreign, [hiddenId])).status).toBe(404)
    expect((await ask(people.foreign, [hiddenId], 'other')).status).toBe(404)
    expect((await ask(people.owner, [])).status).toBe(400)
  })
})

describe('the export', () => {
  const path = 'portfolio/accounts/export'
  it('gives every row with formulas made harmless, and leaves a trace', async () => {
    const reply = await call(people.owner, `${path}?sort=code`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toContain('portfolio.csv')
    const lines = String(reply.body).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('Gross margin')
    expect(lines[1]).not.toMatch(/,"?=HYPERLINK/)
    const { rows } = await program.database.superuser.query(
      "select e.actor_id, e.after from mainstay.audit_entry e where e.action = 'portfolio.export'",
    )
    expect(rows).toMatchObject([{ actor_id: people.owner?.id, after: { format: 'csv', margins: true } }])
  })
  it('leaves out columns with margins for those who may not see them', async () => {
    const reply = await call(people.blind, path)
    expect(String(reply.body).split('\r\n')[0]).not.toMatch(/margin|contribution|serve/i)
    expect((await call(people.blind, `${path}?sort=-contribution`)).status).toBe(403)
    expect((await call(people.blind, `${path}?losesMoney=true`)).status).toBe(403)
  })
  it('is a workbook on request', async () => {
    const reply = await call(people.owner, `${path}?format=xlsx`)
    expect(String(reply.body).startsWith('PK')).toBe(true)
  })
  it('is for those with the right, of their own workspace and their own accounts', async () => {
    expect((await call(null, path)).status).toBe(401)
    expect((await call(people.viewer, path)).status).toBe(403)
    expect((await call(people.foreign, path)).status).toBe(404)
    expect((await call(people.owner, `${path}?format=pdf&basis=x`)).body.errors).toHaveLength(2)
    expect(String((await call(people.north, path)).body)).not.toContain('SOUTH')
  })
})

describe('the reports of the command line', () => {
  it('obey the same rights', async () => {
    const { context } = program.program
    const blind = await program.actor('acme', people.blind as TestPerson)
    await expect(reportWhaleCurve(context, blind, {})).rejects.toThrow('http/not-allowed')
    const portfolio = await reportPortfolio(context, blind, {})
    expect(
      portfolio.accounts.map((account) => [account.netRevenue, account.grossMargin, account.contribution]),
    ).toEqual([
      ['1800.00', null, null],
      ['800.00', null, null],
    ])
    expect(
      (await reportConcentration(context, blind, {})).loseTop.every(
        (loss) => loss.contribution === null && loss.contributionAfter === null,
      ),
    ).toBe(true)
    const north = await program.actor('acme', people.north as TestPerson)
    expect((await reportPortfolio(context, north, {})).accounts).toHaveLength(1)
  })
  it('count exactly the days asked for', async () => {
    const owner = await program.actor('acme', people.owner as TestPerson)
    const report = await reportPortfolio(program.program.context, owner, { from: '2025-06-05', to: '2025-06-05' })
    expect(report.accounts.map((account) => account.netRevenue)).toEqual(['1000.00', '300.00'])
    const nothing = await reportPortfolio(program.program.context, owner, { from: '2025-06-06', to: '2025-06-07' })
    expect(nothing.accounts).toEqual([])
  })
})

describe('a workspace without invoices', () => {
  it('says so instead of showing zeros', async () => {
    await program.createWorkspace('empty')
    const owner = await program.createPerson('empty', { role: 'owner' })
    expect((await call(owner, 'portfolio/summary', 'empty')).body.code).toBe('economics/no-ledger')
  })
})
