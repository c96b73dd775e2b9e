import { BACK_TEST_PLACES } from '@mainstay/contract/selection-back-test'
import type { Command } from 'commander'
import { noOrigin } from '../platform/use-case.ts'
import { everyBackTestAccount, findRun, readBackTest, startBackTest } from '../selection/index.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf, printResult, requireDate } from './options.ts'
import { withSession } from './session.ts'

interface BackTestOptions {
  readonly workspace: string
  readonly asOf: string
  readonly months: string
  readonly criteriaSet?: readonly string[]
  readonly places?: string
  readonly json?: true
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Tests criteria on the company's own past, by the same rules, rights and audit as the API. */
export function addBackTestCommand(selection: Command): void {
  selection
    .command('backtest')
    .description('test criteria on the company’s own past')
    .requiredOption('--workspace <slug>', 'workspace to test in')
    .requiredOption('--as-of <date>', 'the past day: only what was known by then is used')
    .requiredOption('--months <number>', 'what became of the accounts in the 12 or 24 months after')
    .option('--criteria-set <id...>', 'one or two sets of criteria (the published one)')
    .option('--places <number>', 'how many accounts are picked (all places of the tiers)')
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (options: BackTestOptions, command: Command) => {
      const question = questionOf(options)
      await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
        const actor = await session.operator(options.workspace)
        const { context, useCases } = session.program
        const { id } = await useCases.command(actor, noOrigin, (scope) => startBackTest(context, scope, question))
        await session.finishJobs()
        const result = await useCases.read(actor, async (scope) => {
          const run = await findRun(scope, id)
          if (run.status !== 'done') throw new CommandFault(run.failure?.message ?? `The question is ${run.status}.`)
          const accounts = await everyBackTestAccount(scope, { id, group: 'picked', set: 1 })
          return { ...(await readBackTest(scope, id)), accounts }
        })
        printResult(result, options.json ?? false, () => asText(result))
      })
    })
}

function questionOf(options: BackTestOptions) {
  const asOf = requireDate('as-of', options.asOf) ?? ''
  if (options.months !== '12' && options.months !== '24') throw new CommandFault('--months must be 12 or 24.')
  const places = options.places === undefined ? undefined : Number(options.places)
  if (places !== undefined && !(Number.isInteger(places) && places >= 1 && places <= BACK_TEST_PLACES))
    throw new CommandFault(`--places must be a whole number from 1 to ${BACK_TEST_PLACES}.`)
  const ids = options.criteriaSet
  if (ids && (ids.length > 2 || !ids.every((id) => ID.test(id))))
    throw new CommandFault('--criteria-set takes one or two ids of criteria sets.')
  const months: 12 | 24 = options.months === '12' ? 12 : 24
  return { asOf, months, places, seed: 1, criteriaSetIds: ids }
}

type Answer = Awaited<ReturnType<typeof readBackTest>>

const points = (value: number) => (value * 100).toFixed(1)

function asText(answer: Answer): string {
  const lines = [
    `As of ${answer.asOf}: known ${answer.known.from} to ${answer.known.to}, held against ${answer.after.from} to ${answer.after.to}.`,
  ]
  for (const test of answer.tests) {
    const against = test.verdictAgainst ? ` (against ${test.verdictAgainst})` : ''
    lines.push('', `${test.criteriaSet.name}: ${test.verdict.replaceAll('_', ' ')}${against}`)
    lines.push(`picked ${test.picks} of ${test.candidates}; ${test.left} left`)
    for (const comparison of test.comparisons) lines.push(`  ${comparisonText(comparison)}`)
    for (const reason of test.reasons) lines.push(`  note: ${reason.code}`)
  }
  return lines.join('\n')
}

function comparisonText({
  against,
  accounts,
  verdict,
  measures,
}: Answer['tests'][number]['comparisons'][number]): string {
  const difference = measures.netRevenue?.growth.difference.value
  const growth = difference
    ? `${points(difference.value)} points (${points(difference.low)} to ${points(difference.high)})`
    : 'unknown'
  return `${against} (${accounts}): difference in growth of net revenue ${growth}, ${verdict.replaceAll('_', ' ')}`
}
