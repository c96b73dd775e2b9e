import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { date, figure, figureStatus, fraction, inWorkspace, marginsOnly, money, rowId, text } from './values.ts'

const shares = z.object({
  profit: fraction,
  assigned: fraction,
  breadth: fraction,
  values: fraction,
  addOns: fraction,
})
const givenShare = z.number().min(0).max(1)

export const scorecardPart = z.enum(['profit', 'assigned', 'breadth', 'values', 'addOns'])
export const feltSide = z.enum(['too_high', 'too_low', 'in_line', 'unknown'])

/** How the profitability scorecard weighs, and what it counts; `version` is 0 until somebody has changed it. */
export const scorecardScheme = z.object({
  shares,
  starterShares: shares,
  /** The least share of money that needs no written reason. */
  leastProfitShare: fraction,
  reason: z.string().nullable(),
  /** Whom an account is held against: all accounts, or those of its tier. */
  cohort: z.enum(['all', 'tier']),
  /** Keys of the judged criteria that tell organisational values. */
  valueCriteria: z.array(z.string()),
  /** Ids of the product lines that count as add-ons of each kind. */
  addOnLines: z.object({
    upsell: z.array(rowId),
    supportSubscriptions: z.array(rowId),
    renewals: z.array(rowId),
  }),
  choices: z.object({
    productLines: z.array(z.object({ id: rowId, name: z.string(), category: z.string().nullable() })),
    judgedCriteria: z.array(z.object({ key: z.string(), name: z.string() })),
  }),
  version: z.number().int(),
})

/** What people assigned, from 1 to 5. All but `count` is null while the reader is blind. */
export const assignedSummary = z.object({
  /** The reader may score and has not: until then they see nothing of the others’ scores. */
  isBlind: z.boolean(),
  count: z.number().int(),
  mean: z.number().nullable(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  standardDeviation: z.number().nullable(),
})

export const perceptionGap = z.object({
  points: z.number().nullable(),
  felt: feltSide,
  ranks: z.number().nullable(),
  /** What an account as good as this one is felt to be earns, less what this one earns; null where it would tell of hidden companies. */
  money: money.nullable(),
})

export const profitabilityScore = z.object({
  id: rowId,
  personName: z.string(),
  isOwn: z.boolean(),
  score: z.number().int(),
  comment: z.string().nullable(),
  scoredOn: date,
  /** False: the same person has given another since. */
  isCurrent: z.boolean(),
})

export const accountScorecard = z.object({
  account: accountReference,
  /** The last day of the twelve months; null while there are no figures. */
  asOf: date.nullable(),
  cohort: z.object({ kind: z.enum(['all', 'tier']), tier: z.string().nullable(), accounts: z.number().int() }),
  profit: marginsOnly(figure(money)),
  assigned: assignedSummary,
  scores: z.array(profitabilityScore),
  lines: z.array(
    z.object({
      part: scorecardPart,
      /** Null for margins without the right, and for what the others assigned while the reader is blind. */
      points: z.number().nullable(),
      isHidden: z.boolean(),
      status: figureStatus,
      reasons: z.array(z.string()),
      share: fraction,
      shareUsed: fraction,
    }),
  ),
  breadth: z.object({ bought: z.number().int(), within: z.number().int() }).nullable(),
  addOns: z.object({
    upsell: fraction.nullable(),
    supportSubscriptions: fraction.nullable(),
    renewals: fraction.nullable(),
  }),
  score: marginsOnly(figure(z.number())),
  gap: marginsOnly(perceptionGap),
})

export const scorecardRow = z.object({
  account: accountReference,
  tier: z.string().nullable(),
  profit: money.nullable(),
  measured: z.number().nullable(),
  assigned: assignedSummary,
  score: z.number().nullable(),
  gap: perceptionGap,
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection' as const

export const selectionScorecardRoutes = {
  readScorecardScheme: route('selection:read')
    .route({ method: 'GET', path: `${base}/scorecard-scheme`, tags, summary: 'How the profitability scorecard weighs' })
    .input(inWorkspace)
    .output(scorecardScheme),
  changeScorecardScheme: route('program:write', 'changes')
    .route({
      method: 'PUT',
      path: `${base}/scorecard-scheme`,
      tags,
      summary: 'Change how the scorecard weighs; less than half on money needs a written reason',
    })
    .input(
      inWorkspace.extend({
        shares: z.object({
          profit: givenShare,
          assigned: givenShare,
          breadth: givenShare,
          values: givenShare,
          addOns: givenShare,
        }),
        reason: text(1_000, 0).nullable().default(null),
        cohort: z.enum(['all', 'tier']),
        valueCriteria: z.array(z.string().max(60)).max(50),
        addOnLines: z.object({
          upsell: z.array(rowId).max(500),
          supportSubscriptions: z.array(rowId).max(500),
          renewals: z.array(rowId).max(500),
        }),
      }),
    )
    .output(scorecardScheme),
  readScorecard: route('selection:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/accounts/{id}/scorecard',
      tags,
      summary: 'How profitable an account is, and is felt to be',
    })
    .input(inWorkspace.extend({ id: rowId }))
    .output(accountScorecard),
  scoreProfitability: route('selection:judge', 'creates')
    .route({
      method: 'POST',
      path: '/workspaces/{workspace}/accounts/{id}/profitability-scores',
      tags,
      summary: 'Say how profitable an account is felt to be; the earlier score stays on record',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        id: rowId,
        score: z.number().int().min(1).max(5),
        comment: text(1_000, 0).nullable().default(null),
      }),
    )
    .output(accountScorecard),
  listScorecards: route('margins:read')
    .route({
      method: 'GET',
      path: `${base}/scorecards`,
      tags,
      summary:
        'Accounts that people scored, the widest gap between felt and measured first; needs the right to margins',
    })
    .input(inWorkspace.extend(pageQuery.shape).extend({ felt: feltSide.optional() }))
    .output(pageOf(scorecardRow)),
}
