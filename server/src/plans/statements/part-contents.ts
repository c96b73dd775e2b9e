import type { PlanSection } from '@mainstay/contract/plans'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

type Part = PlanSection['part']

/**
 * Parts built of records of their own that hold at least one: goals with an amount, cells somebody knows something of; and
 * cases of what the account is worth to us where margins count.
 */
export async function filledParts(
  scope: ReadScope,
  plan: StoredPlan,
  { withMargins }: { readonly withMargins: boolean },
): Promise<ReadonlySet<Part>> {
  const ofPlan = sql`x.workspace_id = ${scope.workspaceId} and x.plan_id = ${plan.id}`
  const living = sql`${ofPlan} and x.removed_at is null`
  const { rows } = await sql<{ part: Part }>`
    select 'team' as part where exists (select 1 from mainstay.plan_person x where ${living})
    union all select 'swot' where exists (select 1 from mainstay.swot_item x where ${living})
    union all select 'objectives' where exists (select 1 from mainstay.plan_objective x where ${living})
    union all select 'actions' where exists (select 1 from mainstay.plan_action x where ${living})
    union all select 'value_cases' where exists (
      select 1 from mainstay.value_case x where ${living} and (x.beneficiary = 'customer' or ${withMargins}))
    union all select 'buying_process' where exists (select 1 from mainstay.purchase x where ${living})
    union all select 'goals' where exists (select 1 from mainstay.plan_goal x where ${ofPlan} and x.amount is not null)
    union all select 'white_space' where exists (
      select 1 from mainstay.white_space_cell x where ${living} and x.state <> 'unknown')`.execute(scope.db)
  return new Set(rows.map(({ part }) => part))
}
