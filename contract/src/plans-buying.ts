import { BUY_CLASSES, BUYING_MARKS, BUYING_PHASES, BUYING_SIDES } from '@mainstay/domain/buying'
import { z } from 'zod'
import { planDay } from './plans-record.ts'
import { swotEffect } from './plans-swot.ts'
import { route } from './route.ts'
import { date, figure, fraction, inWorkspace, moment, text, uuid } from './values.ts'

/** Most purchases that stand in a plan at once, and most steps that one has on either side. */
export const PURCHASE_LIMIT = 50
export const BUYING_STEP_LIMIT = 60
/** Most steps that are added at once. */
export const BUYING_STEPS_AT_ONCE = 60

/** Most templates, by name, that an account keeps. */
export const BUYING_TEMPLATE_LIMIT = 50

export { BUY_CLASSES, BUYING_MARKS, BUYING_PHASES, BUYING_SIDES }

const buyClass = z.enum(BUY_CLASSES)
const side = z.enum(BUYING_SIDES)
const phase = z.enum(BUYING_PHASES)

/** A milestone of their buying or a step of our selling. */
export const buyingStep = z.object({
  id: uuid,
  purchaseId: uuid,
  side,
  title: z.string(),
  /** Of their milestones alone. */
  phase: phase.nullable(),
  /** What whoever does it is there: purchasing, plant manager, application engineer. */
  ownerRole: z.string(),
  /** Who of the plan's team that is; null while nobody is named, or where the team is hidden from the reader. */
  owner: z.object({ id: uuid, name: z.string(), function: z.string() }).nullable(),
  /** What the customer does or gives that shows the step is done. */
  evidence: z.string(),
  /** What it asks for: papers, approvals, tests. */
  requirement: z.string(),
  plannedOn: date.nullable(),
  doneOn: date.nullable(),
  /** Days that it was done after its planned day, below 0 before; of an open one, the days it is late by now. Null without both days. */
  slipDays: z.number().int().nullable(),
  /** Of ours: the milestones of theirs that it serves; of theirs: the steps of ours that serve it. Those that stand, in order. */
  mappedTo: z.array(uuid),
  marks: z.array(z.enum(BUYING_MARKS)),
  /** Actions and objectives that came of it. */
  caused: z.array(swotEffect),
  authorName: z.string(),
  updatedAt: moment,
  version: z.number().int(),
})

/** How well our selling fits their buying. */
export const buyingFit = z.object({
  /** Milestones of theirs that no step of ours serves, of all: 0 is best. */
  coverageGap: figure(fraction),
  notServed: z.number().int(),
  /** Steps of ours that serve none of theirs, of all. */
  orphanShare: figure(fraction),
  orphans: z.number().int(),
  /** Pairs of mapped steps that stand in the opposite order on the other side, of all pairs that can be compared: 0 to 1. */
  inversions: figure(fraction),
  inverted: z.number().int(),
  /** How far each side has come, 0 to 1; a forecast weighs with theirs, never with ours. */
  customerProgress: figure(fraction),
  ourProgress: figure(fraction),
  /** Ours less theirs: above 0 we are ahead of the buyer. */
  leadLag: figure(fraction),
  /** Set where the lead or lag is larger than a quarter. */
  alarm: z.enum(['ahead_of_buyer', 'behind_buyer']).nullable(),
  /** Median days between planned and done of what is done. */
  medianSlipDays: figure(z.number()),
  lateSteps: z.number().int(),
  /** Milestones of theirs with nobody named for them, of all. */
  roleGap: figure(fraction),
})

/** Something the customer buys, with the way there on both sides. */
export const purchase = z.object({
  id: uuid,
  title: z.string(),
  buyClass,
  note: z.string(),
  /** The day they want to decide on. */
  decisionOn: date.nullable(),
  status: z.enum(['open', 'won', 'lost', 'set_aside']),
  /** Null while it is open. */
  ended: z.object({ on: date, reason: z.string(), byName: z.string() }).nullable(),
  /** The version of the account's template that it began from. */
  template: z.object({ id: uuid, name: z.string(), number: z.number().int() }).nullable(),
  /** Both in their order. */
  customerSteps: z.array(buyingStep),
  ourSteps: z.array(buyingStep),
  fit: buyingFit,
  authorName: z.string(),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

/** How an account buys again and again: kept by version, so that what began from one is never rewritten. */
export const buyingTemplate = z.object({
  id: uuid,
  name: z.string(),
  number: z.number().int(),
  buyClass,
  customerSteps: z.number().int(),
  ourSteps: z.number().int(),
  keptOn: date,
  keptByName: z.string(),
})

/** The whole part: open purchases by the day of decision, then those that ended, the latest first. */
export const buyingPart = z.object({
  purchases: z.array(purchase),
  /** Of the account: the newest version of each that is not put away. */
  templates: z.array(buyingTemplate),
  /** Those that were put away last, the latest first. */
  archivedTemplates: z.array(buyingTemplate),
})

const stepFields = z.object({
  title: text(200),
  phase: phase.nullable(),
  ownerRole: text(120, 0),
  /** Somebody of the plan's team, on the side of the step. */
  ownerId: uuid.nullable(),
  evidence: text(1_000, 0),
  requirement: text(2_000, 0),
  plannedOn: planDay.nullable(),
  doneOn: planDay.nullable(),
  /** Of ours alone: the milestones of theirs that it serves. */
  serves: z.array(uuid).max(BUYING_STEP_LIMIT),
})
const { shape: fields } = stepFields

export const newBuyingStep = stepFields.extend({
  side,
  phase: fields.phase.default(null),
  ownerRole: fields.ownerRole.default(''),
  ownerId: fields.ownerId.default(null),
  evidence: fields.evidence.default(''),
  requirement: fields.requirement.default(''),
  plannedOn: fields.plannedOn.default(null),
  doneOn: fields.doneOn.default(null),
  serves: fields.serves.default([]),
})

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/buying' as const
const purchases = `${base}/purchases` as const
const steps = `${base}/steps` as const
const templates = `${base}/templates` as const
const inPlan = inWorkspace.extend({ planId: uuid })
const byId = inPlan.extend({ id: uuid })

export const planBuyingRoutes = {
  readBuying: route('plans:read')
    .route({ method: 'GET', path: base, tags, summary: 'Purchases with the way there on both sides, and how they fit' })
    .input(inPlan)
    .output(buyingPart),
  beginPurchase: route('plans:write', 'creates')
    .route({ method: 'POST', path: purchases, tags, summary: 'Begin a purchase', successStatus: 201 })
    .input(
      inPlan.extend({
        title: text(200),
        buyClass,
        note: text(2_000, 0).default(''),
        decisionOn: planDay.nullable().default(null),
        /**
         * Without steps; with the phases that a purchase of its class goes through and the steps of ours that serve them; or as a
         * template of the account, which lays its days out so that it ends on the day of decision.
         */
        from: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('nothing') }),
            z.object({ kind: z.literal('phases') }),
            z.object({ kind: z.literal('template'), templateId: uuid }),
          ])
          .default({ kind: 'phases' }),
      }),
    )
    .output(purchase),
  changePurchase: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: `${purchases}/{id}`, tags, summary: 'Change a purchase; what is left out stays' })
    .input(
      byId.extend({
        title: text(200).optional(),
        buyClass: buyClass.optional(),
        note: text(2_000, 0).optional(),
        decisionOn: planDay.nullable().optional(),
      }),
    )
    .output(purchase),
  endPurchase: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${purchases}/{id}/end`, tags, summary: 'Say how a purchase ended, and why' })
    .input(byId.extend({ status: z.enum(['won', 'lost', 'set_aside']), on: planDay, reason: text(500, 3) }))
    .output(purchase),
  reopenPurchase: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${purchases}/{id}/reopen`, tags, summary: 'Go on with a purchase that had ended' })
    .input(byId)
    .output(purchase),
  removePurchase: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${purchases}/{id}/remove`, tags, summary: 'Take a purchase out with its steps' })
    .input(byId)
    .output(purchase),
  restorePurchase: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${purchases}/{id}/restore`, tags, summary: 'Put a purchase back with its steps' })
    .input(byId)
    .output(purchase),
  keepBuyingTemplate: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${purchases}/{id}/keep-as-template`,
      tags,
      summary: 'Keep the steps of a purchase as a template of the account; the same name makes the next version',
      successStatus: 201,
    })
    .input(byId.extend({ name: text(120) }))
    .output(buyingTemplate),
  archiveBuyingTemplate: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${templates}/{id}/archive`,
      tags,
      summary: 'Put a template of the account away, all versions of it; what began from one goes on',
    })
    .input(byId)
    .output(buyingTemplate),
  restoreBuyingTemplate: route('plans:write', 'creates')
    .route({ method: 'POST', path: `${templates}/{id}/restore`, tags, summary: 'Take a template up again' })
    .input(byId)
    .output(buyingTemplate),
  addBuyingSteps: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${purchases}/{id}/steps`,
      tags,
      summary: 'Add steps at the end, all or none',
      successStatus: 201,
    })
    .input(byId.extend({ steps: z.array(newBuyingStep).min(1).max(BUYING_STEPS_AT_ONCE) }))
    .output(purchase),
  changeBuyingStep: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: `${steps}/{id}`, tags, summary: 'Change a step; what is left out stays' })
    .input(byId.extend(stepFields.partial().shape))
    .output(purchase),
  orderBuyingStep: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${steps}/{id}/order`, tags, summary: 'Move a step before another of its side' })
    .input(byId.extend({ /** Null puts it last. */ beforeId: uuid.nullable() }))
    .output(purchase),
  removeBuyingStep: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${steps}/{id}/remove`, tags, summary: 'Take a step out; it can be put back' })
    .input(byId)
    .output(z.object({ purchase, removed: z.object({ id: uuid, version: z.number().int() }) })),
  restoreBuyingStep: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${steps}/{id}/restore`, tags, summary: 'Put a step back' })
    .input(byId)
    .output(purchase),
}

export type BuyingStep = z.output<typeof buyingStep>
export type BuyingFit = z.output<typeof buyingFit>
export type Purchase = z.output<typeof purchase>
export type BuyingTemplate = z.output<typeof buyingTemplate>
export type BuyingPart = z.output<typeof buyingPart>
export type NewBuyingStep = z.output<typeof newBuyingStep>
