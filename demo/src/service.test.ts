import { describe, expect, it } from 'vitest'
import { field, recordsOf } from './sample-figures.fixture.ts'

const rates = recordsOf('cost_rates')
const counts = recordsOf('activity_counts')
const months = [...new Set(counts.map((row) => field(row, 'month')))].toSorted()

interface PoolMonth {
  readonly pool: string
  readonly month: string
  readonly used: number
  readonly supplied: number
}

function poolMonths(): PoolMonth[] {
  const minutesOf = new Map(rates.map((row) => [field(row, 'activity_code'), row]))
  const used = new Map<string, number>()
  for (const row of counts) {
    const rate = minutesOf.get(field(row, 'activity_code'))
    if (!rate) throw new Error(`No rate for ${field(row, 'activity_code')}`)
    const key = `${field(rate, 'pool_code')}|${field(row, 'month')}`
    used.set(key, (used.get(key) ?? 0) + Number(field(row, 'quantity')) * Number(field(rate, 'unit_minutes')))
  }
  return [...used].map(([key, minutes]) => {
    const [pool = '', month = ''] = key.split('|')
    const inForce = rates.filter((row) => field(row, 'pool_code') === pool && field(row, 'month_from') <= month)
    const latest = inForce
      .map((row) => field(row, 'month_from'))
      .toSorted()
      .at(-1)
    const rate = inForce.find((row) => field(row, 'month_from') === latest)
    return { pool, month, used: minutes, supplied: Number(rate ? field(rate, 'practical_minutes') : Number.NaN) }
  })
}

describe('the work for customers', () => {
  it('is counted for known customers and known activities, in whole positive numbers', () => {
    const customers = new Set(recordsOf('customers').map((row) => field(row, 'customer_code')))
    const activities = new Set(rates.map((row) => field(row, 'activity_code')))
    expect(activities.size).toBe(6)
    const wrong = counts.filter(
      (row) =>
        !customers.has(field(row, 'customer_code')) ||
        !activities.has(field(row, 'activity_code')) ||
        !/^[1-9]\d*$/.test(field(row, 'quantity')),
    )
    expect(wrong).toEqual([])
  })

  it('never has fewer orders than invoices in a month', () => {
    const orders = new Map(
      counts
        .filter((row) => field(row, 'activity_code') === 'ORDER')
        .map((row) => [`${field(row, 'customer_code')} ${field(row, 'month')}`, Number(field(row, 'quantity'))]),
    )
    const invoices = new Map<string, Set<string>>()
    for (const line of recordsOf('invoice_lines')) {
      if (field(line, 'original_invoice_no') !== '') continue
      const key = `${field(line, 'customer_code')} ${field(line, 'invoice_date').slice(0, 7)}`
      invoices.set(key, (invoices.get(key) ?? new Set()).add(field(line, 'invoice_no')))
    }
    const short = [...invoices].filter(([key, numbers]) => (orders.get(key) ?? 0) < numbers.size)
    expect(short).toEqual([])
  })

  it('leaves unused capacity in every pool and every month', () => {
    const all = poolMonths()
    expect(all).toHaveLength(3 * 36)
    expect(all.filter(({ used, supplied }) => !(used < supplied))).toEqual([])
  })

  it('leaves ten to twenty percent of each pool unused over the three years', () => {
    for (const pool of Map.groupBy(poolMonths(), (row) => row.pool).values()) {
      const used = pool.reduce((sum, month) => sum + month.used, 0)
      const supplied = pool.reduce((sum, month) => sum + month.supplied, 0)
      expect(1 - used / supplied).toBeGreaterThan(0.1)
      expect(1 - used / supplied).toBeLessThan(0.2)
    }
  })

  it('has a cost for every activity from the first month on, the same for all activities of a pool', () => {
    for (const rows of Map.groupBy(rates, (row) => field(row, 'activity_code')).values()) {
      expect(rows.some((row) => field(row, 'month_from') === months[0])).toBe(true)
    }
    for (const rows of Map.groupBy(rates, (row) => `${field(row, 'pool_code')} ${field(row, 'month_from')}`).values()) {
      expect(new Set(rows.map((row) => `${row.capacity_cost} ${row.practical_minutes}`)).size).toBe(1)
    }
  })
})
