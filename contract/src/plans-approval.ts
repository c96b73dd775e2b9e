import { z } from 'zod'
import { route } from './route.ts'
import { inWorkspace, moment, text, uuid } from './values.ts'

/** How many people are asked to approve at most. */
export const APPROVER_LIMIT = 20

export const approvalState = z.enum(['waiting', 'changes_asked', 'approved', 'withdrawn'])

export const approvalAnswer = z.object({
  personId: z.string(),
  name: z.string(),
  /** Null while it is awaited. */
  answer: z.enum(['approved', 'changes_asked']).nullable(),
  reason: z.string(),
  answeredAt: moment.nullable(),
  /** Has no access any more: their answer will not come. */
  hasLeft: z.boolean(),
})

/** A plan put before named people, who approve it or ask for changes. */
export const planApproval = z.object({
  id: uuid,
  state: approvalState,
  note: z.string(),
  submittedBy: z.object({ personId: z.string(), name: z.string() }),
  submittedAt: moment,
  answers: z.array(approvalAnswer),
  settledAt: moment.nullable(),
  /** The plan as it was submitted: what has changed since can be compared. */
  submittedSnapshotId: uuid,
  /** The plan as it was approved. */
  approvedSnapshotId: uuid.nullable(),
  /** The reader is asked and has not answered yet. */
  awaitsYou: z.boolean(),
  mayWithdraw: z.boolean(),
  version: z.number().int(),
})

export type PlanApproval = z.output<typeof planApproval>

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}/approvals' as const
const byPlan = inWorkspace.extend({ planId: uuid })
const byId = byPlan.extend({ id: uuid })

export const planApprovalRoutes = {
  readPlanApproval: route('plans:read')
    .route({ method: 'GET', path: `${base}/latest`, tags, summary: 'The latest submission; null before the first' })
    .input(byPlan)
    .output(z.object({ approval: planApproval.nullable() })),
  submitPlan: route('plans:manage', 'creates')
    .route({ method: 'POST', path: base, tags, summary: 'Put the plan before people to approve', successStatus: 201 })
    .input(
      byPlan.extend({
        approverIds: z.array(text(64)).min(1).max(APPROVER_LIMIT),
        note: text(2_000, 0).default(''),
      }),
    )
    .output(planApproval),
  // Whoever is named may answer, whatever their role; nobody else may.
  answerPlanApproval: route('plans:read', 'changes')
    .route({ method: 'POST', path: `${base}/{id}/answer`, tags, summary: 'Approve, or ask for changes with a reason' })
    .input(byId.extend({ answer: z.enum(['approved', 'changes_asked']), reason: text(2_000, 0).default('') }))
    .output(planApproval),
  withdrawPlanApproval: route('plans:manage', 'changes')
    .route({ method: 'POST', path: `${base}/{id}/withdraw`, tags, summary: 'Take a submission back' })
    .input(byId)
    .output(planApproval),
}
