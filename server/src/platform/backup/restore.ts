import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { END_OF_ROWS, linesOf, MAGIC, type Manifest, RowSum, type TableHeader, type TableSummary } from './format.ts'
import { appliedMigrations, copyIn, copyOut, listTables } from './tables.ts'

/** Why a backup cannot be restored; the database is left as it was. */
export class RestoreFault extends Error {
  override name = 'RestoreFault'
}

/**
 * Fills an empty database from a backup, in one transaction, and reads every table back: rows and checksums must equal
 * the backup's before anything is committed.
 */
export async function restoreBackup(ownerUrl: string, file: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mainstay restore' })
  await client.connect()
  try {
    await client.query('begin')
    // What tables keep of their past comes from the backup as well, and is not made a second time.
    await client.query("select set_config('mainstay.is_restored', 'on', true)")
    await requireEmpty(client)
    const closed = await openToOwner(client)
    const manifest = await readInto(client, file)
    await verify(client, manifest)
    await closeToOwner(client, closed)
    await advanceSequences(client)
    // Events carry transaction numbers of the old cluster, and every reader starts afresh after a restore.
    await client.query('delete from mainstay.outbox_event')
    await client.query('commit')
    return manifest
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from mainstay.workspace) or exists (select from identity.person) as used',
  )
  if (rows[0]?.used)
    throw new RestoreFault(
      'The database is not empty. A backup is restored into an empty one only: choose another data folder with --data, or another database.',
    )
  await client.query('delete from mainstay.installation')
}

/** COPY into a table is refused while row security holds for its owner too: lifted inside this transaction alone. */
async function openToOwner(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ table: string }>(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as table
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('mainstay', 'identity') and c.relkind in ('r', 'p') and c.relforcerowsecurity`)
  for (const { table } of rows) await client.query(`alter table ${table} no force row level security`)
  return rows.map(({ table }) => table)
}

async function closeToOwner(client: pg.Client, tables: readonly string[]): Promise<void> {
  // Checks that wait for the end of the transaction would forbid to alter their tables.
  await client.query('set constraints all immediate')
  for (const table of tables) await client.query(`alter table ${table} force row level security`)
}

async function readInto(client: pg.Client, file: string): Promise<Manifest> {
  const unpacked = createGunzip()
  createReadStream(file)
    .on('error', (error) => unpacked.destroy(error))
    .pipe(unpacked)
  const lines = linesOf(unpacked)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    try {
      const { value, done } = await lines.next()
      if (done) throw new RestoreFault('The backup is cut off: its end is missing.')
      return value
    } catch (error) {
      if (error instanceof RestoreFault) throw error
      throw new RestoreFault(`The file cannot be read as a backup: ${String(error)}`, { cause: error })
    }
  }
  if ((await next()) !== MAGIC) throw new RestoreFault('The file is not a Mainstay backup, or of another version.')
  const known = new Map((await listTables(client)).map((header) => [header.table, header]))
  for (;;) {
    const head = parseHead(await next())
    if ('migrations' in head) {
      await requireSameSchema(client, head)
      return head
    }
    await readTable(client, checkHeader(head, known), next)
  }
}

function parseHead(line: string): TableHeader | Manifest {
  try {
    const head: unknown = JSON.parse(line)
    if (typeof head === 'object' && head !== null) {
      if ('migrations' in head && 'tables' in head && Array.isArray(head.tables)) return head as Manifest
      if ('table' in head && 'columns' in head && Array.isArray(head.columns)) return head as TableHeader
    }
  } catch {
    // falls through to the fault
  }
  throw new RestoreFault('The file is damaged: where a table or the end of the backup should stand is something else.')
}

/** Names of tables and columns come from the file: only those this program has are believed. */
function checkHeader(head: TableHeader, known: ReadonlyMap<string, TableHeader>): TableHeader {
  const own = known.get(head.table)
  const isSame =
    own && head.columns.length === own.columns.length && head.columns.every((column) => own.columns.includes(column))
  if (!own || !isSame)
    throw new RestoreFault(
      `The backup has a table this program does not know in this form: ${head.table}. Restore with the version that wrote it, then upgrade.`,
    )
  return { table: own.table, columns: head.columns }
}

async function readTable(client: pg.Client, header: TableHeader, next: () => Promise<string>): Promise<void> {
  async function* rows(): AsyncGenerator<string> {
    let block = ''
    for (let line = await next(); line !== END_OF_ROWS; line = await next()) {
      block += `${line}\n`
      if (block.length > 65_536) {
        yield block
        block = ''
      }
    }
    if (block) yield block
  }
  try {
    await pipeline(Readable.from(rows(), { objectMode: false }), client.query(copyFrom(copyIn(header))))
  } catch (error) {
    // Rows of another shape, wrong values, rows without their parents: the database tells, nothing of it stays.
    const isRefused = error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
    if (!isRefused) throw error
    throw new RestoreFault(`The file is damaged: table ${header.table} has rows that cannot be restored.`, {
      cause: error,
    })
  }
}

async function requireSameSchema(client: pg.Client, manifest: Manifest): Promise<void> {
  const applied = await appliedMigrations(client)
  if (JSON.stringify(applied) !== JSON.stringify(manifest.migrations)) {
    throw new RestoreFault(
      'The backup was written by another version of the program. Restore with that version, then upgrade.',
    )
  }
}

async function verify(client: pg.Client, manifest: Manifest): Promise<void> {
  const expected = new Map(manifest.tables.map((summary) => [summary.table, summary]))
  for (const header of await listTables(client)) {
    const found = await sumOf(client, header)
    const wanted = expected.get(header.table)
    if (found.rows !== wanted?.rows || found.checksum !== wanted.checksum) {
      throw new RestoreFault(
        `Table ${header.table} came out different from the backup (${found.rows} rows, expected ${wanted?.rows ?? 'none'}). Nothing was restored.`,
      )
    }
  }
}

async function sumOf(client: pg.Client, header: TableHeader): Promise<TableSummary> {
  const sum = new RowSum()
  for await (const line of linesOf(client.query(copyTo(copyOut(header))))) sum.add(line)
  return sum.summary(header.table)
}

/** Numbers go on after the highest that was restored. */
async function advanceSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(`
    select pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) as sequence,
      quote_ident(n.nspname) || '.' || quote_ident(c.relname) as table, quote_ident(a.attname) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('mainstay', 'identity') and c.relkind = 'r' and a.attidentity <> ''`)
  for (const row of rows) {
    await client.query(`select setval($1, coalesce((select max(t.${row.column}) from ${row.table} t), 0) + 1, false)`, [
      row.sequence,
    ])
  }
}
