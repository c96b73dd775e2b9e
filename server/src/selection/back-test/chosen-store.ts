import { sql } from 'kysely'
import { type FigureGroups, groupedAccounts } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type {} from '../tables.ts'

export interface ChosenThen {
  readonly accountId: string
  /** The day from which the choice held and was known. */
  readonly knownOn: string
}

/**
 * The groups that had a tier on a day, by decisions that were in effect and had been taken by then. A decision written
 * down later for an earlier day was not known on that day and does not count.
 */
export async function readChosenBy(
  scope: ReadScope,
  day: string,
  groupsOf: FigureGroups,
): Promise<readonly ChosenThen[]> {
  const { rows } = await sql<ChosenThen>`
    select a.group_id as "accountId", max(greatest(h.effective_date, h.decided_on)) as "knownOn" from (
      select distinct on (d.account_id) d.account_id, d.tier, d.effective_date, (d.decided_at at time zone 'UTC')::date as decided_on
      from mainstay.tier_decision d
      where d.workspace_id = ${scope.workspaceId} and d.effective_date <= ${day}::date
        and (d.decided_at at time zone 'UTC')::date <= ${day}::date and (d.expires_on is null or ${day}::date <= d.expires_on)
      order by d.account_id, d.effective_date desc, d.id desc) h
    join ${groupedAccounts(groupsOf)} a on a.workspace_id = ${scope.workspaceId} and a.id = h.account_id
    where h.tier <> 'out'
    group by a.group_id order by a.group_id`.execute(scope.db)
  return rows
}
