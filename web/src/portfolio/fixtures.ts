import { contract } from '@mainstay/contract/contract'
import { anAccess, answer, aSession, type FakeRoute, serve } from '../shell/fixtures/fake-server.ts'
import { aLine, anEconomics, aScore, harbour, period } from './account/fixtures.ts'
import type { PortfolioRow, WhaleCurve } from './api/portfolio-queries.ts'
import type { Summary } from './types.ts'

export const base = '/api/workspaces/acme'

const ok = <Value>(value: Value) => ({ value, status: 'ok' as const, reasons: [] })

export function aSummary(changes: Partial<Summary> = {}): Summary {
  return {
    period,
    netRevenue: ok('34629751.20'),
    netRevenueGrowth: ok(0.304),
    margin: { measure: 'gross_margin', amount: ok('-632144.10'), rate: ok(-0.018) },
    lossMaking: { accounts: 297, of: 493, amount: '-1670000.00', measure: 'gross_margin' },
    retention: { nrr: ok(0.773), grr: ok(0.63), lost: 86, cohort: 365 },
    concentration: { topTenShare: ok(0.127), topTenLossMaking: 7 },
    keyAccounts: { accounts: 18, places: 20, proposedIn: 2, proposedOut: 4 },
    outlooks: [
      { class: 'growing', accounts: 120 },
      { class: 'at_risk', accounts: 30 },
    ],
    linesWithoutRate: 0,
    ...changes,
  }
}

export function aRow(id: number, changes: Partial<PortfolioRow> = {}): PortfolioRow {
  return {
    account: { id: String(id), code: `AW${id}`, name: `Account ${id}` },
    city: 'Reno',
    country: 'US',
    segment: 'Warehouse',
    unit: null,
    tier: null,
    proposedTier: null,
    score: 90 - id,
    rank: id,
    confidence: 0.97,
    netRevenue: String(300_000 - id * 1_000),
    netRevenueBefore: '200000',
    growth: 0.4,
    grossMargin: '25500',
    grossMarginRate: 0.089,
    costToServe: null,
    contribution: null,
    contributionRate: null,
    walletShare: null,
    quarters: [1, 2, 3, 4],
    outlook: 'growing',
    outlookChange: 1.22,
    reasons: [
      { code: 'selection/above-median', criterion: 'Margin' },
      { code: 'selection/below-median', criterion: 'Head-room' },
    ],
    lastMonth: '2013-11',
    ...changes,
  }
}

export function aWhale(changes: Partial<WhaleCurve> = {}): WhaleCurve {
  const amounts = [500, 300, -200, -400]
  let sum = 0
  return {
    period,
    measure: 'gross_margin',
    status: 'ok',
    reasons: ['economics/no-driver-counts'],
    accounts: amounts.length,
    accountsUnknown: 0,
    total: '200',
    peak: { rank: 2, amount: '800', share: 4 },
    lossMaking: { accounts: 2, amount: '-600' },
    points: amounts.map((amount, index) => {
      sum += amount
      const id = String(index + 1)
      return {
        rank: index + 1,
        accountId: id,
        code: `AW${id}`,
        name: `Account ${id}`,
        amount: String(amount),
        cumulative: String(sum),
      }
    }),
    ...changes,
  }
}

interface LedgerState {
  readonly revision: number
  readonly firstDate: string | null
  readonly lastDate: string | null
  readonly lines: number
  readonly accounts: number
  readonly products: number
  readonly hasCosts: boolean
  readonly hasCostToServe: boolean
  readonly hasWallets: boolean
  readonly lastImportAt: string | null
  readonly isComputing: boolean
}

const ledger: LedgerState = {
  revision: 3,
  firstDate: '2010-12-29',
  lastDate: '2013-11-29',
  lines: 60_855,
  accounts: 701,
  products: 334,
  hasCosts: true,
  hasCostToServe: false,
  hasWallets: false,
  lastImportAt: '2026-10-01T08:00:00Z',
  isComputing: false,
}

export interface FakeProgramOptions {
  readonly access?: Record<string, unknown>
  readonly ledger?: Partial<LedgerState>
  readonly routes?: Readonly<Record<string, FakeRoute>>
}

const EVERYTHING = [
  'accounts:read',
  'accounts:write',
  'accounts:team',
  'ledger:read',
  'ledger:import',
  'economics:read',
  'margins:read',
  'program:read',
  'selection:read',
  'selection:judge',
  'selection:decide',
  'portfolio:read',
  'portfolio:export',
  'views:write',
  'people:read',
  'audit:read',
]

/** A workspace with a small portfolio; what a test cares about is given by its own routes. */
export function serveProgram({ access = {}, ledger: state = {}, routes = {} }: FakeProgramOptions = {}) {
  const rows = [1, 2, 3].map((id) => aRow(id))
  return serve({
    'GET /api/session': () => aSession({ workspaces: [anAccess({ permissions: EVERYTHING, ...access })] }),
    [`GET ${base}/ledger`]: () => answer(contract.ledger.state, { ...ledger, ...state }),
    [`GET ${base}/portfolio/summary`]: () => answer(contract.portfolio.summary, aSummary()),
    [`GET ${base}/portfolio/accounts`]: () =>
      answer(contract.portfolio.listAccounts, {
        rows,
        nextCursor: null,
        total: 493,
        period,
        sums: { netRevenue: '900000', contribution: null },
      }),
    [`GET ${base}/portfolio/whale-curve`]: () => answer(contract.portfolio.whaleCurve, aWhale()),
    [`GET ${base}/portfolio/matrix`]: () =>
      answer(contract.portfolio.matrix, {
        period,
        midpoint: 50,
        axes: { attractiveness: [], strength: [] },
        bubbles: [],
        accountsWithoutEvidence: 3,
      }),
    [`GET ${base}/account-facets`]: () =>
      answer(contract.accounts.facets, {
        segments: [{ value: 'Warehouse', accounts: 3 }],
        countries: [{ value: 'US', accounts: 3 }],
        units: [],
      }),
    [`GET ${base}/selection/tiers`]: () => answer(contract.selection.readTiers, { tiers: [] }),
    [`GET ${base}/views`]: () => answer(contract.workspace.listViews, { rows: [] }),
    [`GET ${base}/accounts/7`]: () => answer(contract.accounts.read, harbour),
    [`GET ${base}/accounts/7/economics`]: () => answer(contract.economics.readAccount, anEconomics()),
    [`GET ${base}/accounts/7/score`]: () => answer(contract.selection.explain, aScore()),
    [`GET ${base}/members`]: () => answer(contract.workspace.listMembers, { rows: [], nextCursor: null, total: 0 }),
    [`GET ${base}/invoice-lines`]: () =>
      answer(contract.ledger.listLines, {
        rows: [aLine()],
        nextCursor: null,
        total: 1,
        sums: { lines: 1, net: '300.00', margin: '-10.00' },
      }),
    ...routes,
  })
}
