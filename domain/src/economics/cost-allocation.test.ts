import { describe, expect, it } from 'vitest'
import { known, notApplicable } from '../kernel/index.ts'
import { type ActivityCount, allocateCostToServe } from './cost-allocation.ts'
import { money } from './fixtures.ts'

const service = { id: 'service', cost: money(560_000), practicalMinutes: 700_000 }
const activities = [
  { id: 'order', poolId: 'service', unitMinutes: 40 },
  { id: 'complaint', poolId: 'service', unitMinutes: 220 },
  { id: 'credit-check', poolId: 'service', unitMinutes: 250 },
]

function count(accountId: string, activityId: string, quantity: number): ActivityCount {
  return { accountId, activityId, quantity }
}

describe('the quarter of the customer department of Kaplan and Anderson', () => {
  const allocation = allocateCostToServe({
    pools: [service],
    activities,
    counts: [
      count('A', 'order', 9_000),
      count('B', 'order', 800),
      count('A', 'complaint', 80),
      count('B', 'complaint', 200),
      count('A', 'credit-check', 500),
    ],
  })

  it('charges the published cost of the used minutes', () => {
    expect(allocation.allocated).toBe(money(462_880))
    expect(allocation.pools[0]?.usedMinutes).toBe(578_600)
  })

  it('keeps unused capacity away from the accounts', () => {
    expect(allocation.unused).toBe(money(97_120))
    const charged = allocation.accounts.reduce((sum, account) => sum + account.cost, 0n)
    expect(charged).toBe(money(462_880))
  })

  it('counts the unused capacity in minutes, not in hours as the source prints', () => {
    const [pool] = allocation.pools
    expect((pool?.suppliedMinutes ?? 0) - (pool?.usedMinutes ?? 0)).toBe(121_400)
  })

  it('is used to 82.657 %', () => {
    expect(allocation.pools[0]?.utilization.value).toBeCloseTo(0.82657, 5)
    expect(allocation.pools[0]?.utilization.status).toBe('ok')
    expect(allocation.coverage.value).toBeCloseTo(0.82657, 5)
  })

  it('explains the cost of each account by activity', () => {
    expect(allocation.accounts.map((account) => [account.accountId, account.cost, account.minutes])).toEqual([
      ['A', money(402_080), 502_600],
      ['B', money(60_800), 76_000],
    ])
    expect(allocation.accounts[1]?.activities).toEqual([
      { activityId: 'complaint', quantity: 200, minutes: 44_000, cost: money(35_200) },
      { activityId: 'order', quantity: 800, minutes: 32_000, cost: money(25_600) },
    ])
  })

  it('rejects nothing', () => {
    expect(allocation.rejected).toEqual([])
  })
})

describe('costs that cannot be charged', () => {
  const field = { id: 'field', cost: money(100), practicalMinutes: 1_000 }

  it('stay apart when no count drives the department', () => {
    const allocation = allocateCostToServe({
      pools: [service, field],
      activities,
      counts: [count('A', 'order', 9_800)],
    })
    const pool = allocation.pools.find((use) => use.poolId === 'field')
    expect(pool?.undriven).toBe(money(100))
    expect(pool?.unused).toBe(0n)
    expect(pool?.utilization.reasons).toEqual(['economics/no-driver-counts'])
    expect(allocation.coverage.status).toBe('degraded')
    expect(allocation.coverage.reasons).toEqual(['economics/no-driver-counts'])
    expect(allocation.coverage.value).toBeCloseTo(313_600 / 560_100, 12)
  })

  it('stay with a department that has no working time', () => {
    const allocation = allocateCostToServe({
      pools: [{ ...service, practicalMinutes: 0 }],
      activities,
      counts: [count('A', 'order', 1)],
    })
    expect(allocation.accounts).toEqual([])
    expect(allocation.undriven).toBe(money(560_000))
    expect(allocation.pools[0]?.utilization).toEqual(notApplicable('economics/no-capacity'))
    expect(allocation.rejected.map((rejection) => rejection.reason)).toEqual(['economics/no-capacity'])
  })

  it('do not arise without departments', () => {
    const allocation = allocateCostToServe({ pools: [], activities: [], counts: [] })
    expect(allocation.coverage).toEqual(notApplicable('economics/no-cost-supplied'))
    expect(allocation.supplied).toBe(0n)
  })
})

describe('counts beyond the practical capacity', () => {
  const allocation = allocateCostToServe({
    pools: [{ id: 'service', cost: money(800), practicalMinutes: 1_000 }],
    activities,
    counts: [count('A', 'order', 30)],
  })

  it('are charged at the same rate', () => {
    expect(allocation.accounts[0]?.cost).toBe(money(960))
  })

  it('are reported as over-used, not as negative spare capacity', () => {
    expect(allocation.overUsed).toBe(money(160))
    expect(allocation.unused).toBe(0n)
    expect(allocation.pools[0]?.utilization.value).toBe(1.2)
    expect(allocation.pools[0]?.utilization.reasons).toEqual(['economics/capacity-over-used'])
    expect(allocation.coverage.reasons).toEqual(['economics/capacity-over-used'])
  })
})

describe('counts that make no sense', () => {
  it.each([
    ['an unknown activity', count('A', 'juggling', 3), 'economics/unknown-activity'],
    ['a negative count', count('A', 'order', -3), 'economics/count-not-usable'],
    ['a count that is no number', count('A', 'order', Number.NaN), 'economics/count-not-usable'],
  ])('are listed and left out: %s', (_, bad, reason) => {
    const allocation = allocateCostToServe({ pools: [service], activities, counts: [bad, count('A', 'order', 1)] })
    expect(allocation.rejected).toEqual([{ count: bad, reason }])
    expect(allocation.allocated).toBe(money(32))
  })

  it('include those of an activity whose department is missing', () => {
    const orphan = { id: 'drop', poolId: 'nowhere', unitMinutes: 5 }
    const allocation = allocateCostToServe({ pools: [service], activities: [orphan], counts: [count('A', 'drop', 1)] })
    expect(allocation.rejected[0]?.reason).toBe('economics/unknown-activity')
  })
})

describe('repeated counts of the same activity', () => {
  it('add up', () => {
    const allocation = allocateCostToServe({
      pools: [service],
      activities,
      counts: [count('A', 'order', 1), count('A', 'order', 2.5)],
    })
    expect(allocation.accounts[0]?.activities[0]?.quantity).toBe(3.5)
    expect(allocation.accounts[0]?.cost).toBe(money(112))
  })

  it('cost a known zero when they are zero', () => {
    const allocation = allocateCostToServe({ pools: [service], activities, counts: [count('A', 'order', 0)] })
    expect(allocation.accounts[0]?.cost).toBe(0n)
    expect(allocation.pools[0]?.utilization).toEqual(known(0))
    expect(allocation.unused).toBe(money(560_000))
  })
})
