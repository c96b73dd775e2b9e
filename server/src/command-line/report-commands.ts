import type { Command } from 'commander'
import type { Actor } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import {
  type ReportQuestion,
  reportAccount,
  reportConcentration,
  reportPortfolio,
  reportRetention,
  reportWhaleCurve,
} from '../portfolio/index.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf, printResult, requireDate } from './options.ts'
import { withSession } from './session.ts'

interface ReportOptions {
  readonly workspace: string
  readonly from?: string
  readonly to?: string
  readonly measure?: string
  readonly groups?: true
  readonly json?: true
}

type Report = (context: AreaContext, actor: Actor, question: ReportQuestion) => Promise<object>

const REPORTS: readonly { readonly name: string; readonly summary: string; readonly report: Report }[] = [
  { name: 'whale-curve', summary: 'profit account by account, summed up', report: reportWhaleCurve },
  { name: 'portfolio', summary: 'every account with its money, score, rank and tier', report: reportPortfolio },
  { name: 'concentration', summary: 'how much hangs on how few', report: reportConcentration },
  { name: 'retention', summary: 'the last twelve months against the twelve before', report: reportRetention },
]

const MEASURES: Readonly<Record<string, ReportQuestion['measure']>> = {
  'gross-margin': 'gross_margin',
  contribution: 'contribution',
}

/** Reports of the portfolio, by the same rules and rights as the API. */
export function addReportCommands(root: Command): void {
  const report = root.command('report').description('figures of a workspace')
  for (const { name, summary, report: run } of REPORTS) {
    describeReport(report.command(name).description(summary)).action(
      async (options: ReportOptions, command: Command) => {
        await print(command, options, run)
      },
    )
  }
  describeReport(report.command('account <code>').description('what one account earns us')).action(
    async (code: string, options: ReportOptions, command: Command) => {
      await print(command, options, (context, actor, question) => reportAccount(context, actor, { ...question, code }))
    },
  )
}

function describeReport(command: Command): Command {
  return command
    .requiredOption('--workspace <slug>', 'workspace to report on')
    .option('--from <date>', 'first day, such as 2025-11-01 (first day of the ledger)')
    .option('--to <date>', 'last day, itself included (last day of the ledger)')
    .option('--measure <name>', 'gross-margin or contribution')
    .option('--groups', 'whole groups instead of single companies')
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded database and files')
}

async function print(command: Command, options: ReportOptions, report: Report): Promise<void> {
  const question = questionOf(options)
  await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
    const actor = await session.operator(options.workspace)
    const result = await report(session.program.context, actor, question)
    printResult(result, options.json ?? false, () => asText(result))
  })
}

function questionOf(options: ReportOptions): ReportQuestion {
  const from = requireDate('from', options.from)
  const to = requireDate('to', options.to)
  if (from && to && from > to) throw new CommandFault('--from lies after --to.')
  const measure = options.measure === undefined ? undefined : MEASURES[options.measure]
  if (options.measure !== undefined && !measure)
    throw new CommandFault(`--measure must be ${Object.keys(MEASURES).join(' or ')}.`)
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(measure ? { measure } : {}),
    groups: options.groups ?? false,
  }
}

/** A report for people: single figures line by line, lists as tables. */
function asText(result: object): string {
  const lines: string[] = []
  for (const [key, value] of Object.entries(result)) {
    if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object')
      lines.push('', ...table(value as object[]))
    else
      lines.push(
        `${key}: ${typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? 'unknown')}`,
      )
  }
  return lines.join('\n')
}

function table(rows: readonly object[]): string[] {
  const columns = Object.keys(rows[0] ?? {})
  const cells = [
    columns,
    ...rows.map((row) => columns.map((column) => cellText((row as Record<string, unknown>)[column]))),
  ]
  const widths = columns.map((_column, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  return cells.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return 'unknown'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
