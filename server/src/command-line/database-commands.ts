import type { Command } from 'commander'
import { writeBackup } from '../platform/backup/backup.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { CommandFault } from './command-fault.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { dataFolderOf, requirePort } from './options.ts'
import { requireConfig, sayOnStderr } from './session.ts'

/** Commands about the program and its database as a whole. */
export function addDatabaseCommands(root: Command): void {
  root
    .command('serve')
    .description('serve the web application and the API')
    .option('--port <number>', 'port to listen on (4700)')
    .option('--host <address>', 'address to listen on (127.0.0.1)')
    .option('--data <folder>', 'folder of the embedded database and files')
    .option('--start', 'what npm start passes; no difference to serving')
    .action(async (options: { port?: string; host?: string }, command: Command) => {
      const { serve } = await import('./serve.ts')
      await serve({ dataFolder: dataFolderOf(command), port: requirePort(options.port), host: options.host ?? null })
    })
  root
    .command('migrate')
    .description('bring the database up to date (external: needs MAINSTAY_OWNER_DATABASE_URL)')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (_options: object, command: Command) => {
      const config = requireConfig()
      if (config.databaseUrl && !config.ownerDatabaseUrl)
        throw new CommandFault('MAINSTAY_OWNER_DATABASE_URL is missing: migrating is done as the owner of the tables.')
      await withDatabase(
        command,
        async () => undefined,
        (count) => sayOnStderr(count === 0 ? 'The database is up to date.' : `${count} migration(s) applied.`),
      )
    })
  root
    .command('backup <file>')
    .description('write one consistent backup of everything into a file')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (file: string, _options: object, command: Command) => {
      await withDatabase(command, async (database) => {
        const manifest = await writeBackup(requireOwner(database), file, new Date())
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        sayOnStderr(`${rows} rows of ${manifest.tables.length} tables written to ${file}.`)
      })
    })
  root
    .command('restore <file>')
    .description('fill an empty database from a backup and verify it')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (file: string, _options: object, command: Command) => {
      await withDatabase(command, async (database) => {
        const manifest = await restoreBackup(requireOwner(database), file)
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        sayOnStderr(
          `${rows} rows of ${manifest.tables.length} tables restored; counts and checksums are those of the backup.`,
        )
      })
    })
}

async function withDatabase(
  command: Command,
  work: (database: OpenDatabase) => Promise<void>,
  onMigrated: (count: number) => void = () => undefined,
): Promise<void> {
  const database = await openDatabase(requireConfig(), {
    purpose: 'command',
    dataFolder: dataFolderOf(command),
    onMigrated,
    say: sayOnStderr,
  })
  try {
    await work(database)
  } finally {
    await database.stop()
  }
}

function requireOwner(database: OpenDatabase): string {
  if (database.ownerUrl) return database.ownerUrl
  throw new CommandFault(
    'MAINSTAY_OWNER_DATABASE_URL is missing: a backup reads all workspaces, which the application role cannot.',
  )
}
