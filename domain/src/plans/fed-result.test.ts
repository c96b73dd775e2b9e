import { describe, expect, it, test } from 'vitest'
import { formatMonth, parseAmount, parseMonth } from '../kernel/index.ts'
import { type FedMeasure, fedReadings, fedValue, type LedgerFacts, type LedgerMonth } from './index.ts'

const amount = (text: string | number) => parseAmount(String(text)) ?? 0n
const month = (text: string) => parseMonth(text) ?? 0

function sold(when: string, net: number, more: Partial<LedgerMonth> = {}): LedgerMonth {
  return {
    month: month(when),
    productLine: null,
    lines: 1,
    linesWithoutRate: 0,
    net: amount(net),
    netWithCost: amount(net),
    cost: amount(net * 0.6),
    ...more,
  }
}

function facts(more: Partial<LedgerFacts> = {}): LedgerFacts {
  return {
    upTo: '2026-03-15',
    months: [
      sold('2025-05', 1000, { productLine: 'Pumps' }),
      sold('2026-01', 300, { productLine: 'Pumps', lines: 3 }),
      sold('2026-02', 200, { productLine: 'Valves', lines: 2 }),
    ],
    service: [],
    countedMonths: new Set(),
    products: [],
    wallets: [],
    ...more,
  }
}

const measure = (source: FedMeasure['source'], more: Partial<FedMeasure> = {}): FedMeasure => ({
  source,
  productLine: null,
  window: 'period_to_date',
  ...more,
})
const FIRST_QUARTER = { from: month('2026-01'), to: month('2026-03') }
const YEAR = { startsOn: '2026-01-15', endsOn: '2026-12-31' }
const figureOf = (source: FedMeasure['source'], of: LedgerFacts, productLine: string | null = null) =>
  fedValue({ source, productLine }, FIRST_QUARTER, of)

describe('readings out of the ledger', () => {
  test('stand at the end of every month, the last one on the last day of the ledger', () => {
    const readings = fedReadings(measure('net_revenue'), YEAR, facts())
    expect(readings.map(({ on, value }) => [on, value.value])).toEqual([
      ['2026-01-31', amount(300)],
      ['2026-02-28', amount(500)],
      ['2026-03-15', amount(500)],
    ])
    expect(readings.map(({ from, to }) => [formatMonth(from), formatMonth(to)])).toEqual([
      ['2026-01', '2026-01'],
      ['2026-01', '2026-02'],
      ['2026-01', '2026-03'],
    ])
  })

  test('cover the twelve months that end with each month where that is wanted', () => {
    const readings = fedReadings(measure('net_revenue', { window: 'last_12_months' }), YEAR, facts())
    expect(readings.map(({ from, value }) => [formatMonth(from), value.value])).toEqual([
      ['2025-02', amount(1300)],
      ['2025-03', amount(1500)],
      ['2025-04', amount(1500)],
    ])
  })

  test('end with the objective, however far the ledger goes on', () => {
    const later = facts({ upTo: '2027-08-31' })
    const readings = fedReadings(measure('net_revenue'), { startsOn: '2026-01-01', endsOn: '2026-02-10' }, later)
    expect(readings.map(({ on }) => on)).toEqual(['2026-01-31', '2026-02-28'])
  })

  test('are none before the ledger has come to the first month', () => {
    expect(fedReadings(measure('net_revenue'), { startsOn: '2026-04-01', endsOn: '2026-12-31' }, facts())).toEqual([])
  })

  test('say nought for a month without any purchase, which is known', () => {
    const quiet = facts({ months: [] })
    expect(fedReadings(measure('net_revenue'), YEAR, quiet).map(({ value }) => value)).toEqual([
      { value: 0n, status: 'ok', reasons: [] },
      { value: 0n, status: 'ok', reasons: [] },
      { value: 0n, status: 'ok', reasons: [] },
    ])
  })
})

describe('a figure of the ledger', () => {
  test('of one product line leaves the others out', () => {
    expect(figureOf('net_revenue', facts(), 'Valves').value).toBe(amount(200))
    expect(figureOf('invoice_lines', facts(), 'Pumps').value).toBe(amount(3))
    expect(figureOf('net_revenue', facts(), 'Seals').value).toBe(0n)
  })

  test('counts invoice lines, and every product once however often it was bought', () => {
    const of = facts({
      products: [
        { month: month('2025-12'), productLine: 'Pumps', productId: '9' },
        { month: month('2026-01'), productLine: 'Pumps', productId: '1' },
        { month: month('2026-02'), productLine: 'Pumps', productId: '1' },
        { month: month('2026-02'), productLine: 'Valves', productId: '2' },
      ],
    })
    expect(figureOf('invoice_lines', of).value).toBe(amount(5))
    expect(figureOf('products_bought', of).value).toBe(amount(2))
    expect(figureOf('products_bought', of, 'Valves').value).toBe(amount(1))
  })

  it.each(['net_revenue', 'gross_margin', 'contribution', 'share_of_wallet'] as const)(
    '%s is unknown when a currency has no rate; lines are counted all the same',
    (source) => {
      const of = facts({
        months: [sold('2026-01', 300, { linesWithoutRate: 1 })],
        countedMonths: new Set([month('2026-01')]),
        wallets: [{ companyId: '1', year: 2026, estimatedOn: '2026-01-01', base: amount(9000) }],
      })
      expect(figureOf(source, of)).toMatchObject({ value: null, reasons: ['economics/rate-missing'] })
      expect(figureOf('invoice_lines', of).value).toBe(amount(1))
    },
  )

  test('gross margin is revenue less cost, doubtful where a little cost is missing, unknown where more is', () => {
    expect(figureOf('gross_margin', facts())).toEqual({ value: amount(200), status: 'ok', reasons: [] })
    const missing = (part: number) =>
      figureOf('gross_margin', facts({ months: [sold('2026-01', 1000, { netWithCost: amount(1000 - part) })] }))
    expect(missing(50)).toMatchObject({ value: amount(350), status: 'degraded', reasons: ['economics/cost-missing'] })
    expect(missing(51)).toMatchObject({ value: null, reasons: ['economics/cost-missing'] })
  })

  test('contribution is the margin less what serving cost, where anybody has counted that', () => {
    const counted = facts({
      countedMonths: new Set([month('2026-02')]),
      service: [
        { month: month('2025-12'), cost: amount(999) },
        { month: month('2026-02'), cost: amount(30) },
      ],
    })
    expect(figureOf('contribution', counted).value).toBe(amount(170))
    expect(figureOf('contribution', facts())).toMatchObject({ value: null, reasons: ['economics/no-cost-to-serve'] })
    const notCountedThen = facts({ countedMonths: new Set([month('2025-12')]) })
    expect(figureOf('contribution', notCountedThen).value).toBeNull()
    const forOthersOnly = facts({ countedMonths: new Set([month('2026-02')]) })
    expect(figureOf('contribution', forOthersOnly).value).toBe(amount(200))
    const unpriced = facts({
      countedMonths: new Set([month('2026-02')]),
      service: [{ month: month('2026-02'), cost: null }],
    })
    expect(figureOf('contribution', unpriced)).toMatchObject({ value: null, reasons: ['economics/no-cost-to-serve'] })
  })
})

describe('the share of wallet', () => {
  const wallet = (companyId: string, year: number, estimatedOn: string, base: number | null) => ({
    companyId,
    year,
    estimatedOn,
    base: base === null ? null : amount(base),
  })
  const share = (wallets: LedgerFacts['wallets']) => figureOf('share_of_wallet', facts({ wallets }))

  test('is our sales over what they spend, as a fraction', () => {
    expect(share([wallet('1', 2026, '2026-01-10', 2000)])).toEqual({ value: amount('0.25'), status: 'ok', reasons: [] })
  })

  test('takes the latest year of each company, over all its categories', () => {
    const estimates = [
      wallet('1', 2025, '2025-06-01', 90_000),
      wallet('1', 2026, '2026-01-10', 600),
      wallet('1', 2026, '2026-01-10', 400),
      wallet('2', 2025, '2025-06-01', 1000),
    ]
    expect(share(estimates).value).toBe(amount('0.25'))
  })

  test('does not know what was estimated only afterwards', () => {
    expect(share([wallet('1', 2026, '2026-04-01', 2000)])).toMatchObject({
      value: null,
      reasons: ['economics/wallet-missing'],
    })
  })

  test('is not told for a wallet smaller than our sales, or without a rate', () => {
    expect(share([wallet('1', 2026, '2026-01-10', 499)])).toMatchObject({
      value: null,
      reasons: ['economics/wallet-below-our-sales'],
    })
    expect(share([wallet('1', 2026, '2026-01-10', null)])).toMatchObject({
      value: null,
      reasons: ['economics/rate-missing'],
    })
  })
})
