import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { Clock } from '../objectives/write-objectives.ts'
import type { KeptRow } from './kept-row.ts'
import { asSeen, UNDOABLE, type Undoable } from './undoable-deeds.ts'

/** What changes with every change and says nothing. */
const BESIDE: ReadonlySet<string> = new Set(['version', 'updated_at', 'author_id', 'author_name', 'repeat_anchor'])

interface LeftRow extends KeptRow {
  readonly pastId: string
  /** Nothing was written into the row after it. */
  readonly isLast: boolean
}

interface Deed {
  readonly id: string
  readonly action: string
  readonly at: Date
}

/** A deed that may be taken back, by what the audit says of it. */
interface KnownDeed {
  readonly id: string
  readonly undoable: Undoable
  /** Exactly, to the microsecond: what was written at once began at one moment. */
  readonly at: string
  readonly named: string | null
}

/**
 * Rows that deeds of these have left as they are now, by the deed. Where nothing can take back all that a deed wrote, or
 * something came after any of it, the deed is not among them.
 */
export async function rowsLeftBy(
  scope: ReadScope,
  planId: string,
  deeds: readonly Deed[],
): Promise<ReadonlyMap<string, readonly KeptRow[]>> {
  const standing = await standingDeeds(scope, planId, deeds)
  const written = await rowsWritten(scope, planId, standing)
  const found = new Map<string, readonly LeftRow[]>()
  for (const { id, undoable, at, named } of standing) {
    const own = undoable.tables.flatMap((table) => written.get(workOf(at, table)) ?? [])
    const mine = rowsOf(undoable, own, named)
    if (mine.length > 0 && mine.every((row) => mayGoBack(scope, undoable, row))) found.set(id, mine)
  }
  const held = await builtUpon(scope, planId, [...found.values()].flat().filter(isBroughtIn))
  return new Map([...found].filter(([, left]) => !left.some((row) => isBroughtIn(row) && held.has(row.id))))
}

/** Those of a kind that can be taken back, without those that were written over: a look at one row tells that of thousands. */
async function standingDeeds(scope: ReadScope, planId: string, deeds: readonly Deed[]): Promise<readonly KnownDeed[]> {
  const asked = deeds.flatMap(({ id, action }) => {
    const undoable = UNDOABLE.get(action)
    return undoable ? [{ id, undoable }] : []
  })
  if (asked.length === 0) return []
  const { rows } = await sql<{ id: string; at: string; named: string | null }>`
    select e.id, e.at::text as at, coalesce(e.after->>'id', e.after->>'itemId') as named
    from unnest(${asked.map(({ id }) => id)}::bigint[], ${asked.map(({ undoable }) => undoable.tables.join())}::text[],
      ${asked.map(({ undoable }) => undoable.isOneOfSeveral ?? false)}::boolean[]) d(id, of_tables, is_one_of_several)
    join mainstay.audit_entry e on e.workspace_id = ${scope.workspaceId} and e.id = d.id
    left join lateral (
      select true as is_over from mainstay.plan_past v
      where v.workspace_id = ${scope.workspaceId} and v.plan_id = ${planId} and v.began_at = e.at and v.of_table = any(string_to_array(d.of_tables, ','))
        and not d.is_one_of_several and not ${isLast}
      limit 1) o on true
    where o.is_over is null`.execute(scope.db)
  const told = new Map(rows.map((row) => [row.id, row]))
  return asked.flatMap(({ id, undoable }) => {
    const row = told.get(id)
    return row ? [{ ...row, undoable }] : []
  })
}

const isLast = sql`not exists (select from mainstay.plan_past l where l.workspace_id = v.workspace_id and l.plan_id = v.plan_id
  and l.of_table = v.of_table and l.row_key = v.row_key and l.id > v.id)`

function workOf(at: string, table: string): string {
  return `${at} ${table}`
}

/** What these wrote, by moment and table: once, however many deeds of one moment tell of it. */
async function rowsWritten(
  scope: ReadScope,
  planId: string,
  deeds: readonly KnownDeed[],
): Promise<ReadonlyMap<string, readonly LeftRow[]>> {
  const works = new Map(
    deeds.flatMap(({ at, undoable: { tables } }) => tables.map((table) => [workOf(at, table), { at, table }])),
  )
  if (works.size === 0) return new Map()
  const asked = [...works.values()]
  const { rows } = await sql<LeftRow & { at: string }>`
    select w.at, v.id as "pastId", v.of_table as "table", v.row_key as id, (
        select jsonb_object_agg(e.key, e.value) from jsonb_each_text(v.content) e) as after, (
        select (select jsonb_object_agg(e.key, e.value) from jsonb_each_text(b.content) e) from mainstay.plan_past b
        where b.workspace_id = v.workspace_id and b.plan_id = v.plan_id and b.of_table = v.of_table
          and b.row_key = v.row_key and b.id < v.id order by b.id desc limit 1) as before, ${isLast} as "isLast"
    from unnest(${asked.map(({ at }) => at)}::text[], ${asked.map(({ table }) => table)}::text[]) w(at, of_table)
    join mainstay.plan_past v on v.workspace_id = ${scope.workspaceId} and v.plan_id = ${planId}
      and v.began_at = w.at::timestamptz and v.of_table = w.of_table`.execute(scope.db)
  return Map.groupBy(rows, ({ at, table }) => workOf(at, table))
}

/** The rows that the way back is about; none where it could not take back all that was written with them. */
function rowsOf(undoable: Undoable, written: readonly LeftRow[], named: string | null): readonly LeftRow[] {
  if ('undoAll' in undoable || undoable.several) return written
  if (!undoable.isOneOfSeveral) return written.length === 1 ? written : []
  // What one deed brought in with it, such as the next of an action that comes again, would stay behind.
  return written.some(({ before }) => before === null) ? [] : written.filter(({ id }) => id === named)
}

function mayGoBack(scope: ReadScope, undoable: Undoable, row: LeftRow): boolean {
  return row.isLast && isWholly(row, undoable) && (undoable.holds?.(row, scope) ?? true)
}

/** Whether the deed brought it into the plan, so that the way back takes it out. */
function isBroughtIn({ before, after }: KeptRow): boolean {
  return after?.removed_at === null && (before === null || before.removed_at !== null)
}

/**
 * Which of these others have built upon since: what hangs on them would go with them, what came of them would not be
 * explained any more, and what was said of them would be seen by nobody.
 */
async function builtUpon(scope: ReadScope, planId: string, rows: readonly LeftRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const { rows: held } = await sql<{ id: string }>`
    select distinct w.id from mainstay.plan_past f
    cross join lateral (values (f.content->>'objective_id'), (f.content->>'key_result_id'), (f.content->>'corrects_id'),
      (f.content->>'action_id'), (f.content->>'needs_id'), (f.content->>'cause_id'), ((
        select k.content->>'objective_id' from mainstay.plan_past k
        where k.workspace_id = f.workspace_id and k.plan_id = f.plan_id and k.of_table = 'plan_key_result'
          and k.row_key = f.content->>'key_result_id' order by k.id desc limit 1))) r (id)
    join unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ pastId }) => pastId)}::bigint[]) w (id, past)
      on w.id = r.id
    join mainstay.plan_past v on v.workspace_id = f.workspace_id and v.id = w.past
    where f.workspace_id = ${scope.workspaceId} and f.plan_id = ${planId} and f.id > w.past and f.began_at <> v.began_at
      and f.of_table in ('plan_key_result', 'key_result_reading', 'plan_action', 'plan_action_need', 'plan_cause')
    union
    select c.subject_id from mainstay.plan_comment c
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${planId} and c.removed_at is null
      and c.subject_id = any(${rows.flatMap(({ id, before }) => (before === null ? [id] : []))}::text[])`.execute(
    scope.db,
  )
  return new Set(held.map(({ id }) => id))
}

/** Whether the way back restores everything that the deed changed. */
function isWholly({ before, after }: KeptRow, undoable: Undoable): boolean {
  if (after === null) return false
  const { columns } = undoable
  if (before === null) return columns.includes('removed_at') || 'undoAll' in undoable
  return Object.keys(after).every(
    (column) => before[column] === after[column] || BESIDE.has(column) || columns.includes(column),
  )
}

interface Undoing {
  readonly planId: string
  readonly deed: Deed
  readonly rows: readonly KeptRow[]
}

/** Takes a deed back by its opposite, as whoever asks would do it by hand. */
export async function undoDeed(scope: WriteScope, { planId, deed, rows }: Undoing, clock: Clock): Promise<void> {
  const undoable = UNDOABLE.get(deed.action)
  if (!undoable) throw new Refused('plans/undo-unsafe')
  if ('undoAll' in undoable) {
    await undoable.undoAll(scope, { ...clock, planId }, rows)
    return
  }
  for (const row of rows)
    await undoable.undo(asSeen(scope, row), { ...clock, planId, id: row.id }, row.before ?? {}, row.after ?? {})
}
