import type pg from 'pg'
import type { TableHeader } from './format.ts'

interface TableRow {
  name: string
  columns: string[]
  parents: string[]
}

/**
 * Every table that a backup holds, parents before children, with the columns that can be written back. Rows of the job
 * queue are left out: jobs are asked for again by what they work on.
 */
export async function listTables(client: pg.ClientBase): Promise<TableHeader[]> {
  const { rows } = await client.query<TableRow>(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(distinct quote_ident(pn.nspname) || '.' || quote_ident(p.relname)) from pg_constraint f
        join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('mainstay', 'identity') and c.relkind in ('r', 'p') and not c.relispartition
      -- Facts on their way into the place of older ones; after a restore they are summed again.
      and c.relname !~ '^account_month_w[0-9]+_[0-9]+$'
    order by 1`)
  const sorted: TableRow[] = []
  const waiting = [...rows]
  while (waiting.length > 0) {
    const index = waiting.findIndex((table) =>
      table.parents.every((parent) => !waiting.some((other) => other.name === parent)),
    )
    if (index < 0) throw new Error('the tables refer to each other in a circle')
    sorted.push(...waiting.splice(index, 1))
  }
  return sorted.map((table) => ({ table: table.name, columns: table.columns }))
}

export function copyOut(header: TableHeader): string {
  return `copy (select ${header.columns.join(', ')} from ${header.table}) to stdout`
}

export function copyIn(header: TableHeader): string {
  return `copy ${header.table} (${header.columns.join(', ')}) from stdin`
}

export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select m.name from mainstay_schema.migration m order by m.number',
  )
  return rows.map((row) => row.name)
}
