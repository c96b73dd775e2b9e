import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { date, figure, fraction, inWorkspace, marginsOnly, money, month, rowId, text, uuid } from './values.ts'

/**
 * Why an account stands where it stands although the scores do not propose it: by an override, or by a decision against
 * them.
 */
export const exceptionMark = z.object({ kind: z.enum(['override', 'against_scores']), expiresOn: date.nullable() })

export const tierOverride = z.object({
  id: uuid,
  account: accountReference,
  tier: z.string(),
  reason: z.string(),
  /** `lapsed`: nobody answered in time. `expired`: it was granted and its time is over. `ended`: before its time. */
  state: z.enum(['asked', 'granted', 'refused', 'lapsed', 'expired', 'ended']),
  askerName: z.string(),
  isOwn: z.boolean(),
  askedOn: date,
  /** The last day it holds. */
  expiresOn: date,
  /** What the scores proposed when it was asked for; null without criteria in force then. */
  proposedTier: z.string().nullable(),
  /** The tier the account is in today, or "out". */
  currentTier: z.string(),
  /** While it holds: the tier the account falls back to. */
  fallsBackTo: z.string().nullable(),
  answer: z.object({ isGranted: z.boolean(), deciderName: z.string(), reason: z.string(), decidedOn: date }).nullable(),
  end: z.object({ enderName: z.string(), reason: z.string(), endedOn: date }).nullable(),
  version: z.number().int(),
})

/** What an account earned us in the twelve whole months before the month of a decision, and in the twelve after it. */
export const yearsAround = z.object({
  netRevenueBefore: money.nullable(),
  netRevenueAfter: money.nullable(),
  grossMarginBefore: marginsOnly(money),
  grossMarginAfter: marginsOnly(money),
})

export const overrideOutcome = z.object({
  decisionId: rowId,
  account: accountReference,
  tier: z.string(),
  kind: exceptionMark.shape.kind,
  reason: z.string(),
  askerName: z.string().nullable(),
  deciderName: z.string(),
  effectiveDate: date,
  expiresOn: date.nullable(),
  /** The month with which its twelve months are full; nothing is told before the ledger has reached it. */
  fullWith: month,
  isFull: z.boolean(),
  outcome: yearsAround.nullable(),
  /** The account that was next by the scores when the place was given; null where there was none, or hidden. */
  instead: z.object({ account: accountReference, outcome: yearsAround.nullable() }).nullable(),
})

const pickRecord = z.object({
  picks: z.number().int(),
  /** Picks that earned more in the twelve months after than in those before. */
  hits: z.number().int(),
  hitRate: figure(fraction),
  interval: z.tuple([fraction, fraction]).nullable(),
  change: money,
  meanChange: figure(z.number()),
})

/** Exceptions beside what the scores picked; nothing is concluded from fewer than five accounts on a side. */
const comparison = z.object({
  exceptions: pickRecord,
  byScores: pickRecord,
  hitRateDifference: figure(fraction),
  meanChangeDifference: figure(z.number()),
  isClear: z.boolean(),
})

export const overrideRecord = z.object({
  netRevenue: comparison,
  grossMargin: marginsOnly(comparison),
  /** Picks whose twelve months are not full, or of whom something is not known. */
  notCounted: z.object({ exceptions: z.number().int(), byScores: z.number().int() }),
})

export const exceptionPolicy = z.object({
  /** A decision against the scores is taken by two people: one asks, another decides. */
  needsSecondPerson: z.boolean(),
  /** How many people decide here; a lone one may decide about exceptions in any case. */
  deciders: z.number().int(),
  version: z.number().int(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection' as const
const overrides = `${base}/overrides` as const
const byId = inWorkspace.extend({ id: uuid })

export const selectionOverrideRoutes = {
  listOverrides: route('selection:read')
    .route({ method: 'GET', path: overrides, tags, summary: 'Overrides asked for, in force and over, newest first' })
    .input(
      inWorkspace
        .extend(pageQuery.shape)
        .extend({ state: z.enum(['asked', 'running', 'over']).optional(), accountId: rowId.optional() }),
    )
    .output(pageOf(tierOverride)),
  askOverride: route('selection:ask', 'creates')
    .route({
      method: 'POST',
      path: overrides,
      tags,
      summary: 'Ask that an account be in a tier, or out, against the scores, until a day',
      successStatus: 201,
    })
    .input(inWorkspace.extend({ accountId: rowId, tier: text(4), reason: text(2_000, 10), expiresOn: date }))
    .output(tierOverride),
  answerOverride: route('selection:decide', 'changes')
    .route({
      method: 'POST',
      path: `${overrides}/{id}/answer`,
      tags,
      summary: 'Grant or refuse an override; never by whoever asked',
    })
    .input(
      byId.extend({
        answer: z.enum(['grant', 'refuse']),
        note: text(1_000, 10),
        overCapacityReason: text(1_000, 0).optional(),
      }),
    )
    .output(tierOverride),
  endOverride: route('selection:ask', 'changes')
    .route({
      method: 'POST',
      path: `${overrides}/{id}/end`,
      tags,
      summary: 'Withdraw what one asked for, or end an override in force before its time',
    })
    .input(byId.extend({ reason: text(1_000, 10) }))
    .output(tierOverride),
  listOverrideOutcomes: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/override-outcomes`,
      tags,
      summary: 'What accounts taken in against the scores did in the twelve months after, newest first',
    })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(overrideOutcome)),
  readOverrideRecord: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/override-record`,
      tags,
      summary: 'How exceptions did against what the scores picked, in money',
    })
    .input(inWorkspace)
    .output(overrideRecord),
  readExceptionPolicy: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/exception-policy`,
      tags,
      summary: 'Whether exceptions need a second person',
    })
    .input(inWorkspace)
    .output(exceptionPolicy),
  changeExceptionPolicy: route('program:publish', 'changes')
    .route({
      method: 'PUT',
      path: `${base}/exception-policy`,
      tags,
      summary: 'Change whether exceptions need a second person',
    })
    .input(inWorkspace.extend({ needsSecondPerson: z.boolean() }))
    .output(exceptionPolicy),
}
