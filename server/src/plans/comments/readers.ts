import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanReader } from '@mainstay/contract/plans-comments'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

/** Where in a plan something stands: in the plan as a whole, in a part of it, or in one section of a part. */
export interface PlanPlace {
  readonly part: PlanSection['part'] | null
  readonly sectionKey: string | null
}

export const WHOLE_PLAN: PlanPlace = { part: null, sectionKey: null }

/** Every member who may see the plan, by name. */
export async function readersOf(scope: ReadScope, plan: StoredPlan): Promise<PlanReader[]> {
  const { rows } = await sql<{ person_id: string; name: string; role: string; is_inner: boolean }>`
    select s.person_id, s.name, s.role, s.role in ('owner', 'program_lead') or exists (
      select 1 from mainstay.plan_person n where n.workspace_id = ${scope.workspaceId} and n.plan_id = ${plan.id}
        and n.person_id = s.person_id and n.is_inner and n.removed_at is null) as is_inner
    from mainstay.people_seeing_account(${plan.accountId}) s order by lower(s.name), s.person_id`.execute(scope.db)
  return rows.map((row) => ({ personId: row.person_id, name: row.name, role: row.role, isInner: row.is_inner }))
}

/** Whether a place is for the inner team alone: each of the sections that could show it is. */
export function isInnerPlace(plan: StoredPlan, { part, sectionKey }: PlanPlace): boolean {
  if (part === null) return false
  const sections = plan.sections.filter((section) =>
    sectionKey === null ? section.part === part : section.key === sectionKey,
  )
  return !sections.some(({ audience }) => audience !== 'inner')
}

/** Members who may see what stands in a place of the plan. */
export async function readersOfPlace(scope: ReadScope, plan: StoredPlan, place: PlanPlace): Promise<PlanReader[]> {
  const readers = await readersOf(scope, plan)
  return isInnerPlace(plan, place) ? readers.filter(({ isInner }) => isInner) : readers
}
