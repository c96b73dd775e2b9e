import { describe, expect, it } from 'vitest'
import { type CustomerFigures, customerFigures, field, recordsOf, whalePeak } from './sample-figures.fixture.ts'

const ALL = { from: '2023-11', to: '2026-10' }
const LAST_YEAR = { from: '2025-11', to: '2026-10' }
const YEAR_BEFORE = { from: '2024-11', to: '2025-10' }

const views = [
  ['companies over three years', { ...ALL, level: 'company' }],
  ['companies over the last year', { ...LAST_YEAR, level: 'company' }],
  ['groups over three years', { ...ALL, level: 'group' }],
  ['groups over the last year', { ...LAST_YEAR, level: 'group' }],
] as const

function sumOf(figures: readonly CustomerFigures[], pick: (figure: CustomerFigures) => number): number {
  return figures.reduce((sum, figure) => sum + pick(figure), 0)
}

describe.each(views)('the whale curve of %s', (_, span) => {
  const figures = customerFigures(span)

  it('shows giants that lose money: at least three of the ten largest by net revenue', () => {
    expect(figures.slice(0, 10).filter((figure) => figure.contribution < 0).length).toBeGreaterThanOrEqual(3)
  })

  it('shows that a fifth to a third of those who buy cost more than they bring', () => {
    const share = figures.filter((figure) => figure.contribution < 0).length / figures.length
    expect(share).toBeGreaterThanOrEqual(0.2)
    expect(share).toBeLessThanOrEqual(0.35)
  })

  it('peaks well above the whole', () => {
    expect(whalePeak(figures)).toBeGreaterThan(1.1)
    expect(whalePeak(figures)).toBeLessThan(2.5)
  })

  it('turns down only because of cost to serve: hardly anybody has a negative gross margin', () => {
    const losing = figures.filter((figure) => figure.net > 0 && figure.grossMargin < 0)
    expect(losing.length).toBeLessThanOrEqual(2)
  })

  it('rests on few: the largest fifth brings 70 to 85 percent of revenue', () => {
    const top = figures.slice(0, Math.ceil(figures.length / 5))
    const share = sumOf(top, (figure) => figure.net) / sumOf(figures, (figure) => figure.net)
    expect(share).toBeGreaterThan(0.7)
    expect(share).toBeLessThan(0.85)
  })
})

describe('the result of the company', () => {
  it('is a supplier of about 65 million euro a year with a gross margin of about a third', () => {
    const figures = customerFigures({ ...LAST_YEAR, level: 'company' })
    const net = sumOf(figures, (figure) => figure.net)
    expect(net).toBeGreaterThan(55_000_000)
    expect(net).toBeLessThan(80_000_000)
    const margin = sumOf(figures, (figure) => figure.grossMargin) / net
    expect(margin).toBeGreaterThan(0.3)
    expect(margin).toBeLessThan(0.42)
  })

  it('has losing giants with a thin margin and healthy ones beside them', () => {
    const largest = customerFigures({ ...LAST_YEAR, level: 'group' }).slice(0, 10)
    const losing = largest.filter((figure) => figure.contribution < 0)
    for (const figure of losing) expect(figure.grossMargin / figure.net).toBeLessThan(0.27)
    expect(largest.filter((figure) => figure.contribution > 0.2 * figure.net).length).toBeGreaterThanOrEqual(2)
  })

  it('hides gems: small, above 40 percent contribution, with a wallet at least five times our sales', () => {
    const figures = customerFigures({ ...LAST_YEAR, level: 'company' })
    const wallets = new Map(
      recordsOf('wallet_estimates').map((row) => [field(row, 'customer_code'), Number(field(row, 'base'))]),
    )
    const gems = figures.filter((figure) => {
      const wallet = wallets.get(figure.code) ?? 0
      return figure.net < 500_000 && figure.contribution > 0.4 * figure.net && wallet > 5 * figure.net
    })
    expect(gems.length).toBeGreaterThanOrEqual(8)
  })
})

describe('customers come and go', () => {
  const before = new Map(customerFigures({ ...YEAR_BEFORE, level: 'company' }).map((figure) => [figure.code, figure]))
  const after = new Map(customerFigures({ ...LAST_YEAR, level: 'company' }).map((figure) => [figure.code, figure]))
  const changes = [...before.values()].map((figure) => (after.get(figure.code)?.net ?? 0) / figure.net)

  it('loses some every year', () => {
    const lost = [...before.keys()].filter((code) => !after.has(code))
    expect(lost.length).toBeGreaterThanOrEqual(8)
    expect(lost.length / before.size).toBeLessThan(0.15)
  })

  it('wins new ones in the middle', () => {
    const firstYear = new Set(
      customerFigures({ from: '2023-11', to: '2024-06', level: 'company' }).map((figure) => figure.code),
    )
    const newcomers = [...after.keys()].filter((code) => !firstYear.has(code))
    expect(newcomers.length).toBeGreaterThanOrEqual(12)
  })

  it('has accounts that grow and accounts that decline by more than a fifth', () => {
    expect(changes.filter((change) => change > 1.2).length).toBeGreaterThanOrEqual(20)
    expect(changes.filter((change) => change > 0 && change < 0.8).length).toBeGreaterThanOrEqual(20)
  })

  it('has regular buyers that fall silent for more than half a year and come back', () => {
    const active = Map.groupBy(recordsOf('invoice_lines'), (row) => field(row, 'customer_code'))
    const returned = [...active.values()].filter((rows) => {
      const months = [...new Set(rows.map((row) => monthNumber(field(row, 'invoice_date'))))]
      const gaps = months.slice(1).map((month, index) => month - (months[index] ?? month))
      return months.length >= 12 && Math.max(...gaps) > 7
    })
    expect(returned.length).toBeGreaterThanOrEqual(5)
  })

  it('ends the last year of somebody below zero, after a late return', () => {
    expect([...after.values()].some((figure) => figure.net < 0)).toBe(true)
  })
})

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
}
