import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { route } from './route.ts'
import { exceptionMark } from './selection-overrides.ts'
import { fullTier } from './selection-tiers.ts'
import { date, fraction, inWorkspace, marginsOnly, moment, rowId, text, uuid } from './values.ts'

export const rankedRow = z.object({
  account: accountReference,
  rank: z.number().int(),
  movement: z.number().int().nullable(),
  score: z.number().nullable(),
  confidence: fraction,
  isEligible: z.boolean(),
  failedGates: z.array(z.string()),
  /** Points each criterion adds to the score, in the order of the criteria; null without evidence or without the right to see it. */
  contributions: z.array(z.number().nullable()),
  tier: z.string().nullable(),
  proposedTier: z.string().nullable(),
  /** Keeps its place with the influence of current spend taken out; null when spend bias was not asked for. */
  qualifiesWithoutSpend: z.boolean().nullable(),
  /** Would lose its place with the size criteria left out; null when spend bias was not asked for. */
  isInOnlyBySize: z.boolean().nullable(),
  /** Set when what holds today was decided against the scores. */
  exception: exceptionMark.nullable(),
})

export const spendBias = z.object({
  rankCorrelation: fraction.nullable(),
  correlationReasons: z.array(z.string()),
  sizeWeightShare: fraction,
  warnings: z.array(z.string()),
  /** Accounts that would lose their place: with the size criteria left out, and with spend taken out of the score. */
  wouldNotQualify: z.object({ sizeHidden: z.array(accountReference), spendRemoved: z.array(accountReference) }),
  accountsCompared: z.number().int(),
})

/** The line between in and out. In a ranking: the score of the last place, and how far the next account is from it. In an
 * explanation: the score the account needs, and how far it is from that (below 0: beyond it). */
export const cut = z.object({
  places: z.number().int(),
  score: z.number().nullable(),
  nextAccount: accountReference.nullable(),
  distance: z.number().nullable(),
})

export const ranking = z.object({
  criteriaSetId: uuid,
  criteria: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      weight: z.number(),
      isSize: z.boolean(),
      needsMargins: z.boolean(),
      kind: z.enum(['measured', 'judged']),
      accountsWithEvidence: z.number().int(),
    }),
  ),
  rows: z.array(rankedRow),
  total: z.number().int(),
  eligible: z.number().int(),
  cut,
  /** Null when not asked for: it costs more than the ranking itself, so a moving slider leaves it out. */
  spendBias: spendBias.nullable(),
  computedAt: moment,
})

export const explainedCriterion = z.object({
  key: z.string(),
  name: z.string(),
  definition: z.string(),
  kind: z.enum(['measured', 'judged']),
  weightShare: fraction,
  raw: marginsOnly(z.number()),
  unit: z.string(),
  points: marginsOnly(z.number()),
  contribution: marginsOnly(z.number()),
  medianPoints: marginsOnly(z.number()),
  evidence: z.object({
    status: z.enum(['fresh', 'stale', 'missing']),
    /** Key of the measure used (which may be a stand-in, see the reasons), or "judgement". */
    source: z.string(),
    reasons: z.array(z.string()),
    date: date.nullable(),
    authors: z.array(z.string()),
    judgements: z.number().int(),
  }),
  neededRaw: marginsOnly(z.number()),
  canLiftAlone: z.boolean().nullable(),
})

export const scoreExplanation = z.object({
  account: accountReference,
  criteriaSet: z.object({ id: uuid, name: z.string(), number: z.number().int(), status: z.string() }).nullable(),
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  accounts: z.number().int(),
  confidence: fraction.nullable(),
  isEligible: z.boolean(),
  gates: z.array(
    z.object({
      name: z.string(),
      isPassed: z.boolean().nullable(),
      actual: marginsOnly(z.number()),
      required: z.number(),
      operator: z.enum(['at_least', 'at_most']),
    }),
  ),
  criteria: z.array(explainedCriterion),
  cut,
  tier: z.string().nullable(),
  tierSince: date.nullable(),
  proposedTier: z.string().nullable(),
  proposalReason: z.string().nullable(),
  fullTier: fullTier.nullable(),
  exception: exceptionMark.nullable(),
  qualifiesWithoutSpend: z.boolean().nullable(),
  computedAt: moment.nullable(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection' as const

export const selectionRankingRoutes = {
  rank: route('selection:read', 'asks')
    .route({
      method: 'POST',
      path: `${base}/ranking`,
      tags,
      summary: 'Ranking under a criteria set, with other weights if given; nothing is stored',
    })
    .input(
      inWorkspace.extend({
        criteriaSetId: uuid.optional(),
        weights: z.record(z.string().max(60), z.number().min(0).max(1000)).optional(),
        query: text(120, 0).optional(),
        spendBias: z.enum(['with', 'without']).default('with'),
        offset: z.number().int().min(0).max(10_000_000).default(0),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(ranking),
  explain: route('selection:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/accounts/{id}/score',
      tags,
      summary: 'Why an account scores as it does, and what would have to change',
    })
    .input(inWorkspace.extend({ id: rowId, criteriaSetId: uuid.optional() }))
    .output(scoreExplanation),
}
