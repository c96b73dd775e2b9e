import type { CellValue } from '../../platform/files/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ScorecardRow } from './present-scorecard.ts'
import { everyScorecard } from './read-scorecard.ts'
import type { ScorecardBook } from './scorecard-book.ts'

const COLUMNS: readonly { readonly title: string; cell(row: ScorecardRow): CellValue }[] = [
  { title: 'Account', cell: (row) => row.account.name },
  { title: 'Code', cell: (row) => row.account.code },
  { title: 'Tier', cell: (row) => row.tier },
  { title: 'Profit', cell: (row) => (row.profit === null ? null : { decimal: row.profit }) },
  { title: 'Measured points', cell: (row) => row.measured },
  { title: 'Felt, mean', cell: (row) => row.assigned.mean },
  { title: 'People', cell: (row) => row.assigned.count },
  { title: 'Spread', cell: (row) => row.assigned.standardDeviation },
  { title: 'Score', cell: (row) => row.score },
  { title: 'Gap in points', cell: (row) => row.gap.points },
  { title: 'Felt', cell: (row) => row.gap.felt.replaceAll('_', ' ') },
  { title: 'Gap in ranks', cell: (row) => row.gap.ranks },
  { title: 'Gap in money', cell: (row) => (row.gap.money === null ? null : { decimal: row.gap.money }) },
]

/** Felt against measured profitability, account by account. */
export async function* scorecardCells(
  scope: ReadScope,
  book: ScorecardBook,
  felt?: ScorecardRow['gap']['felt'],
): AsyncGenerator<readonly CellValue[]> {
  yield COLUMNS.map(({ title }) => title)
  for await (const row of everyScorecard(scope, book, felt)) yield COLUMNS.map(({ cell }) => cell(row))
}
