import { RULE_DUE_DAYS, RULE_TRIGGERS, type RuleTriggerKind } from '@mainstay/domain/plans/rules'
import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { planAccount } from './plans-record.ts'
import { route } from './route.ts'
import { date, inWorkspace, moment, month, text, uuid } from './values.ts'

const triggerKind = z.enum(Object.keys(RULE_TRIGGERS) as [RuleTriggerKind, ...RuleTriggerKind[]])

/** What a rule waits for. Days before a date, or for which something has lasted; null where the kind takes none. */
const ruleTrigger = z.object({ kind: triggerKind, days: z.number().int().min(1).max(730).nullable().default(null) })

const newRuleOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accountable') }),
  z.object({ kind: z.literal('account_manager') }),
  z.object({ kind: z.literal('member'), personId: z.string().min(1).max(100) }),
])

const ruleContent = z.object({
  name: text(120),
  trigger: ruleTrigger,
  action: z.object({
    /** May hold {account}, {plan} and {item}. */
    title: text(200),
    details: text(2_000, 0).default(''),
    dueInDays: z.number().int().min(0).max(RULE_DUE_DAYS),
    owner: newRuleOwner,
  }),
})

const planRule = z.object({
  id: uuid,
  name: z.string(),
  trigger: z.object({ kind: triggerKind, days: z.number().int().nullable() }),
  action: z.object({
    title: z.string(),
    details: z.string(),
    dueInDays: z.number().int(),
    owner: z.object({
      kind: z.enum(['accountable', 'account_manager', 'member']),
      personId: z.string().nullable(),
      name: z.string().nullable(),
      /** A member who has no access any more; actions are made without an owner. */
      hasLeft: z.boolean(),
    }),
  }),
  status: z.enum(['draft', 'on', 'off']),
  /** The whole rule in one plain sentence. */
  sentence: z.string(),
  /** Whether it was tested as it stands; only then it can be switched on. */
  isTested: z.boolean(),
  testedOn: date.nullable(),
  testedByName: z.string().nullable(),
  activeSince: date.nullable(),
  lastRanOn: date.nullable(),
  /** Actions it made in plans that the reader sees. */
  made: z.number().int(),
  isRemoved: z.boolean(),
  version: z.number().int(),
})

const rulePlan = z.object({ id: uuid, title: z.string(), account: planAccount })

const ruleTest = z.object({
  /** Plans that were looked at: those that whoever tests it may see. */
  plans: z.number().int(),
  total: z.number().int(),
  months: z.array(
    z.object({
      month,
      made: z.number().int(),
      /** The first ones of the month. */
      examples: z.array(z.object({ on: date, title: z.string(), plan: rulePlan })),
    }),
  ),
  /** What it would do if it were switched on today. */
  today: z.number().int(),
  /** What the past cannot tell, in sentences. */
  unknown: z.array(z.string()),
})

const ruleRun = z.object({
  id: uuid,
  ranAt: moment,
  cause: z.enum(['daily', 'tier_decided']),
  matched: z.number().int(),
  made: z.number().int(),
  /** What it passed over, by reason. */
  skipped: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  /** Made ones first; at most 50. */
  hits: z.array(
    z.object({
      plan: rulePlan,
      title: z.string(),
      outcome: z.enum(['made', 'made_already', 'still_open', 'no_actions_part', 'plan_full']),
      actionId: uuid.nullable(),
    }),
  ),
})

export type PlanRule = z.output<typeof planRule>
export type RuleContent = z.output<typeof ruleContent>
export type RuleTest = z.output<typeof ruleTest>
export type RuleRunRecord = z.output<typeof ruleRun>

const tags = ['plans']
const rules = '/workspaces/{workspace}/plan-rules' as const
const rule = `${rules}/{id}` as const
const byId = inWorkspace.extend({ id: uuid })

export const planRuleRoutes = {
  listPlanRules: route('plans:read')
    .route({ method: 'GET', path: rules, tags, summary: 'Rules that put actions into plans' })
    .input(inWorkspace)
    .output(z.object({ rows: z.array(planRule) })),
  createPlanRule: route('program:write', 'creates')
    .route({ method: 'POST', path: rules, tags, summary: 'Draft a rule', successStatus: 201 })
    .input(inWorkspace.extend(ruleContent.shape))
    .output(planRule),
  changePlanRule: route('program:write', 'changes')
    .route({ method: 'PUT', path: rule, tags, summary: 'Change a rule that is not on; it is to be tested anew' })
    .input(byId.extend(ruleContent.shape))
    .output(planRule),
  testPlanRule: route('program:write', 'changes')
    .route({
      method: 'POST',
      path: `${rule}/test`,
      tags,
      summary: 'What a rule would have made over the last twelve months; it makes nothing',
    })
    .input(byId)
    .output(z.object({ rule: planRule, test: ruleTest })),
  switchPlanRule: route('program:write', 'changes')
    .route({ method: 'POST', path: `${rule}/switch`, tags, summary: 'Switch a tested rule on, or off' })
    .input(byId.extend({ isOn: z.boolean() }))
    .output(planRule),
  removePlanRule: route('program:write', 'changes')
    .route({ method: 'POST', path: `${rule}/removal`, tags, summary: 'Take a rule out, and off; it can be put back' })
    .input(byId)
    .output(planRule),
  restorePlanRule: route('program:write', 'changes')
    .route({ method: 'POST', path: `${rule}/return`, tags, summary: 'Put a removed rule back; it stays off' })
    .input(byId)
    .output(planRule),
  listPlanRuleRuns: route('plans:read')
    .route({
      method: 'GET',
      path: `${rule}/runs`,
      tags,
      summary: 'When a rule ran and what came of it, the latest first',
    })
    .input(byId.extend(pageQuery.shape))
    .output(pageOf(ruleRun)),
}
