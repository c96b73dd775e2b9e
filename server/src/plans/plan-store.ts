import type { PlanSection } from '@mainstay/contract/plans'
import { answersForEveryPlan } from '@mainstay/domain/plans'
import type { Selectable } from 'kysely'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'
import type { PlanCauseTable, PlanTable } from './tables.ts'

/** What the parts of a plan need to know of it. */
export interface StoredPlan {
  readonly id: string
  readonly accountId: string
  readonly parentId: string | null
  readonly scope: string
  readonly title: string
  readonly status: 'draft' | 'active' | 'closed'
  readonly sections: readonly PlanSection[]
  readonly version: number
}

const COLUMNS = [
  'p.id',
  'p.account_id',
  'p.parent_id',
  'p.scope',
  'p.title',
  'p.status',
  'p.sections',
  'p.version',
] as const

function planQuery(scope: ReadScope, id: string) {
  return scope.db
    .selectFrom('mainstay.plan as p')
    .select(COLUMNS)
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', id)
}

function planOf(
  row:
    | Pick<
        Selectable<PlanTable>,
        'id' | 'account_id' | 'parent_id' | 'scope' | 'title' | 'status' | 'sections' | 'version'
      >
    | undefined,
): StoredPlan {
  // Row security hides plans of accounts the reader may not see: to them they do not exist.
  if (!row) throw new Refused('http/not-found')
  const { account_id: accountId, parent_id: parentId, ...same } = row
  return { ...same, accountId, parentId, sections: row.sections as PlanSection[] }
}

export async function findPlan(scope: ReadScope, id: string): Promise<StoredPlan> {
  return planOf(await planQuery(scope, id).executeTakeFirst())
}

/** For a change of the plan itself, such as its periods: others who change it wait. */
export async function lockPlan(scope: WriteScope, id: string): Promise<StoredPlan> {
  return planOf(await planQuery(scope, id).forUpdate().executeTakeFirst())
}

/**
 * For a change of something in the plan: it may go on beside other changes of other things, but not while the plan
 * itself is changed or closed.
 */
export async function openPlanForWork(scope: WriteScope, id: string): Promise<StoredPlan> {
  const plan = planOf(await planQuery(scope, id).forShare().executeTakeFirst())
  if (plan.status === 'closed') throw new Refused('plans/closed')
  return plan
}

/** Keeps what led to an objective or action. */
export async function keepCause(
  scope: WriteScope,
  plan: StoredPlan,
  link: Pick<PlanCauseTable, 'cause_kind' | 'cause_id' | 'effect_kind' | 'effect_id'>,
): Promise<void> {
  await scope.db
    .insertInto('mainstay.plan_cause')
    .values({ workspace_id: scope.workspaceId, plan_id: plan.id, account_id: plan.accountId, ...link })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether the reader belongs to the inner team of the plan; owners and program leads answer for every plan. */
export async function isInnerTeam(scope: ReadScope, planId: string): Promise<boolean> {
  if (answersForEveryPlan(scope.actor.role)) return true
  const row = await scope.db
    .selectFrom('mainstay.plan_person as n')
    .select('n.id')
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.plan_id', '=', planId)
    .where('n.person_id', '=', scope.actor.id)
    .where('n.is_inner', '=', true)
    .where('n.removed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Sections the reader may see: those for the inner team are hidden from all others. */
export async function visibleSections(
  scope: ReadScope,
  plan: Pick<StoredPlan, 'id' | 'sections'>,
): Promise<readonly PlanSection[]> {
  if (plan.sections.every((section) => section.audience !== 'inner')) return plan.sections
  if (await isInnerTeam(scope, plan.id)) return plan.sections
  return plan.sections.filter((section) => section.audience !== 'inner')
}

/** Refuses readers and writers of a part whose every section is hidden from them, or that the plan does not have. */
export async function requirePart(scope: ReadScope, plan: StoredPlan, part: PlanSection['part']): Promise<void> {
  if (!(await seesPart(scope, plan, part))) throw new Refused('plans/no-such-part')
}

/** Whether the plan has a part in a section that the reader may see. */
export async function seesPart(scope: ReadScope, plan: StoredPlan, part: PlanSection['part']): Promise<boolean> {
  return (await visibleSections(scope, plan)).some((section) => section.part === part)
}
