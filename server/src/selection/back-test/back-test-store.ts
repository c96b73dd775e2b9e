import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { MonthSpanText } from './past.ts'

/** What makes a set the same set: another weight is another look. */
export function lookOf(set: { readonly id: string; readonly version: number }): string {
  return `${set.id}:${set.version}`
}

/**
 * The sets that were tried before on months that these months after share at least one with: every further one makes it
 * easier to find something by luck. A test whose months were not over has shown nothing yet and is no look.
 */
export async function readLooks(scope: ReadScope, after: MonthSpanText): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string; version: number }>`
    select distinct t.value #>> '{criteriaSet,id}' as id, (t.value #>> '{criteriaSet,version}')::integer as version
    from mainstay.selection_run r cross join lateral jsonb_array_elements(r.result -> 'tests') t
    where r.workspace_id = ${scope.workspaceId} and r.kind = 'back_test' and r.status = 'done'
      and jsonb_array_length(t.value -> 'comparisons') > 0
      and r.result #>> '{after,from}' <= ${after.to} and r.result #>> '{after,to}' >= ${after.from}`.execute(scope.db)
  return new Set(rows.map(lookOf))
}
