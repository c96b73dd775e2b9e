import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { outlookClass, period, periodQuery } from './economics.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import {
  figure,
  fraction,
  inWorkspace,
  marginsOnly,
  money,
  month,
  queryFlag,
  rowId,
  text,
  writtenMoney,
} from './values.ts'

export const portfolioSortKey = z.enum([
  'rank',
  'name',
  'code',
  'net_revenue',
  'growth',
  'gross_margin',
  'gross_margin_rate',
  'cost_to_serve',
  'contribution',
  'contribution_rate',
  'score',
  'confidence',
  'tier',
  'outlook',
  'wallet_share',
  'city',
  'segment',
  'country',
])
export const portfolioSort = z.string().regex(/^-?[a-z_]{1,40}$/)

/** Filters of the portfolio table; several values are joined by commas and mean "one of". */
export const portfolioFilter = z.object({
  query: text(120, 0).optional(),
  tiers: text(200).optional(),
  outlooks: text(200).optional(),
  segments: text(1_000).optional(),
  countries: text(1_000).optional(),
  units: text(1_000).optional(),
  netRevenueFrom: writtenMoney.optional(),
  netRevenueTo: writtenMoney.optional(),
  scoreFrom: z.coerce.number().min(0).max(100).optional(),
  losesMoney: queryFlag.optional(),
  buyingOnly: queryFlag.default(true),
})

export const portfolioRow = z.object({
  account: accountReference,
  city: z.string().nullable(),
  country: z.string().nullable(),
  segment: z.string().nullable(),
  unit: z.string().nullable(),
  tier: z.string().nullable(),
  proposedTier: z.string().nullable(),
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  confidence: fraction.nullable(),
  netRevenue: money.nullable(),
  netRevenueBefore: money.nullable(),
  growth: fraction.nullable(),
  grossMargin: marginsOnly(money),
  grossMarginRate: marginsOnly(fraction),
  costToServe: marginsOnly(money),
  contribution: marginsOnly(money),
  contributionRate: marginsOnly(fraction),
  walletShare: fraction.nullable(),
  quarters: z.array(z.number()),
  outlook: outlookClass.nullable(),
  outlookChange: fraction.nullable(),
  reasons: z.array(z.object({ code: z.string(), criterion: z.string() })),
  lastMonth: month.nullable(),
})

export const measureName = z.enum(['gross_margin', 'contribution', 'net_revenue'])

export const whalePoint = z.object({
  rank: z.number().int(),
  accountId: rowId,
  code: z.string(),
  name: z.string(),
  amount: money,
  cumulative: money,
})

export const whaleCurve = z.object({
  period,
  measure: measureName,
  status: z.enum(['ok', 'degraded', 'insufficient_data', 'not_applicable']),
  reasons: z.array(z.string()),
  accounts: z.number().int(),
  accountsUnknown: z.number().int(),
  total: money.nullable(),
  peak: z.object({ rank: z.number().int(), amount: money, share: fraction.nullable() }).nullable(),
  lossMaking: z.object({ accounts: z.number().int(), amount: money }),
  /** At most a few hundred points, the turning points always among them; the export has all. */
  points: z.array(whalePoint),
})

export const lossSimulation = z.object({
  period,
  lost: z.array(accountReference.extend({ netRevenue: money.nullable(), contribution: marginsOnly(money) })),
  netRevenue: money.nullable(),
  netRevenueAfter: money.nullable(),
  netRevenueShare: fraction.nullable(),
  contribution: marginsOnly(money),
  contributionAfter: marginsOnly(money),
  contributionMeasure: measureName,
})

const tags = ['portfolio']
const base = '/workspaces/{workspace}/portfolio' as const
const question = inWorkspace.extend(periodQuery.shape)

export const portfolioRoutes = {
  summary: route('portfolio:read')
    .route({ method: 'GET', path: `${base}/summary`, tags, summary: 'The six figures of the portfolio' })
    .input(question)
    .output(
      z.object({
        period,
        netRevenue: figure(money),
        netRevenueGrowth: figure(fraction),
        margin: marginsOnly(z.object({ measure: measureName, amount: figure(money), rate: figure(fraction) })),
        lossMaking: marginsOnly(
          z.object({ accounts: z.number().int(), of: z.number().int(), amount: money, measure: measureName }),
        ),
        retention: z.object({
          nrr: figure(fraction),
          grr: figure(fraction),
          lost: z.number().int(),
          cohort: z.number().int(),
        }),
        concentration: z.object({ topTenShare: figure(fraction), topTenLossMaking: marginsOnly(z.number().int()) }),
        keyAccounts: z.object({
          accounts: z.number().int(),
          places: z.number().int(),
          proposedIn: z.number().int(),
          proposedOut: z.number().int(),
        }),
        outlooks: z.array(z.object({ class: outlookClass, accounts: z.number().int() })),
        linesWithoutRate: z.number().int(),
      }),
    ),
  listAccounts: route('portfolio:read')
    .route({
      method: 'GET',
      path: `${base}/accounts`,
      tags,
      summary: 'The portfolio table: any sort, any filter, with total',
    })
    .input(
      question
        .extend(pageQuery.shape)
        .extend(portfolioFilter.shape)
        .extend({ sort: portfolioSort.default('rank') }),
    )
    .output(
      pageOf(portfolioRow).extend({
        period,
        sums: z.object({ netRevenue: money.nullable(), contribution: marginsOnly(money) }),
      }),
    ),
  whaleCurve: route('margins:read')
    .route({ method: 'GET', path: `${base}/whale-curve`, tags, summary: 'Accounts by profit, summed up' })
    .input(question.extend({ measure: measureName.optional() }))
    .output(whaleCurve),
  lorenz: route('portfolio:read')
    .route({
      method: 'GET',
      path: `${base}/lorenz`,
      tags,
      summary: 'Inequality of net revenue; refused where amounts are negative',
    })
    .input(question)
    .output(
      z.object({
        period,
        gini: figure(fraction),
        giniCorrected: figure(fraction),
        accounts: z.number().int(),
        points: z.array(z.object({ accountsShare: fraction, amountShare: fraction })),
      }),
    ),
  concentration: route('portfolio:read')
    .route({ method: 'GET', path: `${base}/concentration`, tags, summary: 'How much hangs on how few' })
    .input(question)
    .output(
      z.object({
        period,
        accounts: z.number().int(),
        topShares: z.array(z.object({ accounts: z.number().int(), share: fraction.nullable() })),
        accountsFor80: z.number().int().nullable(),
        herfindahlIndex: fraction.nullable(),
        effectiveAccounts: z.number().nullable(),
        top: z.array(
          accountReference.extend({ netRevenue: money, share: fraction.nullable(), contribution: marginsOnly(money) }),
        ),
      }),
    ),
  simulateLoss: route('portfolio:read', 'asks')
    .route({ method: 'POST', path: `${base}/loss-simulation`, tags, summary: 'What remains when these accounts go' })
    .input(question.extend({ accountIds: z.array(rowId).min(1).max(100) }))
    .output(lossSimulation),
  retention: route('portfolio:read')
    .route({
      method: 'GET',
      path: `${base}/retention`,
      tags,
      summary: 'Net and gross retention, lost accounts, growth bridge',
    })
    .input(question)
    .output(
      z.object({
        period,
        cohort: z.number().int(),
        nrr: figure(fraction),
        grr: figure(fraction),
        logoChurn: figure(fraction),
        lost: z.array(accountReference.extend({ netRevenueBefore: money })),
        lostCount: z.number().int(),
        bridge: z.array(z.object({ key: z.string(), amount: money })),
      }),
    ),
  matrix: route('portfolio:read')
    .route({ method: 'GET', path: `${base}/matrix`, tags, summary: 'Attractiveness by our strength' })
    .input(question.extend({ limit: z.coerce.number().int().min(1).max(500).default(90) }))
    .output(
      z.object({
        period,
        /** Where the axes are cut: the program's own policy, never the median. */
        midpoints: z.object({ attractiveness: z.number(), strength: z.number() }),
        axes: z.object({ attractiveness: z.array(z.string()), strength: z.array(z.string()) }),
        bubbles: z.array(
          z.object({
            account: accountReference,
            attractiveness: z.number(),
            strength: z.number(),
            netRevenue: money.nullable(),
            losesMoney: marginsOnly(z.boolean()),
            tier: z.string().nullable(),
            quadrant: z.enum(['strategic', 'star', 'status', 'streamline']),
          }),
        ),
        accountsWithoutEvidence: z.number().int(),
      }),
    ),
}
