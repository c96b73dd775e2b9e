import { z } from 'zod'
import { programRecordRoutes } from './program-record.ts'
import { programWeightRoutes, weightSource } from './program-weights.ts'
import { route } from './route.ts'
import { figure, inWorkspace, moment, money, text, uuid, writtenMoney } from './values.ts'

const keyOrNone = z.string().regex(/^(?:[a-z][a-z0-9_]{0,59})?$/, 'a key has small letters, digits and _')
/** A draft may be unfinished: what is wrong with it is listed in `faults` rather than refused. */
export const anchor = z.object({ raw: z.number(), points: z.number() })

export const criterion = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  name: text(80, 0),
  definition: text(600, 0),
  weight: z.number().min(0).max(1000),
  /** Speaks for how large the account is now; always so for a measure of size. */
  isSize: z.boolean().default(false),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('measured'), measure: keyOrNone, anchors: z.array(anchor).max(12) }),
    z.object({ kind: z.literal('judged'), levels: z.array(text(300, 0)).length(5) }),
  ]),
})

/** A must-pass on a judged criterion of the set or on a measure; exactly one of the two is named. */
export const gate = z.object({
  name: text(120, 0),
  criterionKey: keyOrNone.min(1).nullable(),
  measure: keyOrNone.min(1).nullable(),
  operator: z.enum(['at_least', 'at_most']),
  value: z.number(),
})

/** At 0 or 100 one side of the axis would be empty for good. */
const midpoint = z.number().min(1).max(99)

export const criteriaDefinition = z.object({
  criteria: z.array(criterion).max(40),
  gates: z.array(gate).max(20),
  minimumConfidence: z.number(),
  /**
   * The portfolio matrix: keys of the criteria that tell how strong we are at the account, and of those that tell how
   * attractive it is (left out: all others); and where each axis is cut, a policy of the program (left out: 50).
   */
  axes: z.object({
    strength: z.array(text(60)).max(40),
    attractiveness: z.array(text(60)).max(40).optional(),
    midpoints: z.object({ strength: midpoint, attractiveness: midpoint }).optional(),
  }),
})

export const criteriaSet = z.object({
  id: uuid,
  name: z.string(),
  number: z.number().int(),
  status: z.enum(['draft', 'published', 'retired']),
  definition: criteriaDefinition,
  faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  needsPublishReason: z.boolean(),
  sizeWeightShare: z.number(),
  /** The set that Mainstay published by itself, so that a first ranking is there at once. */
  isStarter: z.boolean(),
  publishReason: z.string().nullable(),
  publishedAt: moment.nullable(),
  publishedBy: z.string().nullable(),
  retiredAt: moment.nullable(),
  /** Null: written by hand. */
  weightSource: weightSource.nullable(),
  version: z.number().int(),
  updatedAt: moment,
})

export const measure = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  meaning: z.string(),
  isSize: z.boolean(),
  needsMargins: z.boolean(),
})

export const tier = z.object({
  key: z.string().regex(/^[A-Z][A-Z0-9]{0,3}$/),
  name: text(60),
  enterScore: z.number().min(0).max(100),
  exitScore: z.number().min(0).max(100),
  capacity: z.number().int().min(0).max(100_000),
  gets: text(600, 0),
  gives: text(600, 0),
  /** What each account of the tier is given; null where the scheme leaves it open. Money in the reporting currency. */
  hoursPerMonth: z.number().min(0).max(100_000).nullable().default(null),
  moneyPerYear: writtenMoney.nullable().default(null),
  /** Months between two reviews: 1, 2, 3, 4, 6 or 12. */
  internalReviewEveryMonths: z.number().int().min(1).max(120).nullable().default(null),
  jointReviewEveryMonths: z.number().int().min(1).max(120).nullable().default(null),
  goals: z
    .array(
      z.object({
        text: text(300, 0),
        measure: keyOrNone.min(1).nullable().default(null),
        target: z.number().nullable().default(null),
      }),
    )
    .max(20)
    .default([]),
  initiatives: z.array(text(300, 0)).max(20).default([]),
  planTemplate: text(120, 0).nullable().default(null),
})

export const tierScheme = z.object({
  tiers: z.array(tier).min(1).max(8),
  /** A higher tier that is given less than one below it. */
  cautions: z.array(z.object({ tierKey: z.string(), lowerTierKey: z.string(), field: z.string() })),
  /** What the scheme costs when every place is taken; unknown while a tier leaves its part open. */
  promised: z.object({ hoursPerMonth: figure(z.number()), moneyPerYear: figure(money) }),
  version: z.number().int(),
})

const tags = ['program']
const sets = '/workspaces/{workspace}/criteria-sets' as const
const byId = inWorkspace.extend({ id: uuid })

export const programRoutes = {
  ...programRecordRoutes,
  ...programWeightRoutes,
  listMeasures: route('program:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/measures',
      tags,
      summary: 'What economics can measure for a criterion',
    })
    .input(inWorkspace)
    .output(z.object({ measures: z.array(measure) })),
  listCriteriaSets: route('program:read')
    .route({ method: 'GET', path: sets, tags, summary: 'All versions of the criteria, newest first' })
    .input(inWorkspace)
    .output(z.object({ rows: z.array(criteriaSet) })),
  readCriteriaSet: route('program:read')
    .route({ method: 'GET', path: `${sets}/{id}`, tags, summary: 'One version of the criteria' })
    .input(byId)
    .output(criteriaSet),
  draftCriteriaSet: route('program:write', 'creates')
    .route({
      method: 'POST',
      path: sets,
      tags,
      summary: 'New draft, from the starter set or from an earlier version',
      successStatus: 201,
    })
    .input(inWorkspace.extend({ name: text(120), from: uuid.nullable().default(null) }))
    .output(criteriaSet),
  changeCriteriaSet: route('program:write', 'changes')
    .route({
      method: 'PUT',
      path: `${sets}/{id}`,
      tags,
      summary: 'Replace the definition of a draft; faults are listed, not refused',
    })
    .input(byId.extend({ name: text(120), definition: criteriaDefinition }))
    .output(criteriaSet),
  publishCriteriaSet: route('program:publish', 'changes')
    .route({
      method: 'POST',
      path: `${sets}/{id}/publication`,
      tags,
      summary: 'Publish a draft; the one before is retired',
    })
    .input(byId.extend({ reason: text(1_000, 0).default('') }))
    .output(criteriaSet),
  retireCriteriaSet: route('program:publish', 'changes')
    .route({ method: 'POST', path: `${sets}/{id}/retirement`, tags, summary: 'Retire a published version' })
    .input(byId)
    .output(criteriaSet),
  deleteDraft: route('program:write', 'changes')
    .route({ method: 'DELETE', path: `${sets}/{id}`, tags, summary: 'Delete a draft' })
    .input(byId)
    .output(z.object({ id: uuid })),
  readTierScheme: route('program:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/tier-scheme',
      tags,
      summary: 'Tiers with thresholds and capacity',
    })
    .input(inWorkspace)
    .output(tierScheme),
  changeTierScheme: route('program:publish', 'changes')
    .route({ method: 'PUT', path: '/workspaces/{workspace}/tier-scheme', tags, summary: 'Change the tiers' })
    .input(inWorkspace.extend({ tiers: tierScheme.shape.tiers }))
    .output(tierScheme),
}
