import { z } from 'zod'
import { councilRoutes } from './program-council.ts'
import { route } from './route.ts'
import {
  currency,
  date,
  figure,
  figureStatus,
  inWorkspace,
  marginsOnly,
  moment,
  money,
  month,
  text,
  uuid,
  writtenMoney,
} from './values.ts'

/** A draft may be unfinished: what is missing is listed in `faults` rather than refused. */
export const definitionContent = z.object({
  keyAccountMeaning: text(4_000, 0),
  valueTheyBring: text(4_000, 0),
  valueWeBring: text(4_000, 0),
  investment: z.object({
    /** Full-time equivalents. */
    fullTimePeople: z.number().min(0).max(100_000).nullable(),
    moneyPerYear: writtenMoney.nullable(),
    currency,
    executiveDaysPerYear: z.number().min(0).max(100_000).nullable(),
  }),
  willNotDo: text(4_000, 0),
  rebuildReason: text(2_000, 0),
  effectiveDate: date.nullable(),
})

export const definition = z.object({
  id: uuid,
  number: z.number().int(),
  /** Planned: published, and its day has not come. */
  state: z.enum(['draft', 'planned', 'in_force', 'replaced']),
  content: definitionContent,
  faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  /** The day from which a later version holds. */
  replacedOn: date.nullable(),
  publishedAt: moment.nullable(),
  publishedBy: z.string().nullable(),
  version: z.number().int(),
  updatedAt: moment,
})

export const definitionChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  kind: z.enum(['same', 'changed', 'added', 'removed']),
  /** Of numbers: after less before. */
  difference: z.number().nullable(),
})

/** The key accounts on a day and what they brought in the months before it, over the accounts the reader may see. */
export const definitionSide = z.object({
  onDate: date,
  from: month,
  to: month,
  /** Months of the span that the ledger covers, up to twelve. */
  months: z.number().int(),
  keyAccounts: z.number().int(),
  tiers: z.array(z.object({ tier: z.string(), accounts: z.number().int() })),
  netRevenue: figure(money),
  contribution: marginsOnly(figure(money)),
  /** Overrides that took effect in the span. */
  overrides: z.number().int(),
})

/** What the numbers say about a rebuild; `since` is null before its day has come. */
export const definitionResults = z.object({ before: definitionSide, since: definitionSide.nullable() })

const adoptionStep = z.enum([
  'organizational_change',
  'high_level_support',
  'champion',
  'identify_accounts',
  'account_managers',
  'measures',
  'benchmark',
  'account_plans',
])

const adoptionEvidence = z.object({
  fact: z.string(),
  operator: z.enum(['at_least', 'at_most']),
  value: z.number(),
  /** The level that asks for it. */
  level: z.number().int(),
  /** Null: the system cannot tell. */
  actual: z.number().nullable(),
  status: z.enum(['met', 'not_met', 'unknown']),
})

export const adoption = z.object({
  assessedOn: date,
  keyAccounts: z.number().int(),
  overall: figure(z.number()),
  atLeast: z.number(),
  atMost: z.number(),
  weakest: z.array(adoptionStep),
  highestLevel: z.number().int(),
  source: z.string(),
  steps: z.array(
    z.object({
      step: adoptionStep,
      level: z.object({ value: z.number().nullable(), status: figureStatus, reasons: z.array(z.string()) }),
      atLeast: z.number().int(),
      atMost: z.number().int(),
      evidence: z.array(adoptionEvidence),
      nextSteps: z.array(adoptionEvidence),
    }),
  ),
  /** One entry a month, the oldest first: as it was when last looked at in that month. */
  trend: z.array(
    z.object({
      month,
      atLeast: z.number(),
      atMost: z.number(),
      steps: z.array(z.object({ step: adoptionStep, atLeast: z.number().int(), atMost: z.number().int() })),
    }),
  ),
})

const tags = ['program']
const definitions = '/workspaces/{workspace}/program-definitions' as const
const byId = inWorkspace.extend({ id: uuid })

export const programRecordRoutes = {
  ...councilRoutes,
  listDefinitions: route('program:read')
    .route({ method: 'GET', path: definitions, tags, summary: 'All versions of what the program is, newest first' })
    .input(inWorkspace)
    .output(z.object({ rows: z.array(definition) })),
  readDefinition: route('program:read')
    .route({ method: 'GET', path: `${definitions}/{id}`, tags, summary: 'One version of what the program is' })
    .input(byId)
    .output(definition),
  draftDefinition: route('program:write', 'creates')
    .route({
      method: 'POST',
      path: definitions,
      tags,
      summary: 'New draft that begins with what the latest version says; one draft at a time',
      successStatus: 201,
    })
    .input(inWorkspace)
    .output(definition),
  changeDefinition: route('program:write', 'changes')
    .route({
      method: 'PUT',
      path: `${definitions}/{id}`,
      tags,
      summary: 'Replace what a draft says; faults are listed, not refused',
    })
    .input(byId.extend({ content: definitionContent }))
    .output(definition),
  publishDefinition: route('program:publish', 'changes')
    .route({
      method: 'POST',
      path: `${definitions}/{id}/publication`,
      tags,
      summary: 'Publish a draft; from its effective date on it replaces the version before',
    })
    .input(byId)
    .output(definition),
  deleteDefinition: route('program:write', 'changes')
    .route({ method: 'DELETE', path: `${definitions}/{id}`, tags, summary: 'Throw a draft away' })
    .input(byId)
    .output(z.object({ id: uuid })),
  compareDefinitions: route('program:read')
    .route({
      method: 'GET',
      path: `${definitions}/{id}/comparison`,
      tags,
      summary: 'Two versions side by side, field by field',
    })
    .input(byId.extend({ before: uuid }))
    .output(z.object({ rows: z.array(definitionChange) })),
  readDefinitionResults: route('program:read')
    .route({
      method: 'GET',
      path: `${definitions}/{id}/results`,
      tags,
      summary: 'The key accounts before and since a version took effect',
    })
    .input(byId)
    .output(definitionResults),
  readAdoption: route('program:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/adoption',
      tags,
      summary: 'How far the eight steps of a program are used, by evidence from the system, with the months before',
    })
    .input(inWorkspace)
    .output(adoption),
}
