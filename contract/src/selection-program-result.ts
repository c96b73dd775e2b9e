import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { route } from './route.ts'
import { selectionRun } from './selection-runs.ts'
import { date, figure, fraction, inWorkspace, marginsOnly, money, month, uuid } from './values.ts'

const horizon = z.union([z.literal(12), z.literal(24)])
const span = z.object({ from: month, to: month })
const verdict = z.enum(['better', 'worse', 'no_difference_shown', 'no_conclusion'])
const estimate = z.object({ value: fraction, low: fraction, high: fraction, level: fraction })
const moneyEstimate = z.object({ value: money, low: money, high: money, level: fraction })
const difference = z.object({ difference: figure(estimate), verdict })
const moneyDifference = z.object({ difference: figure(moneyEstimate), verdict })

/** Money per account and year; "better" speaks of the key accounts. */
export const programMeasure = z.object({
  againstMatched: z.object({
    accounts: z.number().int(),
    keyGrowth: figure(fraction),
    otherGrowth: figure(fraction),
    keyChange: figure(money),
    otherChange: figure(money),
    change: moneyDifference,
    growth: difference,
    typicalGrowth: difference,
  }),
  againstOwnTrend: moneyDifference.extend({
    accounts: z.number().int(),
    changeBefore: figure(money),
    changeAfter: figure(money),
  }),
})

/** A figure of the field, never truth: with where it comes from and why to doubt it. */
const benchmark = z.object({
  code: z.string(),
  low: z.number(),
  high: z.number(),
  unit: z.enum(['fraction', 'times']),
  claim: z.string(),
  source: z.string(),
  caution: z.string(),
})

export const programResult = z.object({
  run: selectionRun,
  since: date,
  months: horizon,
  currency: z.string(),
  /** Months before those before; the key accounts’ own trend is told only where the ledger reaches back so far. */
  earlier: span,
  hasEarlier: z.boolean(),
  before: span,
  after: span,
  /** Accounts in a tier on the day, others that stayed out, and those that came in later and are compared with nobody. */
  keyAccounts: z.number().int(),
  others: z.number().int(),
  joinedLater: z.number().int(),
  /** Key accounts whose decision was written down only after the day, when it could be known how they would do. */
  decidedAfterwards: z.number().int(),
  matching: z.object({
    pairs: z.number().int(),
    nobodyAlike: z.number().int(),
    unknown: z.number().int(),
    isBalanced: z.boolean(),
    balance: z.array(z.object({ key: z.string(), before: fraction.nullable(), after: fraction.nullable() })),
  }),
  netRevenue: programMeasure.nullable(),
  grossMargin: marginsOnly(programMeasure),
  contribution: marginsOnly(programMeasure),
  /** Who was compared with whom, of those that the reader sees. */
  pairs: z.array(z.object({ keyAccount: accountReference, other: accountReference })),
  collaboration: z.object({
    accounts: z.number().int(),
    fewest: z.number().int(),
    meanShare: figure(fraction),
    correlation: figure(estimate),
  }),
  benchmarks: z.array(benchmark),
})

/** What may be asked: the days for which the ledger holds the months before and after; null while it holds too little. */
export const programResultReach = z.object({
  ledger: span.nullable(),
  forMonths: z.array(z.object({ months: horizon, earliest: date, latest: date })),
  /** The first day on which anybody was decided into a tier. */
  firstDecision: date.nullable(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection/program-results' as const

export const selectionProgramResultRoutes = {
  readProgramResultReach: route('selection:read')
    .route({ method: 'GET', path: `${base}/reach`, tags, summary: 'For which days the program’s result can be told' })
    .input(inWorkspace)
    .output(programResultReach),
  startProgramResult: route('selection:ask', 'creates')
    .route({
      method: 'POST',
      path: base,
      tags,
      summary: 'Ask what the program has brought since a day',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        since: date,
        months: horizon.default(12),
        seed: z.number().int().min(0).max(4_294_967_295).default(1),
      }),
    )
    .output(selectionRun),
  readProgramResult: route('selection:read')
    .route({ method: 'GET', path: `${base}/{id}`, tags, summary: 'What the program has brought' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(programResult),
}
