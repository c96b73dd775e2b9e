import {
  accountsForShare,
  gini,
  growthBridge,
  herfindahlIndex,
  retention,
  topShares,
  whaleCurve,
} from '@mainstay/domain/economics'
import { amountToNumber } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { amountOf, refreshEconomics } from '../economics/index.ts'
import { hasAdventureWorks, loadAdventureWorks } from '../economics/ledger-fixtures.ts'
import { reportAccount, reportConcentration, reportPortfolio, reportRetention, reportWhaleCurve } from './index.ts'

interface FigureRow {
  readonly account_id: string
  readonly net: string
  readonly before: string
  readonly margin: string | null
  readonly lines: number
}

describe.skipIf(!hasAdventureWorks)('the portfolio of AdventureWorks', () => {
  let program: TestProgram
  let owner: TestPerson
  let rows: FigureRow[]
  const url = (path: string) => `/api/workspaces/bikes/portfolio/${path}`
  const get = async (path: string) => (await program.call(owner, 'GET', url(path))).body

  beforeAll(async () => {
    program = await createTestProgram()
    const workspaceId = await program.createWorkspace('bikes')
    await loadAdventureWorks(program.database.superuser, workspaceId)
    await refreshEconomics(program.program.context, workspaceId)
    owner = await program.createPerson('bikes', { role: 'owner' })
    const found = await program.database.superuser.query<FigureRow>(
      "select f.account_id, f.net_revenue as net, f.net_revenue_before as before, f.gross_margin as margin, f.lines from mainstay.account_figure f join mainstay.figure_set s on s.id = f.figure_set_id where s.basis = 'company' and s.is_default",
    )
    rows = found.rows
  })
  afterAll(() => program?.stop())

  it('shows the six figures of December 2012 to November 2013', async () => {
    const summary = await get('summary')
    expect(summary.period).toMatchObject({
      from: '2012-12',
      to: '2013-11',
      beforeFrom: '2011-12',
      beforeTo: '2012-11',
      currency: 'USD',
    })
    expect(Number(summary.netRevenue.value)).toBeCloseTo(34_632_165.0954, 3)
    expect(summary.netRevenueGrowth.value).toBeCloseTo(0.304, 3)
    expect(summary.margin).toMatchObject({ measure: 'gross_margin', amount: { status: 'ok' } })
    expect(Number(summary.margin.amount.value)).toBeCloseTo(-631_785.9, 1)
    expect(summary.margin.rate.value).toBeCloseTo(-0.018, 3)
    expect(summary.lossMaking).toMatchObject({ accounts: 297, of: 493 })
    expect(Number(summary.lossMaking.amount) / 1e6).toBeCloseTo(-1.67, 2)
    expect(summary.retention).toMatchObject({ lost: 86, cohort: 365 })
    expect(summary.retention.nrr.value).toBeCloseTo(0.773, 3)
    expect(summary.retention.grr.value).toBeCloseTo(0.63, 3)
    expect(summary.concentration.topTenShare.value).toBeCloseTo(0.127, 3)
    expect(summary.concentration.topTenLossMaking).toBe(7)
  })

  it('draws the whale curve of gross margin, with every turning point, and says why not of contribution', async () => {
    const curve = await get('whale-curve')
    expect(curve).toMatchObject({ measure: 'gross_margin', accounts: 493, peak: { rank: 196 } })
    expect(curve.reasons).toContain('economics/no-cost-to-serve')
    expect(Number(curve.peak.amount) / 1e6).toBeCloseTo(1.04, 2)
    const ranks = curve.points.map((point: { rank: number }) => point.rank)
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(ranks).toContain(1)
    expect(ranks).toContain(196)
    expect(ranks).toContain(493)
    expect(curve.peak.share).toBeNull()
  })

  it('draws the same whale curve in SQL as the rule of the domain does over the same rows', async () => {
    const curve = await get('whale-curve?measure=gross_margin&basis=company')
    const buying = rows.filter((row) => row.lines > 0)
    const rule = whaleCurve(
      buying.map((row) => ({ id: row.account_id.padStart(12, '0'), amount: amountOf(row.margin ?? '0') })),
    )
    expect(amountOf(curve.total)).toBe(rounded(rule.total))
    expect(curve.peak.rank).toBe(rule.peak.rank)
    expect(amountOf(curve.peak.amount)).toBe(rounded(rule.peak.amount))
    expect(curve.lossMaking.accounts).toBe(rule.lossMaking.accounts)
    for (const point of curve.points) {
      expect(amountOf(point.cumulative)).toBe(rounded(rule.points[point.rank - 1]?.cumulative ?? 0n))
      expect(point.accountId.padStart(12, '0')).toBe(rule.points[point.rank - 1]?.id)
    }
  })

  it('measures concentration in SQL as the rules of the domain do over the same rows', async () => {
    const page = await get('concentration?basis=company')
    const entries = rows
      .filter((row) => row.lines > 0)
      .map((row) => ({ id: row.account_id.padStart(12, '0'), amount: amountOf(row.net) }))
    expect(page.accounts).toBe(entries.length)
    expect(page.herfindahlIndex).toBeCloseTo(herfindahlIndex(entries).value ?? 0, 10)
    expect(page.effectiveAccounts).toBeCloseTo(1 / (herfindahlIndex(entries).value ?? 1), 6)
    expect(page.accountsFor80).toBe(accountsForShare(entries).value?.accounts)
    for (const [place, top] of topShares(entries).entries())
      expect(page.topShares[place].share).toBeCloseTo(top.share.value ?? 0, 10)
    const lorenz = await get('lorenz?basis=company')
    expect(lorenz.gini.value).toBeCloseTo(gini(entries).value ?? 0, 10)
    expect(lorenz.points.at(-1)).toEqual({ accountsShare: 1, amountShare: 1 })
  })

  it('measures retention and the growth bridge in SQL as the rules of the domain do over the same rows', async () => {
    const page = await get('retention?basis=company')
    const pairs = rows.map((row) => ({
      id: row.account_id.padStart(12, '0'),
      before: amountOf(row.before),
      after: amountOf(row.net),
    }))
    const rule = retention(pairs)
    expect(page.cohort).toBe(rule.cohortAccounts)
    expect(page.lostCount).toBe(rule.lostIds.length)
    expect(page.nrr.value).toBeCloseTo(rule.nrr.value ?? 0, 10)
    expect(page.grr.value).toBeCloseTo(rule.grr.value ?? 0, 10)
    expect(page.logoChurn.value).toBeCloseTo(rule.logoChurn.value ?? 0, 10)
    const bridge = growthBridge(pairs)
    const amounts = Object.fromEntries(
      page.bridge.map(({ key, amount }: { key: string; amount: string }) => [key, Number(amount)]),
    )
    expect(amounts).toEqual({
      start: amountToNumber(rounded(bridge.start)),
      lost_accounts: amountToNumber(rounded(bridge.lostAccounts)),
      contraction: amountToNumber(rounded(bridge.contraction)),
      expansion: amountToNumber(rounded(bridge.expansion)),
      new_accounts: amountToNumber(rounded(bridge.newAccounts)),
      end: amountToNumber(rounded(bridge.end)),
    })
  })

  it('lists every account once over all pages, in every order, both ways', async () => {
    const sorts = [
      'name',
      'code',
      'net_revenue',
      'growth',
      'gross_margin',
      'contribution',
      'outlook',
      'city',
      'wallet_share',
      'rank',
      'tier',
      'score',
    ]
    for (const sort of sorts.flatMap((key) => [key, `-${key}`])) {
      const seen: string[] = []
      let cursor = ''
      do {
        const page = await get(`accounts?sort=${sort}&limit=200&buyingOnly=false${cursor && `&cursor=${cursor}`}`)
        expect(page.total).toBe(701)
        seen.push(...page.rows.map((row: { account: { id: string } }) => row.account.id))
        cursor = page.nextCursor ?? ''
      } while (cursor)
      expect(new Set(seen).size, sort).toBe(701)
      expect(seen.length, sort).toBe(701)
    }
  })

  it('sums the rows that match a filter, and only those', async () => {
    const page = await get('accounts?netRevenueFrom=150000&losesMoney=true&sort=-net_revenue&limit=5&basis=company')
    const matching = rows.filter((row) => row.lines > 0 && Number(row.net) >= 150_000 && Number(row.margin) < 0)
    expect(page.total).toBe(matching.length)
    expect(amountOf(page.sums.netRevenue)).toBe(rounded(matching.reduce((sum, row) => sum + amountOf(row.net), 0n)))
    expect(page.sums.contribution).toBeNull()
    const nets = page.rows.map((row: { netRevenue: string }) => Number(row.netRevenue))
    expect(nets).toEqual([...nets].sort((a, b) => b - a))
    expect(page.rows[0].quarters).toHaveLength(12)
  })

  it('answers any other period and constant rates on demand, twice from one computation', async () => {
    const path = 'summary?from=2012-01&to=2012-12&comparison=previous_period&rates=constant'
    const first = await get(path)
    const again = await Promise.all([get(path), get(path), get(path)])
    for (const answer of again) expect(answer).toEqual(first)
    expect(first.period).toMatchObject({ from: '2012-01', to: '2012-12', beforeFrom: '2011-01', rates: 'constant' })
    expect(Number(first.netRevenue.value)).toBeGreaterThan(20e6)
    const { rows: sets } = await program.database.superuser.query(
      "select count(*)::int as n from mainstay.figure_set where rates = 'constant'",
    )
    expect(sets[0].n).toBe(1)
  })

  it('reports the whole ledger on the command line', async () => {
    const actor = await program.actor('bikes', owner)
    const { context } = program.program
    const curve = await reportWhaleCurve(context, actor, {})
    expect(curve).toMatchObject({
      currency: 'USD',
      from: '2010-12-29',
      to: '2013-11-29',
      accounts: 635,
      total: '477092.82',
      measure: 'gross_margin',
    })
    expect(curve.points).toHaveLength(635)
    expect(curve.points.at(-1)?.cumulative).toBe('477092.82')
    expect(curve.lossMaking.accounts).toBe(335)
    const portfolio = await reportPortfolio(context, actor, {})
    expect(portfolio.accounts).toHaveLength(635)
    const net = portfolio.accounts.reduce((sum, account) => sum + Number(account.netRevenue), 0)
    expect(net).toBeCloseTo(76_494_758.25, 0)
    const concentration = await reportConcentration(context, actor, {})
    expect(concentration.accounts).toBe(635)
    expect(concentration.loseTop.map((loss) => loss.accounts)).toEqual([1, 5, 10, 20])
    const kept = await reportRetention(context, actor, {})
    expect(kept).toMatchObject({ cohort: 365, lost: 86, from: '2012-12-01', to: '2013-11-30' })
    expect(kept.nrr).toBeCloseTo(0.773, 3)
    const code = portfolio.accounts[0]?.account ?? ''
    expect(await reportAccount(context, actor, { code })).toMatchObject({
      account: code,
      netRevenue: portfolio.accounts[0]?.netRevenue,
    })
  })

  it('gives the same money for whole months from the facts as for the same days from the lines', async () => {
    const actor = await program.actor('bikes', owner)
    const whole = await reportWhaleCurve(program.program.context, actor, { from: '2012-12-01', to: '2013-11-30' })
    const days = await reportWhaleCurve(program.program.context, actor, {
      from: '2012-12-02',
      to: '2013-11-30',
      measure: 'gross_margin',
    })
    expect(whole.total).toBe('-631785.90')
    const { rows: first } = await program.database.superuser.query(
      "select coalesce(sum(round(coalesce(r.rate, 1) * l.net, 10) - round(coalesce(r.rate, 1) * l.cost, 10)), 0)::text as margin from (select account_id, currency, invoice_date, sum(net_amount) net, sum(cost_amount) cost from mainstay.invoice_line where invoice_date = '2012-12-01' group by 1, 2, 3) l left join mainstay.exchange_rate r on r.currency = l.currency and r.rate_date = l.invoice_date",
    )
    expect(Number(days.total) + Number(first[0].margin)).toBeCloseTo(Number(whole.total), 1)
  })

  it('tells all about one account, and the parts add up', async () => {
    const list = await get('accounts?sort=-net_revenue&limit=1')
    const { body } = await program.call(
      owner,
      'GET',
      `/api/workspaces/bikes/accounts/${list.rows[0].account.id}/economics`,
    )
    expect(body.netRevenue.value).toBe(list.rows[0].netRevenue)
    expect(body.rank.byNetRevenue).toBe(1)
    const steps = new Map<string, string | null>(
      body.waterfall.map((step: { key: string; amount: string | null }) => [step.key, step.amount]),
    )
    const value = (key: string) => Number(steps.get(key))
    expect(value('netRevenue')).toBeCloseTo(Number(body.netRevenue.value), 3)
    expect(value('listValue') - value('onInvoiceDiscounts')).toBeCloseTo(value('invoicePrice'), 3)
    expect(value('netRevenue') - value('costOfGoods')).toBeCloseTo(value('grossMargin'), 3)
    expect(steps.get('contribution')).toBeNull()
    expect(body.months).toHaveLength(36)
    const period = body.months
      .slice(-12)
      .reduce((sum: number, month: { netRevenue: string }) => sum + Number(month.netRevenue), 0)
    expect(period).toBeCloseTo(Number(body.netRevenue.value), 2)
    const mix = body.productMix.reduce((sum: number, line: { netRevenue: string }) => sum + Number(line.netRevenue), 0)
    expect(mix).toBeCloseTo(Number(body.netRevenue.value), 2)
  })
})

/** The wire keeps four decimals. */
function rounded(amount: bigint): bigint {
  const step = 1_000_000n
  const magnitude = amount < 0n ? -amount : amount
  const kept = ((magnitude + step / 2n) / step) * step
  return amount < 0n ? -kept : kept
}
