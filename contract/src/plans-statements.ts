import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { planAccount, planSection } from './plans-record.ts'
import { route } from './route.ts'
import { date, inWorkspace, moment, text, uuid } from './values.ts'

/** How far a statement can still be trusted; what does not age is always fresh. */
export const FRESHNESS = ['fresh', 'ageing', 'doubtful'] as const

/** A fact of the plan, or the value of a field, with who wrote it, of which day, from where, and whether it is certain. */
export const planStatement = z.object({
  id: uuid,
  sectionKey: z.string(),
  /** Null for a statement of its own. */
  fieldKey: z.string().nullable(),
  /** Of a field: a number or amount as an exact decimal, a date as 2026-10-31, a choice as its label. */
  content: z.string(),
  /** False: assumed. */
  isConfirmed: z.boolean(),
  source: z.string(),
  /** The day the fact is of. */
  asOf: date,
  authorName: z.string(),
  freshness: z.enum(FRESHNESS),
  /** From this day it is doubtful; null where it does not age. */
  doubtfulFrom: date.nullable(),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

/** What is asked for and what is there; shows how far a plan is written, says nothing about the account. */
export const completeness = z.object({
  asked: z.number().int(),
  done: z.number().int(),
  /** Done of asked as a fraction; null where nothing is asked. */
  share: z.number().nullable(),
})

export const sectionCompleteness = completeness.extend({
  sectionKey: z.string(),
  title: z.string(),
  /** Labels of required fields that are empty. */
  missing: z.array(z.string()),
})

export const planCompleteness = completeness.extend({ sections: z.array(sectionCompleteness) })

export const statementSection = z.object({
  section: planSection,
  /** The value of each field by its key; a field without value is missing here. */
  values: z.array(planStatement),
  /** What was answered before to fields with given answers, the latest first: how far something has come shows in them. */
  earlier: z.array(z.object({ fieldKey: z.string(), content: z.string(), asOf: date, authorName: z.string() })),
  /** Statements of their own, the latest first. */
  statements: z.array(planStatement),
})

/** Everything the reader may see of the sections that hold statements and fields. */
export const statementsPart = z.object({
  sections: z.array(statementSection),
  completeness: planCompleteness,
})

export const doubtfulStatement = planStatement.extend({
  sectionTitle: z.string(),
  /** Null for a statement of its own. */
  fieldLabel: z.string().nullable(),
  plan: z.object({ id: uuid, title: z.string(), account: planAccount }),
})

export type PlanStatement = z.output<typeof planStatement>
export type PlanCompleteness = z.output<typeof planCompleteness>
export type SectionCompleteness = z.output<typeof sectionCompleteness>
export type StatementSection = z.output<typeof statementSection>
export type StatementsPart = z.output<typeof statementsPart>
export type DoubtfulStatement = z.output<typeof doubtfulStatement>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/statements' as const
const byPlan = inWorkspace.extend({ planId: uuid })
const byId = byPlan.extend({ id: uuid })
const content = text(20_000)
const source = text(500, 0)

export const planStatementRoutes = {
  readStatementsPart: route('plans:read')
    .route({
      method: 'GET',
      path: base,
      tags,
      summary: 'Sections of statements and fields, with their age and how complete the plan is',
    })
    .input(byPlan)
    .output(statementsPart),
  addStatement: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: base,
      tags,
      summary: 'Write a statement into a section, or the value of an empty field',
      successStatus: 201,
    })
    .input(
      byPlan.extend({
        sectionKey: text(60),
        fieldKey: text(60).nullable().default(null),
        content,
        isConfirmed: z.boolean().default(false),
        source: source.default(''),
        asOf: date,
      }),
    )
    .output(planStatement),
  changeStatement: route('plans:write', 'changes')
    .route({
      method: 'PATCH',
      path: `${base}/{id}`,
      tags,
      summary: 'Change a statement or the value of a field, confirm it, or mark it as assumed',
    })
    .input(
      byId.extend({
        content: content.optional(),
        isConfirmed: z.boolean().optional(),
        source: source.optional(),
        asOf: date.optional(),
      }),
    )
    .output(planStatement),
  renewStatement: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${base}/{id}/renew`,
      tags,
      summary: 'Say that a statement is still true, as of a day and from a source',
    })
    .input(byId.extend({ asOf: date, source: source.optional(), isConfirmed: z.boolean().optional() }))
    .output(planStatement),
  removeStatement: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${base}/{id}/remove`, tags, summary: 'Take a statement out, or clear a field' })
    .input(byId)
    .output(planStatement),
  restoreStatement: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${base}/{id}/restore`, tags, summary: 'Put a statement back that was taken out' })
    .input(byId)
    .output(planStatement),
  listDoubtfulStatements: route('plans:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/doubtful-statements',
      tags,
      summary: 'Statements of all open plans, or of one, that are too old to be trusted, the longest doubtful first',
    })
    .input(inWorkspace.extend(pageQuery.shape).extend({ planId: uuid.optional() }))
    .output(pageOf(doubtfulStatement)),
}
