import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { aScoredHouse, type SelectionHouse, type TestFigures } from './fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let lead: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const base = '/api/workspaces/alpha'
const decisions = `${base}/selection/decisions`
const REASON = 'They grow faster than all others we serve.'

/** Accounts 01 to 30; the score falls with the number, 01 to 03 above the entry of tier A. */
function figuresOf(index: number): TestFigures {
  return {
    netRevenue: 100,
    grossMarginRate: 0.4,
    contributionRate: 0.36 - index * 0.02,
    growth: 0.34 - index * 0.02,
    productLines: 21 - index,
    walletBase: 500,
  }
}

beforeAll(async () => {
  program = await createTestProgram()
  const accounts = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [String(index + 1).padStart(2, '0'), figuresOf(index)]),
  )
  house = await aScoredHouse(program, 'alpha', accounts)
  lead = house.lead
  await program.createWorkspace('beta')
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

function idOf(code: string): string {
  return house.accounts.get(code) ?? ''
}

function decide(codes: readonly string[], more: object = {}, person: TestPerson | null = lead) {
  return program.call(person, 'POST', decisions, {
    accountIds: codes.map(idOf),
    tier: 'A',
    reason: REASON,
    effectiveDate: '2026-11-20',
    ...more,
  })
}

async function countDecisions(): Promise<number> {
  return Number((await program.database.superuser.query('select count(*) from mainstay.tier_decision')).rows[0].count)
}

async function setPlaces(places: Readonly<Record<string, number>>) {
  const { body } = await program.call(lead, 'GET', `${base}/tier-scheme`)
  const tiers = body.tiers.map((tier: { key: string; capacity: number }) => ({
    ...tier,
    capacity: places[tier.key] ?? tier.capacity,
  }))
  expect(
    (await program.call(lead, 'PUT', `${base}/tier-scheme`, { tiers }, { 'if-match': `"${body.version}"` })).status,
  ).toBe(200)
}

describe('tiers and proposals', () => {
  it('propose those above entry in the order of the ranking, never beyond the places', async () => {
    await setPlaces({ A: 2, B: 3, C: 40 })
    const { body } = await program.call(viewer, 'GET', `${base}/selection/proposals?limit=4`)
    expect(
      body.rows.map((row: { account: { code: string }; tier: string; proposedTier: string; reason: string }) => [
        row.account.code,
        row.tier,
        row.proposedTier,
        row.reason,
      ]),
    ).toEqual([
      ['01', 'out', 'A', 'above_entry_place_free'],
      ['02', 'out', 'A', 'above_entry_place_free'],
      ['03', 'out', 'B', 'above_entry_no_place'],
      ['04', 'out', 'B', expect.any(String)],
    ])
    // Nobody is in tier A yet, and still it is full: of proposals.
    expect(body.rows[2].fullTier).toEqual({ key: 'A', places: 2, accounts: 0 })
    expect(body.rows[0].fullTier).toBeNull()
    const next = await program.call(viewer, 'GET', `${base}/selection/proposals?limit=200&cursor=${body.nextCursor}`)
    expect(next.body.rows).toHaveLength(body.total - 4)
    expect(next.body.rows[0].account.code).toBe('05')
    const tiers = (await program.call(viewer, 'GET', `${base}/selection/tiers`)).body.tiers
    expect(
      tiers.map(
        (tier: { key: string; accounts: number; proposedIn: number; proposedOut: number; capacity: number }) => [
          tier.key,
          tier.accounts,
          tier.proposedIn,
          tier.proposedOut,
          tier.capacity,
        ],
      ),
    ).toEqual([
      ['A', 0, 2, 0, 2],
      ['B', 0, 3, 0, 3],
      ['C', 0, body.total - 5, 0, 40],
    ])
  })

  it('are open to everyone signed in here and to nobody else', async () => {
    for (const url of [`${base}/selection/tiers`, `${base}/selection/proposals`, decisions]) {
      expect((await program.call(null, 'GET', url)).status).toBe(401)
      expect((await program.call(stranger, 'GET', url)).status).toBe(404)
    }
    expect((await program.call(viewer, 'GET', `${base}/selection/proposals?limit=0`)).status).toBe(400)
    expect((await program.call(viewer, 'GET', `${decisions}?limit=0&accountId=x`)).body.errors).toHaveLength(2)
    expect((await program.call(viewer, 'GET', `${decisions}?cursor=nonsense`)).body.code).toBe('http/cursor-invalid')
  })
})

describe('deciding', () => {
  it('puts accounts into a tier with reason, decider, date, score and rank, and tells the audit', async () => {
    const { status, body } = await decide(['01', '02'])
    expect(status).toBe(201)
    expect(body.decisions).toHaveLength(2)
    expect(body.decisions[0]).toMatchObject({
      account: { code: '01' },
      tier: 'A',
      previousTier: 'out',
      reason: REASON,
      status: 'current',
      deciderName: lead.name,
      effectiveDate: '2026-11-20',
      rank: 1,
      overCapacityReason: null,
    })
    const { rows } = await program.database.superuser.query(
      "select a.after from mainstay.audit_entry a where a.action = 'selection.decided' and a.account_id = $1",
      [idOf('01')],
    )
    expect(rows).toEqual([{ after: expect.objectContaining({ tier: 'A', reason: REASON }) }])
    const ranked = await program.call(lead, 'POST', `${base}/selection/ranking`, {})
    expect(ranked.body.rows[0]).toMatchObject({ tier: 'A', proposedTier: 'A' })
    expect((await program.call(lead, 'GET', `${base}/accounts/${idOf('01')}/score`)).body).toMatchObject({
      tier: 'A',
      tierSince: '2026-11-20',
    })
  })

  it('refuses a full tier unless a reason for exceeding it is given', async () => {
    const refused = await decide(['03'])
    expect(refused.body.code).toBe('selection/tier-full')
    const given = await decide(['03'], { overCapacityReason: 'The board asked for a third one this year.' })
    expect(given.body.decisions[0].overCapacityReason).toContain('board')
  })

  it('decides all or none', async () => {
    const before = await countDecisions()
    expect((await decide(['10', '11', '01'], { tier: 'C' })).status).toBe(201)
    expect(await countDecisions()).toBe(before + 3)
    const reply = await decide(['12', '10'], { tier: 'C' })
    expect(reply.body.code).toBe('selection/same-tier')
    const full = await decide(['12', '13', '14', '15'], { tier: 'B' })
    expect(full.body).toMatchObject({ code: 'selection/tier-full', facts: { accountId: idOf('15') } })
    expect(await countDecisions()).toBe(before + 3)
  })

  it('lets exactly one of 64 deciders take the one place that is left', async () => {
    await setPlaces({ B: 1 })
    const tries = Array.from({ length: 64 }, (_, index) => decide([String((index % 9) + 16)], { tier: 'B' }))
    const statuses = (await Promise.all(tries)).map((reply) => reply.status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(63)
    const { rows } = await program.database.superuser.query(
      "select count(*)::int as taken from mainstay.tier_decision d where d.tier = 'B'",
    )
    expect(rows[0].taken).toBe(1)
  })

  it('shows a decision of a later date as planned, and keeps its place from that day on', async () => {
    await setPlaces({ B: 2 })
    const planned = await decide(['26'], { tier: 'B', effectiveDate: '2027-01-01' })
    expect(planned.body.decisions[0]).toMatchObject({ status: 'planned' })
    expect((await program.call(lead, 'GET', `${base}/accounts/${idOf('26')}/score`)).body.tier).toBeNull()
    expect((await decide(['27'], { tier: 'B' })).body.code).toBe('selection/tier-full')
    expect((await decide(['26'], { tier: 'C' })).body.code).toBe('selection/effective-date-before-last')
    program.setNow('2027-01-02T10:00:00Z')
    expect((await program.call(lead, 'GET', `${base}/accounts/${idOf('26')}/score`)).body).toMatchObject({
      tier: 'B',
      tierSince: '2027-01-01',
    })
    program.setNow('2026-11-20T10:00:00Z')
  })

  it('keeps the history of an account, newest first, with what held when', async () => {
    expect((await decide(['05'], { tier: 'C' })).status).toBe(201)
    expect((await decide(['05'], { tier: 'out', reason: 'They have moved to a competitor.' })).status).toBe(201)
    const { body } = await program.call(viewer, 'GET', `${decisions}?accountId=${idOf('05')}`)
    expect(
      body.rows.map((row: { tier: string; previousTier: string; status: string }) => [
        row.tier,
        row.previousTier,
        row.status,
      ]),
    ).toEqual([
      ['out', 'C', 'current'],
      ['C', 'out', 'past'],
    ])
    expect((await program.call(lead, 'GET', `${base}/accounts/${idOf('05')}/score`)).body.tier).toBeNull()
    const first = (await program.call(viewer, 'GET', `${decisions}?limit=3`)).body
    const second = (await program.call(viewer, 'GET', `${decisions}?limit=200&cursor=${first.nextCursor}`)).body
    expect(first.rows.length + second.rows.length).toBe(first.total)
    expect(
      (await program.call(viewer, 'GET', `${decisions}?tier=A`)).body.rows.every(
        (row: { tier: string }) => row.tier === 'A',
      ),
    ).toBe(true)
  })

  it('refuses an unknown tier, a thin reason, hidden or foreign accounts and people who may not', async () => {
    const before = await countDecisions()
    expect((await decide(['20'], { tier: 'X' })).body.code).toBe('selection/unknown-tier')
    expect((await decide(['20'], { reason: '..............' })).body.code).toBe('selection/reason-required')
    const wrong = await decide(['20'], { reason: 'short', effectiveDate: 'soon', accountIds: [] })
    expect(wrong.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'accountIds',
      'effectiveDate',
      'reason',
    ])
    expect((await decide(['20'], {}, viewer)).status).toBe(403)
    expect((await decide(['20'], {}, null)).status).toBe(401)
    const foreign = { accountIds: [idOf('20')], tier: 'A', reason: REASON, effectiveDate: '2026-11-20' }
    expect((await program.call(stranger, 'POST', '/api/workspaces/beta/selection/decisions', foreign)).status).toBe(404)
    const unitLead = await program.createPerson('alpha', { role: 'program_lead', visibility: 'unit', unit: 'North' })
    expect((await decide(['20'], {}, unitLead)).status).toBe(404)
    expect(await countDecisions()).toBe(before)
  })

  it('counts places over all accounts, also those the decider does not see', async () => {
    await setPlaces({ A: 1 })
    await program.database.superuser.query(
      "update mainstay.account set unit = 'North' where workspace_id = $1 and code = '28'",
      [house.workspaceId],
    )
    const unitLead = await program.createPerson('alpha', { role: 'program_lead', visibility: 'unit', unit: 'North' })
    expect((await decide(['28'], {}, unitLead)).body.code).toBe('selection/tier-full')
  })

  it('keeps an account between exit and entry, and proposes it out below the exit', async () => {
    const { rows } = (await program.call(lead, 'GET', `${base}/selection/proposals?limit=200`)).body
    const of = (code: string) => rows.find((row: { account: { code: string } }) => row.account.code === code)
    expect((await decide(['30'], { tier: 'C' })).status).toBe(201)
    const after = (await program.call(lead, 'GET', `${base}/selection/proposals?limit=200`)).body.rows
    expect(after.find((row: { account: { code: string } }) => row.account.code === '30')).toMatchObject({
      tier: 'C',
      proposedTier: 'out',
      reason: 'below_exit',
    })
    expect(of('30')).toBeUndefined()
  })

  it('follows several different proposals at once, each account into its own tier, and none it is not proposed for', async () => {
    await setPlaces({ A: 30, B: 30, C: 40 })
    const { rows } = (await program.call(lead, 'GET', `${base}/selection/proposals?limit=200`)).body
    const proposed = new Map<string, string>(
      rows.map((row: { account: { code: string }; proposedTier: string }) => [row.account.code, row.proposedTier]),
    )
    expect(new Set(proposed.values()).size).toBeGreaterThan(2)
    expect([...proposed.values()]).toContain('out')
    const settled = [...house.accounts.keys()].find((code) => !proposed.has(code)) ?? ''
    const before = await countDecisions()
    const refused = await decide([...proposed.keys(), settled], { tier: 'proposed' })
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'selection/not-proposed', facts: { accountId: idOf(settled) } },
    })
    expect(await countDecisions()).toBe(before)
    const done = await decide([...proposed.keys()], { tier: 'proposed' })
    expect(done.status).toBe(201)
    const decided = new Map<string, string>(
      done.body.decisions.map((one: { account: { code: string }; tier: string }) => [one.account.code, one.tier]),
    )
    expect(decided).toEqual(proposed)
    expect((await program.call(lead, 'GET', `${base}/selection/proposals?limit=200`)).body.total).toBe(0)
  })

  it('keeps a tier in the scheme while accounts are in it', async () => {
    const { body } = await program.call(lead, 'GET', `${base}/tier-scheme`)
    const reply = await program.call(
      lead,
      'PUT',
      `${base}/tier-scheme`,
      { tiers: body.tiers.slice(1) },
      { 'if-match': `"${body.version}"` },
    )
    expect(reply.body).toMatchObject({ code: 'program/tier-in-use', facts: { tier: 'A' } })
    expect((await program.call(lead, 'GET', `${base}/tier-scheme`)).body).toEqual(body)
  })
})
