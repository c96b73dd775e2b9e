import { describe, expect, test } from 'vitest'
import { parseAmount } from '../kernel/index.ts'
import { draftFromLedger, type LedgerKnowledge } from './ledger-draft.ts'

const money = (text: string) => parseAmount(text) ?? 0n

const KNOWN: LedgerKnowledge = {
  currency: 'EUR',
  period: { from: '2025-11', to: '2026-10', beforeFrom: '2024-11', beforeTo: '2025-10' },
  netRevenue: money('1234567.49'),
  netRevenueBefore: money('987654.5'),
  growth: 0.25,
  outlook: { class: 'growing', months: 36, change: 0.254 },
  productMix: [
    { name: 'Frames', netRevenue: money('700000'), share: 0.567 },
    { name: 'Wheels', netRevenue: money('534567.49'), share: 0.433 },
  ],
  companies: 1,
}

const said = (changes: Partial<LedgerKnowledge> = {}) =>
  Object.fromEntries(draftFromLedger({ ...KNOWN, ...changes }).map(({ fieldKey, content }) => [fieldKey, content]))

describe('what the ledger writes into a new plan', () => {
  test('is the net revenue of two years with its change, where it is heading, and what they buy most', () => {
    expect(said()).toEqual({
      net_revenue: 'Net revenue Nov 2025 to Oct 2026: 1,234,567 EUR; Nov 2024 to Oct 2025: 987,655 EUR (+25 %).',
      trend: 'Growing (+25 %), by 36 months of invoices.',
      product_mix: 'Frames: 700,000 EUR (57 %)\nWheels: 534,567 EUR (43 %)',
    })
  })

  test('says when it is the sum of a group', () => {
    expect(said({ companies: 3 }).net_revenue).toContain('Sum over 3 companies of the group.')
  })

  test('leaves out what is not known instead of calling it 0', () => {
    expect(said({ netRevenueBefore: null, growth: null }).net_revenue).toBe(
      'Net revenue Nov 2025 to Oct 2026: 1,234,567 EUR.',
    )
    expect(said({ netRevenue: null })).not.toHaveProperty('net_revenue')
    expect(said({ outlook: null })).not.toHaveProperty('trend')
    expect(said({ productMix: [] })).not.toHaveProperty('product_mix')
  })

  test('says nothing of an account that bought nothing in both years, but says so of one that stopped', () => {
    expect(said({ netRevenue: 0n, netRevenueBefore: 0n })).not.toHaveProperty('net_revenue')
    expect(said({ netRevenue: 0n, netRevenueBefore: null })).not.toHaveProperty('net_revenue')
    expect(said({ netRevenue: 0n, growth: -1 }).net_revenue).toContain(': 0 EUR;')
  })

  test('shows losses with their sign', () => {
    expect(said({ netRevenue: money('-1234.4'), growth: -1.5 }).net_revenue).toContain('-1,234 EUR')
    expect(said({ growth: -0.128 }).net_revenue).toContain('(-13 %)')
  })

  test.each([
    ['flat', 'Flat'],
    ['declining', 'Declining'],
    ['at_risk', 'At risk'],
    ['too_little_history', 'Too little history'],
  ] as const)('has words for %s', (outlook, words) => {
    const content = said({ outlook: { class: outlook, months: 5, change: null } }).trend
    expect(content).toContain(words)
    expect(content).toContain('by 5 months')
  })

  test('names the five largest product lines, the largest first, and none that brought nothing or has no name', () => {
    const line = (name: string | null, net: string | null) => ({
      name,
      netRevenue: net === null ? null : money(net),
      share: null,
    })
    const productMix = [
      ...['1', '6', '3', '5', '2', '4'].map((net) => line(`L${net}`, net)),
      ...[line(null, '900'), line('returned', '-5'), line('unknown', null), line('nothing', '0')],
    ]
    expect(
      said({ productMix })
        .product_mix?.split('\n')
        .map((words) => words.slice(0, 2)),
    ).toEqual([...['L6', 'L5', 'L4', 'L3', 'L2']])
  })
})
