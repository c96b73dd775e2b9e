import { z } from 'zod'
import { route } from './route.ts'
import { inWorkspace, moment, text, uuid } from './values.ts'

export const anchor = z.object({ raw: z.number(), points: z.number().min(0).max(100) })

export const criterion = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  name: text(80),
  definition: text(600),
  weight: z.number().int().min(1).max(1000),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('measured'), measure: text(60), anchors: z.array(anchor).min(2).max(12) }),
    z.object({ kind: z.literal('judged'), levels: z.array(text(300)).length(5) }),
  ]),
})

export const gate = z.object({
  name: text(120),
  criterionKey: text(60).nullable(),
  measure: text(60).nullable(),
  operator: z.enum(['at_least', 'at_most']),
  value: z.number(),
})

export const criteriaDefinition = z.object({
  criteria: z.array(criterion).max(40),
  gates: z.array(gate).max(20),
  minimumConfidence: z.number().min(0).max(1),
  axes: z.object({ attractiveness: z.array(z.string()).max(40), strength: z.array(z.string()).max(40) }),
})

export const criteriaSet = z.object({
  id: uuid,
  name: z.string(),
  number: z.number().int(),
  status: z.enum(['draft', 'published', 'retired']),
  definition: criteriaDefinition,
  faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  sizeWeightShare: z.number(),
  publishReason: z.string().nullable(),
  publishedAt: moment.nullable(),
  publishedBy: z.string().nullable(),
  retiredAt: moment.nullable(),
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
})

export const tierScheme = z.object({ tiers: z.array(tier).min(1).max(8), version: z.number().int() })

const tags = ['program']
const sets = '/workspaces/{workspace}/criteria-sets' as const
const byId = inWorkspace.extend({ id: uuid })

export const programRoutes = {
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
