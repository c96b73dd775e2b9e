import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { selectionBackTestRoutes } from './selection-back-test.ts'
import { selectionCandidateRoutes } from './selection-candidates.ts'
import { selectionFirmnessRoutes } from './selection-firmness.ts'
import { exceptionMark, selectionOverrideRoutes } from './selection-overrides.ts'
import { selectionProgramResultRoutes } from './selection-program-result.ts'
import { selectionRoundRoutes } from './selection-rounds.ts'
import { selectionRunRoutes } from './selection-runs.ts'
import { selectionScorecardRoutes } from './selection-scorecard.ts'
import { selectionSecondOpinionRoutes } from './selection-second-opinions.ts'
import { date, fraction, inWorkspace, marginsOnly, moment, queryInteger, rowId, text, uuid } from './values.ts'

export const outTier = 'out'
export const AS_PROPOSED = 'proposed'

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

export const tierDecision = z.object({
  id: rowId,
  account: accountReference,
  tier: z.string(),
  previousTier: z.string(),
  reason: z.string(),
  overCapacityReason: z.string().nullable(),
  /** `planned`: not yet in effect. `current`: holds today. `past`: another one followed. */
  status: z.enum(['planned', 'current', 'past']),
  deciderName: z.string(),
  effectiveDate: date,
  /** The last day it holds; then what held before it holds again. */
  expiresOn: date.nullable(),
  /** The override it grants. */
  overrideId: uuid.nullable(),
  /** False: the scores proposed something else on that day. Null: not known. */
  followsScores: z.boolean().nullable(),
  proposedTier: z.string().nullable(),
  decidedAt: moment,
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
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
  exception: exceptionMark.nullable(),
  qualifiesWithoutSpend: z.boolean().nullable(),
  computedAt: moment.nullable(),
})

export const tierOverview = z.object({
  tiers: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      capacity: z.number().int(),
      accounts: z.number().int(),
      proposedIn: z.number().int(),
      proposedOut: z.number().int(),
      enterScore: z.number(),
      exitScore: z.number(),
      gets: z.string(),
      gives: z.string(),
    }),
  ),
})

export const tierProposal = z.object({
  account: accountReference,
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  confidence: fraction,
  tier: z.string(),
  proposedTier: z.string(),
  reason: z.enum([
    'above_entry_place_free',
    'above_entry_no_place',
    'held_between_exit_and_entry',
    'held_no_place',
    'below_exit',
    'below_entry',
    'not_enough_evidence',
    'gate_failed',
  ]),
  exception: exceptionMark.nullable(),
})

export const judgement = z.object({
  id: rowId,
  criterionKey: z.string(),
  score: z.number().int(),
  personName: z.string(),
  judgedOn: date,
  comment: z.string().nullable(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection' as const
const decision = {
  tier: text(4),
  reason: text(2_000, 10),
  effectiveDate: date,
  expiresOn: date.nullable().default(null),
  overCapacityReason: text(1_000, 0).optional(),
}

export const selectionRoutes = {
  ...selectionCandidateRoutes,
  ...selectionOverrideRoutes,
  ...selectionRunRoutes,
  ...selectionProgramResultRoutes,
  ...selectionScorecardRoutes,
  ...selectionSecondOpinionRoutes,
  ...selectionFirmnessRoutes,
  ...selectionBackTestRoutes,
  ...selectionRoundRoutes,
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
  listJudgements: route('selection:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/accounts/{id}/judgements',
      tags,
      summary: 'Judged scores of an account',
    })
    .input(inWorkspace.extend({ id: rowId }))
    .output(z.object({ rows: z.array(judgement) })),
  judge: route('selection:judge', 'creates')
    .route({
      method: 'POST',
      path: '/workspaces/{workspace}/accounts/{id}/judgements',
      tags,
      summary: 'Give a judged score',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        id: rowId,
        criterionKey: text(60),
        score: z.number().int().min(1).max(5),
        comment: text(1_000, 0).nullable().default(null),
      }),
    )
    .output(judgement),
  readTiers: route('selection:read')
    .route({ method: 'GET', path: `${base}/tiers`, tags, summary: 'Tiers with places taken and proposed moves' })
    .input(inWorkspace)
    .output(tierOverview),
  listProposals: route('selection:read')
    .route({ method: 'GET', path: `${base}/proposals`, tags, summary: 'Moves between tiers that the scores propose' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(tierProposal)),
  decide: route('selection:decide', 'creates')
    .route({
      method: 'POST',
      path: `${base}/decisions`,
      tags,
      summary: 'Decide the tier of one or several accounts, all or none',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        accountIds: z.array(rowId).min(1).max(200),
        ...decision,
        /** Each account into the tier the scores propose for it. */
        tier: z.union([decision.tier, z.literal(AS_PROPOSED)]),
      }),
    )
    .output(z.object({ decisions: z.array(tierDecision) })),
  listDecisions: route('selection:read')
    .route({ method: 'GET', path: `${base}/decisions`, tags, summary: 'Decisions, newest first' })
    .input(inWorkspace.extend(pageQuery.shape).extend({ accountId: rowId.optional(), tier: text(4).optional() }))
    .output(pageOf(tierDecision)),
  suggest: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/decision-suggestions`,
      tags,
      summary: 'A first wording of the reason, from the score',
    })
    .input(inWorkspace.extend({ accountId: rowId, limit: queryInteger(1, 5).default(1) }))
    .output(z.object({ reasons: z.array(z.string()) })),
}
