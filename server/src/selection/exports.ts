import { type AreaContext, today } from '../platform/area.ts'
import type { CellValue } from '../platform/files/index.ts'
import type { ReadScope } from '../platform/use-case.ts'
import type { DecisionAnswer } from './decision-store.ts'
import { everyDecision } from './queries/decisions.ts'
import { everyRankedRow, partsAreHidden, type Ranked, type RankedRow } from './queries/rank.ts'
import { everyProposal, type TierProposalAnswer } from './queries/tiers.ts'
import type { Selection } from './scoring/book-cache.ts'

export type Cells = AsyncGenerator<readonly CellValue[]>

interface Column<Row> {
  readonly title: string
  cell(row: Row): CellValue
}

async function* cellsOf<Row>(columns: readonly Column<Row>[], rows: AsyncIterable<Row>): Cells {
  yield columns.map(({ title }) => title)
  for await (const row of rows) yield columns.map((column) => column.cell(row))
}

const answer = (value: boolean | null): CellValue => (value === null ? null : value ? 'yes' : 'no')

interface Excepted {
  readonly exception: { readonly kind: 'override' | 'against_scores'; readonly expiresOn: string | null } | null
}

/** Whoever takes the list out of the house takes along who stands there against the scores. */
const EXCEPTION: readonly Column<Excepted>[] = [
  { title: 'Exception', cell: ({ exception }) => exception?.kind.replaceAll('_', ' ') ?? null },
  {
    title: 'Exception until',
    cell: ({ exception }) => (exception?.expiresOn ? { date: exception.expiresOn } : null),
  },
]

const RANKING: readonly Column<RankedRow>[] = [
  { title: 'Rank', cell: (row) => (row.isEligible ? row.rank : null) },
  { title: 'Movement', cell: (row) => row.movement },
  { title: 'Account', cell: (row) => row.account.name },
  { title: 'Code', cell: (row) => row.account.code },
  { title: 'Score', cell: (row) => row.score },
  { title: 'Evidence', cell: (row) => row.confidence },
  { title: 'Tier', cell: (row) => row.tier },
  { title: 'Proposed tier', cell: (row) => row.proposedTier },
  ...EXCEPTION,
  { title: 'In by size only', cell: (row) => answer(row.isInOnlyBySize) },
  { title: 'Qualifies without its spend', cell: (row) => answer(row.qualifiesWithoutSpend) },
  { title: 'Gates not passed', cell: (row) => row.failedGates.join('; ') },
]

/** The ranking with what each criterion adds; without these parts for who may not see margins. */
export function rankingCells(scope: ReadScope, ranked: Ranked, query: string): Cells {
  const { criteria } = ranked.book.criteriaSet.content
  const parts = partsAreHidden(ranked, scope.actor.seesMargins)
    ? []
    : criteria.map(
        ({ name }, index): Column<RankedRow> => ({
          title: `Points: ${name}`,
          cell: (row) => row.contributions[index] ?? null,
        }),
      )
  return cellsOf([...RANKING, ...parts], everyRankedRow(scope, ranked, query))
}

const PROPOSALS: readonly Column<TierProposalAnswer>[] = [
  { title: 'Rank', cell: (row) => row.rank },
  { title: 'Account', cell: (row) => row.account.name },
  { title: 'Code', cell: (row) => row.account.code },
  { title: 'Tier now', cell: (row) => row.tier },
  { title: 'Proposed tier', cell: (row) => row.proposedTier },
  { title: 'Score', cell: (row) => row.score },
  { title: 'Evidence', cell: (row) => row.confidence },
  { title: 'Reason', cell: (row) => row.reason.replaceAll('_', ' ') },
  ...EXCEPTION,
]

export function proposalCells(scope: ReadScope, selection: Selection): Cells {
  return cellsOf(PROPOSALS, everyProposal(scope, selection))
}

const DECISIONS: readonly Column<DecisionAnswer>[] = [
  { title: 'In force from', cell: (row) => ({ date: row.effectiveDate }) },
  { title: 'Account', cell: (row) => row.account.name },
  { title: 'Code', cell: (row) => row.account.code },
  { title: 'Tier before', cell: (row) => row.previousTier },
  { title: 'Tier decided', cell: (row) => row.tier },
  { title: 'Holds', cell: (row) => row.status },
  { title: 'Holds until', cell: (row) => (row.expiresOn ? { date: row.expiresOn } : null) },
  { title: 'Proposed by the scores', cell: (row) => row.proposedTier },
  { title: 'Against the scores', cell: (row) => answer(row.followsScores === null ? null : !row.followsScores) },
  { title: 'By an override', cell: (row) => answer(row.overrideId !== null) },
  { title: 'Score', cell: (row) => row.score },
  { title: 'Rank', cell: (row) => row.rank },
  { title: 'Decided by', cell: (row) => row.deciderName },
  { title: 'Decided at', cell: (row) => row.decidedAt },
  { title: 'Reason', cell: (row) => row.reason },
  { title: 'Reason to exceed the places', cell: (row) => row.overCapacityReason },
]

export function decisionCells(
  area: AreaContext,
  scope: ReadScope,
  filter: { readonly accountId?: string | undefined; readonly tier?: string | undefined },
): Cells {
  return cellsOf(DECISIONS, everyDecision(scope, filter, today(area)))
}
