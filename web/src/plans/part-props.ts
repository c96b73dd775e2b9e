import type { Access } from '../client/index.ts'
import type { PlanHeader } from './api.ts'

/** What every part of the plan page knows. A part asks for its own content. */
export interface PartProps {
  readonly plan: PlanHeader
  readonly access: Access
  /** May work in this plan: the right to, and the plan is not closed. */
  readonly mayWrite: boolean
}
