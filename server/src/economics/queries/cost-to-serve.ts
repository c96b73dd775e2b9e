import { degraded, type Figure, insufficient, known, notApplicable } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { rateOfDay } from '../fact-store.ts'
import type { FigureSet } from '../figure-set.ts'
import { monthDates } from '../period.ts'
import { amountOf, moneyText, presentFigure, presentMoney } from '../present.ts'

interface PoolRow {
  readonly code: string
  readonly name: string
  readonly capacity: string
  readonly supplied_minutes: string
  readonly used_minutes: string
  readonly used_cost: string
  readonly is_driven: boolean
  readonly rates_missing: boolean
}

interface ActivityRow {
  readonly code: string
  readonly name: string
  readonly pool: string | null
  readonly quantity: string
  readonly uncosted_quantity: string
  readonly minutes: string
  readonly cost: string
}

/**
 * Departments, what of their capacity was used, and by which activities. A department's monthly capacity stands on each
 * of its activities and counts once; what nobody used is charged to nobody.
 */
export async function readCostToServe(scope: ReadScope, set: FigureSet) {
  const pools = await readPools(scope, set)
  const activities = await readActivities(scope, set)
  return {
    period: set.period,
    pools: pools.map(presentPool),
    totals: totalsOf(pools),
    activities: activities.map(({ uncosted_quantity, ...activity }) => ({
      ...activity,
      uncostedQuantity: uncosted_quantity,
      cost: moneyText(activity.cost) ?? '0',
    })),
    coverage: presentFigure(coverageOf(scope, pools)),
  }
}

function presentPool(pool: PoolRow) {
  const { capacity, unused } = splitOf(pool)
  const supplied = Number(pool.supplied_minutes)
  return {
    code: pool.code,
    name: pool.name,
    capacityCost: presentMoney(capacity),
    suppliedMinutes: pool.supplied_minutes,
    usedMinutes: pool.used_minutes,
    usedCost: moneyText(pool.used_cost) ?? '0',
    unusedCost: presentMoney(unused),
    utilization: pool.is_driven && supplied > 0 ? Number(pool.used_minutes) / supplied : null,
    isRateMissing: pool.rates_missing,
  }
}

/** Where the cost of a department went. What nobody counted is neither used nor unused: it is not known. */
function splitOf(pool: PoolRow) {
  const capacity = amountOf(pool.capacity)
  const used = amountOf(pool.used_cost)
  const left = capacity - used
  return {
    capacity,
    used,
    unused: pool.is_driven && left > 0n ? left : 0n,
    uncounted: pool.is_driven ? 0n : capacity,
    overused: pool.is_driven && left < 0n ? -left : 0n,
  }
}

/** The same over all departments; unknown as soon as one of them has a month without an exchange rate. */
function totalsOf(pools: readonly PoolRow[]) {
  if (pools.length === 0 || pools.some((pool) => pool.rates_missing)) return null
  const splits = pools.map(splitOf)
  const sum = (key: keyof ReturnType<typeof splitOf>) =>
    presentMoney(splits.reduce((total, split) => total + split[key], 0n))
  return {
    capacityCost: sum('capacity'),
    usedCost: sum('used'),
    unusedCost: sum('unused'),
    uncountedCost: sum('uncounted'),
    overusedCost: sum('overused'),
  }
}

/** Share of the cost of all departments that has found an account. */
function coverageOf(scope: ReadScope, pools: readonly PoolRow[]): Figure {
  if (pools.length === 0) return insufficient('economics/no-cost-to-serve')
  if (pools.some((pool) => pool.rates_missing)) return insufficient('economics/rate-missing')
  const supplied = pools.reduce((sum, pool) => sum + amountOf(pool.capacity), 0n)
  const used = pools.reduce((sum, pool) => sum + amountOf(pool.used_cost), 0n)
  if (supplied <= 0n) return notApplicable('economics/no-cost-supplied')
  const reasons = [
    ...(pools.some((pool) => !pool.is_driven) ? ['economics/no-driver-counts'] : []),
    ...(pools.some((pool) => amountOf(pool.used_cost) > amountOf(pool.capacity))
      ? ['economics/capacity-over-used']
      : []),
    ...(scope.actor.visibility === 'all' ? [] : ['economics/visible-accounts-only']),
  ]
  const share = Number(used) / Number(supplied)
  return reasons.length > 0 ? degraded(share, ...reasons) : known(share)
}

/** Cost rates in force in each month of the period: the latest of each activity. */
function ratesInForce(scope: ReadScope, set: FigureSet) {
  const dates = monthDates(set.question)
  return sql`select x.month, k.* from (
      select n::date as month from generate_series(${dates.from}::date, ${dates.to}::date, interval '1 month') n) x
    cross join lateral (
      select distinct on (c.activity_code) c.activity_code, c.activity_name, c.pool_code, c.pool_name, c.capacity_cost, c.practical_minutes, c.currency
      from mainstay.cost_rate c where c.workspace_id = ${scope.workspaceId} and c.month_from <= x.month
      order by c.activity_code, c.month_from desc) k`
}

async function readPools(scope: ReadScope, set: FigureSet): Promise<PoolRow[]> {
  const dates = monthDates(set.question)
  const { rows } = await sql<PoolRow>`
    with rate as materialized (${ratesInForce(scope, set)}
    ), pool_month as (
      select distinct on (r.pool_code, r.month) r.pool_code, r.pool_name, r.month, r.practical_minutes,
        round(r.capacity_cost * case when r.currency = ${scope.actor.reportingCurrency} then 1
          else ${rateOfDay(scope.workspaceId, sql.raw('r.currency'), sql.raw("((r.month + interval '1 month')::date - 1)"))} end, 10) as capacity
      from rate r order by r.pool_code, r.month, r.activity_code
    ), used as (
      select r.pool_code, sum(v.minutes) as minutes, sum(v.cost) as cost from mainstay.account_service_month v
      join rate r on r.activity_code = v.activity_code and r.month = v.month
      where v.workspace_id = ${scope.workspaceId} and v.month between ${dates.from}::date and ${dates.to}::date group by r.pool_code
    )
    select p.pool_code as code, max(p.pool_name) as name, coalesce(sum(p.capacity), 0)::text as capacity, sum(p.practical_minutes)::text as supplied_minutes,
      coalesce(max(u.minutes), 0)::text as used_minutes, coalesce(max(u.cost), 0)::text as used_cost, max(u.minutes) is not null as is_driven,
      count(p.capacity) < count(*) as rates_missing
    from pool_month p left join used u on u.pool_code = p.pool_code
    group by p.pool_code order by p.pool_code`.execute(scope.db)
  return rows
}

async function readActivities(scope: ReadScope, set: FigureSet): Promise<ActivityRow[]> {
  const dates = monthDates(set.question)
  const { rows } = await sql<ActivityRow>`
    with rate as materialized (${ratesInForce(scope, set)})
    select v.activity_code as code, coalesce(max(r.activity_name), v.activity_code) as name, max(r.pool_code) as pool,
      trim_scale(sum(v.quantity))::text as quantity, trim_scale(coalesce(sum(v.quantity) filter (where v.cost is null), 0))::text as uncosted_quantity, coalesce(sum(v.minutes), 0)::text as minutes, coalesce(sum(v.cost), 0)::text as cost
    from mainstay.account_service_month v
    left join rate r on r.activity_code = v.activity_code and r.month = v.month
    where v.workspace_id = ${scope.workspaceId} and v.month between ${dates.from}::date and ${dates.to}::date
    group by v.activity_code order by sum(v.cost) desc nulls last, v.activity_code`.execute(scope.db)
  return rows
}
