import type { PlanHeader } from '@mainstay/contract/plans'
import type { SamplePlan } from '@mainstay/demo'

export interface PlacedPlan {
  readonly accountId: string
  readonly planId: string | null
}

/** A plan of the sample company in the hands of whoever writes it. */
export interface SampleTask {
  readonly plan: SamplePlan
  readonly header: PlanHeader
  /** The day it is on the whole sample: the last one of its ledger. */
  readonly today: string
}

/** A workspace may have templates of its own, without some of the parts. */
export function hasPart(header: PlanHeader, part: PlanHeader['sections'][number]['part']): boolean {
  return header.sections.some((section) => section.part === part)
}
