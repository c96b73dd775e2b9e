import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from './fixtures.ts'

let program: TestProgram
let house: SelectionHouse
const base = '/api/workspaces/falling-back'

beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'falling-back', { '01': { netRevenue: 100 }, '02': { netRevenue: 90 } })
  const { body } = await program.call(house.lead, 'GET', `${base}/tier-scheme`)
  const tiers = body.tiers.map((tier: { key: string }) => ({ ...tier, capacity: tier.key === 'A' ? 1 : 40 }))
  await program.call(house.lead, 'PUT', `${base}/tier-scheme`, { tiers }, { 'if-match': `"${body.version}"` })
})
afterAll(() => program.stop())

function decide(code: string, more: object) {
  return program.call(house.lead, 'POST', `${base}/selection/decisions`, {
    accountIds: [house.accounts.get(code)],
    reason: 'They open a market that we want to be in.',
    effectiveDate: '2026-11-20',
    ...more,
  })
}

async function onDay(day: string) {
  program.setNow(`${day}T10:00:00Z`)
  const tiers = await program.call(house.lead, 'GET', `${base}/selection/tiers`)
  const list = await program.call(
    house.lead,
    'GET',
    `${base}/selection/decisions?accountId=${house.accounts.get('01')}`,
  )
  return {
    places: Object.fromEntries(
      tiers.body.tiers.map((tier: { key: string; accounts: number }) => [tier.key, tier.accounts]),
    ),
    statuses: list.body.rows.map((row: { tier: string; status: string }) => [row.tier, row.status]),
  }
}

describe('a decision that expires', () => {
  it('holds to its last day, and the one before it holds again by itself the day after', async () => {
    expect((await decide('01', { tier: 'C' })).status).toBe(201)
    const until = await decide('01', { tier: 'A', expiresOn: '2026-12-31' })
    expect(until.body.decisions[0]).toMatchObject({ tier: 'A', previousTier: 'C', expiresOn: '2026-12-31' })
    expect(await onDay('2026-12-31')).toMatchObject({
      places: { A: 1, C: 0 },
      statuses: [
        ['A', 'current'],
        ['C', 'past'],
      ],
    })
    expect(await onDay('2027-01-01')).toMatchObject({
      places: { A: 0, C: 1 },
      statuses: [
        ['A', 'past'],
        ['C', 'current'],
      ],
    })
  })

  it('takes its place only as long as it holds', async () => {
    program.setNow('2026-11-20T10:00:00Z')
    expect(await decide('02', { tier: 'A' })).toMatchObject({ status: 409, body: { code: 'selection/tier-full' } })
    expect((await decide('02', { tier: 'A', effectiveDate: '2027-01-01' })).status).toBe(201)
  })

  it('keeps the tier it falls back to in the scheme', async () => {
    program.setNow('2026-11-20T10:00:00Z')
    const { body } = await program.call(house.lead, 'GET', `${base}/tier-scheme`)
    const tiers = body.tiers.filter((tier: { key: string }) => tier.key !== 'C')
    const answer = await program.call(
      house.lead,
      'PUT',
      `${base}/tier-scheme`,
      { tiers },
      { 'if-match': `"${body.version}"` },
    )
    expect(answer).toMatchObject({ status: 409, body: { code: 'program/tier-in-use' } })
  })

  it('cannot end before it begins, and must end on a day there is', async () => {
    expect(await decide('02', { tier: 'B', expiresOn: '2026-11-19' })).toMatchObject({
      status: 422,
      body: { code: 'selection/expiry-before-start' },
    })
    expect((await decide('02', { tier: 'B', expiresOn: '2027-02-30' })).status).toBe(400)
  })
})
