import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { planChange } from './plans-changes.ts'
import { planHeader, planMonth, planPeriod, planSection } from './plans-record.ts'
import { route } from './route.ts'
import { date, inWorkspace, moment, money, month, queryInteger, rowId, text, uuid } from './values.ts'

/** How many sections a template has at most. */
export const PLAN_SECTION_LIMIT = 40

export const planStatus = z.enum(['draft', 'active', 'closed'])
export const planKind = z.enum(['account', 'unit'])
export const planPeriodKind = z.enum(['year', 'quarter'])
export const planSort = z.enum(['-updated', 'updated', 'account', '-account', 'title', '-title', 'ends', '-ends'])

export const planFilter = z.object({
  /** Part of the title, the unit, or the code or name of the account. */
  query: text(120, 0).optional(),
  /** "open" is draft or active. */
  status: z.enum(['draft', 'active', 'closed', 'open']).optional(),
  /** Key of a tier, or "out" for accounts in none. */
  tier: text(60).optional(),
  /** A member who manages the account, or answers for the plan. */
  ownerId: text(100).optional(),
  accountId: rowId.optional(),
})

export const planRow = z.object({
  id: uuid,
  account: accountReference,
  scope: z.string(),
  title: z.string(),
  status: planStatus,
  parentId: uuid.nullable(),
  tier: z.string().nullable(),
  /** Who manages the account. */
  managers: z.array(z.string()),
  template: z.string().nullable(),
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  updatedAt: moment,
  version: z.number().int(),
})

export const templateSections = z.array(planSection).max(PLAN_SECTION_LIMIT)

export const planTemplate = z.object({
  id: uuid,
  /** Versions of one template share the family. */
  familyId: uuid,
  number: z.number().int(),
  name: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  tier: z.string().nullable(),
  kind: planKind,
  sections: templateSections,
  /** Plans that were begun from this version. */
  plans: z.number().int(),
  /** What must be put right before it can be used; empty where nothing is wrong. */
  faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  updatedAt: moment,
  version: z.number().int(),
})

const templateContent = {
  name: text(120),
  tier: text(60).nullable().default(null),
  kind: planKind,
  sections: templateSections,
}

/** A statement that the invoice ledger makes about the account. */
export const draftedStatement = z.object({
  sectionKey: z.string(),
  fieldKey: z.string().nullable(),
  label: z.string(),
  content: z.string(),
  source: z.string(),
  asOf: date,
})

export const planProposal = z.object({
  account: accountReference,
  tier: z.string().nullable(),
  title: z.string(),
  startMonth: month,
  periodKind: planPeriodKind,
  count: z.number().int(),
  periods: z.array(planPeriod),
  /** Templates that can be used now; the proposed one first. */
  templates: z.array(z.object({ id: uuid, name: z.string(), number: z.number().int(), tier: z.string().nullable() })),
  /** Why the first template is proposed. */
  templateBecause: z.enum(['named_by_tier', 'for_tier', 'for_every_tier', 'only_one_of_kind', 'none']),
  /** What will stand in the plan at once. */
  statements: z.array(draftedStatement),
  people: z.array(z.object({ personId: z.string(), name: z.string(), function: z.string(), duty: z.string() })),
  /** How many companies and product lines the white space begins with; null where it begins empty, or there is none. */
  whiteSpace: z.object({ units: z.number().int(), offerings: z.number().int() }).nullable(),
  /** The plan of the account that is open already; a second one can only be for a unit below it. */
  openPlan: z.object({ id: uuid, title: z.string() }).nullable(),
})

export const planTreeNode = z.object({
  id: uuid,
  parentId: uuid.nullable(),
  /** Steps below the top. */
  depth: z.number().int(),
  account: accountReference,
  scope: z.string(),
  title: z.string(),
  status: planStatus,
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  /**
   * Net revenue the plan wants over all its periods, alone and with the open plans below it; null for closed plans, whose
   * place another may have taken.
   */
  netRevenueGoal: z
    .object({
      own: money.nullable(),
      total: money.nullable(),
      /** Plans of this branch that set no goal, or whose goals are hidden from the reader. */
      unknown: z.number().int(),
    })
    .nullable(),
})

const tags = ['plans']
const plans = '/workspaces/{workspace}/plans'
const templates = '/workspaces/{workspace}/plan-templates'
const onePlan = inWorkspace.extend({ id: uuid })

export const lifecycleRoutes = {
  listPlans: route('plans:read')
    .route({ method: 'GET', path: plans, tags, summary: 'Account plans' })
    .input(inWorkspace.extend({ ...planFilter.shape, ...pageQuery.shape, sort: planSort.default('-updated') }))
    .output(pageOf(planRow)),
  proposePlan: route('plans:manage')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/accounts/{accountId}/plan-proposal',
      tags,
      summary: 'What a plan of this account would begin with: template, periods, statements of the ledger, team',
    })
    .input(
      inWorkspace.extend({
        accountId: rowId,
        /** A plan below it is begun. */
        parentId: uuid.optional(),
        /** It is for a unit, of which invoices say nothing. */
        scope: text(120, 0).optional(),
        templateId: uuid.optional(),
        startMonth: planMonth.optional(),
        periodKind: planPeriodKind.default('year'),
        count: queryInteger(1, 12).optional(),
      }),
    )
    .output(planProposal),
  beginPlan: route('plans:manage', 'creates')
    .route({
      method: 'POST',
      successStatus: 201,
      path: plans,
      tags,
      summary: 'Begin a plan from a template and what the ledger knows',
    })
    .input(
      inWorkspace.extend({
        accountId: rowId,
        parentId: uuid.nullable().default(null),
        /** Unit or region; only below another plan. */
        scope: text(120, 0).default(''),
        title: text(200).optional(),
        /** Without it, the one the account's tier names. */
        templateId: uuid.optional(),
        startMonth: planMonth.optional(),
        periodKind: planPeriodKind.default('year'),
        count: z.number().int().min(1).max(12).optional(),
      }),
    )
    .output(planHeader),
  changePlan: route('plans:manage', 'changes')
    .route({ method: 'PATCH', path: `${plans}/{id}`, tags, summary: 'Change title, unit or the plan it hangs below' })
    .input(
      onePlan.extend({
        title: text(200).optional(),
        scope: text(120, 0).optional(),
        parentId: uuid.nullable().optional(),
      }),
    )
    .output(planHeader),
  rollPlanForward: route('plans:manage', 'changes')
    .route({ method: 'POST', path: `${plans}/{id}/periods`, tags, summary: 'Add the next period; the old ones stay' })
    .input(onePlan)
    .output(planHeader),
  activatePlan: route('plans:manage', 'changes')
    .route({ method: 'POST', path: `${plans}/{id}/activate`, tags, summary: 'Let a draft take effect' })
    .input(onePlan)
    .output(planHeader),
  closePlan: route('plans:manage', 'changes')
    .route({
      method: 'POST',
      path: `${plans}/{id}/close`,
      tags,
      summary: 'Close a plan for good reason; nothing is lost',
    })
    .input(onePlan.extend({ reason: text(1_000, 10) }))
    .output(planHeader),
  reopenPlan: route('plans:manage', 'changes')
    .route({ method: 'POST', path: `${plans}/{id}/reopen`, tags, summary: 'Open a closed plan again' })
    .input(onePlan)
    .output(planHeader),
  deletePlanDraft: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${plans}/{id}/delete`,
      tags,
      summary: 'Delete a draft that was begun by mistake, which nobody else has written in; it can be put back',
    })
    .input(onePlan)
    .output(z.object({ id: uuid, version: z.number().int() })),
  putBackPlanDraft: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${plans}/{id}/put-back`, tags, summary: 'Put a deleted draft back' })
    .input(onePlan)
    .output(planHeader),
  readPlanTree: route('plans:read')
    .route({ method: 'GET', path: `${plans}/{id}/tree`, tags, summary: 'All plans above and below this one' })
    .input(onePlan)
    .output(z.object({ nodes: z.array(planTreeNode) })),
  listPlanChanges: route('plans:read')
    .route({ method: 'GET', path: `${plans}/{id}/changes`, tags, summary: 'Who changed what in a plan, newest first' })
    .input(onePlan.extend(pageQuery.shape))
    .output(pageOf(planChange)),
  undoPlanChange: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${plans}/{id}/changes/{changeId}/undo`,
      tags,
      summary: 'Take a change back, where nothing came after it',
    })
    .input(onePlan.extend({ changeId: z.string().regex(/^\d{1,18}$/) }))
    .output(z.object({ item: z.string().nullable() })),
  listPlanTemplates: route('plans:read')
    .route({ method: 'GET', path: templates, tags, summary: 'Templates of plans, every version' })
    .input(inWorkspace)
    .output(z.object({ rows: z.array(planTemplate) })),
  readPlanTemplate: route('plans:read')
    .route({ method: 'GET', path: `${templates}/{id}`, tags, summary: 'One version of a template' })
    .input(onePlan)
    .output(planTemplate),
  draftPlanTemplate: route('plans:manage', 'creates')
    .route({ method: 'POST', successStatus: 201, path: templates, tags, summary: 'Begin a template' })
    .input(inWorkspace.extend(templateContent))
    .output(planTemplate),
  revisePlanTemplate: route('plans:manage', 'creates')
    .route({
      method: 'POST',
      successStatus: 201,
      path: `${templates}/{id}/revise`,
      tags,
      summary: 'Begin the next version of a template',
    })
    .input(onePlan)
    .output(planTemplate),
  copyPlanTemplate: route('plans:manage', 'creates')
    .route({
      method: 'POST',
      successStatus: 201,
      path: `${templates}/{id}/copy`,
      tags,
      summary: 'Begin another template with the same sections',
    })
    .input(onePlan.extend({ name: text(120) }))
    .output(planTemplate),
  changePlanTemplate: route('plans:manage', 'changes')
    .route({ method: 'PUT', path: `${templates}/{id}`, tags, summary: 'Change a draft' })
    .input(onePlan.extend(templateContent))
    .output(planTemplate),
  activatePlanTemplate: route('plans:manage', 'changes')
    .route({
      method: 'POST',
      path: `${templates}/{id}/activate`,
      tags,
      summary: 'Use this version for new plans; the version before is archived',
    })
    .input(onePlan)
    .output(planTemplate),
  archivePlanTemplate: route('plans:manage', 'changes')
    .route({
      method: 'POST',
      path: `${templates}/{id}/archive`,
      tags,
      summary: 'Begin no more plans from this version',
    })
    .input(onePlan)
    .output(planTemplate),
}
