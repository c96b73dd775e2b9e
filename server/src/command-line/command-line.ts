import { Command, CommanderError } from 'commander'
import { RestoreFault } from '../platform/backup/restore.ts'
import { MigrationFault } from '../platform/db/migrate.ts'
import { EmbeddedPostgresError } from '../platform/embedded/index.ts'
import { statusOf } from '../platform/http/status.ts'
import { describe } from '../platform/log/describe.ts'
import { Refused } from '../platform/refusal.ts'
import { addAuditCommands } from './audit-commands.ts'
import { addBackTestCommand } from './back-test-command.ts'
import { addBookCommand } from './book-command.ts'
import { CommandFault } from './command-fault.ts'
import { addDataCommands } from './data-commands.ts'
import { addDatabaseCommands } from './database-commands.ts'
import { addPlanCommands } from './plan-commands.ts'
import { addReportCommands } from './report-commands.ts'
import { addSelectionCommands } from './selection-commands.ts'
import { sayOnStderr } from './session.ts'

/** Runs one command; the answer is the exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const root = new Command('mainstay')
    .description('Run a key account program: import, rank, report.')
    .option('--data <folder>', 'folder of the embedded database and files')
    .exitOverride()
    .showHelpAfterError()
  // A reader that has seen enough (head, less) closes the pipe; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  addDatabaseCommands(root)
  addDataCommands(root)
  addReportCommands(root)
  addAuditCommands(root)
  const selection = root.command('selection').description('who is key, and how well that holds')
  addSelectionCommands(selection)
  addBackTestCommand(selection)
  addBookCommand(selection)
  addPlanCommands(root)
  try {
    await root.parseAsync(['node', 'mainstay', ...args])
    return 0
  } catch (error) {
    return explain(error)
  }
}

/** Expected ends get a sentence, faults their trace; both on standard error. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode
  if (error instanceof Refused) {
    sayOnStderr(
      `${error.code}: ${statusOf(error.code)?.sentence ?? ''} ${Object.keys(error.facts).length > 0 ? JSON.stringify(error.facts) : ''}`.trim(),
    )
    for (const field of error.fields) sayOnStderr(`  ${field.path}: ${field.message}`)
    return 1
  }
  const isExpected =
    error instanceof CommandFault ||
    error instanceof MigrationFault ||
    error instanceof RestoreFault ||
    error instanceof EmbeddedPostgresError
  sayOnStderr(isExpected ? error.message : describe(error))
  return 1
}
