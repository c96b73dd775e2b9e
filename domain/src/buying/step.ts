import { addDays } from '../program/index.ts'
import type { BuyingPhase, BuyingSide } from './phases.ts'

/** What is checked of a step before it is kept. */
export interface BuyingStepDraft {
  readonly side: BuyingSide
  readonly phase: BuyingPhase | null
  readonly doneOn: string | null
  readonly serves: readonly string[]
  /** Who is named for it. */
  readonly ownerId: string | null
}

/** What stands around a step: milestones of its purchase, and people of the plan's team with the side they are on. */
export interface AroundStep {
  readonly today: string
  readonly milestones: ReadonlySet<string>
  readonly team: ReadonlyMap<string, BuyingSide>
}

/** Why a step is not taken as it stands, and which of its fields it is about. */
export interface BuyingStepFault {
  readonly field: 'phase' | 'serves' | 'doneOn' | 'ownerId'
  readonly code:
    | 'plans/phase-is-theirs'
    | 'plans/serving-is-ours'
    | 'plans/milestone-unknown'
    | 'plans/done-in-future'
    | 'plans/owner-not-on-team'
    | 'plans/owner-of-other-side'
}

/**
 * Everything that is wrong with a step at once. A phase is of the customer's buying alone, and only a step of ours serves:
 * milestones that stand in the same purchase. What is done was done on a day that has come somewhere on earth (`today` is
 * the day in UTC, and its east is up to a day ahead); how long ago does not matter, for a need is often older than the
 * record of it. Who is named stands on the plan's team, on the side of the step.
 */
export function buyingStepFaults(step: BuyingStepDraft, around: AroundStep): readonly BuyingStepFault[] {
  const faults: BuyingStepFault[] = []
  if (step.side === 'ours' && step.phase !== null) faults.push({ field: 'phase', code: 'plans/phase-is-theirs' })
  if (step.side === 'customer' && step.serves.length > 0) {
    faults.push({ field: 'serves', code: 'plans/serving-is-ours' })
  } else if (step.serves.some((id) => !around.milestones.has(id))) {
    faults.push({ field: 'serves', code: 'plans/milestone-unknown' })
  }
  if (isStillToCome(step.doneOn, around.today)) faults.push({ field: 'doneOn', code: 'plans/done-in-future' })
  if (step.ownerId === null) return faults
  const side = around.team.get(step.ownerId)
  if (side === undefined) faults.push({ field: 'ownerId', code: 'plans/owner-not-on-team' })
  else if (side !== step.side) faults.push({ field: 'ownerId', code: 'plans/owner-of-other-side' })
  return faults
}

/** Whether a day has come nowhere on earth; `today` is the day in UTC. */
export function isStillToCome(day: string | null, today: string): boolean {
  return day !== null && day > addDays(today, 1)
}
