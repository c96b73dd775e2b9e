import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'

/** Kinds of rows whose corrections change what an account brings. */
export type KnownKind = 'invoice_lines' | 'activity_counts'

const TABLES: Readonly<Record<KnownKind, string>> = {
  invoice_lines: 'mainstay.invoice_line',
  activity_counts: 'mainstay.activity_count',
}

/**
 * The rows that were corrected since a day, as they read at its end; a row that came in later, as it read at the end of
 * the day on which it came in (`asKnownOn` of the domain). Columns as in the table of the kind.
 */
export function rowsKnownOn(scope: ReadScope, kind: KnownKind, day: string): RawBuilder<unknown> {
  const { workspaceId } = scope
  return sql`
    with change as (
      select c.row_key, c.before, c.import_number, (c.changed_at at time zone 'UTC')::date as changed_on,
        row_number() over (partition by c.row_key order by c.changed_at, c.import_number) as place
      from mainstay.ledger_change c where c.workspace_id = ${workspaceId} and c.kind = ${kind}
    ), came_in as (
      select first.row_key, greatest(${day}::date, (i.applied_at at time zone 'UTC')::date) as known_on
      from change first
      left join mainstay.import i on i.workspace_id = ${workspaceId} and i.number = (first.before ->> 'import_number')::integer
      where first.place = 1
    ), held as (
      select distinct on (later.row_key) later.row_key, later.before
      from change later join came_in on came_in.row_key = later.row_key
      where later.changed_on > came_in.known_on
      order by later.row_key, later.place
    )
    select known.* from held cross join lateral jsonb_populate_record(null::${sql.raw(TABLES[kind])}, held.before) known`
}
