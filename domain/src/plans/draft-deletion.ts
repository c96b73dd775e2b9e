import type { Role } from '../accounts/index.ts'
import { accept, type Result, refuse } from '../kernel/index.ts'

/**
 * Whether a role answers for every plan of the workspace, whoever is on its team: owners and program leads do. They see the
 * sections of every inner team and may end what others began.
 */
export function answersForEveryPlan(role: Role): boolean {
  return role === 'owner' || role === 'program_lead'
}

/** A plan that somebody wants to delete, and what happened to it since it was begun. */
export interface PlanToDelete {
  readonly status: string
  /** Whoever asks is accountable for it, or answers for every plan. */
  readonly isAnsweredFor: boolean
  /** Plans hang below it, also such as whoever asks does not see. */
  readonly hasPlansBelow: boolean
  /** It stood before approvers, whatever they said. */
  readonly wasSubmitted: boolean
  readonly hasCommentsOfOthers: boolean
  /** Somebody but its author changed it, whether that still stands or not. */
  readonly hasWorkOfOthers: boolean
}

export type DeletionRefusal =
  | 'plans/delete-no-draft'
  | 'plans/delete-not-yours'
  | 'plans/delete-plans-below'
  | 'plans/delete-submitted'
  | 'plans/delete-commented'
  | 'plans/delete-others-wrote'

/**
 * Whether a plan may be deleted: a draft that was begun by mistake, by whoever answers for it, as long as nobody else has
 * put work into it. Everything else is closed instead, so that it stays readable. Refuses with what stands in the way; the
 * first of several in the order above.
 */
export function checkDeletion(plan: PlanToDelete): Result<null, DeletionRefusal> {
  if (plan.status !== 'draft') return refuse('plans/delete-no-draft')
  if (!plan.isAnsweredFor) return refuse('plans/delete-not-yours')
  if (plan.hasPlansBelow) return refuse('plans/delete-plans-below')
  if (plan.wasSubmitted) return refuse('plans/delete-submitted')
  if (plan.hasCommentsOfOthers) return refuse('plans/delete-commented')
  if (plan.hasWorkOfOthers) return refuse('plans/delete-others-wrote')
  return accept(null)
}
