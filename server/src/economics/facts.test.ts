import { marginKnowledge } from '@mainstay/domain/economics'
import { seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type SmallLedger, smallLedger } from './fixtures.ts'
import { amountOf, refreshEconomics } from './index.ts'
import { hasAdventureWorks, loadAdventureWorks } from './ledger-fixtures.ts'

let program: TestProgram
let workspaces = 0

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program?.stop())

interface Case {
  readonly slug: string
  readonly ledger: SmallLedger
  readonly owner: TestPerson
  refresh(): Promise<void>
  get(path: string): Promise<{ status: number; body: Answer }>
}

// biome-ignore lint/suspicious/noExplicitAny: assertions look into answers of any shape
type Answer = any

async function newCase(): Promise<Case> {
  const slug = `small-${++workspaces}`
  const workspaceId = await program.createWorkspace(slug)
  const ledger = smallLedger(program.database.superuser, workspaceId)
  const owner = await program.createPerson(slug, { role: 'owner' })
  return {
    slug,
    ledger,
    owner,
    refresh: async () => {
      await ledger.markEverything()
      await refreshEconomics(program.program.context, workspaceId)
    },
    get: (path) => program.call(owner, 'GET', `/api/workspaces/${slug}/${path}`),
  }
}

async function facts(workspaceId: number): Promise<unknown[]> {
  const { rows } = await program.database.superuser.query(
    'select m.* from mainstay.account_month m where m.workspace_id = $1 order by m.account_id, m.month, m.currency, m.product_line_id nulls first',
    [workspaceId],
  )
  return rows
}

describe.skipIf(!hasAdventureWorks)('the monthly facts of AdventureWorks', () => {
  it('add up to the published totals to the cent', async () => {
    const workspaceId = await program.createWorkspace('bikes')
    await loadAdventureWorks(program.database.superuser, workspaceId)
    await refreshEconomics(program.program.context, workspaceId)
    const { rows } = await program.database.superuser.query(
      'select round(sum(m.net_revenue), 2) as net, round(sum(m.cost_of_goods), 2) as cost, round(sum(m.net_revenue - m.cost_of_goods), 2) as margin, sum(m.lines) as lines, count(distinct m.account_id) as accounts, sum(m.lines_without_rate) as without_rate from mainstay.account_month m where m.workspace_id = $1',
      [workspaceId],
    )
    expect(rows[0]).toEqual({
      net: '76494758.25',
      cost: '76017665.43',
      margin: '477092.82',
      lines: '60855',
      accounts: '635',
      without_rate: '0',
    })
  })
})

describe('monthly facts', () => {
  it('convert each day at its own rate, else at the latest of the 31 days before', async () => {
    const { ledger, refresh } = await newCase()
    await ledger.account('A')
    await ledger.rate('EUR', '2025-03-01', 1.1)
    await ledger.rate('EUR', '2025-03-10', 1.2)
    await ledger.lines([
      { account: 'A', date: '2025-03-09', net: 100, currency: 'EUR' },
      { account: 'A', date: '2025-03-10', net: 100, currency: 'EUR' },
      { account: 'A', date: '2025-04-10', net: 100, currency: 'EUR' },
      { account: 'A', date: '2025-04-10', net: 7 },
    ])
    await refresh()
    const rows = (await facts(ledger.workspaceId)) as { currency: string; net_revenue: string; month: Date }[]
    expect(rows.map((row) => [row.currency, Number(row.net_revenue)])).toEqual([
      ['EUR', 230],
      ['EUR', 120],
      ['USD', 7],
    ])
  })

  it('leave out no line without a rate: its amounts are unknown and it is counted', async () => {
    const { ledger, refresh, get } = await newCase()
    await ledger.account('A')
    await ledger.account('B')
    await ledger.rate('EUR', '2025-01-01', 1.1)
    await ledger.lines([
      { account: 'A', date: '2025-02-02', net: 100, currency: 'EUR' },
      { account: 'B', date: '2025-02-02', net: 500 },
    ])
    await refresh()
    const summary = (await get('portfolio/summary')).body
    expect(summary.linesWithoutRate).toBe(1)
    expect(summary.netRevenue).toMatchObject({
      value: null,
      status: 'insufficient_data',
      reasons: ['economics/rate-missing'],
    })
    const list = (await get('portfolio/accounts?sort=-net_revenue')).body
    expect(list.rows.map((row: Answer) => [row.account.code, row.netRevenue])).toEqual([
      ['B', '500.0000'],
      ['A', null],
    ])
    expect(list.sums.netRevenue).toBeNull()
  })

  it('are the same after many small changes as after one full rebuild', async () => {
    const { ledger, refresh } = await newCase()
    const random = seededRandom(20)
    const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value
    const codes = ['A', 'B', 'C', 'D']
    const ids = new Map<string, string>()
    for (const code of codes) ids.set(code, await ledger.account(code))
    for (const day of ['01', '15', '28']) await ledger.rate('EUR', `2025-01-${day}`, 1 + random())
    await refresh()
    for (let round = 0; round < 12; round++) {
      const lines = Array.from({ length: 6 }, () => ({
        account: pick(codes),
        date: `2025-0${1 + Math.floor(random() * 3)}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`,
        net: (random() * 1000 - 200).toFixed(4),
        cost: random() < 0.2 ? null : (random() * 500).toFixed(4),
        currency: pick(['USD', 'EUR']),
        line: pick(['Frames', 'Wheels']),
      }))
      await ledger.lines(lines)
      const gone = await program.database.superuser.query<{ account_id: string; month: string }>(
        "delete from mainstay.invoice_line l where l.ctid in (select x.ctid from mainstay.invoice_line x where x.workspace_id = $1 order by md5(x.invoice_no || $2) limit 2) returning l.account_id, to_char(l.invoice_date, 'YYYY-MM-01') as month",
        [ledger.workspaceId, String(round)],
      )
      const dirty = [
        ...lines.map((line) => [ids.get(line.account), `${line.date.slice(0, 7)}-01`]),
        ...gone.rows.map((row) => [row.account_id, row.month]),
      ]
      for (const [account, month] of dirty) {
        await program.database.superuser.query(
          'insert into mainstay.ledger_dirty_month (workspace_id, account_id, month) values ($1, $2, $3) on conflict do nothing',
          [ledger.workspaceId, account, month],
        )
      }
      await refreshEconomics(program.program.context, ledger.workspaceId)
    }
    const incremental = await facts(ledger.workspaceId)
    await refresh()
    expect(incremental.length).toBeGreaterThan(10)
    expect(await facts(ledger.workspaceId)).toEqual(incremental)
  })
})

describe('figures of a period', () => {
  it('show a margin as the rule of the domain allows: all costs known, nearly all, too few', async () => {
    const { ledger, refresh } = await newCase()
    const shares = [1, 0.96, 0.95, 0.94, 0]
    for (const share of shares) {
      const code = `S${share}`
      await ledger.account(code)
      if (share > 0) await ledger.lines([{ account: code, date: '2025-05-05', net: share * 1000, cost: 10 }])
      if (share < 1) await ledger.lines([{ account: code, date: '2025-05-06', net: 1000 - share * 1000, cost: null }])
    }
    await refresh()
    const { rows } = await program.database.superuser.query(
      "select f.code, f.gross_margin, f.costed_share from mainstay.account_figure f join mainstay.figure_set s on s.id = f.figure_set_id where f.workspace_id = $1 and s.basis = 'company'",
      [ledger.workspaceId],
    )
    for (const share of shares) {
      const rule = marginKnowledge({ netWithCost: amountOf(String(share * 1000)), net: amountOf('1000') })
      const row = rows.find((one) => one.code === `S${share}`)
      expect(row.gross_margin === null, row.code).toBe(rule.value === null)
      if (rule.value !== null) {
        expect(row.costed_share).toBeCloseTo(rule.value, 9)
        expect(Number(row.gross_margin)).toBeCloseTo(share * 1000 - 10, 6)
      }
    }
  })

  it('keep cost to serve unknown without any counts, and zero for accounts that took none once others have', async () => {
    const { ledger, refresh, get } = await newCase()
    await ledger.account('A')
    await ledger.account('B')
    await ledger.lines([
      { account: 'A', date: '2025-06-05', net: 1000, cost: 600 },
      { account: 'B', date: '2025-06-05', net: 500, cost: 400 },
    ])
    await refresh()
    const before = (await get('portfolio/accounts?sort=code')).body
    expect(before.rows.map((row: Answer) => [row.costToServe, row.contribution])).toEqual([
      [null, null],
      [null, null],
    ])
    expect((await get('portfolio/whale-curve')).body).toMatchObject({ measure: 'gross_margin', total: '500.0000' })

    await ledger.costRate({
      activity: 'visit',
      pool: 'field',
      minutes: 60,
      capacity: 8000,
      practical: 10_000,
      from: '2025-01-01',
    })
    await ledger.costRate({
      activity: 'call',
      pool: 'field',
      minutes: 10,
      capacity: 8000,
      practical: 10_000,
      from: '2025-01-01',
    })
    await ledger.count('A', 'visit', '2025-06-01', 10)
    await refresh()
    const after = (await get('portfolio/accounts?sort=code')).body
    expect(after.rows.map((row: Answer) => [row.costToServe, row.contribution])).toEqual([
      ['480.0000', '-80.0000'],
      ['0.0000', '100.0000'],
    ])
    expect((await get('portfolio/whale-curve')).body).toMatchObject({
      measure: 'contribution',
      total: '20.0000',
      lossMaking: { accounts: 1, amount: '-80.0000' },
    })
    expect((await get('portfolio/accounts?losesMoney=true')).body.rows.map((row: Answer) => row.account.code)).toEqual([
      'A',
    ])
  })

  it('count the capacity of a department once, however many activities it does', async () => {
    const { ledger, refresh, get } = await newCase()
    await ledger.account('A')
    await ledger.lines([{ account: 'A', date: '2025-06-05', net: 1000 }])
    for (const [activity, minutes] of [
      ['visit', 60],
      ['call', 10],
    ] as const) {
      await ledger.costRate({ activity, pool: 'field', minutes, capacity: 8000, practical: 10_000, from: '2025-01-01' })
    }
    await ledger.count('A', 'visit', '2025-06-01', 10)
    await ledger.count('A', 'call', '2025-06-01', 30)
    await refresh()
    const { body } = await get('cost-to-serve?from=2025-06&to=2025-06')
    expect(body.pools).toMatchObject([
      { code: 'field', capacityCost: '8000.0000', usedCost: '720.0000', unusedCost: '7280.0000', utilization: 0.09 },
    ])
    expect(body.coverage.value).toBeCloseTo(0.09, 10)
    expect(body.activities.map((activity: Answer) => [activity.code, activity.cost])).toEqual([
      ['visit', '480.0000'],
      ['call', '240.0000'],
    ])
  })

  it("use the cost rate of the month, and convert it at the month's end", async () => {
    const { ledger, refresh } = await newCase()
    await ledger.account('A')
    await ledger.lines([{ account: 'A', date: '2025-06-05', net: 1000 }])
    await ledger.costRate({
      activity: 'visit',
      pool: 'field',
      minutes: 60,
      capacity: 1000,
      practical: 1000,
      from: '2025-01-01',
      currency: 'EUR',
    })
    await ledger.costRate({
      activity: 'visit',
      pool: 'field',
      minutes: 60,
      capacity: 2000,
      practical: 1000,
      from: '2025-06-01',
      currency: 'EUR',
    })
    await ledger.rate('EUR', '2025-05-31', 2)
    await ledger.rate('EUR', '2025-06-15', 3)
    await ledger.count('A', 'visit', '2025-05-01', 1)
    await ledger.count('A', 'visit', '2025-06-01', 1)
    await refresh()
    const { rows } = await program.database.superuser.query(
      'select v.cost::float8 as cost from mainstay.account_service_month v where v.workspace_id = $1 order by v.month',
      [ledger.workspaceId],
    )
    expect(rows).toEqual([{ cost: 120 }, { cost: 360 }])
  })

  it('roll companies up to their group, which then has one wallet, one outlook and one line in the list', async () => {
    const { ledger, refresh, get } = await newCase()
    await ledger.account('TOP')
    await ledger.account('SUB', { parent: 'TOP' })
    await ledger.account('ALONE')
    await ledger.lines([
      { account: 'TOP', date: '2025-06-05', net: 100, cost: 50 },
      { account: 'SUB', date: '2025-06-05', net: 300, cost: 350 },
      { account: 'ALONE', date: '2025-06-05', net: 40, cost: 10 },
    ])
    await ledger.wallet('TOP', { year: 2025, base: 600, low: 500, high: 700, on: '2025-03-01' })
    await ledger.wallet('SUB', { year: 2025, base: 400, on: '2025-03-01' })
    await refresh()
    const groups = (await get('portfolio/accounts?sort=-net_revenue&basis=group')).body
    expect(groups.rows.map((row: Answer) => [row.account.code, row.netRevenue, row.walletShare])).toEqual([
      ['TOP', '400.0000', 0.4],
      ['ALONE', '40.0000', null],
    ])
    const companies = (await get('portfolio/accounts?sort=-net_revenue&basis=company')).body
    expect(companies.rows.map((row: Answer) => row.account.code)).toEqual(['SUB', 'TOP', 'ALONE'])
    const page = (await get(`accounts/${companies.rows[0].account.id}/economics`)).body
    expect(page.netRevenue.value).toBe('400.0000')
    expect(page.companies.map((company: Answer) => [company.code, company.netRevenue])).toEqual([
      ['SUB', '300.0000'],
      ['TOP', '100.0000'],
    ])
    expect(page.wallet).toMatchObject({
      base: '1000.0000',
      low: '900.0000',
      shareBase: 0.4,
      headroom: '600.0000',
      isStale: true,
    })
    expect(page.dilution).toMatchObject({ accountRate: 0, restOfBookRate: 0.75, points: -0.75, costToBook: '300.0000' })
  })

  it('compare both periods at one fixed rate when asked, so that only business moves them', async () => {
    const { ledger, refresh, get } = await newCase()
    await ledger.account('A')
    await ledger.rate('EUR', '2024-06-05', 1)
    await ledger.rate('EUR', '2025-06-05', 2)
    await ledger.lines([
      { account: 'A', date: '2024-06-05', net: 100, currency: 'EUR' },
      { account: 'A', date: '2025-06-05', net: 110, currency: 'EUR' },
    ])
    await refresh()
    const { body: day } = await get('portfolio/summary?from=2025-06&to=2025-06')
    expect(day.netRevenueGrowth.value).toBeCloseTo(1.2, 10)
    const { body: constant } = await get('portfolio/summary?from=2025-06&to=2025-06&rates=constant')
    expect(constant.netRevenueGrowth.value).toBeCloseTo(0.1, 10)
    expect(constant.netRevenue.value).toBe('220.0000')
  })

  it('reconcile the waterfall with a list price above what was invoiced', async () => {
    const { ledger, refresh, get } = await newCase()
    const id = await ledger.account('A')
    await ledger.lines([
      { account: 'A', date: '2025-06-05', net: 80, cost: 30, list: 120, rebate: 10 },
      { account: 'A', date: '2025-06-06', net: 45, cost: 20, quantity: 5, unitPrice: 10 },
      { account: 'A', date: '2025-06-07', net: 15, cost: 5, rebate: 5 },
    ])
    await refresh()
    const { body } = await get(`accounts/${id}/economics`)
    const amounts = Object.fromEntries(
      body.waterfall.map((step: Answer) => [step.key, step.amount === null ? null : Number(step.amount)]),
    )
    expect(amounts).toMatchObject({
      listValue: 190,
      onInvoiceDiscounts: 35,
      invoicePrice: 155,
      rebates: 15,
      netRevenue: 140,
      costOfGoods: 55,
      grossMargin: 85,
      contribution: null,
    })
  })

  it('follow a new account and a new parent without an import', async () => {
    const { ledger, refresh, get, slug, owner } = await newCase()
    const top = await ledger.account('TOP')
    const sub = await ledger.account('SUB')
    await ledger.lines([
      { account: 'TOP', date: '2025-06-05', net: 100 },
      { account: 'SUB', date: '2025-06-05', net: 300 },
    ])
    await refresh()
    const { body: before } = await get(`accounts/${sub}`)
    const changed = await program.call(
      owner,
      'PATCH',
      `/api/workspaces/${slug}/accounts/${sub}`,
      { parentId: top },
      { 'if-match': `"${before.version}"` },
    )
    expect(changed.status).toBe(200)
    const created = await program.call(owner, 'POST', `/api/workspaces/${slug}/accounts`, {
      code: 'NEW',
      name: 'Newcomer',
    })
    expect(created.status).toBeLessThan(300)
    await program.runJobs()
    const list = (await get('portfolio/accounts?sort=name&buyingOnly=false')).body
    expect(list.rows.map((row: Answer) => [row.account.code, row.netRevenue])).toEqual([
      ['TOP', '400.0000'],
      ['NEW', '0.0000'],
    ])
  })
})
