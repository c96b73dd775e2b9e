import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { fraction, inWorkspace, moment, money, rowId, text, uuid } from './values.ts'

export const candidateKind = z.enum(['over_cut', 'within_reach', 'worth_asking'])

const openNomination = z.object({ id: uuid, nominatorName: z.string(), nominatedAt: moment })

export const candidate = z.object({
  account: accountReference,
  /** Place in the list over all accounts, from 1. */
  place: z.number().int(),
  /** `over_cut`: scores over the cut. `within_reach`: ten points or less below it. `worth_asking`: could get over it. */
  kind: candidateKind,
  score: z.number(),
  rank: z.number().int(),
  /** To the cut, in points of score; below 0: over it. */
  distance: z.number(),
  confidence: fraction,
  /** The score if every missing piece of evidence were found at its best. */
  optimisticScore: z.number(),
  outlook: z.string().nullable(),
  /** What lifts it above the median account; without the criteria on margins for who may not see those. */
  strengths: z.array(z.object({ key: z.string(), name: z.string() })),
  missing: z.array(z.object({ key: z.string(), name: z.string(), isJudged: z.boolean(), scoreAtBest: z.number() })),
  nomination: openNomination.nullable(),
})

export const candidateList = pageOf(candidate).extend({
  /** The score that tells in from out. */
  cutScore: z.number(),
  places: z.number().int(),
  counts: z.object({ overCut: z.number().int(), withinReach: z.number().int(), worthAsking: z.number().int() }),
})

export const nomination = z.object({
  id: uuid,
  account: accountReference,
  reason: z.string(),
  nominatorName: z.string(),
  isOwn: z.boolean(),
  nominatedAt: moment,
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  tier: z.string().nullable(),
  answer: z
    .object({ kind: z.enum(['taken_up', 'declined']), deciderName: z.string(), note: z.string(), answeredAt: moment })
    .nullable(),
  version: z.number().int(),
})

/** A key account in a high tier that costs more than it brings, or brings clearly less than the year before. */
export const overInvestment = z.object({
  account: accountReference,
  tier: z.string(),
  sign: z.enum(['negative', 'falling']),
  basis: z.enum(['contribution', 'gross_margin']),
  now: money,
  before: money.nullable(),
  change: fraction.nullable(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection' as const
const nominations = `${base}/nominations` as const

export const selectionCandidateRoutes = {
  listCandidates: route('selection:read')
    .route({
      method: 'GET',
      path: `${base}/candidates`,
      tags,
      summary: 'Accounts in no tier that are worth pursuing, with why, and what is not known about them',
    })
    .input(
      inWorkspace.extend(pageQuery.shape).extend({ kind: candidateKind.optional(), query: text(120, 0).optional() }),
    )
    .output(candidateList),
  listNominations: route('selection:read')
    .route({ method: 'GET', path: nominations, tags, summary: 'Accounts that people put forward, newest first' })
    .input(
      inWorkspace
        .extend(pageQuery.shape)
        .extend({ state: z.enum(['open', 'answered']).optional(), accountId: rowId.optional() }),
    )
    .output(pageOf(nomination)),
  nominate: route('selection:ask', 'creates')
    .route({
      method: 'POST',
      path: nominations,
      tags,
      summary: 'Put an account forward, with a reason',
      successStatus: 201,
    })
    .input(inWorkspace.extend({ accountId: rowId, reason: text(2_000, 10) }))
    .output(nomination),
  answerNomination: route('selection:decide', 'changes')
    .route({ method: 'POST', path: `${nominations}/{id}/answer`, tags, summary: 'Take a nomination up, or decline it' })
    .input(inWorkspace.extend({ id: uuid, answer: z.enum(['take_up', 'decline']), note: text(1_000, 10) }))
    .output(nomination),
  listOverInvestments: route('margins:read')
    .route({
      method: 'GET',
      path: `${base}/over-investments`,
      tags,
      summary: 'Key accounts in high tiers whose contribution is negative or falling, the worst first',
    })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(overInvestment).extend({ looked: z.number().int(), unknown: z.number().int() })),
}
