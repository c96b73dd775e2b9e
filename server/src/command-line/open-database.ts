import { join } from 'node:path'
import { migrateAll } from '../migrate-all.ts'
import type { Config } from '../platform/config/config.ts'
import { readEnvironment } from '../platform/config/env.ts'
import { requireCurrentSchema } from '../platform/db/migrate.ts'
import { createPool } from '../platform/db/pool.ts'
import { findRoleFaults } from '../platform/db/role-check.ts'
import { chooseDataFolder, startEmbeddedPostgres } from '../platform/embedded/index.ts'
import { CommandFault } from './command-fault.ts'

/** A database that is up, migrated or known to be current, and entered by the application role. */
export interface OpenDatabase {
  readonly applicationUrl: string
  /** Known for the embedded database, or when MAINSTAY_OWNER_DATABASE_URL is set. */
  readonly ownerUrl: string | null
  /** What the embedded database is for; null for an external one. */
  readonly notice: string | null
  readonly filesFolder: string
  stop(): Promise<void>
}

export interface OpenOptions {
  readonly purpose: 'serve' | 'command'
  readonly dataFolder: string | null
  /** `restore` fills an empty database itself, and `migrate` says what it did. */
  readonly onMigrated?: (count: number) => void
  readonly say: (line: string) => void
}

/** Opens the database the settings name: the external one, or the embedded one; never one instead of the other. */
export async function openDatabase(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  if (config.databaseUrl) return openExternal(config, config.databaseUrl, options)
  return openEmbedded(config, options)
}

async function openExternal(config: Config, databaseUrl: string, options: OpenOptions): Promise<OpenDatabase> {
  if (options.dataFolder)
    throw new CommandFault('--data belongs to the embedded database, but DATABASE_URL is set. Leave one of them out.')
  if (config.ownerDatabaseUrl) {
    const role = decodeURIComponent(new URL(databaseUrl).username)
    const applied = await migrateAll({ ownerUrl: config.ownerDatabaseUrl, applicationRole: role })
    options.onMigrated?.(applied)
  }
  await verifyRole(databaseUrl)
  return {
    applicationUrl: databaseUrl,
    ownerUrl: config.ownerDatabaseUrl,
    notice: null,
    filesFolder: join(chooseDataFolder(readEnvironment()).folder, 'files'),
    stop: async () => undefined,
  }
}

async function openEmbedded(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  const named = options.dataFolder ?? config.dataFolder
  const choice = named ? { folder: named, reason: undefined } : chooseDataFolder(readEnvironment())
  if (choice.reason) options.say(`Data folder ${choice.folder}: ${choice.reason}.`)
  const embedded = await startEmbeddedPostgres({
    dataFolder: choice.folder,
    log: options.say,
    purpose: options.purpose,
  })
  try {
    const role = decodeURIComponent(new URL(embedded.applicationUrl).username)
    const applied = await migrateAll({ ownerUrl: embedded.ownerUrl, applicationRole: role })
    options.onMigrated?.(applied)
    await verifyRole(embedded.applicationUrl)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return {
    applicationUrl: embedded.applicationUrl,
    ownerUrl: embedded.ownerUrl,
    notice: embedded.description,
    filesFolder: join(choice.folder, 'files'),
    stop: () => embedded.stop(),
  }
}

async function verifyRole(url: string): Promise<void> {
  const pool = createPool({ url, size: 1, name: 'mainstay check', statementTimeoutMilliseconds: 10_000 })
  try {
    const client = await pool.connect()
    try {
      await requireCurrentSchema(client)
    } finally {
      client.release()
    }
    const faults = await findRoleFaults(pool)
    if (faults.length > 0) {
      throw new CommandFault(
        `Refusing to run with this database role:\n${faults.map((fault) => `  - ${fault.message}`).join('\n')}\n` +
          'DATABASE_URL must name a plain role; the owner of the tables goes into MAINSTAY_OWNER_DATABASE_URL. The README says how to create both.',
      )
    }
  } finally {
    await pool.end()
  }
}
