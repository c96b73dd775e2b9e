import { type MouseEvent, memo, type ReactNode } from 'react'
import { roles } from '../layout/roles.ts'
import type { DataColumn } from './columns.ts'
import classes from './table.module.css'
import { text } from './text.ts'

export interface GridRowProps<Row> {
  readonly id: string
  readonly row: Row
  readonly index: number
  readonly top: number
  readonly columns: readonly DataColumn<Row>[]
  readonly href: string | undefined
  readonly isFocused: boolean
  readonly isSelected: boolean | undefined
  readonly note: ReactNode
  readonly onActivate: () => void
  readonly onOpen: (() => void) | undefined
  /** Given where rows can be selected. */
  readonly onSelect: (() => void) | undefined
}

const OWN_CONTROL = 'button, input, select, textarea, label, [role="dialog"]'

interface CellProps<Row> {
  readonly column: DataColumn<Row>
  readonly row: Row
}

function CellContent<Row>({ column, row }: CellProps<Row>): ReactNode {
  return column.cell(row)
}

/** Drawn anew only for another row or column: sorting, picking and moving the focus touch every row of the table. */
const Cell = memo(CellContent) as typeof CellContent

/** One row. The link sits in the first cell, so that it can be opened in a new tab, and the whole row is its target. */
export function GridRow<Row>(props: GridRowProps<Row>) {
  const { id, row, index, top, columns, href, isFocused, isSelected, note, onActivate, onOpen, onSelect } = props

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    onActivate()
    const target = event.target instanceof Element ? event.target : null
    if (target?.closest(OWN_CONTROL) || !event.currentTarget.contains(target)) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || !onOpen) return
    event.preventDefault()
    onOpen()
  }

  const attributes = { ...roles.row, 'aria-rowindex': index + 2, 'aria-selected': isSelected, onClick }

  return (
    <div
      id={id}
      {...attributes}
      className={classes.bodyRow}
      data-focused={isFocused}
      data-opens={onOpen !== undefined}
      style={{ top }}
    >
      <div className={classes.row} role="presentation">
        {columns.map((column, position) => (
          <div
            key={column.id}
            {...(position === 0 ? roles.rowHeader : roles.cell)}
            className={classes.cell}
            data-align={column.align ?? 'start'}
          >
            {position === 0 && onSelect ? (
              <input
                type="checkbox"
                className={classes.select}
                tabIndex={-1}
                aria-label={text.selectRow}
                checked={isSelected === true}
                onChange={onSelect}
              />
            ) : null}
            {position === 0 && href ? (
              <a className={classes.link} href={href} tabIndex={-1}>
                <Cell column={column} row={row} />
              </a>
            ) : (
              <Cell column={column} row={row} />
            )}
          </div>
        ))}
      </div>
      {note ? (
        <div className={classes.note} {...roles.cell}>
          <span>{note}</span>
        </div>
      ) : null}
    </div>
  )
}
