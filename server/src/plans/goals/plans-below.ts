import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, type StoredPlan, visibleSections } from '../plan-store.ts'

/**
 * Plans below one, at any depth, whose part the reader may see. A closed plan counts no more in one that goes on: another
 * may have taken its place.
 */
export async function plansBelow(
  scope: ReadScope,
  plan: StoredPlan,
  part: 'goals' | 'white_space',
): Promise<StoredPlan[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select p.id from mainstay.plan p where p.workspace_id = ${scope.workspaceId} and p.parent_id = ${plan.id}
        and (p.status <> 'closed' or ${plan.status === 'closed'})
      union
      select p.id from mainstay.plan p join below b on p.workspace_id = ${scope.workspaceId} and p.parent_id = b.id
        and (p.status <> 'closed' or ${plan.status === 'closed'}))
    select b.id from below b where b.id <> ${plan.id}`.execute(scope.db)
  const plans: StoredPlan[] = []
  for (const { id } of rows) {
    const below = await findPlan(scope, id)
    const sections = await visibleSections(scope, below)
    if (sections.some((section) => section.part === part)) plans.push(below)
  }
  return plans.toSorted((left, right) => left.title.localeCompare(right.title, 'en') || (left.id < right.id ? -1 : 1))
}

/**
 * Whether a plan is about a part of the account of the plan above it. The ledger knows companies, not parts of them, so it
 * says nothing about such a plan.
 */
export async function isPartOfAccount(scope: ReadScope, plan: StoredPlan): Promise<boolean> {
  if (plan.parentId === null) return false
  const parent = await scope.db
    .selectFrom('mainstay.plan as p')
    .select('p.account_id')
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', plan.parentId)
    .executeTakeFirst()
  return parent?.account_id === plan.accountId
}
