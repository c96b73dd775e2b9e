import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type SampleCompany, sampleCompany, sampleCsv } from './index.ts'
import { field, readRecords, recordsOf, theSample } from './sample-figures.fixture.ts'

const PINNED_HASH = '57badd0a075fc3aaaf39a318b58998c53553da3de00e8b094669a1eab9cdf7ea'

function hashOf(sample: SampleCompany): string {
  const hash = createHash('sha256')
  for (const file of sample.files) {
    hash.update(file.name)
    for (const chunk of sampleCsv(file)) hash.update(chunk)
  }
  return hash.update(JSON.stringify([sample.name, sample.judgements, sample.people])).digest('hex')
}

describe('the sample company', () => {
  it('is the same company every time, byte for byte', () => {
    const first = hashOf(sampleCompany())
    expect(hashOf(sampleCompany())).toBe(first)
    expect(first).toBe(PINNED_HASH)
  })

  it('is another company for another seed', () => {
    expect(hashOf(sampleCompany({ seed: 7 }))).not.toBe(PINNED_HASH)
  })

  it('can be read twice from the same files', () => {
    const file = theSample().files[0]
    if (!file) throw new Error('no files')
    expect([...file.rows()]).toEqual([...file.rows()])
  })

  it('brings the files in an order in which they can be imported, each row as wide as its header', () => {
    expect(theSample().files.map((file) => file.name)).toEqual([
      'customers.csv',
      'products.csv',
      'exchange_rates.csv',
      'invoice_lines.csv',
      'cost_rates.csv',
      'activity_counts.csv',
      'wallet_estimates.csv',
    ])
    for (const file of theSample().files) {
      expect(new Set(Array.from(file.rows(), (row) => row.length))).toEqual(new Set([file.header.length]))
    }
  })

  it.each([
    ['customers', ['customer_code'], 400, 400],
    ['products', ['product_code'], 120, 120],
    ['exchange_rates', ['rate_date', 'currency'], 4_384, 4_384],
    ['invoice_lines', ['invoice_no', 'line_no'], 50_000, 70_000],
    ['cost_rates', ['activity_code', 'month_from'], 72, 84],
    ['activity_counts', ['customer_code', 'activity_code', 'month'], 20_000, 60_000],
    ['wallet_estimates', ['customer_code', 'year'], 120, 240],
  ] as const)('holds a believable number of %s, no key twice', (kind, key, least, most) => {
    const keys = recordsOf(kind).map((row) => key.map((name) => field(row, name)).join('|'))
    expect(keys.length).toBeGreaterThanOrEqual(least)
    expect(keys.length).toBeLessThanOrEqual(most)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('trades for 36 months that end with the month asked for', () => {
    const sample = sampleCompany({ lastMonth: '2027-03' })
    const months = new Set(readRecords(sample, 'invoice_lines').map((row) => field(row, 'invoice_date').slice(0, 7)))
    expect(months.size).toBe(36)
    expect([...months].toSorted().at(0)).toBe('2024-04')
    expect([...months].toSorted().at(-1)).toBe('2027-03')
  })

  it.each(['2026-13', 'October 2026', '2026-10-01', ''])('refuses %j as the last month', (lastMonth) => {
    expect(() => sampleCompany({ lastMonth })).toThrow(RangeError)
  })

  it('is made and written within a second and a half', () => {
    const start = performance.now()
    hashOf(sampleCompany())
    expect(performance.now() - start).toBeLessThan(1_500)
  })
})

describe('whatever the seed', () => {
  it.each([1, 2, 3])('the ledger of seed %i stays near its size and its lines add up', (seed) => {
    const lines = readRecords(sampleCompany({ seed }), 'invoice_lines')
    expect(lines.length).toBeGreaterThan(45_000)
    expect(lines.length).toBeLessThan(75_000)
    const wrong = lines.filter((line) => {
      const [list = 0, discount = 0, rebate = 0, terms = 0, freight = 0, net = 0] = [
        'list_amount',
        'discount_amount',
        'rebate_amount',
        'payment_terms_amount',
        'freight_allowance_amount',
        'net_amount',
      ].map((name) => Number(field(line, name).replace('.', '')))
      return list - discount - rebate - terms - freight !== net
    })
    expect(wrong).toEqual([])
  })
})
