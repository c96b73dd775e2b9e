import { z } from 'zod'
import { planApproval } from './plans-approval.ts'
import { route } from './route.ts'
import { inWorkspace, moment, text, uuid } from './values.ts'

/** A plan as it was at a moment, kept as it stood. */
export const planSnapshot = z.object({
  id: uuid,
  number: z.number().int(),
  kind: z.enum(['by_hand', 'submitted', 'approved']),
  reason: z.string(),
  takenByName: z.string(),
  takenAt: moment,
})

/** A moment at which the plan took another course: as it stood right after that. */
export const planTurn = z.object({
  kind: z.enum(['activated', 'closed', 'reopened']),
  actorName: z.string(),
  at: moment,
})

/** Submissions and snapshots, the latest first. */
export const historyPart = z.object({
  approvals: z.array(planApproval),
  snapshots: z.array(planSnapshot),
  /** The latest first; none from before every moment was kept. */
  turns: z.array(planTurn),
  /** From then on the plan can be told as it stood at any moment; null where it cannot. */
  knownSince: moment.nullable(),
})

/** What a plan holds, told as lists of things with named values. */
export const planList = z.object({
  key: z.string(),
  title: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      fields: z.array(z.object({ key: z.string(), label: z.string(), value: z.string().nullable() })),
    }),
  ),
})

export const planDifference = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  listKey: z.string(),
  listTitle: z.string(),
  itemId: z.string(),
  label: z.string(),
  /** Of something added, what it brought; of something removed, what went with it; else what differs. */
  fields: z.array(
    z.object({ key: z.string(), label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** The same in one sentence. */
  sentence: z.string(),
})

export const planMoment = z.object({
  /** Null for now, and for a moment that nobody kept on purpose. */
  snapshot: planSnapshot.nullable(),
  at: moment,
})

export const planComparison = z.object({
  before: planMoment,
  after: planMoment,
  /** In the order of the plan. */
  differences: z.array(planDifference),
  /** Titles of parts that only one of the two moments shows to the reader: they are not compared. */
  notCompared: z.array(z.string()),
})

export type PlanSnapshot = z.output<typeof planSnapshot>
export type PlanTurn = z.output<typeof planTurn>
export type HistoryPart = z.output<typeof historyPart>
export type PlanDifference = z.output<typeof planDifference>
export type PlanComparison = z.output<typeof planComparison>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}' as const
const byPlan = inWorkspace.extend({ planId: uuid })

export const planHistoryRoutes = {
  readPlanHistory: route('plans:read')
    .route({ method: 'GET', path: `${base}/history`, tags, summary: 'Submissions and snapshots, the latest first' })
    .input(byPlan)
    .output(historyPart),
  takePlanSnapshot: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${base}/snapshots`,
      tags,
      summary: 'Keep the plan as it stands now',
      successStatus: 201,
    })
    .input(byPlan.extend({ reason: text(500, 3) }))
    .output(planSnapshot),
  readPlanSnapshot: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/snapshots/{id}`,
      tags,
      summary: 'A plan as it was, as far as the reader may see it',
    })
    .input(byPlan.extend({ id: uuid }))
    .output(z.object({ snapshot: planSnapshot, lists: z.array(planList) })),
  comparePlan: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/comparison`,
      tags,
      summary: 'What changed from a snapshot or any moment to another or to now, in words and value by value',
    })
    .input(byPlan.extend({ from: uuid.or(moment), to: uuid.or(moment).or(z.literal('now')).default('now') }))
    .output(planComparison),
}
