import { describe, expect, it } from 'vitest'
import { cents, field, groupRoots, recordsOf } from './sample-figures.fixture.ts'

const wallets = recordsOf('wallet_estimates')

function lastYearNetCents(): Map<string, number> {
  const net = new Map<string, number>()
  for (const line of recordsOf('invoice_lines')) {
    if (field(line, 'invoice_date') < '2025-11-01') continue
    const code = field(line, 'customer_code')
    net.set(code, (net.get(code) ?? 0) + cents(line, 'net_amount'))
  }
  return net
}

describe('wallet estimates', () => {
  it('belong to known customers and lie between low and high', () => {
    const customers = new Set(recordsOf('customers').map((row) => field(row, 'customer_code')))
    for (const row of wallets) {
      expect(customers).toContain(field(row, 'customer_code'))
      expect(Number(field(row, 'low'))).toBeGreaterThan(0)
      expect(Number(field(row, 'low'))).toBeLessThanOrEqual(Number(field(row, 'base')))
      expect(Number(field(row, 'base'))).toBeLessThanOrEqual(Number(field(row, 'high')))
    }
  })

  it('are in the currency the customer is invoiced in', () => {
    const currencies = new Map(
      recordsOf('invoice_lines').map((row) => [field(row, 'customer_code'), field(row, 'currency')]),
    )
    for (const row of wallets) expect(field(row, 'currency')).toBe(currencies.get(field(row, 'customer_code')))
  })

  it('come from four kinds of source, the better ones with the narrower range', () => {
    const widths = (source: string): number => {
      const rows = wallets.filter((row) => field(row, 'source') === source)
      expect(rows.length).toBeGreaterThanOrEqual(5)
      const relative = rows.map((row) => (Number(row.high) - Number(row.low)) / Number(row.base))
      return relative.reduce((sum, width) => sum + width, 0) / rows.length
    }
    const ordered = ['customer_disclosed', 'procurement_data', 'model', 'sales_guess'].map(widths)
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
    expect(new Set(wallets.map((row) => field(row, 'source'))).size).toBe(4)
  })

  it('are known for about half of the larger customers', () => {
    const known = new Set(wallets.map((row) => field(row, 'customer_code')))
    const largest = [...lastYearNetCents()].toSorted((a, b) => b[1] - a[1]).slice(0, 150)
    const share = largest.filter(([code]) => known.has(code)).length / largest.length
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.75)
  })

  it('are known for all buying companies of a group or for none', () => {
    const roots = groupRoots()
    const known = new Set(wallets.map((row) => field(row, 'customer_code')))
    const buying = [...lastYearNetCents()].filter(([, net]) => net > 0).map(([code]) => code)
    for (const members of Map.groupBy(buying, (code) => roots.get(code)).values()) {
      expect(new Set(members.map((code) => known.has(code))).size).toBe(1)
    }
  })

  it('are stale for a few, older than eighteen months', () => {
    const stale = wallets.filter((row) => field(row, 'estimate_date') < '2025-05-01')
    expect(stale.length).toBeGreaterThanOrEqual(5)
    expect(stale.length / wallets.length).toBeLessThan(0.25)
  })

  it('are wrong for very few: below what we sell', () => {
    const net = lastYearNetCents()
    const below = wallets.filter((row) => cents(row, 'high') < (net.get(field(row, 'customer_code')) ?? 0))
    expect(below.length).toBeGreaterThanOrEqual(1)
    expect(below.length).toBeLessThanOrEqual(8)
  })
})
