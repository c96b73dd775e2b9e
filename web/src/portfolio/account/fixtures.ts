import type { accountDetail } from '@mainstay/contract/accounts'
import type { accountEconomics, period as answeredPeriod } from '@mainstay/contract/economics'
import type { invoiceLine } from '@mainstay/contract/ledger'
import type { scoreExplanation } from '@mainstay/contract/selection-ranking'
import type { z } from 'zod'

export const period: z.infer<typeof answeredPeriod> = {
  from: '2012-12',
  to: '2013-11',
  beforeFrom: '2011-12',
  beforeTo: '2012-11',
  comparison: 'previous_year',
  rates: 'day',
  basis: 'group',
  currency: 'USD',
  ledgerRevision: 3,
  lastInvoiceDate: '2013-11-29',
}

const ok = <Value>(value: Value) => ({ value, status: 'ok' as const, reasons: [] })

export const harbour: z.infer<typeof accountDetail> = {
  id: '7',
  code: 'AW7',
  name: 'Bulk Discount Store',
  parent: null,
  group: { id: '7', code: 'AW7', name: 'Bulk Discount Store' },
  companiesInGroup: 1,
  segment: 'Value Added Reseller',
  unit: null,
  city: 'London',
  region: 'England',
  country: 'GB',
  employees: 40,
  annualSales: '3000000',
  annualSalesCurrency: 'USD',
  yearOpened: 1980,
  attributes: {},
  version: 4,
  createdAt: '2026-01-10T09:00:00Z',
  updatedAt: '2026-01-10T09:00:00Z',
  children: [],
  team: [],
}

export function anEconomics(changes: Partial<z.infer<typeof accountEconomics>> = {}): z.infer<typeof accountEconomics> {
  const unknown = { value: null, status: 'insufficient_data' as const, reasons: ['economics/no-driver-counts'] }
  return {
    period,
    netRevenue: ok('404000.00'),
    netRevenueBefore: ok('297000.00'),
    growth: ok(0.36),
    grossMargin: ok('-20200.00'),
    grossMarginRate: ok(-0.05),
    costToServe: unknown,
    contribution: unknown,
    contributionRate: unknown,
    rank: { byNetRevenue: 4, byContribution: 471, accounts: 493 },
    waterfall: [
      { key: 'listValue', kind: 'level', amount: '404019', status: 'ok', reasons: [] },
      { key: 'onInvoiceDiscounts', kind: 'deduction', amount: '19', status: 'ok', reasons: [] },
      { key: 'netRevenue', kind: 'level', amount: '404000', status: 'ok', reasons: [] },
      { key: 'costOfGoods', kind: 'deduction', amount: '424200', status: 'ok', reasons: [] },
      { key: 'grossMargin', kind: 'level', amount: '-20200', status: 'ok', reasons: [] },
      {
        key: 'costToServe',
        kind: 'deduction',
        amount: null,
        status: 'insufficient_data',
        reasons: ['economics/no-driver-counts'],
      },
    ],
    months: [
      { month: '2012-11', netRevenue: '20000', grossMargin: '1000', contribution: null },
      { month: '2013-11', netRevenue: '40000', grossMargin: '-2000', contribution: null },
    ],
    productMix: [
      {
        productLine: 'Road Bikes',
        category: 'Bikes',
        netRevenue: '50000',
        netRevenueBefore: '88000',
        share: 0.12,
        grossMarginRate: -0.061,
      },
      {
        productLine: 'Components',
        category: 'Components',
        netRevenue: '22200',
        netRevenueBefore: '0',
        share: 0.05,
        grossMarginRate: 0.02,
      },
      {
        productLine: 'Clothing',
        category: 'Clothing',
        netRevenue: '7100',
        netRevenueBefore: '7000',
        share: 0.02,
        grossMarginRate: -0.005,
      },
    ],
    activities: [],
    companies: [],
    wallet: null,
    outlook: {
      class: 'declining',
      reasons: ['economics/trend-down'],
      change: -0.13,
      slopePerYear: -0.1,
      pValue: 0.01,
      adjustedPValue: 0.04,
      months: 36,
      method: 'seasonal',
    },
    dilution: { accountRate: -0.05, restOfBookRate: 0.01, points: -0.06, costToBook: '24000' },
    ...changes,
  }
}

export function aScore(changes: Partial<z.infer<typeof scoreExplanation>> = {}): z.infer<typeof scoreExplanation> {
  return {
    account: { id: '7', code: 'AW7', name: 'Bulk Discount Store' },
    criteriaSet: null,
    score: 58,
    rank: 22,
    accounts: 493,
    confidence: 0.5,
    isEligible: true,
    gates: [],
    criteria: [
      {
        key: 'fit',
        name: 'Fit',
        definition: 'Do they want what we are good at?',
        kind: 'judged',
        weightShare: 0.5,
        raw: null,
        unit: 'score',
        points: null,
        contribution: null,
        medianPoints: null,
        evidence: { status: 'missing', source: 'judgement', reasons: [], date: null, authors: [], judgements: 0 },
        neededRaw: null,
        canLiftAlone: null,
      },
    ],
    cut: { places: 20, score: 60, nextAccount: null, distance: -2 },
    tier: 'B',
    tierSince: '2026-02-01',
    proposedTier: 'out',
    proposalReason: null,
    fullTier: null,
    exception: null,
    qualifiesWithoutSpend: null,
    computedAt: null,
    ...changes,
  }
}

export function aLine(changes: Partial<z.infer<typeof invoiceLine>> = {}): z.infer<typeof invoiceLine> {
  return {
    invoiceNo: 'SO1',
    lineNo: '1',
    invoiceDate: '2013-11-01',
    account: { id: '7', code: 'AW7', name: 'Bulk Discount Store' },
    productCode: '349',
    productName: 'Mountain-100',
    productLine: 'Mountain Bikes',
    quantity: '3',
    unitPrice: '100.00',
    discount: '0',
    net: '300.00',
    cost: '310.00',
    margin: '-10.00',
    currency: 'USD',
    netReporting: '300.00',
    originalInvoiceNo: null,
    importNumber: 1,
    restatements: 1,
    ...changes,
  }
}
