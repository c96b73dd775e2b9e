import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { refreshEconomics } from '../../economics/index.ts'
import { hasAdventureWorks, loadAdventureWorks } from '../../economics/ledger-fixtures.ts'
import { refreshSelection } from '../commands/refresh-selection.ts'

if (!hasAdventureWorks) console.warn('Skipped: no bicycle maker’s ledger; set MAINSTAY_SHARED_DATA')

const base = '/api/workspaces/bicycles/selection/back-tests'

describe.skipIf(!hasAdventureWorks)('the starter criteria as of 2012-11-29, against the year that followed', () => {
  let program: TestProgram
  let lead: TestPerson
  let workspaceId: number

  beforeAll(async () => {
    program = await createTestProgram()
    workspaceId = await program.createWorkspace('bicycles')
    lead = await program.createPerson('bicycles', { role: 'program_lead' })
    await loadAdventureWorks(program.database.superuser, workspaceId)
    await refreshEconomics(program.program.context, workspaceId)
    await refreshSelection(program.program.context, workspaceId)
  }, 120_000)
  afterAll(() => program?.stop())

  /** Net revenue and margin in dollars of the day, of the customers known by the end of November 2012. */
  async function sums(from: string, to: string) {
    const { rows } = await program.database.superuser.query<{ net: string; margin: string; customers: string }>(
      `select sum(l.net_amount * r.rate) as net, sum((l.net_amount - l.cost_amount) * r.rate) as margin, count(distinct l.account_id) as customers
       from mainstay.invoice_line l
       cross join lateral (select case when l.currency = 'USD' then 1 else (select e.rate from mainstay.exchange_rate e
         where e.workspace_id = $1 and e.currency = l.currency and e.rate_date <= l.invoice_date order by e.rate_date desc limit 1) end as rate) r
       where l.workspace_id = $1 and l.invoice_date between $2 and $3
         and l.account_id in (select k.account_id from mainstay.invoice_line k where k.workspace_id = $1 and k.invoice_date <= '2012-11-30')`,
      [workspaceId, from, to],
    )
    return rows[0]
  }

  it('counts November 2012 as known, picks forty, and its sums are those of the ledger', async () => {
    const started = await program.call(lead, 'POST', base, { asOf: '2012-11-29', months: 12, places: 40 })
    expect(started.status).toBe(202)
    await program.runJobs()
    const { body } = await program.call(lead, 'GET', `${base}/${started.body.id}`)
    expect(body).toMatchObject({
      known: { from: '2011-12', to: '2012-11' },
      after: { from: '2012-12', to: '2013-11' },
      monthsAfter: 12,
      setsTested: 1,
    })
    expect(body.knownOn <= '2012-11-29').toBe(true)
    const [test] = body.tests
    const [before, after] = [await sums('2011-12-01', '2012-11-30'), await sums('2012-12-01', '2013-11-30')]
    const chance = test.comparisons.find(({ against }: { against: string }) => against === 'chance').measures
    expect(Number(chance.netRevenue.others.before)).toBeCloseTo(Number(before?.net), 0)
    expect(Number(chance.netRevenue.others.after)).toBeCloseTo(Number(after?.net), 0)
    expect(Number(chance.grossMargin.others.before)).toBeCloseTo(Number(before?.margin), 0)
    expect(Number(chance.grossMargin.others.after)).toBeCloseTo(Number(after?.margin), 0)
    expect(test.picks).toBe(40)
    expect(test.left).toBe(test.candidates - Number(after?.customers))
    expect(test.comparisons.map(({ against }: { against: string }) => against)).toEqual([
      'largest',
      'matched',
      'chance',
    ])
    expect(test.criteria.filter(({ accounts }: { accounts: number }) => accounts >= 30).length).toBeGreaterThanOrEqual(
      3,
    )
    expect(test).toMatchObject({ candidates: 428, verdict: 'no_difference_shown', verdictAgainst: 'matched' })
  }, 120_000)
})
