import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { route } from './route.ts'
import { selectionRun } from './selection-runs.ts'
import { date, fraction, inWorkspace, moment, rowId, uuid } from './values.ts'

/** An account in an answer over all accounts; null where the reader may not see it. */
const oneAccount = z.object({ account: accountReference.nullable() })

/** Accounts of whom there are `total`: those shown, and how many of the others the reader may not see. */
const someAccounts = z.object({
  accounts: z.array(accountReference),
  hidden: z.number().int(),
  total: z.number().int(),
})

/** The share of the weight at which the list changes, and who moves; null where nobody falls out or comes in. */
export const cutChange = z.object({
  share: fraction,
  /** Distance from the present share; below 0: less weight. */
  change: fraction,
  fallsOut: oneAccount.nullable(),
  comesIn: oneAccount.nullable(),
  cause: z.enum(['overtaken', 'evidence_too_thin', 'evidence_enough']),
})

export const leftOut = z.object({
  fallsOut: someAccounts,
  comesIn: someAccounts,
  rankCorrelation: fraction.nullable(),
})

export const firmCriterion = z.object({
  key: z.string(),
  name: z.string(),
  weight: z.number(),
  share: fraction,
  /** True where the answer would lay a margin bare for a reader without the right; all of the rest is then null. */
  isHidden: z.boolean(),
  accountsWithEvidence: z.number().int(),
  caution: z.string().nullable(),
  /** Null: no weight in this direction changes the list. */
  more: cutChange.nullable(),
  less: cutChange.nullable(),
  /** The list without this criterion; null where it has no weight or is the only one. */
  without: leftOut.nullable(),
})

export const firmRater = leftOut.extend({
  /** Null: none of this person’s judgements is on an account the reader may see. */
  name: z.string().nullable(),
  judgedAccounts: z.number().int(),
})

export const acceptedAccount = z.object({
  account: accountReference,
  rank: z.number().int(),
  isInside: z.boolean(),
  /** Share of the draws of weights in which it has a place, with the interval of that share. */
  insideShare: fraction,
  low: fraction,
  high: fraction,
  rankedShare: fraction,
  meanRank: z.number().nullable(),
})

export const edgeReason = z.object({
  code: z.enum([
    'selection/moves-with-weight',
    'selection/first-to-move',
    'selection/undecided-over-weights',
    'selection/moves-without-criterion',
    'selection/moves-without-rater',
  ]),
  /** Name of the criterion or rater it hangs on. */
  name: z.string().nullable(),
  change: fraction.nullable(),
  insideShare: fraction.nullable(),
})

export const edgeAccount = z.object({
  account: accountReference,
  rank: z.number().int(),
  isInside: z.boolean(),
  reasons: z.array(edgeReason),
})

export const firmness = z.object({
  id: uuid,
  criteriaSet: z.object({ id: uuid, name: z.string(), number: z.number().int() }),
  hasOwnWeights: z.boolean(),
  askedBy: z.string(),
  /** The day the evidence counts as of. */
  today: date,
  finishedAt: moment,
  /** False once scores, criteria or places have changed since. */
  isCurrent: z.boolean(),
  situation: z.enum([
    'no_accounts',
    'nobody_ranked',
    'no_places',
    'everybody_in',
    'one_criterion',
    'all_equal',
    'contested',
  ]),
  places: z.number().int(),
  accounts: z.number().int(),
  ranked: z.number().int(),
  inside: z.number().int(),
  criteria: z.array(firmCriterion),
  /** The criterion that needs the least change, of those the reader may know. */
  smallest: z.object({ key: z.string(), direction: z.enum(['more', 'less']) }).nullable(),
  raters: z.array(firmRater),
  acceptability: z.object({
    draws: z.number().int(),
    seed: z.number().int(),
    level: fraction,
    /** Accounts inside in every draw, and in any. */
    alwaysInside: z.number().int(),
    everInside: z.number().int(),
    rows: z.array(acceptedAccount),
    /** Accounts near the cut that the reader may not see. */
    hidden: z.number().int(),
  }),
  /** Accounts whose place hangs on little; of all `edgesTotal` those that the reader may see and know the reason of. */
  edges: z.array(edgeAccount),
  edgesTotal: z.number().int(),
  /** A criterion’s change of share up to which an account counts as on the edge. */
  plausibleChange: fraction,
})

/** A figure of the field, never truth: with where it comes from and why to doubt it. */
const benchmark = z.object({
  claim: z.string(),
  source: z.string(),
  caution: z.string(),
})

/** Why an account has its place, or that it has none. */
export const sizeStanding = z.enum(['qualifies_anyway', 'in_by_size', 'in_by_spend', 'not_in'])

export const sizeGuard = z.object({
  criteriaSet: z.object({ id: uuid, name: z.string(), number: z.number().int() }),
  rankCorrelation: fraction.nullable(),
  correlationLimit: fraction,
  accountsCompared: z.number().int(),
  sizeWeightShare: fraction,
  sizeWeightLimit: fraction,
  warnings: z.array(z.string()),
  inside: z.number().int(),
  inBySize: someAccounts,
  inBySpend: someAccounts,
  asked: z.array(z.object({ account: accountReference, standing: sizeStanding })),
  benchmark,
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection' as const

export const selectionFirmnessRoutes = {
  askFirmness: route('selection:read', 'creates')
    .route({
      method: 'POST',
      path: `${base}/firmness`,
      tags,
      summary: 'Ask how firm the list is; one’s own earlier question is dropped',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        criteriaSetId: uuid.optional(),
        weights: z.record(z.string().max(60), z.number().min(0).max(1000)).optional(),
        places: z.number().int().min(0).max(1_000_000).optional(),
        draws: z.number().int().min(100).max(20_000).default(2_000),
        seed: z.number().int().min(0).max(4_294_967_295).default(1),
      }),
    )
    .output(selectionRun),
  readFirmness: route('selection:read')
    .route({ method: 'GET', path: `${base}/firmness/{id}`, tags, summary: 'How firm the list is' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(firmness),
  latestFirmness: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/firmness`,
      tags,
      summary: 'The latest answer about a criteria set with its own weights and the program’s places',
    })
    .input(inWorkspace.extend({ criteriaSetId: uuid.optional() }))
    .output(z.object({ firmness: firmness.nullable() })),
  guardSize: route('selection:read', 'asks')
    .route({
      method: 'POST',
      path: `${base}/size-guard`,
      tags,
      summary: 'Does size decide under a criteria set, and for these accounts?',
    })
    .input(
      inWorkspace.extend({
        criteriaSetId: uuid.optional(),
        accountIds: z.array(rowId).max(200).default([]),
      }),
    )
    .output(sizeGuard),
}
