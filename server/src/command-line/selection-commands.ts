import type { Command } from 'commander'
import type { Actor } from '../platform/access/actor.ts'
import { reportFirmness, reportScore, reportScores } from '../selection/index.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf, printResult } from './options.ts'
import { type CommandSession, withSession } from './session.ts'

interface SelectionOptions {
  readonly workspace: string
  readonly json?: true
  readonly account?: string
  readonly criteriaSet?: string
  readonly places?: string
  readonly draws?: string
  readonly seed?: string
}

type Firmness = Awaited<ReturnType<typeof reportFirmness>>
type Scores = Awaited<ReturnType<typeof reportScores>>
type Score = Awaited<ReturnType<typeof reportScore>>

/** Selection at the keyboard, by the same rules, rights and audit as the API. */
export function addSelectionCommands(selection: Command): void {
  describeCommand(selection.command('score').description('the ranking under the criteria in force'))
    .option('--account <code>', 'why this account scores as it does')
    .action((options: SelectionOptions, command: Command) =>
      answer(command, options, async ({ program }, actor) => {
        if (options.account === undefined) {
          const scores = await reportScores(program.context, actor)
          return { result: scores, asText: () => scoresAsText(scores) }
        }
        const score = await reportScore(program.context, actor, options.account)
        return { result: score, asText: () => scoreAsText(score) }
      }),
    )
  describeCommand(selection.command('firmness').description('would the list survive other weights?'))
    .option('--criteria-set <id>', 'another criteria set than the published one')
    .option('--places <number>', 'other places than those of the tiers')
    .option('--draws <number>', 'draws of weights, 100 to 20000 (2000)')
    .option('--seed <number>', 'the same seed gives the same answer (1)')
    .action((options: SelectionOptions, command: Command) => {
      const question = questionOf(options)
      return answer(command, options, async ({ program, finishJobs }, actor) => {
        const firmness = await reportFirmness(program.context, actor, { ...question, finishJobs })
        return { result: firmness, asText: () => firmnessAsText(firmness) }
      })
    })
}

function describeCommand(command: Command): Command {
  return command
    .requiredOption('--workspace <slug>', 'workspace to ask about')
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded database and files')
}

async function answer(
  command: Command,
  options: SelectionOptions,
  work: (session: CommandSession, actor: Actor) => Promise<{ readonly result: object; readonly asText: () => string }>,
): Promise<void> {
  await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
    const { result, asText } = await work(session, await session.operator(options.workspace))
    printResult(result, options.json ?? false, asText)
  })
}

function questionOf(options: SelectionOptions) {
  const { criteriaSet } = options
  if (criteriaSet !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(criteriaSet)) {
    throw new CommandFault(`--criteria-set must be the id of a criteria set, not "${criteriaSet}"`)
  }
  return {
    ...(criteriaSet === undefined ? {} : { criteriaSetId: criteriaSet }),
    ...(options.places === undefined ? {} : { places: wholeNumber('places', options.places, [0, 1_000_000]) }),
    draws: wholeNumber('draws', options.draws ?? '2000', [100, 20_000]),
    seed: wholeNumber('seed', options.seed ?? '1', [0, 4_294_967_295]),
  }
}

function wholeNumber(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new CommandFault(`--${name} must be a whole number from ${least} to ${most}, not "${text}"`)
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const points = (score: number | null) => (score === null ? '-' : score.toFixed(1))

function scoresAsText({ criteriaSet, places, cut, accounts }: Scores): string {
  const head = `${criteriaSet.name}, version ${criteriaSet.number}: ${places} places, cut at ${points(cut)}`
  const rows = accounts.map(({ rank, code, name, score, confidence, tier }) =>
    [
      String(rank ?? '-').padStart(6),
      points(score).padStart(6),
      percent(confidence).padStart(8),
      tier ?? '-',
      code,
      name,
    ].join('  '),
  )
  return [head, '', '  rank   score  evidence  tier  code  name', ...rows].join('\n')
}

function scoreAsText({ account, score, rank, accounts, confidence, tier, criteria, cut }: Score): string {
  const lines = criteria.map(
    ({ name, weightShare, points: earned, contribution }) =>
      `  ${name}: weight ${percent(weightShare)}, points ${points(earned)}, adds ${points(contribution)}`,
  )
  return [
    `${account.code} ${account.name}`,
    `score ${points(score)}, rank ${rank ?? '-'} of ${accounts}, tier ${tier ?? '-'}, needed ${points(cut.score)}`,
    `evidence for ${confidence === null ? '-' : percent(confidence)} of the weight`,
    ...lines,
  ].join('\n')
}

type Change = Firmness['criteria'][number]['more']

function changeAsText(direction: 'more' | 'less', change: Change): string {
  if (!change) return `no ${direction} weight changes the list`
  const name = (one: { readonly account: { readonly code: string } | null } | null) =>
    one ? (one.account?.code ?? 'a hidden account') : 'nobody'
  const signed = `${change.change < 0 ? '' : '+'}${(change.change * 100).toFixed(1)}`
  return `at ${percent(change.share)} (${signed} points of weight) ${name(change.fallsOut)} falls out, ${name(change.comesIn)} comes in`
}

function firmnessAsText(firmness: Firmness): string {
  const { criteriaSet, situation, inside, ranked, criteria, acceptability, edges } = firmness
  return [
    `${criteriaSet.name}, version ${criteriaSet.number}: ${inside} of ${ranked} ranked accounts have a place (${situation.replaceAll('_', ' ')})`,
    '',
    ...criteria.flatMap(({ name, share, more, less }) => [
      `${name}, ${percent(share)} of the weight`,
      `  ${changeAsText('more', more)}`,
      `  ${changeAsText('less', less)}`,
    ]),
    '',
    `In at least one of ${acceptability.draws} draws of weights: ${acceptability.everInside} accounts; in every one: ${acceptability.alwaysInside}`,
    ...acceptability.rows.map(
      ({ rank, insideShare, account }) =>
        `${String(rank).padStart(6)}  ${percent(insideShare).padStart(8)}  ${account.code}  ${account.name}`,
    ),
    '',
    `On the edge: ${edges.map(({ account }) => account.code).join(', ') || 'nobody'}`,
  ].join('\n')
}
