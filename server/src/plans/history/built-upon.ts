import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { LeftRow } from './undo-rows.ts'

interface Brought {
  readonly id: string
  readonly rows: readonly LeftRow[]
}

/** A cell is named by its unit and its offering: with a blank where its past is kept, with a colon everywhere else. */
function nameOf({ id, table }: LeftRow): string {
  return table === 'white_space_cell' ? id.replace(' ', ':') : id
}

/** Whether what a thing led to still stands. */
const effectStands = sql`(f.of_table <> 'plan_cause' or exists (
    select from mainstay.plan_objective x where x.workspace_id = f.workspace_id and x.id = (f.content->>'effect_id')::uuid and x.removed_at is null)
  or exists (
    select from mainstay.plan_action x where x.workspace_id = f.workspace_id and x.id = (f.content->>'effect_id')::uuid and x.removed_at is null)
  or exists (
    select from mainstay.plan_bridge_entry x where x.workspace_id = f.workspace_id and x.id = (f.content->>'effect_id')::uuid and x.removed_at is null))`

/**
 * Upon which of these deeds others have built since: what hangs on the things would go with them, what came of them would
 * not be explained any more, and what was said of them would be seen by nobody. What was taken out again holds nothing.
 */
export async function builtUpon(
  scope: ReadScope,
  planId: string,
  deeds: readonly Brought[],
): Promise<ReadonlySet<string>> {
  const things = deeds.flatMap(({ id, rows }) => rows.map((row) => ({ deed: id, name: nameOf(row), past: row.pastId })))
  if (things.length === 0) return new Set()
  const { rows: held } = await sql<{ deed: string }>`
    with w as materialized (
      select * from unnest(${things.map(({ deed }) => deed)}::bigint[], ${things.map(({ name }) => name)}::text[],
        ${things.map(({ past }) => past)}::bigint[]) w(deed, name, past)
    ), f as materialized (
      select f.* from mainstay.plan_past f
      where f.workspace_id = ${scope.workspaceId} and f.plan_id = ${planId} and f.id > (select min(w.past) from w)
        and f.of_table in ('plan_key_result', 'key_result_reading', 'plan_action', 'plan_action_need', 'plan_cause',
          'value_driver', 'buying_step')
        and f.content->>'removed_at' is null and f.content is not null
        and f.id = (select l.id from mainstay.plan_past l where l.workspace_id = f.workspace_id and l.plan_id = f.plan_id
          and l.of_table = f.of_table and l.row_key = f.row_key order by l.id desc limit 1)
        and ${effectStands}
    )
    select distinct w.deed from f
    cross join lateral (
      select unnest(array[f.content->>'objective_id', f.content->>'key_result_id', f.content->>'corrects_id',
        f.content->>'action_id', f.content->>'needs_id', f.content->>'cause_id', f.content->>'case_id',
        f.content->>'purchase_id', f.content->>'owner_id', (
          select k.objective_id::text from mainstay.plan_key_result k
          where k.workspace_id = f.workspace_id and k.id = (f.content->>'key_result_id')::uuid)]
        || case when f.content->>'cause_kind' = 'tows_pair' then string_to_array(f.content->>'cause_id', ':') end
        || array(select jsonb_array_elements_text(coalesce(f.content->'serves', '[]')))) as name) r
    join w on w.name = r.name
    join mainstay.plan_past v on v.workspace_id = ${scope.workspaceId} and v.id = w.past
    where f.id > w.past and f.began_at <> v.began_at
    union
    select w.deed from w
    join mainstay.plan_comment c on c.workspace_id = ${scope.workspaceId} and c.plan_id = ${planId} and c.subject_id = w.name
      and c.removed_at is null
    where exists (
      select from mainstay.audit_entry a where a.workspace_id = c.workspace_id and a.subject_type = 'plan'
        and a.subject_id = ${planId} and a.action = 'plans.comment-added' and a.id > w.deed
        and a.after->>'commentId' = c.id::text)`.execute(scope.db)
  return new Set(held.map(({ deed }) => deed))
}
