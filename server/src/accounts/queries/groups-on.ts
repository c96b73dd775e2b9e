import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'

/**
 * The group every company belonged to on a day, as columns id and group_id. What was noted by the end of that day holds;
 * of a company whose parent was noted only later, the first that was noted (`asKnownOn` of the domain).
 */
export function groupsOn(scope: ReadScope, day: string): RawBuilder<unknown> {
  return sql`
    with recursive noted as (
      select distinct on (p.account_id) p.account_id, p.parent_id from mainstay.account_parent_period p
      where p.workspace_id = ${scope.workspaceId}
      order by p.account_id, p.valid_from <= ${day}::date desc,
        case when p.valid_from <= ${day}::date then p.valid_from end desc, p.valid_from
    ), company as materialized (
      select a.id, case when noted.account_id is null then a.parent_id else noted.parent_id end as parent_id
      from mainstay.account a left join noted on noted.account_id = a.id
      where a.workspace_id = ${scope.workspaceId}
    ), tree as (
      select c.id, c.id as group_id from company c where c.parent_id is null
      union all
      select c.id, t.group_id from tree t join company c on c.parent_id = t.id
    ) select c.id, coalesce(t.group_id, c.id) as group_id from company c left join tree t on t.id = c.id`
}

/** How many companies stood in another group on a day than they do now. */
export async function countMoved(scope: ReadScope, day: string): Promise<number> {
  const { rows } = await sql<{ isLater: boolean }>`
    select exists (select 1 from mainstay.account_parent_period p
      where p.workspace_id = ${scope.workspaceId} and p.valid_from > ${day}::date) as "isLater"`.execute(scope.db)
  if (!rows[0]?.isLater) return 0
  const counted = await sql<{ moved: string }>`
    select count(*) as moved from (${groupsOn(scope, day)}) g
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = g.id
    where a.group_id <> g.group_id`.execute(scope.db)
  return Number(counted.rows[0]?.moved ?? 0)
}
