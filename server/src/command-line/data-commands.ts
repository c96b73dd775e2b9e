import { basename } from 'node:path'
import { formatAmount, parseAmount } from '@mainstay/domain/kernel'
import type { Command } from 'commander'
import {
  type ImportPathsResult,
  importPaths,
  loadSampleCompany,
  prepareReader,
  type ReadingChoice,
  readingOfText,
} from '../ledger/index.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf, printResult } from './options.ts'
import { sayOnStderr, withSession } from './session.ts'

interface ImportOptions {
  readonly workspace: string
  readonly dryRun?: true
  readonly json?: true
  readonly rejects?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly quote?: string
  readonly headerRow?: string
}

/** Commands that create workspaces and fill them. */
export function addDataCommands(root: Command): void {
  const workspace = root.command('workspace').description('workspaces')
  workspace
    .command('create <slug>')
    .description('create a workspace')
    .requiredOption('--name <name>', 'name of the company')
    .requiredOption('--currency <code>', 'reporting currency, such as USD')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (slug: string, options: { name: string; currency: string }, command: Command) => {
      await createWorkspace(command, slug, options)
    })
  root
    .command('import <paths...>')
    .description('import files or whole folders; the right order is found by itself')
    .requiredOption('--workspace <slug>', 'workspace to import into')
    .option('--dry-run', 'check only: nothing is written')
    .option('--json', 'print the result as JSON')
    .option('--rejects <folder>', 'where files with rejected rows go (beside the file)')
    .option('--encoding <name>', 'encoding of the text files, such as windows-1252 (found by itself)')
    .option('--delimiter <sign>', 'comma, semicolon, tab, bar or any other sign between cells (found by itself)')
    .option('--quote <sign>', 'double, single or none: the sign around cells (found by itself)')
    .option('--header-row <number>', 'row of the headings, 0 where there are none (found by itself)')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (paths: string[], options: ImportOptions, command: Command) => {
      await runImport(command, paths, options)
    })
  const sample = root.command('sample').description('the sample company')
  sample
    .command('load')
    .description('load the generated sample company into an empty workspace')
    .requiredOption('--workspace <slug>', 'workspace to load into')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (options: { workspace: string }, command: Command) => {
      await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
        const actor = await session.operator(options.workspace)
        await loadSampleCompany(session.program.context, actor)
        await session.finishJobs()
        sayOnStderr(`The sample company is in workspace "${options.workspace}".`)
      })
    })
}

async function createWorkspace(
  command: Command,
  slug: string,
  options: { name: string; currency: string },
): Promise<void> {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slug))
    throw new CommandFault('The short name of a workspace has lower-case letters, digits and hyphens, at most 40.')
  if (!/^[A-Z]{3}$/.test(options.currency))
    throw new CommandFault('--currency must be three capital letters, such as EUR.')
  const name = options.name.trim()
  if (name.length < 1 || name.length > 120) throw new CommandFault('--name must have 1 to 120 characters.')
  await withSession({ dataFolder: dataFolderOf(command) }, async ({ pool, program, operator }) => {
    const { rows } = await pool.query<{ id: number | null }>('select mainstay.create_workspace($1, $2, $3) as id', [
      slug,
      name,
      options.currency,
    ])
    if (!rows[0]?.id) throw new CommandFault(`There is a workspace "${slug}" already.`)
    const actor = await operator(slug)
    await program.useCases.command(
      actor,
      { requestId: null, sourceAddress: null, tab: null, ifMatch: null, idempotency: null },
      (scope) =>
        scope.record({
          action: 'workspace.create',
          subjectType: 'workspace',
          subjectId: slug,
          after: { slug, name, reportingCurrency: options.currency },
        }),
    )
    sayOnStderr(
      `Workspace "${slug}" is created. Its first owner is the person who sets the program up in the browser, or anyone an owner invites.`,
    )
  })
}

function chosenReading(options: ImportOptions): { reading?: ReadingChoice } {
  const { encoding, delimiter, quote, headerRow } = options
  if ([encoding, delimiter, quote, headerRow].every((option) => option === undefined)) return {}
  const typed = readingOfText({ encoding, delimiter, quote, headerRow })
  if ('faults' in typed) throw new CommandFault(`These options cannot be used:\n  ${typed.faults.join('\n  ')}`)
  return { reading: typed.reading }
}

async function runImport(command: Command, paths: readonly string[], options: ImportOptions): Promise<void> {
  const chosen = chosenReading(options)
  prepareReader()
  await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
    const actor = await session.operator(options.workspace)
    const result = await importPaths({
      context: session.program.context,
      actor,
      paths,
      dryRun: options.dryRun ?? false,
      ...chosen,
      ...(options.rejects ? { rejectsFolder: options.rejects } : {}),
    })
    if (!options.dryRun) await session.finishJobs()
    const report = withShortNames(result.report)
    for (const { file, message, rows } of result.warnings)
      sayOnStderr(`${basename(file)}: ${message}${rows > 0 ? ` (${rows} rows)` : ''}`)
    printResult(report, options.json ?? false, () => describeImport(report))
    if (result.failures.length > 0) {
      const lines = result.failures.map(({ file, failure }) => `  ${file}: ${failure.message} ${failure.remedy}`)
      throw new CommandFault(`${result.failures.length} file(s) could not be imported:\n${lines.join('\n')}`)
    }
  })
}

function toCents(net: string): string {
  return formatAmount(parseAmount(net) ?? 0n)
}

/** A file goes by its name alone unless two have the same. */
function withShortNames(report: ImportPathsResult['report']): ImportPathsResult['report'] {
  const count = new Map<string, number>()
  for (const { file } of report.files) count.set(basename(file), (count.get(basename(file)) ?? 0) + 1)
  return {
    totals: report.totals.map((total) => ({ ...total, net: toCents(total.net) })),
    files: report.files.map((entry) =>
      count.get(basename(entry.file)) === 1 ? { ...entry, file: basename(entry.file) } : entry,
    ),
  }
}

function describeImport(report: ImportPathsResult['report']): string {
  const files = report.files.map(
    (file) =>
      `${file.file}: ${file.kind ?? 'unknown'}, ${file.rows} rows, ${file.inserted} inserted, ${file.updated} updated, ${file.unchanged} unchanged, ${file.rejected} rejected${file.rejectsFile ? ` (${file.rejectsFile})` : ''}, ${file.seconds.toFixed(1)} s`,
  )
  const totals = report.totals.map((total) => `${total.currency}: ${total.lines} lines, net ${total.net}`)
  return [...files, ...totals].join('\n')
}
