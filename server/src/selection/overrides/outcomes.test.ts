import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from '../fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let blind: TestPerson
let stranger: TestPerson
let northViewer: TestPerson

const base = '/api/workspaces/alpha/selection'

beforeAll(async () => {
  program = await createTestProgram()
  const figures = { netRevenue: 100, growth: 0.1 }
  const codes = ['E1', 'E2', 'E3', 'E4', 'E5', 'R1', 'R2', 'R3', 'R4', 'R5', 'NEXT', 'NEW']
  house = await aScoredHouse(program, 'alpha', Object.fromEntries(codes.map((code) => [code, figures])))
  blind = await program.createPerson('alpha', { role: 'contributor', seesMargins: false })
  northViewer = await program.createPerson('alpha', { role: 'viewer', visibility: 'unit', unit: 'North' })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  const { superuser } = program.database
  const w = house.workspaceId
  await superuser.query(
    `insert into mainstay.ledger_state (workspace_id, revision, lines, first_date, last_date) values ($1, 1, 1, '2023-01-05', '2026-10-28')
     on conflict (workspace_id) do update set first_date = excluded.first_date, last_date = excluded.last_date`,
    [w],
  )
  // Decided in June 2025: exceptions shrink by 10 (E5 grows by 1), those the scores picked grow by 30 (R5 shrinks by 5).
  const after: Record<string, number> = { E1: 90, E2: 90, E3: 90, E4: 90, E5: 101, R5: 95, NEXT: 150 }
  for (const code of codes) {
    await earned(code, '2024-07-01', 100, 60)
    await earned(code, '2025-06-01', 5_000, 0)
    await earned(code, '2025-12-01', after[code] ?? 130, 60)
  }
  for (const code of codes.filter((one) => one.startsWith('E'))) await decided(code, '2025-06-15', false)
  for (const code of codes.filter((one) => one.startsWith('R'))) await decided(code, '2025-06-15', true)
  await decided('NEW', '2026-03-01', false)
})
afterAll(() => program.stop())

function idOf(code: string): string {
  return house.accounts.get(code) ?? ''
}

async function earned(code: string, month: string, net: number, cost: number): Promise<void> {
  await program.database.superuser.query(
    `insert into mainstay.account_month (workspace_id, account_id, month, currency, lines, lines_without_rate, lines_without_cost, net_revenue, net_revenue_costed,
       cost_of_goods, list_value_transaction, net_revenue_transaction, net_revenue_costed_transaction, cost_of_goods_transaction)
     values ($1, $2, $3, 'USD', 1, 0, 0, $4::numeric, $4::numeric, $5::numeric, 0, $4::numeric, $4::numeric, $5::numeric)`,
    [house.workspaceId, idOf(code), month, net, cost],
  )
}

async function decided(code: string, day: string, follows: boolean, writtenOn = day): Promise<void> {
  await program.database.superuser.query(
    `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date, follows_scores, instead_account_id, decided_at)
     values ($1, $2, 'A', 'out', 'Decided for the test.', 'x', 'Ada', $3, $4, $5, $6::date)`,
    [house.workspaceId, idOf(code), day, follows, follows ? null : idOf('NEXT'), writtenOn],
  )
}

describe('what exceptions did afterwards', () => {
  it('stands beside what the next account by the scores did, over twelve whole months on either side', async () => {
    const { status, body } = await program.call(house.lead, 'GET', `${base}/override-outcomes`)
    expect(status).toBe(200)
    expect(body.total).toBe(6)
    expect(body.rows[0]).toMatchObject({
      account: { code: 'NEW' },
      kind: 'against_scores',
      fullWith: '2027-03',
      isFull: false,
      // The year before it is known already: 5,000 of June and 130 of December.
      outcome: { netRevenueBefore: '5130.0000', netRevenueAfter: null, grossMarginAfter: null },
    })
    const first = body.rows.find(({ account }: { account: { code: string } }) => account.code === 'E1')
    expect(first).toMatchObject({
      fullWith: '2026-06',
      isFull: true,
      outcome: {
        netRevenueBefore: '100.0000',
        netRevenueAfter: '90.0000',
        grossMarginBefore: '40.0000',
        grossMarginAfter: '30.0000',
      },
      instead: { account: { code: 'NEXT' }, outcome: { netRevenueAfter: '150.0000' } },
    })
  })

  it('is compared in money with what the scores picked, and says when the difference is clear', async () => {
    const { body } = await program.call(house.lead, 'GET', `${base}/override-record`)
    expect(body.netRevenue.exceptions).toMatchObject({
      picks: 5,
      hits: 1,
      hitRate: { value: 0.2, status: 'ok' },
      change: '-39.0000',
      meanChange: { value: -7.8 },
    })
    expect(body.netRevenue.byScores).toMatchObject({ picks: 5, hits: 4, change: '115.0000' })
    expect(body.netRevenue.hitRateDifference.value).toBeCloseTo(-0.6, 12)
    expect(body.netRevenue.isClear).toBe(false)
    expect(body.grossMargin.exceptions.hits).toBe(1)
    expect(body.notCounted).toEqual({ exceptions: 1, byScores: 0 })
  })

  it('counts from the day it was written down: who knows how it went picks well for an earlier day', async () => {
    const { superuser } = program.database
    const back = await superuser.query(
      `update mainstay.tier_decision d set decided_at = '2026-10-15' from mainstay.account a
       where a.workspace_id = d.workspace_id and a.id = d.account_id and a.code in ('E1', 'R1') returning d.id`,
    )
    const record = (await program.call(house.lead, 'GET', `${base}/override-record`)).body
    expect(record.netRevenue).toMatchObject({ exceptions: { picks: 4 }, byScores: { picks: 4 } })
    expect(record.notCounted).toEqual({ exceptions: 2, byScores: 1 })
    const { rows } = (await program.call(house.lead, 'GET', `${base}/override-outcomes`)).body
    const told = rows.find(({ account }: { account: { code: string } }) => account.code === 'E1')
    expect(told).toMatchObject({ effectiveDate: '2025-06-15', fullWith: '2027-10', isFull: false })
    expect(told.outcome).toMatchObject({ netRevenueBefore: '90.0000', netRevenueAfter: null })
    const ids = back.rows.map(({ id }) => id)
    await superuser.query("update mainstay.tier_decision d set decided_at = '2025-06-15' where d.id = any($1)", [ids])
  })

  it('hides margins from who may not see them', async () => {
    const { body } = await program.call(blind, 'GET', `${base}/override-outcomes`)
    const full = body.rows.find(({ isFull }: { isFull: boolean }) => isFull)
    expect(full.outcome).toMatchObject({
      netRevenueAfter: expect.any(String),
      grossMarginBefore: null,
      grossMarginAfter: null,
    })
    expect(full.instead.outcome.grossMarginAfter).toBeNull()
    expect((await program.call(blind, 'GET', `${base}/override-record`)).body.grossMargin).toBeNull()
  })

  it('is told of the accounts that the reader may see, and too few prove nothing', async () => {
    await program.database.superuser.query("update mainstay.account set unit = 'North' where code = 'E2'")
    const { body } = await program.call(northViewer, 'GET', `${base}/override-outcomes`)
    expect(body).toMatchObject({ total: 1, rows: [{ account: { code: 'E2' }, instead: null }] })
    const record = (await program.call(northViewer, 'GET', `${base}/override-record`)).body.netRevenue
    expect(record.exceptions).toMatchObject({
      picks: 1,
      hitRate: { value: null, status: 'insufficient_data', reasons: ['selection/fewer-than-five-accounts'] },
      interval: null,
    })
    expect(record.byScores.picks).toBe(0)
  })

  it('is not told where the ledger does not hold the year before', async () => {
    await program.database.superuser.query(
      "update mainstay.ledger_state set first_date = '2024-08-02' where workspace_id = $1",
      [house.workspaceId],
    )
    const { body } = await program.call(house.lead, 'GET', `${base}/override-record`)
    expect(body.netRevenue.exceptions.picks).toBe(0)
    expect(body.notCounted).toEqual({ exceptions: 6, byScores: 5 })
    await program.database.superuser.query(
      "update mainstay.ledger_state set first_date = '2023-01-05' where workspace_id = $1",
      [house.workspaceId],
    )
  })

  it('is for people of the workspace, page by page', async () => {
    for (const path of ['override-outcomes', 'override-record']) {
      expect((await program.call(null, 'GET', `${base}/${path}`)).status).toBe(401)
      expect((await program.call(stranger, 'GET', `${base}/${path}`)).status).toBe(404)
    }
    expect((await program.call(blind, 'GET', `${base}/override-outcomes?limit=0`)).status).toBe(400)
    const first = (await program.call(blind, 'GET', `${base}/override-outcomes?limit=4`)).body
    const rest = (await program.call(blind, 'GET', `${base}/override-outcomes?cursor=${first.nextCursor}`)).body
    expect(first.rows.length + rest.rows.length).toBe(6)
    const empty = await program.call(stranger, 'GET', '/api/workspaces/beta/selection/override-record')
    expect(empty.body).toMatchObject({ netRevenue: { exceptions: { picks: 0 } }, notCounted: { exceptions: 0 } })
  })
})

describe('key accounts that do not earn their tier', () => {
  const path = `${base}/over-investments`

  it('are listed, the worst first, with what they earned and earned before', async () => {
    await earned('E3', '2026-09-01', 10, 400)
    await earned('E4', '2026-09-01', 50, 30)
    const { body } = await program.call(house.lead, 'GET', path)
    const listed = body.rows.map((row: { account: { code: string }; sign: string }) => [row.account.code, row.sign])
    expect(listed[0]).toEqual(['E3', 'negative'])
    expect(body.rows[0]).toMatchObject({ tier: 'A', basis: 'gross_margin', now: '-360.0000' })
    expect(listed.slice(1).every(([, sign]: [string, string]) => sign === 'falling')).toBe(true)
    expect(body.looked).toBe(11)
    const first = (await program.call(house.lead, 'GET', `${path}?limit=1`)).body
    const rest = (await program.call(house.lead, 'GET', `${path}?cursor=${first.nextCursor}`)).body
    expect(first.rows.length + rest.rows.length).toBe(body.total)
  })

  it('are for those who may see margins', async () => {
    expect((await program.call(blind, 'GET', path)).status).toBe(403)
    expect((await program.call(null, 'GET', path)).status).toBe(401)
    expect((await program.call(stranger, 'GET', path)).status).toBe(404)
    expect((await program.call(house.lead, 'GET', `${path}?limit=0`)).status).toBe(400)
    expect((await program.call(house.lead, 'GET', `${path}?cursor=odd`)).body.code).toBe('http/cursor-invalid')
  })
})
