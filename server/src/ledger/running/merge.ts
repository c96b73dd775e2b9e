import { type FileLoad, setFaultyRowsAside } from './file-load.ts'
import { IMPORT_NUMBER, WORKSPACE } from './kind-plans.ts'

export interface MergeCounts {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
}

/** Runs the rules of the kind over all staged rows at once; every fault is noted. */
export async function checkRows(load: FileLoad): Promise<void> {
  for (const rule of load.plan.checks) {
    const value = load.fields.has(rule.field) ? `left(s.${rule.field}::text, 200)` : 'null'
    await load.client.query(
      `insert into pg_temp.stage_fault (line, code, field, value) select s.line, $1, $2, ${value} from pg_temp.stage s where ${rule.when}`,
      [rule.code, rule.field],
    )
  }
}

/** A key that stands in the file twice: the same row again changes nothing, a different one is rejected naming the first. */
export async function settleDuplicates(load: FileLoad): Promise<number> {
  const keys = load.plan.stagedKeys
  const named = keys.map((key, index) => `${key} as k${index}`).join(', ')
  const same = keys.map((key, index) => `${key} = d.k${index}`).join(' and ')
  const shown = keys.map((key) => `${key}::text`).join(` || ' / ' || `)
  await load.client.query(`
    create temporary table duplicate on commit drop as
    with d as (select ${named}, min(s.line) as first_line from pg_temp.stage s group by ${keys.map((_, index) => index + 1).join(', ')} having count(*) > 1)
    select s.line, d.first_line, left(${shown}, 150) as shown, (to_jsonb(s) - 'line') = (to_jsonb(f) - 'line') as is_same
    from d join pg_temp.stage s on ${same} join pg_temp.stage f on f.line = d.first_line
    where s.line <> d.first_line`)
  await load.client.query(
    `insert into pg_temp.stage_fault (line, code, field, value)
     select d.line, 'ledger/duplicate-in-file', $1, d.shown || ' (first in line ' || d.first_line || ')' from pg_temp.duplicate d where not d.is_same`,
    [load.plan.keyField],
  )
  const same_ = await load.client.query(
    'delete from pg_temp.stage s using pg_temp.duplicate d where d.line = s.line and d.is_same',
  )
  await load.client.query('drop table pg_temp.duplicate')
  return same_.rowCount ?? 0
}

const sourceList = (load: FileLoad) =>
  load.plan.columns.map((target) => `${target.source} as ${target.name}`).join(', ')
const nameList = (load: FileLoad) => load.plan.columns.map((target) => target.name)

/** Writes rows of which none is stored yet, in one statement. Throws when a rule is broken; the caller then looks closer. */
export async function insertAll(load: FileLoad): Promise<number> {
  const { rowCount } = await load.client.query(`
    insert into ${load.plan.table} (workspace_id, import_number, ${nameList(load).join(', ')})
    select ${WORKSPACE}, ${IMPORT_NUMBER}, ${load.plan.columns.map((target) => target.source).join(', ')} from pg_temp.stage s ${load.plan.joins}`)
  return rowCount ?? 0
}

/** Compares the staged rows with the stored ones: what is new, what differs. The result is the temporary table `incoming`. */
export async function compareRows(load: FileLoad): Promise<void> {
  const { plan, client } = load
  const key = plan.keys.map((name) => `t.${name} = n.${name}`).join(' and ')
  const values = plan.columns.filter((target) => !plan.keys.includes(target.name))
  const differs = values.map((target) => `t.${target.name} is distinct from n.${target.name}`)
  if (load.read.attributes.length > 0) differs.push('jsonb_strip_nulls(t.attributes || n.attributes) <> t.attributes')
  const attributes = load.read.attributes.length > 0 ? ', s.attributes' : ''
  await client.query('analyze pg_temp.stage')
  await client.query(`
    create temporary table incoming on commit drop as
    select n.*, t.workspace_id is not null as is_known, t.workspace_id is not null and (${differs.join(' or ') || 'false'}) as is_changed
    from (select s.line, ${sourceList(load)}${attributes} from pg_temp.stage s ${plan.joins}) n
    left join ${plan.table} t on t.workspace_id = ${WORKSPACE} and ${key}`)
  await client.query('analyze pg_temp.incoming')
}

export function rowKey(alias: string, keys: readonly string[]): string {
  return keys.map((name) => `${alias}.${name}::text`).join(` || E'\\x1f' || `)
}

/** Keeps what the changed rows were before: their history, and what an undo puts back. */
export async function keepBefore(load: FileLoad): Promise<void> {
  const { plan, client } = load
  const key = plan.keys.map((name) => `t.${name} = n.${name}`).join(' and ')
  await client.query(
    `insert into mainstay.ledger_change (workspace_id, import_number, kind, row_key, before)
     select ${WORKSPACE}, ${IMPORT_NUMBER}, $1, ${rowKey('t', plan.keys)}, to_jsonb(t) - 'workspace_id' - 'search_text'
     from pg_temp.incoming n join ${plan.table} t on t.workspace_id = ${WORKSPACE} and ${key}
     where n.is_changed and t.import_number is distinct from ${IMPORT_NUMBER}
     on conflict do nothing`,
    [plan.kind],
  )
}

export async function updateChanged(load: FileLoad): Promise<number> {
  const { plan, client } = load
  const key = plan.keys.map((name) => `t.${name} = n.${name}`).join(' and ')
  const sets = plan.columns
    .filter((target) => !plan.keys.includes(target.name))
    .map((target) => `${target.name} = n.${target.name}`)
  if (load.read.attributes.length > 0) sets.push('attributes = jsonb_strip_nulls(t.attributes || n.attributes)')
  if (plan.touch !== '') sets.push(plan.touch)
  const { rowCount } = await client.query(
    `update ${plan.table} t set ${[`import_number = ${IMPORT_NUMBER}`, ...sets].join(', ')} from pg_temp.incoming n where n.is_changed and t.workspace_id = ${WORKSPACE} and ${key}`,
  )
  return rowCount ?? 0
}

export async function insertNew(load: FileLoad): Promise<number> {
  const names = nameList(load)
  const { rowCount } = await load.client.query(
    `insert into ${load.plan.table} (workspace_id, import_number, ${names.join(', ')})
     select ${WORKSPACE}, ${IMPORT_NUMBER}, ${names.map((name) => `n.${name}`).join(', ')} from pg_temp.incoming n where not n.is_known`,
  )
  return rowCount ?? 0
}

/** The usual way of a kind: rules, duplicates, comparison, before-images, update, insert. */
export async function mergeRows(load: FileLoad, staged: number): Promise<MergeCounts> {
  await checkRows(load)
  await settleDuplicates(load)
  const rejected = await setFaultyRowsAside(load)
  await compareRows(load)
  await keepBefore(load)
  const updated = await updateChanged(load)
  const inserted = await insertNew(load)
  return { inserted, updated, rejected, unchanged: staged - rejected - updated - inserted }
}
