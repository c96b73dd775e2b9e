import { rename, rm, writeFile } from 'node:fs/promises'
import { PLAN_AUDIENCES, PLAN_FORMATS } from '@mainstay/contract/plans-exports'
import type { Command } from 'commander'
import { exportPlan, findPlanByCode, reportPlans } from '../plans/index.ts'
import { noOrigin } from '../platform/use-case.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf, printResult } from './options.ts'
import { sayOnStderr, withSession } from './session.ts'

interface ListOptions {
  readonly workspace: string
  readonly json?: true
}

interface ExportOptions {
  readonly workspace: string
  readonly format: string
  readonly out: string
  readonly audience: string
  readonly sections?: string
  readonly unit?: string
}

type Plans = Awaited<ReturnType<typeof reportPlans>>

/** Account plans at the keyboard, by the same rules, rights and audit as the API. */
export function addPlanCommands(root: Command): void {
  const plan = root.command('plan').description('what we will do with an account, and who does it')
  plan
    .command('list')
    .description('every plan, by account')
    .requiredOption('--workspace <slug>', 'workspace to ask about')
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (options: ListOptions, command: Command) => {
      await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
        const actor = await session.operator(options.workspace)
        const plans = await reportPlans(session.program.context, actor)
        printResult({ plans }, options.json ?? false, () => plansAsText(plans))
      })
    })
  plan
    .command('export <code>')
    .description('write the open plan of an account as a file')
    .requiredOption('--workspace <slug>', 'workspace of the account')
    .requiredOption('--out <file>', 'file to write')
    .option('--format <name>', PLAN_FORMATS.join(', '), 'pptx')
    .option('--audience <name>', 'internal, or customer: only what is marked for them', 'internal')
    .option('--sections <keys>', 'keys of sections with commas between them (all)')
    .option('--unit <name>', 'the plan of this unit or region below it')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(writePlan)
}

/** What was there under that name is replaced only by a whole file. */
async function writePlan(code: string, options: ExportOptions, command: Command): Promise<void> {
  const format = oneOf('format', options.format, PLAN_FORMATS)
  const audience = oneOf('audience', options.audience, PLAN_AUDIENCES)
  const sections = options.sections?.split(',').filter((key) => key !== '') ?? null
  await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
    const { context } = session.program
    const actor = await session.operator(options.workspace)
    const planId = await findPlanByCode(context, actor, { code, unit: options.unit ?? '' })
    const { bytes } = await exportPlan(context, { actor, origin: noOrigin }, { planId, format, audience, sections })
    const unfinished = `${options.out}.part`
    try {
      await writeFile(unfinished, bytes, { mode: 0o600 })
      await rename(unfinished, options.out)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    sayOnStderr(`Plan of ${code} written to ${options.out}.`)
  })
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const name = names.find((each) => each === text)
  if (name !== undefined) return name
  throw new CommandFault(`--${option} must be one of ${names.join(', ')}, not "${text}".`)
}

function plansAsText(plans: Plans): string {
  if (plans.length === 0) return 'There are no plans yet.'
  return plans
    .map(({ account, scope, title, status, startsOn, endsOn }) =>
      [
        account.code.padEnd(12),
        status.padEnd(7),
        `${startsOn ?? '-'} to ${endsOn ?? '-'}`.padEnd(24),
        scope === '' ? title : `${title} (${scope})`,
      ].join('  '),
    )
    .join('\n')
}
