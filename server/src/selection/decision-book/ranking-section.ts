import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { everyRankedRow, partsAreHidden, type RankedRow } from '../queries/rank.ts'
import { type ProposedTier, proposeTiers } from '../scoring/tier-proposals.ts'
import type { BookSource } from './book-source.ts'
import { type BookSection, type ColumnOf, sectionOf } from './section.ts'
import { EXCEPTIONS, PROPOSAL_REASONS, points, tierWords } from './words.ts'

const PORTION = 500
const STRONGEST = 3

interface Judged {
  readonly criterion: string
  readonly score: number
  readonly person: string
  readonly day: string
}

interface Candidate {
  readonly row: RankedRow
  readonly proposal: ProposedTier | null
  readonly judged: readonly Judged[]
}

/** Every candidate the reader may see, in or out, with what speaks for and against it, who judged it and who decided. */
export function rankingSection(source: BookSource): BookSection {
  return sectionOf<Candidate>({
    name: 'Ranking',
    sentences: rankingSentences(source),
    empty: 'There are no accounts.',
    columns: [...PLACE, ...contributionColumns(source), ...beneath(source)],
    rows: () => candidates(source),
  })
}

function rankingSentences({ ranked, scope }: BookSource): string[] {
  const { places } = ranked.state
  const said = [
    `The tiers have ${places} ${places === 1 ? 'place' : 'places'}; ranks count over all accounts, whoever may see them.`,
  ]
  if (partsAreHidden(ranked, scope.actor.seesMargins)) {
    return [...said, 'What each criterion adds is left out: it would show margins, which the reader may not see.']
  }
  return [
    ...said,
    'The columns with numbers are the criteria: the points of score that each adds. A dash: no evidence.',
  ]
}

const PLACE: readonly ColumnOf<Candidate>[] = [
  { title: 'Rank', kind: 'number', cell: ({ row }) => (row.isEligible ? row.rank : null) },
  { title: 'Account', cell: ({ row }) => row.account.name },
  { title: 'Code', cell: ({ row }) => row.account.code },
  { title: 'Score', kind: 'points', cell: ({ row }) => row.score },
  { title: 'Evidence', kind: 'percent', cell: ({ row }) => row.confidence },
  { title: 'Tier', cell: ({ row }) => tierWords(row.tier) },
  { title: 'Proposed tier', brief: 'Proposed', cell: ({ row }) => tierWords(row.proposedTier) },
  { title: 'In by size only', brief: 'By size', cell: ({ row }) => (row.isInOnlyBySize ? 'yes' : null) },
]

function contributionColumns({ ranked, scope }: BookSource): ColumnOf<Candidate>[] {
  if (partsAreHidden(ranked, scope.actor.seesMargins)) return []
  return ranked.book.criteriaSet.content.criteria.map(({ name }, index) => ({
    title: `Points: ${name}`,
    brief: String(index + 1),
    kind: 'points',
    cell: ({ row }) => row.contributions[index] ?? null,
  }))
}

function beneath(source: BookSource): ColumnOf<Candidate>[] {
  const edges = new Set(source.firmness?.edges.map(({ account }) => account.id))
  const decisionOf = ({ row }: Candidate) => source.inForce.get(row.account.id)
  const lines: ColumnOf<Candidate>[] = [
    { title: 'Exception', cell: ({ row }) => exceptionWords(row) },
    { title: 'On the edge', cell: ({ row }) => (edges.has(row.account.id) ? 'its place hangs on little' : null) },
    { title: 'Gates not passed', cell: ({ row }) => row.failedGates.join('; ') || null },
    { title: 'Proposed because', cell: ({ proposal }) => proposal && PROPOSAL_REASONS[proposal.reason] },
    { title: 'Why', cell: (candidate) => reasonsOf(source, candidate.row) },
    { title: 'No evidence for', cell: ({ row }) => missingOf(source, row) },
    { title: 'Judged', cell: ({ judged }) => judgedWords(judged) },
    { title: 'Decided', cell: (candidate) => decisionWords(decisionOf(candidate)) },
  ]
  return lines.map((line) => ({ ...line, place: 'beneath' }))
}

function exceptionWords({ exception }: RankedRow): string | null {
  if (!exception) return null
  return exception.expiresOn
    ? `${EXCEPTIONS[exception.kind]}, until ${exception.expiresOn}`
    : EXCEPTIONS[exception.kind]
}

/** The criteria that lift the account most above the middle account, and those that hold it down most. */
function reasonsOf({ ranked, scope }: BookSource, row: RankedRow): string | null {
  if (partsAreHidden(ranked, scope.actor.seesMargins)) return null
  const { book, weights } = ranked
  const position = book.positionOf.get(row.account.id)
  if (position === undefined) return null
  const evidenced = weights.reduce(
    (sum, weight, index) => (Number.isNaN(pointsAt(ranked, index, position)) ? sum : sum + weight),
    0,
  )
  const lifts = book.criteriaSet.content.criteria.flatMap(({ key, name }, index) => {
    const own = pointsAt(ranked, index, position)
    const middle = book.medians.get(key)
    if (Number.isNaN(own) || middle === undefined || evidenced === 0) return []
    return [{ name, toScore: ((own - middle) * (weights[index] ?? 0)) / evidenced }]
  })
  if (lifts.length === 0) return null
  const strongest = lifts
    .filter(({ toScore }) => Math.abs(toScore) >= 0.05)
    .sort((one, other) => Math.abs(other.toScore) - Math.abs(one.toScore))
  const say = (part: typeof lifts) =>
    part
      .slice(0, STRONGEST)
      .map(({ name, toScore }) => `${name} ${toScore > 0 ? '+' : '−'}${points(Math.abs(toScore))}`)
      .join(', ')
  const up = say(strongest.filter(({ toScore }) => toScore > 0))
  const down = say(strongest.filter(({ toScore }) => toScore < 0))
  const told = [up && `up by ${up}`, down && `down by ${down}`].filter(Boolean)
  return told.length === 0
    ? 'Like the middle account in everything.'
    : `Against the middle account: ${told.join('; ')}.`
}

function pointsAt({ book }: BookSource['ranked'], index: number, position: number): number {
  return book.matrix.columns[index]?.points[position] ?? Number.NaN
}

function missingOf({ ranked }: BookSource, row: RankedRow): string | null {
  const position = ranked.book.positionOf.get(row.account.id)
  if (position === undefined) return null
  const missing = ranked.book.criteriaSet.content.criteria.filter((_, index) =>
    Number.isNaN(pointsAt(ranked, index, position)),
  )
  return missing.map(({ name }) => name).join(', ') || null
}

function judgedWords(judged: readonly Judged[]): string | null {
  const byCriterion = Map.groupBy(judged, ({ criterion }) => criterion)
  const told = [...byCriterion].map(
    ([criterion, given]) =>
      `${criterion} ${given.map(({ score, person, day }) => `${score} (${person}, ${day})`).join(', ')}`,
  )
  return told.join('; ') || null
}

function decisionWords(decision: ReturnType<BookSource['inForce']['get']>): string | null {
  if (!decision) return null
  const until = decision.expiresOn ? ` until ${decision.expiresOn}` : ''
  return `${tierWords(decision.tier)} from ${decision.effectiveDate}${until}, by ${decision.deciderName}: ${decision.reason}`
}

async function* candidates(source: BookSource): AsyncGenerator<Candidate> {
  const { scope, ranked } = source
  const { book, state } = ranked
  let portion: RankedRow[] = []
  const finish = async function* (): AsyncGenerator<Candidate> {
    const accountIds = portion.map(({ account }) => account.id)
    const proposals = proposeTiers(book, ranked.ranking, { situation: state.situation, accountIds })
    const judged = await readJudged(source, accountIds)
    for (const row of portion) {
      yield { row, proposal: proposals.get(row.account.id) ?? null, judged: judged.get(row.account.id) ?? [] }
    }
    portion = []
  }
  for await (const row of everyRankedRow(scope, ranked, '')) {
    portion.push(row)
    if (portion.length === PORTION) yield* finish()
  }
  yield* finish()
}

/** The latest judgement of every person on every criterion of the set, by group. */
async function readJudged(
  { scope, ranked }: BookSource,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Judged[]>> {
  const names = new Map(ranked.book.criteriaSet.content.criteria.map(({ key, name }) => [key, name]))
  const rows = await selectLatestJudgements(scope, accountIds, [...names.keys()])
  const told = rows.map((row) => ({
    groupId: row.group_id,
    criterion: names.get(row.criterion_key) ?? row.criterion_key,
    score: row.score,
    person: row.is_settlement ? `${row.person_name}, settled` : row.person_name,
    day: row.judged_on,
  }))
  return Map.groupBy(told, ({ groupId }) => groupId)
}

async function selectLatestJudgements(scope: ReadScope, accountIds: readonly string[], keys: readonly string[]) {
  const { rows } = await sql<{
    group_id: string
    criterion_key: string
    score: number
    person_name: string
    judged_on: string
    is_settlement: boolean
  }>`
    select distinct on (a.group_id, j.criterion_key, j.person_id)
      a.group_id, j.criterion_key, j.score, j.person_name, j.judged_on, j.is_settlement
    from mainstay.judgement j
    join mainstay.account a on a.workspace_id = j.workspace_id and a.id = j.account_id
    where j.workspace_id = ${scope.workspaceId} and a.group_id = any(${accountIds}::bigint[])
      and j.criterion_key = any(${keys}::text[])
    order by a.group_id, j.criterion_key, j.person_id, j.judged_on desc, j.id desc`.execute(scope.db)
  return rows
}
