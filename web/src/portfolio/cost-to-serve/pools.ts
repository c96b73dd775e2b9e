import type { CostToServe } from '../../economics/index.ts'

export type Pool = CostToServe['pools'][number]

/** Where the cost of a pool went, in the reporting currency. The parts are what is drawn; `over` comes on top. */
export interface PoolSplit {
  readonly pool: Pool
  readonly capacity: number
  readonly used: number
  readonly unused: number
  readonly over: number
  readonly uncounted: number
}

/** The pools with their parts, the dearest first. */
export function splitPools(pools: readonly Pool[]): PoolSplit[] {
  return pools
    .map((pool): PoolSplit => {
      const capacity = Number(pool.capacityCost)
      const taken = Number(pool.usedCost)
      const isCounted = pool.utilization !== null
      return {
        pool,
        capacity,
        used: isCounted ? Math.min(taken, capacity) : 0,
        unused: Number(pool.unusedCost),
        over: isCounted ? Math.max(0, taken - capacity) : 0,
        uncounted: isCounted ? 0 : capacity,
      }
    })
    .sort((one, other) => other.capacity - one.capacity || one.pool.code.localeCompare(other.pool.code))
}

/** What a minute of a pool costs; unknown where it can give none or a rate is missing. */
export function costOfMinute(pool: Pool): number | null {
  const minutes = Number(pool.suppliedMinutes)
  return minutes > 0 && !pool.isRateMissing ? Number(pool.capacityCost) / minutes : null
}

/** What all pools cost that lies on no account. */
export function notAssigned(totals: NonNullable<CostToServe['totals']>): number {
  return Number(totals.unusedCost) + Number(totals.uncountedCost)
}
