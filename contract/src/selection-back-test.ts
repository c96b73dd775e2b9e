import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { selectionRun } from './selection-runs.ts'
import { date, figure, fraction, inWorkspace, marginsOnly, money, month, queryInteger, uuid } from './values.ts'

/** More places than this are no list of key accounts any more. */
export const BACK_TEST_PLACES = 1_000

const horizon = z.union([z.literal(12), z.literal(24)])
const verdict = z.enum(['better', 'worse', 'no_difference_shown', 'no_conclusion'])
export const backTestRival = z.enum(['largest', 'chosen', 'matched', 'chance'])
/** Which accounts of a back-test: picked by the set, largest by spend, chosen by the company, or alike at the start. */
export const backTestGroup = z.enum(['picked', 'largest', 'chosen', 'matched'])

const span = z.object({ from: month, to: month })
const estimate = z.object({ value: fraction, low: fraction, high: fraction, level: fraction })
const moneyEstimate = z.object({ value: money, low: money, high: money, level: fraction })

/** A difference between two groups with its interval, and what it allows to say. */
const difference = z.object({ difference: figure(estimate), verdict })
const moneyDifference = z.object({ difference: figure(moneyEstimate), verdict })

/** Sums of money per year; null for whoever does not see every account. */
const groupOutcome = z.object({
  accounts: z.number().int(),
  unknown: z.number().int(),
  before: money.nullable(),
  after: money.nullable(),
  changePerAccount: figure(money),
  growth: figure(fraction),
  typicalGrowth: figure(fraction),
})

const measureComparison = z.object({
  picks: groupOutcome,
  others: groupOutcome,
  change: moneyDifference,
  growth: difference,
  typicalGrowth: difference,
  /** Against chance: share of the lots drawn that did no better; null otherwise, or where it cannot be said. */
  beatsLots: fraction.nullable(),
})

const byMeasure = z.object({
  netRevenue: measureComparison.nullable(),
  grossMargin: marginsOnly(measureComparison),
  contribution: marginsOnly(measureComparison),
})

/** Why nothing, or only with care, can be concluded. */
const reason = z.object({
  code: z.string(),
  found: z.number().optional(),
  needed: z.number().optional(),
  level: fraction.optional(),
  verdict: z.enum(['better', 'worse']).optional(),
})

const predictor = z.object({
  key: z.string(),
  name: z.string(),
  /** Share of the weight; null for what is no criterion. */
  weightShare: fraction.nullable(),
  accounts: z.number().int(),
  correlation: figure(estimate),
  adjustedP: fraction.nullable(),
  verdict: z.enum(['predicts_growth', 'predicts_decline', 'predicts_nothing', 'not_shown', 'too_few_accounts']),
})

const testedSet = z.object({ id: uuid, name: z.string(), number: z.number().int(), status: z.string() })

const setTest = z.object({
  criteriaSet: testedSet,
  picks: z.number().int(),
  candidates: z.number().int(),
  /** Candidates that bought nothing in the months after; they count with nought. */
  left: z.number().int(),
  verdict,
  verdictAgainst: backTestRival.nullable(),
  reasons: z.array(reason),
  comparisons: z.array(
    z.object({
      against: backTestRival,
      accounts: z.number().int(),
      shared: z.number().int(),
      verdict,
      reasons: z.array(reason),
      measures: byMeasure,
    }),
  ),
  matching: z
    .object({
      pairs: z.number().int(),
      nobodyAlike: z.number().int(),
      unknown: z.number().int(),
      isBalanced: z.boolean(),
      balance: z.array(z.object({ key: z.string(), before: fraction.nullable(), after: fraction.nullable() })),
    })
    .nullable(),
  startingSpend: predictor.nullable(),
  criteria: z.array(predictor),
})

export const backTestAnswer = z.object({
  run: selectionRun,
  asOf: date,
  months: horizon,
  places: z.number().int(),
  seed: z.number().int(),
  currency: z.string(),
  /** The months that were known on the day, those before them (for the trend), and those that followed. */
  known: span,
  after: span,
  /** Last invoice day that the figures of the day rest on; null when there is none. */
  knownOn: date.nullable(),
  monthsBefore: z.number().int(),
  monthsAfter: z.number().int(),
  /** How many sets have been tried on this past, and the level that the intervals were widened to. */
  setsTested: z.number().int(),
  level: fraction,
  /**
   * What the books of the day said otherwise than they do now: companies in another group, lines and activity counts that
   * were corrected since. Null for who does not see every account, and for answers from before this was asked.
   */
  booksChange: z
    .object({
      movedCompanies: z.number().int(),
      correctedLines: z.number().int(),
      correctedCounts: z.number().int(),
    })
    .nullable(),
  /** Accounts that had a tier on the day by decisions taken by then. */
  chosen: z.number().int(),
  tests: z.array(setTest),
  /** Two sets side by side; "better" speaks of the first. */
  sideBySide: z.object({ shared: z.number().int(), verdict, reasons: z.array(reason), measures: byMeasure }).nullable(),
  /** False: sums of money are left out, because they count accounts that the reader does not see. */
  showsSums: z.boolean(),
})

const beforeAfter = z.object({ before: money.nullable(), after: money.nullable() })

/** What became of an account, in money per year. */
export const backTestAccount = z.object({
  account: accountReference,
  /** Place and score under the set asked for; null for accounts that it did not pick. */
  place: z.number().int().nullable(),
  score: z.number().nullable(),
  isLargest: z.boolean(),
  isChosen: z.boolean(),
  /** The account it was compared with, if the reader sees it. */
  matchedWith: accountReference.nullable(),
  hasLeft: z.boolean(),
  netRevenue: beforeAfter,
  growth: fraction.nullable(),
  grossMargin: marginsOnly(beforeAfter),
  contribution: marginsOnly(beforeAfter),
})

export const backTestListItem = z.object({
  run: selectionRun,
  asOf: date,
  months: horizon,
  places: z.number().int(),
  sets: z.array(testedSet.extend({ verdict: verdict.nullable(), verdictAgainst: backTestRival.nullable() })),
})

/** What can be asked: how far the ledger reaches, and the latest days whose months after are over. */
export const backTestReach = z.object({
  ledger: z.object({ from: date, to: date }).nullable(),
  latest: z.object({ months12: date.nullable(), months24: date.nullable() }),
  places: z.number().int(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection/back-tests' as const
const oneRun = inWorkspace.extend({ id: uuid })

export const selectionBackTestRoutes = {
  startBackTest: route('selection:ask', 'creates')
    .route({
      method: 'POST',
      path: base,
      tags,
      summary: 'Test one or two criteria sets on the company’s own past',
      successStatus: 202,
    })
    .input(
      inWorkspace.extend({
        /** The published set when not given. */
        criteriaSetIds: z.array(uuid).min(1).max(2).optional(),
        asOf: date,
        months: horizon,
        /** All places of the tiers when not given. */
        places: z.number().int().min(1).max(BACK_TEST_PLACES).optional(),
        seed: z.number().int().min(0).max(2_147_483_647).default(1),
      }),
    )
    .output(selectionRun),
  listBackTests: route('selection:read')
    .route({ method: 'GET', path: base, tags, summary: 'Back-tests asked so far, newest first' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(backTestListItem)),
  readBackTestReach: route('selection:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/selection/back-test-reach',
      tags,
      summary: 'Which past days can be asked about',
    })
    .input(inWorkspace)
    .output(backTestReach),
  readBackTest: route('selection:read')
    .route({ method: 'GET', path: `${base}/{id}`, tags, summary: 'What a back-test found' })
    .input(oneRun)
    .output(backTestAnswer),
  listBackTestAccounts: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/{id}/accounts`,
      tags,
      summary: 'Who was picked then, or whom the picks were held against, and what became of them',
    })
    .input(
      oneRun
        .extend(pageQuery.shape)
        .extend({ group: backTestGroup.default('picked'), set: queryInteger(1, 2).default(1) }),
    )
    .output(pageOf(backTestAccount)),
}
