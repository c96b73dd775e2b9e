import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

const FOLDER = new URL('../../../migrations/', import.meta.url)
const LOCK = 7_224_603

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

export class MigrationFault extends Error {
  override name = 'MigrationFault'
  readonly code: 'migrate/changed' | 'migrate/unknown' | 'migrate/pending' | 'migrate/failed'
  constructor(code: MigrationFault['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The numbered SQL files in order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, FOLDER), 'utf8')
      return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

interface AppliedRow {
  number: number
  name: string
  checksum: string
}

async function readApplied(client: pg.ClientBase): Promise<AppliedRow[]> {
  const exists = await client.query<{ found: string | null }>(
    `select to_regclass('mainstay_schema.migration')::text as found`,
  )
  if (!exists.rows[0]?.found) return []
  const { rows } = await client.query<AppliedRow>(
    'select m.number, m.name, m.checksum from mainstay_schema.migration m order by m.number',
  )
  return rows
}

/** Refuses a database whose applied migrations differ from the files: edited, unknown (newer program), or missing. */
export function findDrift(files: readonly Migration[], applied: readonly AppliedRow[]): MigrationFault | null {
  const byNumber = new Map(files.map((file) => [file.number, file]))
  for (const row of applied) {
    const file = byNumber.get(row.number)
    if (!file)
      return new MigrationFault(
        'migrate/unknown',
        `The database has migration ${row.name}, which this program does not know: it was used by a newer version.`,
      )
    if (file.checksum !== row.checksum)
      return new MigrationFault('migrate/changed', `Migration ${row.name} was changed after it had been applied.`)
  }
  return null
}

/** Migrations that still have to run; a fault when the database does not fit this program. */
export async function pendingMigrations(client: pg.ClientBase): Promise<Migration[]> {
  const files = await readMigrations()
  const applied = await readApplied(client)
  const drift = findDrift(files, applied)
  if (drift) throw drift
  const done = new Set(applied.map((row) => row.number))
  return files.filter((file) => !done.has(file.number))
}

export interface MigrateOptions {
  readonly ownerUrl: string
  readonly applicationRole: string
  readonly onApplied?: (name: string) => void
}

/**
 * Brings the schema up to date as the owner. An advisory lock lets one process through at a time; each migration and
 * its record commit together, so a process killed half-way leaves nothing of the migration it was in.
 */
export async function migrate(options: MigrateOptions): Promise<number> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'mainstay migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query('create schema if not exists mainstay_schema')
    await client.query(
      'create table if not exists mainstay_schema.migration (number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
    )
    const pending = await pendingMigrations(client)
    for (const migration of pending) {
      await applyOne(client, migration)
      options.onApplied?.(migration.name)
    }
    await grantApplicationRights(client, options.applicationRole)
    return pending.length
  } finally {
    await client.end()
  }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '10s'")
    await client.query('insert into mainstay_schema.migration (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationFault(
      'migrate/failed',
      `Migration ${migration.name} failed and was rolled back: ${String(error)}`,
      { cause: error },
    )
  }
}

/** What the application role may do, granted afresh each time so that new tables are never forgotten. */
async function grantApplicationRights(client: pg.Client, role: string): Promise<void> {
  const name = client.escapeIdentifier(role)
  const append = [
    'audit_entry',
    'outbox_event',
    'ledger_change',
    'judgement',
    'tier_decision',
    'council_decision',
    'plan_past',
  ]
  const database = client.escapeIdentifier(client.database ?? '')
  const statements = [
    `grant temporary on database ${database} to ${name}`,
    `grant usage on schema mainstay, identity, mainstay_schema to ${name}`,
    `grant select on mainstay_schema.migration to ${name}`,
    `grant select, insert, update, delete on all tables in schema mainstay, identity to ${name}`,
    `grant usage on all sequences in schema mainstay, identity to ${name}`,
    `revoke update, delete on ${append.map((table) => `mainstay.${table}`).join(', ')} from ${name}`,
    `grant delete on mainstay.outbox_event, mainstay.ledger_change to ${name}`,
    `revoke update, delete on mainstay.security_entry from ${name}`,
    `revoke insert, update, delete on mainstay.audit_seal, mainstay.audit_unsealed from ${name}`,
    `revoke delete on mainstay.workspace, mainstay.installation from ${name}`,
  ]
  await client.query(`begin; ${statements.join('; ')}; commit`)
}

/** For a program that may not migrate: refuses to go on with an outdated or foreign schema. */
export async function requireCurrentSchema(client: pg.ClientBase): Promise<void> {
  const pending = await pendingMigrations(client)
  if (pending.length > 0) {
    throw new MigrationFault(
      'migrate/pending',
      `The database lacks ${pending.length} migration(s), first ${pending[0]?.name}. Run: npm run -s mainstay -- migrate`,
    )
  }
}
