import { z } from 'zod'
import { causeReference } from './plans-objectives.ts'
import { route } from './route.ts'
import {
  currency,
  date,
  figure,
  fraction,
  inWorkspace,
  marginsOnly,
  moment,
  money,
  month,
  text,
  uuid,
  writtenMoney,
} from './values.ts'

export const goalMeasure = z.enum(['net_revenue', 'gross_margin', 'contribution'])

/** What leads from today to a goal; "base" replaces the run rate of the ledger where people know better. */
export const bridgeKind = z.enum(['base', 'committed_growth', 'pipeline', 'white_space'])

export const bridgeEntry = z.object({
  id: uuid,
  period: z.number().int(),
  measure: goalMeasure,
  kind: bridgeKind,
  amount: money,
  note: z.string(),
  source: z.string(),
  authorName: z.string(),
  updatedAt: moment,
  version: z.number().int(),
  /** What in the plan led to it, such as a cell of the white space. */
  cause: causeReference.nullable(),
})

const periodMeasure = z.object({
  /** The goal of this plan alone; null where none is set. */
  own: money.nullable(),
  /** Version of the own goal; 0 before it was ever set. */
  version: z.number().int(),
  /** Sum of the goals of the plans below, at any depth, whose periods lie within this one; null where none is set. */
  below: money.nullable(),
  /** Own and below together: what is measured against the ledger. */
  goal: money.nullable(),
  /** Entries of this plan alone, oldest first. */
  entries: z.array(bridgeEntry),
  /** Of this plan and those below. Where from the base comes: the ledger's last twelve months, or an entry of people. */
  bridge: z.object({
    base: figure(money),
    baseSource: z.enum(['ledger', 'people']),
    committedGrowth: money,
    pipeline: money,
    whiteSpace: money,
    /** Goal less all of the above; below 0 when more is in sight than the goal asks. */
    gap: figure(money),
  }),
  attainment: z.object({
    actual: figure(money),
    shareOfGoal: figure(fraction),
    /** The goal's part for the time that the ledger covers. */
    dueByNow: figure(money),
    /** Actual against what is due by now: 1 is in step. */
    pace: figure(fraction),
  }),
})

export const goalPeriod = z.object({
  number: z.number().int(),
  startsOn: date,
  endsOn: date,
  months: z.number().int(),
  /** How much of the period the ledger covers. */
  elapsed: figure(fraction),
  netRevenue: periodMeasure,
  grossMargin: marginsOnly(periodMeasure),
  contribution: marginsOnly(periodMeasure),
})

export const goalsPart = z.object({
  currency,
  /** The last day the ledger speaks of, and never later than today; null without a ledger. */
  ledgerUntil: date.nullable(),
  /** The last twelve months of the ledger, which the run rate rests on; null where it is shorter or cannot tell. */
  runRate: z
    .object({
      from: month,
      to: month,
      netRevenue: money.nullable(),
      grossMargin: marginsOnly(money),
      contribution: marginsOnly(money),
    })
    .nullable(),
  periods: z.array(goalPeriod),
  /** Plans below whose goals are in the sums. */
  plansBelow: z.array(z.object({ id: uuid, title: z.string(), scope: z.string() })),
  /** Goals of plans below that are in no sum, because their period does not lie within one of this plan. */
  notCounted: z.array(
    z.object({ planId: uuid, title: z.string(), startsOn: date, endsOn: date, measures: z.array(goalMeasure) }),
  ),
  /**
   * What the white space is expected to bring in a year, beside the cells that are opportunities of the pipeline already; null
   * where its section is hidden or says nothing yet.
   */
  expectedWhiteSpace: z.object({ netRevenue: money, grossMargin: marginsOnly(money) }).nullable(),
})

export type GoalsPart = z.output<typeof goalsPart>
export type GoalPeriod = z.output<typeof goalPeriod>
export type PeriodMeasure = z.output<typeof periodMeasure>
export type BridgeEntry = z.output<typeof bridgeEntry>
export type GoalMeasure = z.output<typeof goalMeasure>
export type BridgeKind = z.output<typeof bridgeKind>

/** As many goals as a plan of three years by months has. */
const GOALS_AT_ONCE = 120

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}' as const
const entries = `${base}/bridge-entries` as const
const inPlan = inWorkspace.extend({ planId: uuid })
const ofEntry = inPlan.extend({ id: uuid })
const entryContent = z.object({ amount: writtenMoney, note: text(1_000, 0), source: text(500, 0) })

export const planGoalsRoutes = {
  readPlanGoals: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/goals`,
      tags,
      summary: 'Goals by period with the bridge from today and what the ledger says so far',
    })
    .input(inPlan)
    .output(goalsPart),
  setPlanGoals: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}/goals`,
      tags,
      summary: 'Set goals, one or many, all or none; an amount of null clears one',
    })
    .input(
      inPlan.extend({
        goals: z
          .array(
            z.object({
              period: z.number().int().min(1),
              measure: goalMeasure,
              amount: writtenMoney.nullable(),
              /** The version seen; 0 where none was set. */
              version: z.number().int().min(0),
            }),
          )
          .min(1)
          .max(GOALS_AT_ONCE),
      }),
    )
    .output(goalsPart),
  addBridgeEntry: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: entries,
      tags,
      summary: 'Add what leads from today to a goal',
      successStatus: 201,
    })
    .input(
      inPlan.extend({
        period: z.number().int().min(1),
        measure: goalMeasure,
        kind: bridgeKind,
        ...entryContent.shape,
        note: entryContent.shape.note.default(''),
        source: entryContent.shape.source.default(''),
        cause: causeReference.nullable().default(null),
      }),
    )
    .output(bridgeEntry),
  changeBridgeEntry: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: `${entries}/{id}`, tags, summary: 'Change an entry of the bridge' })
    .input(ofEntry.extend(entryContent.partial().shape))
    .output(bridgeEntry),
  removeBridgeEntry: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${entries}/{id}/remove`, tags, summary: 'Take an entry out of the bridge' })
    .input(ofEntry)
    .output(bridgeEntry),
  restoreBridgeEntry: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${entries}/{id}/restore`, tags, summary: 'Put an entry back into the bridge' })
    .input(ofEntry)
    .output(bridgeEntry),
}
