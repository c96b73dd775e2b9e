import { type Amount, degraded, type Figure, insufficient, known, notApplicable, sumAmounts } from '../kernel/index.ts'
import { type Capacity, costOfMinutes, fixedMinutes, hasCapacity, isCount } from './cost-to-serve.ts'
import { compareIds } from './entries.ts'
import { fromFixedPoint, toFixedPoint } from './exact.ts'
import { divide } from './figure-math.ts'

/** A department whose cost is caused by serving accounts. */
export interface CostPool extends Capacity {
  readonly id: string
}

/** Something a department does for accounts, and how long one takes. */
export interface ServiceActivity {
  readonly id: string
  readonly poolId: string
  readonly unitMinutes: number
}

/** How often an activity happened for an account in the period. */
export interface ActivityCount {
  readonly accountId: string
  readonly activityId: string
  readonly quantity: number
}

/** What one activity cost one account. */
export interface AccountActivityCost {
  readonly activityId: string
  readonly quantity: number
  readonly minutes: number
  readonly cost: Amount
}

/** Cost to serve of one account, with the activities that caused it. */
export interface AccountCostToServe {
  readonly accountId: string
  readonly cost: Amount
  readonly minutes: number
  readonly activities: readonly AccountActivityCost[]
}

/** How much of a department's capacity the accounts used. `supplied = allocated + unused + undriven - overUsed`. */
export interface PoolUse {
  readonly poolId: string
  readonly supplied: Amount
  readonly allocated: Amount
  /** Capacity paid for and not used; never charged to accounts. */
  readonly unused: Amount
  /** Cost of a pool that no count drives: nobody knows who caused it. */
  readonly undriven: Amount
  /** Work counted beyond the practical capacity. */
  readonly overUsed: Amount
  readonly suppliedMinutes: number
  readonly usedMinutes: number
  readonly utilization: Figure
}

/** A count that could not be used, and why. */
export interface RejectedCount {
  readonly count: ActivityCount
  readonly reason: 'economics/unknown-activity' | 'economics/count-not-usable' | 'economics/no-capacity'
}

/** Cost to serve of all accounts, and what stayed with us. */
export interface CostToServeAllocation {
  readonly accounts: readonly AccountCostToServe[]
  readonly pools: readonly PoolUse[]
  readonly supplied: Amount
  readonly allocated: Amount
  readonly unused: Amount
  readonly undriven: Amount
  readonly overUsed: Amount
  /** Allocated cost as a fraction of supplied cost. */
  readonly coverage: Figure
  readonly rejected: readonly RejectedCount[]
}

/** What is needed to charge the cost of serving to those who cause it. */
export interface CostToServeInput {
  readonly pools: readonly CostPool[]
  readonly activities: readonly ServiceActivity[]
  readonly counts: Iterable<ActivityCount>
}

interface DrivenActivity {
  readonly activity: ServiceActivity
  readonly pool: CostPool
}

/**
 * Charges the cost of serving to the accounts that cause it: per account and activity, unit minutes * quantity * cost
 * of a minute in that department. Unused capacity stays with the department, and so does the cost of a department that
 * no count drives. More work than capacity is charged at the same rate and reported as over-used.
 * The result does not depend on the order of the counts. Counts that are negative, not finite, of an unknown activity
 * or of a department without minutes are left out and listed. Source: Kaplan and Anderson, HBR November 2004.
 */
export function allocateCostToServe(input: CostToServeInput): CostToServeAllocation {
  const { quantities, rejected, driven } = gatherCounts(input)
  const minutesByPool = new Map<string, bigint>()
  const costByPool = new Map<string, Amount>()
  const accounts = [...quantities.keys()].sort(compareIds).map((accountId): AccountCostToServe => {
    const lines = chargeAccount(quantities.get(accountId) ?? new Map(), driven)
    for (const line of lines) {
      minutesByPool.set(line.poolId, (minutesByPool.get(line.poolId) ?? 0n) + line.fixedMinutes)
      costByPool.set(line.poolId, (costByPool.get(line.poolId) ?? 0n) + line.cost)
    }
    return {
      accountId,
      cost: sumAmounts(lines.map((line) => line.cost)),
      minutes: fromFixedPoint(lines.reduce((sum, line) => sum + line.fixedMinutes, 0n)),
      activities: lines.map(({ activityId, quantity, minutes, cost }) => ({ activityId, quantity, minutes, cost })),
    }
  })
  const pools = input.pools.map((pool) => poolUse(pool, minutesByPool.get(pool.id), costByPool.get(pool.id) ?? 0n))
  return { accounts, pools, ...totals(pools), rejected }
}

function gatherCounts({ pools, activities, counts }: CostToServeInput) {
  const poolById = new Map(pools.map((pool) => [pool.id, pool]))
  const driven = new Map<string, DrivenActivity>()
  for (const activity of activities) {
    const pool = poolById.get(activity.poolId)
    if (pool && isCount(activity.unitMinutes)) driven.set(activity.id, { activity, pool })
  }
  const quantities = new Map<string, Map<string, bigint>>()
  const rejected: RejectedCount[] = []
  for (const count of counts) {
    const reason = obstacleOf(count, driven.get(count.activityId))
    if (reason) {
      rejected.push({ count, reason })
      continue
    }
    const ofAccount = quantities.get(count.accountId) ?? new Map<string, bigint>()
    ofAccount.set(count.activityId, (ofAccount.get(count.activityId) ?? 0n) + toFixedPoint(count.quantity))
    quantities.set(count.accountId, ofAccount)
  }
  return { quantities, rejected, driven }
}

function obstacleOf(count: ActivityCount, known: DrivenActivity | undefined): RejectedCount['reason'] | null {
  if (!known) return 'economics/unknown-activity'
  if (!isCount(count.quantity)) return 'economics/count-not-usable'
  return hasCapacity(known.pool) ? null : 'economics/no-capacity'
}

function chargeAccount(quantities: ReadonlyMap<string, bigint>, driven: ReadonlyMap<string, DrivenActivity>) {
  return [...quantities]
    .sort(([a], [b]) => compareIds(a, b))
    .flatMap(([activityId, quantity]) => {
      const work = driven.get(activityId)
      if (!work) return []
      const minutes = fixedMinutes(work.activity.unitMinutes, quantity)
      return [
        {
          activityId,
          poolId: work.pool.id,
          quantity: fromFixedPoint(quantity),
          minutes: fromFixedPoint(minutes),
          fixedMinutes: minutes,
          cost: costOfMinutes(work.pool, minutes),
        },
      ]
    })
}

function poolUse(pool: CostPool, minutes: bigint | undefined, allocated: Amount): PoolUse {
  const isDriven = minutes !== undefined
  const left = pool.cost - allocated
  return {
    poolId: pool.id,
    supplied: pool.cost,
    allocated,
    unused: isDriven && left > 0n ? left : 0n,
    undriven: isDriven ? 0n : pool.cost,
    overUsed: isDriven && left < 0n ? -left : 0n,
    suppliedMinutes: pool.practicalMinutes,
    usedMinutes: fromFixedPoint(minutes ?? 0n),
    utilization: utilizationOf(pool, minutes),
  }
}

function utilizationOf(pool: CostPool, minutes: bigint | undefined): Figure {
  if (!hasCapacity(pool)) return notApplicable('economics/no-capacity')
  if (minutes === undefined) return insufficient('economics/no-driver-counts')
  const share = fromFixedPoint(minutes) / pool.practicalMinutes
  return share > 1 ? degraded(share, 'economics/capacity-over-used') : known(share)
}

function totals(pools: readonly PoolUse[]) {
  const supplied = sumAmounts(pools.map((pool) => pool.supplied))
  const allocated = sumAmounts(pools.map((pool) => pool.allocated))
  const undriven = sumAmounts(pools.map((pool) => pool.undriven))
  const overUsed = sumAmounts(pools.map((pool) => pool.overUsed))
  return {
    supplied,
    allocated,
    unused: sumAmounts(pools.map((pool) => pool.unused)),
    undriven,
    overUsed,
    coverage: coverageOf({ supplied, allocated, undriven, overUsed }),
  }
}

function coverageOf(sums: { supplied: Amount; allocated: Amount; undriven: Amount; overUsed: Amount }): Figure {
  if (sums.supplied <= 0n) return notApplicable('economics/no-cost-supplied')
  const share = divide(sums.allocated, sums.supplied)
  const reasons = [
    ...(sums.undriven > 0n ? ['economics/no-driver-counts'] : []),
    ...(sums.overUsed > 0n ? ['economics/capacity-over-used'] : []),
  ]
  return reasons.length > 0 ? degraded(share, ...reasons) : known(share)
}
