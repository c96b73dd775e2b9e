import { sql } from 'kysely'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import { noOrigin, type WriteScope } from '../../platform/use-case.ts'
import { regroupFigures } from './refresh-economics.ts'

/** Follows an account that was created or renamed: lists find and sort it by what it is called now. */
export async function followAccount(area: AreaContext, workspaceId: number, accountId: string): Promise<void> {
  const system = await systemActorOf(area.pool, workspaceId)
  const isFirstOfGroup = await area.useCases.command(system, noOrigin, async (scope) => {
    if (await endsSharing(scope, accountId)) return true
    // The change is counted in each set, so that copies of its figures learn of it.
    await sql`
      with counted as (
        update mainstay.figure_set s set changes = s.changes + 1 where s.workspace_id = ${workspaceId} and s.known_on is null and s.figures_of is null
        returning s.workspace_id, s.id, s.basis, s.changes)
      insert into mainstay.account_figure as f (workspace_id, figure_set_id, account_id, code, sort_name, search_text, segment, unit, city, country,
        net_revenue, net_revenue_before, gross_margin, gross_margin_before, cost_to_serve, contribution, change_no)
      select a.workspace_id, s.id, a.id, a.code, lower(a.name), a.search_text, a.segment, a.unit, a.city, a.country,
        0, 0, 0, 0, case when e.has_activity_counts then 0 end, case when e.has_activity_counts then 0 end, s.changes
      from mainstay.account a
      join counted s on s.workspace_id = a.workspace_id and (s.basis = 'company' or a.group_id = a.id)
      join mainstay.economics_state e on e.workspace_id = a.workspace_id
      where a.workspace_id = ${workspaceId} and a.id = ${accountId}::bigint
      on conflict (workspace_id, figure_set_id, account_id) do update set code = excluded.code, sort_name = excluded.sort_name, search_text = excluded.search_text,
        segment = excluded.segment, unit = excluded.unit, city = excluded.city, country = excluded.country, change_no = excluded.change_no`.execute(
      scope.db,
    )
    return false
  })
  if (isFirstOfGroup) await regroupFigures(area, workspaceId)
}

/** Whether answers by group show those by company, and the account belongs to another: the two are no longer the same. */
async function endsSharing(scope: WriteScope, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ ends: boolean }>`
    select exists (select from mainstay.figure_set s where s.workspace_id = ${scope.workspaceId} and s.figures_of is not null)
      and exists (select from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.id = ${accountId}::bigint and a.group_id <> a.id) as ends`.execute(
    scope.db,
  )
  return rows[0]?.ends ?? false
}
