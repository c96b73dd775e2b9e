import type { CellValue } from '../../platform/files/index.ts'

/** How a column is written on paper; in the workbook every value stays exact. */
export type ColumnKind = 'text' | 'number' | 'points' | 'percent'

export interface BookColumn {
  readonly title: string
  /** A shorter head on paper. */
  readonly brief?: string
  readonly kind: ColumnKind
  /** On paper: a cell of the row, or a line beneath it, left out when empty. */
  readonly place: 'row' | 'beneath'
}

/** One part of the decision book: a sheet of the workbook, a chapter on paper. */
export interface BookSection {
  readonly name: string
  readonly sentences: readonly string[]
  readonly columns: readonly BookColumn[]
  /** What is said when there is no row. */
  readonly empty: string
  /** Only the workbook has it; on paper it would tell nothing more. */
  readonly isWorkbookOnly: boolean
  rows(): AsyncGenerator<readonly CellValue[]>
}

export interface ColumnOf<Row> extends Omit<BookColumn, 'kind' | 'place'> {
  readonly kind?: ColumnKind
  readonly place?: BookColumn['place']
  cell(row: Row): CellValue
}

export function sectionOf<Row>(part: {
  readonly name: string
  readonly sentences?: readonly string[]
  readonly columns: readonly ColumnOf<Row>[]
  readonly empty: string
  readonly isWorkbookOnly?: true
  readonly rows: () => AsyncIterable<Row> | Iterable<Row>
}): BookSection {
  const { columns } = part
  return {
    name: part.name,
    sentences: part.sentences ?? [],
    columns: columns.map(({ title, brief, kind = 'text', place = 'row' }) => ({
      title,
      ...(brief === undefined ? {} : { brief }),
      kind,
      place,
    })),
    empty: part.empty,
    isWorkbookOnly: part.isWorkbookOnly ?? false,
    rows: async function* () {
      for await (const row of part.rows()) yield columns.map((column) => column.cell(row))
    },
  }
}
