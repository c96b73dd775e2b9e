import type { PlanPeriod } from '@mainstay/domain/plans'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'

/** Periods of a plan in their order. */
export async function listPeriods(scope: ReadScope, planId: string): Promise<PlanPeriod[]> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_period as d')
    .select(['d.number', 'd.starts_on', 'd.ends_on'])
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.plan_id', '=', planId)
    .orderBy('d.number')
    .execute()
  return rows.map((row) => ({ number: row.number, startsOn: row.starts_on, endsOn: row.ends_on }))
}

export async function insertPeriods(
  scope: WriteScope,
  plan: { readonly id: string; readonly accountId: string },
  periods: readonly PlanPeriod[],
): Promise<void> {
  await scope.db
    .insertInto('mainstay.plan_period')
    .values(
      periods.map((period) => ({
        workspace_id: scope.workspaceId,
        plan_id: plan.id,
        account_id: plan.accountId,
        number: period.number,
        starts_on: period.startsOn,
        ends_on: period.endsOn,
      })),
    )
    .execute()
}
