import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import { listPlans, type PlanRow } from '../lifecycle/list-plans.ts'

const ROWS_AT_ONCE = 200

/** Every plan the actor may see, by account. */
export async function reportPlans(area: AreaContext, actor: Actor): Promise<PlanRow[]> {
  const day = today(area)
  return area.useCases.read(actor, async (scope) => {
    const rows: PlanRow[] = []
    let cursor: string | null = null
    do {
      const page = await listPlans(
        scope,
        { sort: 'account', limit: ROWS_AT_ONCE, ...(cursor === null ? {} : { cursor }) },
        day,
      )
      rows.push(...page.rows)
      cursor = page.nextCursor
    } while (cursor !== null)
    return rows
  })
}

/** The plan of an account that is open; of one of its units where the unit is named. */
export async function findPlanByCode(
  area: AreaContext,
  actor: Actor,
  { code, unit }: { readonly code: string; readonly unit: string },
): Promise<string> {
  const row = await area.useCases.read(actor, (scope) =>
    scope.db
      .selectFrom('mainstay.plan as p')
      .innerJoin('mainstay.account as a', (join) =>
        join.onRef('a.workspace_id', '=', 'p.workspace_id').onRef('a.id', '=', 'p.account_id'),
      )
      .select('p.id')
      .where('p.workspace_id', '=', scope.workspaceId)
      .where('a.code', '=', code)
      .where('p.scope', '=', unit)
      .where('p.status', '<>', 'closed')
      .executeTakeFirst(),
  )
  if (!row) throw new Refused('plans/none-open', { account: code, ...(unit === '' ? {} : { unit }) })
  return row.id
}
