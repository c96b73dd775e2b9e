import type { PlanSection } from '@mainstay/contract/plans'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'

/** The section whose notes are meant; one that is hidden from the reader is none. */
export async function requireSection(scope: ReadScope, plan: StoredPlan, key: string): Promise<PlanSection> {
  const section = (await visibleSections(scope, plan)).find((candidate) => candidate.key === key)
  if (!section) throw new Refused('plans/no-such-part')
  return section
}
