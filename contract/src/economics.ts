import { z } from 'zod'
import { route } from './route.ts'
import { currency, date, figure, fraction, inWorkspace, marginsOnly, money, month, rowId } from './values.ts'

/** The question behind every figure: which months, against what, which rates, companies or groups. */
export const periodQuery = z.object({
  from: month.optional(),
  to: month.optional(),
  comparison: z.enum(['previous_year', 'previous_period']).default('previous_year'),
  rates: z.enum(['day', 'constant']).default('day'),
  basis: z.enum(['company', 'group']).default('group'),
})

/** The question as it was answered, with the ages of its sources. */
export const period = z.object({
  from: month,
  to: month,
  beforeFrom: month,
  beforeTo: month,
  comparison: periodQuery.shape.comparison.unwrap(),
  rates: periodQuery.shape.rates.unwrap(),
  basis: periodQuery.shape.basis.unwrap(),
  currency,
  ledgerRevision: z.number().int(),
  lastInvoiceDate: date.nullable(),
})

export const outlookClass = z.enum(['growing', 'flat', 'declining', 'at_risk', 'too_little_history'])

export const outlook = z.object({
  class: outlookClass,
  reasons: z.array(z.string()),
  change: fraction.nullable(),
  slopePerYear: fraction.nullable(),
  pValue: z.number().nullable(),
  adjustedPValue: z.number().nullable(),
  months: z.number().int(),
  method: z.string(),
})

export const waterfallStep = z.object({
  key: z.string(),
  kind: z.enum(['level', 'deduction']),
  amount: money.nullable(),
  status: z.enum(['ok', 'degraded', 'insufficient_data', 'not_applicable']),
  reasons: z.array(z.string()),
})

export const accountEconomics = z.object({
  period,
  netRevenue: figure(money),
  netRevenueBefore: figure(money),
  growth: figure(fraction),
  grossMargin: marginsOnly(figure(money)),
  grossMarginRate: marginsOnly(figure(fraction)),
  costToServe: marginsOnly(figure(money)),
  contribution: marginsOnly(figure(money)),
  contributionRate: marginsOnly(figure(fraction)),
  rank: z.object({
    byNetRevenue: z.number().int().nullable(),
    byContribution: marginsOnly(z.number().int()),
    accounts: z.number().int(),
  }),
  waterfall: marginsOnly(z.array(waterfallStep)),
  months: z.array(
    z.object({
      month,
      netRevenue: money.nullable(),
      grossMargin: marginsOnly(money),
      contribution: marginsOnly(money),
    }),
  ),
  productMix: z.array(
    z.object({
      productLine: z.string().nullable(),
      category: z.string().nullable(),
      netRevenue: money.nullable(),
      netRevenueBefore: money.nullable(),
      share: fraction.nullable(),
      grossMarginRate: marginsOnly(fraction),
    }),
  ),
  activities: marginsOnly(
    z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        quantity: z.string(),
        minutes: z.string().nullable(),
        cost: money.nullable(),
      }),
    ),
  ),
  companies: z.array(
    z.object({
      id: rowId,
      code: z.string(),
      name: z.string(),
      netRevenue: money.nullable(),
      contribution: marginsOnly(money),
    }),
  ),
  wallet: z
    .object({
      low: money.nullable(),
      base: money,
      high: money.nullable(),
      estimatedOn: date,
      source: z.string().nullable(),
      shareLow: fraction.nullable(),
      shareBase: fraction.nullable(),
      shareHigh: fraction.nullable(),
      headroom: money.nullable(),
      status: z.string(),
      reasons: z.array(z.string()),
      isStale: z.boolean(),
    })
    .nullable(),
  outlook: outlook.nullable(),
  dilution: marginsOnly(
    z.object({
      accountRate: fraction.nullable(),
      restOfBookRate: fraction.nullable(),
      points: fraction.nullable(),
      costToBook: money.nullable(),
    }),
  ),
})

export const growthBridgeKey = z.enum([
  'start',
  'price',
  'volume',
  'mix',
  'new_products',
  'lost_products',
  'not_separable',
  'currency',
  'end',
])

/** What a product did between the two periods, or why its change cannot be split into price and quantity. */
export const bridgeMovement = z.enum(['continuing', 'new', 'lost', 'not_separable'])

export const bridgeProduct = z.object({
  /** Null for all lines that name no product. */
  product: z.object({ code: z.string(), name: z.string(), productLine: z.string().nullable() }).nullable(),
  movement: bridgeMovement,
  reasons: z.array(z.string()),
  linesBefore: z.number().int(),
  lines: z.number().int(),
  /** Null where a line of the period names no quantity. */
  quantityBefore: z.string().nullable(),
  quantity: z.string().nullable(),
  netRevenueBefore: money,
  netRevenue: money,
  change: money,
  /** Parts of the change: by the unit price, by the quantity (volume and mix together), by exchange rates. */
  price: money.nullable(),
  quantityEffect: money.nullable(),
  currency: money,
})

export const growthBridge = z.object({
  period,
  /** From the net revenue before to that of the period; rounded to cents so that they add up exactly. Empty when unknown. */
  steps: z.array(
    z.object({
      key: growthBridgeKey,
      amount: money,
      products: z.number().int(),
      reasons: z.array(z.string()),
    }),
  ),
  /** Why there is no bridge; empty when there is one. */
  reasons: z.array(z.string()),
  /** The largest change first. */
  products: z.array(bridgeProduct),
  /** Products beyond those listed, with the smallest changes; null when all are listed. */
  others: z.object({ products: z.number().int(), netRevenueBefore: money, netRevenue: money }).nullable(),
})

const tags = ['economics']

export const economicsRoutes = {
  readAccount: route('economics:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/accounts/{id}/economics',
      tags,
      summary: 'What an account earns us: waterfall, months, mix, wallet, outlook',
    })
    .input(inWorkspace.extend({ id: rowId, ...periodQuery.shape }))
    .output(accountEconomics),
  readGrowthBridge: route('economics:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/accounts/{id}/growth-bridge',
      tags,
      summary: 'Why the net revenue of an account changed: price, volume, mix, new and lost products, currency',
    })
    .input(inWorkspace.extend({ id: rowId, ...periodQuery.shape }))
    .output(growthBridge),
  readCostToServe: route('margins:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/cost-to-serve',
      tags,
      summary: 'Pools, capacity used and unused, activities',
    })
    .input(inWorkspace.extend(periodQuery.shape))
    .output(
      z.object({
        period,
        pools: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            capacityCost: money,
            suppliedMinutes: z.string(),
            usedMinutes: z.string(),
            usedCost: money,
            unusedCost: money,
            /** Null where nobody counted what the pool did. */
            utilization: fraction.nullable(),
            /** A month of the pool could not be converted into the reporting currency. */
            isRateMissing: z.boolean(),
          }),
        ),
        /**
         * capacityCost = usedCost - overusedCost + unusedCost + uncountedCost, but for rounding. Null where there is no pool
         * or an exchange rate is missing.
         */
        totals: z
          .object({
            capacityCost: money,
            usedCost: money,
            unusedCost: money,
            /** Of pools whose activities nobody counted. */
            uncountedCost: money,
            /** Charged beyond what the pools supply. */
            overusedCost: money,
          })
          .nullable(),
        activities: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            /** Null where no cost rate names the activity. */
            pool: z.string().nullable(),
            quantity: z.string(),
            /** Part of the quantity that has no cost: no cost rate in its month, or no exchange rate. */
            uncostedQuantity: z.string(),
            minutes: z.string(),
            cost: money,
          }),
        ),
        coverage: figure(fraction),
      }),
    ),
}
