import type { Client } from 'pg'
import { type ConnectionTarget, withConnection } from './connection.ts'
import { EmbeddedPostgresError } from './fault.ts'
import type { DatabaseSecrets } from './secrets.ts'

export const databaseName = 'mainstay'
export const ownerRole = 'mainstay_owner'
export const applicationRole = 'mainstay_app'

type Provisioning = {
  readonly superuser: ConnectionTarget
  readonly secrets: DatabaseSecrets
  readonly isSearchExtensionShipped: boolean
}

/**
 * Makes the database and its two roles what they must be; safe to repeat at every start. The owner runs migrations;
 * the application role owns nothing, so that row-level security holds for it.
 */
export async function provisionDatabase({ superuser, secrets, isSearchExtensionShipped }: Provisioning): Promise<void> {
  await withConnection(superuser, async (client) => {
    await refuseUnsafeSettings(client)
    // A failing statement would otherwise be logged with the password in it.
    await client.query('set log_min_error_statement to panic')
    await ensureRole(client, ownerRole, secrets.ownerPassword)
    await ensureRole(client, applicationRole, secrets.applicationPassword)
    await ensureDatabase(client)
  })
  await withConnection({ ...superuser, database: databaseName }, async (client) => {
    await client.query('revoke all on schema public from public')
    await client.query(`grant usage, create on schema public to ${ownerRole}`)
    await client.query(`revoke create on schema public from ${applicationRole}`)
    await client.query(`grant usage on schema public to ${applicationRole}`)
    if (isSearchExtensionShipped) await client.query('create extension if not exists pg_trgm with schema public')
  })
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
  const verb = found.rowCount === 0 ? 'create' : 'alter'
  const attributes = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
  await client.query(`${verb} role ${role} with ${attributes} password ${client.escapeLiteral(password)}`)
}

async function ensureDatabase(client: Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (found.rowCount === 0) await client.query(`create database ${databaseName} owner ${ownerRole} template template0`)
  await client.query(`revoke all on database ${databaseName} from public`)
  await client.query(`grant connect on database ${databaseName} to ${applicationRole}`)
  await client.query('revoke connect on database postgres from public')
}

/** What was acknowledged must survive a power cut: these are checked, not assumed. */
async function refuseUnsafeSettings(client: Client): Promise<void> {
  const answer = await client.query<{ name: string }>(
    `select name from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') and setting <> 'on'`,
  )
  if (answer.rows.length === 0) return
  throw new EmbeddedPostgresError(
    'embedded/unsafe-settings',
    `The embedded database runs with ${answer.rows.map(({ name }) => name).join(', ')} off, which can lose data.`,
  )
}
