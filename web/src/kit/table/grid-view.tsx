import { useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type FocusEvent, useEffect, useId, useRef } from 'react'
import { roles } from '../layout/roles.ts'
import { useFullAddress, useGoTo } from '../routing/app-link.tsx'
import { columnTemplate, type DataColumn } from './columns.ts'
import { GridRow } from './grid-row.tsx'
import { HeaderCell } from './header-cell.tsx'
import classes from './table.module.css'
import type { DataTableProps } from './table-props.ts'
import { text } from './text.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useSideShadow } from './use-side-shadow.ts'

export const ROW_HEIGHT = 33
const NOTE_HEIGHT = 24
const HEAD_ROW = { ...roles.row, 'aria-rowindex': 1 }
const ROWS_AHEAD = 12

export interface GridViewProps<Row> extends DataTableProps<Row> {
  readonly shown: readonly DataColumn<Row>[]
}

/** Asks for the next page when the reader comes near the end of what is fetched. */
export function useNextPage(paging: DataTableProps<never>['paging'], lastDrawn: number, rowCount: number): void {
  const isNearEnd = lastDrawn >= rowCount - ROWS_AHEAD
  useEffect(() => {
    if (isNearEnd && paging?.hasNextPage && !paging.isFetchingNextPage) void paging.fetchNextPage()
  }, [isNearEnd, paging])
}

/** The table as a grid: only the rows in sight exist. */
export function GridView<Row>(props: GridViewProps<Row>) {
  const { label, rows, shown, rowKey, rowHref, onOpenRow, total, paging, sort, onSortChange, selection, noteAfter } =
    props
  const scroller = useRef<HTMLDivElement>(null)
  const side = useSideShadow()
  const scrollerRef = useMergedRef(scroller, side.ref)
  const gridId = useId()
  const goTo = useGoTo()
  const fullAddress = useFullAddress()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index]
      return row !== undefined && noteAfter?.(row, index) ? ROW_HEIGHT + NOTE_HEIGHT : ROW_HEIGHT
    },
    overscan: ROWS_AHEAD,
    // The head lies over the rows while they scroll and stands before them at the top.
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  })
  const drawn = virtual.getVirtualItems()
  useNextPage(paging, drawn.at(-1)?.index ?? 0, rows.length)

  const open = (index: number) => {
    const row = rows[index]
    if (row === undefined) return
    if (onOpenRow) onOpenRow(row)
    else if (rowHref) goTo(rowHref(row))
  }
  const select = (index: number) => {
    const row = rows[index]
    if (!selection || row === undefined) return
    const keys = new Set(selection.keys)
    if (!keys.delete(rowKey(row))) keys.add(rowKey(row))
    selection.onChange(keys)
  }
  const focus = useRowFocus({
    rowCount: rows.length,
    pageSize: Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1,
    onFocusRow: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    onOpen: open,
    onSelect: select,
  })
  const { template, minWidth } = columnTemplate(shown)
  const focusedIsDrawn = drawn.some((item) => item.index === focus.focused)
  const attributes = {
    ...roles.grid,
    'aria-label': label,
    'aria-description': text.keysHint,
    'aria-rowcount': (total ?? rows.length) + 1,
    'aria-colcount': shown.length,
    'aria-multiselectable': selection ? true : undefined,
    'aria-activedescendant': focusedIsDrawn ? `${gridId}-${focus.focused}` : undefined,
    onKeyDown: focus.onKeyDown,
    onFocus: (event: FocusEvent) => {
      if (event.target === event.currentTarget && focus.focused < 0 && rows.length > 0) focus.setFocused(0)
    },
  }

  return (
    <div className={classes.frame} data-more-right={side.hasMoreRight} data-more-left={side.hasMoreLeft}>
      <div
        ref={scrollerRef}
        className={classes.scroller}
        {...attributes}
        style={{ '--columns': template, '--row-width': `${minWidth}px` } as CSSProperties}
      >
        <div {...roles.rowGroup} className={classes.head}>
          <div {...HEAD_ROW} className={classes.row}>
            {shown.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
            ))}
          </div>
        </div>
        <div {...roles.rowGroup} className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {drawn.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const key = rowKey(row)
            return (
              <GridRow
                key={key}
                id={`${gridId}-${item.index}`}
                row={row}
                index={item.index}
                top={item.start - ROW_HEIGHT}
                columns={shown}
                href={rowHref ? fullAddress(rowHref(row)) : undefined}
                isFocused={item.index === focus.focused}
                isSelected={selection?.keys.has(key)}
                note={noteAfter?.(row, item.index)}
                onActivate={() => focus.setFocused(item.index)}
                onOpen={rowHref || onOpenRow ? () => open(item.index) : undefined}
                onSelect={selection ? () => select(item.index) : undefined}
              />
            )
          })}
        </div>
        {paging?.isFetchingNextPage ? (
          <div className={classes.more} role="presentation">
            {text.loadingMore}
          </div>
        ) : null}
      </div>
    </div>
  )
}
