import type { ReactNode } from 'react'
import type { SortState } from '../routing/sort-text.ts'
import type { ColumnView, DataColumn } from './columns.ts'

/** Pages that follow one another by cursor; hand over the fields of an infinite query. */
export interface TablePaging {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

export interface TableSelection {
  readonly keys: ReadonlySet<string>
  readonly onChange: (keys: ReadonlySet<string>) => void
}

export type TableState = { readonly kind: 'ready' } | { readonly kind: 'loading' } | TableFailure
export interface TableFailure {
  readonly kind: 'failed'
  readonly error: unknown
  readonly onRetry?: () => void
}

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers and file names: "Accounts". */
  readonly label: string
  /** One of them, where it stands beside a count: "account". The label in small letters without it. */
  readonly rowName?: string | undefined
  /** All rows fetched so far. */
  readonly rows: readonly Row[]
  /** Keep it outside the component or memoized. */
  readonly columns: readonly DataColumn<Row>[]
  readonly rowKey: (row: Row) => string
  /** Address of the row: click, Enter and middle click open it. */
  readonly rowHref?: ((row: Row) => string) | undefined
  /** Instead of an address: what opening does (a drawer, a selection). */
  readonly onOpenRow?: ((row: Row) => void) | undefined
  /** Rows that match, fetched or not. */
  readonly total?: number | undefined
  readonly paging?: TablePaging | undefined
  readonly sort?: SortState | null | undefined
  readonly onSortChange?: ((sort: SortState) => void) | undefined
  readonly view?: ColumnView | undefined
  /** Without it there is no column chooser. */
  readonly onViewChange?: ((view: ColumnView) => void) | undefined
  readonly selection?: TableSelection | undefined
  readonly state?: TableState
  /** Shown when there are no rows; say the next step. */
  readonly empty?: ReactNode
  /** Addresses of the export of all matching rows, filters and sort included. */
  readonly exports?: { readonly csv?: string; readonly xlsx?: string } | undefined
  /** Left part of the bar over the table: saved views, filter chips. */
  readonly toolbar?: ReactNode
  /** Right part of that bar, before the columns. */
  readonly toolbarEnd?: ReactNode
  /** A line of words under a row, across all columns: the cut line of a ranking. */
  readonly noteAfter?: ((row: Row, index: number) => ReactNode) | undefined
  /** Fixed height in pixels; without it the table fills its container (use it in a `Page height="fill"` or a sized box). */
  readonly height?: number | undefined
}
