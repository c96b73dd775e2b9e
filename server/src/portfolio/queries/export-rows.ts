import type { CellValue } from '../../platform/files/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type ListContext, listEveryAccount, type PortfolioRow } from './list-accounts.ts'
import type { ListInput } from './list-statement.ts'

interface Column {
  readonly title: string
  readonly isConfidential?: true
  cell(row: PortfolioRow): CellValue
}

const money = (value: string | null): CellValue => (value === null ? null : { decimal: value })

const COLUMNS: readonly Column[] = [
  { title: 'Rank', cell: (row) => row.rank },
  { title: 'Code', cell: (row) => row.account.code },
  { title: 'Account', cell: (row) => row.account.name },
  { title: 'City', cell: (row) => row.city },
  { title: 'Country', cell: (row) => row.country },
  { title: 'Segment', cell: (row) => row.segment },
  { title: 'Unit', cell: (row) => row.unit },
  { title: 'Tier', cell: (row) => row.tier },
  { title: 'Proposed tier', cell: (row) => row.proposedTier },
  { title: 'Score', cell: (row) => row.score },
  { title: 'Confidence', cell: (row) => row.confidence },
  { title: 'Net revenue', cell: (row) => money(row.netRevenue) },
  { title: 'Net revenue before', cell: (row) => money(row.netRevenueBefore) },
  { title: 'Growth', cell: (row) => row.growth },
  { title: 'Gross margin', isConfidential: true, cell: (row) => money(row.grossMargin) },
  { title: 'Gross margin rate', isConfidential: true, cell: (row) => row.grossMarginRate },
  { title: 'Cost to serve', isConfidential: true, cell: (row) => money(row.costToServe) },
  { title: 'Contribution', isConfidential: true, cell: (row) => money(row.contribution) },
  { title: 'Contribution rate', isConfidential: true, cell: (row) => row.contributionRate },
  { title: 'Share of wallet', cell: (row) => row.walletShare },
  { title: 'Outlook', cell: (row) => row.outlook },
  { title: 'Last month', cell: (row) => row.lastMonth },
  { title: 'Reasons', cell: (row) => row.reasons.map((reason) => reason.criterion).join('; ') },
]

/** The portfolio table as rows of cells, the header first. Columns the caller may not see are not there at all. */
export async function* exportRows(
  scope: ReadScope,
  context: ListContext,
  input: Omit<ListInput, 'cursor' | 'limit'>,
): AsyncGenerator<readonly CellValue[]> {
  const columns = COLUMNS.filter((column) => scope.actor.seesMargins || !column.isConfidential)
  yield columns.map((column) => column.title)
  for await (const row of listEveryAccount(scope, context, input)) yield columns.map((column) => column.cell(row))
}
