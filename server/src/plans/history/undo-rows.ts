import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { KeptRow } from './kept-row.ts'
import type { Undoable } from './undoable.ts'
import { CELL_COLUMNS } from './undoable-deeds.ts'

/** What changes with every change and says nothing. */
const BESIDE = ['version', 'updated_at', 'author_id', 'author_name', 'repeat_anchor']
const BESIDE_SET: ReadonlySet<string> = new Set(BESIDE)

export interface LeftRow extends KeptRow {
  readonly pastId: string
  /** Nothing was written into the row after it. */
  readonly isLast: boolean
  /** Of cells, of which there are many: that nothing else was changed than what can be restored. */
  readonly isWholeCell: boolean | null
}

/** A deed of a kind that can be taken back, by what the audit says of it. */
export interface KnownDeed {
  readonly id: string
  readonly undoable: Undoable
  /** Exactly, to the microsecond: what was written at once began at one moment. */
  readonly at: string
  readonly named: string | null
  /** Something that it wrote was written over. */
  readonly isOver: boolean
}

/** Asks the index for the newest row, so that nothing depends on what the database knows of how many there are. */
const isLast = sql`(v.id = (select l.id from mainstay.plan_past l where l.workspace_id = v.workspace_id and l.plan_id = v.plan_id
  and l.of_table = v.of_table and l.row_key = v.row_key order by l.id desc limit 1))`

/** Whether these were written over: a look at one row tells that of thousands. */
export async function knownDeeds(
  scope: ReadScope,
  planId: string,
  asked: readonly { readonly id: string; readonly undoable: Undoable }[],
): Promise<readonly KnownDeed[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ id: string; at: string; named: string | null; isOver: boolean }>`
    select e.id, e.at::text as at, coalesce(e.after->>'id', e.after->>'itemId', e.before->>'id', e.before->>'itemId') as named,
      o.is_over is not null as "isOver"
    from unnest(${asked.map(({ id }) => id)}::bigint[], ${asked.map(({ undoable }) => undoable.tables.join())}::text[],
      ${asked.map(({ undoable }) => undoable.reach === 'one_of_several')}::boolean[]) d(id, of_tables, is_one_of_several)
    join mainstay.audit_entry e on e.workspace_id = ${scope.workspaceId} and e.id = d.id
    left join lateral (
      select true as is_over from mainstay.plan_past v
      where v.workspace_id = ${scope.workspaceId} and v.plan_id = ${planId} and v.began_at = e.at and v.of_table = any(string_to_array(d.of_tables, ','))
        and not d.is_one_of_several and not ${isLast}
      limit 1) o on true`.execute(scope.db)
  const told = new Map(rows.map((row) => [row.id, row]))
  return asked.flatMap(({ id, undoable }) => {
    const row = told.get(id)
    return row ? [{ ...row, undoable }] : []
  })
}

function workOf(at: string, table: string): string {
  return `${at} ${table}`
}

/** Rows with all that they say, or cells, of which a deed writes thousands, without it. */
export type Depth = 'all' | 'without_cells'

/** What each of these wrote, by the deed: read once, however many deeds of one moment tell of it. */
export async function rowsWritten(
  scope: ReadScope,
  planId: string,
  { deeds, depth }: { readonly deeds: readonly KnownDeed[]; readonly depth: Depth },
): Promise<ReadonlyMap<string, readonly LeftRow[]>> {
  const works = new Map(
    deeds.flatMap(({ at, undoable: { tables } }) => tables.map((table) => [workOf(at, table), { at, table }])),
  )
  if (works.size === 0) return new Map()
  const asked = [...works.values()]
  const isCell = sql`v.of_table = 'white_space_cell'`
  const plain = [...CELL_COLUMNS, ...BESIDE]
  const isShort = depth === 'without_cells'
  const told = (row: 'v' | 'b') => sql`case when not (${isShort} and ${isCell}) then (
    select jsonb_object_agg(e.key, e.value) from jsonb_each_text(${sql.ref(`${row}.content`)}) e) end`
  const { rows } = await sql<LeftRow & { at: string }>`
    select w.at, v.id as "pastId", v.of_table as "table", v.row_key as id, ${told('v')} as after, ${told('b')} as before,
      ${isLast} as "isLast", case when ${isCell} then coalesce(v.content - ${plain}::text[] = b.content - ${plain}::text[], true) end as "isWholeCell"
    from unnest(${asked.map(({ at }) => at)}::text[], ${asked.map(({ table }) => table)}::text[]) w(at, of_table)
    join mainstay.plan_past v on v.workspace_id = ${scope.workspaceId} and v.plan_id = ${planId}
      and v.began_at = w.at::timestamptz and v.of_table = w.of_table
    left join lateral (
      select p.content from mainstay.plan_past p where p.workspace_id = v.workspace_id and p.plan_id = v.plan_id
        and p.of_table = v.of_table and p.row_key = v.row_key and p.id < v.id order by p.id desc limit 1) b on true`.execute(
    scope.db,
  )
  const byWork = Map.groupBy(rows, ({ at, table }) => workOf(at, table))
  return new Map(
    deeds.map(({ id, at, undoable, named }) => {
      const own = undoable.tables.flatMap((table) => byWork.get(workOf(at, table)) ?? [])
      return [id, rowsOf(undoable, own, named)]
    }),
  )
}

/** The rows that the way back is about; none where it could not take back all that was written with them. */
function rowsOf({ reach }: Undoable, written: readonly LeftRow[], named: string | null): readonly LeftRow[] {
  if (reach === 'all') return written
  if (reach === 'row') return written.length === 1 ? written : []
  // The next of an action that comes again would stay behind.
  const hasNext = written.some(({ before, after }) => before === null && (after?.repeated_from ?? null) === named)
  return hasNext ? [] : written.filter(({ id }) => id === named)
}

/** Whether the way back restores everything that the deed changed. */
export function isWhole({ before, after, isWholeCell }: LeftRow, { columns, reach }: Undoable): boolean {
  if (isWholeCell !== null) return isWholeCell
  if (after === null) return false
  if (before === null) return columns.includes('removed_at') || reach === 'all'
  return Object.keys(after).every(
    (column) => before[column] === after[column] || BESIDE_SET.has(column) || columns.includes(column),
  )
}

/** Whether the deed brought it into the plan, so that the way back takes it out. */
export function isBroughtIn({ before, after }: KeptRow): boolean {
  return after?.removed_at === null && (before === null || before.removed_at !== null)
}
