import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import { roles } from '../layout/roles.ts'
import type { SortState } from '../routing/sort-text.ts'
import type { DataColumn } from './columns.ts'
import classes from './table.module.css'
import { text } from './text.ts'

export interface HeaderCellProps<Row> {
  readonly column: DataColumn<Row>
  readonly sort: SortState | null | undefined
  readonly onSortChange: ((sort: SortState) => void) | undefined
}

function nextSort<Row>(column: DataColumn<Row>, sort: SortState | null | undefined): SortState {
  const first = column.firstSort ?? (column.align === 'end' ? 'descending' : 'ascending')
  if (sort?.column !== column.id) return { column: column.id, direction: first }
  return { column: column.id, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' }
}

/** A heading; a click sorts by it where the server can. */
export function HeaderCell<Row>({ column, sort, onSortChange }: HeaderCellProps<Row>) {
  const isSorted = sort?.column === column.id
  const canSort = column.sortable && onSortChange
  const Arrow = sort?.direction === 'ascending' ? IconArrowUp : IconArrowDown
  const order = isSorted ? sort.direction : ('none' as const)
  const attributes = { ...roles.columnHeader, 'aria-sort': canSort ? order : undefined } as const
  return (
    <div {...attributes} className={classes.headCell} data-align={column.align ?? 'start'} title={column.description}>
      {canSort ? (
        <button
          type="button"
          className={classes.sortButton}
          title={column.description ?? text.sortBy(column.header)}
          onClick={() => onSortChange(nextSort(column, sort))}
        >
          {column.header}
          {isSorted ? <Arrow size={13} stroke={2} aria-hidden /> : null}
        </button>
      ) : (
        column.header
      )}
    </div>
  )
}
