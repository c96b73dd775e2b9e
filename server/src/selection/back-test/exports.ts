import type { CellValue } from '../../platform/files/index.ts'
import type { BackTestAccountAnswer } from './read-back-tests.ts'

interface Column {
  readonly title: string
  cell(row: BackTestAccountAnswer): CellValue
}

const numberOf = (text: string | null | undefined): CellValue =>
  text === null || text === undefined ? null : Number(text)

const COLUMNS: readonly Column[] = [
  { title: 'Place', cell: (row) => row.place },
  { title: 'Account', cell: (row) => row.account.name },
  { title: 'Code', cell: (row) => row.account.code },
  { title: 'Score', cell: (row) => row.score },
  { title: 'Net revenue a year before', cell: (row) => numberOf(row.netRevenue.before) },
  { title: 'Net revenue a year after', cell: (row) => numberOf(row.netRevenue.after) },
  { title: 'Growth', cell: (row) => row.growth },
  { title: 'Left', cell: (row) => (row.hasLeft ? 'yes' : 'no') },
  { title: 'Among the largest', cell: (row) => (row.isLargest ? 'yes' : 'no') },
  { title: 'Chosen by the company then', cell: (row) => (row.isChosen ? 'yes' : 'no') },
  { title: 'Compared with', cell: (row) => row.matchedWith?.name ?? null },
]

const MARGINS: readonly Column[] = [
  { title: 'Gross margin a year before', cell: (row) => numberOf(row.grossMargin?.before) },
  { title: 'Gross margin a year after', cell: (row) => numberOf(row.grossMargin?.after) },
  { title: 'Contribution a year before', cell: (row) => numberOf(row.contribution?.before) },
  { title: 'Contribution a year after', cell: (row) => numberOf(row.contribution?.after) },
]

/** Who was picked and what became of them, as a file; without margins for who may not see them. */
export async function* backTestCells(
  rows: readonly BackTestAccountAnswer[],
  seesMargins: boolean,
): AsyncGenerator<readonly CellValue[]> {
  const columns = seesMargins ? [...COLUMNS, ...MARGINS] : COLUMNS
  yield columns.map(({ title }) => title)
  for (const row of rows) yield columns.map((column) => column.cell(row))
}
