import { z } from 'zod'
import { route } from './route.ts'
import { inWorkspace, text, uuid } from './values.ts'

/** From who answers for the plan to who is only told. */
export const PLAN_DUTIES = ['accountable', 'responsible', 'consulted', 'informed'] as const
export const PLAN_SIDES = ['ours', 'customer'] as const

export const planPerson = z.object({
  id: uuid,
  /** Null for colleagues without access to the workspace, and for people of the customer. */
  personId: z.string().nullable(),
  name: z.string(),
  side: z.enum(PLAN_SIDES),
  /** What they are: account manager, engineer, chief executive. */
  function: z.string(),
  duty: z.enum(PLAN_DUTIES),
  /** What they do for this plan. */
  task: z.string(),
  /** Sees the sections that are for the inner team only. */
  isInner: z.boolean(),
  /** Was a member of the workspace and no longer is. */
  hasLeft: z.boolean(),
  version: z.number().int(),
})

/** Everybody with a duty in the plan, on both sides. */
export const teamPart = z.object({
  people: z.array(planPerson),
  /** A plan for which nobody of ours who is still here answers is a defect. */
  hasAccountable: z.boolean(),
  /** Whether the reader may say who belongs to the inner team. */
  mayShapeInner: z.boolean(),
})

export type PlanPerson = z.output<typeof planPerson>
export type TeamPart = z.output<typeof teamPart>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/team' as const
const byPlan = inWorkspace.extend({ planId: uuid })
const byId = byPlan.extend({ id: uuid })

const shared = {
  /** A member of the workspace; the name is theirs then. */
  personId: text(64).nullable(),
  name: text(200, 0),
  side: z.enum(PLAN_SIDES),
  function: text(80),
  duty: z.enum(PLAN_DUTIES),
  task: text(1_000, 0),
  isInner: z.boolean(),
}
/** Whoever answered for the plan so far becomes responsible in the same step. */
const takesOver = z.boolean().default(false)

export const planTeamRoutes = {
  readTeamPart: route('plans:read')
    .route({ method: 'GET', path: base, tags, summary: 'Everybody with a duty in the plan, on both sides' })
    .input(byPlan)
    .output(teamPart),
  addPlanPerson: route('plans:write', 'creates')
    .route({ method: 'POST', path: base, tags, summary: 'Give somebody a duty in the plan', successStatus: 201 })
    .input(
      byPlan.extend({
        ...shared,
        personId: shared.personId.default(null),
        name: shared.name.default(''),
        task: shared.task.default(''),
        isInner: shared.isInner.default(false),
        takesOver,
      }),
    )
    .output(planPerson),
  changePlanPerson: route('plans:write', 'changes')
    .route({
      method: 'PATCH',
      path: `${base}/{id}`,
      tags,
      summary: 'Change somebody’s duty, task or place in the team',
    })
    .input(
      byId.extend({
        personId: shared.personId.optional(),
        name: shared.name.optional(),
        side: shared.side.optional(),
        function: shared.function.optional(),
        duty: shared.duty.optional(),
        task: shared.task.optional(),
        isInner: shared.isInner.optional(),
        takesOver,
      }),
    )
    .output(planPerson),
  removePlanPerson: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${base}/{id}/remove`, tags, summary: 'Take somebody out of the team of the plan' })
    .input(byId)
    .output(planPerson),
  restorePlanPerson: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${base}/{id}/restore`, tags, summary: 'Put somebody back into the team' })
    .input(byId)
    .output(planPerson),
}
