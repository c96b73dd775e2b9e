import { MEASURE_KEYS } from '@mainstay/domain/program'
import { describe, expect, it } from 'vitest'
import { type FigureRow, measuredEvidence } from './measures.ts'

const TODAY = '2026-11-20'

function aRow(changes: Partial<FigureRow> = {}): FigureRow {
  return {
    netRevenue: 100,
    netRevenueBefore: 80,
    grossMarginBefore: 20,
    grossMarginRate: 0.3,
    costedShare: 1,
    contribution: 12,
    contributionRate: 0.12,
    growth: 0.25,
    activeMonths: 11,
    productLines: 4,
    monthsWithUs: 30,
    wallet: { ourNet: '100', low: '150', base: '400', high: '500' },
    walletEstimatedOn: '2025-01-31',
    slopePerYear: 0.24,
    ...changes,
  }
}

function measure(key: (typeof MEASURE_KEYS)[number], changes: Partial<FigureRow> = {}) {
  return measuredEvidence(aRow(changes), [key], TODAY)[key]?.figure
}

describe('what economics says, as evidence', () => {
  it('gives every measure of a well-known account', () => {
    const values = Object.entries(measuredEvidence(aRow(), MEASURE_KEYS, TODAY)).map(([key, one]) => [
      key,
      one.figure.value,
    ])
    expect(Object.fromEntries(values)).toEqual({
      net_revenue_12m: 100,
      contribution_amount: 12,
      contribution_rate: 0.12,
      gross_margin_rate: 0.3,
      margin_change: 0.3 - 0.25,
      growth_12m: 0.25,
      trend_slope: 0.02,
      wallet_headroom_share: 0.75,
      wallet_headroom_amount: 300,
      product_breadth: 4,
      order_regularity: 11,
      retention_years: 2.5,
    })
  })

  it('lets the gross margin rate stand in for an unknown contribution rate, and remembers it', () => {
    expect(measure('contribution_rate', { contributionRate: null })).toEqual({
      value: 0.3,
      status: 'degraded',
      reasons: ['selection/gross-margin-stands-in'],
    })
    expect(measure('contribution_rate', { contributionRate: null, grossMarginRate: null })).toMatchObject({
      value: null,
      reasons: ['economics/cost-missing'],
    })
  })

  it('gives no rate where there is no revenue, and no revenue where a line could not be converted', () => {
    expect(measure('contribution_rate', { netRevenue: 0, contributionRate: null })).toMatchObject({
      value: null,
      status: 'not_applicable',
    })
    expect(measure('gross_margin_rate', { netRevenue: -5 })).toMatchObject({ value: null, status: 'not_applicable' })
    expect(measure('net_revenue_12m', { netRevenue: null })).toMatchObject({
      value: null,
      reasons: ['economics/rate-missing'],
    })
  })

  it('marks a margin with costs missing on some lines', () => {
    expect(measure('gross_margin_rate', { costedShare: 0.97 })).toEqual({
      value: 0.3,
      status: 'degraded',
      reasons: ['economics/cost-missing'],
    })
  })

  it('takes a wallet below our sales for a wrong estimate, not for no head-room', () => {
    const wallet = { ourNet: '100', low: null, base: '90', high: null }
    expect(measure('wallet_headroom_share', { wallet })).toMatchObject({
      value: null,
      reasons: ['economics/wallet-below-our-sales'],
    })
    expect(measure('wallet_headroom_amount', { wallet: null })).toMatchObject({
      value: null,
      reasons: ['economics/wallet-missing'],
    })
  })

  it('knows nothing of an account that never bought but its wallet, and nothing at all without figures', () => {
    expect(measure('product_breadth', { monthsWithUs: null, productLines: 0 })).toMatchObject({
      value: null,
      reasons: ['selection/no-purchases'],
    })
    expect(measure('wallet_headroom_share', { monthsWithUs: null })).toMatchObject({ value: 0.75 })
    expect(measuredEvidence(null, MEASURE_KEYS, TODAY)).toEqual({})
  })

  it('ages a wallet estimate from its own date, and takes the ledger as of today', () => {
    const evidence = measuredEvidence(aRow(), ['wallet_headroom_share', 'growth_12m'], TODAY)
    expect(evidence.wallet_headroom_share?.asOf).toBe('2025-01-31')
    expect(evidence.growth_12m?.asOf).toBe(TODAY)
  })
})
