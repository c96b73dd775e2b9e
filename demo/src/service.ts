import { ACTIVITIES, type Activity, type ActivityCode, POOLS, type PoolCode } from './activities.ts'
import type { Calendar } from './calendar.ts'
import { type Chance, chanceFor, elementAt } from './chance.ts'
import type { Customer } from './customers.ts'
import type { Invoice } from './invoice.ts'
import { PROFILES } from './profiles.ts'
import { centsText } from './sample-file.ts'

/** How often an activity was done for a customer in a month. */
export interface ActivityCount {
  readonly customerCode: string
  readonly activity: Activity
  /** Position in the calendar. */
  readonly month: number
  readonly quantity: number
}

/** What a pool supplies in each month of a quarter: minutes that can be used, and what they cost in cents. */
export interface PoolCapacity {
  readonly pool: PoolCode
  readonly firstMonth: number
  readonly practicalMinutes: number
  readonly capacityCost: number
}

const SERVICE_TOPIC = 7
/** Minutes half a person can really give in a month: 80 % of paid time. */
const HALF_PERSON_MINUTES = 3_840
const ROOM_OVER_AVERAGE = 1.16
const ROOM_OVER_PEAK = 1.03
/** Thousandths of the first year's wages, by years after it. */
const WAGE_LEVELS = [1000, 1030, 1061, 1093]

/** The work every customer caused, month by month; nothing is counted in months without demand. */
export function sampleActivityCounts(
  seed: number,
  customers: readonly Customer[],
  ledger: { readonly invoices: readonly Invoice[]; readonly calendar: Calendar },
): ActivityCount[] {
  const invoiceCounts = countInvoices(ledger.invoices, ledger.calendar)
  return customers.flatMap((customer, index) => {
    const chance = chanceFor(seed, SERVICE_TOPIC, index)
    return ledger.calendar.months.flatMap((_, month) => {
      const invoices = invoiceCounts.get(`${customer.company.code} ${month}`) ?? 0
      return monthCounts(chance, { customer, month, invoices, months: ledger.calendar.months.length })
    })
  })
}

function countInvoices(invoices: readonly Invoice[], calendar: Calendar): Map<string, number> {
  const monthOfDay = calendar.months.flatMap((month, index) =>
    new Array<number>(month.lastDay - month.firstDay + 1).fill(index),
  )
  const counts = new Map<string, number>()
  for (const invoice of invoices) {
    if (invoice.original !== null) continue
    const key = `${invoice.customer.company.code} ${elementAt(monthOfDay, invoice.day)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

interface ServedMonth {
  readonly customer: Customer
  readonly month: number
  readonly invoices: number
  readonly months: number
}

/** Spends the customer's share of net revenue on the activities of its profile; giants ask for more every year. */
function monthCounts(chance: Chance, served: ServedMonth): ActivityCount[] {
  const { customer, month } = served
  const { company, terms } = customer
  const demand = elementAt(customer.demand, month)
  if (demand === 0) return []
  const { profile } = company.plan
  const creep = profile === 'costlyGiant' ? 0.85 + (0.3 * month) / served.months : 1
  const money = ((company.yearlyNet * 100) / 12) * demand * terms.serviceShare * creep
  const mix = PROFILES[profile].serviceMix
  const mixTotal = Object.values(mix).reduce((sum, part) => sum + part, 0)
  return ACTIVITIES.flatMap((activity) => {
    const unitCost = activity.unitMinutes * activity.pool.centsPerMinute
    const wanted = ((money * mix[activity.code]) / mixTotal / unitCost) * chance.between(0.8, 1.2)
    const quantity = Math.max(Math.floor(wanted + chance.between(0, 1)), leastCount(activity.code, served.invoices))
    return quantity === 0 ? [] : [{ customerCode: company.code, activity, month, quantity }]
  })
}

/** No invoice without an order. */
function leastCount(activity: ActivityCode, invoices: number): number {
  return activity === 'ORDER' ? invoices : 0
}

/** Staffs each pool quarter by quarter in half persons, with room above both its average and its busiest month. */
export function staffPools(counts: readonly ActivityCount[], calendar: Calendar): PoolCapacity[] {
  return POOLS.flatMap((pool) => {
    const used = new Array<number>(calendar.months.length).fill(0)
    for (const { activity, month, quantity } of counts) {
      if (activity.pool === pool) used[month] = elementAt(used, month) + quantity * activity.unitMinutes
    }
    return quarterStarts(calendar).map((firstMonth, index, starts) => {
      const quarter = used.slice(firstMonth, starts[index + 1])
      const average = quarter.reduce((sum, minutes) => sum + minutes, 0) / quarter.length
      const needed = Math.max(average * ROOM_OVER_AVERAGE, Math.max(...quarter) * ROOM_OVER_PEAK)
      const practicalMinutes = Math.ceil(needed / HALF_PERSON_MINUTES) * HALF_PERSON_MINUTES
      const wage = elementAt(WAGE_LEVELS, yearsAfterStart(calendar, firstMonth)) / 1000
      const capacityCost = Math.round(practicalMinutes * pool.centsPerMinute * wage)
      return { pool: pool.code, firstMonth, practicalMinutes, capacityCost }
    })
  })
}

function quarterStarts(calendar: Calendar): number[] {
  return calendar.months.flatMap((month, index) => (index === 0 || month.monthOfYear % 3 === 0 ? [index] : []))
}

function yearsAfterStart(calendar: Calendar, month: number): number {
  return elementAt(calendar.months, month).year - elementAt(calendar.months, 0).year
}

/**
 * Rows of activity_code, activity_name, pool_code, pool_name, unit_minutes, month_from, capacity_cost,
 * practical_minutes, currency. Capacity is the pool's for each month from month_from until its next row.
 */
export function* costRateRows(capacities: readonly PoolCapacity[], calendar: Calendar): Iterable<string[]> {
  for (const activity of ACTIVITIES) {
    for (const capacity of capacities) {
      if (capacity.pool !== activity.pool.code) continue
      yield [
        activity.code,
        activity.name,
        activity.pool.code,
        activity.pool.name,
        String(activity.unitMinutes),
        elementAt(calendar.months, capacity.firstMonth).text,
        centsText(capacity.capacityCost),
        String(capacity.practicalMinutes),
        'EUR',
      ]
    }
  }
}

/** Rows of customer_code, activity_code, month, quantity. */
export function* activityCountRows(counts: readonly ActivityCount[], calendar: Calendar): Iterable<string[]> {
  for (const count of counts) {
    const { text } = elementAt(calendar.months, count.month)
    yield [count.customerCode, count.activity.code, text, String(count.quantity)]
  }
}
