import type { PlanSection } from '@mainstay/contract/plans'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type StoredPlan, visibleSections } from '../plan-store.ts'

/** Sections of words; reviews are written as such until they have records of their own. */
function holdsStatements({ part }: PlanSection): boolean {
  return part === 'statements' || part === 'reviews'
}

/** Sections with statements and fields that the reader may see; refuses where there are none. */
export async function statementSections(scope: ReadScope, plan: StoredPlan): Promise<readonly PlanSection[]> {
  const sections = (await visibleSections(scope, plan)).filter(holdsStatements)
  if (sections.length === 0) throw new Refused('plans/no-such-part')
  return sections
}

export async function statementSection(scope: ReadScope, plan: StoredPlan, key: string): Promise<PlanSection> {
  const section = (await statementSections(scope, plan)).find((candidate) => candidate.key === key)
  if (!section) throw new Refused('plans/no-such-part')
  return section
}
