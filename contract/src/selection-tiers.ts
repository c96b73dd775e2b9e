import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { exceptionMark } from './selection-overrides.ts'
import { date, fraction, inWorkspace, moment, queryInteger, rowId, text, uuid } from './values.ts'

export const AS_PROPOSED = 'proposed'

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

/** The tier that a score earned but that others are proposed for already, place by place. */
export const fullTier = z.object({
  key: z.string(),
  places: z.number().int(),
  /** Accounts that are in it now: they keep their places before others enter. */
  accounts: z.number().int(),
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
  fullTier: fullTier.nullable(),
  exception: exceptionMark.nullable(),
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

export const selectionTierRoutes = {
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
