import {
  SWOT_BATCH_LIMIT,
  SWOT_EVIDENCE_LENGTH,
  SWOT_KINDS,
  SWOT_MARKS,
  SWOT_SAID_BY_LENGTH,
  SWOT_TEXT_LENGTH,
  SWOT_VIEWPOINTS,
  TOWS_STRATEGIES,
} from '@mainstay/domain/plans'
import { z } from 'zod'
import { route } from './route.ts'
import { date, inWorkspace, moment, queryInteger, text, uuid } from './values.ts'

/** How many standing items a plan holds at most. */
export const SWOT_ITEM_LIMIT = 1_000

const viewpoint = z.enum(SWOT_VIEWPOINTS)
const kind = z.enum(SWOT_KINDS)
/** From 1 (small) to 3 (great). */
const judgement = z.number().int().min(1).max(3)

/** An objective or action that came of an item or a pair. */
export const swotEffect = z.object({
  kind: z.enum(['objective', 'action']),
  id: uuid,
  /** Null where the reader may not see that part of the plan. */
  title: z.string().nullable(),
  state: z.string().nullable(),
  /** False where it was dropped: it does not answer the item any more. */
  isStanding: z.boolean(),
  /** Whether it came of a pair in which the item stands. */
  isByPair: z.boolean(),
})

export const swotItem = z.object({
  id: uuid,
  /** The customer's own situation, or how the customer sees us. */
  viewpoint,
  kind,
  text: z.string(),
  evidence: z.string(),
  /** The day the evidence is of. */
  evidenceOn: date.nullable(),
  saidBy: z.string(),
  impact: judgement.nullable(),
  confidence: judgement.nullable(),
  /** Impact times confidence; null until both are judged. */
  score: z.number().int().nullable(),
  grade: z.enum(['high', 'medium', 'low']).nullable(),
  /** Null while the item lives. */
  settled: z.object({ reason: z.string(), on: date, byName: z.string() }).nullable(),
  marks: z.array(z.enum(SWOT_MARKS)),
  caused: z.array(swotEffect),
  authorName: z.string(),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

/** One side of a pair. */
const pairSide = z.object({ id: uuid, kind, text: z.string(), score: z.number().int().nullable() })

/** What could be done about a strength or weakness and an opportunity or threat together. */
export const towsPair = z.object({
  /** The ids of both items with a colon between them. */
  id: z.string(),
  viewpoint,
  strategy: z.enum(TOWS_STRATEGIES),
  internal: pairSide,
  external: pairSide,
  /** Product of both scores; null where an item is not graded any more. */
  product: z.number().int().nullable(),
  caused: z.array(swotEffect),
  dismissal: z.object({ reason: z.string(), on: date, byName: z.string(), version: z.number().int() }).nullable(),
})

/** The whole part: standing items, the highest first, and the pairs that led to something. */
export const swotPart = z.object({
  items: z.array(swotItem),
  chosenPairs: z.array(towsPair),
  /** Pairs of both viewpoints that nobody has answered yet. */
  openPairs: z.number().int(),
})

/** An item as it is added; what is left out is not known. */
export const newSwotItem = z.object({
  viewpoint,
  kind,
  text: text(SWOT_TEXT_LENGTH),
  evidence: text(SWOT_EVIDENCE_LENGTH, 0).default(''),
  evidenceOn: date.nullable().default(null),
  saidBy: text(SWOT_SAID_BY_LENGTH, 0).default(''),
  impact: judgement.nullable().default(null),
  confidence: judgement.nullable().default(null),
})

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}' as const
const items = `${base}/swot-items` as const
const inPlan = inWorkspace.extend({ planId: uuid })
const byId = inPlan.extend({ id: uuid })
const pairId = z.string().regex(/^[0-9a-f-]{36}:[0-9a-f-]{36}$/, 'the ids of two items with a colon between them')

export const planSwotRoutes = {
  readSwot: route('plans:read')
    .route({ method: 'GET', path: `${base}/swot`, tags, summary: 'Items of both viewpoints, the highest first' })
    .input(inPlan)
    .output(swotPart),
  addSwotItem: route('plans:write', 'creates')
    .route({ method: 'POST', path: items, tags, summary: 'Add an item', successStatus: 201 })
    .input(inPlan.extend(newSwotItem.shape))
    .output(swotItem),
  addSwotItems: route('plans:write', 'creates')
    .route({ method: 'POST', path: `${items}/batch`, tags, summary: 'Add many items, all or none', successStatus: 201 })
    .input(inPlan.extend({ items: z.array(newSwotItem).min(1).max(SWOT_BATCH_LIMIT) }))
    .output(z.object({ items: z.array(swotItem) })),
  changeSwotItem: route('plans:write', 'changes')
    .route({ method: 'PUT', path: `${items}/{id}`, tags, summary: 'Change an item; what is left out stays' })
    .input(
      byId.extend({
        viewpoint: viewpoint.optional(),
        kind: kind.optional(),
        text: text(SWOT_TEXT_LENGTH).optional(),
        evidence: text(SWOT_EVIDENCE_LENGTH, 0).optional(),
        evidenceOn: date.nullable().optional(),
        saidBy: text(SWOT_SAID_BY_LENGTH, 0).optional(),
        impact: judgement.nullable().optional(),
        confidence: judgement.nullable().optional(),
      }),
    )
    .output(swotItem),
  settleSwotItem: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${items}/{id}/settle`, tags, summary: 'Say why an item no longer counts' })
    .input(byId.extend({ reason: text(500, 3) }))
    .output(swotItem),
  reopenSwotItem: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${items}/{id}/reopen`, tags, summary: 'Let a settled item count again' })
    .input(byId)
    .output(swotItem),
  removeSwotItem: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${items}/{id}/remove`, tags, summary: 'Take an item out; it can be put back' })
    .input(byId)
    .output(swotItem),
  putBackSwotItem: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${items}/{id}/put-back`, tags, summary: 'Put back an item that was taken out' })
    .input(byId)
    .output(swotItem),
  listTowsPairs: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/tows`,
      tags,
      summary: 'Pairs of a strength or weakness with an opportunity or threat, the most promising first',
    })
    .input(
      inPlan.extend({
        viewpoint,
        strategy: z.enum(TOWS_STRATEGIES).optional(),
        state: z.enum(['open', 'chosen', 'dismissed']).default('open'),
        limit: queryInteger(1, 200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(towsPair), total: z.number().int() })),
  dismissTowsPair: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}/tows/dismissals`,
      tags,
      summary: 'Say why nothing is done about a pair',
      successStatus: 201,
    })
    .input(inPlan.extend({ pairId, reason: text(500, 3) }))
    .output(towsPair),
  bringBackTowsPair: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${base}/tows/dismissals/{pairId}/withdraw`,
      tags,
      summary: 'Propose a dismissed pair again',
    })
    .input(inPlan.extend({ pairId }))
    .output(towsPair),
}

export type SwotEffect = z.output<typeof swotEffect>
export type SwotItem = z.output<typeof swotItem>
export type SwotPart = z.output<typeof swotPart>
export type TowsPair = z.output<typeof towsPair>
export type NewSwotItem = z.output<typeof newSwotItem>
